"""Cards whose group goes by the user's own doing: what was typed is no one else's, and not lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action
from kinfolk.core.people import people
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.actions.groups import GroupActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.shell.window import Window
from kinfolk.recognition.likeness import Halves
from kinfolk.settings import Settings
from tests.album import Album
from tests.gui.hands import CONTROL, Key, click, heard, press, until, write
from tests.gui.walls import AtUnnamed, on_picture
from tests.gui.windows import closed, first, opened, texts_of, there


class Hands(AtUnnamed):
    """Someone at Unnamed in the whole window."""

    def __init__(self, context: Context, album: Album, window: Window) -> None:
        super().__init__(window.wall, album, context)
        self.window = window
        window.pages.show_section(Section.UNNAMED)

    def merge_sheet(self, *group_ids: str) -> MergeSheet:
        """Of cards that are chosen with the pointer."""
        self.view.clearSelection()
        for each in group_ids:
            place = on_picture(self.view, self.view.people.row_of(each))
            click(self.view.viewport(), place, held=CONTROL)
        press(Key.Key_M, held=CONTROL)
        return first(self.window, MergeSheet)


@pytest.fixture
def hands(context: Context, album: Album, real: Window) -> Hands:
    return Hands(context, album, real)


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
    until(lambda: hands.theirs(first) == stays | goes)
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
    press(Key.Key_Return)
    until(lambda: hands.name_of(second) == "Willi")
    assert (hands.theirs(first), hands.theirs(second)) == (stays, goes)


def split(hands: Hands) -> tuple[str, str]:
    """A group that was split, as a step: one half, and the other, in whose card stands a text."""
    (whole,) = hands.groups(5)
    shown = sorted(hands.theirs(whole))
    group = hands.album.who(whole)
    act = GroupActions(hands.context, hands.window)
    halves = Halves(one=tuple(shown[:3]), other=tuple(shown[3:]))
    act.split(group, halves)
    until(lambda: len(hands.ids) == 2)
    hands.rest()
    until(lambda: not hands.window.toast.isHidden())
    part = next(each for each in hands.ids if each != whole)
    hands.leave_text(part, "Willi")
    hands.naming.begin_of(part)  # it is open with the text that was left: nothing to undo in it
    assert hands.naming.field.hasFocus()
    return whole, part


def toast_button(hands: Hands) -> QPushButton:
    return first(hands.window.toast, QPushButton)


def by_key(hands: Hands) -> None:
    press(Key.Key_Z, held=CONTROL)


def by_toast(hands: Hands) -> None:
    toast_button(hands).click()


def by_history(hands: Hands) -> None:
    """The panel takes the keys: the card is not open any more, and its text waits."""
    press(Key.Key_H, held=CONTROL)
    hands.window.history.undo.click()


@pytest.mark.parametrize("undo", [by_key, by_toast, by_history])
def test_an_undo_that_takes_the_open_card_away_keeps_its_text_for_the_redo(
    hands: Hands, undo: Callable[[Hands], None]
) -> None:
    whole, part = split(hands)
    heard(hands.context.ops.undone, lambda: undo(hands))
    hands.rest()
    hands.window.history.close_panel()
    assert QApplication.focusWidget() is hands.view
    assert hands.ids == [whole]
    assert hands.naming.open_id is None
    write("xy")  # someone is still at it: that is no one's name
    press(Key.Key_Return)
    assert hands.naming.open_id is None
    assert (hands.view.entries.get(whole), hands.view.entries.get(part)) == (None, None)
    said = "“Willi” wasn’t saved because its group is gone. Redo brings both back."
    assert (hands.window.toast.text, toast_button(hands).text()) == (said, "Redo")
    heard(hands.context.ops.redone, toast_button(hands).click)
    hands.rest()
    assert hands.ids == [whole, part]
    assert hands.waiting(part) == "Willi"
    hands.naming.begin_of(part)
    press(Key.Key_Return)
    until(lambda: hands.name_of(part) == "Willi")
    assert hands.name_of(whole) is None


@pytest.mark.parametrize("is_calm", [False, True])
def test_a_card_comes_back_to_its_place_however_often_its_drop_is_undone(
    hands: Hands, is_calm: bool
) -> None:
    made = hands.groups(5, 4, 3, 3, 2)
    if is_calm:  # someone is naming here: no one is put in order
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


@pytest.mark.parametrize("alone", [0, 2])
def test_the_group_opens_to_which_the_undo_brings_the_open_face_back(
    hands: Hands, alone: int
) -> None:
    """No letter is typed for the face alone, whose card is gone."""
    made = hands.groups(3, 2)
    was_alone = {hands.album.face() for _ in range(alone)}
    freed = hands.theirs(made[0]) | hands.theirs(made[1])
    hands.rest()
    hands.view.setFocus()
    press(Key.Key_A, held=CONTROL)
    heard(hands.context.ops.done, lambda: press(Key.Key_Delete))
    hands.rest()
    singles = hands.window.wall.singles
    until(lambda: singles.naming.is_open)
    assert set(singles.people.ids) == was_alone | freed
    assert singles.naming.begin_of(min(freed))
    assert singles.naming.field.hasFocus()
    opened = singles.naming.open_id
    heard(hands.context.ops.undone, lambda: press(Key.Key_Z, held=CONTROL))
    assert singles.naming.open_id is None
    write("xy")  # what is typed before it is shown is no one's
    press(Key.Key_Return)
    hands.rest()
    until(lambda: hands.naming.is_open)
    assert (hands.ids, singles.people.rowCount()) == (made, alone)
    assert opened in hands.theirs(hands.naming.open_id or "")
    assert not singles.naming.field.isVisible()
    assert hands.naming.field.hasFocus()
    assert hands.naming.field.text() == ""
    assert hands.window.wall.keys.state == "2 left"


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


def test_what_was_left_on_cards_is_there_when_the_window_opens_again(
    qtbot: QtBot, hands: Hands
) -> None:
    """On those that have one of their faces still; also what is being typed."""
    first, second, third, fourth = hands.groups(5, 4, 3, 2)
    alone = hands.album.face()
    singles = hands.window.wall.singles
    until(lambda: list(singles.people.ids) == [alone])
    for each, name in ((first, "Willi"), (third, "Anna"), (fourth, "Jens")):
        hands.leave_text(each, name)
    singles.naming.begin_of(alone)
    write("Eva")
    hands.naming.begin_of(second)
    write("Car")
    hands.window.close()
    anna, action = replace(UNCHANGED, name="Anna"), Action.of(Act.NAME, name="Anna")
    hands.album.step(action, people.update, third, anna)  # as another window does
    hands.rest()
    hands.album.do(people.delete, fourth)
    kept = Settings.load(hands.context.paths.settings_file)
    assert kept == hands.context.settings
    assert set(kept.typed_groups) == {first, second, third, fourth}
    window = opened(qtbot, hands.context)
    again = Hands(hands.context, hands.album, window)
    until(lambda: again.ids == [first, second])
    again.rest()
    assert (again.waiting(first), again.waiting(second)) == ("Willi", "Car")
    entry = there(window.wall.singles.naming.session.entries.get(alone))
    assert (entry.text, entry.waits) == ("Eva", True)
    alone_there = window.wall.session.entries.of(window.wall.singles.people)
    assert [each.id for each in alone_there] == [alone]
    theirs = again.theirs(second)
    again.naming.begin_of(second)
    write("la")
    press(Key.Key_Return)
    until(lambda: again.name_of(second) == "Carla")
    assert again.theirs(second) == theirs
    window.save()
    kept = Settings.load(hands.context.paths.settings_file)
    assert (list(kept.typed_groups), list(kept.typed_singles)) == ([first], [alone])
    closed(window)
