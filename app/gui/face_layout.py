"""Where the tiles of a grid lie: square tiles in lines under headings, filling the width."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from app.gui.face_delegate import OUTSIDE
from app.gui.face_model import Section

GAP = 8
HEADING = 30  # height of a heading, pixels
ROOM = 10  # under a section


@dataclass(frozen=True)
class Block:
    """A section as it lies in the content; y in pixels from the content's top."""

    section: Section | None
    first: int  # row
    count: int
    y: int  # of the heading
    tiles_y: int

    @property
    def end(self) -> int:
        return self.first + self.count


class Layout:
    """Rows to rectangles and back; knows headings, never single faces."""

    def __init__(self, width: int, *, tile: int, total: int, sections: Sequence[Section]) -> None:
        """`tile`: the wanted side, enlarged until a line fills the width."""
        usable = width - 2 * OUTSIDE
        self.total = total
        self.columns = max(1, (usable + GAP) // (tile + GAP))
        self.side = max(24, (usable - GAP * (self.columns - 1)) // self.columns)
        self.pitch = self.side + GAP
        self.blocks: list[Block] = []
        first, y = 0, 0
        for section in sections or (None,):
            count = section.count if section else total
            tiles_y = y + (HEADING if section else 0) + OUTSIDE
            self.blocks.append(Block(section, first, count, y, tiles_y))
            first += count
            y = tiles_y + self._lines(count) * self.pitch - GAP + OUTSIDE + ROOM
        self.height = y - ROOM if total else 0

    def tile(self, row: int) -> QRect:
        """In the content."""
        block = self.block(row)
        line, column = divmod(row - block.first, self.columns)
        x, y = OUTSIDE + column * self.pitch, block.tiles_y + line * self.pitch
        return QRect(x, y, self.side, self.side)

    def block(self, row: int) -> Block:
        """The block a row is in."""
        place = bisect_right(self.blocks, row, key=lambda block: block.first) - 1
        return self.blocks[place]

    def top(self, row: int) -> int:
        """Where to scroll to so that the row is seen, with its heading on the first line."""
        block = self.block(row)
        return block.y if row - block.first < self.columns else self.tile(row).top() - OUTSIDE

    def rows(self, top: int, bottom: int) -> range:
        """The rows of all lines that cross this stripe of the content, rings included."""
        found: list[int] = []
        for block in self.blocks:
            low = max(0, (top - OUTSIDE - block.tiles_y) // self.pitch)
            high = (bottom + OUTSIDE - block.tiles_y) // self.pitch
            high = min(self._lines(block.count) - 1, high)
            if low <= high:
                found.append(block.first + low * self.columns)
                found.append(block.first + min(block.count, (high + 1) * self.columns) - 1)
        return range(found[0], found[-1] + 1) if found else range(0)

    def below(self, row: int) -> int:
        """The row one line down in the same column, across headings; itself at the end."""
        block = self.block(row)
        if row + self.columns < block.end:
            return row + self.columns
        if self._lines(row - block.first + 1) < self._lines(block.count):
            return block.end - 1  # a shorter last line
        if block.end >= self.total:
            return row
        column = (row - block.first) % self.columns
        return min(block.end + column, self.block(block.end).end - 1)

    def above(self, row: int) -> int:
        """The row one line up in the same column; itself at the top."""
        block = self.block(row)
        if row - self.columns >= block.first:
            return row - self.columns
        if block.first == 0:
            return row
        before = self.block(block.first - 1)
        line = before.first + (self._lines(before.count) - 1) * self.columns
        return min(line + (row - block.first) % self.columns, before.end - 1)

    def _lines(self, count: int) -> int:
        return -(-count // self.columns)
