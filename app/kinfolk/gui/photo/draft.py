"""Boxes being drawn or changed, always inside the photo."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt

LEAST = 8.0  # pixels of the photo, least side of a box
_REACH = 9.0  # screen pixels around a corner or side that still count as on it


class Grip(Enum):
    """Name the part of a box that the mouse holds; the value of a corner is (is left, is top)."""

    WHOLE = ()
    TOP_LEFT = (True, True)
    TOP_RIGHT = (False, True)
    BOTTOM_LEFT = (True, False)
    BOTTOM_RIGHT = (False, False)

    @property
    def cursor(self) -> Qt.CursorShape:
        if self is Grip.WHOLE:
            return Qt.CursorShape.SizeAllCursor
        is_falling = self in (Grip.TOP_LEFT, Grip.BOTTOM_RIGHT)
        return Qt.CursorShape.SizeFDiagCursor if is_falling else Qt.CursorShape.SizeBDiagCursor


def corners(frame: QRectF) -> dict[Grip, QPointF]:
    return {
        Grip.TOP_LEFT: frame.topLeft(),
        Grip.TOP_RIGHT: frame.topRight(),
        Grip.BOTTOM_LEFT: frame.bottomLeft(),
        Grip.BOTTOM_RIGHT: frame.bottomRight(),
    }


def grip_at(frame: QRectF, point: QPointF, *, is_whole: bool) -> Grip | None:
    """Return the part of the frame at a point, both in screen pixels; None if there is none.

    Corners come before sides. A side moves the whole frame, and so does the inside if `is_whole`.
    """
    for grip, corner in corners(frame).items():
        if (corner - point).manhattanLength() <= 2 * _REACH:
            return grip
    near = frame.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point)
    inside = frame.adjusted(_REACH, _REACH, -_REACH, -_REACH).contains(point)
    return Grip.WHOLE if near and (is_whole or not inside) else None


@dataclass
class Draft:
    """Hold a box that is drawn or changed, always inside the photo; all in pixels of the photo."""

    face_id: str  # "" for a new face
    box: QRectF
    within: QRectF

    @classmethod
    def new(cls, middle: QPointF, side: float, within: QRectF) -> "Draft":
        """Return the draft of a new face: a box around a point, a little higher than wide."""
        side = max(LEAST, side)
        box = QRectF(0, 0, min(side, within.width()), min(1.2 * side, within.height()))
        box.moveCenter(middle)
        return cls("", _moved(box, QPointF(), within), within)

    def pull(self, grip: Grip, by: QPointF, *, begun: QRectF | None = None) -> None:
        """Move what `grip` holds by `by`, from the present box or from the one it began with."""
        box = begun or self.box
        if grip is Grip.WHOLE:
            self.box = _moved(box, by, self.within)
            return
        first, last = self.within.topLeft(), self.within.bottomRight()
        is_left, is_top = grip.value
        x = _pulled(box.left(), box.right(), by.x(), first.x(), last.x(), is_first=is_left)
        y = _pulled(box.top(), box.bottom(), by.y(), first.y(), last.y(), is_first=is_top)
        self.box = QRectF(QPointF(x[0], y[0]), QPointF(x[1], y[1]))

    def draw(self, start: QPointF, end: QPointF) -> None:
        """Make it the box between two points."""
        self.box = QRectF(start, end).normalized().intersected(self.within)

    @property
    def is_large_enough(self) -> bool:
        """Whether both sides have at least `LEAST` pixels of the photo."""
        return self.box.width() >= LEAST and self.box.height() >= LEAST


def _moved(box: QRectF, by: QPointF, within: QRectF) -> QRectF:
    """Return the box moved by `by`, but not beyond `within`."""
    x = min(max(box.left() + by.x(), within.left()), within.right() - box.width())
    y = min(max(box.top() + by.y(), within.top()), within.bottom() - box.height())
    return QRectF(QPointF(x, y), box.size())


def _pulled(
    first: float, last: float, by: float, least: float, most: float, *, is_first: bool
) -> tuple[float, float]:
    """Return an interval after one end moved by `by`, within bounds and at least `LEAST` long."""
    if is_first:
        return min(max(first + by, least), last - LEAST), last
    return first, max(min(last + by, most), first + LEAST)
