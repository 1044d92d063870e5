"""The base of sheets that show all faces of a group or person, with some to be taken out."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.grid import TILE
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.people_strip import PeopleStrip
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.squares import GAP
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Part, row
from kinfolk.gui.widgets.sheet import AWAY, PADDING, Sheet
from kinfolk.naming.group_look import FacesLook

WIDE, LOW, HIGH = 1000, 420, 860  # pixels: width of a sheet, least and greatest height


class LargeSheet(Sheet):
    """Show many faces, aligned with the title; beside it there is room for tools."""

    def __init__(self, parent: QWidget, title: str, number: int, *, tile: int, around: int) -> None:
        """Fit the size to this number of faces; `around` is the height of everything else."""
        room = min(WIDE, parent.window().width() - 2 * AWAY)
        columns = (room - 2 * PADDING) // (tile + GAP)
        needed = around - (-number // columns) * (tile + GAP)
        size = QSize(WIDE, min(max(LOW, needed), HIGH))
        super().__init__(parent, title=title, size=size, action="")
        # Faces are aligned with the title, and their rings reach outside.
        margins = self.top.contentsMargins()
        margins.setLeft(margins.left() - OUTSIDE)
        margins.setRight(margins.right() - OUTSIDE)
        self.top.setContentsMargins(margins)
        self.body.setSpacing(10)

    def lay_title(self, *before: Part, tools: Sequence[Part] = ()) -> None:
        """Put the title into the first line of the body, with parts before it and after it."""
        line = row(OUTSIDE, *before, self.title, *tools, spacing=6)
        self.body.addLayout(line)


class Photos(QObject):
    """Open a face's photo, show it while the button is held, and open its menu."""

    def __init__(
        self,
        context: Context,
        grid: ClickGrid,
        page: QWidget,
        add: Callable[[QMenu, str], None] = lambda menu, face_id: None,
    ) -> None:
        """`add(menu, face_id)` adds further entries to a face's menu."""
        super().__init__(grid)
        self._context = context
        self._grid = grid
        self._page = page
        self._add = add
        grid.opened.connect(self.show)
        grid.held.connect(self._peek)
        grid.menu_wanted.connect(self._on_menu)

    def _on_menu(self, at: QPoint) -> None:
        current = self._grid.current_id()
        if current is None:
            return
        menu = controls.passing_menu(self._page)
        show = partial(self.show, current)
        self._context.menu_links.from_face(menu, current, photo=show, photo_key="Ctrl+O")
        self._add(menu, current)
        menu.popup(at)

    def show(self, face_id: str) -> None:
        """Show the photo of a face; arrow keys lead to those of the grid's other faces."""
        self._context.menu_links.show_photo(face_id, self._grid.faces.ids, self._page)

    def _peek(self, face_id: str) -> None:
        """Show the photo until the button is released."""
        view = PhotoView(self._context, face_id, among=(), parent=self._page)
        self._grid.let_go.connect(view.accept)
        view.open()


class FacesSheet(LargeSheet):
    """Show the faces of a group or person; those taken out stay in place, faded and crossed.

    Faces can also be dragged out, to someone or to become a new person, which is done at once.
    Subclasses say what the primary button does, and what moving and leaving mean.
    """

    def __init__(
        self,
        context: Context,
        person: Person,
        look: FacesLook,
        parent: QWidget,
        *,
        title: str,
        around: int,
        tile: int = TILE,
    ) -> None:
        """`person` has the faces of `look`."""
        super().__init__(parent, title, len(look.group.face_ids), tile=tile, around=around)
        self.commands = (COMMANDS, *self.commands)
        self._context = context
        self._person = person
        self.look = look
        self.grid = ClickGrid(context, self._on_key, tile=tile, is_held=True)
        self.grid.setAccessibleName(self.tr("Faces in the group"))
        self.photos = Photos(context, self.grid, self, add=self._add_to_menu)
        self.strip = PeopleStrip(context, self)
        self.strip.given.connect(self._move)
        self.strip.new_wanted.connect(self.make_person)
        self.grid.toggled.connect(self.toggle)
        self.grid.dragged.connect(lambda faces: self.strip.show_for(faces, person))

    def first_focus(self) -> QWidget:
        return self.grid

    def toggle(self, face_id: str) -> None:
        """Take a face out, or put it back."""
        self.look.toggle(face_id)
        self.grid.faces.mark(Mark.OUT, self.look.out)
        self._tell()

    def make_person(self, face_ids: Sequence[str], name: str = "") -> None:
        """Open the dialog for a new person with these faces chosen."""
        dialog = NewPersonDialog(
            self._context, face_ids=face_ids, group_id=self._person.id, parent=self
        )
        dialog.form.name.setText(name)
        dialog.created.connect(lambda: self._leave(dialog.picker.chosen))
        dialog.open()

    def _move(self, face_ids: Sequence[str], other: Person, since: datetime) -> None:
        """Give faces to someone; `since` is when the user was asked, or began to drag them."""
        raise NotImplementedError

    def _tell(self) -> None:
        """Say what the primary button will do."""
        raise NotImplementedError

    def _show(self, face_ids: Sequence[str]) -> None:
        self.grid.show_faces(face_ids)
        self.grid.faces.mark(Mark.OUT, self.look.out)
        self._tell()

    def _leave(self, gone: Sequence[str]) -> None:
        """Remove faces that belong to someone else now."""
        going = set(gone)
        self.look.leave(going)
        self._show([face for face in self.grid.faces.ids if face not in going])

    def _add_to_menu(self, menu: QMenu, face_id: str) -> None:
        """Add further entries to the menu of a face."""

    def _on_key(self, event: QKeyEvent) -> bool:
        """Do what a key on the grid means; return whether it means anything."""
        return FACE_COMMANDS.press(self, event)


FACE_COMMANDS: Commands[FacesSheet] = Commands(
    "Looking closer",
    Command(
        "Space Del Backspace",
        "Remove the face, or put it back",
        lambda sheet: sheet.grid.say(sheet.grid.toggled),
    ),
)
COMMANDS: Commands[FacesSheet] = Commands(
    "Looking closer",
    Command("Ctrl+O", "Show photo", lambda sheet: sheet.grid.say(sheet.grid.opened)),
)
