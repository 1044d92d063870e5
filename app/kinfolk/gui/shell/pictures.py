"""Screenshots of the window's pages in both themes, for the README and for tests."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kinfolk.core.people import new_faces, people_lists
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings, Theme

SIZE = QSize(1280, 820)
LOOK_MS = 60  # between two grabs of a window that may still be loading
CALM = 4  # after this many equal grabs in a row it has loaded
PATIENCE = 10.0  # most seconds for one picture


def pictures(paths: Paths, into: Path) -> list[Path]:
    """Save one PNG per page and theme in the folder; return their paths.

    Neither the library nor the settings are changed.
    """
    application()
    into.mkdir(parents=True, exist_ok=True)
    return [
        picture for theme in (Theme.LIGHT, Theme.DARK) for picture in _of(paths, into, theme=theme)
    ]


def _of(paths: Paths, into: Path, *, theme: Theme) -> list[Path]:
    made = []
    with opened(paths, Settings(theme=theme)) as context:
        window = Window(context)
        # Nothing changes meanwhile, and Windows removes no folder that is still watched.
        window.watching.close()
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
    """Return, by name, how to show each page, in this order."""
    with context.db.read() as session:
        has_new_faces = new_faces.counts(session).faces > 0
        everybody = people_lists.wall(session) + people_lists.wall(session, section=Section.UNNAMED)
        groups = people_lists.wall(session, section=Section.UNNAMED)

    def people() -> None:
        window.whole.setCurrentIndex(1)
        window.pages.show_section(Section.PEOPLE)

    def person() -> None:
        people()  # a person's page is reached from there
        window.pages.open_person(everybody[0])

    pages: dict[str, Callable[[], None]] = {
        "first-start": lambda: window.whole.setCurrentIndex(0),
        "people": people,
    }
    if groups:
        pages["unnamed"] = lambda: window.pages.show_section(Section.UNNAMED)
    pages["photos"] = window.pages.show_photos
    if everybody:
        pages["review"] = window.pages.show_review
    if has_new_faces:
        pages["new"] = window.pages.show_new_faces
    if everybody:
        pages["person"] = person
        pages["new-person"] = lambda: window.new_person(group_id=everybody[-1])
    return pages


def _at_rest(window: Window, context: Context) -> QImage:
    """Return a grab of the window once nothing in it moves or loads any more."""
    until = time.monotonic() + PATIENCE
    image, equal = window.grab().toImage(), 0
    while equal < CALM and time.monotonic() < until:
        loop = QEventLoop()
        QTimer.singleShot(LOOK_MS, loop.quit)
        loop.exec()
        before, image = image, window.grab().toImage()
        # Faces are read on threads: only an image that stays equal for a while is complete.
        is_calm = before == image and not context.review.is_busy
        equal = equal + 1 if is_calm else 0
    return image
