"""What can be done with cards of the wall: by menu, by key, and by the selection bar."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands, KeyHints, say_key, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.wall import lists
from kinfolk.gui.wall.group_field import SeveralField
from kinfolk.gui.wall.lists import GroupList, SingleList, WallList
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.selection_bar import SelectionBar

SEVERAL = 2  # from this many selected cards on, the bar is about them


class CardCommands(QObject):
    """Offer the commands for the selected cards of a list, or else for its current card.

    The menu and the bar have the same actions; the menu of a single card has more entries.
    `changed` is emitted when the selection changes, or what can be done with it.
    """

    changed = Signal()  # the selection, or what can be done with it
    photo_wanted = Signal(object)  # a person whose portrait's photo is wanted
    merge_wanted = Signal(list)  # ids of people
    new_person_wanted = Signal(object, object)  # face ids; id of the group they form, or None

    def __init__(
        self, view: WallList, act: PeopleActions, context: Context, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._act, self._menu_links, self._page = act, context.menu_links, parent
        self._context = context
        self.view = view
        self._number = 0  # number of selected cards
        self._selected_at = datetime.now(UTC)
        self._is_favorite = self._is_hidden = False  # a switch sets all cards to what this is not
        # The names of the commands; those in a line belong together.
        self._parts = [["Ctrl+M"], ["Ctrl+D", "Ctrl+Shift+H"], ["Del"]]
        if isinstance(view, SingleList):
            self._parts = [["New person…"], ["Ctrl+I"], ["Del"]]
        elif isinstance(view, GroupList):
            self._parts[1][1] = "Ctrl+I"
        listened = [] if isinstance(view, SingleList) else ["Ctrl+M", "Ctrl+D", "Ctrl+Shift+H"]
        self._actions = {
            each.name: each.action(
                self,
                self,
                *([view] if each.name in listened else []),
                scope=Qt.ShortcutContext.WidgetShortcut,
            )
            for each in COMMANDS.commands
        }
        self._field = self._name_field(view) if isinstance(view, SingleList) else None
        actions = [self._actions[name] for part in self._parts for name in part]
        answer = self._field.button if self._field is not None else None
        self.bar = SelectionBar(actions, lead=self._field, answer=answer)
        self.bar.let_go.connect(view.clearSelection)
        view.delete_wanted.connect(self._actions["Del"].trigger)
        view.selectionModel().selectionChanged.connect(self._on_selected)
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
        for part in self._parts:
            menu.addActions([self._actions[name] for name in part])
            menu.addSeparator()
        return menu

    def open_menu(self, at: QPoint) -> None:
        if menu := self.menu():
            menu.popup(at)

    @property
    def hints(self) -> KeyHints:
        of_several = [name for part in self._parts for name in part]
        return COMMANDS.hints(self, *(of_several if self.is_several else ("Ctrl+D", "Ctrl+M")))

    def _call(self, first: Person) -> None:
        """Set the texts of the actions: a switch (favourite, hide, ignore) names its new state."""
        self._is_favorite, self._is_hidden = first.is_favorite, first.is_hidden
        for name, action in self._actions.items():
            action.setText(COMMANDS[name].label(self))

    def _on_selected(self) -> None:
        self._selected_at = datetime.now(UTC)
        self._on_changed()

    def _on_changed(self) -> None:
        ids = self.view.selected_ids
        self._number = len(ids)
        if self.is_several:
            card = self.view.people.card(self.view.people.row_of(ids[0]))
            if card is not None:
                self._call(card.person)
                if self._field is not None:
                    self._field.show_number(len(ids), card.person.library_id)
            self.bar.show_selected(self._counted(len(ids)))
        elif self._field is not None:
            self._field.clear()
        self.changed.emit()

    def _name_field(self, view: SingleList) -> SeveralField:
        """Return the field of the bar, which takes the letters typed while several are selected."""
        field = SeveralField(
            self._context, self._page, names=view.known_names, faces=lambda: _faces(view.chosen())
        )
        view.several_typed.connect(field.begin)
        field.named.connect(self._name_all)
        field.apart_wanted.connect(field.keep_apart)
        field.ignored.connect(self._ignore)
        for left in (field.cancelled, field.stepped):
            left.connect(lambda *_: view.setFocus())
        field.cancelled.connect(field.clear)
        return field

    def _counted(self, number: int) -> str:
        if isinstance(self.view, SingleList):
            return words.single_faces(number)
        return (words.groups if isinstance(self.view, GroupList) else words.people)(number)

    def _add_of_one(self, menu: QMenu, one: Person) -> None:
        """Add the entries that make sense for a single card only: its name, its page, its photo."""
        view = self.view
        if isinstance(view, SingleList):
            show, face_id = partial(self.photo_wanted.emit, one), one.effective_face_id or ""
            self._menu_links.from_face(menu, face_id, photo=show, photo_key="Enter")
            row = view.people.row_of(one.id)
            say_key(menu.addAction(self.tr("Name…"), partial(view.naming.begin, row)), "F2")
            return
        self._add_ways(menu, one)
        if isinstance(view, GroupList):
            lists.COMMANDS.fill(menu, view, "Space")
        name = self.tr("Name…") if isinstance(view, GroupList) else self.tr("Rename…")
        say_key(menu.addAction(name, lambda: view.rename_wanted.emit(view.currentIndex())), "F2")
        if one.name is None:
            text = self.tr("New person from this group…")
            menu.addAction(text, lambda: self.new_person_wanted.emit((), one.id))
        menu.addSeparator()

    def _add_ways(self, menu: QMenu, one: Person) -> None:
        """Add the entries that open the photo or the pages of the person's portrait face.

        Without a portrait, add only the entry that opens the person's page.
        """
        face_id = one.effective_face_id
        if face_id is None:
            self._menu_links.to_page(menu, one.id, one.name, "Enter")
            menu.addSeparator()
        else:
            show = partial(self.photo_wanted.emit, one)
            self._menu_links.from_face(menu, face_id, photo=show, page_key="Enter", others=[one.id])

    # what it does

    def _merge(self) -> None:
        if chosen := self.view.chosen():
            self.merge_wanted.emit([each.id for each in chosen])

    def _switch_favorite(self) -> None:
        if chosen := self.view.chosen():
            self._act.set_favorite(chosen, not chosen[0].is_favorite)

    def _switch_hidden(self) -> None:
        if chosen := self.view.chosen():
            self._act.set_hidden(chosen, not chosen[0].is_hidden)

    def _ignore(self) -> None:
        if isinstance(self.view, GroupList) and self.view.chosen():
            self.view.ignore()

    def _delete(self) -> None:
        chosen = self.view.chosen()
        if not chosen:
            return
        self.view.step_past(chosen)
        if isinstance(self.view, SingleList):
            self._act.delete_faces(_faces(chosen))
        else:
            self._act.delete(chosen)

    def _name_all(self, name: str, owner: Person | None) -> None:
        """Give the selected faces to the person of that name, or to a new one."""
        chosen, since = self.view.chosen(), self._selected_at
        self.view.setFocus()
        self.view.step_past(chosen)  # selects another one, at another time
        if owner is not None:
            self._act.give(_faces(chosen), owner, since=since)
        else:
            self._act.name_faces(_faces(chosen), name, chosen[0].library_id)

    def _make_person(self) -> None:
        if chosen := self.view.chosen():
            self.new_person_wanted.emit(_faces(chosen), None)


def _faces(chosen: Sequence[Person]) -> tuple[str, ...]:
    """Return the face ids of cards that each stand for a single face."""
    return tuple(each.effective_face_id or "" for each in chosen)


# The lists themselves listen to the keys without a text, and list them.
COMMANDS: Commands[CardCommands] = Commands(
    "People and groups",
    Command("Ctrl+M", "Merge selected people", CardCommands._merge, menu="Merge…", hint="merge"),
    Command(
        "Ctrl+D",
        "Add to or remove from favourites",
        CardCommands._switch_favorite,
        menu=lambda cards: translated(
            "Remove from favourites" if cards._is_favorite else "Add to favourites"
        ),
        hint="favourite",
    ),
    Command(
        "Ctrl+Shift+H",
        "Hide or show again",
        CardCommands._switch_hidden,
        menu=lambda cards: translated("Show again" if cards._is_hidden else "Hide"),
        hint=lambda cards: translated("show again" if cards._is_hidden else "hide"),
    ),
    Command(
        "Ctrl+I",
        "",
        CardCommands._ignore,
        menu=lambda cards: translated("Show again" if cards._is_hidden else "Ignore"),
        hint=lambda cards: translated("show again" if cards._is_hidden else "ignore"),
    ),
    Command(
        "Del",
        "",
        CardCommands._delete,
        menu=lambda cards: translated(
            "Not a face" if isinstance(cards.view, SingleList) else "Delete"
        ),
        hint=lambda cards: translated(
            "not a face" if isinstance(cards.view, SingleList) else "delete"
        ),
    ),
    Command("", "New person…", CardCommands._make_person),
)
