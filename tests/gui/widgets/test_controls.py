"""The building blocks of every page."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button
from tests.gui.hands import Key, press


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
