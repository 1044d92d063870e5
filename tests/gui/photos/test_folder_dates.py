"""The offer of dates in folder names, on the Photos page: used, checked, dismissed, undone."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Asset
from kinfolk.gui.base.context import Context
from kinfolk.gui.photos.folder_dates import FolderDatesSheet
from kinfolk.gui.shell.window import Window
from kinfolk.settings import Theme
from tests.album import Album
from tests.gui.hands import until
from tests.gui.windows import there

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
def test_they_are_used_at_once_and_undone(scans: Window, context: Context) -> None:
    offer = scans.photos.dated
    assert offer.title.text() == "Use the dates in 2 folder names?"
    assert offer.example.text() == "1998 Summer → 1998 · 3 photos have no date"
    offer.use.click()
    until(lambda: taken(context) == ["1998-01", "1998-01", "", "1999-12"])
    assert not offer.isVisible()
    context.db.undo().result()
    until(offer.isVisible)


@pytest.mark.wiring
def test_a_folder_that_is_unticked_is_not_used_nor_offered_again(
    scans: Window, context: Context
) -> None:
    scans.photos.dated.review.click()
    sheet = there(scans.findChild(FolderDatesSheet))
    assert [sheet.model.item(row).text() for row in (0, 1)] == [
        "1998 Summer → 1998 · 2 photos",
        "Xmas 99 → December 1999 · 1 photo",
    ]
    sheet.model.item(0).setCheckState(Unticked)
    assert sheet.sentence.text() == "1 photo"
    sheet.accept()
    until(lambda: taken(context) == ["", "", "", "1999-12"])
    assert not scans.photos.dated.isVisible()


@pytest.mark.wiring
def test_a_dismissed_offer_comes_back_only_for_other_folders(
    scans: Window, context: Context, album: Album
) -> None:
    offer = scans.photos.dated
    offer.dismiss.click()
    assert not offer.isVisible()
    album.photo(inside="2001-02 Snow")
    until(offer.isVisible)
    assert offer.title.text() == "Use the date in 1 folder name?"
    scans.photos.set_scanning(True)
    assert not offer.isVisible()


@pytest.mark.parametrize("look", [Theme.LIGHT, Theme.DARK])
def test_an_empty_box_is_seen(scans: Window, context: Context, look: Theme) -> None:
    context.appearance.use(look)
    scans.photos.dated.review.click()
    sheet = there(scans.findChild(FolderDatesSheet))
    sheet.model.item(1).setCheckState(Unticked)
    row = sheet.view.visualRect(sheet.model.index(1, 0))
    left = sheet.view.viewport().grab(row).toImage().copy(0, 0, 20, row.height())
    shades = [left.pixelColor(x, 16).lightness() for x in range(left.width())]
    assert max(shades) - min(shades) > 60  # of 255; the ground and the frame
