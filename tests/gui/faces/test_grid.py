"""The grid of faces: a model Qt accepts, keys, selection, painting only what is seen."""

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssignedBy, Face
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import FaceModel, Mark
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.tiles.model import TileSection
from kinfolk.vision.align import TEMPLATE
from tests.album import Album
from tests.gui.hands import CONTROL, LEFT, PLAIN, SHIFT, Key, click, hearing, press, until

IDS = [f"face_{n}" for n in range(30)]
YEARS = [TileSection("2025", "11 years", 12), TileSection("2024", "10 years", 18)]


@pytest.fixture
def grid(context: Context, window: QMainWindow) -> FaceGrid:
    made = FaceGrid(context)
    window.setCentralWidget(made)
    made.show_faces(IDS, YEARS)
    made.setFocus()
    return made


def test_the_model_holds_to_qts_rules(qtmodeltester: ModelTester) -> None:
    model = FaceModel(describe=str.upper)
    tester = QAbstractItemModelTester(model)
    model.set_faces(IDS, YEARS)
    model.mark(Mark.CHOSEN, IDS[:3])
    model.mark(Mark.PORTRAIT, IDS[1:2])
    qtmodeltester.check(model)
    assert model.index(4).data(Qt.ItemDataRole.ToolTipRole) == "FACE_4"
    model.set_faces([])
    assert tester.model() is model
    assert model.rowCount() == 0


def test_choosing_tells_only_the_rows_that_differ(qapp: QApplication) -> None:
    model = FaceModel()
    model.set_faces(IDS)
    model.mark(Mark.CHOSEN, IDS[:3])
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend({first.row(), last.row()}))
    model.mark(Mark.CHOSEN, IDS[1:4])
    assert sorted(told) == [0, 3]
    assert model.marks_of(IDS[3]) == {Mark.CHOSEN}
    assert not model.marks_of(IDS[0])
    model.mark(Mark.PORTRAIT, IDS[:1])
    model.mark(Mark.PORTRAIT, IDS[5:6])
    assert model.marked(Mark.PORTRAIT) == {IDS[5]}


def test_the_selection_is_in_the_order_of_the_grid_and_kept_when_its_content_changes(
    grid: FaceGrid,
) -> None:
    grid.select([IDS[7], IDS[2]])
    assert grid.selected_ids() == [IDS[2], IDS[7]]
    grid.select([IDS[4], IDS[9]])
    grid.show_faces(IDS[5:])
    assert grid.selected_ids() == [IDS[9]]
    assert grid.current_id() is not None


def test_keys_go_through_the_grid_and_select(grid: FaceGrid) -> None:
    press(Key.Key_Home, Key.Key_Right, Key.Key_Down, on=grid)
    assert grid.current_id() == IDS[grid.width() // (104 + 8) + 1]
    press(Key.Key_End, on=grid)
    assert grid.current_id() == IDS[-1]
    press(Key.Key_Home, on=grid)
    press(Key.Key_Right, Key.Key_Right, held=SHIFT, on=grid)
    assert grid.selected_ids() == IDS[:3]
    press(Key.Key_A, held=CONTROL, on=grid)
    assert grid.selected_ids() == IDS


def test_a_click_selects_and_control_click_adds(grid: FaceGrid) -> None:
    def click_face(row: int, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        place = grid.visualRect(grid.faces.index(row)).center()
        click(grid.viewport(), place, held=modifier)

    click_face(2)
    click_face(13, CONTROL)
    assert grid.selected_ids() == [IDS[2], IDS[13]]
    click_face(5)
    click_face(8, SHIFT)
    assert grid.selected_ids() == IDS[5:9]


def test_enter_and_a_double_click_open(qtbot: QtBot, grid: FaceGrid) -> None:
    grid.select([IDS[3]])
    with hearing(grid.opened) as told:
        press(Key.Key_Return, on=grid)
    assert told.args == [IDS[3]]
    place = grid.visualRect(grid.faces.index(4)).center()
    with hearing(grid.opened) as told:
        qtbot.mouseDClick(grid.viewport(), LEFT, pos=place)
    assert told.args == [IDS[4]]


def test_the_current_face_is_scrolled_into_view(grid: FaceGrid) -> None:
    grid.show_faces([f"face_{n}" for n in range(2000)])
    press(Key.Key_End, on=grid)
    seen = grid.viewport().rect()
    assert seen.contains(grid.visualRect(grid.currentIndex()))


def test_only_what_is_seen_is_asked_for(
    context: Context, album: Album, grid: FaceGrid, paint: Callable[..., None]
) -> None:
    ids = [album.face() for _ in range(3)] + [f"face_{n}" for n in range(50_000)]
    for face_id in ids[:3]:
        paint(face_id, "red")
    seen: list[str] = []
    context.thumbs.ready.connect(seen.append)
    grid.show_faces(ids)
    grid.verticalScrollBar().setValue(0)

    def painted() -> None:
        assert set(ids[:3]) <= set(seen)

    grid.viewport().update()
    until(painted)
    assert len(seen) < 200
    shown = grid.grab().toImage()
    middle = grid.visualRect(grid.faces.index(1)).center()
    assert shown.pixelColor(middle).red() > 200


def test_faces_that_come_above_move_neither_the_page_nor_the_keys(grid: FaceGrid) -> None:
    many = [f"face_{n}" for n in range(400)]
    grid.show_faces(many, [TileSection("2024", "", 400)])
    bar = grid.verticalScrollBar()
    until(lambda: bar.maximum() > 0)
    grid.select(["face_210"])
    grid.scrollTo(grid.currentIndex())
    before = grid.visualRect(grid.currentIndex())
    assert bar.value() > 0
    new = [f"new_{n}" for n in range(33)]
    grid.show_faces([*new, *many], [TileSection("2025", "", 33), TileSection("2024", "", 400)])
    assert grid.current_id() == "face_210"
    assert grid.selected_ids() == ["face_210"]
    assert grid.visualRect(grid.currentIndex()) == before
    grid.show_faces([*new, *(i for i in many if i != "face_210")])
    assert grid.current_id() == "face_211"  # the next one takes its place


def test_a_new_width_leaves_the_first_visible_face_where_it_is(
    grid: FaceGrid, window: QMainWindow
) -> None:
    grid.show_faces([f"face_{n}" for n in range(400)])
    bar = grid.verticalScrollBar()
    until(lambda: bar.maximum() > 0)
    bar.setValue(1000)
    first = next(n for n in range(400) if grid.visualRect(grid.faces.index(n)).bottom() >= 0)
    before = grid.visualRect(grid.faces.index(first)).y()
    window.resize(760, 760)
    assert grid.visualRect(grid.faces.index(first)).y() == before


@pytest.mark.parametrize("size", [(1200, 560), (760, 760)], ids=["lower", "narrower"])
def test_the_current_face_stays_visible_in_a_smaller_window(
    grid: FaceGrid, window: QMainWindow, size: tuple[int, int]
) -> None:
    """As when a slide show has ended, which filled the screen."""
    grid.show_faces([f"face_{n}" for n in range(400)])
    until(lambda: grid.verticalScrollBar().maximum() > 0)
    window.resize(1200, 760)
    grid.set_current(220)
    grid.scrollTo(grid.faces.index(220))
    window.resize(*size)
    assert grid.viewport().rect().contains(grid.visualRect(grid.faces.index(220)))


def test_a_small_unclear_face(qapp: QApplication, db: Database, album: Album) -> None:
    photo = album.photo(taken_at=datetime(2014, 3, 12))
    dora = album.person("Dora")
    face = album.face(dora, asset_id=photo, quality=0.01, by=AssignedBy.USER)
    drawn = album.face(asset_id=photo, quality=0)
    album.edit(Face, face, landmarks=json.dumps(TEMPLATE.tolist()))
    words = FaceWords(db, with_person=True)
    assert words.describe(face) == f"Dora · 12 Mar 2014 · {photo}.jpg · small, unclear"
    assert words.describe(drawn) == f"12 Mar 2014 · {photo}.jpg"


def test_a_face_that_a_scan_gave_to_somebody(qapp: QApplication, album: Album) -> None:
    photo = album.photo()
    placed = album.face(album.person("Dora"), asset_id=photo, by=AssignedBy.AUTO)
    grouped = album.face(album.person(), asset_id=photo, by=AssignedBy.AUTO)
    words = FaceWords(album.db)
    assert words.describe(placed) == f"{photo}.jpg · added by Kinfolk"
    assert words.describe(grouped) == f"{photo}.jpg"


def test_a_face_that_waits_for_its_picture(qapp: QApplication, db: Database, album: Album) -> None:
    photo = album.photo()
    face = album.face(album.person("Dora"), asset_id=photo, by=AssignedBy.USER)
    album.edit(Face, face, seen_in="a picture")
    album.edit(Asset, photo, picture="another")
    assert FaceWords(db).describe(face) == f"{photo}.jpg · no longer in the photo"


def test_a_click_is_about_the_face_that_was_pressed(context: Context, window: QMainWindow) -> None:
    grid = ClickGrid(context, lambda event: False, tile=104)
    window.setCentralWidget(grid)
    grid.show_faces(IDS)
    toggled: list[str] = []
    grid.toggled.connect(toggled.append)
    place = grid.visualRect(grid.faces.index(1)).center()
    for shown in (["face_new", *IDS], [*IDS[1:], IDS[0]]):
        grid.show_faces(IDS)
        QTest.mousePress(grid.viewport(), LEFT, PLAIN, place)
        grid.show_faces(shown)  # as a scan finds others
        QTest.mouseRelease(grid.viewport(), LEFT, PLAIN, place)
    assert toggled == []
