"""A round button on the dark background of a photo."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import fill_with, smooth_painter
from kinfolk.gui.photo.scene import INK

SIDE = 44  # pixels


class RoundButton(QAbstractButton):
    """Show an icon on the dark background, for the mouse only: keys do the same."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        fill_with(painter, QColor(255, 255, 255, 45) if self.underMouse() else QColor(0, 0, 0, 90))
        painter.drawEllipse(self.rect())
        mark = theme.pixmap(self._icon, 20, INK, self.devicePixelRatioF())
        painter.drawPixmap((SIDE - 20) // 2, (SIDE - 20) // 2, mark)
