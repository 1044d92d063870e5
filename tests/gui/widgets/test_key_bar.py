"""The building blocks of every page, and the keys along its bottom."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.actions.dating import DateSheet
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button
from kinfolk.gui.widgets.key_bar import KeyBar
from tests.album import Album
from tests.gui.hands import Key, press, until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import over, there


def test_none_is_cut_off_when_other_keys_are_shown(context: Context, window: QMainWindow) -> None:
    bar, page = KeyBar(), QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(bar)
    window.setCentralWidget(page)
    until(bar.isVisible)
    counts = set()
    for step in range(40):
        window.resize(420 + 20 * step, 400)
        bar.show_keys(*((f"Key {step}", f"does something {n}") for n in range(6)))
        page.grab()
        shown = [entry for entry in bar.entries if entry.isVisible()]
        counts.add(len(shown))
        assert all(entry.width() >= entry.sizeHint().width() for entry in shown)
        wanted = sum(entry.sizeHint().width() for entry in shown) + 2 * theme.MARGIN
        assert wanted <= bar.width()
    assert len(counts) > 2


def letters(bar: KeyBar) -> list[str]:
    """The keys it shows that are letters, which a field would type."""
    return [key for key, _ in bar.shown if len(key) == 1 and key.isalpha()]


@pytest.mark.wiring
def test_while_one_types_letters_are_no_keys(real: Window, context: Context, album: Album) -> None:
    dora = album.person("Dora", faces=2)
    real.activateWindow()
    real.pages.show_photos()
    photos, person = real.photos.keys, real.pages.person.keys
    until(lambda: letters(photos) == ["D", "S", "C"])
    real.pages.find_photos()
    assert photos.shown[-1] == ("Esc", "back to the photos")
    assert letters(photos) == []
    press(Key.Key_Escape, on=real.photos.bar.field)
    press(Key.Key_Escape, on=real.photos.bar.field)
    assert letters(photos) == ["D", "S", "C"]
    real.pages.open_person(dora)
    until(lambda: letters(person) == ["M", "P"])
    real.pages.person.header.name.setFocus()
    assert person.shown == (("Enter", "save"), ("Esc", "stop editing"))
    real.pages.person.take_focus()
    assert letters(person) == ["M", "P"]
    real.pages.show_section(Section.PEOPLE)
    until(lambda: ("F2", "rename") in real.wall.keys.shown)
    real.sidebar.start_search()
    assert real.wall.keys.shown[0] == ("Enter", "open first")
    press(Key.Key_Escape, on=real.sidebar.search)
    until(lambda: ("F2", "rename") in real.wall.keys.shown)


def test_in_a_photo_the_keys_are_those_of_the_field_and_below_what_lies_over_it_there_are_none(
    real: Window, pictured: Pictured
) -> None:
    among_photos, in_a_photo = ["D", "S", "C"], ["G", "X", "N", "D", "I"]
    real.activateWindow()
    real.pages.show_photos()
    until(lambda: letters(real.photos.keys) == among_photos)
    view = pictured.opened(real, pictured.faces("a.jpg"))
    assert letters(view.keys) == in_a_photo
    press(Key.Key_Return, on=view)
    assert view.keys.shown[0] == ("Enter", "name")
    assert letters(view.keys) == []
    assert real.photos.keys.shown == ()
    press(Key.Key_Escape, on=there(view.naming.who).field)
    assert letters(view.keys) == in_a_photo
    press(Key.Key_D, on=view)
    sheet = over(real, DateSheet)
    assert view.keys.shown == ()
    sheet.reject()
    assert letters(view.keys) == in_a_photo
    view.accept()
    assert letters(real.photos.keys) == among_photos


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_button_is_pressed_with_enter_and_space(
    qtbot: QtBot, context: Context, key: Qt.Key
) -> None:
    pressed: list[bool] = []
    button = Button("Add folder", clicked=lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    press(key, on=button)
    assert pressed == [True]


def test_a_menu_higher_than_the_screen_scrolls(qtbot: QtBot, context: Context) -> None:
    """Its last entries stood in a second column."""
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = controls.menu(parent)
    entries = [menu.addAction(f"Entry {number}") for number in range(60)]
    menu.popup(QPoint())
    assert {menu.actionGeometry(each).x() for each in entries} == {
        menu.actionGeometry(entries[0]).x()
    }
    menu.close()
