"""A card of the page New: a person, their new faces, and buttons to confirm them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.gui.base import words
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.new_faces.faces import TILE, NewFaceTiles
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.card import VerdictCard
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import Button, column, label, row
from kinfolk.gui.widgets.elided import Elided
from kinfolk.recognition.new_faces import NewFacesOf

# Pixels
PORTRAIT = 44
BUTTON = 35  # pixels, height of a button
LINE = TILE + 2 * OUTSIDE
NARROW = 680  # width in pixels below which a card leaves out a button
LEAST_WHO, MOST_WHO = 84, 180  # pixels: bounds of the name's width, which is a sixth of the card


class NewFacesCard(VerdictCard[NewFacesOf]):
    """Ask whether a person's new faces are theirs."""

    person_wanted = Signal(str)  # person id: show their page

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._portrait = Portrait(thumbs, PORTRAIT)
        self._name = Elided("strong")
        self._count = label("", "caption", tone="muted")
        self._who = QWidget()
        self._who.setLayout(column(None, self._name, self._count, None, spacing=1))
        self.faces: NewFaceTiles = NewFaceTiles(thumbs, describe)
        self.right = Button(self.tr("Confirm"))
        self.closer = Button(self.tr("Look closer"), "quiet")
        self._set_buttons(self.right, self.closer)
        for part in (self._portrait, self._who):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()

    def show_question(self, question: NewFacesOf, place: int) -> None:
        name = question.person.name or ""
        self.question = question
        self._portrait.set_face(question.person.effective_face_id)
        self._name.setText(name)
        number = words.number_text(len(question.face_ids))
        self._count.setText(self.tr("{} new").format(number))
        self.faces.show_faces(question.face_ids, question.doubtful)
        self._say_whom(name, self.tr("New faces of {}").format(name))

    @property
    def seen(self) -> NewFacesOf:
        """The question, reduced to faces that have been visible."""
        return replace(self.question, face_ids=self.faces.seen)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        whole = QHBoxLayout(self)
        whole.setContentsMargins(GLOW + 11, GLOW + 7, GLOW + 12, GLOW + 7)
        whole.setSpacing(9)
        whole.addLayout(column((LINE - self._portrait.height()) // 2, self._portrait, None), 0)
        self._who.setFixedHeight(LINE)
        whole.addWidget(self._who, 0, top)
        whole.addWidget(self.faces, 1, top)
        whole.addSpacing(7)
        buttons = row(self.right, self.closer, spacing=2)
        whole.addLayout(column((LINE - BUTTON) // 2, buttons, None), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self._who.setFixedWidth(max(LEAST_WHO, min(MOST_WHO, width // 6)))
        self.closer.setHidden(width < NARROW)  # the key and the menu remain

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the person's page on a click on the portrait or the name."""
        super().mousePressEvent(event)
        under = self.childAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and under in (self._portrait, self._who, self._name, self._count):
            self.person_wanted.emit(self.question.person.id)
