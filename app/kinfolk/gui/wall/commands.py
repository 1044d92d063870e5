"""What can be done with cards of the wall: by menu, by key, and by the selection bar."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.people import Person
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import say_key
from kinfolk.gui.base.face_navigation import Ways
from kinfolk.gui.wall.lists import GroupList, SingleList, WallList
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.selection_bar import SelectionBar

SEVERAL = 2  # from this many selected cards on, the bar is about them


class CardCommands(QObject):
    """The commands for the selected cards of a list, or else for its current card.

    The menu and the bar are made of the same `parts`, each a list of actions that belong together.
    The menu of a single card has more entries. `changed` is emitted when the selection changes, or
    what can be done with it.
    """

    changed = Signal()  # the selection, or what can be done with it
    photo_wanted = Signal(object)  # a person whose portrait's photo is wanted
    merge_wanted = Signal(list)  # ids of people
    new_person_wanted = Signal(object, object)  # face ids; id of the group they form, or None

    def __init__(self, view: WallList, act: PeopleActions, ways: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self._act, self._ways, self._page = act, ways, parent
        self.view = view
        self._number = 0  # number of selected cards
        self.merge = self._action("Ctrl+M", self.tr("Merge…"), self._merge)
        self.favorite = self._action("Ctrl+D", "", self._switch_favorite)
        self.hide = self._action("Ctrl+Shift+H", "", self._switch_hidden)
        self.ignore = self._action("Ctrl+I", "", self._ignore)
        self.delete = self._action("Del", self.tr("Delete"), self._delete)
        self.new = self._action("", self.tr("New person…"), self._make_person)
        self.no_face = self._action("Del", self.tr("Not a face"), self._delete_faces)
        self.merge.setIconText(self.tr("merge"))
        self.favorite.setIconText(self.tr("favourite"))
        self.delete.setIconText(self.tr("delete"))
        self.no_face.setIconText(self.tr("not a face"))
        if isinstance(view, SingleList):
            self.parts = [[self.new], [self.ignore], [self.no_face]]
        else:
            aside = self.ignore if isinstance(view, GroupList) else self.hide
            self.parts = [[self.merge], [self.favorite, aside], [self.delete]]
            self._listen(self.favorite, self.tr("Add to or remove from favourites"))
            self._listen(self.hide, self.tr("Hide or show again"))
            self._listen(self.merge, self.tr("Merge selected people"))
        self.bar = SelectionBar([action for part in self.parts for action in part])
        self.bar.let_go.connect(view.clearSelection)
        view.delete_wanted.connect(self.parts[-1][0].trigger)
        view.selectionModel().selectionChanged.connect(self._on_changed)
        view.people.dataChanged.connect(self._on_changed)
        if isinstance(view, GroupList):
            view.naming.changed.connect(self._on_changed)

    @property
    def is_several(self) -> bool:
        """Whether enough cards are selected for the bar."""
        return self._number >= SEVERAL

    def menu(self) -> QMenu | None:
        """Return a menu for the selected or the current card; None if there is none."""
        chosen = self.view.chosen()
        if not chosen:
            return None
        self._call(chosen[0])
        menu = controls.passing_menu(self._page)
        if len(chosen) == 1:
            self._add_of_one(menu, chosen[0])
        for part in self.parts:
            menu.addActions([each for each in part if len(chosen) > 1 or each is not self.merge])
            menu.addSeparator()
        return menu

    # what there is

    def _action(self, key: str, text: str, act: Callable[[list[Person]], object]) -> QAction:
        """Return an action that calls `act` with the chosen people, if there are any."""
        action = QAction(text, self)
        say_key(action, key)
        action.triggered.connect(lambda: act(chosen) if (chosen := self.view.chosen()) else None)
        return action

    def _listen(self, action: QAction, text: str) -> None:
        """Make the action listen to its key while the list has the focus.

        `text` describes it in the list of keyboard shortcuts. The other keys are in the list's own
        table.
        """
        action.setData(text)
        self.view.addAction(action)

    def _call(self, first: Person) -> None:
        """Set the texts of the switches (favourite, hide, ignore) by the state of the first person.

        A switch sets the same new state for all selected people.
        """
        starred, hidden = first.is_favorite, first.is_hidden
        make, end = self.tr("Add to favourites"), self.tr("Remove from favourites")
        self.favorite.setText(end if starred else make)
        for action, text, word in (
            (self.hide, self.tr("Hide"), self.tr("hide")),
            (self.ignore, self.tr("Ignore"), self.tr("ignore")),
        ):
            action.setText(self.tr("Show again") if hidden else text)
            action.setIconText(self.tr("show again") if hidden else word)

    def _on_changed(self) -> None:
        ids = self.view.selected_ids
        self._number = len(ids)
        if self.is_several:
            card = self.view.people.card(self.view.people.row_of(ids[0]))
            if card is not None:
                self._call(card.person)
            self.bar.show_selected(self._counted(len(ids)))
        self.changed.emit()

    def _counted(self, number: int) -> str:
        """Return the number of cards as a text."""
        if isinstance(self.view, SingleList):
            return words.single_faces(number)
        return (words.groups if isinstance(self.view, GroupList) else words.people)(number)

    def _add_of_one(self, menu: QMenu, one: Person) -> None:
        """Add the entries that make sense for a single card only: its name, its page, its photo."""
        view = self.view
        row = view.people.row_of(one.id)
        if isinstance(view, SingleList):
            show, face_id = partial(self.photo_wanted.emit, one), one.effective_face_id or ""
            self._ways.from_face(menu, face_id, photo=show, photo_key="Enter")
            _add(menu, self.tr("Name…"), "F2", lambda: view.naming.begin(row))
            return
        self._add_ways(menu, one)
        if isinstance(view, GroupList):
            look = self.tr("Look closer…")
            _add(menu, look, "Space", lambda: view.look_closer(view.currentIndex()))
        name = self.tr("Name…") if isinstance(view, GroupList) else self.tr("Rename…")
        _add(menu, name, "F2", lambda: view.rename_wanted.emit(view.currentIndex()))
        if one.name is None:
            text = self.tr("New person from this group…")
            _add(menu, text, "", lambda: self.new_person_wanted.emit((), one.id))
        menu.addSeparator()

    def _add_ways(self, menu: QMenu, one: Person) -> None:
        """Add the entries that open the photo or the pages of the person's portrait face.

        Without a portrait, add only the entry that opens the person's page.
        """
        face_id = one.effective_face_id
        if face_id is None:
            self._ways.to_page(menu, one.id, one.name, "Enter")
            menu.addSeparator()
        else:
            show = partial(self.photo_wanted.emit, one)
            self._ways.from_face(menu, face_id, photo=show, page_key="Enter", others=[one.id])

    # what it does

    def _merge(self, chosen: Sequence[Person]) -> None:
        self.merge_wanted.emit([each.id for each in chosen])

    def _switch_favorite(self, chosen: Sequence[Person]) -> None:
        self._act.set_favorite(chosen, not chosen[0].is_favorite)

    def _switch_hidden(self, chosen: Sequence[Person]) -> None:
        self._act.set_hidden(chosen, not chosen[0].is_hidden)

    def _ignore(self, chosen: Sequence[Person]) -> None:
        if isinstance(self.view, GroupList):
            self.view.ignore()

    def _delete(self, chosen: Sequence[Person]) -> None:
        self.view.step_past(chosen)
        self._act.delete(chosen)

    def _make_person(self, chosen: Sequence[Person]) -> None:
        self.new_person_wanted.emit(_faces(chosen), None)

    def _delete_faces(self, chosen: Sequence[Person]) -> None:
        self.view.step_past(chosen)
        self._act.delete_faces(_faces(chosen))


def _faces(chosen: Sequence[Person]) -> tuple[str, ...]:
    """Return the face ids of cards that each stand for a single face."""
    return tuple(each.effective_face_id or "" for each in chosen)


def _add(menu: QMenu, text: str, key: str, act: Callable[[], object]) -> None:
    """Add an entry that calls `act`, and show its key beside it without making it a shortcut."""
    say_key(menu.addAction(text, act), key)
