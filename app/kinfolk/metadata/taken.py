"""When a photo was taken, as far as one knows, and from where one knows it."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

ABOUT_YEARS = 5  # "about 1975" is no year before 1970, and none after 1980


class TakenPrecision(StrEnum):
    """How exactly it is known when a photo was taken."""

    SECOND = "second"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"  # in that year, or some years before or after it


class TakenSource(StrEnum):
    """From where it is known when a photo was taken."""

    EXIF = "exif"
    XMP = "xmp"
    NAME = "name"  # of the file
    USER = "user"


@dataclass(frozen=True)
class Taken:
    """`at` is on the camera's clock; of a day, a month or a year alone it is the first moment."""

    at: datetime
    precision: TakenPrecision
    source: TakenSource

    @classmethod
    def stored(cls, at: datetime | None, precision: str, source: str | None) -> "Taken | None":
        """Of columns."""
        if at is None or source is None:
            return None
        return cls(at, TakenPrecision(precision), TakenSource(source))

    @property
    def day(self) -> date:
        """The first day of the time that is named."""
        return self.at.date()

    @property
    def is_given(self) -> bool:
        """By the user."""
        return self.source is TakenSource.USER

    @property
    def is_of_year(self) -> bool:
        """Neither day nor month is known."""
        return self.precision in (TakenPrecision.YEAR, TakenPrecision.ABOUT)

    @property
    def latest(self) -> date:
        """The last day on which it may have been."""
        if self.precision is TakenPrecision.MONTH:
            return self.day.replace(day=calendar.monthrange(self.at.year, self.at.month)[1])
        if not self.is_of_year:
            return self.day
        more = ABOUT_YEARS if self.precision is TakenPrecision.ABOUT else 0
        return date(min(self.at.year + more, date.max.year), 12, 31)

    @property
    def iso(self) -> str:
        """2019-04-12T10:11:12, 2019-04-12, 2019-04 or 2019."""
        length = {TakenPrecision.SECOND: 19, TakenPrecision.DAY: 10, TakenPrecision.MONTH: 7}
        return self.at.isoformat()[: length.get(self.precision, 4)]
