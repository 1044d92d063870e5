"""Pictures of the window's pages, light and dark, for the README and places without a display."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kinfolk.core import arrivals, roster
from kinfolk.core.roster import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings, Theme

SIZE = QSize(1280, 820)
LOOK_MS = 60  # between two looks at a window that may still be loading
CALM = 4  # so many equal looks in a row and it has loaded
PATIENCE = 10.0  # seconds for one picture


def pictures(paths: Paths, into: Path) -> list[Path]:
    """One PNG a page and theme below `into`; the library and the settings stay as they are."""
    application()
    into.mkdir(parents=True, exist_ok=True)
    return [
        picture for theme in (Theme.LIGHT, Theme.DARK) for picture in _of(paths, into, theme=theme)
    ]


def _of(paths: Paths, into: Path, *, theme: Theme) -> list[Path]:
    made = []
    with opened(paths, Settings(theme=theme)) as context:
        window = Window(context)
        window.resize(SIZE)
        window.show()
        for name, show in _pages(window, context).items():
            show()
            made.append(into / f"{name}-{theme}.png")
            _at_rest(window, context).save(str(made[-1]))
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    return made


def _pages(window: Window, context: Context) -> dict[str, Callable[[], None]]:
    """How to come to each page, in this order."""
    with context.db.read() as session:
        has_arrivals = arrivals.counts(session).faces > 0
        everybody = roster.wall(session) + roster.wall(session, section=Section.UNNAMED)
        groups = roster.wall(session, section=Section.UNNAMED)

    def people() -> None:
        window.whole.setCurrentIndex(1)
        window.show_section(Section.PEOPLE)

    def person() -> None:
        people()  # where one comes from
        window.open_person(everybody[0])

    pages: dict[str, Callable[[], None]] = {
        "first-start": lambda: window.whole.setCurrentIndex(0),
        "people": people,
    }
    if groups:
        pages["unnamed"] = lambda: window.show_section(Section.UNNAMED)
    pages["photos"] = window.show_photos
    if everybody:
        pages["review"] = window.show_review
    if has_arrivals:
        pages["new"] = window.show_arrivals
    if everybody:
        pages["person"] = person
        pages["new-person"] = lambda: window.new_person(group_id=everybody[-1])
    return pages


def _at_rest(window: Window, context: Context) -> QImage:
    """The window once nothing moves or loads any more."""
    until = time.monotonic() + PATIENCE
    image, equal = window.grab().toImage(), 0
    while equal < CALM and time.monotonic() < until:
        loop = QEventLoop()
        QTimer.singleShot(LOOK_MS, loop.quit)
        loop.exec()
        before, image = image, window.grab().toImage()
        # Faces come from threads: only what stays equal for a while has all of them.
        is_calm = before == image and not context.review.is_busy
        equal = equal + 1 if is_calm else 0
    return image
