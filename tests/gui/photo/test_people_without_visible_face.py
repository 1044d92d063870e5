"""Somebody who cannot be seen: added in the photo view, taken out, and all of it undone."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.core.people import people, people_lists
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos import photo_cards
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import merge_sheet
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button
from kinfolk.settings import Settings
from tests.album import dump
from tests.gui.scanned_photos import Pictured, open_field
from tests.gui.windows import closed, opened

LEFT = Qt.MouseButton.LeftButton


class Photo:
    """The photo view in the real window, by the keyboard."""

    def __init__(self, qtbot: QtBot, real: Window, context: Context, pictured: Pictured) -> None:
        self.qtbot, self.context = qtbot, context
        for name in ("Anna", "Ben"):
            context.db.write(partial(people.create, name=name)).result()
        self.photo = pictured.all_of("a.jpg")[0].asset_id
        self.view = pictured.opened(real, pictured.faces("a.jpg"))

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget(), key)

    def add(self, text: str) -> None:
        self.press(Qt.Key.Key_A)
        assert open_field(self.view).field.hasFocus()
        self.qtbot.keyClicks(open_field(self.view).field, text)
        with self.qtbot.waitSignal(self.context.bus.changed):
            self.press(Qt.Key.Key_Return)

    def shows(self, *names: str) -> None:
        info = self.view.info

        def check() -> None:
            said = [line.accessibleName() for line in info.present.values()]
            assert said == [f"{name}, face not visible" for name in names]

        self.qtbot.waitUntil(check)

    def names(self) -> tuple[str, ...]:
        return names(self.context, self.photo)


def names(context: Context, photo: str) -> tuple[str, ...]:
    """As the page of all photos says them."""
    with context.db.read() as session:
        return photo_cards.cards(session, [photo])[photo].names


@pytest.fixture
def photo(qtbot: QtBot, real: Window, context: Context, pictured: Pictured) -> Photo:
    return Photo(qtbot, real, context, pictured)


@pytest.mark.wiring
def test_added_and_taken_out_by_keyboard_and_undone(photo: Photo) -> None:
    before = dump(photo.context.db)
    photo.add("anna")
    photo.shows("Anna")
    photo.add("Carl")
    photo.shows("Anna", "Carl")
    assert photo.names() == ("Anna", "Carl")
    anna = next(iter(photo.view.info.present))
    for _ in range(30):
        if photo.view.info.present_here() != anna:
            photo.press(Qt.Key.Key_Tab)
    assert photo.view.info.present_here() == anna
    photo.press(Qt.Key.Key_Delete)
    photo.shows("Carl")
    assert photo.names() == ("Carl",)
    for _ in range(3):
        with photo.qtbot.waitSignal(photo.context.ops.turned):
            photo.context.ops.undo()
    photo.shows()
    assert dump(photo.context.db) == before


def test_by_pointer(photo: Photo) -> None:
    photo.qtbot.mouseClick(photo.view.info.add, LEFT)
    who = open_field(photo.view)
    assert photo.view.rect().contains(who.geometry())
    with photo.qtbot.waitSignal(photo.context.bus.changed):
        photo.qtbot.mouseClick(
            who.list.viewport(), LEFT, pos=who.list.visualRect(who.model.index(1)).center()
        )
    photo.shows("Ben")
    photo.qtbot.mouseClick(next(iter(photo.view.info.present.values())), LEFT)
    photo.shows()


def test_whoever_is_in_it_is_not_offered(photo: Photo) -> None:
    photo.add("Anna")
    photo.shows("Anna")
    photo.press(Qt.Key.Key_A)
    assert open_field(photo.view).model.rowCount() == 1
    photo.press(Qt.Key.Key_Escape)
    assert photo.view.naming.who is None
    assert photo.view.info.add.hasFocus()
    assert photo.view.isVisible()


def test_the_panel_comes_with_the_question_and_takes_it_along(photo: Photo) -> None:
    view = photo.view
    photo.press(Qt.Key.Key_I, Qt.Key.Key_A)
    assert view.info.isVisible()
    assert view.naming.who is not None
    view.toggle_info()
    assert view.naming.who is None


def test_who_is_in_photos_without_a_face_has_a_card_and_a_page(photo: Photo, real: Window) -> None:
    """Their photos count, are found, and go where they go; all of it is undone."""
    qtbot, page = photo.qtbot, real.person
    before = dump(photo.context.db)
    photo.add("Carl")
    photo.shows("Carl")
    photo.view.reject()
    real.pages.show_section(Section.PEOPLE)
    people_shown = real.wall.people
    carl = next(each for each, name in names_of(photo.context) if name == "Carl")

    def said() -> str:
        row = people_shown.people.row_of(carl)
        index = people_shown.people.index(row)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if row >= 0 else ""

    qtbot.waitUntil(lambda: said() == "Carl, 1 photo")
    people_shown.setCurrentIndex(people_shown.people.index(people_shown.people.row_of(carl)))
    qtbot.keyClick(people_shown, Qt.Key.Key_Return)
    qtbot.waitUntil(page.faces.empty.isVisible)
    assert page.header.counts.text() == "1 photo · 0 faces"
    assert page.faces.empty.text == "They’re in 1 photo, but their face isn’t visible."
    button = next(b for b in page.faces.empty.findChildren(Button) if b.isVisible())
    qtbot.mouseClick(button, LEFT)
    assert page.tab is page.photos
    qtbot.waitUntil(lambda: list(page.photos.grid.photos.ids) == [photo.photo])
    page.show_tab(3)
    qtbot.waitUntil(lambda: len(page.years.area.list.people.all) == 1)

    with qtbot.waitSignal(photo.context.bus.changed):
        page.act.rename(Named(carl, "Carl"), "Karl")
    qtbot.waitUntil(lambda: page.header.name.text() == "Karl")
    anna = next(each for each, name in names_of(photo.context) if name == "Anna")
    sheet = merge_sheet(photo.context, [anna, carl], page)
    assert sheet is not None
    sheet.open()
    assert sheet.sentence.text() == "All their photos will belong to one person."
    with qtbot.waitSignal(photo.context.bus.changed):
        sheet.accept()
    with photo.context.db.read() as session:
        assert people.get(session, anna).asset_count == 1
        merged = people.get(session, anna)
    with qtbot.waitSignal(photo.context.bus.changed):
        page.act.delete([merged])
    for _ in range(4):
        with qtbot.waitSignal(photo.context.ops.turned):
            photo.context.ops.undo()
    assert dump(photo.context.db) == before


def names_of(context: Context) -> list[tuple[str, str]]:
    with context.db.read() as session:
        return people_lists.names(session)


def test_it_is_there_after_a_restart_and_can_be_undone_then(
    photo: Photo, qtbot: QtBot, real: Window, context: Context
) -> None:
    photo.add("Anna")
    photo.shows("Anna")
    paths = context.paths
    real.close()
    with running.opened(paths, Settings()) as again:
        window = opened(qtbot, again)
        view = PhotoView(again, photo.photo, among=[photo.photo], parent=window)
        view.open()
        qtbot.waitUntil(lambda: len(view.info.present) == 1)
        with qtbot.waitSignal(again.ops.turned):
            qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not view.info.present)
        assert names(again, photo.photo) == ()
        view.reject()
        closed(window)
