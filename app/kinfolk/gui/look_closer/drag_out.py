"""Dragging faces out of a sheet: to somebody, or to become a new person."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from kinfolk.core.people.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.faces.people_strip import PeopleStrip
from kinfolk.gui.look_closer.grid import LookGrid
from kinfolk.gui.widgets.sheet import Sheet


class Carrying(QObject):
    """Show the strip of people while faces of the grid are dragged."""

    # Face ids, the Person they were dropped on, and when the drag began; the receiver writes it
    given = Signal(object, object, object)
    made = Signal(object)  # face ids that a new person has got

    def __init__(self, context: Context, grid: LookGrid, person: Person, sheet: Sheet) -> None:
        """`person` has the faces of the grid."""
        super().__init__(sheet)
        self._context = context
        self._person = person
        self._sheet = sheet
        self.strip = PeopleStrip(context, sheet)
        self.strip.given.connect(self.given)
        self.strip.new_wanted.connect(self.make_person)
        grid.dragged.connect(self._on_dragged)

    def make_person(self, face_ids: Sequence[str], name: str = "") -> None:
        """Open the dialog for a new person with these faces chosen."""
        dialog = NewPersonDialog(
            self._context, face_ids=face_ids, group_id=self._person.id, parent=self._sheet
        )
        dialog.form.name.setText(name)
        dialog.created.connect(lambda: self.made.emit(dialog.picker.chosen))
        dialog.open()

    def _on_dragged(self, face_ids: Sequence[str]) -> None:
        if face_ids:
            self.strip.show_for(face_ids, self._person)
        else:
            self.strip.hide()
