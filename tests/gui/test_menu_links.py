"""From any face anywhere to its photo, to whoever it is, and to its folder, in the real window."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu

from kinfolk.core.faces import faces
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.rejected_suggestions import RejectedSheet
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.look_closer.split import SplitSheet
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.widgets.overlay import Overlay
from tests.gui.house import House
from tests.gui.names_of_files import claimed
from tests.gui.windows import menu_at, open_menu, over, there, visible

pytestmark = pytest.mark.slow

PHOTO, FOLDER = "Show photo", "Show in folder"
DORA, BEN, GROUP = "Show Dora’s page", "Show Ben’s page", "Show the group’s page"


def single_face(house: House) -> QMenu:
    singles = house.unnamed().singles
    return house.at(singles, singles.people.row_of(house.single))


def persons_face(house: House) -> QMenu:
    grid = house.doras_page().faces.grid
    grid.selectionModel().clearSelection()
    row = grid.faces.row_of(house.doras)
    only = grid.selectionModel().SelectionFlag.ClearAndSelect
    grid.selectionModel().select(grid.faces.index(row), only)
    return house.at(grid, row)


def persons_portrait(house: House) -> QMenu:
    house.window.pages.open_person(house.ben)
    house.wait(lambda: house.window.pages.person.faces.grid.faces.ids)
    house.window.pages.person.header.menu_wanted.emit(house.window.mapToGlobal(QPoint(400, 300)))
    return open_menu()


def suggestion(house: House) -> QMenu:
    card = house.doras_page().faces.suggestions
    house.wait(lambda: house.maybe in card.found.shown and card.found.faces[0].isVisible())
    face = next(each for each in card.found.faces if house.maybe in each.shown)
    return menu_at(face, QPoint(20, 20))


def photo_of(house: House, grid: PhotoGrid) -> QMenu:
    return house.at(grid, grid.photos.row_of(house.both))


def frame(house: House) -> QMenu:
    view = PhotoView(house.context, house.bens, among=[house.bens], parent=house.window)
    view.open()
    house.wait(lambda: view.scene and view.canvas.frame_of(house.bens))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view, event)
    return open_menu()


def face_beside(house: House) -> QMenu:
    theirs = house.review().board.cards[0].theirs
    house.wait(lambda: house.doras in theirs.shown)
    return menu_at(theirs, theirs.tile(house.doras).center())


def new_face(house: House) -> QMenu:
    arrived = house.new().board.cards[0].faces
    return menu_at(arrived, arrived.tile(house.placed).center())


def looked_at(house: House) -> QMenu:
    sheet = LookCloser(house.context, house.person(house.group), parent=house.window)
    sheet.open()
    house.wait(lambda: not house.context.review.is_busy)
    return house.at(sheet.grid, sheet.grid.faces.row_of(house.groups[0]))


def split_face(house: House) -> QMenu:
    sheet = SplitSheet(house.context, house.person(house.group), house.groups, parent=house.window)
    sheet.open()
    return house.at(sheet.pick, sheet.pick.faces.row_of(house.groups[0]))


def merged_face(house: House) -> QMenu:
    house.people().sheets.merge([house.dora, house.ben])
    sheet = over(house.window, MergeSheet)
    tile = dict(sheet.pairs.tiles())[house.doras]
    return menu_at(sheet.pairs, tile.center().toPoint())


def stranger(house: House) -> QMenu:
    house.unnamed().sheets.ignore_strangers()
    grid = over(house.window, StrangersSheet).grid
    house.wait(lambda: house.single in grid.faces.ids)
    return house.at(grid, grid.faces.row_of(house.single))


def refused_face(house: House) -> QMenu:
    house.album.do(review.answer_faces, [house.single], house.ben, Answer.NO)
    sheet = RejectedSheet(house.context, house.window)
    sheet.open()
    return house.at(sheet.view)


def disputed_face(house: House) -> QMenu:
    if house.disputed is None:
        house.disputed = claimed(house.album, house.doras, "Anna")
    sheet = NameConflictsSheet(house.context, house.window)
    sheet.open()
    return house.at(sheet.view)


def picked_face(house: House) -> QMenu:
    dialog = NewPersonDialog(house.context, face_ids=[house.single], parent=house.window)
    dialog.open()
    grid = dialog.picker.grid
    house.wait(lambda: house.single in grid.faces.ids)
    return house.at(grid, grid.faces.row_of(house.single))


def history_line(house: House) -> QMenu:
    panel = house.history()
    return house.at(panel.list, [line.face_id for line in panel.model.rows].index(house.bens))


Open = Callable[[House], QMenu]
# Opens a place and the menu of a face there; that face, by its name in the house; the ways from it.
PLACES: dict[str, tuple[Open, str, tuple[str, ...]]] = {
    "person's card": (
        lambda h: h.at(h.people().people, h.window.wall.people.people.row_of(h.ben)),
        "bens",
        (PHOTO, BEN, FOLDER),
    ),
    "group's card": (lambda h: h.at(h.unnamed().groups), "groups", (PHOTO, GROUP, FOLDER)),
    "single face": (single_face, "single", (PHOTO, FOLDER)),
    "person's face": (persons_face, "doras", (PHOTO, FOLDER)),
    "person's portrait": (persons_portrait, "bens", (PHOTO, FOLDER)),
    "suggestion": (suggestion, "maybe", (PHOTO, FOLDER)),
    "companion": (lambda h: h.at(h.with_dora().list), "bens", (PHOTO, BEN, FOLDER)),
    "year": (lambda h: h.at(h.doras_years().list), "doras", (PHOTO, FOLDER)),
    "person's photo": (lambda h: photo_of(h, h.doras_photos().grid), "doras", (PHOTO, BEN, FOLDER)),
    "photo": (lambda h: photo_of(h, h.photos().grid), "doras", (PHOTO, DORA, BEN, FOLDER)),
    "frame": (frame, "bens", (BEN, FOLDER)),
    "asked face": (
        lambda h: menu_at(h.review().board.cards[0].faces, QPoint(30, 30)),
        "maybe",
        (PHOTO, DORA, FOLDER),
    ),
    "face beside": (face_beside, "doras", (PHOTO, DORA, FOLDER)),
    "new face": (new_face, "placed", (PHOTO, DORA, FOLDER)),
    "looked at": (looked_at, "groups", (PHOTO, GROUP, FOLDER)),
    "split": (split_face, "groups", (PHOTO, GROUP, FOLDER)),
    "merged": (merged_face, "doras", (PHOTO, DORA, FOLDER)),
    "stranger": (stranger, "single", (PHOTO, FOLDER)),
    "refused": (refused_face, "single", (PHOTO, FOLDER)),
    "disputed": (disputed_face, "doras", (PHOTO, DORA, FOLDER)),
    "picked": (picked_face, "single", (PHOTO, FOLDER)),
    "line of the history": (history_line, "bens", (PHOTO, BEN, FOLDER)),
}


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What would be shown by the system."""
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    return urls


def test_every_way_leads_where_it_says(house: House, outside: list[QUrl]) -> None:
    """They are the first entries of the menu, in one order and one wording."""
    for place, (open_it, face, ways) in PLACES.items():
        known = getattr(house, face)
        face_id = known[0] if isinstance(known, list) else known
        for number, way in enumerate(ways):
            house.leave()
            menu = open_it(house)
            entries = [action for action in menu.actions() if not action.isSeparator()]
            said = [action.text() for action in entries]
            assert (place, *said[: len(ways)]) == (place, *ways)
            assert not {PHOTO, DORA, BEN, GROUP, FOLDER} & set(said[len(ways) :]), place
            menu.hide()
            outside.clear()
            entries[number].trigger()
            if way == PHOTO:
                view = over(house.window, PhotoView)
                house.wait(partial(getattr, view, "scene"))
                shown = there(view.scene).asset.id
                assert shown == house.album.ask(faces.get, face_id).asset_id, place
            elif way == FOLDER:
                assert outside == [QUrl.fromLocalFile(str(house.folder_of(face_id)))], place
            else:
                whose = {DORA: house.dora, BEN: house.ben, GROUP: house.group}[way]
                assert house.window.pages.currentWidget() is house.window.pages.person, place
                assert house.window.pages.person.person_id == whose, place
                assert visible(Overlay) == [], place


PAINTS = re.compile(r"humbs\.image\(|draw_face\(|\bPortrait\(")
# Where faces are drawn, and the ways lead from; of the others it stands why there are none.
WITH_WAYS = {
    "dialogs/face_lines.py",
    "dialogs/merge.py",
    "faces/delegate.py",
    "faces/pairs.py",
    "history/delegate.py",
    "person/header.py",
    "person/portraits.py",
    "verdicts/faces.py",
    "wall/group_delegate.py",
    "wall/person_delegate.py",
}
WITHOUT = {
    "base/drag.py": "under the pointer, while it is dragged",
    "base/shapes.py": "draws for others",
    "faces/portrait.py": "draws for others",
    "new_faces/card.py": "beside the name that leads to their page",
    "look_closer/new_faces_sheet.py": "beside the title, whose faces follow",
    "look_closer/split.py": "beside the title, whose faces follow",
    "look_closer/name_field.py": "who has the name that is typed",
    "dialogs/new_person_form.py": "one that is chosen beside it",
    "faces/people_strip.py": "there while a face is dragged",
    "photo/film_bar.py": "leads to its moment of the film",
    "photo/info.py": "in the photo, with an arrow to their page",
    "photos/search_suggestion_list.py": "a choice",
    "review/card.py": "beside the name, with faces of theirs",
    "who/namesake.py": "who has the name that is typed",
    "who/rows.py": "a choice",
    "widgets/chip.py": "a part of a search",
}


def test_no_place_with_faces_is_forgotten() -> None:
    gui = Path(__file__).parents[2] / "app" / "kinfolk" / "gui"
    painting = {
        path.relative_to(gui).as_posix()
        for path in gui.rglob("*.py")
        if PAINTS.search(path.read_text("utf-8"))
    }
    assert painting == WITH_WAYS | WITHOUT.keys()
