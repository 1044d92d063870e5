"""Read RAW photos with LibRaw: the picture that the camera put into the file, or else developed.

Which of the two a photo shows depends only on its file, because boxes and digests belong to one
picture.
"""

import io
from contextlib import suppress
from dataclasses import replace
from typing import Final

import rawpy
from PIL import ExifTags, Image

from kinfolk.kinds import mimetype
from kinfolk.metadata.frame import Frame
from kinfolk.vision import camera_notes
from kinfolk.vision.camera_notes import Shot
from kinfolk.vision.photo import (
    BYTES_ANYHOW,
    SCAN_SIDE,
    TOO_HEAVY,
    Drawn,
    Unreadable,
    too_many_pixels,
)
from kinfolk.vision.picture import Picture

# The largest cameras have 150 megapixels, which at half size take as much as a process may.
PIXEL_LIMIT: Final = 160_000_000
# Above it a photo is developed at half size alone: at its full size it takes more.
_WHOLE_LIMIT: Final = 45_000_000
# Bytes that developing takes, measured and a little more: of each pixel of the sensor, where it has
# three values of each, and of each pixel that is made.
_SENSOR_BYTES, _THREE_BYTES, _MADE_BYTES = 2, 8, 20
_XMP: Final = 700  # TIFF's tag
# EXIF's orientations in the order of LibRaw's flips, which count mirrors and quarter turns in bits.
_TURNS: Final = (1, 2, 4, 3, 5, 8, 6, 7)
_Size = tuple[int, int]


class RawPhoto:
    """Hold a RAW photo that is opened."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open the bytes of a RAW photo; raises Unreadable."""
        self._data, self._type = data, mimetype(path)  # LibRaw reads in these bytes
        self._raw = rawpy.RawPy()
        try:
            self._raw.open_buffer(io.BytesIO(data))
        except rawpy.LibRawError as error:
            raise _unreadable(error) from error
        sizes = self._raw.sizes
        self._size = sizes.width, sizes.height
        self._sensor = max(sizes.raw_width * sizes.raw_height, sizes.width * sizes.height)
        if self._sensor > PIXEL_LIMIT:
            raise too_many_pixels(self._sensor, PIXEL_LIMIT)
        self._turn = _TURNS[sizes.flip] if sizes.flip in range(8) else 1
        thumb = self._thumb()
        self._preview = thumb if thumb and self._is_large_enough(thumb) else None
        self._exif = _exif(data)
        self._shot = _both(*(camera_notes.shot_of(*each) for each in self._notes(thumb)))

    @property
    def frame(self) -> Frame:
        """The frame of the sensor, in which other programs place boxes in RAW photos."""
        if self._preview is None:
            return Frame(self._turn, *self._size)
        shown = self._preview.frame
        width, height = shown.width, shown.height
        if _is_on_side(self._turn) != _is_on_side(shown.orientation or 1):
            width, height = height, width
        return Frame(self._turn, width, height)

    @property
    def packets(self) -> list[bytes]:
        """The XMP inside, as DNGs have it."""
        packet = self._exif.get(_XMP)
        return [packet] if isinstance(packet, bytes) else []

    def need(self, side: int) -> int:
        """Return the bytes that decoding takes at most."""
        held = 2 * len(self._data)
        if self._preview:
            return held + self._preview.need(side)
        # A DNG may have all three values of each pixel, and has no half size then.
        may_be_whole = self._type.endswith("-dng")
        sensor = _THREE_BYTES if may_be_whole else _SENSOR_BYTES
        made = self._sensor // (4 if self._is_halved(side) and not may_be_whole else 1)
        return held + BYTES_ANYHOW + sensor * self._sensor + _MADE_BYTES * made

    def draw(self, side: int) -> Drawn:
        """Decode the camera's picture or develop one; raises Unreadable, and what Pillow raises."""
        drawn = self._preview.draw(side) if self._preview else self._developed(side)
        return replace(drawn, shot=self._shot, mimetype=self._type)

    def _thumb(self) -> Picture | None:
        """Return the largest picture in the file, if it is a JPEG.

        It must be called before the sensor is read, because rawpy then lets go of the file's bytes.
        """
        try:
            found = self._raw.extract_thumb()
            if found.format is not rawpy.ThumbFormat.JPEG or not isinstance(found.data, bytes):
                return None
            picture = Picture.look(io.BytesIO(found.data))
        except Exception:  # LibRaw's many, and whatever Pillow raises on broken bytes
            return None
        if picture.image.format not in ("JPEG", "MPO"):
            return None
        return replace(picture, turn=self._turn_of(picture.image))

    def _turn_of(self, thumb: Image.Image) -> int:
        """Return the picture's own orientation, or the photo's, noted by LibRaw in those without.

        Neither counts if the photo would lie on its side: some are turned in the file already.
        """
        own = camera_notes.turn_of(camera_notes.notes(thumb)[0])
        is_tall = _is_tall(self._size, self._turn)
        fitting = (turn for turn in (own, 1, self._turn) if _is_tall(thumb.size, turn) == is_tall)
        return next(fitting, own)

    def _is_large_enough(self, thumb: Picture) -> bool:
        """Return whether it shows all that a scan would look at."""
        return max(thumb.image.size) >= min(SCAN_SIDE, max(self._size))

    def _notes(self, thumb: Picture | None) -> list[tuple[Image.Exif, object]]:
        own = (self._exif, self._exif.get(_XMP))
        return [own, camera_notes.notes(thumb.image)] if thumb else [own]

    def _is_halved(self, side: int) -> bool:
        return max(self._size) // 2 >= side or self._sensor > _WHOLE_LIMIT

    def _developed(self, side: int) -> Drawn:
        """Return the picture developed by LibRaw, which turns it as it is displayed."""
        is_halved = self._is_halved(side)
        try:
            pixels = self._raw.postprocess(
                half_size=is_halved,
                use_camera_wb=True,
                demosaic_algorithm=rawpy.DemosaicAlgorithm.PPG,
            )
        except rawpy.LibRawError as error:
            raise _unreadable(error) from error
        image = Image.fromarray(pixels)
        # One that has three values of each pixel is never halved.
        times = 2 if is_halved and 3 * max(image.size) < 2 * max(self._size) else 1
        width, height = (times * each for each in image.size)
        if (factor := max(image.size) // side) > 1:
            image = image.reduce(factor)
        return Drawn(image, width, height, self._shot, self._type)


def _exif(data: bytes) -> Image.Exif:
    """Return the EXIF of a file that is a TIFF, as most are; else an empty one."""
    exif = Image.Exif()
    with suppress(Exception):  # Pillow's parsers raise anything on broken bytes
        exif.load_from_fp(io.BytesIO(data))
        exif.get(ExifTags.Base.Orientation)  # it is read as it is asked for
        return exif
    return Image.Exif()


def _both(first: Shot, *others: Shot) -> Shot:
    """Return the facts of the first one, completed by those of the others."""
    for other in others:
        is_placed = first.latitude is not None
        first = Shot(
            first.taken or other.taken,
            first.camera or other.camera,
            first.latitude if is_placed else other.latitude,
            first.longitude if is_placed else other.longitude,
        )
    return first


def _is_on_side(turn: int) -> bool:
    return turn >= 5


def _is_tall(size: _Size, turn: int) -> bool:
    width, height = size
    return (width if _is_on_side(turn) else height) > (height if _is_on_side(turn) else width)


def _unreadable(error: rawpy.LibRawError) -> Unreadable:
    """Return LibRaw's error in words for people."""
    heavy = (
        rawpy.LibRawUnsufficientMemoryError,
        rawpy.LibRawTooBigError,
        rawpy.LibRawMemPoolOverflowError,
    )
    if isinstance(error, heavy):
        return Unreadable(TOO_HEAVY)
    if isinstance(error, rawpy.LibRawFileUnsupportedError):
        return Unreadable(
            "The file is damaged, or from a camera whose RAW photos Kinfolk can’t read."
        )
    return Unreadable("The file is damaged: its RAW photo can’t be developed.")
