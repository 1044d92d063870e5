"""Read photos and never write them: pixels as displayed, true size, date and camera."""

from __future__ import annotations

import hashlib
import io
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

# Only what reads pictures is loaded, and numpy where it is needed: workers start in a third of the
# time, and are half as large.
from PIL import (  # noqa: F401
    AvifImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageChops,
    ImageFile,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from kinfolk.errors import AppError, Text, of_system
from kinfolk.files import NoFile, digest, open_photo
from kinfolk.kinds import Extra, extra_for, is_video
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.metadata.frame import Frame
from kinfolk.vision.worker import Data, Handler, Header, Payload, Tell

if TYPE_CHECKING:
    from kinfolk.vision.raw import RawPhoto
    from kinfolk.vision.video import Video

PIXEL_LIMIT = 80_000_000
WEBP_PIXEL_LIMIT = 50_000_000
# Baseline JPEG is read line by line at a reduced scale, so the largest phone photos (200 MP) fit.
JPEG_PIXEL_LIMIT = 250_000_000
FILE_LIMIT = 1 << 30  # bytes
# A video is read where it is looked at alone, but all of it once, to know it by its bytes.
VIDEO_FILE_LIMIT = 4 << 30
# The longer side that photos are scanned at, at least: small faces in large groups stay sharp.
SCAN_SIDE = 1920
# WebP, AVIF, HEIC and the side data of PNG are held in memory as they are.
WHOLE_FILE_LIMIT = 256 << 20
# A JPEG of many scans goes over the whole picture once for each; real ones have about ten.
SCAN_LIMIT = 200

TOO_HEAVY = "It needs too much memory to open: the file is damaged or malicious."
TOO_SLOW = "It takes too long to open: the file is damaged or malicious."
BREAKS = "Opening it crashes the photo reader: the file is damaged or malicious."
_CUT_SHORT = "The file is incomplete: its end is missing."
_JPEG_END = b"\xff\xd9"
_FILLED_IN = 128  # what libjpeg makes of blocks that are missing: grey
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF")
# Bytes that drawing takes for each pixel, measured and a little more, and that it takes anyhow.
_BYTES = {"WEBP": 24, "HEIF": 20, "AVIF": 20}
_BYTES_ELSE = 15
BYTES_ANYHOW = 64 << 20
_LOOK_BYTES = 64 << 20
_LOOK_VIDEO_BYTES = 256 << 20  # of the largest: some of its pictures are decoded to know its kind
_HELD = ("WEBP", "HEIF", "AVIF")  # their files are in memory as they are
# Markers of JPEG: how the picture is coded, and where a scan of it begins.
_SEQUENTIAL = (0xC0, 0xC1, 0xC9)
_PROGRESSIVE = (0xC2, 0xCA)
_SCAN = 0xDA
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_OF_SOMETHING = 40  # levels between the darkest and the brightest part
_CAMERA = 40  # characters of a maker's or a model's name
_MOMENT = re.compile(r"(\d{4})[:.-](\d\d)[:.-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")

# Set once, on import: Pillow keeps its limit and the warning filters per process.
Image.MAX_IMAGE_PIXELS = JPEG_PIXEL_LIMIT
ImageFile.MAXBLOCK = 1 << 18  # bytes written in one piece; the processor keeps so many at hand
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


class Unreadable(AppError):
    """Report that a photo can't be read, and why, in words for people.

    `is_lasting` means that the file's bytes are at fault, so that only a changed file is worth
    another try.
    """

    def __init__(self, reason: str, *, is_lasting: bool = True, **arguments: object) -> None:
        super().__init__(reason, "", **arguments)
        self.is_lasting = is_lasting


@dataclass(frozen=True)
class Shot:
    """Hold what the camera, or whoever dated it, wrote into a photo."""

    taken: CaptureDate | None = None
    camera: str = ""
    latitude: float | None = None  # degrees, north and east of zero
    longitude: float | None = None


@dataclass(frozen=True)
class Photo:
    """Hold a photo as displayed; `scale` is displayed pixels per pixel of `image` (>= 1).

    For a video it is one moment, and `picture` is the digest of the whole file.
    """

    image: Image.Image  # RGB
    picture: str  # see `picture`
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
    def pixels(self) -> int:
        """The number of pixels, or a number that stands for as much work."""

    @property
    def frame(self) -> Frame:
        """The stored size, and the orientation by which it is displayed."""

    def need(self, side: int) -> int:
        """Return the most bytes of memory that decoding takes, unless the file is malformed."""

    def draw(self, side: int) -> Drawn:
        """Decode the photo, reduced by a whole factor; its longer side stays at least `side`."""


def load(path: Path, *, side: int) -> Photo:
    """Read a photo, reduced by a whole factor so that its longer side stays at least `side`.

    Time and memory are not limited, so use this for trusted files only, and `Decoders` for all
    others. Raises Unreadable, and FileNotFoundError for a file that is gone.
    """
    with _plain_words(), open_photo(path) as file:
        drawn = look(file, path).draw(side)
    image, width, height = drawn.image, drawn.width, drawn.height
    shown, scale = picture(image.tobytes(), width, height), max(width, height) / max(image.size)
    return Photo(image, shown, scale, width, height, drawn.shot, drawn.mimetype)


def picture(pixels: Data, width: int, height: int) -> str:
    """Return the SHA-1 of the displayed pixels; it is equal for files that differ only in metadata.

    SHA-1 takes half as long as BLAKE2 on processors with instructions for it, and no longer on
    others. It need not be safe: whoever makes two pictures with one digest confuses only
    themselves.
    """
    made = hashlib.sha1(f"{width} {height}".encode(), usedforsecurity=False)
    made.update(pixels)
    return made.hexdigest()


def look(file: BinaryIO, path: str | Path) -> Opened:
    """Check the header of a file and return the photo opened; raises Unreadable.

    The path's suffix tells whether the file is RAW, because RAW may look like a TIFF.
    """
    extra = extra_for(os.fspath(path))
    if extra is Extra.RAW:
        return look_raw(file, path)
    if extra is Extra.VIDEO:
        return _look_video(file, path)
    _check_size(file, FILE_LIMIT)
    return Picture.look(file)


def look_raw(file: BinaryIO, path: str | Path) -> RawPhoto:
    """Open a RAW photo, reading the whole file into memory; raises Unreadable."""
    _check_size(file, WHOLE_FILE_LIMIT)
    if not Extra.RAW.is_installed:
        raise Unreadable(Extra.RAW.lacking, is_lasting=False)
    from kinfolk.vision.raw import RawPhoto  # LibRaw and numpy are loaded where they are needed

    return RawPhoto(file.read(), os.fspath(path))


def _look_video(file: BinaryIO, path: str | Path) -> Video:
    """Open a video; the file stays in use, because each moment is read when it is asked for."""
    _check_size(file, VIDEO_FILE_LIMIT)
    if not Extra.VIDEO.is_installed:
        raise Unreadable(Extra.VIDEO.lacking, is_lasting=False)
    from kinfolk.vision.video import Video  # OpenCV is loaded where it is needed, and never by Qt's

    return Video(file, os.fspath(path))


def _check_size(file: BinaryIO, limit: int) -> None:
    """Raise Unreadable for a file that is empty or larger than the limit."""
    size = _size(file)
    if size == 0:
        raise Unreadable("The file is empty.")
    if size > limit:
        raise _too_heavy(size, limit)


@dataclass(frozen=True)
class Picture:
    """Hold a photo that Pillow reads; `turn` is the orientation given by another file, if any."""

    file: BinaryIO
    image: ImageFile.ImageFile
    pixels: int
    turn: int | None = None

    @classmethod
    def look(cls, file: BinaryIO, turn: int | None = None) -> Picture:
        """Read the header and check it against the limits, without decoding; raises Unreadable."""
        size, start = _size(file), file.read(12)  # enough to know the kind by
        file.seek(0)
        # JPEG and TIFF are read as they are decoded: such a file is never in memory as a whole.
        is_streamed = start[:2] == b"\xff\xd8" or start[:2] in (b"II", b"MM")
        if size > WHOLE_FILE_LIMIT and not is_streamed:
            raise _too_heavy(size, WHOLE_FILE_LIMIT)
        image = Image.open(file, formats=formats(start))
        pixels, limit = image.width * image.height, _pixel_limit(file, image)
        if pixels > limit:
            raise too_many_pixels(pixels, limit)
        return cls(file, image, pixels, turn)

    @property
    def frame(self) -> Frame:
        """The stored size, and the orientation by which it is displayed."""
        return Frame(self.turn or turn_of(notes(self.image)[0]), *self.image.size)

    def need(self, side: int) -> int:
        """Return the most bytes of memory that decoding takes."""
        longer = max(self.image.size)
        if _is_whole(self.file, self.image):
            held = _size(self.file, stay=True) if self.image.format in _HELD else 0
            each = _BYTES.get(self.image.format or "", _BYTES_ELSE)
            return BYTES_ANYHOW + 2 * held + each * self.pixels
        factor = max(f for f in (1, 2, 4, 8) if f == 1 or longer // f >= side)
        return BYTES_ANYHOW + _BYTES_ELSE * self.pixels // factor**2

    def draw(self, side: int) -> Drawn:
        """Decode the photo; of a JPEG with one scan whose end is missing, decode what is there."""
        try:
            return _read(self.image, side, self.turn)
        except OSError as error:
            if not _has_a_start(self.file, self.image, error):
                raise
            return _read_start(self.file, side, self.turn)


def _size(file: BinaryIO, *, stay: bool = False) -> int:
    """Return the size of a file in bytes, and rewind the file; with `stay` keep its position."""
    at = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(at if stay else 0)
    return size


def formats(start: bytes) -> tuple[str, ...]:
    """Return the names of Pillow's formats that a file which begins with `start` may have."""
    if start[4:8] != b"ftyp":
        return _FORMATS
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False)
    return ("AVIF", "HEIF")


def _pixel_limit(file: BinaryIO, image: ImageFile.ImageFile) -> int:
    if image.format == "WEBP":
        return WEBP_PIXEL_LIMIT
    return PIXEL_LIMIT if _is_whole(file, image) else JPEG_PIXEL_LIMIT


def _is_whole(file: BinaryIO, image: ImageFile.ImageFile) -> bool:
    """Return whether decoding holds all pixels in memory at once.

    That is so for all formats except a JPEG with a single scan, which is decoded row by row.
    """
    if image.format not in ("JPEG", "MPO"):
        return True
    position = file.tell()
    try:
        return _has_scans(file)
    finally:
        file.seek(position)


def _has_scans(file: BinaryIO) -> bool:
    """Return whether a JPEG has several scans, as progressive ones have.

    Raises Unreadable if it has more than `SCAN_LIMIT`.
    """
    file.seek(2)
    components = 0
    while len(head := file.read(4)) == 4 and head[0] == 0xFF:
        if head[1] == 0xFF:  # a byte to fill up
            file.seek(-3, 1)
            continue
        body = file.read(max(0, int.from_bytes(head[2:], "big") - 2))
        if head[1] in _PROGRESSIVE:
            components = 256  # more than a scan may have: it never is the only one
        elif head[1] in _SEQUENTIAL and len(body) > 5:
            components = max(components, body[5])
        elif head[1] == _SCAN:
            if body[:1] and body[0] >= components:  # the first scan has all of them
                return False
            break
    scans = 1
    while block := file.read(1 << 20):
        scans += block.count(b"\xff\xda")
    if scans > SCAN_LIMIT:
        raise Unreadable("The file is damaged: it would take too long to open.")
    return True


def need_to_look(size: int, path: str | Path) -> int:
    """Return the most bytes of memory that opening a file of `size` bytes takes."""
    if is_video(os.fspath(path)):
        return _LOOK_VIDEO_BYTES
    return _LOOK_BYTES + 2 * min(size, WHOLE_FILE_LIMIT)


def _read(image: ImageFile.ImageFile, side: int, turn: int | None) -> Drawn:
    """Decode an image that Pillow has opened: RGB as displayed, reduced by a whole factor."""
    width, height = image.size
    longer = max(width, height)
    side = min(side, longer)
    # draft() takes the largest factor that keeps both sides at least this long.
    image.draft(None, (max(1, width * side // longer), max(1, height * side // longer)))
    image.load()
    exif, packet = notes(image)
    turn = turn or turn_of(exif)
    rgb = _to_rgb(image, max(1, max(image.size) // side))
    if turn in _TURNS:
        rgb = rgb.transpose(_TURNS[turn])
    # From 5 on the camera was held on its side.
    if turn >= 5:
        width, height = height, width
    return Drawn(rgb, width, height, shot_of(exif, packet), _mimetype(image))


def _has_a_start(file: BinaryIO, image: ImageFile.ImageFile, error: OSError) -> bool:
    """Return whether `error` says that the file is cut off, and its upper rows can be decoded.

    That is possible for a JPEG with a single scan. It is not for a progressive JPEG, whose first
    scans cover the whole picture coarsely: cut off, it would look whole but blurred.
    """
    is_cut = error.errno is None and "truncated" in str(error)
    return is_cut and image.mode in ("L", "RGB") and not _is_whole(file, image)


def _read_start(file: BinaryIO, side: int, turn: int | None) -> Drawn:
    """Decode a JPEG whose end is missing; raise Unreadable if more than half of it is missing."""
    file.seek(0)
    size = min(_size(file), WHOLE_FILE_LIMIT)
    start = io.BytesIO(file.read(size) + _JPEG_END)  # makes libjpeg fill in the rest
    drawn = _read(Image.open(start, formats=("JPEG",)), side, turn)
    table = [255 * (value == _FILLED_IN) for value in range(256)]
    grey = [certainty.point(table) for certainty in drawn.image.split()]
    both = ImageChops.darker(ImageChops.darker(*grey[:2]), grey[2])
    # What is grey in all three channels was not in the file.
    if both.histogram()[255] > drawn.image.width * drawn.image.height / 2:
        raise Unreadable(_CUT_SHORT)
    return drawn


def _mimetype(image: ImageFile.ImageFile) -> str:
    """Return the MIME type of an image that Pillow has opened, "" if it has none."""
    if image.format == "MPO":  # a JPEG with another one behind it, as many phones write
        return "image/jpeg"
    return image.get_format_mimetype() or ""


def notes(image: Image.Image) -> tuple[Image.Exif, object]:
    """Return the EXIF of a picture, and its XMP if it has any."""
    try:
        exif = image.getexif()
    except Exception:  # Pillow's parsers raise anything on broken bytes
        exif = Image.Exif()
    return exif, image.info.get("xmp")


def turn_of(exif: Image.Exif) -> int:
    """Return the orientation in EXIF; 1 if there is none."""
    turn = 1
    with suppress(Exception):  # as above
        turn = int(exif.get(ExifTags.Base.Orientation, 1))
    return turn if turn in _TURNS else 1


def shot_of(exif: Image.Exif, packet: object) -> Shot:
    """Return what EXIF says about the shot, with the date of XMP if EXIF has none.

    Broken EXIF leaves fields empty and raises nothing.
    """
    moment = None
    made_by = ""
    place: tuple[float | None, float | None] = (None, None)
    with suppress(Exception):  # as above
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        for value in (
            camera.get(ExifTags.Base.DateTimeOriginal),
            camera.get(ExifTags.Base.DateTimeDigitized),
            exif.get(ExifTags.Base.DateTime),
        ):
            moment = moment or _moment(value)
        made_by = _camera(exif.get(ExifTags.Base.Make), exif.get(ExifTags.Base.Model))
        place = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    taken = (
        CaptureDate(moment, TakenPrecision.SECOND, TakenSource.EXIF) if moment else _by_xmp(packet)
    )
    return Shot(taken, made_by, *place)


def _by_xmp(packet: object) -> CaptureDate | None:
    """Return the date in an XMP packet, or None."""
    if not isinstance(packet, bytes):
        return None
    from kinfolk.metadata import xmp_date  # lxml is loaded for the few photos that need it

    return xmp_date.taken(packet)


def _camera(make: object, model: object) -> str:
    """Return maker and model, such as "NIKON D40"; only the model if it contains the maker."""
    one, other = (
        " ".join("".join(c for c in each if c.isprintable()).split())[:_CAMERA]
        if isinstance(each, str)
        else ""
        for each in (make, model)
    )
    is_said = one.split(" ")[0].casefold() in other.casefold()
    return other if is_said and other else f"{one} {other}".strip()


def _place(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    """Return latitude and longitude in degrees, or None for both.

    Zeros count as None, because a camera that has not found its position writes them.
    """
    tags = ExifTags.GPS
    latitude = _degrees(gps.get(tags.GPSLatitude), gps.get(tags.GPSLatitudeRef) == "S", 90)
    longitude = _degrees(gps.get(tags.GPSLongitude), gps.get(tags.GPSLongitudeRef) == "W", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _degrees(value: object, is_negative: bool, most: int) -> float | None:
    """Return degrees, minutes and seconds as one number; None for anything else."""
    if not isinstance(value, tuple) or len(value) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in value)
    whole = degrees + minutes / 60 + seconds / 3600
    if not 0 <= whole <= most:  # not a number is neither
        return None
    return round(-whole if is_negative else whole, 6)


def _moment(value: object) -> datetime | None:
    """Read a time as EXIF writes it; None for anything else."""
    found = _MOMENT.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:  # 0000:00:00, as cameras without a set clock write
        return None


def _to_rgb(image: Image.Image, factor: int) -> Image.Image:
    """Return any kind of pixels as 8-bit RGB on white, reduced by `factor`."""
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        image = _narrow(image)
    if image.has_transparency_data and image.mode != "RGBA":  # that would be one copy more
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
    """Return one wide channel (16 or 32 bits, or floating point) as 8-bit grey."""
    import numpy as np

    values = np.asarray(image)
    peak = float(np.nanmax(values)) if values.size else 0.0
    tops = (1.0, 255.0, 4095.0, 65535.0)  # the usual meanings of "white"; 4095 is a 12-bit sensor
    top = next((top for top in tops if peak <= top), peak)
    grey = np.empty(values.shape, np.uint8)
    for row, line in enumerate(values):  # line by line: a float copy of 100 megapixels is 400 MB
        scaled = np.nan_to_num(line.astype(np.float32) * (255.0 / top))
        grey[row] = np.clip(scaled, 0, 255).astype(np.uint8)
    return Image.fromarray(grey)


def shows_something(image: Image.Image) -> bool:
    """Return whether the image has any contrast; the first frames of a video often have none."""
    levels = image.convert("L").resize((16, 16), Image.Resampling.BOX).tobytes()
    return max(levels) - min(levels) >= _OF_SOMETHING


def written(image: Image.Image) -> Payload:
    """Return an RGB image as a PPM payload: a short header, then the pixels from top to bottom.

    The image is written some rows at a time when it is sent. In one piece it would be copied twice
    more, which takes as long as decoding it.
    """
    return Payload(ppm_size(*image.size), partial(image.save, format="PPM"))


def ppm_size(width: int, height: int) -> int:
    """Return the size in bytes of a PPM with these sides in pixels."""
    return len(ppm_head(width, height)) + 3 * width * height


def ppm_head(width: int, height: int) -> bytes:
    """Return the header that Pillow writes before the pixels of a PPM."""
    return b"P6\n%d %d\n255\n" % (width, height)


def too_many_pixels(pixels: int, limit: int) -> Unreadable:
    """Return the error for a picture with more pixels than the limit."""
    return Unreadable(
        "The picture has {pixels} megapixels; the limit is {most}.",
        pixels=round(pixels / 1e6),
        most=round(limit / 1e6),
    )


def _too_heavy(size: int, limit: int) -> Unreadable:
    """Return the error for a file of more bytes than the limit."""
    return Unreadable(
        "The file is {size} MB; the limit for this kind is {most} MB.",
        size=size >> 20,
        most=limit >> 20,
    )


@contextmanager
def _plain_words() -> Iterator[None]:
    """Turn whatever Pillow raises in the block into Unreadable, which people understand."""
    try:
        yield
    except (Unreadable, FileNotFoundError):
        raise
    except Exception as error:  # plugins raise anything on broken bytes
        raise unreadable(error) from error


def unreadable(error: Exception) -> Unreadable:
    """Return an error of the drive or of Pillow as Unreadable, in words for people."""
    if (passing := _passing(error)) is not None:
        return passing
    if isinstance(error, (Image.DecompressionBombError, Image.DecompressionBombWarning)):
        found = re.search(r"\((\d+) pixels\)", str(error))
        return too_many_pixels(int(found[1]) if found else JPEG_PIXEL_LIMIT, PIXEL_LIMIT)
    if isinstance(error, UnidentifiedImageError):
        return Unreadable("The file is damaged, or isn’t a picture Kinfolk can read.")
    if isinstance(error, MemoryError):
        return Unreadable(TOO_HEAVY)
    if "MAX_TEXT" in str(error):
        return Unreadable("The file is damaged: it contains far too much hidden text.")
    if "truncated" in str(error).lower():
        return Unreadable(_CUT_SHORT)
    return Unreadable("The file is damaged: its picture can’t be opened.")


def _passing(error: Exception) -> Unreadable | None:
    """Return the error as Unreadable if another try may succeed, else None."""
    if isinstance(error, PermissionError):
        return Unreadable("Kinfolk doesn’t have permission to read this file.", is_lasting=False)
    if isinstance(error, NoFile):
        return Unreadable("It’s no longer a file, but a pipe, device or folder.", is_lasting=False)
    if isinstance(error, OSError) and error.errno is not None:
        said = "The drive couldn’t read it ({why})."
        return Unreadable(said, is_lasting=False, why=of_system(error))
    return None


# In a worker: `Decoders` asks.


def handler() -> Handler:
    """Return the function that answers the questions of `Decoders` in the worker process."""
    return _Drawing()


class _Drawing:
    """Answer with a photo's hash, then with its pixels or with the memory that decoding needs.

    The question says how much memory ("room") there is. If that is too little to open the file, the
    answer is the file's size; if it is too little to decode, the answer is what decoding needs. A
    question without a path continues with the same file. For a video the question has a moment
    ("at", in ms); None asks for the first moment that shows something. If the file "stays" open,
    further moments can be asked for.
    """

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._path = ""
        self._opened: Opened | None = None

    def __call__(self, asked: Header, payload: Data, tell: Tell) -> tuple[Header, Payload]:
        """Answer one question; an error of any kind becomes an answer with the reason."""
        try:
            return self._answer(asked, tell)
        except FileNotFoundError:
            self._close()
            return {"is_gone": True}, Payload()
        except Exception as error:  # plugins raise anything on broken bytes
            self._close()
            why = error if isinstance(error, Unreadable) else unreadable(error)
            packed = Text(why.message).packed()
            return {"reason": packed, "is_lasting": why.is_lasting}, Payload()

    def _answer(self, asked: Header, tell: Tell) -> tuple[Header, Payload]:
        """Answer with a frame, the file's size, what decoding needs, or the decoded picture."""
        if "frame_of" in asked:
            return _frame(asked["frame_of"]), Payload()
        if "path" in asked:
            self._close()
            self._file, self._path = open_photo(asked["path"]), asked["path"]
            size = os.fstat(self._file.fileno()).st_size
            limit = VIDEO_FILE_LIMIT if is_video(self._path) else FILE_LIMIT
            tell({"hash": "" if size > limit else digest(self._file)})
            if need_to_look(size, self._path) > asked["room"]:
                return {"size": size}, Payload()
        assert self._file is not None
        if self._opened is None:
            self._opened = look(self._file, self._path)
            needed = self._opened.need(asked["side"])
            if needed > asked["room"]:
                return {"need": needed, "pixels": self._opened.pixels}, Payload()
        if asked.get("at") is not None:
            cast("Video", self._opened).come_to(asked["at"])
        drawn = self._opened.draw(asked["side"])
        if not asked.get("stays"):
            self._close()
        facts = {
            "wide": drawn.image.width,
            "high": drawn.image.height,
            "width": drawn.width,
            "height": drawn.height,
            **_told(drawn.shot.taken),
            "camera": drawn.shot.camera,
            "latitude": drawn.shot.latitude,
            "longitude": drawn.shot.longitude,
            "mimetype": drawn.mimetype,
            "at": drawn.at,
            "length": drawn.length,
        }
        return facts, written(drawn.image)

    def _close(self) -> None:
        """Close the file and forget the opened photo."""
        if self._file is not None:
            self._file.close()
        self._file = self._opened = None


def _frame(path: str) -> Header:
    """Return orientation and stored size of a photo, which are needed to place a box in it."""
    with open_photo(path) as file:
        frame = look(file, path).frame
    return {"turn": frame.orientation, "width": frame.width, "height": frame.height}


def _told(taken: CaptureDate | None) -> Header:
    """Return the date as the fields of an answer."""
    if taken is None:
        return {"taken_at": None, "precision": None, "source": None}
    at = taken.at.isoformat()
    return {"taken_at": at, "precision": taken.precision.value, "source": taken.source.value}
