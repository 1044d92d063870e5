"""A person's photos by year: headings, ages, counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kinfolk.core.people.people import Person
from kinfolk.core.photos.photo_search import FoundPhoto
from kinfolk.gui.base import words


@dataclass(frozen=True)
class Year:
    """Hold the photos of a year; `year` is None for those without a date."""

    year: int | None
    age: str  # "" if not known
    photos: int

    @property
    def title(self) -> str:
        return title(self.year)


def title(year: int | None) -> str:
    return words.without_date() if year is None else str(year)


def age(person: Person, year: int | None) -> str:
    """Return the age that the person reached in that year, "" if not known."""
    if year is None or person.born is None:
        return ""
    return words.age_in_year(person.born, year)


def years(listed: Sequence[FoundPhoto], person: Person) -> list[Year]:
    """Group photos by year; they come sorted, and the order stays."""
    found = groupby(listed, key=lambda photo: int(photo.month[:4]) if photo.month else None)
    return [Year(year, age(person, year), len(list(photos))) for year, photos in found]
