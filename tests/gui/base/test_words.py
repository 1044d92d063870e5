"""Ages, headings and spans as people say them."""

from datetime import date, datetime

import pytest

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces.faces import PersonFace
from kinfolk.core.people.people import Person
from kinfolk.gui.base import words
from kinfolk.gui.person.faces import by_year, span
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

TODAY = date(2025, 11, 25)
BORN = date(2014, 3, 12)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2014, 3, 12), "0 months"),
        (date(2014, 4, 11), "0 months"),
        (date(2014, 4, 12), "1 month"),
        (date(2016, 3, 11), "23 months"),
        (date(2016, 3, 12), "2 years"),
        (date(2025, 3, 11), "10 years"),
        (date(2014, 3, 11), ""),
    ],
)
def test_age(on: date, said: str) -> None:
    assert words.age(BORN, on) == said


def test_age_in_a_year() -> None:
    for born in (Birth(BORN), Birth(BORN, Precision.YEAR)):
        assert words.age_in_year(born, 2025) == "11 years"
        assert words.age_in_year(born, 2014) == "first year"
        assert words.age_in_year(born, 2013) == ""
    assert words.age_in_year(Birth.about(2014), 2025) == "about 11 years"


@pytest.mark.parametrize(
    ("precision", "said", "age", "age_of_a_year"),
    [
        (TakenPrecision.SECOND, "12 Jun 1975", "24 years", "about 25 years"),
        (TakenPrecision.DAY, "12 Jun 1975", "24 years", "about 25 years"),
        (TakenPrecision.MONTH, "Jun 1975", "25 years", "about 25 years"),
        (TakenPrecision.YEAR, "1975", "about 25 years", "about 25 years"),
        (TakenPrecision.ABOUT, "about 1975", "about 25 years", "about 25 years"),
    ],
)
def test_a_date_and_the_age_then_say_no_more_than_is_known(
    precision: TakenPrecision, said: str, age: str, age_of_a_year: str
) -> None:
    taken = CaptureDate(datetime(1975, 6, 12), precision, TakenSource.USER)
    assert words.taken_text(taken) == said
    assert words.age_in(taken, Birth(date(1950, 6, 20))) == age
    assert words.age_in(taken, Birth(date(1950, 1, 1), Precision.YEAR)) == age_of_a_year
    assert words.age_in(taken, Birth(date(1980, 1, 1))) == ""


def person(born: date | None = BORN) -> Person:
    moment = datetime(2025, 1, 1)
    return Person("person_a", "lib_a", "Dora", born, False, False, None, None, 0, 0, moment, moment)


def face(n: int, taken_at: datetime | None) -> PersonFace:
    return PersonFace(f"face_{n}", f"asset_{n}", taken_at, AssignedBy.AUTO, 0.5)


def test_years_are_headings_with_age_and_count() -> None:
    found = [
        face(1, datetime(2025, 11, 22)),
        face(2, datetime(2025, 1, 2)),
        face(3, datetime(2013, 5, 5)),
        face(4, None),
    ]
    ids, sections = by_year([found[3], *found[:3]], person())
    assert ids == ["face_1", "face_2", "face_3", "face_4"]
    said = [(section.title, section.detail, section.count) for section in sections]
    assert said == [
        ("2025", "11 years · 2 faces", 2),
        ("2013", "1 face", 1),  # before the birth there is no age
        ("No date", "1 face", 1),
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2014, 1, 1), date(2014, 9, 9), "All from 2014"),
        (date(2013, 5, 5), date(2025, 11, 22), "First 2013, last this week"),
        (date(2014, 9, 9), date(2025, 11, 2), "First 2014, last this month"),
        (date(2014, 9, 9), date(2025, 3, 2), "First 2014, last this year"),
        (date(2014, 9, 9), date(2020, 3, 2), "First 2014, last 2020"),
    ],
)
def test_span(first: date, last: date, said: str) -> None:
    assert span(first, last, TODAY) == said
