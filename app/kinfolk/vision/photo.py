"""What is read of a photo, the reasons why it can't be, and the limits for all kinds of files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from kinfolk.errors import AppError
from kinfolk.metadata.frame import Frame
from kinfolk.vision.camera_notes import Shot
from kinfolk.vision.worker import Data

# The longer side that photos are scanned at, at least: small faces in large groups stay sharp.
SCAN_SIDE = 1920
# WebP, AVIF, HEIC and the side data of PNG are held in memory as they are.
WHOLE_FILE_LIMIT = 256 << 20
BYTES_ANYHOW = 64 << 20  # that drawing takes, however small the picture is
TOO_HEAVY = "It needs too much memory to open: the file is damaged or malicious."
SHORT = "There isn’t enough free memory to open it now. The next scan will try again."
TOO_SLOW = "It takes too long to open: the file is damaged or malicious."
BREAKS = "Opening it crashes the photo reader: the file is damaged or malicious."
_OF_SOMETHING = 40  # levels between the darkest and the brightest part


class Unreadable(AppError):
    """Report that a photo can't be read, and why, in words for people.

    `is_lasting` means that the file's bytes are at fault, so that only a changed file is worth
    another try.
    """

    def __init__(self, reason: str, *, is_lasting: bool = True, **arguments: object) -> None:
        super().__init__(reason, "", **arguments)
        self.is_lasting = is_lasting


@dataclass(frozen=True)
class Photo:
    """Hold a photo as displayed; `scale` is displayed pixels per pixel of `image` (>= 1).

    For a video it is one moment, and `picture` is the digest of the whole file.
    """

    image: Image.Image  # RGB
    picture: str  # see `picture_digest`
    scale: float
    width: int  # displayed pixels of the whole photo
    height: int
    shot: Shot
    mimetype: str
    at: int | None = None  # of a video: ms from its start
    length: int | None = None  # and how long it is, 0 where it does not say


@dataclass(frozen=True)
class Drawn:
    """Hold a decoded photo as displayed, RGB and reduced; the rest is as in Photo."""

    image: Image.Image
    width: int
    height: int
    shot: Shot
    mimetype: str
    at: int | None = None
    length: int | None = None


class Opened(Protocol):
    """Describe a photo whose header was checked against the limits; nothing is decoded yet."""

    @property
    def frame(self) -> Frame:
        """The stored size, and the orientation by which it is displayed."""

    def need(self, side: int) -> int:
        """Return the most bytes of memory that decoding takes, unless the file is malformed."""

    def draw(self, side: int) -> Drawn:
        """Decode the photo, reduced by a whole factor; its longer side stays at least `side`."""


def picture_digest(pixels: Data, width: int, height: int) -> str:
    """Return the SHA-1 of the displayed pixels; it is equal for files that differ only in metadata.

    SHA-1 takes half as long as BLAKE2 on processors with instructions for it, and no longer on
    others. It need not be safe: whoever makes two pictures with one digest confuses only
    themselves.
    """
    made = hashlib.sha1(f"{width} {height}".encode(), usedforsecurity=False)
    made.update(pixels)
    return made.hexdigest()


def shows_something(image: Image.Image) -> bool:
    """Return whether the image has any contrast; the first frames of a video often have none."""
    levels = image.convert("L").resize((16, 16), Image.Resampling.BOX).tobytes()
    return max(levels) - min(levels) >= _OF_SOMETHING


def too_many_pixels(pixels: int, limit: int) -> Unreadable:
    """Return the error for a picture with more pixels than the limit."""
    return Unreadable(
        "The picture has {pixels} megapixels; the limit is {most}.",
        pixels=round(pixels / 1e6),
        most=round(limit / 1e6),
    )


def too_heavy(size: int, limit: int) -> Unreadable:
    """Return the error for a file of more bytes than the limit."""
    return Unreadable(
        "The file is {size} MB; the limit for this kind is {most} MB.",
        size=size >> 20,
        most=limit >> 20,
    )
