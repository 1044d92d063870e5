"""Painting of a line of the history: a portrait, what was done, when."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kinfolk.gui.base import theme
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box, draw_face, mirrored, on_lines, smooth
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.history.model import HERE, LINE, START, HistoryLine
from kinfolk.gui.widgets.controls import draw_focus, shows_focus
from kinfolk.gui.widgets.rows_model import Index

PORTRAIT = 28  # pixels
SIDE = 18  # pixels to the panel's edges
_TEXT = SIDE + 8 + PORTRAIT + 10  # pixels, where the words begin
_TIME = 74  # pixels for the time at the right
_GAP = 14  # pixels above and below a line's words, together
_PALE = 0.5  # opacity of the portrait of an undone step


class HistoryDelegate(QStyledItemDelegate):
    """Paint a step in up to two lines; an undone one is greyed and struck through."""

    def __init__(self, view: QListView, thumbs: Thumbs) -> None:
        super().__init__(view)
        self._view = view
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: HistoryLine = index.data(LINE)
        width = self._view.viewport().width()
        if line.id == HERE:
            return QSize(width, 22)
        high = len(self._texts(line, width)) * 19
        return QSize(width, max(46, high + (17 if line.by else 0) + _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: HistoryLine = index.data(LINE)
        painter.save()
        smooth(painter)
        if line.id == HERE:
            self._paint_here(painter, option.rect, line.text)
        else:
            self._paint_ground(painter, option)
            self._paint_line(painter, option.rect, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        ground = QRectF(option.rect.adjusted(SIDE - 8, 1, 8 - SIDE, -1))
        if option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, ground, 8, theme.color("accent_soft"))
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(self._view):
            draw_focus(painter, ground, 8, inset=1)

    def _paint_line(self, painter: QPainter, rect: QRect, line: HistoryLine) -> None:
        """Draw a line of the history: portrait, words, who did it and when."""
        if line.id != START:
            self._paint_portrait(painter, rect, line)
        texts = self._texts(line, rect.width())
        high = len(texts) * 19 + (17 if line.by else 0)
        place = QRect(rect.left() + _TEXT, rect.center().y() - high // 2, 0, 19)
        place.setWidth(self._room(rect.width()))
        place = mirrored(self._view.viewport(), place)
        token = "muted" if line.is_undone or line.id == START else "text"
        for text in texts:
            write_line(painter, place, text, self._font(line), token)
            place.translate(0, 19)
        write_line(painter, place.adjusted(0, -1, 0, -2), line.by, theme.font(12), "muted")
        right = Qt.AlignmentFlag.AlignRight
        time = mirrored(self._view.viewport(), rect.adjusted(0, 0, -SIDE - 8, 0))
        write_line(painter, time, line.when, theme.font(12), "muted", side=right)

    def _paint_portrait(self, painter: QPainter, rect: QRect, line: HistoryLine) -> None:
        place = QRect(rect.left() + SIDE + 8, rect.center().y() - 13, PORTRAIT, PORTRAIT)
        circle = QRectF(mirrored(self._view.viewport(), place))
        painter.setOpacity(_PALE if line.is_undone else 1.0)
        draw_face(painter, circle, self._thumbs, line.face_id)
        painter.setOpacity(1.0)

    def _paint_here(self, painter: QPainter, rect: QRect, text: str) -> None:
        font, side = theme.font(11, theme.SEMIBOLD), Qt.AlignmentFlag.AlignRight
        right, view = rect.right() - SIDE, self._view.viewport()
        place = mirrored(view, rect.adjusted(0, 0, -SIDE, 0))
        width = write_line(painter, place, text, font, "accent", side=side)
        left = rect.left() + SIDE
        stroke = QRect(left, rect.center().y(), right - width - 8 - left, 2)
        painter.fillRect(mirrored(view, stroke), theme.color("accent"))

    def _room(self, width: int) -> int:
        return max(60, width - _TEXT - _TIME - SIDE - 8)

    def _texts(self, line: HistoryLine, width: int) -> list[str]:
        return list(on_lines(line.text, QFontMetrics(self._font(line)), self._room(width)))

    def _font(self, line: HistoryLine) -> QFont:
        font = theme.font(13, theme.REGULAR if line.id == START else theme.MEDIUM)
        font.setStrikeOut(line.is_undone)
        return font
