"""What can be done with cards of the wall, by menu and by key."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from kinfolk.core.people import Person
from kinfolk.gui.base.keys import say_key
from kinfolk.gui.wall.lists import GroupList, SingleList, WallList
from kinfolk.gui.widgets import controls

if TYPE_CHECKING:
    from kinfolk.gui.wall.page import Wall

FAVORITE_KEY, HIDE_KEY, MERGE_KEY = "Ctrl+D", "Ctrl+Shift+H", "Ctrl+M"
IGNORE_KEY = "Ctrl+I"


def people_menu(wall: "Wall", view: WallList, chosen: Sequence[Person]) -> QMenu:
    """For one card or several selected ones."""
    menu = controls.passing_menu(wall)
    actions, one = wall.act, chosen[0]
    if len(chosen) == 1:
        _add_ways(wall, menu, one)
        if isinstance(view, GroupList):
            look = menu.tr("Look closer…")
            _add(menu, look, "Space", lambda: view.look_closer(view.currentIndex()))
        name = menu.tr("Name…") if isinstance(view, GroupList) else menu.tr("Rename…")
        _add(menu, name, "F2", lambda: view.rename_wanted.emit(view.currentIndex()))
        if one.name is None:
            text = menu.tr("New person from this group…")
            _add(menu, text, "", lambda: wall.new_person_wanted.emit((), one.id))
    else:
        text = menu.tr("Merge these {}…").format(len(chosen))
        _add(menu, text, MERGE_KEY, lambda: wall.merge([each.id for each in chosen]))
    menu.addSeparator()
    favorite, hidden = not one.is_favorite, not one.is_hidden
    text = menu.tr("Make favourite") if favorite else menu.tr("No favourite any more")
    _add(menu, text, FAVORITE_KEY, lambda: actions.set_favorite(chosen, favorite))
    if isinstance(view, GroupList):
        _add(menu, _ignoring(menu, one), IGNORE_KEY, view.ignore)
    else:
        text = menu.tr("Hide") if hidden else menu.tr("Show again")
        _add(menu, text, HIDE_KEY, lambda: actions.set_hidden(chosen, hidden))
    menu.addSeparator()
    _add(menu, menu.tr("Delete"), "Del", lambda: actions.delete(chosen))
    return menu


def single_menu(wall: "Wall", view: SingleList, chosen: Sequence[Person]) -> QMenu:
    """For one single face or several selected ones."""
    menu = controls.passing_menu(wall)
    face_ids = tuple(each.effective_face_id or "" for each in chosen)
    if len(chosen) == 1:
        row = view.people.row_of(chosen[0].id)
        show = partial(wall.show_photo, row)
        wall.context.ways.from_face(menu, face_ids[0], photo=show, photo_key="Enter")
        _add(menu, menu.tr("Name…"), "F2", lambda: view.naming.begin(row))
    text = menu.tr("New person…")
    _add(menu, text, "", lambda: wall.new_person_wanted.emit(face_ids, None))
    menu.addSeparator()
    _add(menu, _ignoring(menu, chosen[0]), IGNORE_KEY, view.ignore)
    menu.addSeparator()
    _add(menu, menu.tr("Not a face"), "Del", lambda: wall.act.delete_faces(face_ids))
    return menu


def _ignoring(menu: QMenu, one: Person) -> str:
    return menu.tr("Show again") if one.is_hidden else menu.tr("Ignore")


def add_keys(wall: "Wall", view: WallList) -> None:
    """The same by keyboard, while the list has the focus."""

    def bind(key: str, text: str, act: Callable[[list[Person]], None]) -> None:
        action = QAction(text, view)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: act(chosen) if (chosen := view.chosen()) else None)
        view.addAction(action)

    actions = wall.act
    text = wall.tr("Favourite, or no favourite any more")
    bind(FAVORITE_KEY, text, lambda them: actions.set_favorite(them, not them[0].is_favorite))
    text = wall.tr("Hide, or show again")
    bind(HIDE_KEY, text, lambda them: actions.set_hidden(them, not them[0].is_hidden))
    text = wall.tr("Merge the selected people")
    bind(MERGE_KEY, text, lambda them: wall.merge([each.id for each in them]))


def _add_ways(wall: "Wall", menu: QMenu, one: Person) -> None:
    """From the portrait; somebody without one has a page all the same."""
    ways, face_id = wall.context.ways, one.effective_face_id
    if face_id is None:
        ways.to_page(menu, one.id, one.name, "Enter")
        menu.addSeparator()
    else:
        show = partial(wall.show_photo_of, one)
        ways.from_face(menu, face_id, photo=show, page_key="Enter", others=[one.id])


def _add(menu: QMenu, text: str, key: str, act: Callable[[], object]) -> None:
    say_key(menu.addAction(text, act), key)
