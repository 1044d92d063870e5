"""Videos of drawn pictures. A process of its own writes them: OpenCV and Qt never share one."""

import struct
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from PIL import Image

from kinfolk.kinds import Extra
from tests.fake_engine import draw as draw_photo

_WRITE = """
import sys
import cv2
import numpy as np
path, kind, rate, width, height = sys.argv[1:]
size = int(width), int(height)
video = cv2.VideoWriter(path, cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*kind), float(rate), size)
assert video.isOpened()
while data := sys.stdin.buffer.read(3 * size[0] * size[1]):
    rgb = np.frombuffer(data, np.uint8).reshape(size[1], size[0], 3)
    video.write(np.ascontiguousarray(rgb[:, :, ::-1]))
video.release()
"""
_KINDS = {".avi": "MJPG", ".mkv": "MJPG", ".mp4": "mp4v", ".mov": "mp4v", ".webm": "VP80"}
Squares = Iterable[tuple[str, int, int]]


def film(path: Path, pictures: Sequence[Image.Image], *, rate: float = 0.5) -> Path:
    """Write a video of the pictures and return its path; skip the test without the extra "video".

    rate: pictures a second; by default each picture is one at which a scan looks.
    """
    if not Extra.VIDEO.is_installed:  # as on macOS
        pytest.skip("Kinfolk's extra “video” is not installed.")
    width, height = pictures[0].size
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            sys.executable,
            "-c",
            _WRITE,
            path,
            _KINDS[path.suffix],
            str(rate),
            str(width),
            str(height),
        ],
        input=b"".join(picture.convert("RGB").tobytes() for picture in pictures),
        check=True,
    )
    return path


def squares(path: Path, moments: Sequence[Squares], *, rate: float = 0.5) -> Path:
    """Write a video for the fake engine: at each moment squares (colour, left, top) on white."""
    pictures = []
    for number, faces in enumerate(moments):
        drawn = draw_photo(path.with_name(f".{number}.png"), faces, size=(208, 160))
        with Image.open(drawn) as image:
            pictures.append(image.convert("RGB"))
        drawn.unlink()
    return film(path, pictures, rate=rate)


def patched(path: Path, box: bytes, at: int, value: bytes) -> None:
    """Overwrite bytes in the first box of that kind in an MP4, `at` bytes after the box's name."""
    data = bytearray(path.read_bytes())
    start = data.index(box) + len(box) + at
    data[start : start + len(value)] = value
    path.write_bytes(data)


def turned(path: Path) -> None:
    """Mark an MP4 as stored on its left side: players turn it by 90° clockwise."""
    one = 1 << 16
    matrix = struct.pack(">9i", 0, one, 0, -one, 0, 0, 0, 0, 1 << 30)
    patched(path, b"tkhd", 40, matrix)
