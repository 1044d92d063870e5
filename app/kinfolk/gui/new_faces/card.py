"""A card of the page New: a person, their new faces, and buttons to confirm them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.gui.base import words
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import OUTSIDE
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.new_faces.faces import TILE, NewFaceTiles
from kinfolk.gui.widgets.controls import Button, column, label, row
from kinfolk.gui.widgets.elided import Elided
from kinfolk.gui.widgets.ground import GLOW, draw_ground
from kinfolk.recognition.new_faces import NewFacesOf

# Pixels
PORTRAIT = 44
BUTTON = 35  # pixels, height of a button
LINE = TILE + 2 * OUTSIDE
NARROW = 680  # width in pixels below which a card leaves out a button
LEAST_WHO, MOST_WHO = 84, 180  # pixels: bounds of the name's width, which is a sixth of the card


class NewFacesCard(QWidget):
    """Shows a person's new faces; emits what is pressed and writes nothing."""

    pressed = Signal()  # the card was clicked
    right_wanted = Signal()
    closer_wanted = Signal()
    person_wanted = Signal()
    menu_wanted = Signal(QPoint)  # open the menu of the person at this global position

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.arrived: NewFacesOf
        self._is_current = False
        self._portrait = Portrait(thumbs, PORTRAIT)
        self._name = Elided("strong")
        self._count = label("", "caption", tone="muted")
        self._who = QWidget()
        self._who.setLayout(column(None, self._name, self._count, None, spacing=1))
        self.faces = NewFaceTiles(thumbs, describe)
        self.right = Button(self.tr("Confirm"), clicked=self.right_wanted.emit)
        self.closer = Button(self.tr("Look closer"), "quiet", clicked=self.closer_wanted.emit)
        for button in (self.right, self.closer):  # clicks leave the keyboard to the board
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for part in (self._portrait, self._who):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()

    def show_arrived(self, arrived: NewFacesOf) -> None:
        """Show this person with these faces."""
        name = arrived.person.name or ""
        self.arrived = arrived
        self._portrait.set_face(arrived.person.effective_face_id)
        self._name.setText(name)
        number = words.number_text(len(arrived.face_ids))
        self._count.setText(self.tr("{} new").format(number))
        self.faces.show_faces(arrived.face_ids, arrived.doubtful)
        self.faces.setAccessibleName(self.tr("New faces of {}").format(name))
        for button in (self.right, self.closer):
            button.setAccessibleDescription(name)
        self.setAccessibleName(name)

    @property
    def seen(self) -> NewFacesOf:
        """What it shows, reduced to faces that have been visible."""
        return replace(self.arrived, face_ids=self.faces.seen)

    def set_current(self, is_current: bool) -> None:
        """Draw the highlight of the current card, or not."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

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
        self.pressed.emit()
        under = self.childAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and under in (self._portrait, self._who, self._name, self._count):
            self.person_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the person's menu by the mouse beside the faces.

        The menu key belongs to the board.
        """
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ground(painter, QRectF(self.rect()), is_current=self._is_current)
