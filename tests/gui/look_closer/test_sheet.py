"""Looking closer at a group: wrong faces are taken out before it is named, in the real window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.people import Card, Person
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.look_closer.new_faces_sheet import NewFacesSheet
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.look_closer.split import CHECK, SplitSheet
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import keys_used, shows_focus
from tests.album import Album
from tests.gui.drops import carry, drop_on_strip
from tests.gui.hands import (
    CONTROL,
    LEFT,
    PLAIN,
    Key,
    click,
    hearing,
    press,
    redo,
    undo,
    until,
    write,
)
from tests.gui.windows import (
    choose,
    middle_of,
    open_menu,
    over,
    texts_of,
    there,
    visible,
    written_elsewhere,
)
from tests.past_answers import answered


class Looking:
    """Unnamed with a group of five, two of whom are someone else, and one of two faces."""

    def __init__(self, real: Window, context: Context, album: Album) -> None:
        self.real, self.context, self.album = real, context, album
        self.theirs = album.theirs
        self.eva = album.person("Eva", faces=2)
        self.group, self.right = album.grouped(3, near=0, apart=0.02, step=0.01)
        self.wrong = [album.face(self.group, near=1, apart=0.02 + 0.01 * n) for n in range(2)]
        self.next, _ = album.grouped(2, near=3, apart=0.02)
        context.review.start()
        real.pages.show_section(Section.UNNAMED)
        self.view = real.wall.groups
        until(lambda: list(self.view.people.ids) == [self.group, self.next])
        self.settle()
        until(real.isActiveWindow)
        self.naming = self.view.naming
        self.view.setFocus()
        self.naming.begin(0)

    def settle(self) -> None:
        until(lambda: not self.context.review.is_busy)

    def give(self, name: str) -> None:
        """Type a name that no one has, and Enter."""
        press(*name, Key.Key_Return)
        until(lambda: self.named(name) is not None)

    def click(self, grid: ClickGrid, face_id: str) -> None:
        click(grid.viewport(), middle_of(grid, face_id))

    def split(self) -> SplitSheet:
        """By Ctrl+S, with a face of each picked."""
        press(Key.Key_S, held=CONTROL)
        split = over(self.real, SplitSheet)
        for face in (self.right[0], self.wrong[0]):
            split.pick.toggled.emit(face)
        until(lambda: split.pages.currentIndex() == CHECK)
        return split

    def look(self) -> LookCloser:
        """With Space, and once the faces stand in the order of doubt."""
        press(Key.Key_Space)
        sheet = over(self.real, LookCloser)
        until(lambda: set(sheet.grid.faces.ids[:2]) == set(self.wrong))
        return sheet

    def same_as_eva(self) -> MergeSheet:
        """The right faces, chosen to be Eva's by Ctrl+M."""
        self.take_out_wrong()
        press(Key.Key_M, held=CONTROL)
        over(self.real, PersonChooser)
        press(*"Eva", Key.Key_Return)
        return over(self.real, MergeSheet)

    def take_out_wrong(self) -> LookCloser:
        sheet = self.look()
        press(Key.Key_Space, Key.Key_Right, Key.Key_Space)
        assert set(sheet.look.out) == set(self.wrong)
        return sheet

    def named(self, name: str) -> Person | None:
        return self.album.ask(people.find_by_name, name, None)

    def card(self) -> Card:
        return there(self.view.people.card(self.view.people.row_of(self.group)))

    def shown(self) -> tuple[set[str], int]:
        """The faces on the group's card, and how many it says there are."""
        return set(self.card().faces), self.card().person.face_count


@pytest.fixture
def looking(real: Window, context: Context, album: Album) -> Looking:
    return Looking(real, context, album)


@pytest.mark.wiring
def test_taken_out_by_keys_and_named_in_one_step_and_the_next_card_opens(looking: Looking) -> None:
    before = looking.album.dump()
    looking.take_out_wrong()
    press(*"Ida", Key.Key_Return)
    assert looking.naming.open_id == looking.next  # in the event of the Enter
    assert looking.naming.session.entries.is_given(looking.group)
    assert looking.shown() == (set(looking.right), 3)  # on the ghost
    until(lambda: looking.named("Ida") is not None)
    assert looking.theirs(looking.group) == set(looking.right)
    # what was taken out is a group at once
    until(lambda: set(looking.wrong) in looking.album.groups().values())
    said = looking.album.ask(answered, looking.group)
    assert {one.face_id for one in said} == set(looking.wrong)
    undo(looking.context)
    until(lambda: looking.album.dump() == before)


def test_without_a_name_they_are_taken_out_and_the_card_opens_again(looking: Looking) -> None:
    sheet = looking.take_out_wrong()
    assert sheet.primary.text() == "Remove 2 faces"
    press(Key.Key_Return)
    until(lambda: looking.naming.open_id == looking.group)
    until(lambda: set(looking.wrong) in looking.album.groups().values())
    assert looking.theirs(looking.group) == set(looking.right)
    looking.give("Ida")
    assert looking.theirs(looking.group) == set(looking.right)


def test_space_opens_it_outside_a_name_and_esc_leaves_everything_as_it_was(
    looking: Looking, album: Album
) -> None:
    with album.unchanged():
        looking.take_out_wrong()
        press(Key.Key_Escape)
        assert looking.naming.open_id == looking.group
        assert QApplication.focusWidget() is looking.naming.field
    press(*"Ida M")
    assert looking.naming.field.text() == "Ida M"
    assert not visible(LookCloser)
    looking.naming.field.selectAll()
    press(Key.Key_Space)
    sheet = over(looking.real, LookCloser)
    assert sheet.look.name.text == "Ida M"
    press(Key.Key_Escape)
    assert looking.naming.field.text() == "Ida M"
    press(Key.Key_Escape)
    assert QApplication.focusWidget() is looking.view
    press(Key.Key_Space)
    over(looking.real, LookCloser).reject()
    looking.give("Ida")
    press(Key.Key_Escape)
    looking.view.setCurrentIndex(looking.view.people.index(0))
    press(Key.Key_Space)
    assert not visible(LookCloser)


def test_who_has_the_name_gets_them_only_as_the_screen_says(looking: Looking) -> None:
    sheet = looking.take_out_wrong()
    press(*"Eva")
    assert sheet.look.name.owner is not None
    press(Key.Key_Return)  # faster than the screen
    assert sheet.isVisible()
    until(lambda: sheet.who.is_seen)
    assert sheet.primary.text() == "Add to Eva"
    assert sheet.sentence.text() == (
        "3 faces will be added to Eva, who is already in 2 photos. 2 faces will move to Unnamed."
    )
    press(Key.Key_Return)
    until(lambda: set(looking.right) <= looking.theirs(looking.eva))
    assert not looking.theirs(looking.eva) & set(looking.wrong)


def test_ctrl_enter_makes_the_new_person_whom_the_list_offers(looking: Looking) -> None:
    looking.look()
    press(*"Ev")
    press(Key.Key_Return, held=CONTROL)
    until(lambda: looking.named("Ev") is not None)


def test_a_name_that_does_not_fit_is_asked_about(looking: Looking, album: Album) -> None:
    ida = album.person("Ida", near=7, faces=2)
    sheet = looking.take_out_wrong()
    press(*"Ida")
    assert sheet.sentence.text() == "These don’t look like Ida."
    until(lambda: sheet.who.is_seen)
    press(Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.sentence.text() == "Press Enter again to add to Ida anyway."
    press(Key.Key_Return)
    until(lambda: set(looking.right) <= looking.theirs(ida))


def test_by_the_mouse_alone_and_by_the_menu_of_a_card(looking: Looking) -> None:
    press(Key.Key_Escape)
    looking.view.menu_wanted.emit(QPoint())
    choose(open_menu(), "Look closer…")
    assert over(looking.real, LookCloser).isVisible()
    over(looking.real, LookCloser).reject()
    looking.naming.begin(0)
    looking.naming.field.setText("Id")  # typed, and it stays
    cell = looking.view.visualRect(looking.view.people.index(0))
    button = looking.view.mosaics.look_rect(cell).center()
    click(looking.view.viewport(), button)
    sheet = over(looking.real, LookCloser)
    assert sheet.look.name.text == "Id"
    until(lambda: set(sheet.grid.faces.ids[:2]) == set(looking.wrong))
    for row in (0, 1, 1):
        looking.click(sheet.grid, sheet.grid.faces.ids[row])
    assert sheet.look.out == [sheet.grid.faces.ids[0]]
    sheet.who.field.setText("Ida")
    click(sheet.primary)
    until(lambda: looking.named("Ida") is not None)
    assert len(looking.theirs(looking.group)) == 4


def test_moved_to_somebody_at_once(looking: Looking) -> None:
    sheet = looking.take_out_wrong()
    press(Key.Key_T, held=CONTROL)
    chooser = over(looking.real, PersonChooser)
    press(*"Eva", Key.Key_Return)
    assert not chooser.isVisible()
    assert set(sheet.grid.faces.ids) == set(looking.right)
    assert sheet.look.out == []
    until(lambda: set(looking.wrong) <= looking.theirs(looking.eva))
    undo(looking.context)
    assert set(looking.wrong) <= looking.theirs(looking.group)


def drag(
    monkeypatch: pytest.MonkeyPatch,
    sheet: LookCloser | NewFacesSheet,
    face_id: str,
    *,
    onto: str,
) -> str:
    """The hand takes the tile to someone of that name on the strip, or to “New person”."""
    said: list[str] = []

    def by_mouse() -> None:
        view, at = sheet.grid.viewport(), middle_of(sheet.grid, face_id)
        QTest.mousePress(view, LEFT, PLAIN, at)
        QTest.mouseMove(view, at + QPoint(2, 2))
        assert not said  # the hand trembles: no drag yet
        QTest.mouseMove(view, at + QPoint(30, 0))
        QTest.mouseRelease(view, LEFT, PLAIN, at)

    carry(monkeypatch, lambda held: said.append(drop_on_strip(sheet.strip, held, onto)), by_mouse)
    assert sheet.strip.isHidden()
    return said[0]


def test_dragged_to_somebody_at_once(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = looking.look()
    with looking.album.unchanged():
        one = looking.wrong[0]
        assert drag(monkeypatch, sheet, one, onto="Eva") == "Move to Eva"
        assert one not in sheet.grid.faces.ids
        assert sheet.look.out == []  # it was no click
        until(lambda: one in looking.theirs(looking.eva))
        assert looking.theirs(looking.group) == {looking.wrong[1], *looking.right}
        undo(looking.context)


def test_those_taken_out_are_dragged_together_and_may_be_a_new_person(
    looking: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = looking.take_out_wrong()
    said = drag(monkeypatch, sheet, looking.wrong[1], onto="New person")
    assert said == "New person with 2 faces"
    dialog = over(looking.real, NewPersonDialog)
    assert set(dialog.picker.chosen) == set(looking.wrong)
    with hearing(dialog.created):
        press(*"Ida", Key.Key_Return)
    assert set(sheet.grid.faces.ids) == set(looking.right)
    assert looking.theirs(there(looking.named("Ida")).id) == set(looking.wrong)


def test_the_same_as_somebody_with_a_name(looking: Looking) -> None:
    sheet = looking.same_as_eva()
    number = len(looking.theirs(looking.eva)) + len(looking.right)
    assert sheet.sentence.text() == f"Eva will have {number} faces."
    assert not looking.naming.session.entries.is_given(looking.group)  # it is looked at before
    press(Key.Key_Return)
    assert looking.naming.session.entries.is_given(looking.group)
    until(lambda: set(looking.right) <= looking.theirs(looking.eva))
    assert not looking.theirs(looking.eva) & set(looking.wrong)


def test_the_same_as_somebody_whose_birth_date_is_another_one_since(looking: Looking) -> None:
    """It would be overruled by what the sheet has offered; a refused name can be given again."""
    looking.same_as_eva()
    born = replace(UNCHANGED, birth_date=date(1980, 1, 2))
    written_elsewhere(looking.context, lambda s: people.update(s, looking.eva, born))
    with looking.album.unchanged():
        press(Key.Key_Return)
        assert looking.naming.session.entries.is_given(looking.group)
        until(lambda: not looking.naming.session.entries.is_given(looking.group))


def test_the_same_as_another_group(looking: Looking, album: Album) -> None:
    before = album.dump()
    looking.take_out_wrong()
    press(Key.Key_M, held=CONTROL)
    chooser = over(looking.real, PersonChooser)
    row = list(chooser.list.people.ids).index(looking.next)
    chooser.list.setCurrentIndex(chooser.list.people.index(row))
    press(Key.Key_Return)
    over(looking.real, MergeSheet)
    press(Key.Key_Return)
    until(lambda: looking.theirs(looking.next) >= set(looking.right))
    until(lambda: looking.group not in looking.view.people.ids)
    assert not looking.naming.is_open
    undo(looking.context)
    until(lambda: album.dump() == before)


# two people


def test_split_by_a_face_of_each_in_one_step(looking: Looking, album: Album) -> None:
    before = album.dump()
    sheet = looking.look()
    press(Key.Key_S, held=CONTROL)
    split = over(looking.real, SplitSheet)
    grid = split.pick
    for face in (looking.right[0], looking.wrong[0]):
        grid.go_to(grid.faces.index(grid.faces.row_of(face)))
        press(Key.Key_Space)
    until(lambda: split.pages.currentIndex() == CHECK)
    assert set(split.halves.one) == set(looking.right)
    assert set(split.halves.other) == set(looking.wrong)
    assert album.dump() == before  # nothing is done before it is shown and said
    press(Key.Key_Return)
    until(lambda: set(looking.wrong) in looking.album.groups().values())
    until(lambda: set(sheet.grid.faces.ids) == set(looking.right))
    looking.give("Ida")
    assert looking.theirs(looking.group) == set(looking.right)
    undo(looking.context)
    undo(looking.context)
    until(lambda: album.dump() == before)


def test_a_click_moves_a_face_over_and_the_picked_ones_stay(looking: Looking) -> None:
    sheet = looking.look()
    click(sheet.split_button)
    split = over(looking.real, SplitSheet)
    looking.click(split.pick, looking.right[0])
    looking.click(split.pick, looking.right[0])  # not this one after all
    looking.click(split.pick, looking.right[1])
    looking.click(split.pick, looking.wrong[0])
    until(lambda: split.pages.currentIndex() == CHECK)
    looking.click(split.one.grid, looking.right[0])
    assert split.halves.other == (looking.wrong[0], looking.right[0], looking.wrong[1])
    looking.click(split.other.grid, looking.wrong[0])  # picked
    assert looking.wrong[0] in split.halves.other
    looking.click(split.other.grid, looking.right[0])
    assert looking.right[0] in split.halves.one
    looking.click(split.one.grid, looking.right[2])
    click(split.primary)
    went = {*looking.wrong, looking.right[2]}
    until(lambda: went in looking.album.groups().values())


def test_what_the_library_refuses_is_said_and_nothing_is_lost(looking: Looking) -> None:
    sheet = looking.take_out_wrong()
    looking.split()
    written_elsewhere(looking.context, lambda s: faces.assign(s, looking.wrong[:1], looking.eva))
    with looking.album.unchanged():
        press(Key.Key_Return)
        said = "These faces have been moved in the meantime. Check them again."
        until(lambda: sheet.sentence.text() == said)
        assert set(sheet.look.out) == set(looking.wrong)
        assert sheet.primary.isEnabled()


def test_two_others_can_be_picked(looking: Looking) -> None:
    looking.look()
    split = looking.split()
    press(Key.Key_Backspace)
    assert split.pages.currentIndex() != CHECK
    assert not split.primary.isEnabled()
    press(Key.Key_Return)
    assert split.isVisible()


# taking back, with the card open


def test_undo_of_faces_taken_out_shows_on_the_open_card_at_once(looking: Looking) -> None:
    """All of them, at the same place, with the text; Enter names them all."""
    looking.take_out_wrong()
    press(Key.Key_Return)
    until(lambda: looking.naming.open_id == looking.group)
    until(lambda: set(looking.wrong) in looking.album.groups().values())
    until(lambda: looking.view.people.rowCount() == 3)
    assert looking.shown() == (set(looking.right), 3)
    press(*"Ida")
    place = looking.naming.field.mapToGlobal(QPoint(0, 0))
    undo(looking.context)
    in_order = looking.album.ask(faces.ids, person_id=looking.group)
    assert list(looking.card().faces) == in_order  # as on a card that has just been opened
    whole = {*looking.right, *looking.wrong}
    assert looking.shown() == (whole, 5)
    assert list(looking.view.people.ids) == [looking.group, looking.next]
    assert QApplication.focusWidget() is looking.naming.field
    assert looking.naming.field.text() == "Ida"
    assert looking.naming.field.mapToGlobal(QPoint(0, 0)) == place
    redo(looking.context)
    assert looking.shown() == (set(looking.right), 3)
    undo(looking.context)
    press(Key.Key_Return)
    until(lambda: looking.named("Ida") is not None)
    assert looking.theirs(looking.group) == whole


def test_the_sheet_shows_the_whole_group_again_when_its_split_is_undone(looking: Looking) -> None:
    """The message with Undo lies over the sheet."""
    sheet = looking.look()
    sheet.split_button.setFocus()
    keys_used(sheet)
    looking.split()
    press(Key.Key_Return)
    until(lambda: set(sheet.grid.faces.ids) == set(looking.right))
    assert shows_focus(sheet.grid)
    click(looking.real.toast.button)
    until(lambda: set(sheet.grid.faces.ids[:2]) == set(looking.wrong))
    assert "5 faces, least alike first" in texts_of(sheet)
    press(*"Ida", Key.Key_Return)
    until(lambda: looking.named("Ida") is not None)
    assert looking.theirs(looking.group) == {*looking.right, *looking.wrong}


def test_undo_takes_the_open_part_of_a_split_away_and_the_whole_group_opens(
    looking: Looking,
) -> None:
    looking.take_out_wrong()
    press(Key.Key_Return)
    until(lambda: looking.view.people.rowCount() == 3)
    [part] = set(looking.view.people.ids) - {looking.group, looking.next}
    assert looking.naming.begin_of(part)
    undo(looking.context)
    assert part not in looking.view.people.ids
    assert looking.naming.open_id == looking.group
    assert looking.shown() == ({*looking.right, *looking.wrong}, 5)


def test_the_photo_of_a_face_by_key_by_double_click_and_as_long_as_the_button_is_held(
    looking: Looking,
) -> None:
    sheet = looking.look()

    def ringed() -> str | None:
        return sheet.grid.current_id() if shows_focus(sheet.grid) else None

    assert ringed() == sheet.grid.faces.ids[0]
    press(Key.Key_O, held=CONTROL)
    over(looking.real, PhotoView)
    press(Key.Key_Escape)
    assert ringed() == sheet.grid.faces.ids[0]
    assert sheet.isVisible()
    looking.click(sheet.grid, sheet.grid.faces.ids[1])
    at = sheet.grid.visualRect(sheet.grid.faces.index(1)).center()
    QTest.mouseDClick(sheet.grid.viewport(), LEFT, PLAIN, at)
    assert over(looking.real, PhotoView).shown_id == sheet.grid.faces.ids[1]
    assert sheet.look.out == []
    press(Key.Key_Escape)
    at = sheet.grid.visualRect(sheet.grid.faces.index(1)).center()
    view = sheet.grid.viewport()
    QTest.mousePress(view, LEFT, PLAIN, at)
    until(lambda: bool(visible(PhotoView)))
    shown = over(looking.real, PhotoView)
    until(lambda: shown.current == sheet.grid.faces.ids[1])
    QTest.mouseRelease(view, LEFT, PLAIN, at)
    assert not shown.isVisible()
    assert sheet.look.out == []
    looking.click(sheet.grid, sheet.grid.faces.ids[1])
    assert sheet.look.out == [sheet.grid.faces.ids[1]]


# the sheet alone


@pytest.fixture
def alone(context: Context, window: QMainWindow, album: Album) -> LookCloser:
    """A group of three on the sheet, without the page below it; they look like Eva."""
    album.person("Eva", near=0, faces=1)
    group, _ = album.grouped(3, near=0)
    sheet = LookCloser(context, album.who(group), parent=window)
    sheet.open()
    return sheet


def test_one_face_has_to_stay(alone: LookCloser) -> None:
    write("Ida", on=alone.who.field)
    for face_id in alone.grid.faces.ids:
        assert alone.primary.isEnabled()
        alone.toggle(face_id)
    assert not alone.primary.isEnabled()
    press(Key.Key_Return, on=alone.who.field)
    assert alone.isVisible()


def test_faces_whose_move_is_refused_are_on_the_sheet_again(
    alone: LookCloser, context: Context, album: Album
) -> None:
    shown = list(alone.grid.faces.ids)
    alone.toggle(shown[0])
    alone.move_button.click()
    (chooser,) = visible(PersonChooser)
    ben = album.person("Ben")
    written_elsewhere(context, lambda s: faces.assign(s, shown[:1], ben))
    chooser.chosen.emit(there(album.ask(people.find_by_name, "Eva", None)))
    assert alone.grid.faces.ids == shown[1:]
    until(lambda: alone.grid.faces.ids == shown)
    assert album.owner(shown[0]) == ben


def test_what_was_said_of_a_group_holds_for_whoever_gets_all_of_it(
    alone: LookCloser, album: Album
) -> None:
    eva = there(album.ask(people.find_by_name, "Eva", None))
    ben, shown = album.person("Ben"), list(alone.grid.faces.ids)
    album.do(review.answer_pair, alone.look.group.group_id, ben, Answer.NO)
    for face_id in shown:
        alone.toggle(face_id)
    alone.move_button.click()
    (chooser,) = visible(PersonChooser)
    chooser.chosen.emit(eva)
    until(lambda: set(shown) <= album.theirs(eva.id))
    assert [each.other_id for each in album.ask(answered, eva.id)] == [ben]
