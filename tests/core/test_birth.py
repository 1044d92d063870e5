"""Birth dates as people write them, kept as far as they are known."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk.core.birth import Birth, NoSuchDay, Precision, iso, written
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges
from kinfolk.errors import Invalid, NameTaken
from tests.album import Album

TODAY = date(2025, 11, 25)
NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
MONTHS = {name: number for number, name in enumerate(NAMES, 1)}
GERMAN = {"marz": 3, "mai": 5, "dezember": 12, "dez": 12, **MONTHS}
DAY = Birth(date(2014, 3, 12))
OLD = Birth(date(1950, 3, 12))
MONTH = Birth(date(1950, 3, 1), Precision.MONTH)
YEAR = Birth(date(1950, 1, 1), Precision.YEAR)
SEPTEMBER = Birth(date(1950, 9, 1), Precision.MONTH)


def read(text: str, *, day_first: bool = True) -> Birth | None:
    return written(text, months=GERMAN, day_first=day_first, today=TODAY)


@pytest.mark.parametrize("text", ["31.2.1990", "1990-02-31", "31. Februar 1990", "29/2/90"])
def test_a_day_that_its_month_has_not_is_told(text: str) -> None:
    with pytest.raises(NoSuchDay) as told:
        read(text)
    assert told.value.month == Birth(date(1990, 2, 1), Precision.MONTH)
    assert iso(text) is None


WRITTEN = {
    DAY: "2014-03-12; 2014-3-12; 2014/03/12; 2014.3.12; 20140312; 12.3.2014; 12.03.2014;"
    "  12. 3. 2014 ; 12/3/2014; 12-3-2014; 12 3 2014; 12.3.14; 12 Mar 2014; 12 March 2014;"
    "March 12, 2014; 12th of March 2014; Mar. 12th, 2014; 12. März 2014; 12-Mar-2014;"
    "2014 March 12; 2014年3月12日; 2014년 3월 12일",
    OLD: "12 march 50; 12.3.50; 12 Mar 1950",
    MONTH: "March 1950; mar 1950; 1950 March; 3/1950; 03.1950; 1950-03; 1950/3; März 1950",
    SEPTEMBER: "sep 1950; 9 / 1950; 1950 9",
    YEAR: "1950;  1950 ; in 1950; 1950年",
    Birth(date(1000, 1, 1)): "1 January 1000; 1 1 1000",
    Birth(date(1000, 1, 1), Precision.YEAR): "1000",
    Birth(date(1950, 5, 5)): "May 5 1950",
    Birth(date(1950, 5, 1), Precision.MONTH): "in the May of 1950",
    Birth(date(1999, 12, 31)): "31.12.1999",
    Birth(date(1999, 5, 1)): "1 May 99",
    Birth(date(2000, 5, 1)): "1 May 00",
    Birth(date(2012, 2, 29)): "29.2.2012",
    Birth(date(2014, 5, 5)): "2014 May 5",
    Birth(date(2014, 12, 4)): "4 12 2014",
    Birth(date(2014, 12, 12)): "12 12 2014",
    Birth(date(2014, 4, 13)): "4 13 2014; 13 4 2014",
    Birth(date(2025, 6, 5)): "5.6.25",  # not after today
    Birth(date(1926, 6, 5)): "5.6.26",
}
NO_DATES = (
    "; ;Anna;March;12 March;12.3.;13.13.2014;2014-13;0;0000;0950;195;19500;12 M 2014;Ma 2014;"
    "ju 2014;12 Foo 2014;1 2 3 4;12 3 April 2014;1.2.345;12 March May 2014;99999999;2014-00-10;"
    "March 50;March 195;3 50;3 195;50;20143012;2014031;1.1.0999;1 January 0999;1 2 3 4 5;"
    "2014 2015;1 2 3 May;12 March 14 2014;5 5 5;2014 5 March 3;May June;1 ፩ 2014;"
    "3/99999999999/2014;99999999999 March 2014"
)


@pytest.mark.parametrize(
    ("text", "born"), [(text, born) for born, texts in WRITTEN.items() for text in texts.split(";")]
)
def test_what_people_write_is_understood(text: str, born: Birth) -> None:
    assert read(text) == read(unicodedata.normalize("NFD", text)) == born


@pytest.mark.parametrize("text", [*NO_DATES.split(";"), "March " + "1" * 5000 + " 2014"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read(text) is None


def test_between_slashes_the_reader_decides_between_points_nobody() -> None:
    assert read("4/5/2014", day_first=True) == Birth(date(2014, 5, 4))
    assert read("4/5/2014", day_first=False) == Birth(date(2014, 4, 5))
    assert read("4.5.2014", day_first=False) == Birth(date(2014, 5, 4))
    for day_first in (True, False):  # only one of them can be the month
        assert read("25/12/2014", day_first=day_first) == Birth(date(2014, 12, 25))
        assert read("12/25/2014", day_first=day_first) == Birth(date(2014, 12, 25))


def test_between_slashes_twelve_is_a_month_and_thirteen_a_day() -> None:
    for text, day_first, born in (
        ("12/1/2014", False, date(2014, 12, 1)),
        ("13/1/2014", False, date(2014, 1, 13)),
        ("1/12/2014", True, date(2014, 12, 1)),
        ("1/13/2014", True, date(2014, 1, 13)),
        ("12/12/2014", False, date(2014, 12, 12)),
    ):
        assert read(text, day_first=day_first) == Birth(born)
    assert read("13/13/2014") is None


def test_a_month_by_its_own_name_is_that_one_however_short_or_like_others() -> None:
    months = {"mai": 5, "maius": 6, "ma": 3, "x": 10}
    for word, month in (("mai", 5), ("maiu", 6), ("ma", 3), ("x", 10)):
        found = written(f"{word} 1950", months=months, day_first=True, today=TODAY)
        assert found == Birth(date(1950, month, 1), Precision.MONTH)
    assert written("m 1950", months=months, day_first=True, today=TODAY) is None
    assert written("maio 1950", months=months, day_first=True, today=TODAY) is None


@given(st.dates(date(1000, 1, 1), date(2025, 11, 25)), st.sampled_from(Precision))
def test_the_plain_form_comes_back(day: date, precision: Precision) -> None:
    first = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.YEAR: day.replace(month=1, day=1),
        Precision.ABOUT: day.replace(month=1, day=1),
    }[precision]
    born = Birth(first, precision)
    assert iso(str(born)) == born
    assert read(str(born)) == born


def change(album: Album, person_id: str, changes: PersonChanges) -> None:
    album.step("Change", people.update, person_id, changes)


@pytest.mark.parametrize("born", [DAY, MONTH, YEAR])
def test_it_is_kept_as_far_as_it_is_known(album: Album, born: Birth) -> None:
    eva = album.person("Eva")
    before = album.dump()
    change(album, eva, replace(UNCHANGED, birth_date=born))
    assert album.who(eva).born == born
    assert album.who(eva).birth_date == born.full
    change(album, eva, replace(UNCHANGED, name="Eve", is_favorite=True))
    assert album.who(eva).born == born
    change(album, eva, replace(UNCHANGED, birth_date=date(1950, 7, 8)))
    assert album.who(eva).born == Birth(date(1950, 7, 8))
    change(album, eva, replace(UNCHANGED, birth_date=None))
    assert album.who(eva).born is None
    for expected in (Birth(date(1950, 7, 8)), born, born, None):
        album.db.undo().result()
        assert album.who(eva).born == expected
    assert album.dump() == before
    album.db.redo().result()
    assert album.who(eva).born == born


def test_who_has_none_takes_it_over_with_a_merge(album: Album) -> None:
    eva, eve, old = album.person("Eva"), album.person("Eve"), album.person("Old")
    change(album, eve, replace(UNCHANGED, birth_date=YEAR))
    change(album, old, replace(UNCHANGED, birth_date=DAY))
    album.step("Merge", people.merge, eva, [eve, old])
    assert album.who(eva).born == YEAR
    album.db.undo().result()
    assert [album.who(who).born for who in (eva, eve, old)] == [None, YEAR, DAY]


def test_the_same_person_is_the_same_as_far_as_is_known(album: Album) -> None:
    album.person("Eva", birth_date=YEAR)
    for born in (YEAR, None):
        assert not album.do(people.create, name="Eva", birth_date=born).is_new
    with pytest.raises(NameTaken, match="There’s already someone named Eva"):
        album.do(people.create, name="Eva", birth_date=date(1950, 1, 1))


def test_what_has_begun_is_not_the_future(album: Album) -> None:
    eva, today = album.person("Eva"), date.today()
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    for begun in (today, Birth(month, Precision.MONTH), Birth(year, Precision.YEAR)):
        change(album, eva, replace(UNCHANGED, birth_date=begun))
    next_year = Birth(year.replace(year=today.year + 1), Precision.YEAR)
    for to_come in (today + timedelta(days=1), next_year):
        with album.unchanged(), pytest.raises(Invalid, match="can’t be in the future") as refused:
            change(album, eva, replace(UNCHANGED, birth_date=to_come))
        assert refused.value.field == "birth_date"


@pytest.mark.parametrize(
    "text", ["about 1975", "~1975", "c. 1975", "ca. 1975", "um 1975", "etwa 1975", "the 1970s"]
)
def test_about_a_year_is_five_years_to_either_side(text: str) -> None:
    born = read(text)
    assert born == Birth.about(1975)
    assert (born.day, born.said, born.last) == (
        date(1970, 1, 1),
        date(1975, 1, 1),
        date(1980, 12, 31),
    )
    assert (str(born), born.full) == ("~1975", None)


@pytest.mark.parametrize("text", ["about March 1975", "about 12 March 1975", "about", "~3/1975"])
def test_only_a_year_can_be_about(text: str) -> None:
    assert read(text) is None
