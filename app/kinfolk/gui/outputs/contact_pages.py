"""Drawing a contact sheet: photos in rows on A4 pages, with texts below each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication

from kinfolk.gui.base import theme
from kinfolk.gui.base.painted_text import write_line

COLUMNS, ROWS = 4, 5
_DOTS = 1200  # resolution in dots per inch, high enough for exact letter spacing
_MM = _DOTS / 25.4
_MARGIN, _GAP = 15 * _MM, 5 * _MM
_HEAD, _FOOT = 17 * _MM, 6 * _MM
_LINE = 3.9 * _MM  # height of a line of text below a photo
_LINES = 3  # most lines below a photo
_INK, _MUTED, _GROUND = QColor(33, 30, 27), QColor(110, 104, 96), QColor(238, 235, 230)


@dataclass(frozen=True)
class Cell:
    """Hold a photo, or the reason why there is no picture, and the lines of text below it."""

    image: QImage
    problem: str
    lines: Sequence[str]


class ContactPages:
    """Write the pages of a PDF one after the other; OSError if the file cannot be written."""

    def __init__(self, path: Path, *, title: str, detail: str, photos: int) -> None:
        """Open the file; `photos` is their number, `title` and `detail` stand on each page."""
        self.pages = max(1, -(-photos // (COLUMNS * ROWS)))
        self._title, self._detail = title, detail
        self._drawn = 0
        self._file = QFile(str(path))
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise OSError(0, self._file.errorString())
        self._writer = QPdfWriter(self._file)
        self._writer.setResolution(_DOTS)
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
            )
        )
        self._writer.setTitle(title)
        self._writer.setCreator("Kinfolk")
        self._painter = QPainter(self._writer)
        size = self._writer.pageLayout().paintRectPixels(_DOTS).size()
        self._room = QRectF(0, 0, size.width(), size.height()).adjusted(
            _MARGIN, _MARGIN, -_MARGIN, -_MARGIN
        )

    def add(self, cell: Cell) -> None:
        """Add the next photo, on a new page if the last one is full."""
        place = self._drawn % (COLUMNS * ROWS)
        if place == 0:
            if self._drawn:
                self._writer.newPage()
                self._check()
            self._draw_frame(self._drawn // (COLUMNS * ROWS) + 1)
        row, col = divmod(place, COLUMNS)
        size = self._cell_size()
        left = self._room.left() + col * (size.width() + _GAP)
        top = self._room.top() + _HEAD + row * (size.height() + _GAP)
        self._draw(cell, QRectF(left, top, size.width(), size.height()))
        self._drawn += 1

    def close(self) -> None:
        """Finish the file; raise OSError if it could not be written completely."""
        try:
            self._painter.end()
            self._check()
        finally:
            self._file.close()  # Windows deletes no draft that is open

    def _check(self) -> None:
        """Raise OSError if something could not be written."""
        if not self._file.flush() or self._file.error() != QFile.FileError.NoError:
            raise OSError(0, self._file.errorString())

    def _cell_size(self) -> QSizeF:
        """Return the size of a photo together with its lines of text."""
        wide = (self._room.width() - (COLUMNS - 1) * _GAP) / COLUMNS
        high = (self._room.height() - _HEAD - _FOOT - (ROWS - 1) * _GAP) / ROWS
        return QSizeF(wide, high)

    def _draw_frame(self, page: int) -> None:
        painter, room = self._painter, self._room
        title = QRectF(room.left(), room.top(), room.width(), 8 * _MM)
        write_line(painter, title, self._title, _font(18, theme.BOLD), _INK)
        below = QRectF(room.left(), title.bottom(), room.width(), 5 * _MM)
        write_line(painter, below, self._detail, _font(9), _MUTED)
        painter.setFont(_font(9))
        painter.setPen(_MUTED)
        foot = QRectF(room.left(), room.bottom() - _FOOT, room.width(), _FOOT)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, right, f"{page} / {self.pages}")

    def _draw(self, cell: Cell, area: QRectF) -> None:
        """Draw a photo and its lines of text in the area."""
        picture = area.adjusted(0, 0, 0, -_LINES * _LINE)
        if cell.image.isNull():
            self._painter.fillRect(picture, _GROUND)
            inner = picture.adjusted(_MM, _MM, -_MM, -_MM)
            self._painter.setFont(_font(8))
            self._painter.setPen(_MUTED)
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            self._painter.drawText(inner, middle, cell.problem)
        else:
            # At the left and the bottom, so that all photos of a row stand on one line above their
            # texts.
            size = QSizeF(cell.image.size()).scaled(
                picture.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(picture.topLeft(), size)
            place.moveBottom(picture.bottom())
            self._painter.drawImage(place, cell.image)
        line = QRectF(area.left(), picture.bottom() + 0.8 * _MM, area.width(), _LINE)
        spare = _LINES - len(cell.lines)
        for at, text in enumerate(cell.lines[:_LINES]):
            parts = self._broken(text, area.width(), most=1 + spare)
            spare -= len(parts) - 1
            for part in parts:
                write_line(self._painter, line, part, _font(8), _INK if at == 0 else _MUTED)
                line.translate(0, _LINE - 0.3 * _MM)

    def _broken(self, text: str, width: float, *, most: int) -> list[str]:
        """Break a text into at most `most` lines; the last line has all that is left."""
        layout = QTextLayout(text, _font(8), self._writer)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) < most and (line := layout.createLine()).isValid():
            # Rounded down, since `write_line` would find it too long otherwise
            line.setLineWidth(int(width) - 1)
            starts.append(line.textStart())
        layout.endLayout()
        return [text[a:b].strip() for a, b in pairwise([*starts, len(text)])]


def _font(size: float, weight: int = theme.REGULAR) -> QFont:
    """Return the system's font in a size in points."""
    result = QFont(QApplication.font())
    result.setPointSizeF(size)
    result.setWeight(QFont.Weight(weight))
    return result
