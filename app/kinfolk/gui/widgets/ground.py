"""The background of a card on a board: a box with a thin line, and a glow if it is current."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kinfolk.gui.base import theme

GLOW = 3  # pixels around the current card


def draw_ground(painter: QPainter, area: QRectF, *, is_current: bool) -> None:
    """Draw the background of a card; the outer `GLOW` pixels light up if it is the current one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_current:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(area, 12 + GLOW, 12 + GLOW)
    inner = area.adjusted(GLOW + 0.5, GLOW + 0.5, -GLOW - 0.5, -GLOW - 0.5)
    painter.setBrush(theme.color("surface"))
    painter.setPen(QPen(theme.color("accent" if is_current else "line"), 1))
    painter.drawRoundedRect(inner, 12, 12)
