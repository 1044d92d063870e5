"""Text that a paint event writes."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter

from kinfolk.gui.base import theme


def write_line(
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    token: str,
    *,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """One line in the middle of the room, cut where it has none; how wide it is, in pixels.

    token: the colour's name in the theme.
    """
    painter.setFont(font)
    painter.setPen(theme.color(token))
    shown = painter.fontMetrics().elidedText(text, cut, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
