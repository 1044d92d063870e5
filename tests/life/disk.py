"""A folder of photos that are replaced, turned, exchanged, moved and copied, and what they show."""

import hashlib
import io
import os
import random
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from tests.fake_engine import COLOURS

SIZE = 120, 90
SIDE = 24


@dataclass(frozen=True)
class Picture:
    """Someone's photo: which colours (people) it shows, and where they stand."""

    number: int
    faces: tuple[tuple[str, int, int], ...]

    @property
    def colours(self) -> frozenset[str]:
        return frozenset(name for name, _, _ in self.faces)

    @classmethod
    def make(cls, number: int) -> "Picture":
        """Make the picture with that number; the same number always gives the same picture."""
        chance = random.Random(number)
        names = chance.sample(sorted(COLOURS), chance.choice((1, 2, 3)))
        places = [(6 + 38 * at, 8 + chance.randrange(50)) for at in range(3)]
        return cls(
            number,
            tuple((name, *place) for name, place in zip(names, places[: len(names)], strict=True)),
        )


@cache
def drawn(picture: Picture | None, *, turn: int = 1, quality: int = 95) -> bytes:
    """Return the JPEG of a picture; None gives a grey one that shows no one.

    turn: its EXIF orientation, 1 to 8.
    """
    image = Image.new("RGB", SIZE, "white" if picture else "grey")
    pen = ImageDraw.Draw(image)
    for name, left, top in picture.faces if picture else ():
        pen.rectangle((left, top, left + SIDE - 1, top + SIDE - 1), fill=COLOURS[name])
    if picture:  # its number as black and white squares, so that no two files are equal
        for bit in range(8):
            if picture.number >> bit & 1:
                pen.rectangle((4 + 6 * bit, 84, 7 + 6 * bit, 87), fill="black")
    exif = Image.Exif()
    exif[0x0112] = turn
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, exif=exif)
    return file.getvalue()


class Disk:
    """The folder of photos, and for each file the picture it shows."""

    def __init__(self, folder: Path, pictures: int) -> None:
        self.folder = folder
        self.outside = folder.parent / "unplugged"
        self.pictures = [Picture.make(number) for number in range(pictures)]
        self.shown: dict[str, Picture | None] = {}
        self._tick = 1_600_000_000
        folder.mkdir(parents=True)
        for picture in self.pictures:
            self.write(f"{picture.number}.jpg", picture, drawn(picture))

    def write(self, name: str, picture: Picture | None, data: bytes) -> None:
        """Write a file with a modification time that no file had before."""
        path = self.folder / name
        path.write_bytes(data)
        self._tick += 1
        os.utime(path, (self._tick, self._tick))
        self.shown[name] = picture

    def content(self, name: str) -> str:
        """Return a file's content hash as the library has it."""
        data = (self.folder / name).read_bytes()
        return hashlib.blake2b(data, digest_size=16).hexdigest()

    def colour(self, name: str, x: int, y: int, w: int, h: int) -> str:
        """Return the colour inside a box (displayed pixels) of a file; "" for none."""
        with Image.open(self.folder / name) as image:
            shown = ImageOps.exif_transpose(image).convert("RGB")
        pixel = shown.getpixel((x + w // 2, y + h // 2))
        assert isinstance(pixel, tuple)
        near = [
            colour
            for colour, value in COLOURS.items()
            if max(abs(a - b) for a, b in zip(pixel, value, strict=True)) < 40
        ]
        return near[0] if near else ""

    def exchange(self, one: str, other: str) -> None:
        data = [(self.folder / name).read_bytes() for name in (one, other)]
        shown = [self.shown[one], self.shown[other]]
        self.write(one, shown[1], data[1])
        self.write(other, shown[0], data[0])

    def copy(self, name: str, to: str) -> None:
        shutil.copy2(self.folder / name, self.folder / to)
        self.shown[to] = self.shown[name]

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()
        del self.shown[name]

    def copies(self, name: str) -> list[str]:
        """Return the other files with the same content."""
        mine = self.content(name)
        return [other for other in self.shown if other != name and self.content(other) == mine]

    def move(self, folder: Path) -> None:
        self.folder.rename(folder)
        self.folder = folder
