"""The heading over tiles: a strong title and what is known, cut to fit."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_box
from kinfolk.gui.tiles.model import TileSection

TITLE = 150  # least width in pixels of a heading beside another: "September 2020" in large type
_AFTER = 6  # pixels after a title
_ARROW = 14  # pixels, the side of the arrow of a heading that opens a menu
_SAYS = 8  # this many letters of a folder hardly say which one it is


def draw_heading(
    painter: QPainter, line: QRect, section: TileSection, *, is_button: bool = False
) -> None:
    """Draw a heading on one line, as far as there is room; as a button it has an arrow."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    more = _ARROW + _AFTER if is_button else 0
    title, known = heading_texts(line.width() - more, section)
    painter.setFont(theme.font(13, theme.SEMIBOLD))
    taken = painter.fontMetrics().horizontalAdvance(title) + _AFTER + more
    direction = painter.layoutDirection()
    if is_button:
        middle = line.center().y()
        chip = QRect(line.left() - 4, middle - 12, taken - 2, 25)
        draw_box(painter, QStyle.visualRect(direction, line, chip), 6, theme.color("accent_soft"))
        arrow = QRect(
            line.left() + taken - 2 * _AFTER - _ARROW + 2, middle - _ARROW // 2, _ARROW, 0
        )
        ratio = painter.device().devicePixelRatioF()
        sign = theme.pixmap("chevron-down", _ARROW, theme.color("muted"), ratio)
        painter.drawPixmap(QStyle.visualRect(direction, line, arrow).topLeft(), sign)
    painter.setPen(theme.color("text"))
    painter.drawText(line, flags, title)
    rest = QStyle.visualRect(direction, line, line.adjusted(taken, 0, 0, 0))
    painter.setFont(theme.font(13))
    painter.setPen(theme.color("muted"))
    painter.drawText(rest, flags, known)


def cut_heading(width: int, section: TileSection) -> str:
    """Return the full text of a heading that does not fit the width in pixels, else ""."""
    whole = section.title, " · ".join(filter(None, (section.where, section.detail)))
    return "" if heading_texts(width, section) == whole else "\n".join(whole)


def heading_texts(width: int, section: TileSection) -> tuple[str, str]:
    """Return a heading's title, and the text after it, cut to fit the width in pixels.

    The folder is shortened first, then the details, then a long title.
    """
    where, detail = section.where, section.detail
    strong, usual = QFontMetrics(theme.font(13, theme.SEMIBOLD)), QFontMetrics(theme.font(13))
    middle = Qt.TextElideMode.ElideMiddle
    beside = width - _AFTER - usual.horizontalAdvance(detail)
    title = strong.elidedText(section.title, middle, min(width, max(TITLE, beside)))
    room = width - _AFTER - strong.horizontalAdvance(title)
    parts = detail.split(" · ")
    while parts and usual.horizontalAdvance(" · ".join(parts)) > room:
        parts.pop()
    known = " · ".join(parts)
    if where and known:
        place = usual.elidedText(where, middle, room - usual.horizontalAdvance(f" · {known}"))
        if place == where or len(place) > _SAYS:
            known = f"{place} · {known}"
    return title, known
