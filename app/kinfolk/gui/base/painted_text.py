"""Writing a line of text in a paint event."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

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
) -> None:
    """Write one line like `write_line`, in the painter's font and colour, with `part` in bold."""
    bold = QFont(painter.font())
    bold.setWeight(QFont.Weight.Bold)
    shown = QFontMetrics(bold).elidedText(text, cut, room.width())
    start, end = names.found(shown, part)
    found, look = QTextLayout.FormatRange(), QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    found.start, found.length, found.format = _units(shown[:start]), _units(shown[start:end]), look
    # Qt orders the pieces, as a name may be written from right to left
    layout, option = QTextLayout(shown, painter.font()), QTextOption()
    option.setTextDirection(painter.layoutDirection())
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([found])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    above = (room.height() - line.ascent() - line.descent()) / 2
    layout.draw(painter, QPointF(room.left(), room.top() + above))


def _units(text: str) -> int:
    """Return how many of Qt's characters a text has: those beyond 16 bits are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
