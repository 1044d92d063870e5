"""The sample album, made on the spot from pictures that come with scikit-image."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps

from app.errors import AppError

Edit = Callable[[Image.Image], Image.Image]
ORIENTATION, DETAILS, TAKEN = 0x0112, 0x8769, 0x9003  # EXIF tags
# The EXIF orientations whose pixels are stored turned: how to turn them so that they show upright.
STORED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True)
class Sample:
    """One photo of the album: which picture, what is done to it, when it claims to be taken."""

    name: str
    picture: str
    taken: datetime
    edit: Edit = lambda image: image
    orientation: int = 1


def _smaller(side: int) -> Edit:
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
    return ImageEnhance.Color(ImageEnhance.Contrast(image).enhance(0.7)).enhance(0.35)


# The astronaut is Eileen Collins, photographed by NASA: public domain.
SAMPLES = (
    Sample("1991/portrait.jpg", "astronaut", datetime(1991, 6, 14, 10, 30)),
    Sample("1991/close.jpg", "astronaut", datetime(1991, 6, 14, 10, 42), _crop(120, 0, 340, 260)),
    Sample("1991/sideways.jpg", "astronaut", datetime(1991, 6, 15, 9, 5), orientation=6),
    Sample("1995/mirrored.jpg", "astronaut", datetime(1995, 2, 3, 16, 0), ImageOps.mirror),
    Sample("1995/evening.jpg", "astronaut", datetime(1995, 2, 3, 21, 15), _darker(0.4)),
    Sample("1995/upside down.jpg", "astronaut", datetime(1995, 2, 4, 8, 0), orientation=3),
    Sample("1999/small.jpg", "astronaut", datetime(1999, 7, 23, 5, 31), _smaller(220)),
    Sample("1999/large.png", "astronaut", datetime(1999, 7, 23, 5, 40), _twice),
    Sample("1999/other side.jpg", "astronaut", datetime(1999, 7, 27, 23, 20), orientation=8),
    Sample("2005/grey.jpg", "astronaut", datetime(2005, 8, 9, 12, 11), ImageOps.grayscale),
    Sample("2005/tilted.webp", "astronaut", datetime(2005, 8, 9, 12, 30), _turned(12)),
    Sample("2005/faded.jpg", "astronaut", datetime(2005, 8, 9, 12, 45), _faded),
    Sample("places/rocket.jpg", "rocket", datetime(1999, 7, 23, 4, 31)),
    Sample("places/coffee.jpg", "coffee", datetime(2005, 8, 10, 8, 0)),
    Sample("places/cat.jpg", "chelsea", datetime(2005, 8, 10, 9, 0)),
    Sample("places/sky.jpg", "hubble_deep_field", datetime(1995, 12, 18, 0, 0)),
    Sample("places/moon.png", "moon", datetime(1995, 12, 24, 22, 0)),
    Sample("places/page.png", "page", datetime(2005, 8, 11, 10, 0)),
)


def make(folder: Path) -> list[Path]:
    """Writes the album into `folder`; photos that are there already are left alone.

    Raises AppError where scikit-image is not installed.
    """
    try:
        from skimage import data
    except ImportError as error:
        raise AppError(
            "The sample album is made from scikit-image's pictures, which are not installed.",
            'Install them with: pip install "kinfolk[demo]"',
        ) from error
    written = []
    for sample in SAMPLES:
        path = folder / sample.name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            picture = Image.fromarray(getattr(data, sample.picture)())
            _save(sample.edit(picture.convert("RGB")), path, sample=sample)
        written.append(path)
    return written


def _save(image: Image.Image, path: Path, *, sample: Sample) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = sample.orientation
    exif.get_ifd(DETAILS)[TAKEN] = sample.taken.strftime("%Y:%m:%d %H:%M:%S")
    turn = STORED[sample.orientation]
    image = image if turn is None else image.transpose(turn)
    image.save(path, quality=92, exif=exif)
