"""Saying when photos were taken: one, several, all of a folder, or as folders' names offer it."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Asset
from kinfolk.gui.actions.dating import DateSheet, date_photos
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photos.folder_dates import FolderDatesSheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.date_fields import TakenField
from kinfolk.settings import Theme
from tests.album import Album, undo_label
from tests.gui.hands import CONTROL, SHIFT, Key, click, heard, press, undo, until
from tests.gui.windows import there


def known(context: Context, *photos: str) -> list[tuple[str, str] | None]:
    with context.db.read() as session:
        found = [session.get_one(Asset, photo).taken for photo in photos]
    return [(each.precision.value, each.iso) if each else None for each in found]


def show(real: Window, *photos: str) -> None:
    real.pages.show_photos()
    until(lambda: set(real.photos.grid.photos.ids) == set(photos))
    real.photos.grid.setFocus()
    press(Key.Key_Home, on=real.photos.grid)


def sheet_of(real: Window) -> DateSheet:
    sheet = real.findChildren(DateSheet)[-1]
    until(lambda: sheet.said.text() != "")
    return sheet


def say(context: Context, sheet: DateSheet, text: str) -> None:
    sheet.field.setText(text)
    heard(context.ops.done, lambda: press(Key.Key_Return, on=sheet.field))


def headings(real: Window) -> list[tuple[str, int]]:
    return [(each.title, each.count) for each in real.photos.grid.photos.sections]


@pytest.mark.wiring
def test_one_sees_which_photo_is_dated(real: Window, album: Album) -> None:
    photos = [album.photo() for _ in range(40)]
    real.activateWindow()
    real.pages.show_photos()  # by a click: the photos come when the page has the keyboard already
    grid = real.photos.grid
    until(lambda: len(grid.photos.ids) == len(photos))
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    press(Key.Key_D, on=grid)
    assert sheet_of(real).isVisible()
    tile = grid.visualRect(grid.currentIndex())
    assert grid.viewport().rect().contains(tile)
    ring = grid.viewport().grab().toImage().pixelColor(tile.center().x(), tile.top() - 4)
    assert ring == theme.color("accent")


def test_selected_photos_are_dated_in_one_step(real: Window, album: Album) -> None:
    camera = album.photo(taken_at=datetime(2019, 4, 12))
    prints = [album.photo() for _ in range(3)]
    show(real, camera, *prints)
    start = album.dump()
    grid = real.photos.grid
    for row, how in ((1, CONTROL), (3, SHIFT)):
        place = grid.visualRect(grid.photos.index(row)).center()
        click(grid.viewport(), place, held=how)
    assert set(grid.selected_ids()) == set(prints)
    assert real.photos.caption.text() == "3 of 4 photos selected"
    press(Key.Key_D, on=grid)
    sheet = sheet_of(real)
    assert not sheet.primary.isEnabled()
    assert sheet.card.geometry().contains(sheet.field.mapTo(sheet, sheet.field.rect().center()))
    toasts: list[str] = []
    real.context.ops.done.connect(toasts.append)
    say(real.context, sheet, "about 1975")
    assert toasts == ["3 photos dated about 1975"]
    assert known(real.context, *prints) == [("about", "1975")] * 3
    until(lambda: headings(real) == [("April 2019", 1), ("1975", 3)])
    assert set(grid.selected_ids()) == set(prints)  # still
    assert album.ask(undo_label) == "Date 3 photos: about 1975"
    undo(real.context)
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
        *((text, None) for text in ("", "yesterday", "about June 1975", "2999", "31 Feb 1975")),
    ],
)
def test_a_date_is_understood_as_people_write(
    qtbot: QtBot, text: str, said: tuple[str, str] | None
) -> None:
    field = TakenField()
    qtbot.addWidget(field)
    field.setText(text)
    taken = field.taken
    assert ((taken.precision.value, taken.iso) if taken else None) == said


def test_a_photo_is_dated_in_its_view(real: Window, context: Context, album: Album) -> None:
    photo = album.photo(taken_at=datetime(2019, 4, 12))  # by the scanner's clock
    show(real, photo)
    press(Key.Key_Return, on=real.photos.grid)
    (view,) = real.findChildren(PhotoView)
    until(lambda: view.info.day.text() == "12 April 2019")
    click(view.info.day)
    sheet = sheet_of(real)
    assert sheet.said.text() == "The current date comes from the camera."
    assert sheet.field.text() == "12 April 2019"
    assert not sheet.hint.text().strip()  # the date stands in the field already
    sheet.field.setText("yesterday")
    press(Key.Key_Return, on=sheet.field)
    assert sheet.isVisible()
    assert not sheet.primary.isEnabled()
    assert sheet.hint.text() == "Enter a date like about 1975, June 1975 or 12 June 1975."
    say(context, sheet, "~1975")
    assert known(context, photo) == [("about", "1975")]
    until(lambda: view.info.day.text() == "About 1975")


def test_a_folder_dates_what_has_no_date_and_may_lose_it_after_a_restart(
    real: Window, context: Context, album: Album
) -> None:
    camera = album.photo(taken_at=datetime(2019, 4, 12))
    prints = [album.photo(), album.photo()]
    other = album.photo(folder_id=album.folder(album.library_id))
    show(real, camera, other, *prints)
    start = album.dump()

    def ask() -> DateSheet:
        menu = real.folders.menu(album.folder_id)
        (action,) = [each for each in menu.actions() if "photo dates" in each.text()]
        action.trigger()
        return sheet_of(real)

    sheet = ask()
    assert sheet.said.text().startswith("2 photos in this folder have no date. ")
    say(context, sheet, "1975")
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
    heard(context.ops.done, lambda: click(sheet.away))
    assert known(context, *prints) == [None, None]
    for _ in range(2):
        undo(context)
    assert album.dump() == start


Unticked = Qt.CheckState.Unchecked


@pytest.fixture
def scans(real: Window, album: Album) -> Window:
    """The page with two photos of 1998 and one of Christmas 1999, none of which has a date."""
    for inside in ("1998 Summer", "1998 Summer", "Xmas 99", "Lake"):
        album.photo(inside=inside)
    real.pages.show_photos("")
    until(real.photos.dated.isVisible)
    return real


def taken(context: Context) -> list[str]:
    """Return the dates of all photos, "" for none, by path."""
    with context.db.read() as session:
        photos = session.execute(select(Asset).order_by(col(Asset.path))).scalars().all()
    return [photo.taken_at.strftime("%Y-%m") if photo.taken_at else "" for photo in photos]


@pytest.mark.wiring
def test_they_are_used_at_once_and_undone(scans: Window, context: Context, album: Album) -> None:
    offer = scans.photos.dated
    assert offer.title.text() == "Use the dates in 2 folder names?"
    assert offer.example.text() == "1998 Summer → 1998 · 3 photos have no date"
    offer.use.click()
    until(lambda: taken(context) == ["1998-01", "1998-01", "", "1999-12"])
    assert not offer.isVisible()
    context.db.undo().result()
    until(offer.isVisible)
    offer.dismiss.click()
    assert not offer.isVisible()
    album.photo(inside="2001-02 Snow")
    until(offer.isVisible)
    assert offer.title.text() == "Use the date in 1 folder name?"
    scans.photos.set_scanning(True)
    assert not offer.isVisible()


@pytest.mark.wiring
def test_the_sheet_for_such_a_date_names_the_folder(real: Window, album: Album) -> None:
    photo = album.photo(inside="1998 Summer")
    real.pages.show_photos("")
    until(real.photos.dated.isVisible)
    heard(real.context.ops.done, real.photos.dated.use.click)

    def asked() -> DateSheet:
        date_photos(real.context, real, [photo])
        return sheet_of(real)

    sheet = asked()
    assert sheet.said.text() == "The current date is that of the folder’s name."
    assert sheet.away.isVisible()
    say(real.context, sheet, "1997")
    assert asked().said.text() == "You set the current date."


def test_the_example_shows_how_a_name_is_read(real: Window, album: Album) -> None:
    for inside in ("1975", "2004-07-12 Italy"):
        album.photo(inside=inside)
    real.pages.show_photos("")
    until(real.photos.dated.isVisible)
    assert real.photos.dated.example.text().startswith("2004-07-12 Italy → 12 Jul 2004")


@pytest.mark.wiring
def test_a_folder_that_is_unticked_is_not_used_nor_offered_again(scans: Window) -> None:
    scans.photos.dated.review.click()
    sheet = there(scans.findChild(FolderDatesSheet))
    assert [sheet.model.item(row).text() for row in (0, 1)] == [
        "1998 Summer → 1998 · 2 photos",
        "Xmas 99 → December 1999 · 1 photo",
    ]
    sheet.model.item(0).setCheckState(Unticked)
    assert sheet.sentence.text() == "1 photo"
    sheet.accept()
    until(lambda: taken(scans.context) == ["", "", "", "1999-12"])
    assert not scans.photos.dated.isVisible()


def test_an_empty_box_is_seen(scans: Window, context: Context) -> None:
    scans.photos.dated.review.click()
    sheet = there(scans.findChild(FolderDatesSheet))
    sheet.model.item(1).setCheckState(Unticked)
    for look in (Theme.LIGHT, Theme.DARK):
        context.appearance.use(look)
        row = sheet.view.visualRect(sheet.model.index(1, 0))
        left = sheet.view.viewport().grab(row).toImage().copy(0, 0, 20, row.height())
        shades = [left.pixelColor(x, 16).lightness() for x in range(left.width())]
        assert max(shades) - min(shades) > 60  # of 255; the ground and the frame


def test_a_folder_that_comes_while_others_are_checked_is_offered_after_them(
    scans: Window, context: Context, album: Album
) -> None:
    offer = scans.photos.dated
    offer.review.click()
    album.photo(inside="2001-02 Snow")
    until(lambda: len(offer.found) == 3)
    there(scans.findChild(FolderDatesSheet)).accept()
    until(lambda: [each.folder.name for each in offer.found] == ["2001-02 Snow"])
    assert offer.isVisible()
