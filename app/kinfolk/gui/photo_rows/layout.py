"""The layout of photos: rows of one height under headings, as wide as the page."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QRect

from kinfolk.gui.faces.delegate import OUTSIDE, TITLE

# Pixels: height of a line, between photos
HEIGHT, GAP = 168, 6
HEADING = 36  # pixels, height of a heading
ROOM = 18  # pixels below a section, and beside it
# Least and largest shape (width by height); beyond it only the middle is shown
NARROW, WIDE = 0.5, 2.4
UNKNOWN = 4 / 3  # shape of a photo that was not read yet


@dataclass(frozen=True)
class PhotoSection:
    """A heading over the next `count` photos; without a title there is no heading."""

    title: str
    detail: str
    count: int
    where: str = ""  # folder, shown before the detail


class Heading(NamedTuple):
    """A section's heading, in coordinates of the content."""

    rect: QRect
    section: PhotoSection

    @property
    def y(self) -> int:
        """The top."""
        return self.rect.top()


class PhotoLine(NamedTuple):
    """Photos of a section side by side; x and y in pixels from the corner of the content."""

    first: int  # row of the first photo
    end: int
    x: int
    y: int
    top: int  # top of the heading over it, or else of its ring
    stretch: float  # factor by which each is wider than its natural width


@lru_cache(maxsize=1024)
def natural_width(width: int, height: int) -> float:
    """Return the width of a photo at the height of a line, in pixels; cached."""
    shape = width / height if width and height else UNKNOWN
    return HEIGHT * min(max(shape, NARROW), WIDE)


class RowLayout:
    """Maps model rows to rectangles of the content and back.

    Each line except the last of a section fills the width: its photos are stretched or narrowed by
    the same factor and cut a little, so that all lines have the same height. Short sections share a
    line where there is room, each at least as wide as its heading.
    """

    def __init__(
        self, width: int, *, widths: Iterable[float], sections: Sequence[PhotoSection]
    ) -> None:
        """`widths` are the photos' natural widths."""
        self.room = max(HEIGHT, width - 2 * OUTSIDE)
        # Where each photo would begin if all were on one line, and the end of the last one.
        self._starts = list(accumulate((each + GAP for each in widths), initial=0.0))
        self.total = len(self._starts) - 1
        self.headings: list[Heading] = []
        # Sorted by row, and so by y as well: both can be searched by bisection.
        self._lines: list[PhotoLine] = []
        self.height = 0
        self._place_all(sections)

    def tile(self, row: int) -> QRect:
        """Return the tile's rect in the content."""
        line = self._line(row)
        left, right = self._left(line, row), self._left(line, row + 1) - GAP
        return QRect(left, line.y, right - left, HEIGHT)

    def top(self, row: int) -> int:
        """Return the y to scroll to so that the row, and a heading right above it, is visible."""
        return self._line(row).top

    def rows(self, top: int, bottom: int) -> range:
        """Return the model rows of all lines that reach into `top` to `bottom` of the content.

        The selection rings around the photos count as part of a line.
        """
        low = bisect_right(self._lines, top - HEIGHT - OUTSIDE - 1, key=lambda line: line.y)
        high = bisect_right(self._lines, bottom + OUTSIDE, key=lambda line: line.y)
        if low >= high:
            return range(0)
        return range(self._lines[low].first, self._lines[high - 1].end)

    def section_at(self, y: int) -> PhotoSection | None:
        """Return the section whose heading comes last above the height `y`; None without headings.

        Of sections side by side, return the first.
        """
        after = bisect_right(self.headings, y, key=lambda heading: heading.y)
        if not after:
            return self.headings[0].section if self.headings else None
        level = self.headings[after - 1].y
        return self.headings[bisect_left(self.headings, level, key=lambda it: it.y)].section

    def headings_in(self, top: int, bottom: int) -> Sequence[Heading]:
        """Return the headings that reach into the range from `top` to `bottom` of the content."""
        low = bisect_right(self.headings, top - HEADING, key=lambda heading: heading.y)
        high = bisect_right(self.headings, bottom, key=lambda heading: heading.y)
        return self.headings[low:high]

    def stepped(self, row: int, lines: int) -> int:
        """Return the row of the nearest photo `lines` lines below, or above if negative."""
        y = self._line(row).y
        for _ in range(abs(lines)):
            place = bisect_right(self._lines, y if lines > 0 else y - 1, key=lambda line: line.y)
            place -= lines < 0
            if not 0 <= place < len(self._lines):
                break
            y = self._lines[place].y
        return row if y == self._line(row).y else self._nearest(y, row)

    def _nearest(self, y: int, row: int) -> int:
        """Return the photo closest to `row` horizontally, in the lines that begin at `y`."""
        low = bisect_left(self._lines, y, key=lambda line: line.y)
        high = bisect_right(self._lines, y, key=lambda line: line.y)
        there = range(self._lines[low].first, self._lines[high - 1].end)
        middle = self.tile(row).center().x()
        return min(there, key=lambda other: abs(self.tile(other).center().x() - middle))

    def _line(self, row: int) -> PhotoLine:
        """Return the line that contains the row."""
        return self._lines[bisect_right(self._lines, row, key=lambda line: line.first) - 1]

    def _left(self, line: PhotoLine, row: int) -> int:
        """Return the left edge of the row in its line."""
        gaps = GAP * (row - line.first)
        along = self._starts[row] - self._starts[line.first] - gaps
        return line.x + gaps + round(along * line.stretch)

    def _place_all(self, sections: Sequence[PhotoSection]) -> None:
        """Place all sections, short ones side by side."""
        first, top = 0, 0
        x = 0  # where the next section may begin beside the last one; 0 if only below
        for section in sections:
            width = self._width_beside(first, section)
            if x and x + width <= self.room:
                self.headings[-1].rect.setRight(OUTSIDE + x - ROOM - 1)
            else:
                x, top = 0, self.height + (ROOM if self.height else 0)
            self._place(section, first, x=x, top=top)
            first += section.count
            x = x + width + ROOM if section.title and x + width <= self.room else 0

    def _width_beside(self, first: int, section: PhotoSection) -> int:
        """Return the width of a section on one line, with its heading."""
        photos = self._starts[first + section.count] - self._starts[first] - GAP
        return max(TITLE, ceil(photos))

    def _place(self, section: PhotoSection, first: int, *, x: int, top: int) -> None:
        """Place a section, and the lines of its photos."""
        y = top + OUTSIDE
        if section.title:
            place = QRect(OUTSIDE + x, top, self.room - x, HEADING)
            self.headings.append(Heading(place, section))
            y = top + HEADING
        last = first + section.count
        least = TITLE if section.title else 0
        while first < last:
            end, stretch = self._filled(first, last, least)
            self._lines.append(PhotoLine(first, end, OUTSIDE + x, y, top, stretch))
            first, y = end, y + HEIGHT + GAP
            top, least = y - OUTSIDE, 0
        self.height = y - GAP + OUTSIDE

    def _filled(self, first: int, last: int, least: int) -> tuple[int, float]:
        """Return the end of the line that begins at `first`, and the factor of its photos' widths.

        The line is at least `least` pixels wide. It gets one photo more or one fewer, whichever
        changes the widths less.
        """
        full = self._starts[first] + self.room + GAP
        over = bisect_left(self._starts, full, lo=first + 1, hi=last + 1)
        if over > last:
            return last, max(1.0, self._stretch(first, last, least))
        narrowed = self._stretch(first, over, self.room)
        if over == first + 1:
            return over, narrowed
        stretched = self._stretch(first, over - 1, self.room)
        return (over, narrowed) if narrowed * stretched >= 1 else (over - 1, stretched)

    def _stretch(self, first: int, end: int, width: int) -> float:
        """Return the factor that makes these photos `width` pixels wide together."""
        gaps = GAP * (end - first)
        return (width + GAP - gaps) / (self._starts[end] - self._starts[first] - gaps)
