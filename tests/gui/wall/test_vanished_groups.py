"""Cards whose group goes by the user's own doing: what was typed is nobody else's, and not lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.actions.groups import GroupActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.lists import GroupList, SingleList
from kinfolk.gui.wall.naming import Naming
from kinfolk.recognition.likeness import Halves
from kinfolk.settings import Settings
from tests.album import Album
from tests.gui.drops import drop
from tests.gui.windows import closed, opened, texts_of

Key, Modifiers = Qt.Key, Qt.KeyboardModifier
T = TypeVar("T", bound=QWidget)
CONTROL = Modifiers.ControlModifier


class Hands:
    """The Unnamed page of the real window, and somebody at it."""

    def __init__(self, qtbot: QtBot, context: Context, album: Album, window: Window) -> None:
        self.qtbot, self.context, self.album, self.window = qtbot, context, album, window
        window.pages.show_section(Section.UNNAMED)

    @property
    def view(self) -> GroupList:
        return self.window.wall.groups

    @property
    def naming(self) -> Naming:
        return self.view.naming

    @property
    def ids(self) -> list[str]:
        return list(self.view.people.ids)

    def groups(self, *sizes: int) -> list[str]:
        made = [self.album.group(faces=size) for size in sizes]
        self.qtbot.waitUntil(lambda: self.ids == made)
        return made

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifiers.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def write(self, letters: str) -> None:
        for letter in letters:
            QTest.keyClick(QApplication.focusWidget() or self.window, letter)  # type: ignore[call-overload]

    def leave_text(self, group_id: str, text: str) -> None:
        """It waits on the card."""
        self.naming.begin_of(group_id)
        self.write(text)
        self.view.setFocus()
        assert self.naming.open_id is None

    def click(self, group_id: str, modifiers: Qt.KeyboardModifier = Modifiers.NoModifier) -> None:
        cell = self.view.visualRect(self.view.people.index(self.view.people.row_of(group_id)))
        place = self.view.mosaics.mosaic_rect(cell).center().toPoint()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

    def drop(self, group_id: str, onto: str) -> None:
        """It is dragged on another card, and that is written."""
        row = self.view.people.row_of
        held = self.view.carried_at(self.view.people.index(row(group_id)))
        place = self.view.visualRect(self.view.people.index(row(onto))).center()
        with self.qtbot.waitSignal(self.context.ops.done):
            drop(self.view.viewport(), held, place)

    def merge_sheet(self, *group_ids: str) -> MergeSheet:
        """Of cards that are chosen with the pointer."""
        self.view.clearSelection()
        for each in group_ids:
            self.click(each, CONTROL)
        self.press(Key.Key_M, CONTROL)
        return self.over(MergeSheet)

    def over(self, kind: type[T]) -> T:
        """The sheet of that kind that lies over the window."""
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def undo(self) -> None:
        with self.qtbot.waitSignal(self.context.ops.undone):
            self.context.ops.undo()
        self.rest()

    def redo(self) -> None:
        with self.qtbot.waitSignal(self.context.ops.redone):
            self.context.ops.redo()
        self.rest()

    def rest(self) -> None:
        """What was written is shown."""
        self.context.db.write(lambda session: None).result()
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.window.wall._reads._is_busy)

    def waiting(self, group_id: str) -> str:
        """The text on a card that is not open."""
        entry = self.naming.session.entries.get(group_id)
        return entry.text if entry is not None and entry.waits else ""

    def theirs(self, group_id: str) -> set[str]:
        with self.context.db.read() as session:
            return set(faces.ids(session, person_id=group_id))

    def name_of(self, group_id: str) -> str | None:
        with self.context.db.read() as session:
            return people.get(session, group_id).name


@pytest.fixture
def hands(qtbot: QtBot, context: Context, album: Album, real: Window) -> Hands:
    return Hands(qtbot, context, album, real)


def merged(hands: Hands, goes: str, stays: str) -> None:
    """By the sheet, which is agreed to and not written yet."""
    sheet = hands.merge_sheet(stays, goes)
    assert sheet.sentence.text() == "The group will have 7 faces."
    sheet.primary.click()


@pytest.mark.wiring
def test_a_text_goes_with_the_card_that_the_sheet_merges_away(hands: Hands) -> None:
    first, second, third = hands.groups(4, 3, 2)
    hands.leave_text(second, "Willi")
    stays, goes = hands.theirs(first), hands.theirs(second)
    merged(hands, second, first)
    assert hands.ids == [first, third]  # in that event: no key is about it
    assert hands.view.entries.get(second) is None
    hands.qtbot.waitUntil(lambda: hands.theirs(first) == stays | goes)
    hands.rest()
    assert hands.ids == [first, third]
    hands.undo()
    assert hands.ids == [first, second, third]
    assert hands.waiting(second) == "Willi"
    hands.redo()
    assert hands.ids == [first, third]
    hands.undo()
    assert hands.ids == [first, second, third]
    hands.naming.begin_of(second)
    hands.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.name_of(second) == "Willi")
    assert (hands.theirs(first), hands.theirs(second)) == (stays, goes)


def test_a_card_is_there_again_with_its_text_where_the_merge_is_refused(hands: Hands) -> None:
    first, second, third = hands.groups(4, 3, 2)
    hands.leave_text(second, "Willi")
    hands.leave_text(first, "Anna")
    stays = hands.theirs(first)
    sheet = hands.merge_sheet(first, second)
    hands.context.db.write(lambda s: people.delete(s, first)).result()  # by another program
    with hands.qtbot.waitSignal(hands.context.ops.refused):
        sheet.primary.click()
    hands.rest()
    assert {second, third} <= set(hands.ids)
    assert hands.waiting(second) == "Willi"
    entry = hands.view.entries.get(first)
    assert entry is not None
    assert set(entry.group.face_ids) == stays


def split(hands: Hands) -> tuple[str, str]:
    """A group that was split, as a step: one half, and the other, in whose card stands a text."""
    (whole,) = hands.groups(5)
    shown = sorted(hands.theirs(whole))
    with hands.context.db.read() as session:
        group = people.get(session, whole)
    act = GroupActions(hands.context, hands.window)
    halves = Halves(one=tuple(shown[:3]), other=tuple(shown[3:]))
    act.split(group, halves)
    hands.qtbot.waitUntil(lambda: len(hands.ids) == 2)
    hands.rest()
    hands.qtbot.waitUntil(lambda: not hands.window.toast.isHidden())
    part = next(each for each in hands.ids if each != whole)
    hands.leave_text(part, "Willi")
    hands.naming.begin_of(part)  # it is open with the text that was left: nothing to undo in it
    assert hands.naming.field.hasFocus()
    return whole, part


def toast_button(hands: Hands) -> QPushButton:
    button = hands.window.toast.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    return button


def by_key(hands: Hands) -> None:
    hands.press(Key.Key_Z, CONTROL)


def by_toast(hands: Hands) -> None:
    toast_button(hands).click()


def by_history(hands: Hands) -> None:
    """The panel takes the keys: the card is not open any more, and its text waits."""
    hands.press(Key.Key_H, CONTROL)
    hands.window.history.undo.click()


@pytest.mark.parametrize("undo", [by_key, by_toast, by_history])
def test_an_undo_that_takes_the_open_card_away_keeps_its_text_for_the_redo(
    hands: Hands, undo: Callable[[Hands], None]
) -> None:
    whole, part = split(hands)
    with hands.qtbot.waitSignal(hands.context.ops.undone):
        undo(hands)
    hands.rest()
    hands.window.history.close_panel()
    assert QApplication.focusWidget() is hands.view
    assert hands.ids == [whole]
    assert hands.naming.open_id is None
    hands.write("xy")  # somebody is still at it: that is nobody's name
    hands.press(Key.Key_Return)
    assert hands.naming.open_id is None
    assert (hands.view.entries.get(whole), hands.view.entries.get(part)) == (None, None)
    said = "“Willi” wasn’t saved because its group is gone. Redo brings both back."
    assert (hands.window.toast.text, toast_button(hands).text()) == (said, "Redo")
    with hands.qtbot.waitSignal(hands.context.ops.redone):
        toast_button(hands).click()
    hands.rest()
    assert hands.ids == [whole, part]
    assert hands.waiting(part) == "Willi"
    hands.naming.begin_of(part)
    hands.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.name_of(part) == "Willi")
    assert hands.name_of(whole) is None


@pytest.mark.parametrize("is_calm", [False, True])
def test_a_card_comes_back_to_its_place_however_often_its_drop_is_undone(
    hands: Hands, is_calm: bool
) -> None:
    made = hands.groups(5, 4, 3, 3, 2)
    if is_calm:  # somebody is naming here: nobody is put in order
        hands.leave_text(made[4], "Anna")
        hands.album.group(faces=9)
        hands.rest()
    before = hands.ids
    for goes, onto in ((made[1], made[3]), (made[0], made[2])):
        hands.drop(goes, onto)
        hands.rest()
        for _ in range(3):
            hands.undo()
            assert hands.ids == before
            hands.redo()
            assert hands.ids == [each for each in before if each != goes]
        hands.undo()
        assert hands.ids == before


def name_in_another_window(hands: Hands, group_id: str) -> None:
    name, action = replace(UNCHANGED, name="Anna"), Action.of(Act.NAME, name="Anna")
    hands.context.db.write(lambda s: people.update(s, group_id, name), label=action).result()
    hands.rest()


def singles_of_deleted_groups(hands: Hands, *, alone: int) -> tuple[list[str], SingleList]:
    """Two groups that were deleted, and all their faces among those that were alone before."""
    made = hands.groups(3, 2)
    was_alone = {hands.album.face() for _ in range(alone)}
    freed = hands.theirs(made[0]) | hands.theirs(made[1])
    hands.rest()
    hands.view.setFocus()
    hands.press(Key.Key_A, CONTROL)
    with hands.qtbot.waitSignal(hands.context.ops.done):
        hands.press(Key.Key_Delete)
    hands.rest()
    singles = hands.window.wall.singles
    hands.qtbot.waitUntil(lambda: singles.naming.is_open)
    assert set(singles.people.ids) == was_alone | freed
    assert singles.naming.begin_of(min(freed))
    assert singles.naming.field.hasFocus()
    return made, singles


@pytest.mark.parametrize("alone", [0, 2])
def test_the_group_opens_to_which_the_undo_brings_the_open_face_back(
    hands: Hands, alone: int
) -> None:
    """No letter is typed for the face alone, whose card is gone."""
    made, singles = singles_of_deleted_groups(hands, alone=alone)
    opened = singles.naming.open_id
    with hands.qtbot.waitSignal(hands.context.ops.undone):
        hands.press(Key.Key_Z, CONTROL)
    assert singles.naming.open_id is None
    hands.write("xy")  # what is typed before it is shown is nobody's
    hands.press(Key.Key_Return)
    hands.rest()
    hands.qtbot.waitUntil(lambda: hands.naming.is_open)
    assert (hands.ids, singles.people.rowCount()) == (made, alone)
    assert opened in hands.theirs(hands.naming.open_id or "")
    assert not singles.naming.field.isVisible()
    assert hands.naming.field.hasFocus()
    assert hands.naming.field.text() == ""
    assert hands.window.wall.keys.state == "2 left"


def test_an_undo_elsewhere_leaves_the_open_face_in_sight(hands: Hands) -> None:
    made, singles = singles_of_deleted_groups(hands, alone=1)
    opened = singles.naming.open_id
    hands.context.db.undo().result()  # by another program
    hands.qtbot.waitUntil(lambda: hands.ids == made)
    assert singles.naming.open_id == opened
    assert singles.people.row_of(opened or "") in singles.rows_in_sight
    assert singles.naming.field.isVisible()
    hands.press(Key.Key_Escape)
    hands.rest()
    hands.qtbot.waitUntil(lambda: singles.people.rowCount() == 1)
    hands.write("xy")
    hands.press(Key.Key_Return)
    hands.rest()
    assert not singles.naming.is_open
    assert [hands.name_of(each) for each in made] == [None, None]


def test_a_search_for_people_shows_no_groups_where_a_text_waits(hands: Hands) -> None:
    hands.album.person("Anna", faces=3)
    made = hands.groups(3, 2)
    hands.leave_text(made[1], "Willi")
    hands.window.pages.show_section(Section.PEOPLE)
    hands.rest()
    wall = hands.window.wall
    assert hands.ids == made
    assert "Unnamed groups" in texts_of(wall)
    wall.filter("Ann")
    hands.rest()
    assert hands.ids == []
    assert "Unnamed groups" not in texts_of(wall)
    wall.filter("")
    hands.rest()
    assert hands.ids == made
    assert hands.waiting(made[1]) == "Willi"
    assert any(each.startswith("2 groups") for each in texts_of(wall))


def test_what_was_left_on_cards_is_there_when_the_window_opens_again(hands: Hands) -> None:
    """On those that have one of their faces still; also what is being typed."""
    first, second, third, fourth = hands.groups(5, 4, 3, 2)
    alone = hands.album.face()
    singles = hands.window.wall.singles
    hands.qtbot.waitUntil(lambda: list(singles.people.ids) == [alone])
    for each, name in ((first, "Willi"), (third, "Anna"), (fourth, "Jens")):
        hands.leave_text(each, name)
    singles.naming.begin_of(alone)
    hands.write("Eva")
    hands.naming.begin_of(second)
    hands.write("Car")
    hands.window.close()
    name_in_another_window(hands, third)
    hands.context.db.write(lambda session: people.delete(session, fourth)).result()
    kept = Settings.load(hands.context.paths.settings_file)
    assert kept == hands.context.settings
    assert set(kept.typed_groups) == {first, second, third, fourth}
    window = opened(hands.qtbot, hands.context)
    again = Hands(hands.qtbot, hands.context, hands.album, window)
    hands.qtbot.waitUntil(lambda: again.ids == [first, second])
    again.rest()
    assert (again.waiting(first), again.waiting(second)) == ("Willi", "Car")
    entry = window.wall.singles.naming.session.entries.get(alone)
    assert entry is not None
    assert (entry.text, entry.waits) == ("Eva", True)
    alone_there = window.wall.session.entries.of(window.wall.singles.people)
    assert [each.id for each in alone_there] == [alone]
    theirs = again.theirs(second)
    again.naming.begin_of(second)
    again.write("la")
    again.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: again.name_of(second) == "Carla")
    assert again.theirs(second) == theirs
    window.save()
    kept = Settings.load(hands.context.paths.settings_file)
    assert (list(kept.typed_groups), list(kept.typed_singles)) == ([first], [alone])
    closed(window)
