"""Writing a line of text in a paint event."""

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
    """Write one line, vertically centred in `room` and cut where it is too long.

    `token` names its colour in the theme. Return the width of the text as drawn, in pixels.
    """
    painter.setFont(font)
    painter.setPen(theme.color(token))
    shown = painter.fontMetrics().elidedText(text, cut, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
