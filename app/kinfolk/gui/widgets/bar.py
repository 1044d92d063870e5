"""A progress bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kinfolk.gui.base import theme


class Bar(QWidget):
    """Show a thin progress bar; it is empty while nothing is known."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(4)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1; a negative one means that nothing is known yet."""
        if abs(share - self._share) > 0.0005:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 4)  # the size policy lets it grow into free space

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(area, 2, 2)
        area.setWidth(area.width() * min(1.0, self._share))
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(area, 2, 2)
