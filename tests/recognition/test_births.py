"""How old a face looks, when its photo is of, and when someone was born have to agree."""

from datetime import date, datetime

import numpy as np
import pytest

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.models import Asset
from kinfolk.core.faces import faces
from kinfolk.metadata.capture_date import TakenPrecision
from kinfolk.recognition.born_about import born_about
from kinfolk.recognition.constraints import UNDATED, births
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Certainty, OfAnotherAge
from tests.recognition.gallery import Gallery

BORN = date(1978, 5, 1)


@pytest.fixture
def ben(gallery: Gallery) -> str:
    """A man of 40 in a photo of 2018."""
    ben = gallery.person("Ben")
    gallery.face(ben, near=0, apart=0, taken="2018-05-02", age=40)
    return ben


def test_somebody_is_suggested_only_for_faces_that_can_be_of_that_age(
    gallery: Gallery, ben: str
) -> None:
    """A birth date that is given or taken back ranks anew at once."""
    grown = gallery.face(near=0, taken="2019-07-01", age=37)
    child = gallery.face(near=0, taken="2019-07-01", age=6)
    assert set(gallery.names(ben)) == {grown, child}
    gallery.update(ben, birth_date=BORN)
    assert gallery.names(ben) == [grown]
    assert [one.person_id for one in gallery.suggester.ask(Ranking.for_face, child)] == []
    gallery.update(ben, birth_date=date(2013, 1, 1))
    assert gallery.names(ben) == [child]
    gallery.db.undo().result()
    assert gallery.names(ben) == [grown]
    gallery.update(ben, birth_date=None)
    assert set(gallery.names(ben)) == {grown, child}


@pytest.mark.parametrize(("year", "are_one"), [(2001, True), (2021, False)])
def test_small_children_who_look_alike_are_one_if_born_at_one_time(
    gallery: Gallery, *, year: int, are_one: bool
) -> None:
    taken = [f"{each}-06-01" for each in (2001, year)]
    found = [gallery.face(near=0, apart=0.1, age=2, taken=day) for day in taken]
    gallery.scan()
    whose = [gallery.seen(face).person_id for face in found]
    assert (whose[0] == whose[1] is not None) is are_one


def test_a_date_that_a_photo_gets_ranks_anew_at_once(gallery: Gallery, ben: str) -> None:
    child = gallery.face(near=0, taken="2019-07-01", age=6)
    gallery.update(ben, birth_date=BORN)
    assert gallery.names(ben) == []
    rough = {"taken_at": datetime(1984, 1, 1), "taken_precision": TakenPrecision.ABOUT}
    gallery.edit(Asset, gallery.seen(child).asset_id, **rough)
    assert gallery.names(ben) == [child]


@pytest.mark.parametrize(
    ("taken", "age"),
    [(None, 6), ("1984-07-01", 6), ("2019-07-01", None)],
    ids=["without a date", "at the right age", "no age is known"],
)
def test_who_may_be_theirs(gallery: Gallery, ben: str, taken: str | None, age: int | None) -> None:
    gallery.update(ben, birth_date=BORN)
    face = gallery.face(near=0, taken=taken, age=age)
    assert gallery.names(ben) == [face]
    (found,) = gallery.suggester.ask(Ranking.for_face, face)
    assert found.certainty is Certainty.LIKELY


@pytest.mark.parametrize(
    ("age", "youngest", "oldest"), [(2.0, 0, 7.7), (6.0, 0.8, 14.4), (30.0, 10.4, 54.4)]
)
def test_an_estimate_leaves_room(age: float, youngest: float, oldest: float) -> None:
    day = date(2020, 1, 1).toordinal()
    ((first, last),) = births(np.array([day]), np.array([0]), np.array([age]))
    assert (day - last) / 365.25 == pytest.approx(youngest, abs=0.1)
    assert (day - first) / 365.25 == pytest.approx(oldest, abs=0.1)


def test_a_rough_date_leaves_more_of_it_and_none_leaves_all() -> None:
    day, ages = date(2020, 1, 1).toordinal(), np.array([2.0, 2.0, 2.0])
    exact, rough, none = births(np.array([day, day, UNDATED]), np.array([0, 4026, 0]), ages)
    assert rough[1] == exact[1]
    assert rough[0] == exact[0] - 4026
    assert none.tolist() == [-np.inf, np.inf]


def test_of_whom_a_face_is_not_because_of_age_is_said(gallery: Gallery, ben: str) -> None:
    child = gallery.face(near=0, taken="2019-07-01", age=6.2)
    grown = gallery.face(near=0, taken="2019-07-01", age=37)
    other = gallery.face(near=9, taken="2019-07-01", age=6)
    asked = [child, grown, other, "face_x"]
    assert gallery.suggester.ask(Ranking.of_another_age, asked) == {}
    gallery.update(ben, birth_date=BORN)
    assert gallery.suggester.ask(Ranking.of_another_age, asked) == {child: OfAnotherAge(ben, 41, 6)}
    gallery.update(ben, birth_date=date(2020, 1, 1))  # not born yet: of no age there
    assert gallery.suggester.ask(Ranking.of_another_age, asked) == {}


@pytest.mark.parametrize(
    ("faces_of", "year"),
    [
        ([(1980, 2.0), (1984, 6.5), (1990, 12.0)], 1978),
        ([(1980, 2.0), (1984, 6.5)], None),  # too few
        ([(1980, 2.0), (1984, 6.5), (2018, 40.0)], None),  # a grown-up may be of any year
        ([(2019, 2.0), (2019, 6.5), (2019, 12.0)], None),  # prints with the date of their scan
        ([(None, 2.0), (None, 6.5), (None, 12.0)], None),
    ],
)
def test_faces_of_a_child_tell_the_year_where_they_agree(
    gallery: Gallery, faces_of: list[tuple[int | None, float]], year: int | None
) -> None:
    eva = gallery.person("Eva")
    for taken, age in faces_of:
        gallery.face(eva, near=1, taken=f"{taken}-05-01" if taken else None, age=age)
    faces_of_hers = [each.face_id for each in gallery.ask(faces.person_faces, eva)]
    born = gallery.ask(born_about, faces_of_hers)
    assert born == (Birth(date(year, 1, 1), Precision.YEAR) if year else None)
