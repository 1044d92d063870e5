"""A round portrait on which faces can be dropped."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.drag import Carried, Drop, FaceDrop
from kinfolk.gui.base.shapes import draw_face, draw_ring, draw_round, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs

SMALLEST, LARGEST = 72, 200  # pixels, bounds of the wall's portraits

_RING = 7  # pixels around the circle: a ring of 3 pixels, 4 away


class Portrait(QWidget):
    """Show a face as a circle of `size` pixels; `ringed` draws a ring around it."""

    def __init__(self, thumbs: Thumbs, size: int, *, ringed: bool = False) -> None:
        super().__init__()
        self._thumbs = thumbs
        self._room = _RING + 1 if ringed else 3
        self._ringed = ringed
        self.face_id: str | None = None  # the face shown, None for a silhouette
        self._is_target = False
        self.set_size(size)
        thumbs.ready.connect(self._on_ready)

    def set_face(self, face_id: str | None) -> None:
        if face_id != self.face_id:
            self.face_id = face_id
            self.update()

    def set_size(self, size: int) -> None:
        """Set the circle's diameter in pixels."""
        self.setFixedSize(size + 2 * self._room, size + 2 * self._room)

    def take_faces(self, offer: Callable[[Carried], Drop | None]) -> None:
        """Accept dropped faces; `offer(carried)` returns what a drop would do, or None."""
        FaceDrop(self, offer=lambda carried, point: offer(carried), hover=self._on_hover)

    def _on_hover(self, point: QPoint | None) -> None:
        if self._is_target != (point is not None):
            self._is_target = point is not None
            self.update()

    def _on_ready(self, face_id: str) -> None:
        if face_id == self.face_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        room = self._room
        circle = QRectF(self.rect()).adjusted(room, room, -room, -room)
        draw_face(painter, circle, self._thumbs, self.face_id)
        if self._is_target:
            draw_round(painter, circle, None, empty=theme.color("accent", 0.28))
        if self._ringed and (self.face_id or self._is_target):
            around = circle.adjusted(-_RING, -_RING, _RING, _RING)
            draw_ring(painter, around, theme.color("accent"), width=3)
        elif self._is_target:
            draw_ring(painter, circle.adjusted(-2, -2, 2, 2), theme.color("accent"), width=3)
