"""The conditions of a photo search, and their text form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from kinfolk.core.birth import Birth
from kinfolk.errors import Invalid

# Someone, and an age in whole years: Dora<5, Dora>=18, Dora=4, Dora=3-6.
_AGE = re.compile(r"(.+?)\s*(<|>=|=)\s*(\d{1,4})(?:-(\d{1,4}))?", re.ASCII)


# Each person makes the SQL of a search a step deeper, and an age more; SQLite has a limit.
MOST_STEPS, STEPS_OF_AGE = 450, 3
MOST_PEOPLE = 1000  # that can be asked for in one photo; SQLite has no number without an end

# A time without zone: photos have the time of the camera's clock, and that is what is compared.
CameraTime = Annotated[datetime, AfterValidator(lambda moment: moment.replace(tzinfo=None))]


@dataclass(frozen=True)
class Age:
    """Ask for photos of a person from one birthday on and before another one, in whole years."""

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")

    person_id: str
    at_least: int = 0
    under: int | None = None

    def __post_init__(self) -> None:
        if self.at_least < 0 or (self.under is not None and self.under <= self.at_least):
            raise Invalid("ages", "No one can be that age.")

    def taken(self, born: Birth) -> tuple[datetime, datetime | None]:
        """Return the start and the end of the time in which a photo may show them at that age.

        The end is exclusive; None stands for no end. The span is as wide as the birth date is
        uncertain.
        """
        last = None if self.under is None else _birthday(born.last, self.under)
        return _birthday(born.day, self.at_least) or datetime.max, last


@dataclass(frozen=True)
class PhotoFilter:
    """Ask for photos that fulfil all of these conditions; by default for every photo.

    People are in a photo if it shows a face of theirs now, or if the user said so without a face;
    hidden and unnamed ones count, and someone who is twice in a photo counts once. `has_unknown`
    asks for someone without a name whom the user has not ignored. `is_alone` asks that no one but
    the people asked for is in the photo, or exactly one person if none is asked for.

    A photo is of a time, or an age, if it may have been taken then: one of "1975" is of June 1975,
    and one of "about 1975" of each day from 1970 to 1980. A photo without a date is of no time.
    """

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")

    all_of: tuple[str, ...] = ()  # ids of people
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    is_alone: bool = False
    has_unknown: bool = False
    min_people: int = 0
    max_people: int | None = None
    folder: Path | None = None  # including its subfolders
    taken_from: CameraTime | None = None
    taken_before: CameraTime | None = None
    ages: tuple[Age, ...] = ()

    def __post_init__(self) -> None:
        most = self.min_people if self.max_people is None else self.max_people
        if not 0 <= self.min_people <= most <= MOST_PEOPLE:
            raise Invalid("max_people", "That number of people isn’t possible.")
        people = len(self.all_of) + len(self.any_of) + len(self.none_of)
        if people + STEPS_OF_AGE * len(self.ages) > MOST_STEPS:
            raise Invalid("person_ids", "This search is for too many people.")

    @property
    def has_time(self) -> bool:
        """Whether it asks for a time; ages do not count."""
        return self.taken_from is not None or self.taken_before is not None

    @property
    def asked_for(self) -> tuple[str, ...]:
        """The people that the photos may show: those in `all_of`, `any_of` and `ages`."""
        return (*self.all_of, *self.any_of, *(age.person_id for age in self.ages))


EVERY_PHOTO: Final = PhotoFilter()
# A filter has at most one clause for each of these groups of fields.
_SINGLE: Final = (
    ("is_alone",),
    ("has_unknown",),
    ("min_people", "max_people"),
    ("folder",),
    ("taken_from", "taken_before"),
)
_TEXTS: Final = TypeAdapter(PhotoFilter)


def to_text(wanted: PhotoFilter) -> str:
    """Return the filter as JSON, as libraries store it, without default values."""
    return _TEXTS.dump_json(wanted, exclude_defaults=True).decode()


def from_text(text: str) -> PhotoFilter | None:
    """Return the filter of a JSON text; None if a newer Kinfolk wrote something unknown in it."""
    try:
        return _TEXTS.validate_json(text, strict=True)
    except (ValidationError, Invalid):
        return None


def clauses(wanted: PhotoFilter) -> Iterator[PhotoFilter]:
    """Yield filters with one condition each: a person, an age, a time.

    Each is a chip of the search.
    """
    for name in ("all_of", "any_of", "none_of", "ages"):
        yield from (_saying({name: (each,)}) for each in getattr(wanted, name))
    for names in _SINGLE:
        clause = _picked(wanted, names)
        if clause != EVERY_PHOTO:
            yield clause


def added(wanted: PhotoFilter, clause: PhotoFilter) -> PhotoFilter:
    """Return the filter with the clause added.

    A person is asked for in one way only, and there is one time and one folder: the clause replaces
    an earlier one.
    """
    whom = {*clause.all_of, *clause.any_of, *clause.none_of}
    said: dict[str, Any] = {
        name: tuple(each for each in getattr(wanted, name) if each not in whom)
        + getattr(clause, name)
        for name in ("all_of", "any_of", "none_of")
    }
    said["ages"] = wanted.ages + tuple(age for age in clause.ages if age not in wanted.ages)
    for names in _SINGLE:
        if _picked(clause, names) != EVERY_PHOTO:
            said |= {name: getattr(clause, name) for name in names}
    return replace(wanted, **said)


def removed(wanted: PhotoFilter, clause: PhotoFilter) -> PhotoFilter:
    rest = EVERY_PHOTO
    for each in clauses(wanted):
        if each != clause:
            rest = added(rest, each)
    return rest


def _picked(wanted: PhotoFilter, names: tuple[str, ...]) -> PhotoFilter:
    return _saying({name: getattr(wanted, name) for name in names})


def _saying(said: dict[str, Any]) -> PhotoFilter:
    return replace(EVERY_PHOTO, **said)


def written_age(text: str) -> Age:
    """Read Dora<5, Dora>=18, Dora=4 or Dora=3-6; the name stands in `person_id`.

    Invalid otherwise.
    """
    found = _AGE.fullmatch(text.strip())
    if found is None or (found[4] and found[2] != "="):
        raise Invalid(
            "ages", "{text!r} isn’t an age. Write it like Dora<5, Dora>=18 or Dora=3-6.", text=text
        )
    who, sign, years, last = found[1], found[2], int(found[3]), found[4]
    if sign == "<":
        return Age(who, under=years)
    return Age(who, years, None if sign == ">=" else int(last or years) + 1)


def _birthday(born: date, years: int) -> datetime | None:
    """Return the day someone turns `years`; None if that is after the year 9999."""
    year = born.year + years
    if year > datetime.max.year:
        return None
    try:
        return datetime(year, born.month, born.day)
    except ValueError:  # born on 29 February
        return datetime(year, 3, 1)
