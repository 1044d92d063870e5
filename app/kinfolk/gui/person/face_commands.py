"""What can be done with the selected faces of a person: by menu, keys and buttons."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people import Person
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import Command, Commands, show_letters
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import ask_whose
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.look_closer.split import open_split
from kinfolk.gui.person.faces import FaceOrder
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import label
from kinfolk.gui.widgets.selection_bar import SelectionBar
from kinfolk.gui.widgets.switches import SortButton


class FaceCommands(QObject):
    """Offer the actions on a grid of one person's faces.

    Their keys work only while the grid has the focus.
    """

    def __init__(
        self, context: Context, grid: FaceGrid, act: PeopleActions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._page = parent
        self._person: Person | None = None
        self.grid = grid
        self.act = act
        self._make_actions()
        self.bar = FaceBar([self.move, self.detach, self.portrait, self.new])
        self.bar.let_go.connect(grid.clearSelection)
        grid.selection_changed.connect(self._show)
        grid.menu_wanted.connect(self._on_menu)
        grid.opened.connect(self._show_photo)

    def set_person(self, person: Person) -> None:
        """Set whose faces the grid shows."""
        self._person = person
        self.grid.whose = Named(person.id, person.name) if person.name else None
        text, short = self.tr("Not {name:this group}"), words.short(person.name or "") or None
        self.detach.setText(plain_text.literal(words.fill(text, name=short)))
        self.detach.setToolTip(plain_text.tip(words.fill(text, name=person.name)))
        self._show()

    @property
    def is_for_name(self) -> bool:
        """Whether letters are for the name: of a group's page on which no face is selected."""
        is_group = self._person is not None and self._person.name is None
        return is_group and not self.grid.selected_ids()

    def _make_actions(self) -> None:
        self.photo = self._action("Return")
        self.portrait = self._action("P")
        self.move = self._action("M")
        self.new = self._action("New person…")
        self.detach = self._action("Del")
        self.no_face = self._action("Not a face")
        self._action("T")

    def _action(self, name: str) -> QAction:
        """Return an action that listens to its key in the grid only: elsewhere letters are text."""
        only_there = Qt.ShortcutContext.WidgetShortcut
        return COMMANDS[name].action(self, self, self.grid, scope=only_there)

    def _show(self) -> None:
        """Enable the actions for what is selected."""
        number = len(self.grid.selected_ids())
        has_faces = bool(self.grid.faces.ids)
        self.photo.setEnabled(number == 1)
        self.portrait.setEnabled(has_faces and number <= 1)
        for action in (self.move, self.new, self.detach, self.no_face):
            action.setEnabled(has_faces)
        hint = self.tr("Drag a face onto the portrait to change it.")
        self.bar.show_selection(number, hint if self.grid.faces.ids else "")

    def _meant(self) -> list[str]:
        """Return the selected faces, or else the current one if the keyboard's frame is visible.

        Otherwise show the frame first and return nothing, so that no key acts on a face that is not
        marked.
        """
        chosen, current = self.grid.selected_ids(), self.grid.current_id()
        if not chosen and current is not None and controls.shows_focus(self.grid):
            return [current]
        if not chosen:
            self.grid.show_frame()
        return chosen

    def _on_menu(self, place: QPoint) -> None:
        """Open the menu of the faces under the cursor; beside the faces there is none."""
        at = self.grid.viewport().mapFromGlobal(place)
        is_framed = self.grid.visualRect(self.grid.currentIndex()).contains(at)
        chosen = self._meant() if is_framed else self.grid.selected_ids()
        if not chosen:
            return
        menu = controls.passing_menu(self._page)
        if len(chosen) == 1:
            here = self._person.id if self._person else None
            show, links = partial(self._show_photo, chosen[0]), self._context.menu_links
            links.from_face(menu, chosen[0], photo=show, photo_key="Enter", here=here)
        menu.addAction(self.portrait)
        menu.addActions([self.move, self.new, self.detach])
        menu.addSeparator()
        menu.addAction(self.no_face)
        show_letters(menu, are_keys=not self.is_for_name)
        self.grid.lost.connect(menu.close)  # the entries are about what is selected by then
        menu.popup(place)

    def _on_photo(self) -> None:
        if current := self.grid.current_id():
            self._show_photo(current)

    def _show_photo(self, face_id: str) -> None:
        self._context.menu_links.show_photo(face_id, self.grid.faces.ids, self._page)

    def _on_portrait(self) -> None:
        if self._person is not None and (chosen := self._meant()):
            self.act.make_portrait(chosen[0], self._person)

    def _on_split(self) -> None:
        """Open the sheet that splits the person.

        It has all their faces, not only the selected ones.
        """
        if self._person is not None:
            open_split(self._context, self._person, self._page)

    def _on_move(self) -> None:
        """Ask for the person who gets the selected faces."""
        if self._person is None or not (chosen := self._meant()):
            return
        give, new = self.give, self.make_person
        ask_whose(self._context, chosen, of=self._person, parent=self._page, give=give, new=new)

    def give(self, face_ids: Sequence[str], other: Person, since: datetime) -> None:
        """Give these faces of the page to someone else.

        `since` is when it was asked to whom, or when the user began to drag them.
        """
        self.act.give(face_ids, other, of=self._person, since=since)

    def _on_new(self) -> None:
        if chosen := self._meant():
            self.make_person(chosen)

    def make_person(self, face_ids: Sequence[str], name: str = "") -> None:
        """Open the dialog for a new person with these faces chosen already."""
        dialog = NewPersonDialog(
            self._context,
            face_ids=face_ids,
            group_id=self._person.id if self._person else None,
            parent=self._page,
        )
        dialog.form.name.setText(name)
        dialog.open()

    def _on_detach(self) -> None:
        if self._person is not None and (chosen := self._meant()):
            self.act.detach(chosen, self._person)

    def _on_no_face(self) -> None:
        if chosen := self._meant():
            self.act.delete_faces(chosen, *filter(None, [self._person]))


class FaceBar(SelectionBar):
    """Keep its height: show the selection and its actions, or else a hint and the order."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__(actions)
        self.setFixedHeight(40)
        self._hint = label("", "caption", tone="muted")
        self.sorting = SortButton(
            {
                FaceOrder.DATE: self.tr("By date"),
                FaceOrder.QUALITY: self.tr("Best first"),
                FaceOrder.DOUBT: self.tr("Least certain first"),
            }
        )
        self.line.insertWidget(0, self._hint, 1)
        self.line.insertWidget(1, self.sorting)
        self.show_selection(0, "")

    def show_selection(self, number: int, hint: str) -> None:
        """Show how many faces are selected; `hint` is shown while there are none."""
        self._hint.setText(hint)
        self._hint.setVisible(number == 0)
        self.sorting.setVisible(number == 0 and bool(hint))
        self.show_selected(words.number_text(number) if number else "")


COMMANDS: Commands[FaceCommands] = Commands(
    "Person",
    Command("Return", "Show photo", FaceCommands._on_photo, hint="show photo"),
    Command("M", "Move to…", FaceCommands._on_move, hint="move to…"),
    Command("P", "Set as portrait", FaceCommands._on_portrait, hint="portrait"),
    Command("Ctrl+N", "", hint="new person"),  # the window listens to it
    Command("Del", "Remove the faces from this person", FaceCommands._on_detach, hint="not them"),
    Command("T", "Split…", FaceCommands._on_split),
    Command("", "New person…", FaceCommands._on_new),
    Command("", "Not a face", FaceCommands._on_no_face),
)
