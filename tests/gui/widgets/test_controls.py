"""The building blocks of every page."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets.controls import Button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_with_enter_and_space(
    qtbot: QtBot, context: Context, key: Qt.Key
) -> None:
    pressed: list[bool] = []
    button = Button("Add folder", clicked=lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    qtbot.keyClick(button, key)
    assert pressed == [True]
