"""One thing that a search asks for: green where it is wanted, red where it is not."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from kinfolk.core.people import Person
from kinfolk.core.photo_filter import PhotoFilter
from kinfolk.gui.base import plain, theme
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.round_face import draw_face
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photos.search_words import whom
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import draw_focus, shows_focus

HEIGHT, FACE = 30, 22
_WIDEST = 240


class Chip(QAbstractButton):
    """Pressed, it shows what can be done with it."""

    changed = Signal(object)  # another clause in its place
    removed = Signal()
    stepped = Signal(int)  # to the next one, or the one before
    left = Signal()  # Esc

    def __init__(
        self,
        clause: PhotoFilter,
        text: str,
        thumbs: Thumbs,
        person: Person | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.clause = clause
        self._thumbs = thumbs
        self._person = person
        self._has_face = whom(clause) is not None
        self.setText(plain.literal(text))
        self.setFixedHeight(HEIGHT)
        self.setFont(theme.font(13, theme.SEMIBOLD))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = self.tr("without {}").format(text) if clause.none_of else text
        self.setAccessibleName(said)
        self.setAccessibleDescription(self.tr("Delete takes it out of the search"))
        self.setToolTip(plain.tip(text) if self._cut() != text else "")
        self.clicked.connect(lambda: self.choices().popup(self._below()))
        thumbs.ready.connect(self._on_ready)

    def choices(self) -> QMenu:
        """What it may ask for instead, and that it goes."""
        menu = controls.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        person_id = whom(self.clause)
        if person_id is not None and not self.clause.ages:
            kinds = {
                self.tr("In the photo"): PhotoFilter(all_of=(person_id,)),
                self.tr("One of these"): PhotoFilter(any_of=(person_id,)),
                self.tr("Not in the photo"): PhotoFilter(none_of=(person_id,)),
            }
            for text, clause in kinds.items():
                action = menu.addAction(text)
                action.setCheckable(True)
                action.setChecked(clause == self.clause)
                action.triggered.connect(lambda _, clause=clause: self.changed.emit(clause))
            menu.addSeparator()
        menu.addAction(self.tr("Take it out")).triggered.connect(self.removed)
        return menu

    def _below(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, self.height() + 2))

    def _room(self) -> tuple[int, int]:
        """Pixels before and after the text."""
        return (4 + FACE + 6 if self._has_face else 12, 12)

    def _cut(self) -> str:
        most = _WIDEST - sum(self._room())
        text = plain.shown(self.text())
        return QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, most)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._cut()) + 1
        return QSize(width + sum(self._room()), HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        is_out = bool(self.clause.none_of)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("danger") if is_out else Qt.PenStyle.NoPen)
        ground = theme.color("surface" if is_out else "accent_soft")
        painter.setBrush(theme.color("background") if self.underMouse() and is_out else ground)
        painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)
        before, after = self._room()
        if self._has_face:
            self._paint_face(painter)
        painter.setFont(self.font())
        painter.setPen(theme.color("danger" if is_out else "accent"))
        line = self.rect().adjusted(before, 0, -after + 6, 0)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle, self._cut())
        if shows_focus(self):
            draw_focus(painter, QRectF(self.rect()), HEIGHT / 2, inset=1)

    def _on_ready(self, face_id: str) -> None:
        if self._person is not None and face_id == self._person.effective_face_id:
            self.update()

    def _paint_face(self, painter: QPainter) -> None:
        circle = QRectF(4, (HEIGHT - FACE) / 2, FACE, FACE)
        face_id = self._person.effective_face_id if self._person else None
        draw_face(painter, circle, self._thumbs, face_id)


KEYS: KeyTable[Chip] = KeyTable(
    "What a search asks for",
    Key(("Return", "Enter", "Space"), "What it may ask for instead", lambda chip: chip.click()),
    Key(("Delete", "Backspace"), "Take it out", lambda chip: chip.removed.emit()),
    Key(("Right",), "The next one", lambda chip: chip.stepped.emit(1)),
    Key(("Left",), "The one before", lambda chip: chip.stepped.emit(-1)),
    Key(("Esc",), "Back to the field", lambda chip: chip.left.emit()),
)
