"""The wall: who stands where, naming in place, drops, keys; and each face whole in its tile."""

import io
from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core.db.session import Session
from kinfolk.core.faces import crops, portraits
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import WALL_SORT, Section, Sort
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall import reading
from kinfolk.gui.wall.group_delegate import MOSAIC, _places
from kinfolk.gui.wall.header import SortMenu
from kinfolk.gui.wall.lists import WallList
from kinfolk.gui.wall.page import Wall
from kinfolk.gui.wall.reading import WallRequest
from kinfolk.scan.crops import MARGIN, MIN_MARGIN
from tests.album import Album
from tests.gui.hands import CONTROL, Key, click, heard, hearing, press, until, write
from tests.gui.painted import Painted
from tests.gui.walls import middle, wait_for, wall_in
from tests.gui.windows import first, hovered, part, texts_of, there


@pytest.fixture
def wall(context: Context, window: QMainWindow, album: Album) -> Wall:
    return wall_in(window, context)


def shown(wall: Wall, view: WallList) -> list[str]:
    """Names in the order of the wall; ids of those without one."""
    cards = [view.people.card(row) for row in range(view.people.rowCount())]
    return [card.person.name or card.person.id for card in cards if card]


def test_named_people_stand_above_groups_favourites_first(wall: Wall, album: Album) -> None:
    album.person("Anna", faces=1)
    album.person("Ben", faces=3)
    album.person("Zoe", faces=2, is_favorite=True)
    album.person("Hugo", faces=9, is_hidden=True)
    small, large = album.group(faces=2), album.group(faces=4)
    wait_for(wall, named=3, groups=2)
    assert shown(wall, wall.people) == ["Zoe", "Ben", "Anna"]
    assert texts_of(wall.header)[:2] == ["People", "3"]
    assert shown(wall, wall.groups) == [large, small]
    first(wall, SortMenu).sorted.emit(Sort.NAME_ASC)
    until(lambda: shown(wall, wall.people) == ["Zoe", "Anna", "Ben"])
    wall.show_section(Section.HIDDEN)
    until(lambda: shown(wall, wall.people) == ["Hugo"])
    wall.show_section(Section.FAVORITES)
    until(lambda: shown(wall, wall.people) == ["Zoe"])
    wall.show_section(Section.UNNAMED)
    wait_for(wall, groups=2)


def test_a_name_without_room_is_told_whole(wall: Wall, album: Album) -> None:
    names = ["Bartholomäus von und zu Lichtenstein-Hohenems", "Ben"]
    for name, faces_of in zip(names, (2, 1), strict=True):
        album.person(name, faces=faces_of)
    wait_for(wall, named=2)
    told = [hovered(wall.people, middle(wall.people, row)) for row in (1, 0)]
    assert told == ["", names[0]]


def test_the_filter_leaves_who_is_meant(wall: Wall, album: Album) -> None:
    album.person("Anna", faces=1)
    album.person("Hannah", faces=1)
    album.person("Ben", faces=1)
    album.group()
    wall.filter("ann")
    until(lambda: sorted(shown(wall, wall.people)) == ["Anna", "Hannah"])
    assert wall.groups.isHidden()
    wall.filter("xyz")
    until(wall.empty.isVisible)
    assert "xyz" in wall.empty.title


def test_an_empty_wall_says_what_will_be_there(wall: Wall, album: Album) -> None:
    """Also after a scan that could not run because the face models are missing."""
    until(lambda: wall.empty.title == "No people yet")
    assert part(wall.empty, "Add folder").isVisible()
    assert any("found in your folders yet" in text for text in texts_of(wall.empty))
    wall.set_scanning(True)
    until(lambda: wall.empty.title == "Finding faces")
    wall.set_scanning(False)
    album.face()  # whom nobody has named is on Unnamed
    until(lambda: wall.empty.title == "No people yet")
    until(lambda: not any("No faces have been found" in text for text in texts_of(wall.empty)))
    album.group()
    until(lambda: wall.empty.title == "No one has a name yet")
    for section in (Section.FAVORITES, Section.HIDDEN):
        before = wall.empty.title
        wall.show_section(section)
        until(lambda before=before: wall.empty.title != before)  # type: ignore[misc]
        assert wall.empty.isVisible()


def test_while_a_scan_runs_nobody_on_the_wall_moves(wall: Wall, album: Album) -> None:
    anna, ben = album.person("Anna", faces=2), album.person("Ben", faces=1)
    wait_for(wall, named=2)
    wall.set_scanning(True)
    for _ in range(3):
        album.face(ben)
    carl = album.person("Carl", faces=9)
    wait_for(wall, named=3)
    assert list(wall.people.people.ids) == [anna, ben, carl]
    sorting = there(wall.findChild(SortMenu))
    sorting.sorted.emit(Sort.NAME_DESC)  # unless the user says so
    until(lambda: list(wall.people.people.ids) == [carl, ben, anna])
    sorting.sorted.emit(Sort.NAME_ASC)
    until(lambda: list(wall.people.people.ids) == [anna, ben, carl])
    sorting.sorted.emit(Sort.COUNT_DESC)
    wall.set_scanning(False)
    until(lambda: list(wall.people.people.ids) == [carl, ben, anna])


def test_a_taken_name_offers_to_merge(wall: Wall, context: Context, album: Album) -> None:
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=2)
    wait_for(wall, named=2)
    offered = heard(context.ops.offered, lambda: wall.act.rename(Named(anna, "Anna"), "BEN"))
    said, button, merge = offered
    assert (said, button) == ("There’s already someone named Ben.", "Merge into Ben")
    assert album.name_of(anna) == "Anna"
    merge()
    sheet = first(wall.window(), MergeSheet)
    assert heard(context.ops.done, sheet.primary.click) == ["Merged Anna into Ben"]
    assert album.who(ben).face_count == 3
    merge()  # she is not there any more
    wait_for(wall, named=1)


def test_f2_renames_and_enter_and_a_click_open(
    qtbot: QtBot, wall: Wall, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=1)
    wait_for(wall, named=1)
    view = wall.people
    view.go_to(0)
    press(Key.Key_F2, on=view)
    editor = QApplication.focusWidget()
    press(Key.Key_A, held=CONTROL, on=editor)
    write("Eva", on=editor)
    with qtbot.assertNotEmitted(wall.person_opened), hearing(context.ops.done):
        press(Key.Key_Return, on=editor)
    assert album.name_of(anna) == "Eva"
    view.go_to(0)
    assert heard(wall.person_opened, lambda: press(Key.Key_Return, on=view)) == [anna]
    view.clearSelection()
    with qtbot.assertNotEmitted(wall.person_opened):
        click(view.viewport(), middle(view, 0), held=CONTROL)
    assert [index.row() for index in view.selectedIndexes()] == [0]
    assert heard(wall.person_opened, lambda: click(view.viewport(), middle(view, 0))) == [anna]


def test_the_menu_offers_what_fits(wall: Wall, album: Album) -> None:
    album.person("Anna", faces=1)
    album.group()
    wait_for(wall, named=1, groups=1)

    def texts(view: WallList) -> list[str]:
        view.selectAll()
        menu = there(next(each for each in wall.commands if each.view is view).menu())
        found = [action.text() for action in menu.actions() if not action.isSeparator()]
        menu.deleteLater()
        return found

    ways = ["Show photo", "Show Anna’s page", "Show in folder"]
    acts = ["Rename…", "Merge…", "Add to favourites", "Hide", "Delete"]
    assert texts(wall.people) == [*ways, *acts]
    assert "New person from this group…" in texts(wall.groups)


def test_cards_stand_at_the_margins_and_portraits_can_be_larger(wall: Wall, album: Album) -> None:
    for n in range(30):
        album.person(f"Person {n:02}", faces=0)
    wait_for(wall, named=30)
    view = wall.people
    last = view.card_rect(view.visualRect(view.people.index(view.columns - 1)))
    assert view.viewport().mapTo(wall, last.topRight()).x() == wall.width() - 28 - 1
    columns = view.columns
    wall.header.sorting.slider.setValue(200)
    assert view.columns < columns
    assert view.height() >= view.visualRect(view.people.index(29)).bottom()


def test_the_picture_of_a_face_paints_the_cards_that_show_it(
    wall: Wall, context: Context, album: Album
) -> None:
    ready: set[str] = set()
    context.thumbs.ready.connect(ready.add)
    groups = [album.group(faces=2) for _ in range(30)]
    wait_for(wall, groups=len(groups))
    view = wall.groups
    assert 0 < len(view.rows_in_sight) < len(groups)  # some lie below what one sees
    until(lambda: len(ready) == 2 * len(view.rows_in_sight))
    first, last = view.people.card(0), view.people.card(len(groups) - 1)
    assert first is not None
    assert last is not None
    painted = Painted(view.viewport())
    context.thumbs.ready.emit(last.faces[0])
    context.thumbs.ready.emit(first.faces[1])
    until(lambda: bool(painted.places))
    assert painted.places == [view.cell_rect(0)]


@pytest.mark.parametrize("section", [Section.PEOPLE, Section.UNNAMED])
def test_where_there_is_nobody_no_cards_are_read(
    context: Context, album: Album, monkeypatch: pytest.MonkeyPatch, section: Section
) -> None:
    group = album.group(faces=2)
    read: list[list[str]] = []
    cards = people.cards

    def noting(session: Session, ids: Iterable[str]) -> dict[str, Person]:
        read.append(list(ids))
        return cards(session, ids)

    monkeypatch.setattr(people, "cards", noting)
    order = reading.wall_order(context.db, WallRequest(section, "", WALL_SORT, (), ()))
    assert (order.people, order.groups, order.singles) == ([], [group], [])
    assert read == [[group]]


@pytest.mark.wiring
def test_a_page_at_its_top_stays_there_when_the_window_gets_smaller(
    real: Window, album: Album
) -> None:
    """Its first card was scrolled into sight, and what stands above it out of it."""
    for _ in range(4):
        album.group(faces=3)
    real.resize(1280, 820)
    wait_for(real.wall, groups=4)
    for view in (real.wall, real.wall.groups):
        view.setFocus()
        for size in ((900, 600), (900, 540), (1280, 820)):
            real.resize(*size)
            QApplication.processEvents()
            until(lambda: not real.wall.area.resized.isActive())
            assert real.wall.area.verticalScrollBar().value() == 0


LARGEST = 1 / (1 + 2 * MIN_MARGIN)  # the part of a crop's side that a face takes at most


@pytest.mark.parametrize("count", range(1, 6))
def test_no_tile_is_too_narrow_for_a_face(count: int) -> None:
    for width in range(186, 300):  # of any window: a wider card has another one beside it
        area = QRectF(11, 11, width, MOSAIC)
        places = _places(area, count)
        assert len(places) == count  # an empty tile looks like a face that is missing
        for place in places:
            assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(place)
            shorter, longer = sorted((place.width(), place.height()))
            assert shorter / longer > LARGEST, (width, place)
        assert not any(one.intersects(other) for one, other in combinations(places, 2))


def test_every_face_is_whole_and_in_the_middle(wall: Wall, album: Album) -> None:
    shown: dict[str, int] = {}
    for margin in (MIN_MARGIN, MARGIN):
        crop = np.full((256, 256, 3), (20, 160, 150), np.uint8)
        first = round(256 * margin / (1 + 2 * margin))
        crop[first : 256 - first, first : 256 - first] = (230, 40, 40)
        file = io.BytesIO()
        Image.fromarray(crop).save(file, "JPEG", quality=100, subsampling=0)
        for count in range(1, 6):
            group = album.group(faces=0)
            shown[group] = count
            for face in [album.face(group) for _ in range(count)]:
                album.do(crops.put, face, file.getvalue())
    wait_for(wall, groups=len(shown))
    view = wall.groups
    places = [
        place
        for group, count in shown.items()
        for place in _places(
            view.mosaics.mosaic_rect(view.cell_rect(view.people.row_of(group))), count
        )
    ]

    def painted() -> bool:
        image = view.viewport().grab().toImage()
        return all(_red(image, place).any() for place in places)

    until(painted)
    image = view.viewport().grab().toImage()
    for place in places:
        red = _red(image, place)
        for axis in (0, 1):
            where = np.nonzero(red.any(axis=axis))[0]
            before, after = where[0], red.shape[1 - axis] - 1 - where[-1]
            assert before > 0, "a part of the face is cut off"
            assert abs(int(before) - int(after)) <= 2


def _red(image: QImage, place: QRectF) -> np.ndarray:
    """Where in a tile the face is."""
    tile = image.copy(place.toRect()).convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(tile.constBits(), np.uint8).reshape(tile.height(), tile.bytesPerLine())
    rgb = lines[:, : 3 * tile.width()].reshape(tile.height(), tile.width(), 3)
    return (rgb[..., 0] > 180) & (rgb[..., 1] < 90)


def test_the_cover_of_a_group_stays_large_when_its_card_is_opened(wall: Wall, album: Album) -> None:
    group = album.group(faces=0)
    sharp, cover, other = (album.face(group, quality=quality) for quality in (0.9, 0.5, 0.4))
    album.do(portraits.represent, {group: cover})
    wait_for(wall, groups=1)
    for open_it in (wall.groups.naming.leave, lambda: wall.groups.naming.begin(0)):
        open_it()
        assert there(wall.groups.people.card(0)).faces == (cover, sharp, other)
