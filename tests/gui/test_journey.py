"""The main job and an evening with the real engine, by keys alone, without the mouse."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.cli.album import SAMPLES
from kinfolk.core.faces import faces
from kinfolk.core.people import new_faces, people_lists
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.naming.entry import NamingEntry
from kinfolk.naming.session import NamingSession
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.gui.hands import (
    ALT,
    CONTROL,
    PLAIN,
    SHIFT,
    Key,
    heard,
    until,
)
from tests.gui.windows import closed, visible
from tests.photo_facts import facts_of
from tests.sample_album import copied

pytestmark = pytest.mark.slow

MOVES = ("Right", "Left", "Down", "Up", "PgDown", "PgUp", "Ctrl+Down", "Ctrl+Up", "End", "Home")


class Evening:
    """Presses the keys of the keyboard, wherever the window has it."""

    def __init__(self, context: Context, window: Window) -> None:
        self.context, self.window = context, window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def write(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key, and wait until what it means is in the library."""
        heard(self.context.bus.changed, lambda: self.press(key, modifiers))

    def type(self, letters: str) -> None:
        for letter in letters:
            self.press(Key(ord(letter.upper())))

    def move(self) -> None:
        """Press every key that moves a cursor; Home comes last."""
        for name in MOVES:
            combination = QKeySequence(name)[0]  # type: ignore[index]
            self.press(combination.key(), combination.keyboardModifiers())

    def photo(self) -> None:
        """Open the photo under the cursor, look at its next one, and go back."""
        self.press(Key.Key_Return)
        until(lambda: bool(visible(PhotoView)))
        for key in (Key.Key_Right, Key.Key_Left, Key.Key_I, Key.Key_I, Key.Key_Escape):
            self.press(key)
        until(lambda: not visible(PhotoView))

    def new_faces(self) -> int:
        with self.context.db.read() as session:
            return new_faces.counts(session).faces

    def single_faces(self) -> list[str]:
        with self.context.db.read() as session:
            return faces.ids(session, unassigned=True)

    def ids(self, section: Section) -> list[str]:
        with self.context.db.read() as session:
            return people_lists.wall(session, section=section)


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sample_album: Path) -> Path:
    """The user's folder of pictures, which the first page offers."""
    folder = tmp_path / "pictures"
    shutil.copytree(sample_album, folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "user-dirs.dirs").write_text(f'XDG_PICTURES_DIR="{folder}"\n')
    return folder


@contextmanager
def evening(qtbot: QtBot, base: Path) -> Iterator[Evening]:
    with running.opened(Paths.of(base), Settings()) as context:
        window = Window(context)
        window.resize(1280, 820)
        window.show()
        qtbot.waitExposed(window)
        until(window.isActiveWindow)
        yield Evening(context, window)
        closed(window)


def test_from_the_first_start_to_the_last_name(
    qtbot: QtBot, tmp_path: Path, pictures: Path
) -> None:
    before = facts_of(pictures)
    with evening(qtbot, tmp_path / "base") as keys:
        window, wall = keys.window, keys.window.wall
        assert window.first_start.chosen == [pictures]
        assert heard(window.scanning.ended, lambda: keys.press(Key.Key_Return)) == ["done"]
        naming = wall.groups.naming
        until(lambda: naming.is_open and naming.field.hasFocus())

        names = name_all(keys)
        assert len(names) > 1
        assert len(keys.ids(Section.PEOPLE)) == len(names)
        assert keys.ids(Section.UNNAMED) == []

        keys.write(Key.Key_Z, CONTROL)
        assert len(keys.ids(Section.UNNAMED)) == 1
        keys.write(Key.Key_Z, CONTROL | SHIFT)
        assert keys.ids(Section.UNNAMED) == []

        keys.press(Key.Key_2, CONTROL)  # the faces that are in no group
        if keys.single_faces():
            until(lambda: wall.singles.naming.is_open)
            name_all(keys, first=len(names))
        assert keys.single_faces() == []
        # Each page has its key, which the sidebar shows while Ctrl is held.
        for number, (key, row) in enumerate(window.sidebar.sections.items(), start=1):
            keys.press(Qt.Key(Key.Key_0 + number), CONTROL)
            assert window.sidebar.current == key
            assert row.isChecked()

        keys.press(Key.Key_F, CONTROL)
        keys.type(names[0])
        keys.press(Key.Key_Return)
        until(lambda: window.pages.person.header.name.text() == names[0])
        keys.press(Key.Key_1, CONTROL)
        until(lambda: QApplication.focusWidget() is wall.people)
        keys.press(Key.Key_Escape)
        keys.press(Key.Key_Home)
        keys.write(Key.Key_D, CONTROL)
        assert len(keys.ids(Section.FAVORITES)) == 1

        keys.press(Key.Key_Q, CONTROL)
        until(lambda: not window.isVisible())
    assert facts_of(pictures) == before


def test_every_page_of_an_evening(
    qtbot: QtBot, tmp_path: Path, pictures: Path, sample_album: Path
) -> None:
    late = ["1984/tilted.webp", "1999/mirrored.jpg", "2012/close.jpg"]
    for name in late:
        (pictures / name).unlink()
    with evening(qtbot, tmp_path / "base") as keys:
        window, wall = keys.window, keys.window.wall
        heard(window.scanning.ended, lambda: keys.press(Key.Key_Return))
        until(lambda: wall.groups.naming.is_open)
        names = name_all(keys)

        keys.press(Key.Key_1, CONTROL)
        until(lambda: len(wall.people.people.ids) == len(names))
        keys.move()
        keys.press(Key.Key_Return)
        page = window.pages.person
        until(lambda: bool(page.faces.grid.faces.ids) and page.faces.grid.hasFocus())
        assert page.header.name.text() in names
        for tab in (Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_1):
            keys.press(tab, ALT)
        keys.move()
        keys.photo()

        copied(sample_album, pictures, late)
        assert heard(window.scanning.ended, lambda: keys.press(Key.Key_F5)) == ["done"]
        keys.press(Key.Key_E, CONTROL)
        new = window.new_faces
        until(lambda: bool(new.board.cards) and new.all_right.text() == "Confirm all")
        keys.move()
        assert keys.new_faces() == len(late)
        keys.write(Key.Key_Return, CONTROL)
        assert keys.new_faces() == 0

        keys.press(Key.Key_R, CONTROL)
        until(lambda: not keys.context.review.is_busy)
        keys.move()
        keys.press(Key.Key_3, CONTROL)
        until(lambda: len(window.photos.grid.photos.ids) == len(SAMPLES))
        keys.move()
        keys.photo()

        until(window.menus.undo.isEnabled)
        keys.write(Key.Key_Z, CONTROL)
        assert keys.new_faces() == len(late)
        until(window.menus.redo.isEnabled)
        keys.write(Key.Key_Z, CONTROL | SHIFT)
        assert keys.new_faces() == 0
        assert len(keys.ids(Section.PEOPLE)) == len(names)
        keys.press(Key.Key_Q, CONTROL)
        until(lambda: not window.isVisible())


def name_all(keys: Evening, first: int = 0) -> list[str]:
    """Type a name and Enter until no card is left that needs one; return the names."""
    session, names = keys.window.wall.session, list[str]()
    while (card := session.open) is not None:
        names.append(f"person {chr(ord('a') + first + len(names))}")
        keys.type(names[-1])
        keys.write(Key.Key_Return)
        until(partial(is_left, session, card))
    return names


def is_left(session: NamingSession, card: NamingEntry) -> bool:
    return session.open is not card
