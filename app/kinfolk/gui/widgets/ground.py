"""What a card of a board is painted on: paper with a hair line, and a ring where the keys are."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kinfolk.gui.base import theme

GLOW = 3  # pixels around the current card


def draw_ground(painter: QPainter, area: QRectF, *, is_current: bool) -> None:
    """Fills the card's area; what is GLOW or less from its edge shines where it is the current."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_current:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(area, 12 + GLOW, 12 + GLOW)
    inner = area.adjusted(GLOW + 0.5, GLOW + 0.5, -GLOW - 0.5, -GLOW - 0.5)
    painter.setBrush(theme.color("surface"))
    painter.setPen(QPen(theme.color("accent" if is_current else "line"), 1))
    painter.drawRoundedRect(inner, 12, 12)
