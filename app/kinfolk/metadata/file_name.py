"""The date in a photo's file name, if it plainly is one.

Phones, messengers and screenshot programs write it there, and people who scan prints. A wrong date
is worse than none: eight digits alone may be anything, and so may a number of four.
"""

import re
from datetime import date, datetime
from pathlib import PurePath

from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

_FIRST_PRINT = 1840  # no photos are older
_FIRST_CAMERA = 1990  # no digital camera that names files is older

# Not after a digit, nor after a number that it may continue: 555-2019-04-12 is a telephone number.
_ALONE = r"(?<!\d)(?<!\d[-. +])"
_DATE = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
_PARTED = r"(?P<year>\d{4})(?P<by>[-._])(?P<month>\d\d)(?P=by)(?P<day>\d\d)"
_CLOCK = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)"
_PARTED_CLOCK = r"(?P<hour>\d{1,2})[-.:_ ](?P<minute>\d\d)[-.:_ ](?P<second>\d\d)"
_NOON = r"(?:[ \u202f]?(?P<noon>[AP]M)\b)?"
_WHO_WROTE = r"(?:IMG|VID|PXL|MVIMG|PANO|BURST|WP|Screenshot)"

# The first pattern that fits counts: those that say most come first.
_BY_CAMERA = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # PXL_20210412_101112345: the time is in UTC, so only its day is used.
        rf"^PXL_{_DATE}_\d{{6}}",
        # IMG_20190412_101112, 20190412_101112, Screenshot_20190412-101112, 20190412101112
        rf"(?<!\d){_DATE}[-_ T]?{_CLOCK}(?:\d{{3}})?(?!\d)",
        # IMG-20190412-WA0001, VID_20190412, WP_20140412_001
        rf"^{_WHO_WROTE}[-_ ]{_DATE}(?!\d)",
    )
)
_BY_HAND = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # WhatsApp Image 2019-04-12 at 10.11.12, photo_2019-04-12_10-11-12, 2019-04-12 10.11.12
        rf"{_ALONE}{_PARTED}(?:[-_, T]+|\D{{1,6}} ){_PARTED_CLOCK}{_NOON}(?!\d)",
        # signal-2019-04-12-101112
        rf"{_ALONE}{_PARTED}[-_ T]{_CLOCK}(?!\d)",
        rf"{_ALONE}{_PARTED}(?!\d)",
        # 12.04.2019
        rf"{_ALONE}(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{{4}})(?![.\d])",
        # 2019-04, 2019-04 Lake
        r"^(?P<year>\d{4})-(?P<month>\d\d)(?:$|[ _]+(?:\(|[^\W\d_]))",
        # Lake (1975)
        r"\((?P<year>\d{4})\)",
    )
)


def taken(path: str, today: date) -> CaptureDate | None:
    """Return the date in the file name, or None if there is none that a photo may have.

    Dates after `today` and before cameras are ignored.
    """
    stem = PurePath(path).stem
    for patterns, first in ((_BY_CAMERA, _FIRST_CAMERA), (_BY_HAND, _FIRST_PRINT)):
        for pattern in patterns:
            for found in pattern.finditer(stem):
                said = _said(found.groupdict())
                if said is not None and said.at.year >= first and said.day <= today:
                    return said
    return None


def _said(parts: dict[str, str | None]) -> CaptureDate | None:
    """Return the date that the parts of a name make; None if there is no such day or time."""
    year, month, day = (int(parts.get(name) or 0) for name in ("year", "month", "day"))
    precision = TakenPrecision.YEAR
    if month:
        precision = TakenPrecision.DAY if day else TakenPrecision.MONTH
    try:
        at = datetime(year, month or 1, day or 1)
        if parts.get("hour"):
            at = at.replace(hour=_hour(parts), minute=int(parts["minute"] or 0))
            at = at.replace(second=int(parts["second"] or 0))
            precision = TakenPrecision.SECOND
    except ValueError:  # for example day 45 of month 13
        return None
    return CaptureDate(at, precision, TakenSource.NAME)


def _hour(parts: dict[str, str | None]) -> int:
    """Return the hour of 0 to 23, also from a clock with AM and PM."""
    hour, noon = int(parts["hour"] or 0), (parts.get("noon") or "").upper()
    if not noon:
        return hour
    return hour % 12 + 12 * (noon == "PM")
