"""The whole window, opened and closed as often as a test likes."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window

W = TypeVar("W", bound=QWidget)


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


def when(act: Callable[[], bool]) -> QTimer:
    """Does it as soon as it can be done, once; `act` says whether it could."""
    timer = QTimer()
    timer.setInterval(20)

    def look() -> None:
        if act():
            timer.stop()

    timer.timeout.connect(look)
    timer.start()
    return timer


def visible(kind: type[W]) -> list[W]:
    return [
        found
        for top in QApplication.topLevelWidgets()
        for found in [top, *top.findChildren(QWidget)]
        if isinstance(found, kind) and found.isVisible()
    ]
