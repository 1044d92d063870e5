"""A label that cuts off its text with "…" where there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.widgets.controls import ROLES, set_tone


class Elided(QLabel):
    """Show a line of text that ends in “…” where there is no room; the tip then says it in full."""

    def __init__(self, role: str, *, tone: str = "") -> None:
        super().__init__()
        self.setFont(theme.font(*ROLES[role]))
        set_tone(self, tone)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(whole.width() + self._start(), whole.height())

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        # A layout may make it this narrow, as the text is cut off.
        return QSize(min(40, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        elide = Qt.TextElideMode.ElideRight
        start = self._start()
        text = self.fontMetrics().elidedText(self.text(), elide, self.width() - start)
        self.setToolTip(plain_text.tip(self.text()) if text != self.text() else "")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(start, 0, 0, 0), left, text)

    def _start(self) -> int:
        """Return the pixels that the first letter reaches left of its origin, as J may do."""
        text = self.text()
        return max(0, -self.fontMetrics().leftBearing(text[0])) if text else 0
