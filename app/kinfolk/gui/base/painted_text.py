"""Writing a line of text in a paint event."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from kinfolk.core import names
from kinfolk.gui.base import theme


def write_line(
    painter: QPainter,
    room: QRect | QRectF,
    text: str,
    font: QFont,
    colour: str | QColor,
    *,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Write one line, vertically centred in `room` and cut where it is too long.

    `colour` may be a token of the theme. Return the width of the text as drawn, in pixels.
    """
    painter.setFont(font)
    painter.setPen(theme.color(colour) if isinstance(colour, str) else colour)
    shown = painter.fontMetrics().elidedText(text, cut, int(room.width()))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def write_found(
    painter: QPainter,
    room: QRect,
    text: str,
    part: str,
    *,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Write one line like `write_line`, in the painter's font and colour, with `part` in bold."""
    plain, bold = painter.font(), QFont(painter.font())
    bold.setWeight(QFont.Weight.Bold)
    painter.setFont(bold)
    shown = painter.fontMetrics().elidedText(text, cut, room.width())
    start, end = names.found(shown, part)
    left, rest = room.left(), QRect(room)
    for font, piece in ((plain, shown[:start]), (bold, shown[start:end]), (plain, shown[end:])):
        painter.setFont(font)
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, piece)
        rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(piece))
    return rest.left() - left
