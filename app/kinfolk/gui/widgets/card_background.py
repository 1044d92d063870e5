"""The background of a card on a board: a box with a thin line, and a glow if it is current."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_box, smooth_painter

GLOW = 3  # pixels around the current card


class Ground(QWidget):
    """Draw the background of a card; the outer `GLOW` pixels light up if it is the current one."""

    def __init__(self) -> None:
        super().__init__()
        self._is_current = False
        self._is_done = False

    def set_current(self, is_current: bool) -> None:
        """Draw or remove the highlight of the current card."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def set_done(self, is_done: bool) -> None:
        """Draw only a dashed line, because the card is answered, or the box again."""
        self._is_done = is_done
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = smooth_painter(self), QRectF(self.rect())
        if self._is_current:
            draw_box(painter, area, 12 + GLOW, theme.color("accent_soft"))
        inner = area.adjusted(GLOW + 0.5, GLOW + 0.5, -GLOW - 0.5, -GLOW - 0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush if self._is_done else theme.color("surface"))
        line = Qt.PenStyle.DashLine if self._is_done else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color("accent" if self._is_current else "line"), 1, line))
        painter.drawRoundedRect(inner, 12, 12)
