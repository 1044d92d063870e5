"""The sheet with a person's new faces: wrong ones are taken out, the others confirmed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.model import FaceModel, Mark
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.look_closer.drag_out import Carrying
from kinfolk.gui.look_closer.grid import TILE, LookGrid, line_up, sheet_size
from kinfolk.gui.look_closer.photos import Photos
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets.controls import label, row
from kinfolk.gui.widgets.elided import Elided
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.recognition.new_faces import NewFacesOf

FEW, LARGE = 10, 160  # up to this many faces are shown at this size in pixels


class NewFacesSheet(Sheet):
    """Show all new faces of a person, the least sure first.

    Faces that were never visible are neither confirmed nor rejected.
    """

    said = Signal(object, object)  # face ids to confirm, face ids to take away

    def __init__(self, context: Context, arrived: NewFacesOf, *, parent: QWidget) -> None:
        number = len(arrived.face_ids)
        tile = LARGE if number <= FEW else TILE
        size = sheet_size(number, tile=tile, around=206)
        super().__init__(parent, title="", size=size, action="")
        self._arrived = arrived
        self._out: dict[str, None] = {}  # an ordered set
        self._seen: set[str] = set()
        self._face = Portrait(context.thumbs, 36)
        self._face.set_face(arrived.person.effective_face_id)
        self.grid = LookGrid(
            context.thumbs, FaceModel(self, describe=FaceWords(context.db).describe), tile=tile
        )
        self._lay_out_body()
        self.photos = Photos(context, self.grid, self)
        self._act = PeopleActions(context, self)
        self.carrying = Carrying(context, self.grid, arrived.person, self)
        self.carrying.given.connect(self._on_given)
        self.carrying.made.connect(self._leave)
        self.grid.toggled.connect(self.toggle)
        # Queued, because texts must not change while painting.
        self.grid.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.grid.faces.mark(Mark.DOUBTFUL, arrived.doubtful)
        self.grid.show_faces(arrived.face_ids)
        self._tell()

    def first_focus(self) -> QWidget:
        return self.grid

    @property
    def right(self) -> list[str]:
        """The faces that have been visible and are not taken out, in order."""
        faces = self._arrived.face_ids
        return [face for face in faces if face in self._seen and face not in self._out]

    @property
    def out(self) -> list[str]:
        """The faces taken out, in the order in which that was done."""
        return list(self._out)

    def toggle(self, face_id: str) -> None:
        """Take a face out, or put it back."""
        if face_id in self._out:
            del self._out[face_id]
        else:
            self._out[face_id] = None
        self.grid.faces.mark(Mark.OUT, self._out)
        self._tell()

    def accept(self) -> None:
        super().accept()
        self.said.emit(self.right, self.out)

    def _on_given(self, face_ids: Sequence[str], person: Person, since: datetime) -> None:
        """Give faces to somebody at once: what is certain need not be asked any more."""
        self._act.give(face_ids, person, of=self._arrived.person, since=since)
        self._leave(face_ids)

    def _leave(self, gone: Sequence[str]) -> None:
        """Remove faces that belong to somebody else now; close if none is left."""
        left = tuple(face for face in self._arrived.face_ids if face not in gone)
        self._arrived = replace(self._arrived, face_ids=left)
        self._out = {face: None for face in self._out if face not in gone}
        self.grid.show_faces(left)
        self.grid.faces.mark(Mark.OUT, self._out)
        self._tell()
        if not left:
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def _lay_out_body(self) -> None:
        heading = Elided("title")
        heading.setText(self.tr("New faces of {}").format(self._arrived.person.name or ""))
        self.setAccessibleName(heading.text())
        self.title.hide()
        caption = label("", "caption", tone="muted", wrap=True)
        number = words.faces(len(self._arrived.face_ids))
        hint = self.tr(
            "{}, least certain first. Click a face or press Space to remove it, or drag it to "
            "someone else."
        )
        caption.setText(hint.format(number))
        self.body.setSpacing(10)
        line_up(self)
        self.body.addLayout(row(OUTSIDE, self._face, 4, heading, None, spacing=6))
        self.body.addLayout(row(OUTSIDE, caption, spacing=0))
        self.body.addWidget(self.grid, 1)

    def _on_painted(self) -> None:
        """Note which faces are visible."""
        seen = self._seen | set(self.grid.on_screen())
        if seen != self._seen:
            self._seen = seen
            self._tell()

    def _tell(self) -> None:
        """Say what the primary button will do."""
        right, out = len(self.right), len(self._out)
        later = len(set(self._arrived.face_ids) - self._seen - self._out.keys())
        name = words.short(self._arrived.person.name or "", 32)
        parts = []
        if right and out:
            text = self.tr("{right} will be confirmed as {name}. {out} will be removed.")
            parts.append(text.format(right=words.faces(right), name=name, out=words.faces(out)))
        elif right:
            one = "%Ln face will be confirmed as {}."
            many = words.count(right, one, "%Ln faces will be confirmed as {}.")
            parts.append(many.format(name))
        elif out:
            parts.append(
                words.count(out, "%Ln face will be removed.", "%Ln faces will be removed.")
            )
        if later:
            parts.append(words.count(later, "%Ln more below.", "%Ln more below."))
        self.sentence.setText(" ".join(parts))
        self.primary.setText(self._action(right, out))
        self.primary.setEnabled(right + out > 0)

    def _action(self, right: int, out: int) -> str:
        """Return the text of the primary button."""
        if not out:
            return self.tr("Confirm")
        return self.tr("Confirm the others") if right else self.tr("Remove")


COMMANDS: Commands[NewFacesSheet] = Commands(
    "Looking closer",
    Command("Ctrl+O", "Show photo", lambda sheet: sheet.grid.say(sheet.grid.opened)),
)
