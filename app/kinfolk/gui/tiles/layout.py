"""The base of layouts: where tiles and headings lie in the content of a view."""

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect

from kinfolk.gui.tiles.model import TileContent, TileSection

OUTSIDE = 4  # pixels around a tile for its ring: 2 wide, 2 away


class TileHeading(NamedTuple):
    """Hold a section's heading, in coordinates of the content."""

    rect: QRect
    section: TileSection
    first: int  # row of the first tile under it

    @property
    def rows(self) -> range:
        return range(self.first, self.first + self.section.count)

    @property
    def y(self) -> int:
        """The top, in pixels of the content."""
        return self.rect.top()


class TileLine(NamedTuple):
    """Hold tiles of a section side by side; y in pixels from the top of the content."""

    first: int  # row of the first tile
    end: int
    start: int  # where the first tile begins: its x in pixels, or its column
    y: int
    top: int  # where to scroll to so that it lies right below the heading that stays
    stretch: float = 1.0  # factor by which each is wider than its natural width


class TileLayout(ABC):
    """Map rows to rectangles of the content and back; subclasses place the tiles.

    All tiles have the same height.
    """

    def __init__(self, content: TileContent, *, high: int, gap: int) -> None:
        """`high` is the height of a tile, `gap` is between two lines, in pixels."""
        self.total = len(content.ids)
        self.high = high
        self.pitch = high + gap  # pixels from line to line
        self.height = 0
        # Both sorted by row, and so by y as well: they can be searched by bisection.
        self.headings: list[TileHeading] = []
        self._lines: list[TileLine] = []

    @abstractmethod
    def tile(self, row: int) -> QRect:
        """Return the tile's rect in the content."""

    @abstractmethod
    def _along(self, row: int) -> int:
        """Return how far along its line the tile is, as its column or in pixels."""

    def top(self, row: int) -> int:
        """Return where to scroll to so that the row is visible, with its heading right above it."""
        return self._line(row).top

    def rows(self, top: int, bottom: int) -> range:
        """Return the rows of all lines that reach into this stripe of the content.

        The rings around the tiles count as part of a line.
        """
        low = bisect_right(self._lines, top - self.high - OUTSIDE - 1, key=lambda line: line.y)
        high = bisect_right(self._lines, bottom + OUTSIDE, key=lambda line: line.y)
        if low >= high:
            return range(0)
        return range(self._lines[low].first, self._lines[high - 1].end)

    def headings_in(self, top: int, bottom: int) -> Sequence[TileHeading]:
        """Return the headings that reach into the range from `top` to `bottom` of the content."""
        low = bisect_left(self.headings, top, key=lambda heading: heading.rect.bottom())
        high = bisect_right(self.headings, bottom, key=lambda heading: heading.y)
        return self.headings[low:high]

    def staying(self, y: int) -> Sequence[TileHeading]:
        """Return the headings that stay at the top of a view scrolled to `y`, where they lie then.

        Sections side by side have several. The heading that comes next pushes them out.
        """
        after = bisect_right(self.headings, y, key=lambda heading: heading.y)
        if not after:
            return ()
        level = self.headings[after - 1].y
        first = bisect_left(self.headings, level, key=lambda heading: heading.y)
        top = y
        if after < len(self.headings):
            top = min(y, self.headings[after].y - self.headings[first].rect.height())
        return [
            heading._replace(rect=heading.rect.translated(0, top - level))
            for heading in self.headings[first:after]
        ]

    def stepped(self, row: int, lines: int) -> int:
        """Return the nearest tile this many lines further down, or up if negative.

        Beyond the ends it stays on the last line reached.
        """
        y = self._line(row).y
        for _ in range(abs(lines)):
            place = bisect_right(self._lines, y if lines > 0 else y - 1, key=lambda line: line.y)
            place -= lines < 0
            if not 0 <= place < len(self._lines):
                break
            y = self._lines[place].y
        return row if y == self._line(row).y else self._nearest(y, row)

    def _nearest(self, y: int, row: int) -> int:
        """Return the tile closest to `row` horizontally, in the lines that begin at `y`."""
        low = bisect_left(self._lines, y, key=lambda line: line.y)
        high = bisect_right(self._lines, y, key=lambda line: line.y)
        there = range(self._lines[low].first, self._lines[high - 1].end)
        here = self._along(row)
        return min(there, key=lambda other: abs(self._along(other) - here))

    def _line(self, row: int) -> TileLine:
        return self._lines[bisect_right(self._lines, row, key=lambda line: line.first) - 1]
