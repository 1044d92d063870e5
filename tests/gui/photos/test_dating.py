"""Saying when photos were taken: one in its view, several on the page, all of a folder."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kinfolk.core.db.models import Asset
from kinfolk.gui.actions.dating import DateSheet
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from tests.album import Album, undo_label

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def known(context: Context, *photos: str) -> list[tuple[str, str] | None]:
    with context.db.read() as session:
        found = [session.get_one(Asset, photo).taken for photo in photos]
    return [(each.precision.value, each.iso) if each else None for each in found]


def show(qtbot: QtBot, real: Window, *photos: str) -> None:
    real.pages.show_photos()
    qtbot.waitUntil(lambda: set(real.photos.grid.photos.ids) == set(photos))
    real.photos.grid.setFocus()
    qtbot.keyClick(real.photos.grid, Key.Key_Home)


def sheet_of(qtbot: QtBot, real: Window) -> DateSheet:
    sheet = real.findChildren(DateSheet)[-1]
    qtbot.waitUntil(lambda: sheet.said.text() != "")
    return sheet


def say(qtbot: QtBot, context: Context, sheet: DateSheet, text: str) -> None:
    sheet.field.setText(text)
    with qtbot.waitSignal(context.ops.done):
        qtbot.keyClick(sheet.field, Key.Key_Return)


def headings(real: Window) -> list[tuple[str, int]]:
    return [(each.title, each.count) for each in real.photos.grid.photos.sections]


@pytest.mark.wiring
def test_one_sees_which_photo_is_dated(qtbot: QtBot, real: Window, album: Album) -> None:
    photos = [album.photo() for _ in range(40)]
    real.activateWindow()
    real.pages.show_photos()  # by a click: the photos come when the page has the keyboard already
    grid = real.photos.grid
    qtbot.waitUntil(lambda: len(grid.photos.ids) == len(photos))
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    qtbot.keyClick(grid, Key.Key_D)
    assert sheet_of(qtbot, real).isVisible()
    tile = grid.visualRect(grid.currentIndex())
    assert grid.viewport().rect().contains(tile)
    ring = grid.viewport().grab().toImage().pixelColor(tile.center().x(), tile.top() - 4)
    assert ring == theme.color("accent")


def test_selected_photos_are_dated_in_one_step(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    camera = album.photo(taken_at=datetime(2019, 4, 12))
    prints = [album.photo() for _ in range(3)]
    show(qtbot, real, camera, *prints)
    start = album.dump()
    grid = real.photos.grid
    for row, how in ((1, CTRL), (3, SHIFT)):
        place = grid.visualRect(grid.photos.index(row)).center()
        qtbot.mouseClick(grid.viewport(), LEFT, how, place)
    assert set(grid.selected_ids()) == set(prints)
    assert real.photos.caption.text() == "3 of 4 photos selected"
    qtbot.keyClick(grid, Key.Key_D)
    sheet = sheet_of(qtbot, real)
    assert not sheet.primary.isEnabled()
    assert sheet.card.geometry().contains(sheet.field.mapTo(sheet, sheet.field.rect().center()))
    toasts: list[str] = []
    context.ops.done.connect(toasts.append)
    say(qtbot, context, sheet, "about 1975")
    assert toasts == ["3 photos dated about 1975"]
    assert known(context, *prints) == [("about", "1975")] * 3
    qtbot.waitUntil(lambda: headings(real) == [("April 2019", 1), ("1975", 3)])
    assert set(grid.selected_ids()) == set(prints)  # still
    with context.db.read() as session:
        assert undo_label(session) == "Date 3 photos: about 1975"
    with qtbot.waitSignal(context.ops.undone):
        context.ops.undo()
    assert album.dump() == start


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1975", ("year", "1975")),
        ("June 1975", ("month", "1975-06")),
        ("12 June 1975", ("day", "1975-06-12")),
        ("12.6.75", ("day", "1975-06-12")),
        ("ca. 1975", ("about", "1975")),
        ("~1975", ("about", "1975")),
        ("1970s", ("about", "1975")),
    ],
)
def test_a_photo_is_dated_in_its_view_as_people_write(
    qtbot: QtBot, real: Window, context: Context, album: Album, text: str, said: tuple[str, str]
) -> None:
    photo = album.photo(taken_at=datetime(2019, 4, 12))  # by the scanner's clock
    show(qtbot, real, photo)
    qtbot.keyClick(real.photos.grid, Key.Key_Return)
    (view,) = real.findChildren(PhotoView)
    qtbot.waitUntil(lambda: view.info.day.text() == "12 April 2019")
    qtbot.mouseClick(view.info.day, LEFT)
    sheet = sheet_of(qtbot, real)
    assert sheet.said.text() == "The current date comes from the camera."
    assert sheet.field.text() == "12 April 2019"
    assert not sheet.hint.text().strip()  # the date stands in the field already
    say(qtbot, context, sheet, text)
    assert known(context, photo) == [said]
    shown = {"year": "1975", "month": "June 1975", "day": "12 June 1975", "about": "About 1975"}
    qtbot.waitUntil(lambda: view.info.day.text() == shown[said[0]])


@pytest.mark.parametrize("text", ["", "yesterday", "about June 1975", "2999", "31 February 1975"])
def test_what_is_no_date_is_not_taken(qtbot: QtBot, real: Window, album: Album, text: str) -> None:
    show(qtbot, real, album.photo())
    qtbot.keyClick(real.photos.grid, Key.Key_D)
    sheet = sheet_of(qtbot, real)
    sheet.field.setText(text)
    qtbot.keyClick(sheet.field, Key.Key_Return)
    assert sheet.isVisible()
    assert not sheet.primary.isEnabled()


def test_a_folder_dates_what_has_no_date_and_may_lose_it_after_a_restart(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    camera = album.photo(taken_at=datetime(2019, 4, 12))
    prints = [album.photo(), album.photo()]
    other = album.photo(folder_id=album.folder(album.library_id))
    show(qtbot, real, camera, other, *prints)
    start = album.dump()

    def ask() -> DateSheet:
        menu = real.folders.menu(album.folder_id)
        (action,) = [each for each in menu.actions() if "photo dates" in each.text()]
        action.trigger()
        return sheet_of(qtbot, real)

    sheet = ask()
    assert sheet.said.text().startswith("2 photos in this folder have no date. ")
    say(qtbot, context, sheet, "1975")
    assert known(context, camera, other, *prints) == [
        ("second", "2019-04-12T00:00:00"),
        None,
        ("year", "1975"),
        ("year", "1975"),
    ]
    sheet = ask()
    assert sheet.said.text() == "All photos in this folder have a date."
    assert not sheet.primary.isEnabled()
    assert sheet.away.text() == "Remove your date from 2 photos"
    with qtbot.waitSignal(context.ops.done):
        qtbot.mouseClick(sheet.away, LEFT)
    assert known(context, *prints) == [None, None]
    for _ in range(2):
        with qtbot.waitSignal(context.ops.undone):
            context.ops.undo()
    assert album.dump() == start


def test_the_menu_of_a_photo_leads_there(qtbot: QtBot, real: Window, album: Album) -> None:
    show(qtbot, real, album.photo())
    grid = real.photos.grid
    grid.menu_wanted.emit(grid.mapToGlobal(grid.rect().center()))
    (menu,) = [each for each in real.photos.findChildren(QMenu) if each.isVisible()]
    entries = {each.text(): each for each in menu.actions() if each.text()}
    assert list(entries) == ["Show photo", "Show in folder", "Set date…", "No date"]
    entries["Set date…"].trigger()
    menu.close()
    assert sheet_of(qtbot, real).isVisible()
