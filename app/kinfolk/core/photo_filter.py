"""What a search over photos asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from kinfolk.core.birth import Birth
from kinfolk.errors import Invalid

# Somebody, and an age in whole years: Dora<5, Dora>=18, Dora=4, Dora=3-6.
_AGE = re.compile(r"(.+?)\s*(<|>=|=)\s*(\d{1,4})(?:-(\d{1,4}))?", re.ASCII)


# Of text: photos know the time on the camera's clock and no zone, so that is what is compared.
CameraTime = Annotated[datetime, AfterValidator(lambda moment: moment.replace(tzinfo=None))]


@dataclass(frozen=True)
class Age:
    """Photos of somebody from one birthday on, and before another one; in whole years."""

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")

    person_id: str
    at_least: int = 0
    under: int | None = None

    def __post_init__(self) -> None:
        if self.at_least < 0 or (self.under is not None and self.under <= self.at_least):
            raise Invalid("ages", "Nobody is ever of that age.")

    def taken(self, born: Birth) -> tuple[datetime, datetime | None]:
        """From when, and before when, they may be of that age, as far as their birth is known."""
        last = None if self.under is None else _birthday(born.last, self.under)
        return _birthday(born.day, self.at_least) or datetime.max, last


@dataclass(frozen=True)
class PhotoFilter:
    """Photos for which all of this holds; nothing said is every photo.

    Who is in a photo are the people of its faces that it shows now, whoever is hidden or has no
    name, too, and whom the user has said to be in it without a face. `has_unknown` asks for
    somebody without a name whom nobody has ignored. `is_alone`: nobody but those asked for, or one
    person alone where nobody is. Somebody twice in a photo is one person.

    A photo is of a time, and of an age, if it may have been taken then, as far as its date is
    known: one of "1975" is of June 1975, and one of "about 1975" of each day from 1970 to 1980. A
    photo without a date is of no time.
    """

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")

    all_of: tuple[str, ...] = ()  # ids of people
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    is_alone: bool = False
    has_unknown: bool = False
    min_people: int = 0
    max_people: int | None = None
    folder: Path | None = None  # with what lies in it
    taken_from: CameraTime | None = None
    taken_before: CameraTime | None = None
    ages: tuple[Age, ...] = ()

    def __post_init__(self) -> None:
        if self.min_people < 0 or (
            self.max_people is not None and self.max_people < self.min_people
        ):
            raise Invalid("max_people", "There is no such number of people.")

    @property
    def has_time(self) -> bool:
        """Whether it says when; ages are no time."""
        return self.taken_from is not None or self.taken_before is not None

    @property
    def asked_for(self) -> tuple[str, ...]:
        """Whom the photos may show by what was asked."""
        return (*self.all_of, *self.any_of, *(age.person_id for age in self.ages))


EVERY_PHOTO: Final = PhotoFilter()
# Of each of these a filter says one thing at most.
_SINGLE: Final = (
    ("is_alone",),
    ("has_unknown",),
    ("min_people", "max_people"),
    ("folder",),
    ("taken_from", "taken_before"),
)
_TEXTS: Final = TypeAdapter(PhotoFilter)


def to_text(wanted: PhotoFilter) -> str:
    """As a library keeps it: JSON of what is said."""
    return _TEXTS.dump_json(wanted, exclude_defaults=True).decode()


def from_text(text: str) -> PhotoFilter | None:
    """Null for what says anything unknown here, by a newer Kinfolk."""
    try:
        return _TEXTS.validate_json(text, strict=True)
    except (ValidationError, Invalid):
        return None


def clauses(wanted: PhotoFilter) -> Iterator[PhotoFilter]:
    """Filters that say one thing each: a person, an age, a time."""
    for name in ("all_of", "any_of", "none_of", "ages"):
        yield from (_saying({name: (each,)}) for each in getattr(wanted, name))
    for names in _SINGLE:
        clause = _picked(wanted, names)
        if clause != EVERY_PHOTO:
            yield clause


def added(wanted: PhotoFilter, clause: PhotoFilter) -> PhotoFilter:
    """With this, too; somebody is asked for in one way, and there is one time and one folder."""
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
    """Without one of its clauses."""
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
    """Dora<5, Dora>=18, Dora=4 or Dora=3-6; whoever it says stands where an id would."""
    found = _AGE.fullmatch(text.strip())
    if found is None or (found[4] and found[2] != "="):
        raise Invalid(
            "ages", "{text!r} is no age. Write it like Dora<5, Dora>=18 or Dora=3-6.", text=text
        )
    who, sign, years, last = found[1], found[2], int(found[3]), found[4]
    if sign == "<":
        return Age(who, under=years)
    return Age(who, years, None if sign == ">=" else int(last or years) + 1)


def _birthday(born: date, years: int) -> datetime | None:
    """The day they are so old; null where no calendar goes as far."""
    year = born.year + years
    if year > datetime.max.year:
        return None
    try:
        return datetime(year, born.month, born.day)
    except ValueError:  # the 29th of February
        return datetime(year, 3, 1)
