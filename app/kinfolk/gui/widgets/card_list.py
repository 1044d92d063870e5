"""A list view of cards that fills the width and is as high as its contents."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimerEvent,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QWidget

from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.widgets.controls import choose, keys_used
from kinfolk.gui.widgets.rows_model import Index

Hint = QAbstractItemView.ScrollHint
_ARROWS = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
_RETURNS = (  # reasons of a focus that returns from another window or an overlay
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
)


class CardList(QListView):
    """List cards in a scroll area with other lists; it never scrolls itself.

    Its viewport reaches one gap further right than the cards, so that the first and the last card
    are exactly at the page's margins. A click opens a card; with Ctrl or Shift it selects. While a
    card is removed under the cursor, the keyboard stays at its place without any card ("between")
    until an arrow key or a click. Signals say what the user asks for; the list changes nothing.
    """

    _place = -1  # row of the current card that was removed, -1 for none

    opened = Signal(QModelIndex)  # by a click or Enter
    menu_wanted = Signal(QPoint)  # global position; by the right button or the menu key
    delete_wanted = Signal()
    rename_wanted = Signal(QModelIndex)
    let_go = Signal()  # the mouse button is up again: the list may change

    def __init__(self, *, gap: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Pixels kept free below the last line, and kept visible when scrolling to a card
        self.below = 0
        self._gap = gap  # pixels between cards: beside and below
        self.drop_row = -1  # row of the card that would take what is dragged over it
        self._card = QSize(160, 180)  # pixels: the narrowest that a card may be, and its height
        self._pressed = QPersistentModelIndex()
        self._is_still = False  # True while cards come and go on their own: nothing scrolls
        self._is_picking = False  # True while the user is selecting
        # Whether the user made the last selection, by arrow keys, Ctrl or Shift
        self._is_picked = False
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setWrapping(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setSelectionRectVisible(False)
        self.setFixedHeight(0)

    def set_card(self, narrowest: QSize) -> None:
        """Set how narrow a card may become, and its height."""
        if narrowest != self._card:
            self._card = narrowest
            self._fit()

    @property
    def columns(self) -> int:
        """The number of cards side by side."""
        return max(1, self.viewport().width() // (self._card.width() + self._gap.width()))

    @property
    def overhang(self) -> int:
        """How far the viewport reaches beyond the last card, in pixels."""
        return self._gap.width()

    def card_rect(self, cell: QRect) -> QRect:
        """Return the rect of the card in its cell, whose right and lower part is the gap.

        Cells have a whole number of pixels. What remains of the width is spread over the cards, so
        that the last one ends exactly at the margin.
        """
        pitch = self.viewport().width() / self.columns
        column = round(cell.left() / max(1, cell.width()))
        left, right = round(column * pitch), round((column + 1) * pitch) - self._gap.width()
        return QRect(left, cell.top(), right - left, cell.height() - self._gap.height())

    def set_drop_row(self, row: int) -> None:
        """Highlight the card that would take the drop; -1 for none."""
        if row != self.drop_row:
            self.drop_row = row
            self.viewport().update()

    def rows_changed(self) -> None:
        """Fit the height after rows of the model were added or removed."""
        self._fit()

    def _fit(self) -> None:
        """Set the size of the cells, and the height of the list for all rows."""
        columns = self.columns
        # Qt starts a new line if a cell ends exactly at the edge, so one pixel stays free.
        width = (self.viewport().width() - 1) // columns
        cell = QSize(width, self._card.height() + self._gap.height())
        if cell != self.gridSize():
            self.setGridSize(cell)
        model = self.model()
        total = model.rowCount() if model else 0
        self.setFixedHeight(-(-total // columns) * cell.height() + (self.below if total else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def cell_rect(self, row: int) -> QRect:
        """Return the cell of a row, even before Qt has laid it out."""
        cell = self.gridSize()
        line, column = divmod(row, self.columns)
        return QRect(column * cell.width(), line * cell.height(), cell.width(), cell.height())

    def row_below(self, y: int) -> int:
        """Return the first row that begins at `y` or below."""
        return max(0, -(-y // max(1, self.gridSize().height()))) * self.columns

    @property
    def first_in_sight(self) -> int:
        """The first row that begins within the visible part of the scroll area, or below it."""
        area = self._area()
        return self.row_below(area.verticalScrollBar().value() - self.y()) if area else 0

    @property
    def rows_in_sight(self) -> range:
        """The rows that are visible, at least in part."""
        seen = self.viewport().visibleRegion().boundingRect()
        height = max(1, self.gridSize().height())
        if seen.isEmpty():
            return range(0)
        first, after = seen.top() // height, seen.bottom() // height + 1
        return range(first * self.columns, min(after * self.columns, self.model().rowCount()))

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Make the surrounding area scroll to the card, and only if the user has moved there."""
        area = self._area()
        content = area.widget() if area is not None else None
        if index.isValid() and area is not None and content is not None and not self._is_still:
            rect = self.cell_rect(index.row()).adjusted(0, 0, 0, self.below)
            center = self.viewport().mapTo(content, rect.center())
            area.ensureVisible(center.x(), center.y(), 0, rect.height() // 2 + 8)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Keep still: Qt would scroll back to a card some time after it was pressed."""
        was_still, self._is_still = self._is_still, True
        try:
            super().timerEvent(event)
        finally:
            self._is_still = was_still

    @contextmanager
    def keeping_still(self) -> Iterator[None]:
        """Let cards come and go without scrolling and without the keyboard moving to another card.

        If the current card is removed, a key meant for it must not act on its neighbour.
        """
        current = QPersistentModelIndex(self.currentIndex())
        place = current.row()
        self._is_still = True
        try:
            yield
        finally:
            self._is_still = False
        if place >= 0 and not current.isValid():
            self.selectionModel().clearCurrentIndex()
            self._place = place

    def rest(self) -> None:
        """Take the keyboard without any card being current or selected."""
        place = self.currentIndex().row()
        self.setFocus()
        self.clearSelection()
        self.selectionModel().clearCurrentIndex()
        self._place = place

    @property
    def is_between(self) -> bool:
        """Whether no card is current because it was removed; ends with an arrow key or a click."""
        return self._place >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._place = -1

    def focusInEvent(self, event: QFocusEvent) -> None:
        place, self._place = self._place, -1
        super().focusInEvent(event)
        if place >= 0 and event.reason() in _RETURNS:  # go back to being between cards
            self.selectionModel().clearCurrentIndex()  # Qt has made the first card current
            self._place = place

    @property
    def is_pressed(self) -> bool:
        """Whether the mouse is pressed on a card, which must stay in place until the release."""
        return self._pressed.isValid()

    def _area(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    # the pointer: a click opens, with Ctrl or Shift it selects

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection with Ctrl; a card that was only opened before is not part of it."""
        modifiers = event.modifiers()
        is_begun = self._is_picked or len(self.selectedIndexes()) > 1
        if modifiers & Qt.KeyboardModifier.ControlModifier and not is_begun:
            self.clearSelection()
        with self._picking(bool(modifiers)):
            super().mousePressEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not modifiers
        self.press(self.indexAt(event.position().toPoint()) if plain else QModelIndex())

    @contextmanager
    def _picking(self, is_so: bool) -> Iterator[None]:
        """Mark selections made in the meantime as the user's."""
        self._is_picking = is_so
        try:
            yield
        finally:
            self._is_picking = False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._is_picked = self._is_picking

    def press(self, index: QModelIndex) -> None:
        """Remember the card under the pressed button; if it is released there, that is a click."""
        self._pressed = QPersistentModelIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        # A persistent index, since cards may have come or gone while the button was down.
        pressed, self._pressed = self._pressed, QPersistentModelIndex()
        if index.isValid() and pressed == index:
            self.clicked_at(index, event.position().toPoint())
        if pressed.isValid():
            self.let_go.emit()

    def clear_press(self) -> None:
        """Forget the pressed card, because a drag has begun: releasing it opens nothing."""
        self._pressed = QPersistentModelIndex()

    def clicked_at(self, index: QModelIndex, point: QPoint) -> None:
        """React to a click on a card at `point` of the viewport: open it. Subclasses have more."""
        self.opened.emit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    # the keys

    def go_to(self, row: int) -> None:
        """Move the keyboard to the card of this row, if it exists."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setFocus()
            keys_used(self)
            choose(self, index)
            self.scrollTo(index)  # Qt does not, because the focus made this card current already

    def open_first(self) -> None:
        first = self.model().index(0, 0)
        if first.isValid():
            keys_used(self)
            self.opened.emit(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on keys of the list, unless they come from an editor in a card."""
        if self.state() == QAbstractItemView.State.EditingState and not self.hasFocus():
            return  # a key that the editor in a card has not used, such as Enter
        keys_used(self)
        index, key = self.currentIndex(), event.key()
        if not index.isValid() and self._place >= 0 and key in _ARROWS:
            self._take_up()
        elif not index.isValid() or not COMMANDS.press(self, event):
            with self._picking(True):
                super().keyPressEvent(event)

    def _let_go(self) -> bool:
        is_some = bool(self.selectedIndexes())
        self.clearSelection()
        return is_some

    def _take_up(self) -> None:
        """Go on with the arrow keys where the removed card was."""
        last = self.model().rowCount() - 1
        choose(self, self.model().index(min(self._place, last), 0))


COMMANDS: Commands[CardList] = Commands(
    "People and groups",
    Command("Right Left Down Up", "Move between cards"),
    Command(
        "Return Enter", "Open", lambda view: view.opened.emit(view.currentIndex()), hint="open"
    ),
    Command(
        "F2",
        "Name or rename",
        lambda view: view.rename_wanted.emit(view.currentIndex()),
        hint="rename",
    ),
    Command("Del", "Delete", lambda view: view.delete_wanted.emit()),
    Command("Shift+Right", "Also select the next card"),
    Command("Ctrl+Right", "Move without selecting, to select separate cards"),
    Command("Ctrl+Space", "Select or deselect the card"),
    Command("Ctrl+A", "Select all"),
    Command("Esc", "Clear selection", CardList._let_go, hint="clear selection"),
)
