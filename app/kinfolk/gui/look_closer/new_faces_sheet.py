"""The sheet with a person's new faces: wrong ones are taken out, the others confirmed."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.naming import Shown
from kinfolk.core.people.people import Person
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.grid import TILE
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.look_closer.faces_sheet import FacesSheet
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets.controls import label, row
from kinfolk.naming.group_look import FacesLook
from kinfolk.recognition.new_faces import NewFacesOf

FEW, LARGE = 10, 160  # up to this many faces are shown at this size in pixels


class NewFacesSheet(FacesSheet):
    """Show all new faces of a person, the least sure first.

    Faces that were never visible are neither confirmed nor rejected.
    """

    said = Signal(object, object)  # face ids to confirm, face ids to take away

    def __init__(self, context: Context, arrived: NewFacesOf, *, parent: QWidget) -> None:
        person, number = arrived.person, len(arrived.face_ids)
        super().__init__(
            context,
            person,
            FacesLook(Shown(person.id, person.library_id, arrived.face_ids)),
            parent,
            title=self.tr("New faces of {}").format(person.name or ""),
            around=206,
            tile=LARGE if number <= FEW else TILE,
        )
        self._act = PeopleActions(context, self)
        face = Portrait(context.thumbs, 36)
        face.set_face(person.effective_face_id)
        hint = self.tr("Click it or press Space to remove it, or drag it to someone else.")
        if number > 1:
            hint = self.tr(
                "{}, least certain first. Click a face or press Space to remove it, or drag it to "
                "someone else."
            ).format(words.faces(number))
        caption = label(hint, "caption", tone="muted", wrap=True)
        self.lay_title(face, 4, tools=(None,))
        self.body.addLayout(row(OUTSIDE, caption, spacing=0))
        self.body.addWidget(self.grid, 1)
        self.grid.seen_more.connect(self._tell)
        self.grid.faces.mark(Mark.DOUBTFUL, arrived.doubtful)
        self._show(arrived.face_ids)

    @property
    def right(self) -> list[str]:
        """The faces that have been visible and are not taken out, in order."""
        return [face for face in self.look.kept if face in self.grid.seen]

    def accept(self) -> None:
        super().accept()
        self.said.emit(self.right, self.look.out)

    def _move(self, face_ids: Sequence[str], other: Person, since: datetime) -> None:
        """Give faces to someone at once: what is certain need not be asked any more."""
        self._act.give(face_ids, other, of=self._person, since=since)
        self._leave(face_ids)

    def _leave(self, gone: Sequence[str]) -> None:
        """Remove faces that belong to someone else now; close if none is left."""
        super()._leave(gone)
        if not self.grid.faces.ids:
            self.reject()

    def _tell(self) -> None:
        right, out = len(self.right), len(self.look.out)
        later = len(set(self.look.kept) - self.grid.seen)
        name = words.short(self._person.name or "", 32)
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
        if not out:
            return self.tr("Confirm")
        return self.tr("Confirm the others") if right else self.tr("Remove")
