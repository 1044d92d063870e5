"""The date in a packet of XMP: complete, or only a day, a month or a year."""

import re
from datetime import datetime

from lxml.etree import _Element

from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.metadata.packet import Unusable, every_rdf, parse, text

LARGEST = 1 << 20  # bytes; larger ones hold pictures or an editor's masks
# In this order: the time of the picture comes before that of the file.
_FIELDS = (
    "{http://ns.adobe.com/photoshop/1.0/}DateCreated",
    "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal",
    "{http://ns.adobe.com/xap/1.0/}CreateDate",
)
# ISO 8601 as in XMP; the zone is dropped, because a camera's clock has none.
_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[-+]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)


def taken(packet: bytes) -> CaptureDate | None:
    """Return the date in a packet, or None; raises nothing, whatever the bytes are."""
    if len(packet) > LARGEST:
        return None
    try:
        blocks = every_rdf(parse(packet))
    except Unusable:
        return None
    return next(filter(None, map(said_in, blocks)), None)


def said_in(rdf: _Element) -> CaptureDate | None:
    """Return the date in these properties, or None."""
    said = (_said(text(rdf, field)) for field in _FIELDS)
    return next((each for each in said if each is not None), None)


def _said(value: str) -> CaptureDate | None:
    """Return the date that a value gives, as exactly as it does; None if it is no date."""
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(part) if part else None for part in found.groups()
    )
    precision = TakenPrecision.SECOND
    if hour is None:
        precision = TakenPrecision.DAY if day else TakenPrecision.MONTH
    if month is None:
        precision = TakenPrecision.YEAR
    try:
        at = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0)
    except ValueError:  # 0000-00-00, which some programs write for unknown
        return None
    return CaptureDate(at, precision, TakenSource.XMP)
