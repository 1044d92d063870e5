"""The layout of photos: rows of one height under headings, as wide as the page."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QRect

from kinfolk.gui.tiles.heading import TITLE
from kinfolk.gui.tiles.layout import OUTSIDE, TileHeading, TileLayout, TileLine
from kinfolk.gui.tiles.model import TileContent, TileSection

HEIGHT, GAP = 168, 6  # pixels: height of a line, between photos
HEADING = 36  # pixels, height of a heading
ROOM = 18  # pixels below a section, and beside it
# Least and largest shape (width by height); beyond it only the middle is shown
NARROW, WIDE = 0.5, 2.4
UNKNOWN = 4 / 3  # shape of a photo that was not read yet


@lru_cache(maxsize=1024)
def natural_width(width: int, height: int) -> float:
    """Return the width of a photo at the height of a line, in pixels; cached."""
    shape = width / height if width and height else UNKNOWN
    return HEIGHT * min(max(shape, NARROW), WIDE)


class RowLayout(TileLayout):
    """Fill the width with tiles of one height, each as wide as its photo asks for.

    Each line except the last of a section fills the width: its photos are stretched or narrowed by
    the same factor and cut a little, so that all lines have the same height. Short sections share a
    line where there is room, each at least as wide as its heading.
    """

    def __init__(self, width: int, content: TileContent) -> None:
        super().__init__(content, high=HEIGHT, gap=GAP)
        self.room = max(HEIGHT, width - 2 * OUTSIDE)
        # Where each photo would begin if all were on one line, and the end of the last one.
        self._starts = list(accumulate((each + GAP for each in content.widths), initial=0.0))
        self._place_all(content.sections)

    def tile(self, row: int) -> QRect:
        line = self._line(row)
        left, right = self._left(line, row), self._left(line, row + 1) - GAP
        return QRect(left, line.y, right - left, HEIGHT)

    def _along(self, row: int) -> int:
        return self.tile(row).center().x()

    def _left(self, line: TileLine, row: int) -> int:
        gaps = GAP * (row - line.first)
        along = self._starts[row] - self._starts[line.first] - gaps
        return line.start + gaps + round(along * line.stretch)

    def _place_all(self, sections: Sequence[TileSection]) -> None:
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

    def _width_beside(self, first: int, section: TileSection) -> int:
        photos = self._starts[first + section.count] - self._starts[first] - GAP
        return max(TITLE, ceil(photos))

    def _place(self, section: TileSection, first: int, *, x: int, top: int) -> None:
        y = top + OUTSIDE
        if section.title:
            place = QRect(OUTSIDE + x, top, self.room - x, HEADING)
            self.headings.append(TileHeading(place, section, first))
            y = top + HEADING
        last = first + section.count
        least = TITLE if section.title else 0
        while first < last:
            end, stretch = self._filled(first, last, least)
            self._lines.append(TileLine(first, end, OUTSIDE + x, y, top, stretch))
            first, y = end, y + HEIGHT + GAP
            top, least = y - (HEADING if section.title else OUTSIDE), 0
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
