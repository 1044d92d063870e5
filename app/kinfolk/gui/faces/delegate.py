"""Painting of face tiles: a rounded square, rings, a tick, dots, a label."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_box, draw_ring, draw_rounded, fill_with, smooth
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.model import FaceModel, Mark
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets.rows_model import Index

RADIUS = 10  # pixels
FADED = 0.25  # opacity of a face taken out, and of a rejected one at the end of its fading


class FaceDelegate(QStyledItemDelegate):
    """Paint the tiles of a view; `option.rect` is the tile."""

    def __init__(self, thumbs: Thumbs, faces: FaceModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._thumbs, self._faces = thumbs, faces

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile, state, face_id = option.rect, option.state, self._faces.ids[index.row()]
        marks = self._faces.marks_of(face_id)
        if state & QStyle.StateFlag.State_Selected:
            marks = marks | {Mark.SELECTED}
        painter.save()
        smooth(painter)
        draw_tile(
            painter,
            QRectF(tile),
            self._thumbs.image(face_id, round(tile.width() * painter.device().devicePixelRatioF())),
            marks,
            opacity=FADED if Mark.OUT in marks else 1.0,
            is_hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            is_current=bool(state & QStyle.StateFlag.State_HasFocus),
        )
        painter.restore()


def draw_tile(
    painter: QPainter,
    tile: QRectF,
    image: QImage | None,
    marks: Collection[Mark],
    *,
    opacity: float,
    is_hovered: bool,
    is_current: bool,
) -> None:
    """Draw a face and what is said about it; rings are drawn `OUTSIDE` pixels around the tile.

    The face is as faint as `opacity` says, and the marks are in full strength.
    """
    painter.setOpacity(opacity)
    draw_rounded(painter, tile, image, RADIUS, empty=theme.color("line"))
    if is_hovered:
        draw_box(painter, tile, RADIUS, theme.color("surface", 0.14))
    around = tile.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
    is_chosen = Mark.CHOSEN in marks
    if is_chosen or Mark.SELECTED in marks:
        draw_ring(painter, around, theme.color("accent"), radius=RADIUS + 3)
    _draw_marks(painter, tile, marks)
    if is_current:
        # The strong ring of the current face is inside the soft ring of a chosen one.
        inside = tile.adjusted(-2, -2, 2, 2) if is_chosen else around
        wide = 2 if is_chosen else 3
        draw_ring(painter, inside, theme.color("text"), radius=RADIUS + wide, width=wide)


def _draw_marks(painter: QPainter, tile: QRectF, marks: Collection[Mark]) -> None:
    corner = QRectF(tile.left() + 6, tile.top() + 6, 20, 20)
    if Mark.CHOSEN in marks:
        draw_tick(painter, corner)
    if Mark.PLACED in marks:
        _draw_dot(painter, tile, 8, "muted")
    if Mark.PORTRAIT in marks:
        text = QCoreApplication.translate("FaceDelegate", "portrait")
        draw_label(painter, tile, text, "accent", "on_accent")
    if Mark.MAYBE in marks:
        text = QCoreApplication.translate("SuggestedFace", "maybe")
        draw_label(painter, tile, text, "amber_soft", "amber_text")
    painter.setOpacity(1.0)
    if Mark.OUT in marks:
        _draw_cross(painter, corner)
    elif Mark.DOUBTFUL in marks:
        _draw_dot(painter, tile, 12, "amber")


def draw_label(painter: QPainter, tile: QRectF, text: str, ground: str, token: str) -> None:
    """Draw a word in the lower right corner, in the colour `token` on the colour `ground`."""
    painter.setFont(theme.font(11, theme.SEMIBOLD))
    width = painter.fontMetrics().horizontalAdvance(text) + 12
    label = QRectF(tile.right() - width - 4, tile.bottom() - 22, width, 18)
    draw_box(painter, label, 6, theme.color(ground))
    painter.setPen(theme.color(token))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)


def _draw_dot(painter: QPainter, tile: QRectF, size: int, token: str) -> None:
    """Draw a dot of this size in pixels in the upper right corner."""
    painter.setPen(QPen(theme.color("surface"), 2))
    painter.setBrush(theme.color(token))
    middle = QPointF(tile.right() - 10, tile.top() + 10)
    painter.drawEllipse(middle, size / 2, size / 2)


def draw_tick(painter: QPainter, rect: QRectF) -> None:
    fill_with(painter, theme.color("accent"))
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
    fill_with(painter, theme.color("danger"))
    painter.drawEllipse(rect)
    pen = QPen(theme.color("raised"), rect.width() * 0.09)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    arm, middle = rect.width() * 0.19, rect.center()
    for slope in (1, -1):
        end = QPointF(arm, arm * slope)
        painter.drawLine(middle - end, middle + end)
