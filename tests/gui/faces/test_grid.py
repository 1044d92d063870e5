"""The grid of faces: a model Qt accepts, keys, selection, painting only what is seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import FaceModel, Mark
from kinfolk.gui.tiles.content import TileSection
from tests.album import Album

IDS = [f"face_{n}" for n in range(30)]
YEARS = [TileSection("2025", "11 years", 12), TileSection("2024", "10 years", 18)]


@pytest.fixture
def grid(qtbot: QtBot, context: Context, window: QMainWindow) -> FaceGrid:
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


def test_the_portrait_moves_its_label() -> None:
    model = FaceModel()
    model.set_faces(IDS)
    model.mark(Mark.PORTRAIT, IDS[:1])
    model.mark(Mark.PORTRAIT, IDS[5:6])
    assert model.marked(Mark.PORTRAIT) == {IDS[5]}


def test_what_a_drag_takes_along_is_in_the_order_of_the_grid(grid: FaceGrid) -> None:
    grid.select([IDS[7], IDS[2]])
    assert grid.selected_ids() == [IDS[2], IDS[7]]


def test_arrow_keys_go_through_the_grid(qtbot: QtBot, grid: FaceGrid) -> None:
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key)
    columns = grid.width() // (104 + 8)
    assert grid.current_id() == IDS[columns + 1]
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.current_id() == IDS[-1]


def test_shift_selects_a_run_and_control_a_everything(qtbot: QtBot, grid: FaceGrid) -> None:
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    for _ in range(2):
        qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected_ids() == IDS[:3]
    qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected_ids() == IDS


def test_a_click_selects_and_control_click_adds(qtbot: QtBot, grid: FaceGrid) -> None:
    def click(row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = grid.visualRect(grid.faces.index(row)).center()
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(2)
    click(13, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected_ids() == [IDS[2], IDS[13]]
    click(5)
    click(8, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected_ids() == IDS[5:9]


def test_new_content_keeps_what_was_selected(grid: FaceGrid) -> None:
    grid.select([IDS[4], IDS[9]])
    grid.show_faces(IDS[5:])
    assert grid.selected_ids() == [IDS[9]]
    assert grid.current_id() is not None


def test_enter_and_a_double_click_open(qtbot: QtBot, grid: FaceGrid) -> None:
    grid.select([IDS[3]])
    with qtbot.waitSignal(grid.opened) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == [IDS[3]]
    place = grid.visualRect(grid.faces.index(4)).center()
    with qtbot.waitSignal(grid.opened) as told:
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [IDS[4]]


def test_the_current_face_is_scrolled_into_view(qtbot: QtBot, grid: FaceGrid) -> None:
    grid.show_faces([f"face_{n}" for n in range(2000)])
    qtbot.keyClick(grid, Qt.Key.Key_End)
    seen = grid.viewport().rect()
    assert seen.contains(grid.visualRect(grid.currentIndex()))


def test_only_what_is_seen_is_asked_for(
    qtbot: QtBot, context: Context, album: Album, grid: FaceGrid, paint: Callable[..., None]
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
    qtbot.waitUntil(painted)
    assert len(seen) < 200
    shown = grid.grab().toImage()
    middle = grid.visualRect(grid.faces.index(1)).center()
    assert shown.pixelColor(middle).red() > 200


def test_faces_that_come_above_move_neither_the_page_nor_the_keys(
    grid: FaceGrid, qtbot: QtBot
) -> None:
    many = [f"face_{n}" for n in range(400)]
    grid.show_faces(many, [TileSection("2024", "", 400)])
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
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
    grid: FaceGrid, window: QMainWindow, qtbot: QtBot
) -> None:
    grid.show_faces([f"face_{n}" for n in range(400)])
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(1000)
    first = next(n for n in range(400) if grid.visualRect(grid.faces.index(n)).bottom() >= 0)
    before = grid.visualRect(grid.faces.index(first)).y()
    window.resize(760, 760)
    assert grid.visualRect(grid.faces.index(first)).y() == before
