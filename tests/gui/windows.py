"""The whole window, opened and closed as often as a test likes."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window


def opened(qtbot: QtBot, context: Context) -> Window:
    made = Window(context)
    made.show()
    qtbot.waitExposed(made)
    return made


def closed(window: Window) -> None:
    window.close()
    window.deleteLater()
    QApplication.processEvents()
