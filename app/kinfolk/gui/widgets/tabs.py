"""Tabs over parts of a page: words in a line, the current one underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from kinfolk.gui.base import theme
from kinfolk.gui.widgets.controls import draw_focus, keys_used, shows_focus

HEIGHT, BETWEEN = 36, 18  # pixels: height, and distance between two words


class Tabs(QTabBar):
    """Draw Qt's tab bar in the app's look; the left and right keys switch tabs."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        for text in texts:
            self.addTab(text)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # Qt repaints the tab under the pointer
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + BETWEEN, HEIGHT)

    def word_rect(self, index: int) -> QRect:
        """Return the rect of a tab without the space beside its word."""
        return self.tabRect(index).adjusted(0, 0, -BETWEEN, 0)

    def _font(self) -> QFont:
        """Return the font of all tabs.

        The current one has it too, so that choosing moves nothing.
        """
        return theme.font(13, theme.MEDIUM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        keys_used(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        bottom = self.height()
        painter.fillRect(0, bottom - 1, self.width(), 1, theme.color("line"))
        hover = self.tabAt(self.mapFromGlobal(QCursor.pos())) if self.underMouse() else -1
        for index in range(self.count()):
            word, is_current = self.word_rect(index), index == self.currentIndex()
            painter.setPen(theme.color("text" if is_current or index == hover else "muted"))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(word, left, self.tabText(index))
            if is_current:
                painter.fillRect(word.left(), bottom - 2, word.width(), 2, theme.color("accent"))
                if shows_focus(self):
                    ring = QRectF(word).adjusted(-6, 3, 6, -3)
                    draw_focus(painter, ring, 8, inset=1)
