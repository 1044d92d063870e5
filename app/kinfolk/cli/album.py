"""The sample album of `kinfolk demo`: recurring people over the years, and places without people.

It is made on the spot from some fifteen pictures (`originals`): whole, cut, turned, faded, and side
by side as photomontages. Dates are real where they are known and made up where not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps

from kinfolk import pinned
from kinfolk.cli import originals
from kinfolk.cli.common import note
from kinfolk.cli.originals import Original

Edit = Callable[[Image.Image], Image.Image]
# EXIF tags: Orientation, ExifIFD, DateTimeOriginal
ORIENTATION, DETAILS, TAKEN = 0x0112, 0x8769, 0x9003
# For EXIF orientations: how to turn an upright image so that a viewer turns it upright again.
STORED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
MONTAGE = 640  # pixels, height of people side by side in a montage
CREDITS = "CREDITS.txt"


@dataclass(frozen=True)
class Sample:
    """Describe a photo of the album: its pictures, its date, and what is done to it."""

    name: str
    originals: tuple[Original, ...]  # several are put side by side, head and shoulders
    taken: datetime
    edit: Edit = lambda image: image
    orientation: int = 1


def _of(*together: Original) -> tuple[Original, ...]:
    return together


def _smaller(side: int) -> Edit:
    """Return an edit that shrinks the longer side to `side` pixels."""
    return lambda image: ImageOps.contain(image, (side, side))


def _darker(factor: float) -> Edit:
    return lambda image: ImageEnhance.Brightness(image).enhance(factor)


def _crop(left: int, top: int, right: int, bottom: int) -> Edit:
    return lambda image: image.crop((left, top, right, bottom))


def _twice(image: Image.Image) -> Image.Image:
    return image.resize((image.width * 2, image.height * 2), Image.Resampling.LANCZOS)


def _turned(degrees: float) -> Edit:
    return lambda image: image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(120, 110, 100))


def _faded(image: Image.Image) -> Image.Image:
    """Return the image as an old print: less contrast and colour."""
    return ImageEnhance.Color(ImageEnhance.Contrast(image).enhance(0.7)).enhance(0.35)


YOUNG, OLDER, LAMP = (
    _of(each) for each in (originals.TESLA_YOUNG, originals.TESLA_OLDER, originals.TESLA_LAMP)
)
HOPPER, COLLINS, BIDEN = (
    _of(each) for each in (originals.HOPPER, originals.COLLINS, originals.BIDEN)
)
SPEAKING, STANDING, PORTRAIT = (
    _of(each)
    for each in (originals.OBAMA_SPEAKING, originals.OBAMA_STANDING, originals.OBAMA_PORTRAIT)
)

SAMPLES = (
    Sample("1893/studio.jpg", YOUNG, datetime(1893, 5, 1, 12, 0)),
    Sample("1893/studio, another print.jpg", YOUNG, datetime(1893, 5, 1, 12, 5), _faded),
    Sample("1899/lamp.webp", LAMP, datetime(1899, 1, 12, 20, 0)),
    Sample("1915/at the desk.jpg", OLDER, datetime(1915, 10, 3, 11, 0)),
    Sample("1915/at the desk, mirrored.jpg", OLDER, datetime(1915, 10, 3, 11, 0), ImageOps.mirror),
    Sample("1984/portrait.jpg", HOPPER, datetime(1984, 1, 20, 10, 0)),
    Sample("1984/close.jpg", HOPPER, datetime(1984, 1, 20, 10, 4), _crop(110, 0, 430, 400)),
    Sample("1984/tilted.webp", HOPPER, datetime(1984, 1, 20, 10, 9), _turned(12)),
    Sample("1991/two officers.jpg", HOPPER + COLLINS, datetime(1991, 6, 14, 15, 30)),
    Sample(
        "1991/two officers, grey.jpg",
        COLLINS + HOPPER,
        datetime(1991, 6, 14, 15, 32),
        ImageOps.grayscale,
    ),
    Sample("1992/portrait.jpg", COLLINS, datetime(1992, 7, 2, 10, 30)),
    Sample("1992/close.jpg", COLLINS, datetime(1992, 7, 2, 10, 42), _crop(120, 0, 340, 260)),
    Sample("1992/sideways.jpg", COLLINS, datetime(1992, 7, 3, 9, 5), orientation=6),
    Sample("1999/mirrored.jpg", COLLINS, datetime(1999, 7, 23, 5, 31), ImageOps.mirror),
    Sample("1999/large.png", COLLINS, datetime(1999, 7, 23, 5, 40), _twice),
    Sample("2005/small.jpg", COLLINS, datetime(2005, 8, 9, 12, 11), _smaller(220)),
    Sample("2009/speech.jpg", SPEAKING, datetime(2009, 9, 9, 20, 27)),
    Sample("2009/tilted.jpg", SPEAKING, datetime(2009, 9, 9, 20, 31), _turned(-9)),
    Sample("2009/reception.jpg", SPEAKING + COLLINS, datetime(2009, 11, 24, 21, 0)),
    Sample("2010/standing.jpg", STANDING, datetime(2010, 5, 10, 10, 4)),
    Sample("2010/close.jpg", STANDING, datetime(2010, 5, 10, 10, 4), _crop(471, 150, 1099, 987)),
    Sample("2010/beside him.jpg", BIDEN, datetime(2010, 5, 10, 10, 5)),
    Sample("2010/both.jpg", STANDING + BIDEN, datetime(2010, 5, 10, 10, 6)),
    Sample("2012/portrait.jpg", PORTRAIT, datetime(2012, 12, 6, 15, 46)),
    Sample("2012/close.jpg", PORTRAIT, datetime(2012, 12, 6, 15, 48), _crop(250, 0, 750, 560)),
    Sample("2012/other side.jpg", PORTRAIT, datetime(2012, 12, 6, 15, 50), orientation=8),
    Sample("2012/upside down.jpg", PORTRAIT, datetime(2012, 12, 6, 16, 2), orientation=3),
    Sample("2013/evening.jpg", BIDEN, datetime(2013, 1, 20, 21, 15), _darker(0.4)),
    Sample("2013/three.jpg", PORTRAIT + COLLINS + BIDEN, datetime(2013, 1, 21, 13, 0)),
    Sample("places/laboratory.jpg", _of(originals.LABORATORY), datetime(1899, 12, 1, 22, 0)),
    Sample("places/tower.jpg", _of(originals.TOWER), datetime(1904, 6, 1, 12, 0)),
    Sample("places/sky.jpg", _of(originals.SKY), datetime(1995, 12, 18, 0, 0)),
    Sample("places/coffee.jpg", _of(originals.COFFEE), datetime(2005, 8, 10, 8, 0)),
    Sample("places/cat.jpg", _of(originals.CAT), datetime(2005, 8, 10, 9, 0)),
    Sample("places/rocket.jpg", _of(originals.ROCKET), datetime(2015, 2, 11, 18, 3)),
)


def make(folder: Path) -> list[Path]:
    """Write the album and its credits into the folder; return the paths of all its photos.

    Photos that exist are left alone. The pictures come from PyPI the first time and from a cache
    later; raise FetchError if neither has them.
    """
    missing = [sample for sample in SAMPLES if not (folder / sample.name).exists()]
    kept = pinned.cache_folder()
    if missing and not all((kept / each.source.name).is_file() for each in originals.ALL):
        note(
            "Kinfolk downloads the sample pictures once: packages on PyPI contain them (about "
            "30 MB). Nothing is installed, and nothing of yours is sent."
        )
    pictures = {original: _opened(original) for original in originals.ALL} if missing else {}
    for sample in missing:
        path = folder / sample.name
        path.parent.mkdir(parents=True, exist_ok=True)
        _save(sample.edit(_drawn(sample, pictures)), path, sample=sample)
    (folder / CREDITS).write_text(credits_text(), "utf-8")
    return [folder / sample.name for sample in SAMPLES]


def credits_text() -> str:
    """Return the text of the credits: who made the pictures, and what was done to them."""
    return "\n".join(
        [
            "The sample album is made of these pictures. Each is in the public domain or under",
            "CC0; in brackets is the package on PyPI that it was taken from.",
            "",
            *(f"- {each.credit} [{each.source.package.requirement}]" for each in originals.ALL),
            "",
            "Kinfolk's demo cuts, turns, fades and darkens them. Every picture of several people",
            "is a photomontage. Dates that no one knows are made up. No one who is shown, and no",
            "office of theirs, has endorsed Kinfolk.",
            "",
        ]
    )


def _drawn(sample: Sample, pictures: Mapping[Original, Image.Image]) -> Image.Image:
    """Return the sample's picture, or a montage of several."""
    if len(sample.originals) == 1:
        return pictures[sample.originals[0]]
    busts = [pictures[original].crop(original.bust) for original in sample.originals]
    scaled = [ImageOps.scale(bust, MONTAGE / bust.height) for bust in busts]
    montage = Image.new("RGB", (sum(bust.width for bust in scaled), MONTAGE))
    left = 0
    for bust in scaled:
        montage.paste(bust, (left, 0))
        left += bust.width
    return montage


def _opened(original: Original) -> Image.Image:
    data = pinned.fetch([original.source], pinned.cache_folder())
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")


def _save(image: Image.Image, path: Path, *, sample: Sample) -> None:
    """Save a photo as a camera would, with its date and orientation."""
    exif = Image.Exif()
    exif[ORIENTATION] = sample.orientation
    exif.get_ifd(DETAILS)[TAKEN] = sample.taken.strftime("%Y:%m:%d %H:%M:%S")
    # Turned against its orientation, so that it shows upright, like a photo from a camera held
    # sideways.
    turn = STORED[sample.orientation]
    image = image if turn is None else image.transpose(turn)
    image.save(path, quality=92, exif=exif)
