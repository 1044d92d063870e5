"""How far something is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kinfolk.gui.base import theme


class Bar(QWidget):
    """A thin bar, full at 1; below 0 nothing is known yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(4)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """0 to 1."""
        if abs(share - self._share) > 0.0005:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 4)  # and all that is left over

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
