"""Extract XMP from the segments of a JPEG; for other kinds of photos Pillow and pi-heif do."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kinfolk.metadata.packet import Unusable

_STANDARD = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_NAMED = re.compile(rb"HasExtendedXMP\s*(?:=\s*[\"']|>)\s*([0-9A-Fa-f]{32})")  # the extension's id
_APP1 = 0xE1
_START_OF_SCAN, _END = 0xDA, 0xD9
_BARE = (0x01, *range(0xD0, 0xD9))  # markers without a length
_MOST_SEGMENTS = 5_000  # far more than real files have
_LARGEST = 8 << 20  # bytes of all extensions; XML texts may not exceed 10 MB
_HEAD = 32 + 4 + 4  # of a piece: id of its extension, total size, offset


def packets(file: BinaryIO) -> list[bytes]:
    """Return the XMP packet and the extension it names, if complete; [] without a packet.

    What does not fit into a segment of 64 kB is in the extension: depth maps as a rule, and
    regions. A very large one is skipped. Raises Unusable for a file with far too many segments.
    """
    main = b""
    pieces: list[bytes] = []
    room = _LARGEST
    for body in _app1(file):
        if body.startswith(_STANDARD):
            main = main or body[len(_STANDARD) :]
        elif body.startswith(_EXTENSION):
            room -= len(body)
            # What is over the limit is read past and not kept, so that no file fills the memory.
            if room > 0:
                pieces.append(body[len(_EXTENSION) :])
    if not main:
        return []
    named = _NAMED.search(main)
    extension = _joined(pieces, named[1].upper()) if named else b""
    return [main, extension] if extension else [main]


def _joined(pieces: Iterable[bytes], name: bytes) -> bytes:
    """Return the joined pieces of that name; b"" unless they are complete."""
    own = [piece for piece in pieces if piece[:32].upper() == name and len(piece) > _HEAD]
    by_start = {int.from_bytes(piece[36:_HEAD], "big"): piece[_HEAD:] for piece in own}
    size = int.from_bytes(own[0][32:36], "big") if own else 0
    joined = bytearray()
    while len(joined) < size and (piece := by_start.get(len(joined))):
        joined += piece
    return bytes(joined) if len(joined) == size else b""


def _app1(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bodies of the APP1 segments before the picture."""
    file.seek(0)
    if file.read(2) != b"\xff\xd8":
        return
    for _ in range(_MOST_SEGMENTS):
        marker = _marker(file)
        if marker in (None, _START_OF_SCAN, _END):
            return
        if marker in _BARE:
            continue
        length = int.from_bytes(file.read(2), "big") - 2
        if length < 0:
            return
        if marker == _APP1:
            yield file.read(length)
        else:
            file.seek(length, 1)
    raise Unusable("It has far too many segments.")


def _marker(file: BinaryIO) -> int | None:
    """Return the next marker after fill bytes; None if there is none where one should be."""
    if file.read(1) != b"\xff":
        return None
    for _ in range(1 << 10):
        if (found := file.read(1)) != b"\xff":
            return found[0] if found else None
    return None
