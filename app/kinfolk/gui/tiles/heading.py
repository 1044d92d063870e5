"""The heading over tiles: a strong title and what is known, cut to fit."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from kinfolk.gui.base import theme
from kinfolk.gui.tiles.content import TileSection

TITLE = 150  # least width in pixels of a heading beside another: "September 2020" in large type
_AFTER = 6  # pixels after a title
_SAYS = 8  # this many letters of a folder hardly say which one it is


def draw_heading(painter: QPainter, line: QRect, section: TileSection) -> None:
    """Draw a heading on one line, as far as there is room."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    title, known = heading_texts(line.width(), section)
    painter.setFont(theme.font(13, theme.SEMIBOLD))
    painter.setPen(theme.color("text"))
    painter.drawText(line, flags, title)
    taken = painter.fontMetrics().horizontalAdvance(title) + _AFTER
    is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    rest = line.adjusted(0, 0, -taken, 0) if is_mirrored else line.adjusted(taken, 0, 0, 0)
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
