"""Several cards selected: a bar says how many, and what can be done with them."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.commands import CardCommands
from kinfolk.gui.wall.lists import WallList
from kinfolk.gui.widgets.controls import Button
from kinfolk.gui.widgets.selection_bar import SelectionBar
from tests.album import Album
from tests.gui.hands import CONTROL, SHIFT, Key, click, heard, press, undo, until, write
from tests.gui.windows import first, open_menu, part, there


class Selecting:
    """Four people, three groups and three single faces; the people have the keyboard."""

    def __init__(self, context: Context, album: Album, window: Window) -> None:
        self.context, self.album = context, album
        self.window, self.wall = window, window.wall
        self.ids = [album.person(name, faces=9 - n) for n, name in enumerate("ABCD")]
        self.groups = [album.group(faces=5 - n) for n in range(3)]
        self.singles = {album.face() for _ in range(3)}
        until(lambda: list(self.wall.people.people.ids) == self.ids)
        until(window.isActiveWindow)
        self.wall.people.setFocus()

    @property
    def bar(self) -> SelectionBar | None:
        """The one that is seen."""
        shown = [each.bar for each in self.wall.commands if each.bar.isVisible()]
        assert len(shown) + self.wall.header.new_person.isVisible() == 1
        return shown[0] if shown else None

    @property
    def says(self) -> str:
        return self.bar.text if self.bar else ""

    @property
    def buttons(self) -> dict[str, Button]:
        found = [each for each in there(self.bar).findChildren(Button) if each.isVisible()]
        return {each.text() or each.accessibleName(): each for each in found}

    def commands(self, view: WallList) -> CardCommands:
        return next(each for each in self.wall.commands if each.view is view)

    def select(self, view: WallList, *rows: int) -> None:
        for row in rows:
            at = view.visualRect(view.people.index(row)).center()
            click(view.viewport(), at, held=CONTROL)

    def click(self, name: str) -> None:
        click(self.buttons[name])

    def done(self, act: Callable[[], object]) -> str:
        """What the toast says of it."""
        done = heard(self.context.ops.done, act)
        return str(done[0])

    def go_to_unnamed(self) -> None:
        """The keyboard is with the groups, and none is selected."""
        self.window.pages.show_section(Section.UNNAMED)
        view = self.wall.groups
        until(lambda: view.naming.is_open and bool(self.wall.singles.people.ids))
        press(Key.Key_Escape)
        view.clearSelection()


@pytest.fixture
def selecting(context: Context, album: Album, real: Window) -> Selecting:
    return Selecting(context, album, real)


def entries(menu: QMenu | None) -> list[QAction]:
    assert menu is not None
    found = [each for each in menu.actions() if not each.isSeparator()]
    menu.deleteLater()
    return found


@pytest.mark.wiring
def test_two_have_a_bar_and_one_has_none(selecting: Selecting) -> None:
    """By the pointer, by keys, and by the keyboard from the bar and back."""
    view, foot = selecting.wall.people, selecting.wall.keys
    selecting.select(view, 1)
    assert selecting.bar is None
    selecting.select(view, 3)
    assert selecting.says == "2 people selected"
    assert list(selecting.buttons) == [
        "Merge…",
        "Add to favourites",
        "Hide",
        "Delete",
        "Clear selection (Esc)",
    ]
    assert selecting.buttons["Merge…"].toolTip() == "Shortcut: Ctrl+M"
    assert foot.shown == (
        ("Ctrl M", "merge"),
        ("Ctrl D", "favourite"),
        ("Ctrl Shift H", "hide"),
        ("Del", "delete"),
        ("Esc", "clear selection"),
    )
    selecting.click("Clear selection (Esc)")
    assert selecting.bar is None
    assert view.hasFocus()  # a click takes the keyboard nowhere
    assert ("Enter", "open") in foot.shown
    press(Key.Key_A, held=CONTROL)
    assert selecting.says == "4 people selected"
    press(Key.Key_Escape)
    for end in (Key.Key_Escape, Key.Key_Space):
        view.go_to(0)
        press(Key.Key_Right, held=SHIFT)
        assert selecting.says == "2 people selected"
        close = selecting.buttons["Clear selection (Esc)"]
        close.setFocus(Qt.FocusReason.BacktabFocusReason)
        press(end)
        assert selecting.bar is None
        assert view.hasFocus()


def test_nothing_jumps_by_it(selecting: Selecting) -> None:
    wall = selecting.wall

    def places() -> list[QRect]:
        parts = (part(wall, "People"), wall.people, wall.keys)
        return [QRect(each.mapTo(wall.window(), QPoint()), each.size()) for each in parts]

    for width in (1280, 900):
        selecting.window.resize(width, 600)
        QApplication.processEvents()
        before = places()
        wall.people.selectAll()
        assert selecting.bar is not None
        QApplication.processEvents()
        assert places() == before
        wall.people.clearSelection()
        QApplication.processEvents()
        assert places() == before


def test_the_menu_and_the_bar_have_the_same(selecting: Selecting) -> None:
    wall = selecting.wall
    for view in (wall.people, wall.groups):
        view.selectAll()
        assert entries(selecting.commands(view).menu()) == of_bar(selecting)
    selecting.go_to_unnamed()
    for cards in (wall.groups, wall.singles):
        cards.selectAll()
        assert entries(selecting.commands(cards).menu()) == of_bar(selecting)
    assert selecting.says == "3 single faces selected"
    assert [each.text() for each in of_bar(selecting)] == ["New person…", "Ignore", "Not a face"]


def of_bar(selecting: Selecting) -> Sequence[QAction]:
    return [action for action, _ in there(selecting.bar)._buttons]


def test_what_is_done_with_several_is_one_step_and_the_bar_goes_with_them(
    selecting: Selecting,
) -> None:
    selecting.select(selecting.wall.people, 2, 3)
    said = selecting.done(lambda: selecting.click("Add to favourites"))
    assert said == "2 people added to favourites"
    until(lambda: "Remove from favourites" in selecting.buttons)
    assert selecting.says == "2 people selected"  # they are elsewhere now, and selected still
    for each in selecting.ids[2:]:
        assert selecting.album.who(each).is_favorite
    selecting.done(lambda: selecting.click("Remove from favourites"))
    assert not selecting.album.who(selecting.ids[3]).is_favorite
    view = selecting.wall.people
    until(lambda: list(view.people.ids) == selecting.ids)
    view.clearSelection()
    selecting.select(view, 0, 1)
    said = selecting.done(lambda: selecting.click("Delete"))
    assert said == "2 people deleted. Your photos are unchanged."
    until(lambda: list(view.people.ids) == selecting.ids[2:])
    assert view.currentIndex().row() == 0
    undo(selecting.context)
    assert len(selecting.album.ask(people_lists.names)) == 4
    until(lambda: view.people.rowCount() == 4)
    view.clearSelection()
    hidden = set(view.people.ids[:2])
    selecting.select(view, 0, 1)
    assert selecting.done(lambda: selecting.click("Hide")) == "2 people hidden"
    until(lambda: view.people.rowCount() == 2)
    assert selecting.bar is None
    assert view.hasFocus()
    selecting.window.pages.show_section(Section.HIDDEN)
    until(lambda: set(view.people.ids) == hidden)
    view.selectAll()
    assert "Show again" in selecting.buttons
    assert ("Ctrl Shift H", "show again") in selecting.wall.keys.shown


def test_in_one_list_at_a_time(selecting: Selecting) -> None:
    wall = selecting.wall
    selecting.select(wall.people, 0, 1)
    selecting.select(wall.groups, 0)
    assert wall.people.selectedIndexes() == []
    assert selecting.bar is None
    selecting.select(wall.groups, 1)
    assert selecting.says == "2 groups selected"
    assert selecting.done(lambda: selecting.click("Ignore")) == "2 groups ignored"
    view = wall.people
    view.clearSelection()
    place = view.visualRect(view.people.index(0)).center()
    click(view.viewport(), place)
    until(selecting.window.pages.person.isVisible)
    selecting.window.pages.show_section(Section.PEOPLE)
    until(view.isVisible)
    selecting.select(view, 1, 2)
    assert selecting.says == "2 people selected"


def test_what_is_carried_finds_the_button_for_a_new_person(
    selecting: Selecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    selecting.go_to_unnamed()
    view = selecting.wall.singles
    view.selectAll()
    seen: list[tuple[bool, int]] = []

    def carried(source: WallList, what: object, thumbs: object) -> None:
        faces = view.carried_at(view.people.index(0)).face_ids
        seen.append((selecting.wall.header.new_person.isVisible(), len(faces)))

    monkeypatch.setattr("kinfolk.gui.wall.lists.start_drag", carried)
    view._carry(view.people.index(0))
    assert seen == [(True, 3)]
    assert selecting.says == "3 single faces selected"


@pytest.mark.usefixtures("each_font")
def test_in_a_narrow_window_the_last_are_in_a_menu(selecting: Selecting) -> None:
    """Those that are seen are whole."""
    selecting.wall.people.selectAll()
    folded = []
    for width in (1280, 900, 760):
        selecting.window.resize(width, 600)
        QApplication.processEvents()
        assert selecting.window.width() == width
        bar, shown = there(selecting.bar), selecting.buttons.values()
        assert all(bar.rect().contains(each.geometry()) for each in shown)
        assert all(each.width() >= each.sizeHint().width() for each in shown if each.text())
        folded.append(bar.folded)
    assert len(folded[0]) == 0 < len(folded[-1])
    there(selecting.bar).more.click()
    menu = open_menu()
    assert menu.actions() == of_bar(selecting)[-len(folded[-1]) :]
    menu.close()


def test_a_selection_begins_with_the_card_that_is_clicked(selecting: Selecting) -> None:
    """The card that was open is no part of it, unless it is clicked itself."""
    selecting.window.pages.show_section(Section.UNNAMED)
    view = selecting.wall.groups
    for rows in ((2, 1), (0, 1)):
        view.clearSelection()
        selecting.wall.take_focus()
        until(lambda: view.naming.open_id == selecting.groups[0])
        selecting.select(view, rows[0])
        assert selecting.bar is None
        assert [index.row() for index in view.selectedIndexes()] == [rows[0]]
        selecting.select(view, rows[1])
        assert selecting.says == "2 groups selected"
        assert {each.id for each in view.chosen()} == {selecting.groups[row] for row in rows}
    view.clearSelection()
    view.naming.begin(0)
    place = view.visualRect(view.people.index(1)).center()
    click(view.viewport(), place, held=SHIFT)
    assert selecting.says == "2 groups selected"
    selecting.select(view, 2)
    assert selecting.says == "3 groups selected"


def test_who_is_left_of_those_merged_is_selected_no_more(selecting: Selecting) -> None:
    view = selecting.wall.people
    selecting.select(view, 0, 1)
    selecting.click("Merge…")
    sheet = first(selecting.window, MergeSheet)
    selecting.done(sheet.primary.click)
    until(lambda: view.people.rowCount() == 3)
    selecting.select(view, 1, 2)
    assert selecting.says == "2 people selected"
    assert selecting.done(lambda: selecting.click("Hide")) == "2 people hidden"


def test_backspace_deletes_no_cards(selecting: Selecting) -> None:
    """Who empties a field that is not open any more has all cards selected by Ctrl+A."""
    selecting.go_to_unnamed()
    selecting.wall.groups.naming.begin(0)
    write("Anna", on=selecting.wall.groups.naming.field)
    press(Key.Key_Escape)
    press(Key.Key_A, held=CONTROL)
    assert selecting.says == "3 groups selected"
    press(Key.Key_Backspace)
    selecting.context.db.write(lambda session: None).result()
    QApplication.processEvents()
    assert list(selecting.wall.groups.people.ids) == selecting.groups
    assert len(selecting.album.groups()) == 3
    view = selecting.wall.groups
    view.clearSelection()
    view.naming.begin(0)
    write("Eva", on=view.naming.field)
    selecting.done(lambda: press(Key.Key_Return))
    press(Key.Key_Escape)
    view.selectAll()
    assert selecting.says == "2 groups selected"
    assert len(view.chosen()) == 2


@pytest.mark.wiring
def test_one_card_is_merged_with_whoever_is_chosen(real: Window, album: Album) -> None:
    anna, ben = album.person("Anna", near=0, faces=2), album.person("Ben", near=0, faces=1)
    real.pages.show_section(Section.PEOPLE)
    until(lambda: set(real.wall.people.people.ids) == {anna, ben})
    real.wall.sheets.merge([ben])
    (chooser,) = real.findChildren(PersonChooser)
    chooser.chosen.emit(album.ask(people.get, anna))
    sheet = real.findChildren(MergeSheet)[-1]
    heard(real.context.ops.done, sheet.primary.click)
    until(lambda: len(real.wall.people.people.ids) == 1)
