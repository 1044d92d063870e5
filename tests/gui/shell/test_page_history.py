"""Back and forward through the pages that were visited; and what is kept where the session ends."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import FacesQuery
from kinfolk.core.people import people
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.keys_sheet import KeysSheet
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.album import Album
from tests.gui.windows import visible, when


def press(window: Window, button: Qt.MouseButton) -> None:
    """As a mouse does it: wherever the pointer is."""
    middle = QPoint(window.width() // 2, window.height() // 2)
    QTest.mouseClick(window.windowHandle(), button, Qt.KeyboardModifier.NoModifier, middle)


@pytest.mark.wiring
def test_pages_are_gone_through_by_the_mouse(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    back, forward = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    folder = album.folder_id
    for page in (anna, ben):
        real.pages.show_section(Section.PEOPLE)
        real.pages.open_person(page)
    real.pages.show_photos(folder)
    context.db.write(lambda s: people.delete(s, ben)).result()
    press(real, back)
    assert real.pages.place == "people"  # Ben is gone
    press(real, back)
    assert real.pages.place == f"person/{anna}"
    sheet = AboutSheet(real)
    sheet.open()
    press(real, back)
    assert real.pages.place == f"person/{anna}"
    sheet.reject()
    with context.db.read() as session:
        (face,) = faces.page(session, FacesQuery(person_id=anna)).data
    PhotoView(context, face.id, among=[face.id], parent=real).open()
    press(real, back)
    assert not visible(PhotoView)
    press(real, forward)
    (view,) = visible(PhotoView)
    assert view.shown_id == face.id
    keys = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(view, Qt.Key.Key_Left, keys)
    assert not visible(PhotoView)
    qtbot.keyClick(real, Qt.Key.Key_Right, keys)
    (view,) = visible(PhotoView)
    qtbot.keyClick(view, Qt.Key.Key_Right, keys)  # nothing lies forward
    qtbot.keyClick(view, "?")
    (listed,) = visible(KeysSheet)
    qtbot.keyClick(listed, "?")
    qtbot.keyClick(listed, Qt.Key.Key_Left, keys)
    assert visible(KeysSheet) == [listed]
    listed.accept()
    assert visible(PhotoView) == [view]
    press(real, back)
    assert not visible(PhotoView)
    assert real.pages.place == f"person/{anna}"
    press(real, back)
    press(real, back)  # the first page of all
    assert real.pages.place == "people"
    for _ in range(3):
        press(real, forward)
    assert real.pages.place == f"photos/{folder}"
    press(real, back)
    real.pages.show_section(Section.HIDDEN)
    press(real, forward)  # from here nothing lies forward
    assert real.pages.place == "hidden"


def test_the_end_of_a_session_keeps_what_was_decided(qapp: QApplication, tmp_path: Path) -> None:
    """The system asks, and may end the program without closing a window."""
    paths = Paths.of(tmp_path / "base")
    kept: list[tuple[str | None, str]] = []

    def decide(window: Window) -> None:
        context = window.context
        anna = Album(context.db).person("Anna")

        def rename(session: Session) -> None:
            people.update(session, anna, replace(UNCHANGED, name="Eva"))

        window.pages.show_section(Section.HIDDEN)
        context.ops.run(rename, Action.of(Act.RENAME, name="Eva"))
        qapp.commitDataRequest.emit(None)
        with context.db.read() as session:
            name = people.get(session, anna).name
        kept.append((name, Settings.load(paths.settings_file).place))

    def act() -> bool:
        for window in visible(Window):
            decide(window)
            window.close()
            return True
        return False

    timer = when(act)
    assert running.run(paths) == 0
    assert not timer.isActive()
    assert kept == [("Eva", "hidden")]
