"""What item views of many tiles have in common: scrolling, hovering, moving by keys."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QItemSelection, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from kinfolk.gui.base.shapes import mirrored
from kinfolk.gui.faces.delegate import OUTSIDE

Cursor = QAbstractItemView.CursorAction
LINES_UP, LINES_DOWN = (Cursor.MoveUp, Cursor.MovePageUp), (Cursor.MoveDown, Cursor.MovePageDown)


class TileLayout(Protocol):
    """Maps rows to rectangles of the content and back; see faces/layout.py."""

    total: int
    height: int

    def tile(self, row: int) -> QRect: ...
    def top(self, row: int) -> int: ...
    def rows(self, top: int, bottom: int) -> range: ...
    def stepped(self, row: int, lines: int) -> int: ...


class Tiled(QObject):
    """Answers Qt's questions for a view of tiles, whatever the tiles are."""

    def __init__(self, view: QAbstractItemView, layout: TileLayout, *, shows_hand: bool) -> None:
        """With `shows_hand` the cursor is a hand over tiles, since a click opens them."""
        super().__init__(view)
        self._view = view
        self._shows_hand = shows_hand
        self.layout = layout
        self.hovered = -1  # row under the cursor, -1 for none
        view.setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def lie(self, layout: TileLayout, *, pitch: int) -> None:
        """Use a new layout; `pitch` is the distance between two lines in pixels."""
        self.layout, self.hovered = layout, -1
        self._view.verticalScrollBar().setSingleStep(pitch // 3)
        self.fit()
        self._view.viewport().update()

    def fit(self) -> None:
        """Set the scroll bar's range to the height of the content."""
        page, bar = self._view.viewport().height(), self._view.verticalScrollBar()
        bar.setPageStep(page)
        bar.setRange(0, max(0, self.layout.height - page))
        bar.setEnabled(bar.maximum() > 0)  # otherwise its handle would be as long as the page

    @property
    def offset(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self._view.verticalScrollBar().value()

    def rect(self, row: int) -> QRect:
        """Return the tile's rect in the viewport; an empty one if there is no such row."""
        if not 0 <= row < self.layout.total:
            return QRect()
        return self.placed(self.layout.tile(row))

    def placed(self, rect: QRect) -> QRect:
        """Return a rect of the content in coordinates of the viewport."""
        return mirrored(self._view.viewport(), rect.translated(0, -self.offset))

    def row_at(self, point: QPoint) -> int:
        """Return the row at a point of the viewport, -1 for none."""
        spot = mirrored(self._view.viewport(), QRect(point, QSize(1, 1))).topLeft()
        content = spot + QPoint(0, self.offset)
        rows = self.layout.rows(content.y(), content.y())
        return next((row for row in rows if self.layout.tile(row).contains(content)), -1)

    def first_seen(self) -> tuple[int, int] | None:
        """Return the first visible row and its distance from the top.

        Returns None at the page's beginning.
        """
        top = self.offset
        rows = self.layout.rows(top, top + self._view.viewport().height()) if top else range(0)
        return (rows[0], self.layout.tile(rows[0]).top() - top) if rows else None

    def scroll_to(self, row: int, down: int) -> None:
        """Scroll so that the row is `down` pixels from the top, as `first_seen` returned it."""
        self._view.verticalScrollBar().setValue(self.layout.tile(row).top() - down)

    def reveal(self, row: int, hint: QAbstractItemView.ScrollHint) -> None:
        """Scroll as little as needed to show the tile, with its heading if it is above."""
        if not 0 <= row < self.layout.total:
            return
        bar, page = self._view.verticalScrollBar(), self._view.viewport().height()
        tile = self.layout.tile(row)
        is_above = tile.top() - OUTSIDE < bar.value()
        if is_above or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(self.layout.top(row))
        else:
            bar.setValue(max(bar.value(), tile.bottom() + 1 + OUTSIDE - page))

    def moved(self, row: int, action: Cursor, *, page: int) -> int:
        """Return the row to which a cursor key leads; `page` is the number of lines in view.

        From no row it leads to the first.
        """
        last = self.layout.total - 1
        if last < 0 or row < 0:
            return 0
        if action in (*LINES_UP, *LINES_DOWN):
            lines = page if action in (Cursor.MovePageUp, Cursor.MovePageDown) else 1
            return self.layout.stepped(row, -lines if action in LINES_UP else lines)
        if action in (Cursor.MoveLeft, Cursor.MoveRight):
            is_back = (action is Cursor.MoveLeft) is not self._view.isRightToLeft()
            action = Cursor.MovePrevious if is_back else Cursor.MoveNext
        if action is Cursor.MovePrevious:
            return max(0, row - 1)
        if action is Cursor.MoveNext:
            return min(last, row + 1)
        return 0 if action == Cursor.MoveHome else last

    def selected(self) -> list[int]:
        """Return the selected rows, sorted."""
        selection = self._view.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        return sorted(row for each in ranges for row in range(each.top(), each.bottom() + 1))

    def selection(self, rows: Sequence[int]) -> QItemSelection:
        """Return a selection of these sorted rows, neighbours as one range each."""
        found, model, first = QItemSelection(), self._view.model(), 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                found.select(model.index(rows[first], 0), model.index(row, 0))
                first = place + 1
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._hover(self.row_at(event.position().toPoint()))
        elif event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return False

    def _hover(self, row: int) -> None:
        """Note the row under the cursor and repaint it and the one before."""
        if row == self.hovered:
            return
        for each in (self.hovered, row):
            around = self.rect(each).adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
            self._view.viewport().update(around if each >= 0 else QRect())
        self.hovered = row
        if self._shows_hand:
            hand = Qt.CursorShape.PointingHandCursor
            self._view.viewport().setCursor(hand if row >= 0 else Qt.CursorShape.ArrowCursor)
