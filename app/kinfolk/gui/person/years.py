"""Somebody's photos by year: what the headings say, the age then, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kinfolk.core.people import Person
from kinfolk.core.photo_search import Listed
from kinfolk.gui.base import words


@dataclass(frozen=True)
class Year:
    """`year` is null of photos that do not say when."""

    year: int | None
    age: str  # "" where it is not known
    photos: int

    @property
    def title(self) -> str:
        return title(self.year)


def title(year: int | None) -> str:
    """2019."""
    return words.without_date() if year is None else str(year)


def age(person: Person, year: int | None) -> str:
    """How old they became in it."""
    if year is None or person.born is None:
        return ""
    return words.age_in_year(person.born.day, year)


def years(listed: Sequence[Listed], person: Person) -> list[Year]:
    """Of photos in their order."""
    found = groupby(listed, key=lambda photo: int(photo.month[:4]) if photo.month else None)
    return [Year(year, age(person, year), len(list(photos))) for year, photos in found]
