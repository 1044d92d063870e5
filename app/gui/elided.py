"""A line of text that ends in … where there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.gui import plain, theme
from app.gui.widgets import ROLES, set_tone


class Elided(QLabel):
    """The tip says in full what is cut off."""

    def __init__(self, role: str, parent: QWidget | None = None, *, tone: str = "") -> None:
        super().__init__(parent)
        self.setFont(theme.font(*ROLES[role]))
        set_tone(self, tone)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        elide = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), elide, self.width())
        self.setToolTip(plain.tip(self.text()) if text != self.text() else "")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, text)
