"""Every column of Person: what can be said in it outlives merging, scans and an export."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import Person
from kinfolk.core.faces import assignment
from kinfolk.core.people import people, strangers
from tests.core.exchange.pair import Home

FACE = ("c.jpg", 1)  # of the group about which something is said
# What can be said of someone, each alone. A new column belongs here or in NOT_SAID.
SAID: dict[str, dict[str, object]] = {
    "name": {"name": "Anna", "name_key": "anna"},
    "birth": {"birth_date": date(2012, 3, 1), "birth_precision": "month"},
    "hidden": {"is_hidden": True},
    "favorite": {"is_favorite": True},
    "portrait": {"thumbnail_face_id": FACE},
}
SAID["everything"] = {key: value for values in SAID.values() for key, value in values.items()}
# Not taken over by merging: they say how the one who stays is shown.
OF_WHO_STAYS = {"is_hidden", "is_favorite"}
NOT_SAID = {
    *("id", "library_id", "created_at", "updated_at"),  # of the row
    "is_settled",  # of scans
    "portrait_face_id",  # kept though no one chose it
}


def said(home: Home, what: str) -> dict[str, object]:
    return {key: home.face(*FACE) if v == FACE else v for key, v in SAID[what].items()}


def lost(home: Home, person_id: str, what: str) -> set[str]:
    """Return the columns in which the person lacks what was said."""
    row = home.ask(Session.get_one, Person, person_id)
    return {key for key, value in said(home, what).items() if getattr(row, key) != value}


@pytest.fixture
def group(ours: Home, what: str) -> str:
    """A group of which only `what` is said."""
    person_id = ours.person(*FACE)
    ours.decide(lambda s: s.get_one(Person, person_id).sqlmodel_update(said(ours, what)))
    return person_id


def test_no_column_is_forgotten_here() -> None:
    assert SAID["everything"].keys() | NOT_SAID == Person.model_fields.keys()


@pytest.mark.parametrize("what", SAID)
def test_it_counts_as_decided(ours: Home, group: str, what: str) -> None:
    decided = select(col(Person.id)).where(assignment.is_person_decided(Person))
    assert ours.ask(lambda s: s.execute(decided).scalars().all()) == [group]
    assert group not in [each.id for each in ours.ask(strangers.seen_in_fewer, 99)]


@pytest.mark.parametrize("what", ["everything"])
def test_merging_keeps_it(ours: Home, group: str, what: str) -> None:
    other = ours.person("a.jpg")
    ours.decide(people.merge, other, [group])
    assert lost(ours, other, what) == OF_WHO_STAYS


@pytest.mark.parametrize("what", SAID)
def test_an_import_brings_it(ours: Home, theirs: Home, group: str, what: str) -> None:
    theirs.take_in(ours.file())
    assert not lost(theirs, theirs.person(*FACE), what)


@pytest.mark.parametrize("what", ["everything"])
def test_an_import_brings_it_to_who_is_known_or_names_it(
    ours: Home, theirs: Home, group: str, what: str
) -> None:
    theirs.update(theirs.person(*FACE), name="Anna")
    imported = theirs.take_in(ours.file())
    assert [each.kind for each in imported.disagreements] == ["hidden"]
    assert lost(theirs, theirs.person(*FACE), what) == {"is_hidden"}
