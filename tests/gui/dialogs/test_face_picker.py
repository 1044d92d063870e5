"""The face picker: tabs, choosing and marking by mouse and by keys."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from kinfolk.core.faces import faces
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.face_picker import FacePicker, Tab
from kinfolk.gui.faces.model import Mark
from tests.album import Album
from tests.gui.hands import CONTROL, LEFT, Key, click, press, until
from tests.gui.windows import middle_of


class Picking:
    """A picker on a library with a group, a loose face and someone."""

    def __init__(self, context: Context, window: QMainWindow, album: Album) -> None:
        self.group = album.group(faces=0)
        self.grouped = [album.face(self.group) for _ in range(3)]
        self.loose = [album.face() for _ in range(2)]
        self.owned = album.face(album.person("Anna"))
        self.picker = FacePicker(context, group_id=self.group)
        window.setCentralWidget(self.picker)
        self.picker.load(album.library_id)
        self.picker.show_tab(Tab.UNASSIGNED)
        until(lambda: len(self.picker.model.ids) == 2)
        self.picker.grid.setFocus()

    def click(self, face_id: str) -> None:
        click(self.picker.grid.viewport(), middle_of(self.picker.grid, face_id))


def headings(picker: FacePicker) -> list[tuple[str, str]]:
    """Return the headings over the faces, and what is beside them."""
    return [(each.title, each.detail) for each in picker.model.sections]


@pytest.fixture
def picking(context: Context, window: QMainWindow, album: Album) -> Picking:
    return Picking(context, window, album)


def test_each_tab_offers_its_faces(picking: Picking) -> None:
    picker = picking.picker
    shown = {}
    for tab in Tab:
        picker.show_tab(tab)
        shown[tab] = set(picker.model.ids)
    assert shown == {
        Tab.CHOSEN: set(),
        Tab.GROUP: set(picking.grouped),
        Tab.UNASSIGNED: set(picking.loose),
        Tab.EVERYBODY: {*picking.grouped, *picking.loose, picking.owned},
    }
    model = picker.model
    picker.show_tab(Tab.EVERYBODY)
    marked = [face for face in model.ids if Mark.PLACED in model.marks_of(face)]
    assert marked == [picking.owned]
    index = model.index(model.row_of(picking.owned))
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Anna · ")
    assert said.endswith(" · added by Kinfolk")


def test_the_clearest_faces_come_first(picking: Picking, album: Album) -> None:
    clear, blurred = album.face(quality=0.9), album.face(quality=0.1)
    picker = picking.picker
    picker.load(album.library_id)
    until(lambda: clear in picker.model.ids)
    assert (picker.model.ids[0], picker.model.ids[-1]) == (clear, blurred)


def test_clicks_choose_leave_out_and_mark(picking: Picking) -> None:
    picker, (first, second) = picking.picker, picking.loose
    picking.click(second)
    picking.click(first)
    assert (picker.chosen, picker.portrait) == ([second, first], second)
    picking.click(second)
    assert (picker.chosen, picker.portrait) == ([first], first)
    QTest.mouseDClick(picker.grid.viewport(), LEFT, pos=middle_of(picker.grid, second))
    assert picker.portrait == second


def test_keys_choose_and_mark(picking: Picking) -> None:
    picker, ids = picking.picker, list(picking.picker.model.ids)
    press(Key.Key_Home, Key.Key_Space, Key.Key_Right, Key.Key_P)
    assert (picker.chosen, picker.portrait) == (ids, ids[1])
    press(Key.Key_Space)  # without the marked one the first stands in
    assert (picker.chosen, picker.portrait) == (ids[:1], ids[0])
    press(Key.Key_A, held=CONTROL)
    assert set(picker.chosen) == set(ids)
    press(Key.Key_A, held=CONTROL)
    assert picker.chosen == []


def test_a_face_left_out_stays_on_the_selected_tab(picking: Picking) -> None:
    picking.picker.choose(picking.loose)
    picking.picker.show_tab(Tab.CHOSEN)
    press(Key.Key_Home, Key.Key_Space)
    assert picking.picker.chosen == picking.loose[1:]
    assert list(picking.picker.model.ids) == picking.loose
    press(Key.Key_Space)
    assert set(picking.picker.chosen) == set(picking.loose)


def test_the_tabs_count(picking: Picking, album: Album) -> None:
    picking.picker.choose(picking.loose)
    assert picking.picker.tab_texts == ["Selected 2", "This group", "Single faces", "Everyone"]
    album.face()
    picking.picker.load(album.library_id)
    until(lambda: headings(picking.picker) == [("Single faces", "3 faces")])


def test_a_face_that_went_is_chosen_no_more(picking: Picking, album: Album) -> None:
    picking.picker.choose(picking.loose)
    gone = picking.loose[0]
    album.do(faces.delete, gone)
    picking.picker.load(album.library_id)
    until(lambda: picking.picker.chosen == picking.loose[1:])


@pytest.mark.parametrize(
    ("has_faces", "texts"),
    [
        (
            False,
            {
                Tab.CHOSEN: "Faces you select appear here.",
                Tab.UNASSIGNED: "Faces appear here after a folder has been scanned.",
                Tab.EVERYBODY: "Faces appear here after a folder has been scanned.",
            },
        ),
        (
            True,
            {
                Tab.CHOSEN: "Faces you select appear here.",
                Tab.UNASSIGNED: "Every face found so far belongs to someone.",
                Tab.EVERYBODY: "Press Space to select a face, P to set it as the portrait.",
            },
        ),
    ],
)
def test_an_empty_tab_says_why(
    context: Context, window: QMainWindow, album: Album, has_faces: bool, texts: dict[Tab, str]
) -> None:
    if has_faces:
        album.person("Anna", faces=1)
    picker = FacePicker(context)
    window.setCentralWidget(picker)
    picker.load(album.library_id)
    until(lambda: bool(picker._ids))
    said = {}
    for tab in texts:
        picker.show_tab(tab)
        said[tab] = picker.hint.text()
    assert said == texts


def _shows(picker: FacePicker, face_ids: list[str]) -> bool:
    return list(picker.model.ids) == face_ids


def test_a_search_shows_the_faces_of_who_is_named_so(picking: Picking) -> None:
    picker = picking.picker
    for typed, shown in (("an", [picking.owned]), ("ana", []), ("nna", [picking.owned])):
        picker.search.setText(typed)
        until(partial(_shows, picker, shown))
    picker.search.setText("Lil")
    until(lambda: picker.hint.text() == "No one is named “Lil”.")
    picker.search.clear()
    assert set(picker.model.ids) == set(picking.loose)


def test_faces_that_look_like_the_first_chosen_one_come_first(
    picking: Picking, album: Album
) -> None:
    picker = picking.picker
    chosen, *alike = album.lookalikes(near=5, number=3)
    album.face(near=6)
    picker.load(album.library_id)
    until(lambda: headings(picker) == [("Single faces", "6 faces")])
    picking.click(chosen)
    until(lambda: list(picker.model.ids[:3]) == [chosen, *alike])
    assert headings(picker) == [
        ("Selected", ""),
        ("Looks like these", "2 faces"),
        ("All others", "3 faces"),
    ]
    picking.click(alike[1])  # the faces stay where they are
    assert list(picker.model.ids[:3]) == [chosen, *alike]
    assert picker.chosen == [chosen, alike[1]]


def test_faces_that_look_like_one_left_out_again_do_not_come_first(
    picking: Picking, context: Context, album: Album
) -> None:
    picker = picking.picker
    wrong, *_ = album.lookalikes(near=5, number=3)
    chosen, *alike = album.lookalikes(near=6, number=3)
    picker.load(album.library_id)
    until(lambda: headings(picker) == [("Single faces", "8 faces")])
    busy = threading.Event()
    context.suggestions.ask(lambda _: busy.wait(), lambda _: None, owner=picker)
    for face_id in (wrong, wrong, chosen):
        picking.click(face_id)
    busy.set()
    until(lambda: list(picker.model.ids[:3]) == [chosen, *alike])


def test_faces_are_not_read_once_for_each_change_that_comes_meanwhile(
    picking: Picking, context: Context, album: Album
) -> None:
    """A scan may write faster than all faces of a large library are read."""
    hold = threading.Event()
    for _ in range(2):  # both threads that read
        context.tasks.run(hold.wait, owner=picking.picker)
    try:
        before = len(context.tasks._waiting)
        for _ in range(5):
            picking.picker.load(album.library_id)
        assert len(context.tasks._waiting) == before + 1
        last = album.face()
        picking.picker.load(album.library_id)
    finally:
        hold.set()
    until(lambda: last in picking.picker.model.ids)
