"""The last card of the page New: groups that scans have found, and a way to name them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.verdicts.faces import CardFaces
from kinfolk.gui.widgets.card_background import GLOW, Ground
from kinfolk.gui.widgets.controls import Button, column, label, row

TILE = 60  # pixels


class NewGroups(QWidget):
    """Show a face of each new group; a click leads to the group, the button to naming them."""

    naming_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._by_face: dict[str, str] = {}
        self.caption = label("", "caption", tone="muted")
        self.name = Button(self.tr("Name them one by one"), "link", clicked=self.naming_wanted.emit)
        self.faces = CardFaces(context, side=TILE)
        self.faces.setAccessibleName(self.tr("New groups"))
        wanted = context.menu_links.person_wanted
        self.faces.clicked.connect(lambda face_id: wanted.emit(self._by_face[face_id]))
        title = label(self.tr("New groups"), "heading")
        heading = row(title, self.caption, None, self.name, margins=(GLOW, 18, GLOW, 6))
        card = Ground()
        line = QHBoxLayout(card)
        line.setContentsMargins(GLOW + 7, GLOW + 7, GLOW + 7, GLOW + 7)
        line.addWidget(self.faces, 1000, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.setLayout(column(heading, card, spacing=0))

    def show_groups(self, groups: Sequence[Person], number: int) -> None:
        """Show the largest of `number` new groups."""
        shown = [(one.effective_face_id, one.id) for one in groups]
        self._by_face = {face_id: group_id for face_id, group_id in shown if face_id}
        self.faces.show_faces(tuple(self._by_face))
        said = words.groups(number)
        if len(groups) < number:
            text = self.tr("{groups}, the {number} largest shown")
            said = text.format(groups=said, number=words.number_text(len(groups)))
        self.caption.setText(said)
        self.setVisible(bool(groups))
