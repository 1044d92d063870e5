"""What the camera, or whoever edited a photo, wrote into it: date, camera, place, orientation."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image

from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

_CAMERA = 40  # characters of a maker's or a model's name
_MOMENT = re.compile(r"(\d{4})[:.-](\d\d)[:.-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")


@dataclass(frozen=True)
class Shot:
    """Hold what the camera, or whoever dated it, wrote into a photo."""

    taken: CaptureDate | None = None
    camera: str = ""
    latitude: float | None = None  # degrees, north and east of zero
    longitude: float | None = None


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
    return turn if turn in range(1, 9) else 1


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
