"""Read the photos that Pillow reads, within limits: pixels as displayed, and true size."""

from __future__ import annotations

import io
import os
import re
import warnings
from dataclasses import dataclass
from typing import BinaryIO

# Only what reads pictures is loaded, and numpy where it is needed: workers start in a third of the
# time, and are half as large.
from PIL import (  # noqa: F401
    AvifImagePlugin,
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

from kinfolk.errors import is_in_use, of_system
from kinfolk.files import NoFile
from kinfolk.metadata.frame import Frame
from kinfolk.vision.camera_notes import notes, shot_of, turn_of
from kinfolk.vision.photo import (
    BYTES_ANYHOW,
    TOO_HEAVY,
    WHOLE_FILE_LIMIT,
    Drawn,
    Unreadable,
    too_heavy,
    too_many_pixels,
)

PIXEL_LIMIT = 80_000_000
WEBP_PIXEL_LIMIT = 50_000_000
# Baseline JPEG is read line by line at a reduced scale, so the largest phone photos (200 MP) fit.
JPEG_PIXEL_LIMIT = 250_000_000
# A JPEG of many scans goes over the whole picture once for each; real ones have about ten.
SCAN_LIMIT = 200
_CUT_SHORT = "The file is incomplete: its end is missing."
_JPEG_END = b"\xff\xd9"
_FILLED_IN = 128  # what libjpeg makes of blocks that are missing: grey
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF")
# Bytes that drawing takes for each pixel, measured and a little more.
_BYTES = {"WEBP": 24, "HEIF": 20, "AVIF": 20}
_BYTES_ELSE = 15
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

# Set once, on import: Pillow keeps its limit and the warning filters per process.
Image.MAX_IMAGE_PIXELS = JPEG_PIXEL_LIMIT
ImageFile.MAXBLOCK = 1 << 18  # bytes written in one piece; the processor keeps so many at hand
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


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
        image = opened(file)
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
            held = size_of(self.file, stay=True) if self.image.format in _HELD else 0
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


def size_of(file: BinaryIO, *, stay: bool = False) -> int:
    """Return the size of a file in bytes, and rewind the file; with `stay` keep its position."""
    at = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(at if stay else 0)
    return size


def opened(file: BinaryIO) -> ImageFile.ImageFile:
    """Open an image by its header; raises Unreadable if it is too large to be read as a whole."""
    size, start = size_of(file), file.read(12)  # enough to know the kind by
    file.seek(0)
    # JPEG and TIFF are read as they are decoded: such a file is never in memory as a whole.
    is_streamed = start[:2] == b"\xff\xd8" or start[:2] in (b"II", b"MM")
    if size > WHOLE_FILE_LIMIT and not is_streamed:
        raise too_heavy(size, WHOLE_FILE_LIMIT)
    return Image.open(file, formats=_formats(start))


def _formats(start: bytes) -> tuple[str, ...]:
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
    size = min(size_of(file), WHOLE_FILE_LIMIT)
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
    if isinstance(error, PermissionError) and not is_in_use(error):
        return Unreadable("Kinfolk doesn’t have permission to read this file.", is_lasting=False)
    if isinstance(error, NoFile):
        return Unreadable("It’s no longer a file, but a pipe, device or folder.", is_lasting=False)
    if isinstance(error, OSError) and error.errno is not None:
        said = "The drive couldn’t read it ({why})."
        return Unreadable(said, is_lasting=False, why=of_system(error))
    return None
