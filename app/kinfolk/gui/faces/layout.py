"""Where the tiles of a grid lie: square tiles in lines under headings, filling the width."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from kinfolk.gui.faces.delegate import OUTSIDE
from kinfolk.gui.faces.model import FaceSection

GAP = 8
HEADING = 30  # height of a heading, pixels
ROOM = 10  # under a section
FEW = 2  # faces of a section whose heading alone tells it from another such one beside it


@dataclass(frozen=True)
class Heading:
    """A section's heading, in the content."""

    section: FaceSection
    rect: QRect


@dataclass(frozen=True)
class Run:
    """Neighbouring tiles of one section on one line; y in pixels from the content's top."""

    first: int  # row
    count: int
    column: int
    y: int
    top: int  # of the heading over it, else of its ring

    @property
    def end(self) -> int:
        return self.first + self.count


class Layout:
    """Rows to rectangles and back. Small sections stand side by side where there is room.

    Where there are only a few faces in each, lines are full all the same.
    """

    def __init__(
        self, width: int, *, tile: int, total: int, sections: Sequence[FaceSection]
    ) -> None:
        """`tile`: the wanted side, enlarged until a line fills the width."""
        usable = width - 2 * OUTSIDE
        self.total = total
        self.columns = max(1, (usable + GAP) // (tile + GAP))
        self.side = max(24, (usable - GAP * (self.columns - 1)) // self.columns)
        self.pitch = self.side + GAP
        self._stride = (usable + GAP) / self.columns  # the pixels left over lie between the tiles
        self.headings: list[Heading] = []
        # In the order of their rows, and so of y as well: both are searched by halving.
        self._runs: list[Run] = []
        self.height = 0
        if sections:
            self._place_all(sections)
        else:
            self._add_runs(0, total, y=OUTSIDE, top=0)

    def tile(self, row: int) -> QRect:
        """In the content."""
        run = self._run(row)
        x = self._x(run.column + row - run.first)
        return QRect(x, run.y, self.side, self.side)

    def top(self, row: int) -> int:
        """Where to scroll to so that the row is seen, with its heading where it has one."""
        return self._run(row).top

    def rows(self, top: int, bottom: int) -> range:
        """The rows of all lines that cross this stripe of the content, rings included."""
        reach = self.side + OUTSIDE
        # By where lines begin: one crosses the stripe that begins less than its height above it.
        low = bisect_right(self._runs, top - reach - 1, key=lambda run: run.y)
        high = bisect_right(self._runs, bottom + OUTSIDE, key=lambda run: run.y)
        if low >= high:
            return range(0)
        return range(self._runs[low].first, self._runs[high - 1].end)

    def stepped(self, row: int, lines: int) -> int:
        """The nearest tile so many lines further down, or up; at the ends on the last line."""
        for _ in range(abs(lines)):
            y = self._run(row).y
            place = bisect_right(self._runs, y if lines > 0 else y - 1, key=lambda run: run.y)
            place -= lines < 0
            if not 0 <= place < len(self._runs):
                break
            row = self._nearest(place, row)
        return row

    def _nearest(self, place: int, row: int) -> int:
        """In the line of the run at `place`, the tile whose column is closest to the row's."""
        here = self._run(row)
        column = here.column + row - here.first
        y = self._runs[place].y
        line = self.rows(y, y)
        return min(line, key=lambda other: abs(self._column(other) - column))

    def _x(self, column: int) -> int:
        return OUTSIDE + round(column * self._stride)

    def _column(self, row: int) -> int:
        run = self._run(row)
        return run.column + row - run.first

    def _run(self, row: int) -> Run:
        return self._runs[bisect_right(self._runs, row, key=lambda run: run.first) - 1]

    def _place_all(self, sections: Sequence[FaceSection]) -> None:
        first, y, column = 0, 0, 0  # of the section's heading
        before = 0  # how many faces the section before it has
        for section in sections:
            if column and max(before, section.count) > FEW:
                column += 1
            before = section.count
            if column and column + section.count > self.columns:
                y, column = self.height + ROOM, 0
            x = self._x(column)
            if column:
                self.headings[-1].rect.setRight(x - GAP)
            width = self._x(self.columns) - GAP - x  # to the end of the line, unless one follows
            self.headings.append(Heading(section, QRect(x, y, width, HEADING)))
            tiles_y = y + HEADING + OUTSIDE
            self._add_runs(first, section.count, y=tiles_y, top=y, column=column)
            first += section.count
            if section.count > self.columns:  # a line of its own
                y, column = self.height + ROOM, 0
            else:
                column += section.count

    def _add_runs(self, first: int, count: int, *, y: int, top: int, column: int = 0) -> None:
        end = first + count
        while first < end:
            some = min(self.columns - column, end - first)
            self._runs.append(Run(first, some, column, y, top))
            self.height = y + self.side + OUTSIDE
            first, y = first + some, y + self.pitch
            top = y - OUTSIDE
