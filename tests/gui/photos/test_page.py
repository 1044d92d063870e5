"""The Photos page in the real window: what stands on it, in which order, and where it leads."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.core.db.models import Asset, AssetState, Folder
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photo_rows.delegate import pills, problem
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.photos.page import SCAN_MS
from kinfolk.gui.photos.reading import PhotoOrder
from kinfolk.gui.shell.start_request import StartRequest
from kinfolk.gui.shell.window import Window
from kinfolk.gui.tiles.heading import heading_texts
from kinfolk.gui.tiles.model import TileSection
from kinfolk.metadata.capture_date import TakenPrecision
from tests.album import Album
from tests.fake_engine import draw
from tests.gui.hands import LEFT, PLAIN, Key, click, heard, press, rest, until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import (
    choose,
    closed,
    first,
    hovered,
    month_sign,
    opened,
    texts_of,
    there,
    timer,
)


def shown(real: Window) -> list[str]:
    return list(real.photos.grid.photos.ids)


def headings(real: Window) -> list[tuple[str, str, str]]:
    return [(each.title, each.where, each.detail) for each in real.photos.grid.photos.sections]


def show(real: Window, number: int, folder_id: str = "") -> None:
    real.pages.show_photos(folder_id)
    until(lambda: len(shown(real)) == number)


def sort(real: Window, order: PhotoOrder) -> None:
    real.photos.sorting.choices.actions()[list(PhotoOrder).index(order)].trigger()


@pytest.mark.wiring
def test_photos_stand_under_their_months_the_newest_first(real: Window, album: Album) -> None:
    days = [datetime(2019, 6, 2), datetime(2018, 12, 24), datetime(2019, 6, 9)]
    lake, christmas, late = (album.photo(taken_at=day) for day in days)
    gone = album.photo(taken_at=days[0], state=AssetState.MISSING)
    album.edit(Asset, late, path=f"/photos/{album.folder_id}/2019/late.jpg")
    until(lambda: real.sidebar.sections["photos"].count == 3)
    click(real.sidebar.sections["photos"])
    until(lambda: shown(real) == [late, lake, christmas])
    assert gone not in shown(real)
    name = album.folder_id
    assert headings(real) == [
        ("June 2019", "2 folders", "2 photos"),
        ("December 2018", name, "1 photo"),
    ]
    bar = real.photos.grid.verticalScrollBar()
    drawn = bar.grab().toImage()  # its place is kept, and nothing is drawn there
    assert len({drawn.pixel(drawn.width() // 2, y) for y in range(drawn.height())}) == 1
    real.resize(real.minimumSize())
    until(bar.isEnabled)


def test_a_photo_stands_under_what_is_known_of_its_date(real: Window, album: Album) -> None:
    """No one knows when a scanned print was taken: when it was found says nothing."""
    days = [datetime(1975, 1, 20), datetime(1975, 1, 1), datetime(1975, 1, 1), datetime(1975, 1, 1)]
    exact, of_month, of_year, about = (album.photo(taken_at=day) for day in days)
    none, late = album.photo(), album.photo(taken_at=datetime(1976, 5, 1))
    album.edit(Asset, of_month, taken_precision=TakenPrecision.MONTH)
    album.edit(Asset, of_year, taken_precision=TakenPrecision.YEAR)
    album.edit(Asset, about, taken_precision=TakenPrecision.ABOUT)
    show(real, 6)
    titles = ["May 1976", "January 1975", "1975", "No date"]
    assert [title for title, _, _ in headings(real)] == titles
    newest = [late, exact, of_month, about, of_year, none]
    assert shown(real) == newest
    describe = real.photos.cards.describe
    assert describe(about).endswith(" · about 1975")
    assert describe(of_month).endswith(" · Jan 1975")
    sort(real, PhotoOrder.OLDEST)
    until(lambda: shown(real) == [of_year, about, of_month, exact, late, none])
    assert headings(real)[-1][0] == "No date"


def test_a_folder_that_is_removed_calls_no_one_back_to_its_page(
    real: Window, context: Context, album: Album
) -> None:
    """During a scan its photos are read some time after the change, when the user is elsewhere."""
    album.photo()
    show(real, 1, album.folder_id)
    real.photos.set_scanning(True)
    menu = real.folders.menu(album.folder_id)
    heard(context.bus.changed, lambda: choose(menu, "Remove from library"))
    click(real.sidebar.sections[Section.PEOPLE])
    until(lambda: not timer(real.photos, SCAN_MS).isActive())
    rest(context)
    assert real.pages.current is real.wall
    real.pages.visits.back()
    until(lambda: not real.photos.folder_id)


def test_they_are_sorted_by_date_name_and_folder(real: Window, album: Album) -> None:
    first, second, third = (album.photo(taken_at=datetime(2019, 6, day)) for day in (1, 2, 3))
    root = f"/photos/{album.folder_id}"
    for asset_id, path in ((first, "b.jpg"), (second, "lake/a.jpg"), (third, "z.jpg")):
        album.edit(Asset, asset_id, path=f"{root}/{path}")
    show(real, 3)
    wanted = {
        PhotoOrder.OLDEST: [first, second, third],
        PhotoOrder.NAME: [second, first, third],
        PhotoOrder.FOLDER: [first, third, second],
        PhotoOrder.NEWEST: [third, second, first],
    }
    for order, ids in wanted.items():
        sort(real, order)
        until(lambda ids=ids: shown(real) == ids)  # type: ignore[misc]
        if order is PhotoOrder.FOLDER:
            name = album.folder_id
            assert headings(real) == [(name, "", "2 photos"), (f"{name} / lake", "", "1 photo")]


def test_a_folder_of_the_sidebar_shows_its_photos(real: Window, album: Album) -> None:
    other = album.folder()
    here, away = album.photo(), album.photo(folder_id=other)
    until(lambda: {row.id for row in real.sidebar.folders.shown} >= {other})
    real.pages.show_photos()
    until(lambda: real.photos.caption.text() == "2 photos")
    click(real.sidebar.folders.rows[other])
    until(lambda: shown(real) == [away])
    assert (real.photos.title.text(), real.photos.caption.text()) == (other, "1 photo")
    assert real.sidebar.current == other
    assert real.pages.place == f"photos/{other}"
    album.folder()  # rows are made anew: the one that is shown stays marked
    until(lambda: len(real.sidebar.folders.shown) == 3)
    assert real.sidebar.current == other
    click(real.sidebar.sections["photos"])
    until(lambda: set(shown(real)) == {here, away})
    assert real.photos.title.text() == "Photos"


def test_the_window_comes_back_to_the_folder_and_a_folder_that_goes_leads_to_all_photos(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    other = album.folder()
    here, away = album.photo(), album.photo(folder_id=other)
    first = opened(qtbot, context)
    show(first, 1, other)
    closed(first)
    again = opened(qtbot, context)
    until(lambda: shown(again) == [away])
    album.do(lambda s: s.delete(s.get_one(Folder, other)))
    until(lambda: shown(again) == [here])
    assert again.sidebar.current == "photos"
    closed(again)


def test_a_tile_says_who_is_in_the_photo(real: Window, album: Album) -> None:
    photo = album.photo(taken_at=datetime(2014, 3, 12))
    anna, ben, hidden = (album.person(name) for name in ("Anna", "Ben", "Carl"))
    album.change(hidden, is_hidden=True)
    for owner in (anna, ben, hidden, None, album.group(faces=0), anna):
        album.face(owner, asset_id=photo)
    show(real, 1)
    cards = real.photos.cards
    until(lambda: cards.get(photo) is not None)
    index = real.photos.grid.photos.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"{photo}.jpg · 12 Mar 2014 · Anna and Ben · 2 unnamed"
    album.change(ben, name="Bea")
    until(lambda: "Anna and Bea" in real.photos.cards.describe(photo))


@pytest.mark.usefixtures("qapp")
def test_a_narrow_photo_has_the_number_of_unnamed_people_without_the_word() -> None:
    card = PhotoCard("photo", Path("a.jpg"), None, (), unknown=3, problem="", away=None)
    metrics = QFontMetrics(theme.font(11))
    room = metrics.horizontalAdvance("3 unnamed")
    assert [pill.text for pill in pills(card, metrics, 2 * room)] == ["3 unnamed"]
    assert [pill.text for pill in pills(card, metrics, room)] == ["+3"]


def test_what_cannot_be_read_and_what_is_away_say_so(real: Window, album: Album) -> None:
    broken = album.photo(state=AssetState.FAILED)
    album.edit(Asset, broken, reason="This is no picture.")
    away = album.photo()
    show(real, 2)
    cards = real.photos.cards
    until(lambda: cards.get(broken) is not None and cards.get(away) is not None)
    assert problem(there(cards.get(broken))) == "Couldn’t be read"
    assert cards.describe(broken).endswith("This is no picture.")
    assert problem(there(cards.get(away))) == ""

    album.edit(Folder, album.folder_id, is_away=True)
    wanted = f"“{album.folder_id}” is unavailable"
    until(lambda: problem(there(cards.get(away))) == wanted)


def test_what_is_hidden_above_the_photos_keeps_no_room(real: Window, album: Album) -> None:
    """The search, the offer of dates, and what is said of a folder that is unavailable."""
    album.photo()
    show(real, 1)
    page = real.photos
    above = page.title.mapTo(page, page.title.rect().bottomLeft()).y()
    assert page.grid.mapTo(page, QPoint()).y() - above < 20


def test_without_photos_the_page_says_how_to_get_some(real: Window, album: Album) -> None:
    real.pages.show_photos()
    page = real.photos
    until(page.empty.isVisible)
    assert page.empty.title == "No photos yet"
    assert any("found in your folders yet" in text for text in texts_of(page.empty))
    assert not page.sorting.isVisible()
    real.pages.show_photos(album.folder_id)
    until(lambda: page.empty.title == "No photos in this folder")
    page.set_scanning(True)
    assert page.empty.title == "Finding photos"
    album.photo()
    until(lambda: page.grid.isVisible() and len(shown(real)) == 1)


@pytest.fixture
def many(real: Window, album: Album) -> Sequence[str]:
    """A hundred photos on the page, more than it has room for."""
    album.person("Anna", faces=100)
    real.resize(1000, 640)
    show(real, 100)
    return shown(real)


def in_sight(grid: PhotoGrid) -> list[int]:
    """The rows of the photos of which something is seen."""
    seen = grid.viewport().rect()
    rows = range(grid.photos.rowCount())
    return [row for row in rows if seen.intersects(grid.visualRect(grid.photos.index(row)))]


def test_a_click_opens_the_photo_and_esc_leads_back_to_the_same_place(
    real: Window, many: Sequence[str], album: Album, qtbot: QtBot
) -> None:
    grid = real.photos.grid
    grid.verticalScrollBar().setValue(700)
    row = in_sight(grid)[5]
    middle = grid.visualRect(grid.photos.index(row)).center()
    click(grid.viewport(), middle)
    view = first(real, PhotoView)
    assert view.shown_id == many[row]
    until(lambda: view.scene is not None)
    press(Key.Key_Right, on=view)
    assert view.shown_id == many[row + 1]
    press(Key.Key_Escape, on=view)
    assert grid.verticalScrollBar().value() == 700
    assert grid.current_id() == many[row + 1]
    assert QApplication.focusWidget() is grid
    old = album.photo(taken_at=datetime(1999, 5, 1))
    until(lambda: shown(real)[0] == old)  # the others have no date
    sign = month_sign(grid)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert sign.isVisible()
    assert sign.text() == "No date"
    assert sign.geometry().right() < grid.viewport().geometry().right()
    until(lambda: not sign.isVisible())
    grid.verticalScrollBar().setValue(1000)
    top = grid.photos.index(in_sight(grid)[0])
    seen, y = shown(real)[top.row()], grid.visualRect(top).y()
    album.person("Ben", faces=30)  # newer ones, above
    until(lambda: len(shown(real)) == 131)
    now = grid.photos.index(grid.photos.row_of(seen))
    # Its line may begin with another photo now, but not lie elsewhere.
    assert abs(grid.visualRect(now).y() - y) <= grid.visualRect(now).height() + 6
    grid.verticalScrollBar().setValue(0)
    until(lambda: not sign.isVisible())
    port, tile = grid.viewport(), grid.visualRect(grid.photos.index(1))
    qtbot.mouseMove(port, tile.center())
    qtbot.mousePress(port, LEFT, pos=tile.center())
    before = port.grab().toImage()
    held = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(tile.topLeft() + QPoint(9, 9)),
        QPointF(port.mapToGlobal(tile.topLeft() + QPoint(9, 9))),
        Qt.MouseButton.NoButton,
        LEFT,
        PLAIN,
    )
    QApplication.sendEvent(port, held)
    assert port.grab().toImage() == before
    qtbot.mouseRelease(port, LEFT, pos=tile.bottomLeft() + QPoint(0, 60))


def test_a_photo_is_drawn_from_its_file(real: Window, tmp_path: Path) -> None:
    folder = tmp_path / "summer"
    folder.mkdir()
    Image.new("RGB", (640, 480), "#2060a0").save(folder / "sea.png")
    heard(real.scanning.ended, lambda: real.add_folders([folder]))
    show(real, 1)
    grid = real.photos.grid

    def colour() -> str:
        middle = grid.visualRect(grid.photos.index(0)).center()
        return grid.viewport().grab().toImage().pixelColor(middle).name()

    until(lambda: colour() == "#2060a0")


def test_a_folder_inside_a_known_one_is_shown(
    real: Window, pictured: Pictured, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = pictured.folder / "lake"
    draw(lake / "c.jpg", [("red", 60, 40)], note="c")
    pictured.scan()
    monkeypatch.setattr(real.scanning, "start", lambda: None)
    until(lambda: pictured.folder.name in [each.name for each in real.sidebar.folders.shown])
    real.come_forward(StartRequest(folders=(lake,)))  # as of a second start
    (in_lake,) = (face.asset_id for face in pictured.all_of("c.jpg"))
    until(lambda: shown(real) == [in_lake])
    real.come_forward(StartRequest(folders=(pictured.folder,)))
    until(lambda: len(shown(real)) == 3)
    assert real.photos.title.text() == pictured.folder.name
    assert real.toast.text == ""  # nothing was added


def test_from_right_to_left_photos_begin_at_the_right(real: Window, album: Album) -> None:
    for day in (1, 2, 3):
        album.photo(taken_at=datetime(2019, 6, day))
    real.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(real, 3)
    grid = real.photos.grid
    places = [grid.visualRect(grid.photos.index(row)) for row in range(3)]
    assert grid.viewport().width() - places[0].right() < 40
    assert places[0].left() > places[1].right() > places[1].left() > places[2].right()
    assert [grid.indexAt(place.center()).row() for place in places] == [0, 1, 2]
    grid.setFocus()
    for key, row in ((Key.Key_Home, 0), (Key.Key_Left, 1), (Key.Key_Left, 2), (Key.Key_Right, 1)):
        press(key, on=grid)
        assert grid.currentIndex().row() == row


def test_in_a_narrow_window_a_long_folder_is_cut_and_the_count_stays(
    real: Window, album: Album
) -> None:
    """With a tip that says it whole."""
    inside = "from grandmother/the summer of many rainy days at the lake/second week"
    for day in (2, 3):
        album.photo(taken_at=datetime(2019, 6, day), inside=inside)
    show(real, 2)
    grid = real.photos.grid
    (section,) = grid.photos.sections
    whole = f"{album.folder_id} / {inside.replace('/', ' / ')}"
    assert (section.where, section.detail) == (whole, "2 photos")
    assert heading_texts(2_000, section) == ("June 2019", f"{whole} · 2 photos")
    _, cut = heading_texts(400, section)
    assert cut.startswith(whole[:8])
    assert "…" in cut
    assert cut.endswith(" · 2 photos")
    assert heading_texts(150, section) == ("June 2019", "2 photos")
    title, detail = heading_texts(400, TileSection(whole, "2 photos", 2))
    assert "…" in title
    assert detail == "2 photos"
    real.resize(real.minimumSize())
    until(lambda: grid.viewport().width() < 600)
    assert f"June 2019\n{whole} · 2 photos" in hovered(grid, QPoint(20, 20))
    sort(real, PhotoOrder.FOLDER)
    until(lambda: [each.title for each in grid.photos.sections] == [whole])
    assert f"{whole}\n2 photos" in hovered(grid, QPoint(20, 20))
