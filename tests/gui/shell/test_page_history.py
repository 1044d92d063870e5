"""Back and forward through the pages that were visited; and what is kept where the session ends."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import FacesQuery
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.keys_sheet import KeysSheet
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.album import Album
from tests.gui.hands import ALT, PLAIN, Key, press
from tests.gui.windows import comes, played, visible


def press_button(window: Window, button: Qt.MouseButton) -> None:
    """As a mouse does it: wherever the pointer is."""
    middle = QPoint(window.width() // 2, window.height() // 2)
    QTest.mouseClick(window.windowHandle(), button, PLAIN, middle)


def test_pages_are_gone_through_by_the_mouse(real: Window, context: Context, album: Album) -> None:
    back, forward = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    folder = album.folder_id
    for page in (anna, ben):
        real.pages.show_section(Section.PEOPLE)
        real.pages.open_person(page)
    real.pages.show_photos(folder)
    album.do(people.delete, ben)
    press_button(real, back)
    assert real.pages.place == "people"  # Ben is gone
    press_button(real, back)
    assert real.pages.place == f"person/{anna}"
    sheet = AboutSheet(real)
    sheet.open()
    press_button(real, back)
    assert real.pages.place == f"person/{anna}"
    sheet.reject()
    (face,) = album.ask(faces.page, FacesQuery(person_id=anna)).data
    PhotoView(context, face.id, among=[face.id], parent=real).open()
    press_button(real, back)
    assert not visible(PhotoView)
    press_button(real, forward)
    (view,) = visible(PhotoView)
    assert view.shown_id == face.id
    press(Key.Key_Left, held=ALT, on=view)
    assert not visible(PhotoView)
    press(Key.Key_Right, held=ALT, on=real)
    (view,) = visible(PhotoView)
    press(Key.Key_Right, held=ALT, on=view)  # nothing lies forward
    press("?", on=view)
    (listed,) = visible(KeysSheet)
    press("?", on=listed)
    press(Key.Key_Left, held=ALT, on=listed)
    assert visible(KeysSheet) == [listed]
    listed.accept()
    assert visible(PhotoView) == [view]
    press_button(real, back)
    assert not visible(PhotoView)
    assert real.pages.place == f"person/{anna}"
    press_button(real, back)
    press_button(real, back)  # the first page of all
    assert real.pages.place == "people"
    for _ in range(3):
        press_button(real, forward)
    assert real.pages.place == f"photos/{folder}"
    press_button(real, back)
    real.pages.show_section(Section.HIDDEN)
    press_button(real, forward)  # from here nothing lies forward
    assert real.pages.place == "hidden"


def test_the_end_of_a_session_keeps_what_was_decided(qapp: QApplication, tmp_path: Path) -> None:
    """The system asks, and may end the program without closing a window."""
    paths = Paths.of(tmp_path / "base")

    def story() -> Iterator[None]:
        window = yield from comes(Window)
        album = Album(window.context.db)
        anna = album.person("Anna")
        window.pages.show_section(Section.HIDDEN)
        window.wall.act.rename(Named(anna, "Anna"), "Eva")
        qapp.commitDataRequest.emit(None)
        assert album.name_of(anna) == "Eva"
        assert Settings.load(paths.settings_file).place == "hidden"
        window.close()

    assert played(lambda: running.run(paths), story()) == 0
