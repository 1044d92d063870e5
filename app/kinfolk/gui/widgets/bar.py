"""A progress bar."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_box, smooth_painter


class Bar(QWidget):
    """Show a thin progress bar."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(4)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        if abs(share - self._share) > 0.0005:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 4)  # the size policy lets it grow into free space

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = smooth_painter(self), QRectF(self.rect())
        draw_box(painter, area, 2, theme.color("line"))
        area.setWidth(area.width() * min(1.0, self._share))
        draw_box(painter, area, 2, theme.color("accent"))
