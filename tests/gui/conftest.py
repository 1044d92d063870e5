"""Fixtures for the window: the parts of a running app around an empty library, and pages in it."""

import gc
import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.core.faces import crops
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings, Theme
from tests.album import Album
from tests.gui.hands import Key
from tests.gui.house import House
from tests.gui.reviewing import LONG, Reviewed
from tests.gui.scanned_photos import Pictured
from tests.gui.screen import screen
from tests.gui.windows import closed, opened
from tests.patience import PATIENCE

Closed = Callable[[str], object] | None

# Their assertions are reported in detail, like those of tests.
pytest.register_assert_rewrite("tests.naming.life")

# By default pytest-qt waits for 5 s, which anything may take on a busy machine.
for _wait in (
    QtBot.waitActive,
    QtBot.waitExposed,
    QtBot.waitSignal,
    QtBot.waitSignals,
    QtBot.waitUntil,
):
    _wait.__kwdefaults__ = (_wait.__kwdefaults__ or {}) | {"timeout": 1000 * PATIENCE}


@pytest.fixture(autouse=True)
def no_key_is_held(qapp: QApplication) -> None:
    """Release Ctrl and Shift: Qt takes those of the last key event for held in the next test."""
    QTest.keyRelease(QWidget(), Key.Key_Control)


@pytest.fixture
def context(qapp: QApplication, tmp_path: Path, new_library: Path) -> Iterator[Context]:
    """The parts of the app that every page is given."""
    paths = Paths.of(tmp_path / "base")
    shutil.copy(new_library / "library.db", paths.library_db)
    shutil.copy(new_library / "cache.db", paths.cache_db)
    with running.opened(paths, Settings(theme=Theme.LIGHT)) as made:
        yield made
    gc.freeze()  # so that what is left is not looked through again when the next one closes


@pytest.fixture
def db(context: Context) -> Database:
    """The context's own library, which `album` fills."""
    return context.db


@pytest.fixture
def other(context: Context) -> Iterator[Database]:
    """The same library, opened as another process has it."""
    db = Database(context.paths.library_db, context.paths.cache_db)
    yield db
    db.close()


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[QMainWindow]:
    """A bare window for a page or a sheet."""
    made = QMainWindow()

    def show(shown_id: str, among: Sequence[str], over: QWidget, closed: Closed) -> None:
        PhotoView(context, shown_id, among=among, parent=over, closed=closed).open()

    context.menu_links.photo_wanted.connect(show)
    made.resize(1100, 760)
    made.show()
    qtbot.waitExposed(made)
    yield made
    context.menu_links.photo_wanted.disconnect(show)
    made.close()
    made.deleteLater()
    # Now: else the garbage collector deletes it in whatever thread runs it, and Qt crashes.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def real(qtbot: QtBot, context: Context, album: Album) -> Iterator[Window]:
    """The whole window on a library that has a folder."""
    made = opened(qtbot, context)
    yield made
    closed(made)


@pytest.fixture
def fresh(qtbot: QtBot, context: Context) -> Iterator[Window]:
    """The whole window on a library without a folder: it shows the first page."""
    made = opened(qtbot, context)
    yield made
    closed(made)


@pytest.fixture
def paint(context: Context) -> Callable[[str, str], None]:
    """A function that stores a crop of one colour for a face."""

    def put(face_id: str, colour: str = "teal") -> None:
        file = io.BytesIO()
        Image.new("RGB", (256, 256), colour).save(file, "JPEG", quality=80)
        context.db.write(lambda s: crops.put(s, face_id, file.getvalue())).result()

    return put


@pytest.fixture
def house(qtbot: QtBot, context: Context, album: Album) -> Iterator[House]:
    """The window on a small library; see `House`."""
    made = House(qtbot, context, album)
    yield made
    made.leave()
    closed(made.window)


@pytest.fixture
def reviewed(qtbot: QtBot, context: Context, album: Album) -> Iterator[Reviewed]:
    """The window on open questions, not shown before `open`; see `Reviewed`."""
    made = Reviewed(qtbot, context, album)
    yield made
    made.close()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server for the tests of a file; see `RealWindow`."""
    with screen() as name:
        yield name


@pytest.fixture
def slow_fades(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected faces fade until `reviewing.end`."""
    monkeypatch.setattr(theme, "motion_ms", lambda: LONG)


@pytest.fixture
def no_motion(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system asks for no motion."""
    monkeypatch.setattr(theme, "MOTION_MS", 0)


@pytest.fixture
def pictured(qtbot: QtBot, context: Context, album: Album, tmp_path: Path) -> Pictured:
    """Scanned photos that are really there; see `Pictured`."""
    return Pictured(qtbot, context, tmp_path / "pictures")
