"""The view of many tiles under headings; there may be any number: only visible ones are painted."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.shapes import mirrored
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.tiles.heading import cut_heading, draw_heading
from kinfolk.gui.tiles.layout import OUTSIDE, TileHeading, TileLayout
from kinfolk.gui.tiles.model import TileContent, TileModel
from kinfolk.gui.widgets.controls import selected_rows, shows_focus
from kinfolk.gui.widgets.rows_model import Index

Cursor = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint
Select = QItemSelectionModel.SelectionFlag
Flag = QStyle.StateFlag
LINES_UP, LINES_DOWN = (Cursor.MoveUp, Cursor.MovePageUp), (Cursor.MoveDown, Cursor.MovePageDown)


class TileView(QAbstractItemView):
    """Show tiles where a layout puts them; a delegate paints each.

    The delegate paints into `option.rect`, and rings up to `OUTSIDE` pixels around it. Subclasses
    say what clicks and keys do.
    """

    selection_changed = Signal()
    lost = Signal()  # the current tile, or one that was selected, is not there any more

    HAND = Qt.CursorShape.ArrowCursor  # the cursor over a tile
    OPENS_HEADINGS = False  # whether a click on a heading does something

    def __init__(
        self,
        tiles: TileModel,
        lay_out: Callable[[int, TileContent], TileLayout],
        pictures: Thumbs,
        parent: QWidget | None = None,
    ) -> None:
        """`lay_out(width, content)` makes the layout for a width in pixels."""
        super().__init__(parent)
        self._tiles = tiles
        self._lay_out = lay_out
        self._layout = lay_out(0, tiles.content)
        self._hovered = -1  # row under the cursor, -1 for none
        self._hovered_heading = range(0)  # rows under the heading under the cursor
        self._band: QRect | None = None  # the rubber band while one is drawn, in the viewport
        self.setModel(tiles)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        pictures.ready.connect(self._on_ready)

    # what is shown, selected and current

    def selected_ids(self) -> list[str]:
        return [self._tiles.ids[row] for row in selected_rows(self)]

    def current_id(self) -> str | None:
        index = self.currentIndex()
        return self._tiles.ids[index.row()] if index.isValid() else None

    def set_current(self, row: int) -> None:
        """Make this tile the current one, without selecting it."""
        self.selectionModel().setCurrentIndex(self._tiles.index(row), Select.NoUpdate)

    def begin(self) -> None:
        """Make the first visible tile the current one, unless there is a current one."""
        if not self.currentIndex().isValid() and self._tiles.ids:
            seen = self._first_seen()
            self.set_current(seen[0] if seen else 0)

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Let the contents change: visible tiles stay in place, and so does what is selected.

        If the current tile goes, the next one becomes current.
        """
        current, row, selected = self.current_id(), self.currentIndex().row(), self.selected_ids()
        seen = self._first_seen()
        seen_id = self._tiles.ids[seen[0]] if seen else ""
        yield
        self._select(self._rows_of(selected))
        if row >= 0 and self._tiles.ids:
            here = self._tiles.row_of(current or "")
            self.set_current(here if here >= 0 else min(row, len(self._tiles.ids) - 1))
        # Tiles above may have come or gone: scroll by that much.
        if seen is not None and (place := self._tiles.row_of(seen_id)) >= 0:
            self._scroll_to(place, seen[1])
        if any(self._tiles.row_of(each) < 0 for each in (*selected, *filter(None, [current]))):
            self.lost.emit()

    def _rows_of(self, ids: Sequence[str]) -> list[int]:
        """Return the rows of those ids that are shown, sorted."""
        return sorted(row for row in map(self._tiles.row_of, ids) if row >= 0)

    def _select(self, rows: Sequence[int], command: Select = Select.ClearAndSelect) -> None:
        """Select exactly these sorted rows; neighbours become one range."""
        found, first = QItemSelection(), 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                found.select(self._tiles.index(rows[first]), self._tiles.index(row))
                first = place + 1
        self.selectionModel().select(found, command)

    # where everything lies

    def _lie(self) -> None:
        """Compute the layout for the current width and contents."""
        self._layout = self._lay_out(self.viewport().width(), self._tiles.content)
        self._hovered, self._hovered_heading = -1, range(0)
        self.verticalScrollBar().setSingleStep(self._layout.pitch // 3)
        self.updateGeometries()
        self.viewport().update()

    def reset(self) -> None:
        super().reset()
        self._lie()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep visible tiles in place where a new width moves them, and the current one visible."""
        current, room = self.currentIndex(), QRect(QPoint(), event.oldSize())
        is_in_sight = room.adjusted(0, self._covered, 0, 0).contains(self.visualRect(current))
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width():
            self.updateGeometries()
        else:
            seen = self._first_seen()
            self._lie()
            if seen is not None:
                self._scroll_to(*seen)
        if is_in_sight:
            self.scrollTo(current)

    def updateGeometries(self) -> None:
        """Set the scroll bar's range to the height of the content."""
        page, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(page)
        bar.setRange(0, max(0, self._layout.height - page))
        bar.setEnabled(bar.maximum() > 0)  # otherwise its handle would be as long as the page
        super().updateGeometries()

    def visualRect(self, index: Index) -> QRect:
        """Return the tile's rect in the viewport; an empty one if there is no such row."""
        row = index.row()
        return self._placed(self._layout.tile(row)) if 0 <= row < self._layout.total else QRect()

    def _placed(self, rect: QRect) -> QRect:
        return mirrored(self.viewport(), rect.translated(0, -self.verticalOffset()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        return self._tiles.index(self._row_at(point))

    def _row_at(self, point: QPoint) -> int:
        """Return the row at a point of the viewport, -1 for none."""
        if point.y() < self._covered:
            return -1
        content = self._in_content(QRect(point, QSize(1, 1))).topLeft()
        rows = self._layout.rows(content.y(), content.y())
        return next((row for row in rows if self._layout.tile(row).contains(content)), -1)

    @property
    def _covered(self) -> int:
        """How many pixels at the top of the viewport the headings that stay there cover."""
        top = self.verticalOffset()
        staying = self._layout.staying(top)
        return staying[0].rect.bottom() + 1 - OUTSIDE - top if staying else 0

    def heading_at(self, point: QPoint) -> TileHeading | None:
        top, y = self.verticalOffset(), point.y() + self.verticalOffset()
        covered = point.y() < self._covered
        near = self._layout.staying(top) if covered else self._layout.headings_in(y, y)
        return next((each for each in near if self._placed(each.rect).contains(point)), None)

    def _in_content(self, rect: QRect) -> QRect:
        return mirrored(self.viewport(), rect).translated(0, self.verticalOffset())

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def _first_seen(self) -> tuple[int, int] | None:
        """Return the first visible row and its distance from the top.

        Returns None at the page's beginning.
        """
        top = self.verticalOffset()
        end = top + self.viewport().height()
        rows = self._layout.rows(top + self._covered, end) if top else range(0)
        return (rows[0], self._layout.tile(rows[0]).top() - top) if rows else None

    def _scroll_to(self, row: int, down: int) -> None:
        """Scroll so that the row is `down` pixels from the top, as `_first_seen` returned it."""
        self.verticalScrollBar().setValue(self._layout.tile(row).top() - down)

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Scroll as little as needed to show the tile, with its heading if it is above."""
        row = index.row()
        if not 0 <= row < self._layout.total:
            return
        bar, page = self.verticalScrollBar(), self.viewport().height()
        tile = self._layout.tile(row)
        if tile.top() < bar.value() + self._covered or hint == Hint.PositionAtTop:
            bar.setValue(self._layout.top(row))
        else:
            bar.setValue(max(bar.value(), tile.bottom() + 1 + OUTSIDE - page))

    # keys and pointer

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        return self._tiles.index(self._moved(self.currentIndex().row(), action))

    def _moved(self, row: int, action: Cursor) -> int:
        """Return the row to which a cursor key leads; from no row it leads to the first."""
        last = self._layout.total - 1
        if last < 0 or row < 0:
            return 0
        if action in (*LINES_UP, *LINES_DOWN):
            page = max(1, self.viewport().height() // self._layout.pitch)
            lines = page if action in (Cursor.MovePageUp, Cursor.MovePageDown) else 1
            return self._layout.stepped(row, -lines if action in LINES_UP else lines)
        if action in (Cursor.MoveLeft, Cursor.MoveRight):
            is_back = (action is Cursor.MoveLeft) is not self.isRightToLeft()
            action = Cursor.MovePrevious if is_back else Cursor.MoveNext
        if action is Cursor.MovePrevious:
            return max(0, row - 1)
        if action is Cursor.MoveNext:
            return min(last, row + 1)
        return 0 if action == Cursor.MoveHome else last

    def setSelection(self, rect: QRect, command: Select) -> None:
        """Select from tile to tile (click, Shift), or everything that a rubber band touches."""
        if command == Select.NoUpdate:
            return  # nothing can be selected here
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._band = rect.normalized()
            band = self._in_content(self._band)
            near = self._layout.rows(band.top(), band.bottom())
            rows = [row for row in near if self._layout.tile(row).intersects(band)]
        else:
            first, last = sorted((self._row_at(rect.topLeft()), self._row_at(rect.bottomRight())))
            rows = list(range(first, last + 1)) if first >= 0 else []
        self._select(rows, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        # Everything, because rings reach beyond the tiles.
        return QRegion(self.viewport().rect())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # its ring reaches beyond the tile that Qt repaints

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._band = None
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow the cursor, and show a heading in full as a tip where it is cut off."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            point = event.position().toPoint()
            self._hover(self._row_at(point), self.heading_at(point))
        elif event.type() == QEvent.Type.Leave:
            self._hover(-1, None)
        elif isinstance(event, QHelpEvent) and (tip := self._cut_heading(event.pos())):
            QToolTip.showText(event.globalPos(), plain_text.tip(tip), self.viewport())
            return True
        return super().viewportEvent(event)

    def _hover(self, row: int, heading: TileHeading | None) -> None:
        """Note the row or heading under the cursor and repaint it and the one before."""
        under = heading.rows if heading and self.OPENS_HEADINGS else range(0)
        if under != self._hovered_heading:
            self._hovered_heading = under
            self.viewport().update()
            self.viewport().setCursor(self.HAND if under else Qt.CursorShape.ArrowCursor)
        if row == self._hovered:
            return
        for each in (self._hovered, row):
            around = self.visualRect(self._tiles.index(each))
            around.adjust(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
            self.viewport().update(around if each >= 0 else QRect())
        self._hovered = row
        is_over = row >= 0 or bool(under)
        self.viewport().setCursor(self.HAND if is_over else Qt.CursorShape.ArrowCursor)

    def _cut_heading(self, point: QPoint) -> str:
        """Return the full heading at a point of the viewport, "" if it is not cut off."""
        heading = self.heading_at(point)
        return cut_heading(heading.rect.width(), heading.section) if heading else ""

    def _on_ready(self, tile_id: str) -> None:
        """Repaint a tile, since its picture has been read."""
        row = self._tiles.row_of(tile_id)
        if row >= 0:
            self.update(self._tiles.index(row))

    # painting

    @property
    def frames_current(self) -> bool:
        """Whether the current tile is painted with the keyboard's frame."""
        return shows_focus(self)

    def _paint_heading(self, painter: QPainter, heading: TileHeading) -> None:
        is_button = heading.rows == self._hovered_heading
        draw_heading(painter, self._placed(heading.rect), heading.section, is_button=is_button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset, shown = self.verticalOffset(), event.rect()
        top, bottom = shown.top() + offset, shown.bottom() + offset
        staying, covered = self._layout.staying(offset), self._covered
        for heading in staying:
            self._paint_heading(painter, heading)
        if staying and offset:
            painter.setPen(theme.color("line"))
            painter.drawLine(0, covered - 1, self.viewport().width(), covered - 1)
        painter.setClipRect(self.viewport().rect().adjusted(0, covered, 0, 0))
        for heading in self._layout.headings_in(top, bottom):
            self._paint_heading(painter, heading)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        # The option describes the whole view: focus and hover are set for each tile.
        plain = option.state & ~(Flag.State_HasFocus | Flag.State_MouseOver)
        selection, delegate = self.selectionModel(), self.itemDelegate()
        framed = self.currentIndex().row() if self.frames_current else -1
        for row in self._layout.rows(top, bottom):
            index, state = self._tiles.index(row), plain
            if selection.isSelected(index):
                state |= Flag.State_Selected
            if row == self._hovered:
                state |= Flag.State_MouseOver
            if row == framed:
                state |= Flag.State_HasFocus
            option.rect, option.state = self._placed(self._layout.tile(row)), state
            delegate.paint(painter, option, index)
        if self._band and self.state() == QAbstractItemView.State.DragSelectingState:
            painter.setPen(theme.color("accent"))
            painter.setBrush(theme.color("accent", 0.12))
            painter.drawRect(self._band)
