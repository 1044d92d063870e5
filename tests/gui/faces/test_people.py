"""The list of people: lazy, and brought up to date without a jump."""

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.core.people.people import Card
from kinfolk.gui.faces.people import BLOCK, CARD, PERSON_ID, PeopleModel, person_cards, stable_order
from kinfolk.naming.reads import group_cards
from tests.album import Album
from tests.gui.hands import heard


@pytest.fixture
def model(db: Database) -> PeopleModel:
    return PeopleModel(person_cards(db))


def changes(model: PeopleModel) -> list[tuple[str, int, int]]:
    seen: list[tuple[str, int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: seen.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: seen.append(("out", first, last)))
    model.layoutChanged.connect(lambda *_: seen.append(("order", 0, 0)))
    return seen


def test_it_keeps_the_rules_of_models(
    qtmodeltester: ModelTester, model: PeopleModel, album: Album
) -> None:
    ids = [album.person(name, faces=1) for name in ("Anna", "Ben", "Carl")]
    qtmodeltester.check(model)
    model.sync(ids)
    model.sync(ids[::-1])
    model.sync(ids[1:])
    model.sync([])
    model.sync(ids)
    assert model.rowCount() == 3


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("abcd", []),
        ("abxcd", [("in", 2, 2)]),
        ("cd", [("out", 0, 1)]),
        ("abcdxy", [("in", 4, 5)]),
        ("xbcy", [("out", 3, 3), ("out", 0, 0), ("in", 0, 0), ("in", 3, 3)]),
        ("dcba", [("order", 0, 0)]),
    ],
)
def test_it_changes_as_few_rows_as_it_can(
    model: PeopleModel, wanted: str, expected: list[tuple[str, int, int]]
) -> None:
    model.sync("abcd")
    seen = changes(model)
    model.sync(wanted)
    assert list(model.ids) == list(wanted)
    assert seen == expected


def test_what_is_selected_stays_selected_when_the_order_changes(model: PeopleModel) -> None:
    model.sync("abcd")
    selected = QPersistentModelIndex(model.index(1))
    model.sync("dxba")
    assert model.data(selected, PERSON_ID) == "b"
    assert selected.row() == 2


def test_cards_are_read_in_blocks_when_they_are_looked_at(qtbot: QtBot) -> None:
    asked: list[Sequence[str]] = []

    def load(ids: Sequence[str]) -> Mapping[str, Card]:
        asked.append(ids)
        return {}

    model = PeopleModel(load)
    model.sync([str(n) for n in range(1000)])
    assert asked == []
    assert model.index(500).data(CARD) is None
    assert len(asked) == 1
    assert len(asked[0]) == BLOCK
    assert "500" in asked[0]


def test_a_card_that_changed_is_shown_anew(qtbot: QtBot, model: PeopleModel, album: Album) -> None:
    ids = [album.person("Anna", faces=2), album.person("Ben", faces=1)]
    model.sync(ids)
    assert model.index(0).data(CARD).person.asset_count == 2
    assert list(model.seen) == ids
    with qtbot.assertNotEmitted(model.dataChanged):
        model.renew(person_cards(album.db)(ids))
    album.face(ids[0])
    changed = heard(model.dataChanged, lambda: model.renew(person_cards(album.db)(ids)))
    assert [index.row() for index in changed[:2]] == [0, 0]
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Anna, 3 photos"


def test_a_group_shows_its_five_best_faces(db: Database, album: Album) -> None:
    group = album.group(faces=0)
    faces = [album.face(group, quality=n / 10) for n in range(7)]
    card = group_cards(db)([group])[group]
    assert card.faces == tuple(reversed(faces[2:]))


def test_while_a_scan_runs_nobody_moves() -> None:
    assert stable_order("abc", "xcbay") == ["a", "b", "c", "x", "y"]
    assert stable_order("abc", "cx") == ["c", "x"]
    assert stable_order("", "ab") == ["a", "b"]
