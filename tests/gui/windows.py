"""The whole window, opened and closed as often as a test likes."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window

W = TypeVar("W", bound=QWidget)
Part = QLabel | QAbstractButton


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


def full_disk(session: Session) -> None:
    """Nothing more is written."""
    pages = session.execute(text("PRAGMA main.page_count")).scalar_one()
    session.execute(text(f"PRAGMA main.max_page_count = {pages}"))


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


def part(widget: QWidget, text: str) -> Part:
    """The label or button that says so; the first of several."""
    return next(each for each in _parts(widget) if each.text() == text)


def texts_of(widget: QWidget) -> list[str]:
    """What its labels and buttons say."""
    return [each.text() for each in _parts(widget)]


def _parts(widget: QWidget) -> list[Part]:
    parts: list[Part] = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return [each for each in parts if each.isVisible()]


def visible(kind: type[W]) -> list[W]:
    return [
        found
        for top in QApplication.topLevelWidgets()
        for found in [top, *top.findChildren(QWidget)]
        if isinstance(found, kind) and found.isVisible()
    ]
