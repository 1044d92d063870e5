"""RAW photos made of pictures: DNGs as a camera would write them.

A DNG is a TIFF whose picture is what the sensor saw. Tags and types are those of Adobe's DNG
specification 1.4.
"""

import io
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

_LINEAR, _MOSAIC = 34892, 32803
# The matrix of sRGB, so that the sensor's values are the picture's before its gamma.
_MATRIX = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570)
_WHITE = 65535
_BYTE, _TEXT, _SHORT, _LONG, _RATIO, _SIGNED = 1, 2, 3, 4, 5, 10
_PARTS = 10_000  # the denominator of fractions
_Tag = tuple[int, int, Sequence[Any]]


def dng(
    path: Path,
    image: Image.Image,
    *,
    turn: int | None = None,
    preview: Image.Image | None = None,
    preview_turn: int | None = None,
    is_linear: bool = False,
    packet: bytes = b"",
    claims: tuple[int, int] | None = None,
) -> Path:
    """Save a DNG and return its path.

    turn: its orientation. preview: a JPEG stored along with it, whose own EXIF has `preview_turn`.
    is_linear: store three values a pixel in place of a mosaic. packet: XMP. claims: a false size.
    """
    data = bytearray(b"II*\0\0\0\0\0")

    def put(more: bytes) -> int:
        """Append bytes, padded to an even number; return where they begin."""
        at = len(data)
        data.extend(more + bytes(len(more) % 2))
        return at

    width, height = claims or image.size
    sensor = _sensor(image, is_linear)
    samples = 3 if is_linear else 1
    tags: list[_Tag] = [
        (254, _LONG, [0]),
        (256, _LONG, [width]),
        (257, _LONG, [height]),
        (258, _SHORT, [16] * samples),
        (259, _SHORT, [1]),
        (262, _SHORT, [_LINEAR if is_linear else _MOSAIC]),
        (271, _TEXT, b"Maker"),
        (272, _TEXT, b"Maker One"),
        (273, _LONG, [put(sensor)]),
        (277, _SHORT, [samples]),
        (278, _LONG, [height]),
        (279, _LONG, [len(sensor)]),
        (50706, _BYTE, b"\1\4\0\0"),
        (50708, _TEXT, b"Maker One"),
        (50717, _LONG, [_WHITE] * samples),
        (50721, _SIGNED, _MATRIX),
        (50728, _RATIO, (1, 1, 1)),
        (50778, _SHORT, [21]),
    ]
    if not is_linear:
        # The colours of the mosaic: red and green over green and blue
        tags += [(33421, _SHORT, [2, 2]), (33422, _BYTE, b"\0\1\1\2")]
    if turn:
        tags.append((274, _SHORT, [turn]))
    if packet:
        tags.append((700, _BYTE, packet))
    if preview is not None:
        jpeg = _jpeg(preview, preview_turn)
        shown = [
            (254, _LONG, [1]),
            (256, _LONG, [preview.width]),
            (257, _LONG, [preview.height]),
            (258, _SHORT, [8, 8, 8]),
            (259, _SHORT, [7]),
            (262, _SHORT, [6]),
            (273, _LONG, [put(jpeg)]),
            (277, _SHORT, [3]),
            (278, _LONG, [preview.height]),
            (279, _LONG, [len(jpeg)]),
        ]
        tags.append((330, _LONG, [put(_listed(shown, len(data)))]))
    exif = _listed([(36867, _TEXT, b"2019:07:05 12:30:00")], len(data))
    tags.append((34665, _LONG, [put(exif)]))
    gps = [(1, _TEXT, b"N"), (2, _RATIO, (48, 30, 0)), (3, _TEXT, b"W"), (4, _RATIO, (2, 15, 0))]
    tags.append((34853, _LONG, [put(_listed(gps, len(data)))]))
    data[4:8] = struct.pack("<I", put(_listed(tags, len(data))))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _sensor(image: Image.Image, is_linear: bool) -> bytes:
    """Return the sensor's values as bytes: one colour a pixel, or all three if linear."""
    light = np.rint((np.asarray(image.convert("RGB")) / 255) ** 2.2 * _WHITE).astype("<u2")
    if is_linear:
        return light.tobytes()
    seen = light[:, :, 1].copy()
    seen[0::2, 0::2] = light[0::2, 0::2, 0]
    seen[1::2, 1::2] = light[1::2, 1::2, 2]
    return seen.tobytes()


def _jpeg(image: Image.Image, turn: int | None) -> bytes:
    file, exif = io.BytesIO(), Image.Exif()
    if turn:
        exif[0x0112] = turn
    image.convert("RGB").save(file, "JPEG", quality=95, subsampling=0, exif=exif)
    return file.getvalue()


def _listed(tags: Sequence[_Tag], at: int) -> bytes:
    """Return a TIFF directory to be stored at offset `at`, followed by values too long for it."""
    head, behind = struct.pack("<H", len(tags)), b""
    room = at + 2 + 12 * len(tags) + 4
    for tag, kind, values in sorted(tags):
        packed, count = _packed(kind, values)
        if len(packed) > 4:
            place = struct.pack("<I", room + len(behind))
            behind += packed + bytes(len(packed) % 2)
        else:
            place = packed.ljust(4, b"\0")
        head += struct.pack("<HHI", tag, kind, count) + place
    return head + bytes(4) + behind


def _packed(kind: int, values: Sequence[Any]) -> tuple[bytes, int]:
    """Return a tag's values as bytes, and how many there are."""
    if kind in (_BYTE, _TEXT):
        text = bytes(values) + bytes(kind == _TEXT)
        return text, len(text)
    if kind in (_RATIO, _SIGNED):
        parts = [part for value in values for part in (round(value * _PARTS), _PARTS)]
        return struct.pack(f"<{len(parts)}{'I' if kind == _RATIO else 'i'}", *parts), len(values)
    return struct.pack(f"<{len(values)}{'H' if kind == _SHORT else 'I'}", *values), len(values)
