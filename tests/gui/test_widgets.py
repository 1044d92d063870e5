"""The building blocks of every page."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.gui.context import Context
from app.gui.switches import Choice
from app.gui.widgets import Button


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


def test_a_list_that_opens_shows_an_arrow(qtbot: QtBot, context: Context) -> None:
    choice = Choice("Library")
    qtbot.addWidget(choice)
    choice.show()
    picture = choice.grab().toImage()
    ratio = picture.devicePixelRatio()
    across = [
        picture.pixelColor(round((choice.width() - inset) * ratio), y).name()
        for inset in range(8, 25)
        for y in range(round(10 * ratio), picture.height() - round(10 * ratio))
    ]
    assert len(set(across)) > 3  # the ground, the arrow, and its soft edges
