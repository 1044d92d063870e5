"""Painting of face tiles: a rounded square, rings, a tick, dots, a label."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_ring, draw_rounded
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.model import FACE_ID, MARKS, Mark
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.model import Index

# Pixels
RADIUS = 10
FADED = 0.25  # opacity of a face taken out, and of a rejected one at the end of its fading


class FaceDelegate(QStyledItemDelegate):
    """Paint a tile; `option.rect` is the tile, and rings are drawn `OUTSIDE` pixels around it."""

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return option.rect.size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: QRect = option.rect
        rect = QRectF(tile)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = round(tile.width() * painter.device().devicePixelRatioF())
        image = self._thumbs.image(index.data(FACE_ID), side)
        marks: Collection[Mark] = index.data(MARKS)
        painter.setOpacity(FADED if Mark.OUT in marks else 1.0)
        draw_rounded(painter, rect, image, RADIUS, empty=theme.color("line"))
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("surface", 0.14))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        around = rect.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
        if Mark.CHOSEN in marks or state & QStyle.StateFlag.State_Selected:
            draw_ring(painter, around, theme.color("accent"), radius=RADIUS + 3)
        self._draw_marks(painter, rect, marks)
        if state & QStyle.StateFlag.State_HasFocus:
            # The strong ring of the current face is inside the soft ring of a chosen one.
            inside = rect.adjusted(-2, -2, 2, 2) if Mark.CHOSEN in marks else around
            draw_ring(painter, inside, theme.color("text"), radius=RADIUS + 2)
        painter.restore()

    def _draw_marks(self, painter: QPainter, tile: QRectF, marks: Collection[Mark]) -> None:
        """Draw what is said about a face, the cross of one taken out in full strength."""
        corner = QRectF(tile.left() + 6, tile.top() + 6, 20, 20)
        if Mark.CHOSEN in marks:
            draw_tick(painter, corner)
        if Mark.PLACED in marks:
            draw_placed(painter, tile)
        if Mark.PORTRAIT in marks:
            draw_label(painter, tile, self.tr("portrait"), "accent", "on_accent")
        painter.setOpacity(1.0)
        if Mark.OUT in marks:
            _draw_cross(painter, corner)
        elif Mark.DOUBTFUL in marks:
            draw_doubt(painter, tile)


def draw_label(painter: QPainter, tile: QRectF, text: str, ground: str, token: str) -> None:
    """Draw a word in the lower right corner, in the colour `token` on the colour `ground`."""
    painter.setFont(theme.font(11, theme.SEMIBOLD))
    width = painter.fontMetrics().horizontalAdvance(text) + 12
    label = QRectF(tile.right() - width - 4, tile.bottom() - 22, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(label, 6, 6)
    painter.setPen(theme.color(token))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)


def draw_doubt(painter: QPainter, tile: QRectF) -> None:
    """Draw an amber dot in the upper right corner: added by a scan, and worth checking."""
    _draw_dot(painter, tile, 12, "amber")


def draw_placed(painter: QPainter, tile: QRectF) -> None:
    """Draw a grey dot in the upper right corner: added by a scan, and not confirmed."""
    _draw_dot(painter, tile, 8, "muted")


def _draw_dot(painter: QPainter, tile: QRectF, size: int, token: str) -> None:
    painter.setPen(QPen(theme.color("surface"), 2))
    painter.setBrush(theme.color(token))
    middle = QPointF(tile.right() - 10, tile.top() + 10)
    painter.drawEllipse(middle, size / 2, size / 2)


def draw_tick(painter: QPainter, rect: QRectF) -> None:
    """Draw a tick in a filled circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(rect)
    pen = QPen(theme.color("on_accent"), rect.width() * 0.09)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = ((0.30, 0.52), (0.44, 0.66), (0.71, 0.36))
    at = [(rect.left() + x * rect.width(), rect.top() + y * rect.height()) for x, y in corners]
    painter.drawPolyline(QPolygonF.fromList([QPointF(x, y) for x, y in at]))


def _draw_cross(painter: QPainter, rect: QRectF) -> None:
    """Draw a cross in a filled circle, for a face that is taken out."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("danger"))
    painter.drawEllipse(rect)
    pen = QPen(theme.color("raised"), rect.width() * 0.09)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    arm, middle = rect.width() * 0.19, rect.center()
    for slope in (1, -1):
        end = QPointF(arm, arm * slope)
        painter.drawLine(middle - end, middle + end)
