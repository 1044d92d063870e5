"""Photos as a camera stores them that was held in one of eight ways."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from tests.fake_engine import draw

STORED = {  # EXIF orientation → what turns the displayed picture into the stored one
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
TURNS = tuple(STORED)


def turned(
    path: Path, faces: Iterable[tuple[str, int, int]], turn: int, *, packet: bytes = b""
) -> Path:
    """Save a photo that displays like that of `draw`, but is stored with that orientation.

    packet: XMP to put into it.
    """
    draw(path, faces, note=path.name)
    return held(path, turn, packet)


def held(path: Path, turn: int, packet: bytes) -> Path:
    """Rewrite the photo at that path as a camera held so would have stored it."""
    with Image.open(path) as image:
        how = STORED[turn]
        stored = image.copy() if how is None else image.transpose(how)
    exif = Image.Exif()
    exif[0x0112] = turn
    stored.save(path, quality=95, xmp=packet, exif=exif)
    return path


def with_exif(path: Path, turn: int, words: str = "") -> None:
    """Set the orientation of a JPEG, and a note; the bytes of its picture stay."""
    exif = Image.Exif()
    exif[0x0112] = turn
    if words:
        exif[0x010E] = words
    data = path.read_bytes()
    assert data[:2] == b"\xff\xd8", path
    body = exif.tobytes()
    rest, at = b"", 2
    while data[at : at + 2] != b"\xff\xda":  # without the EXIF there was
        length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
        segment = data[at : at + length]
        rest += b"" if segment[4:8] == b"Exif" else segment
        at += length
    head = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    path.write_bytes(data[:2] + head + rest + data[at:])
