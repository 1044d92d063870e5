"""Birth dates as far as they are known: a day, month or year, or about a year; how to read them."""

import calendar
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinfolk.core.names import fold
from kinfolk.metadata.capture_date import ABOUT_YEARS


class Precision(StrEnum):
    """Name how much of a birth date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"  # within ABOUT_YEARS of a year


@dataclass(frozen=True)
class Birth:
    """Hold a birth date; `day` is the first day it may have been.

    "About 1975" is from 1970 to 1980, so its first day is 1 January 1970.
    """

    day: date
    precision: Precision = Precision.DAY

    @classmethod
    def about(cls, year: int) -> "Birth":
        """Return the birth date of which only about a year is known."""
        return cls(date(year - ABOUT_YEARS, 1, 1), Precision.ABOUT)

    @property
    def is_of_year(self) -> bool:
        """Whether neither day nor month is known."""
        return self.precision in (Precision.YEAR, Precision.ABOUT)

    @property
    def said(self) -> date:
        """The first day of what people say: of 1975 for "about 1975"."""
        if self.precision is Precision.ABOUT:
            return self.day.replace(year=self.day.year + ABOUT_YEARS)
        return self.day

    @property
    def full(self) -> date | None:
        """The date if the day is known, else None; the API gives this one."""
        return self.day if self.precision is Precision.DAY else None

    @property
    def last(self) -> date:
        """The last day it may have been."""
        if self.is_of_year:
            more = ABOUT_YEARS if self.precision is Precision.ABOUT else 0
            return date(min(self.said.year + more, date.max.year), 12, 31)
        if self.precision is Precision.MONTH:
            return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
        return self.day

    def __str__(self) -> str:
        """Return the date as 2014-03-12, 2014-03, 2014 or ~2014."""
        text = self.said.isoformat()
        return {
            Precision.DAY: text,
            Precision.MONTH: text[:7],
            Precision.YEAR: text[:4],
            Precision.ABOUT: f"~{text[:4]}",
        }[self.precision]


_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
# Also in German, Dutch, French, Italian, Spanish and Portuguese, with or without an accent.
_ABOUT = re.compile(
    r"(?:~|(?:about|around|approx\.?|approximately|c\.|ca\.?|circa|um|etwa|rond|vers|environ"
    r"|verso|hacia|por volta de)(?=[\s\d]))\s*(.+)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?:the )?([12]\d\d)0[’\']?s", re.IGNORECASE)
# Numbers and words; whatever stands between them only separates them.
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_LONGEST = 100  # characters of a date in words
# 1st, 2nd; French 1er, 1re; Spanish and Portuguese 1º, 1ª, also as 1o, 1a.
_ORDINALS = re.compile(r"(\d)(?:st|nd|rd|th|er|re|ª|º|a|o)\b")
# Year, month and day as words of one character: 2014年3月12日.
_IDEOGRAPHS = str.maketrans("年月日년월일", "      ")
_ENGLISH_FILLERS = {"of", "the", "in", "on", "born", "c"}  # words around a date that say nothing
_FILLERS = _ENGLISH_FILLERS | {"de", "del", "du", "den", "le", "el", "um", "am", "im", "geboren"}
_LEAST = 3  # letters that a shortened month needs
OLDEST = 1000  # a year has four digits


class NoSuchDay(ValueError):
    """Report a day after the end of its month, such as 31 February; `month` is that month."""

    def __init__(self, month: Birth) -> None:
        super().__init__(str(month))
        self.month = month


def iso(text: str, *, oldest: int = OLDEST) -> Birth | None:
    """Read 2014-03-12, 2014-03, 2014 or ~2014, from the year `oldest` on; else return None."""
    plain = text.strip()
    try:
        if plain.startswith("~"):
            return _about(_iso(plain[1:], max(oldest, ABOUT_YEARS + 1)))
        return _iso(plain, oldest)
    except NoSuchDay:
        return None


def _iso(text: str, oldest: int = OLDEST) -> Birth | None:
    """Read a date in ISO form; None for another text or a year before `oldest`, or NoSuchDay."""
    found = _ISO.fullmatch(text.strip())
    if found is None or int(found[1]) < oldest:
        return None
    return _born(*(int(part) if part else None for part in found.groups()))


def written(text: str, *, months: Mapping[str, int], day_first: bool, today: date) -> Birth | None:
    """Read a date in words or numbers; None if it is none, NoSuchDay for 31 February.

    It may be "about 1975" or "1970s", too. "About" reaches five years to either side, so the
    middle of a decade covers all of it.

    `months` maps folded names to 1..12. `day_first` tells how 3/4/2014 is meant; with points the
    day is always first. A year of two digits is the latest one that is not in the future.
    """
    if len(text) > _LONGEST:
        return None
    if (decade := _DECADE.fullmatch(text.strip())) is not None:
        return Birth.about(int(decade[1]) * 10 + 5)
    if (about := _ABOUT.fullmatch(text.strip())) is not None:
        return _about(_exact(about[1], months, day_first=day_first, today=today))
    return _exact(text, months, day_first=day_first, today=today)


def _about(found: Birth | None) -> Birth | None:
    """Return about this year; None if it is none."""
    is_year = found is not None and found.precision is Precision.YEAR
    return Birth.about(found.day.year) if found and is_year else None


def _exact(text: str, months: Mapping[str, int], *, day_first: bool, today: date) -> Birth | None:
    # Before folding, which decomposes Korean syllables.
    plain = fold(unicodedata.normalize("NFC", text).translate(_IDEOGRAPHS))
    if (found := _iso(plain)) is not None:
        return found
    words = [word for word in _WORDS.findall(_ORDINALS.sub(r"\1", plain)) if word not in _FILLERS]
    named = [word for word in words if not word.isdecimal()]
    numbers = [word for word in words if word.isdecimal()]
    if len(named) > 1:
        return None
    if named:
        month = _month(named[0], months)
        return None if month is None else _with_month(month, numbers, today)
    # 20140312, as cameras and programs write it.
    if len(numbers) == 1 and len(numbers[0]) == 8:
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    day_first = day_first or "." in plain
    if len(numbers) == 3:
        return _of_numbers(numbers, day_first, today)
    if len(numbers) == 2:
        # Without a day the year has to have four digits: 03/14 may be a day of March as well.
        year, month_text = sorted(numbers, key=len, reverse=True)
        return _born(_year(year), int(month_text))
    return _born(_year(numbers[0])) if len(numbers) == 1 else None


def _with_month(month: int, numbers: list[str], today: date) -> Birth | None:
    """Read 12 March 2014, March 12 2014, 2014 March 12 or March 2014, whose month is known."""
    if len(numbers) == 1:
        return _born(_year(numbers[0]), month)
    if len(numbers) != 2:
        return None
    # Only a year has four digits.
    year, day = numbers if len(numbers[0]) == 4 else numbers[::-1]
    return _born(_year(year, today), month, int(day))


def _of_numbers(numbers: list[str], day_first: bool, today: date) -> Birth | None:
    """Read three numbers: a year of four digits is first, else last; a number over 12 is a day."""
    if len(numbers[0]) == 4:
        year, month, day = numbers
    else:
        one, other, year = numbers
        is_day_first = int(one) > 12 or (day_first and int(other) <= 12)
        day, month = (one, other) if is_day_first else (other, one)
    return _born(_year(year, today), int(month), int(day))


def _month(word: str, months: Mapping[str, int]) -> int | None:
    """Return the month by its name, or by a beginning of it that fits no other month."""
    if word in months:
        return months[word]
    if len(word) < _LEAST:
        return None
    found = {number for name, number in months.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _year(text: str, today: date | None = None) -> int | None:
    """Return a year of four digits; with `today` also one of two, the latest not in the future."""
    if len(text) == 2 and today is not None:
        century = today.year - today.year % 100
        year = century + int(text)
        return year if year <= today.year else year - 100
    return int(text) if len(text) == 4 and int(text) >= OLDEST else None


def _born(year: int | None, month: int | None = None, day: int | None = None) -> Birth | None:
    """Return the date as far as it is given; None if there is none, NoSuchDay for 31 February."""
    if year is None:
        return None
    precision = Precision.DAY if day is not None else Precision.MONTH
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except (ValueError, OverflowError):
        # The caller tells the user that this month has no such day, instead of "no date".
        if month is not None and 1 <= month <= 12 and day in range(1, 32):
            raise NoSuchDay(Birth(date(year, month, 1), Precision.MONTH)) from None
        return None
    return Birth(first, precision if month is not None else Precision.YEAR)
