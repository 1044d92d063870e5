"""When a photo was taken, how exactly that is known, and from where."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

ABOUT_YEARS = 5  # "about 1975" is from 1970 to 1980


class TakenPrecision(StrEnum):
    """Name how exactly it is known when a photo was taken."""

    SECOND = "second"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"  # within ABOUT_YEARS of that year


class TakenSource(StrEnum):
    """Name where the date of a photo comes from."""

    EXIF = "exif"
    XMP = "xmp"
    NAME = "name"  # the file's name
    USER = "user"


@dataclass(frozen=True)
class CaptureDate:
    """Hold when a photo was taken.

    `at` is the camera's local time; for a day, a month or a year it is the first moment.
    """

    at: datetime
    precision: TakenPrecision
    source: TakenSource

    @classmethod
    def stored(
        cls, at: datetime | None, precision: str, source: str | None
    ) -> "CaptureDate | None":
        """Return the date from the columns of a photo's row, or None."""
        if at is None or source is None:
            return None
        return cls(at, TakenPrecision(precision), TakenSource(source))

    @property
    def day(self) -> date:
        """The first day on which it may have been taken."""
        return self.at.date()

    @property
    def is_given(self) -> bool:
        """Whether the user gave it."""
        return self.source is TakenSource.USER

    @property
    def is_of_year(self) -> bool:
        """Whether neither day nor month is known."""
        return self.precision in (TakenPrecision.YEAR, TakenPrecision.ABOUT)

    @property
    def latest(self) -> date:
        """The last day on which it may have been taken."""
        if self.precision is TakenPrecision.MONTH:
            return self.day.replace(day=calendar.monthrange(self.at.year, self.at.month)[1])
        if not self.is_of_year:
            return self.day
        more = ABOUT_YEARS if self.precision is TakenPrecision.ABOUT else 0
        # Dates end with the year 9999, which a damaged file may name.
        return date(min(self.at.year + more, date.max.year), 12, 31)

    @property
    def iso(self) -> str:
        """The date as 2019-04-12T10:11:12, 2019-04-12, 2019-04 or 2019."""
        length = {TakenPrecision.SECOND: 19, TakenPrecision.DAY: 10, TakenPrecision.MONTH: 7}
        return self.at.isoformat()[: length.get(self.precision, 4)]
