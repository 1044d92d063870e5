"""A face's frame in the photo view: it takes the keyboard and has an accessible name."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kinfolk.gui.base import plain_text
from kinfolk.gui.base.shapes import smooth_painter
from kinfolk.gui.photo.draft import corners
from kinfolk.gui.photo.scene import SceneFace, draw_frame, draw_name

_BELOW = 34  # pixels for the name below the frame
_BESIDE = 90  # pixels on each side, as the name may be wider than the frame


class FaceFrame(QAbstractButton):
    """Paint a frame and take the keyboard; the mouse goes through to the canvas."""

    focused = Signal(str)  # the id of the face

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._seen: SceneFace | None = None
        self.frame = QRectF()  # its rect on the canvas
        self._is_current = self._is_named = self._is_held = False

    @property
    def face_id(self) -> str:
        """The id of the face, "" before it is set."""
        return self._seen.id if self._seen else ""

    def show_face(self, seen: SceneFace) -> None:
        """Show this face's name."""
        self._seen = seen
        name = seen.name or self.tr("Who is this?")
        self.setText(plain_text.literal(name))
        self.setAccessibleName(name)
        self.update()

    def show_at(self, frame: QRectF) -> None:
        """Move the frame to this rect of the canvas."""
        self.frame = frame
        self.setGeometry(frame.adjusted(-_BESIDE, -8, _BESIDE, _BELOW).toAlignedRect())
        self.update()

    def show_as(self, *, is_current: bool, is_named: bool, is_held: bool) -> None:
        """Set whether it is highlighted, shows its name, and has handles to pull."""
        state = is_current, is_named, is_held
        if state != (self._is_current, self._is_named, self._is_held):
            self._is_current, self._is_named, self._is_held = state
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.face_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the view handles keys: arrows lead to the next photo

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        frame = self.frame.translated(-self.pos())
        draw_frame(painter, frame, is_current=self._is_current)
        if self._is_named and self._seen is not None and self._seen.name:
            draw_name(painter, frame, self._seen.name, is_placed=self._seen.face.is_placed)
        if self._is_held:
            draw_corners(painter, frame)


def draw_corners(painter: QPainter, frame: QRectF) -> None:
    """Draw handles at the corners."""
    painter.setPen(QColor(0, 0, 0, 160))
    painter.setBrush(QColor("#FFFFFF"))
    for corner in corners(frame).values():
        painter.drawEllipse(corner, 4.5, 4.5)
