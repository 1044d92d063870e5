"""The layout of squares: as many beside each other as fit, under headings."""

from collections.abc import Sequence

from PySide6.QtCore import QRect

from kinfolk.gui.tiles.layout import OUTSIDE, TileHeading, TileLayout, TileLine
from kinfolk.gui.tiles.model import TileContent, TileSection

GAP = 8  # pixels between tiles
HEADING = 30  # pixels, height of a heading
ROOM = 10  # pixels below a section
FEW = 2  # a section of up to this many tiles can follow another without an empty column


class SquareLayout(TileLayout):
    """Fill the width with equal tiles; small sections share a line.

    Between sections side by side a column is left free, unless both have only a few tiles.
    """

    def __init__(self, width: int, content: TileContent, *, tile: int) -> None:
        """`tile` is the wanted side in pixels, which is enlarged until a line fills the width."""
        usable = width - 2 * OUTSIDE
        self.columns = max(1, (usable + GAP) // (tile + GAP))
        self.side = max(24, (usable - GAP * (self.columns - 1)) // self.columns)
        super().__init__(content, high=self.side, gap=GAP)
        # Left-over pixels are spread between the tiles
        self._stride = (usable + GAP) / self.columns
        if content.sections:
            self._place_all(content.sections)
        else:
            self._add_lines(0, self.total, y=OUTSIDE, top=0)

    def tile(self, row: int) -> QRect:
        line = self._line(row)
        return QRect(self._x(line.start + row - line.first), line.y, self.side, self.side)

    def _along(self, row: int) -> int:
        line = self._line(row)
        return line.start + row - line.first

    def _x(self, column: int) -> int:
        return OUTSIDE + round(column * self._stride)

    def _place_all(self, sections: Sequence[TileSection]) -> None:
        """Place all sections, small ones side by side."""
        first, y, column = 0, 0, 0  # first row, and y and column of the section's heading
        before = 0  # number of tiles in the section before
        for section in sections:
            if column and max(before, section.count) > FEW:
                column += 1
            before = section.count
            if column and column + section.count > self.columns:
                y, column = self.height + ROOM, 0
            x = self._x(column)
            if column:
                self.headings[-1].rect.setRight(x - GAP)
            # To the end of the line, unless another one follows
            width = self._x(self.columns) - GAP - x
            self.headings.append(TileHeading(QRect(x, y, width, HEADING), section, first))
            tiles_y = y + HEADING + OUTSIDE
            self._add_lines(first, section.count, y=tiles_y, top=y, column=column)
            first += section.count
            if section.count > self.columns:  # it fills lines of its own
                y, column = self.height + ROOM, 0
            else:
                column += section.count

    def _add_lines(self, first: int, count: int, *, y: int, top: int, column: int = 0) -> None:
        end = first + count
        while first < end:
            some = min(self.columns - column, end - first)
            self._lines.append(TileLine(first, first + some, column, y, top))
            self.height = y + self.side + OUTSIDE
            first, y = first + some, y + self.pitch
            top = y - OUTSIDE - (HEADING if self.headings else 0)
