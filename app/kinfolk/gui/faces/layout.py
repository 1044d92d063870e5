"""The layout of a grid of faces: square tiles in lines under headings, filling the width."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from kinfolk.gui.faces.delegate import OUTSIDE
from kinfolk.gui.faces.model import FaceSection

# Pixels between tiles
GAP = 8
HEADING = 30  # pixels, height of a heading
ROOM = 10  # pixels below a section
FEW = 2  # a section of up to this many faces can follow another without an empty column


@dataclass(frozen=True)
class FaceHeading:
    """A section's heading, in coordinates of the content."""

    section: FaceSection
    rect: QRect


@dataclass(frozen=True)
class Run:
    """Neighbouring tiles of one section on one line; y in pixels from the top of the content."""

    first: int  # row of the first tile
    count: int
    column: int
    y: int
    top: int  # top of the heading over it, or else of its ring

    @property
    def end(self) -> int:
        """The row after the last one."""
        return self.first + self.count


class FaceLayout:
    """Maps rows to rectangles of the content and back; small sections share a line.

    Between sections side by side a column is left free, unless both have only a few faces.
    """

    def __init__(
        self, width: int, *, tile: int, total: int, sections: Sequence[FaceSection]
    ) -> None:
        """`tile` is the wanted side in pixels, which is enlarged until a line fills the width."""
        usable = width - 2 * OUTSIDE
        self.total = total
        self.columns = max(1, (usable + GAP) // (tile + GAP))
        self.side = max(24, (usable - GAP * (self.columns - 1)) // self.columns)
        self.pitch = self.side + GAP
        # Left-over pixels are spread between the tiles
        self._stride = (usable + GAP) / self.columns
        self.headings: list[FaceHeading] = []
        # Sorted by row, and so by y as well: both can be searched by bisection.
        self._runs: list[Run] = []
        self.height = 0
        if sections:
            self._place_all(sections)
        else:
            self._add_runs(0, total, y=OUTSIDE, top=0)

    def tile(self, row: int) -> QRect:
        """Return the tile's rect in the content."""
        run = self._run(row)
        x = self._x(run.column + row - run.first)
        return QRect(x, run.y, self.side, self.side)

    def top(self, row: int) -> int:
        """Return where to scroll to so that the row is visible, with a heading right above it."""
        return self._run(row).top

    def rows(self, top: int, bottom: int) -> range:
        """Return the rows of all lines that touch this stripe of the content, rings included."""
        reach = self.side + OUTSIDE
        # A line touches the stripe if it begins less than its height above it.
        low = bisect_right(self._runs, top - reach - 1, key=lambda run: run.y)
        high = bisect_right(self._runs, bottom + OUTSIDE, key=lambda run: run.y)
        if low >= high:
            return range(0)
        return range(self._runs[low].first, self._runs[high - 1].end)

    def stepped(self, row: int, lines: int) -> int:
        """Return the nearest tile this many lines further down, or up if negative.

        Beyond the ends it stays on the last line reached.
        """
        for _ in range(abs(lines)):
            y = self._run(row).y
            place = bisect_right(self._runs, y if lines > 0 else y - 1, key=lambda run: run.y)
            place -= lines < 0
            if not 0 <= place < len(self._runs):
                break
            row = self._nearest(place, row)
        return row

    def _nearest(self, place: int, row: int) -> int:
        """Return the tile in the line of run `place` whose column is nearest the row's."""
        here = self._run(row)
        column = here.column + row - here.first
        y = self._runs[place].y
        line = self.rows(y, y)
        return min(line, key=lambda other: abs(self._column(other) - column))

    def _x(self, column: int) -> int:
        """Return the left edge of a column."""
        return OUTSIDE + round(column * self._stride)

    def _column(self, row: int) -> int:
        run = self._run(row)
        return run.column + row - run.first

    def _run(self, row: int) -> Run:
        """Return the run that contains the row."""
        return self._runs[bisect_right(self._runs, row, key=lambda run: run.first) - 1]

    def _place_all(self, sections: Sequence[FaceSection]) -> None:
        """Place all sections, small ones side by side."""
        first, y, column = 0, 0, 0  # first row, and y and column of the section's heading
        before = 0  # number of faces in the section before
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
            self.headings.append(FaceHeading(section, QRect(x, y, width, HEADING)))
            tiles_y = y + HEADING + OUTSIDE
            self._add_runs(first, section.count, y=tiles_y, top=y, column=column)
            first += section.count
            if section.count > self.columns:  # it fills lines of its own
                y, column = self.height + ROOM, 0
            else:
                column += section.count

    def _add_runs(self, first: int, count: int, *, y: int, top: int, column: int = 0) -> None:
        """Add the runs of a section, one for each line it takes."""
        end = first + count
        while first < end:
            some = min(self.columns - column, end - first)
            self._runs.append(Run(first, some, column, y, top))
            self.height = y + self.side + OUTSIDE
            first, y = first + some, y + self.pitch
            top = y - OUTSIDE
