"""The search field: typed into from anywhere, it leads to who was found."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.changes import Changes
from kinfolk.core.people import people
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button, SearchField, shows_focus
from tests.album import Album

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.wiring
def test_typing_on_the_wall_searches(qtbot: QtBot, real: Window, album: Album) -> None:
    album.person("Anna", faces=1)
    album.person("Ben", faces=1)
    model = real.wall.people.people
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    qtbot.keyClicks(real.wall.people, "b")
    qtbot.keyClicks(QApplication.focusWidget(), "en")
    assert real.sidebar.search.text() == "ben"
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    qtbot.keyClick(real.sidebar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.rowCount() == 2)


def test_a_name_typed_before_its_card_stands_is_for_the_card(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    """Nothing of it is searched for, be the keys on the list of before or on the page."""
    album.person("Anna", faces=1)
    album.group(faces=2)
    wall, field = real.wall, real.wall.groups.naming.field
    for section, number in ((Section.PEOPLE, 1), (Section.FAVORITES, 0)):
        real.pages.show_section(section)
        qtbot.waitUntil(lambda number=number: wall.people.people.rowCount() == number)  # type: ignore[misc]
        real.pages.show_section(Section.UNNAMED)
        assert not field.isVisible()
        qtbot.keyClicks(QApplication.focusWidget(), "Ev")
        qtbot.waitUntil(field.hasFocus)
        assert (field.text(), real.sidebar.search.text(), real.pages.place) == ("Ev", "", "unnamed")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    real.pages.show_section(Section.STRANGERS)
    qtbot.waitUntil(wall.empty.isVisible)
    qtbot.keyClicks(QApplication.focusWidget(), "Ev")  # nobody is there
    assert (real.sidebar.search.text(), real.pages.place) == ("", "strangers")


def test_enter_in_the_search_field_opens_who_was_found_first(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    album.person("Anna", faces=2)
    ben = album.person("Ben", faces=1)
    qtbot.waitUntil(lambda: real.wall.people.people.rowCount() == 2)
    search = real.sidebar.search
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Return)  # nothing was searched for
    qtbot.keyClicks(search, "ben")
    with qtbot.waitSignal(real.wall.person_opened) as opened:
        qtbot.keyClick(search, Qt.Key.Key_Return)  # before the wall has followed
    assert opened.args == [ben]
    assert real.pages.place == f"person/{ben}"
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Down)  # from a person's page back to who was found
    qtbot.waitUntil(real.wall.people.hasFocus)
    assert real.wall.isVisible()


def test_a_change_that_comes_after_enter_takes_nothing_of_it(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    ben = album.person("Ben", faces=1)
    qtbot.waitUntil(lambda: real.wall.people.people.rowCount() == 1)
    qtbot.keyClicks(real.sidebar.search, "ben")
    with qtbot.waitSignal(real.wall.person_opened) as opened:
        qtbot.keyClick(real.sidebar.search, Qt.Key.Key_Return)
        real.wall.on_changed(Changes.everything())  # as a scan has them all the time
    assert opened.args == [ben]


def test_down_in_the_search_field_goes_to_the_first_card(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    group = album.group(faces=2)
    qtbot.waitUntil(lambda: real.wall.groups.people.rowCount() == 1)
    search = real.sidebar.search
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Down)  # nobody has a name: the first group
    qtbot.waitUntil(real.wall.groups.hasFocus)
    with qtbot.waitSignal(real.wall.person_opened) as opened:
        qtbot.keyClick(real.wall.groups, Qt.Key.Key_Return)
    assert opened.args == [group]


def test_tab_leads_to_what_was_found(qtbot: QtBot, real: Window, album: Album) -> None:
    for name in ("Anna", "Ben"):
        album.person(name, faces=1)
    model, search = real.wall.people.people, real.sidebar.search
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    qtbot.keyClick(real, "f", CONTROL)
    qtbot.keyClick(search, Qt.Key.Key_Tab)  # nothing was searched for: as everywhere
    assert QApplication.focusWidget() in real.sidebar.findChildren(QWidget)
    real.pages.show_photos()
    search.setFocus()
    qtbot.keyClicks(search, "ben")
    qtbot.keyClick(search, Qt.Key.Key_Tab)  # before the wall has followed
    qtbot.waitUntil(real.wall.people.hasFocus)
    assert (model.rowCount(), real.wall.people.currentIndex().row()) == (1, 0)
    assert shows_focus(real.wall.people)
    search.setFocus()
    qtbot.keyClicks(search, "x")
    qtbot.keyClick(search, Qt.Key.Key_Tab)  # nobody: to the one thing that can be done
    (button,) = real.wall.empty.findChildren(Button)
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.rowCount() == 2 and real.wall.people.hasFocus())


def test_after_enter_one_sees_where_the_keys_are(qtbot: QtBot, real: Window, album: Album) -> None:
    anna = album.person("Anna", faces=2)
    qtbot.waitUntil(lambda: real.wall.people.people.rowCount() == 1)
    qtbot.keyClick(real, "f", CONTROL)
    qtbot.keyClicks(real.sidebar.search, "ann")
    qtbot.keyClick(real.sidebar.search, Qt.Key.Key_Return)
    grid = real.person.faces.grid
    qtbot.waitUntil(lambda: real.pages.place == f"person/{anna}" and len(grid.faces.ids) == 2)
    assert grid.hasFocus()
    assert shows_focus(grid)
    assert grid.current_id() == grid.faces.ids[0]
    assert not grid.selected_ids()  # no letter does anything to it yet
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert real.findChild(PhotoView)


def test_undo_is_the_windows_in_the_search_field_too(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    eva = album.person("Eva")
    context.ops.run(
        lambda s: people.update(s, eva, replace(UNCHANGED, name="Mia")),
        Action.of(Act.RENAME, name="Mia"),
    )
    qtbot.waitUntil(lambda: real.menus.undo.isEnabled())
    search = real.sidebar.search
    qtbot.keyClick(real, "f", CONTROL)
    qtbot.keyClicks(search, "mia")
    with qtbot.waitSignal(context.ops.undone):
        qtbot.keyClick(search, "z", CONTROL)
    assert search.text() == "mia"


def test_where_nobody_is_called_so_one_click_shows_everybody(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    album.person("Anna", faces=1)
    model, empty = real.wall.people.people, real.wall.empty
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    qtbot.keyClick(real, "f", CONTROL)
    qtbot.keyClicks(real.sidebar.search, "zoe")
    qtbot.waitUntil(lambda: empty.isVisible() and "“zoe”" in empty.title)
    assert empty.text.startswith("Try fewer letters.")
    (button,) = [each for each in empty.findChildren(Button) if each.isVisible()]
    assert button.text() == "Clear search"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert real.sidebar.search.text() == ""
    qtbot.waitUntil(lambda: model.rowCount() == 1 and real.wall.people.hasFocus())


def test_a_click_on_a_page_ends_the_search(qtbot: QtBot, real: Window, album: Album) -> None:
    album.person("Anna", faces=1)
    model, search = real.wall.people.people, real.sidebar.search
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    empty = real.wall.empty
    for section in (Section.PEOPLE, Section.UNNAMED, Section.PEOPLE):
        search.setFocus()
        qtbot.keyClicks(search, "zoe")
        qtbot.waitUntil(lambda: empty.isVisible() and "“zoe”" in empty.title)
        qtbot.mouseClick(real.sidebar.sections[section], Qt.MouseButton.LeftButton)
        assert search.text() == ""
        assert real.pages.place == section
        qtbot.waitUntil(lambda: not (empty.isVisible() and "“zoe”" in empty.title))
    qtbot.waitUntil(lambda: model.rowCount() == 1)


def shows_its_key(field: SearchField) -> bool:
    """Whether anything is written at its end."""
    QApplication.processEvents()
    picture = field.grab().toImage()
    places = [
        (x, y) for x in range(field.width() * 3 // 4, field.width() - 9) for y in (16, 19, 21)
    ]
    return len({picture.pixelColor(*place).name() for place in places}) > 1


def test_the_field_shows_its_key_only_where_the_key_leads_to_it(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    """On Photos the key leads to the search over photos."""
    field = real.sidebar.search
    real.pages.show_photos()
    assert not shows_its_key(field)
    real.pages.show_section(Section.PEOPLE)
    assert shows_its_key(field)
