"""The whole window, opened and closed as often as a test likes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session

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
    # At once, as app.py does it: else it is still there when the library is closed.
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def written_elsewhere(context: Context, change: Callable[[Session], object]) -> None:
    """Somebody else writes, and all are told; of what was written before, too."""
    context.db.write(change).result()  # it is on its way to the main thread by then
    QApplication.processEvents()
