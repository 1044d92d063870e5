"""Photos read, never written: pixels as displayed, true size, capture time."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from app.errors import AppError
from app.files import NoFile, open_photo

# Decoding a photo stays below 1 GB (measured: up to 12 bytes a pixel, 15 for WebP).
PIXEL_LIMIT = 80_000_000
WEBP_PIXEL_LIMIT = 50_000_000
# Baseline JPEG is read line by line at a reduced scale, so the largest phone photos (200 MP) fit.
JPEG_PIXEL_LIMIT = 250_000_000
# Decoded whole and above this, a photo waits for `large`: a few such at once are too much memory.
LARGE = 16_000_000
FILE_LIMIT = 1 << 30  # bytes
# The longer side that photos are scanned at, at least: small faces in large groups stay sharp.
SCAN_SIDE = 1920
# WebP, AVIF, HEIC and the side data of PNG are held in memory as they are.
WHOLE_FILE_LIMIT = 256 << 20
# A progressive JPEG goes over the whole picture once per scan; real ones have about ten.
PROGRESSIVE_SCAN_LIMIT = 200

_CUT_SHORT = "The file is cut short: its end is missing."
_JPEG_END = b"\xff\xd9"
_FILLED_IN = 128  # what libjpeg makes of blocks that are missing: grey
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF", "GIF")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_MOMENT = re.compile(r"(\d{4})[:.-](\d\d)[:.-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")

# Set once, on import: Pillow keeps its limit and the warning filters per process.
pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = JPEG_PIXEL_LIMIT
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


class Unreadable(AppError):
    """A photo that cannot be read, and why, for a person to read.

    `is_lasting` says that the bytes are at fault: trying again without a change is no use.
    """

    def __init__(self, reason: str, *, is_lasting: bool = True) -> None:
        super().__init__(reason)
        self.is_lasting = is_lasting


@dataclass(frozen=True)
class Photo:
    """A photo as it is displayed. `scale` is displayed pixels per pixel of `pixels` (>= 1)."""

    pixels: NDArray[np.uint8]  # (h, w, 3), RGB
    scale: float
    width: int  # displayed pixels of the whole photo
    height: int
    taken_at: datetime | None  # the camera's local time
    mimetype: str


def load(path: Path, *, side: int, large: AbstractContextManager[object] | None = None) -> Photo:
    """Read a photo, shrunk by a whole factor so that its longer side stays at least `side`.

    `large` is held while a photo above LARGE is decoded whole (give all threads the same lock).
    Raises Unreadable; a file that is gone raises FileNotFoundError.
    """
    with _plain_words(), open_photo(path) as file:
        image = _open(file)
        is_whole = _pixel_limit(image) != JPEG_PIXEL_LIMIT
        is_large = is_whole and image.width * image.height > LARGE
        with (large or nullcontext()) if is_large else nullcontext():
            try:
                return _read(image, side)
            except OSError as error:
                if not _has_a_start(image, error):
                    raise
                return _read_start(file, side)


def _open(file: BinaryIO) -> ImageFile.ImageFile:
    """The picture's header, checked against the limits before anything is decoded."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise Unreadable("The file is empty.")
    if size > FILE_LIMIT:
        raise _too_heavy(size, FILE_LIMIT)
    if size > WHOLE_FILE_LIMIT and not _is_streamed(file):
        raise _too_heavy(size, WHOLE_FILE_LIMIT)
    image = Image.open(file, formats=_FORMATS)
    limit = _pixel_limit(image)
    if image.width * image.height > limit:
        raise _too_many_pixels(image.width * image.height, limit)
    if image.info.get("progressive"):
        _refuse_endless_scans(file)
    return image


def _pixel_limit(image: ImageFile.ImageFile) -> int:
    if image.format == "WEBP":
        return WEBP_PIXEL_LIMIT
    is_jpeg = image.format in ("JPEG", "MPO")
    return JPEG_PIXEL_LIMIT if is_jpeg and not image.info.get("progressive") else PIXEL_LIMIT


def _is_streamed(file: BinaryIO) -> bool:
    start = file.read(4)
    file.seek(0)
    return start[:2] == b"\xff\xd8" or start[:2] in (b"II", b"MM")


def _refuse_endless_scans(file: BinaryIO) -> None:
    position = file.tell()
    file.seek(0)
    scans = 0
    while block := file.read(1 << 20):
        scans += block.count(b"\xff\xda")
    file.seek(position)
    if scans > PROGRESSIVE_SCAN_LIMIT:
        raise Unreadable("The file is damaged: it would take for ever to draw.")


def _read(image: ImageFile.ImageFile, side: int) -> Photo:
    width, height = image.size
    longer = max(width, height)
    side = min(side, longer)
    # draft() takes the largest factor that keeps both sides at least this long.
    image.draft(None, (max(1, width * side // longer), max(1, height * side // longer)))
    image.load()
    taken_at, turn = _facts(image)
    rgb = _to_rgb(image, max(1, max(image.size) // side))
    if turn in _TURNS:
        rgb = rgb.transpose(_TURNS[turn])
    if turn >= 5:
        width, height = height, width
    return Photo(
        pixels=np.asarray(rgb),
        scale=max(width, height) / max(rgb.size),
        width=width,
        height=height,
        taken_at=taken_at,
        mimetype=_mimetype(image),
    )


def _has_a_start(image: ImageFile.ImageFile, error: OSError) -> bool:
    """Whether a photo that failed may be read in part: its rows lie in the file from top to bottom.

    A progressive one has coarse rows first, then finer ones: cut short, it is whole but blurred.
    """
    is_cut = error.errno is None and "truncated" in str(error)
    is_plain = image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB")
    return is_cut and is_plain and not image.info.get("progressive")


def _read_start(file: BinaryIO, side: int) -> Photo:
    """What there is of a JPEG without its end, if that is half of it or more."""
    file.seek(0)
    start = io.BytesIO(file.read(WHOLE_FILE_LIMIT) + _JPEG_END)  # makes libjpeg fill in the rest
    photo = _read(Image.open(start, formats=("JPEG",)), side)
    if (photo.pixels == _FILLED_IN).all(axis=2).mean() > 0.5:
        raise Unreadable(_CUT_SHORT)
    return photo


def _mimetype(image: ImageFile.ImageFile) -> str:
    if image.format == "MPO":  # a JPEG with another one behind it, as many phones write
        return "image/jpeg"
    return image.get_format_mimetype() or ""


def _facts(image: Image.Image) -> tuple[datetime | None, int]:
    """Capture time and EXIF orientation; broken EXIF costs the facts, never the photo."""
    taken_at = None
    turn = 1
    try:
        exif = image.getexif()
        turn = int(exif.get(ExifTags.Base.Orientation, 1))
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        for value in (
            camera.get(ExifTags.Base.DateTimeOriginal),
            camera.get(ExifTags.Base.DateTimeDigitized),
            exif.get(ExifTags.Base.DateTime),
        ):
            taken_at = taken_at or _moment(value)
    except Exception:  # Pillow's parsers raise anything on broken bytes
        pass
    return taken_at, turn if turn in _TURNS else 1


def _moment(value: object) -> datetime | None:
    found = _MOMENT.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:  # 0000:00:00, as cameras without a set clock write
        return None


def _to_rgb(image: Image.Image, factor: int) -> Image.Image:
    """Any kind of pixels as 8-bit RGB on white, shrunk by `factor`."""
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        image = _narrow(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode in ("P", "1"):  # indices and bits cannot be averaged
        image = image.convert("RGB")
    if factor > 1:
        image = image.reduce(factor)
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return image if image.mode == "RGB" else image.convert("RGB")


def _narrow(image: Image.Image) -> Image.Image:
    """One wide channel (16 or 32 bits, or floating point) as 8-bit grey."""
    values = np.asarray(image)
    peak = float(np.nanmax(values)) if values.size else 0.0
    tops = (1.0, 255.0, 4095.0, 65535.0)  # the usual meanings of "white"; 4095 is a 12-bit sensor
    top = next((top for top in tops if peak <= top), peak)
    grey = np.empty(values.shape, np.uint8)
    for row, line in enumerate(values):  # line by line: a float copy of 100 megapixels is 400 MB
        scaled = np.nan_to_num(line.astype(np.float32) * (255.0 / top))
        grey[row] = np.clip(scaled, 0, 255).astype(np.uint8)
    return Image.fromarray(grey)


def _too_many_pixels(pixels: int, limit: int) -> Unreadable:
    return Unreadable(
        f"The picture has {pixels / 1e6:,.0f} megapixels; Kinfolk reads up to {limit / 1e6:,.0f}."
    )


def _too_heavy(size: int, limit: int) -> Unreadable:
    return Unreadable(
        f"The file has {size >> 20:,} MB; Kinfolk reads up to {limit >> 20:,} of this kind."
    )


@contextmanager
def _plain_words() -> Iterator[None]:
    """Whatever Pillow raises, as a reason that a person understands."""
    try:
        yield
    except (Unreadable, FileNotFoundError):
        raise
    except Exception as error:  # plugins raise anything on broken bytes
        raise unreadable(error) from error


def unreadable(error: Exception) -> Unreadable:
    """What an error of the drive or of Pillow means for a person."""
    if isinstance(error, PermissionError):
        return Unreadable("Kinfolk is not allowed to read this file.", is_lasting=False)
    if isinstance(error, NoFile):
        why = "It is no file any more, but a pipe, a device or a folder."
        return Unreadable(why, is_lasting=False)
    if isinstance(error, OSError) and error.errno is not None:
        return Unreadable(f"The drive could not read it ({error.strerror}).", is_lasting=False)
    if isinstance(error, (Image.DecompressionBombError, Image.DecompressionBombWarning)):
        found = re.search(r"\((\d+) pixels\)", str(error))
        return _too_many_pixels(int(found[1]) if found else JPEG_PIXEL_LIMIT, PIXEL_LIMIT)
    if isinstance(error, UnidentifiedImageError):
        return Unreadable("The file is damaged, or no picture of a kind that Kinfolk reads.")
    if isinstance(error, MemoryError):
        return Unreadable("The picture needs more memory than there is.", is_lasting=False)
    if "MAX_TEXT" in str(error):
        return Unreadable("The file is damaged: it hides far too much text in it.")
    if "truncated" in str(error).lower():
        return Unreadable(_CUT_SHORT)
    return Unreadable("The file is damaged: its picture cannot be drawn.")
