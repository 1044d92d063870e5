"""A card of the page New: a person, their new faces, and buttons to confirm them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.card import VerdictCard
from kinfolk.gui.verdicts.faces import GAP, CardFaces
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import Button, column, label, row
from kinfolk.gui.widgets.elided import Elided
from kinfolk.recognition.new_faces import KNOWN, NewFacesOf

# Pixels
PORTRAIT = 44
TILE, SMALL_TILE = 96, 60
AWAY = 16  # between the parts
# From this width of the card on: sides of a new face and of a known one
SIZES = ((760, TILE, 56), (560, SMALL_TILE, 44))
LEAST_WHO = 110  # width of the part that says who it is, in a card without room for known faces


class NewFacesCard(VerdictCard[NewFacesOf]):
    """Ask whether a person's new faces are theirs."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._portrait = Portrait(context.thumbs, PORTRAIT)
        self._name = Elided("strong")
        self._count = label("", "caption", tone="muted")
        self.known, self.faces = (CardFaces(context, side=TILE) for _ in range(2))
        self._menu_links = context.menu_links
        self.known.clicked.connect(self.open_person)
        self._who = QWidget()
        self.right = Button(self.tr("Confirm"))
        self.closer = Button(self.tr("Look closer"), "quiet")
        self._set_buttons(self.right, self.closer)
        for part in (self._portrait, self._name, self._count):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()

    def show_question(self, question: NewFacesOf, place: int) -> None:
        name = question.person.name or ""
        self.question = question
        self._portrait.set_face(question.person.effective_face_id)
        self._name.setText(name)
        number = words.number_text(len(question.face_ids))
        self._count.setText(self.tr("{} new").format(number))
        self.known.show_faces(question.known)
        self.known.setAccessibleName(self.tr("Known faces of {}").format(name))
        self.faces.show_faces(question.face_ids)
        self.faces.mark(Mark.DOUBTFUL, question.doubtful)
        self._say_whom(name, self.tr("New faces of {}").format(name))

    @property
    def seen(self) -> NewFacesOf:
        """The question, reduced to faces that have been visible."""
        return replace(self.question, face_ids=self.faces.seen)

    def open_person(self) -> None:
        """Show the person's page."""
        self._menu_links.person_wanted.emit(self.question.person.id)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        names = column(None, self._name, self._count, None, spacing=1)
        self._who.setLayout(column(row(self._portrait, names, spacing=9), self.known, spacing=6))
        buttons = column(self.right, self.closer, None, spacing=4)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(GLOW + 11, GLOW + 9, GLOW + 12, GLOW + 9)
        whole.setSpacing(AWAY)
        whole.addWidget(self._who, 0, top)
        whole.addWidget(self.faces, 1000, top)
        whole.addLayout(buttons, 0)
        whole.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        side, known = next((each[1:] for each in SIZES if width >= each[0]), (SMALL_TILE, 0))
        self.faces.set_side(side)
        self.known.setVisible(known > 0)
        self.closer.setVisible(known > 0)  # the key and the menu remain
        if known:
            self.known.set_side(known)
            self._who.setFixedWidth(KNOWN * (known + GAP) - GAP + 2 * OUTSIDE)
        else:
            self._who.setFixedWidth(LEAST_WHO)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the person's page on a click on the portrait or the name."""
        super().mousePressEvent(event)
        under = self.childAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and under in (self._portrait, self._name, self._count):
            self.open_person()
