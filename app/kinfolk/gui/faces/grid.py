"""A grid of faces under headings; there may be any number, as only visible ones are painted."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

from kinfolk.core.concurrent_decisions import Named
from kinfolk.gui.base import theme
from kinfolk.gui.base.drag import Carried, start_drag
from kinfolk.gui.base.shapes import mirrored
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import FaceDelegate, draw_heading
from kinfolk.gui.faces.layout import FaceLayout
from kinfolk.gui.faces.model import FaceModel, FaceSection, Index
from kinfolk.gui.faces.tiled import Tiled
from kinfolk.gui.widgets.controls import keys_used, shows_focus

Select = QItemSelectionModel.SelectionFlag


class FaceGrid(QAbstractItemView):
    """An item view of square tiles that fill the width; several can be selected and dragged.

    `tile` is the wanted side of a tile in pixels.
    """

    opened = Signal(str)  # face id, by a double click or Enter
    menu_wanted = Signal(QPoint)  # global position; by the right button or the menu key
    selection_changed = Signal()
    dragged = Signal(object)  # face ids being dragged; empty once they are dropped

    def __init__(
        self, thumbs: Thumbs, model: FaceModel, *, tile: int = 104, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._tile = tile
        self.whose: Named | None = None  # the person whose faces these are, if they have a name
        # The rubber band while one is drawn, in the viewport.
        self._band: QRect | None = None
        self._layout = FaceLayout(tile, tile=tile, total=0, sections=())
        self._tiled = Tiled(self, self._layout, shows_hand=False)
        self.faces = model
        self.setModel(model)
        self.setItemDelegate(FaceDelegate(thumbs, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("FaceGrid { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        thumbs.ready.connect(self._on_ready)

    def selected_ids(self) -> list[str]:
        """Return the selected face ids, in the order of the grid."""
        return [self.faces.ids[row] for row in self._tiled.selected()]

    def current_id(self) -> str | None:
        """Return the current face, or None."""
        index = self.currentIndex()
        return self.faces.ids[index.row()] if index.isValid() else None

    def select(self, face_ids: Sequence[str]) -> None:
        """Select exactly these faces; the first becomes the current one."""
        rows = self._rows_of(face_ids)
        if rows:
            self.selectionModel().setCurrentIndex(self.faces.index(rows[0]), Select.NoUpdate)
        self.selectionModel().select(self._tiled.selection(rows), Select.ClearAndSelect)

    def show_faces(self, ids: Sequence[str], sections: Sequence[FaceSection] = ()) -> None:
        """Replace the contents.

        The selection stays, and visible faces keep their place on the screen.
        """
        selected, current, row = self.selected_ids(), self.current_id(), self.currentIndex().row()
        seen = self._tiled.first_seen()
        seen_id = self.faces.ids[seen[0]] if seen else ""
        self.faces.set_faces(ids, sections)
        if row >= 0 and ids:
            here = self.faces.row_of(current or "")
            index = self.faces.index(here if here >= 0 else min(row, len(ids) - 1))
            self.selectionModel().setCurrentIndex(index, Select.NoUpdate)
        # Faces above may have come or gone: scroll by that much.
        if seen is not None and (place := self.faces.row_of(seen_id)) >= 0:
            self._tiled.scroll_to(place, seen[1])
        self.selectionModel().select(
            self._tiled.selection(self._rows_of(selected)), Select.ClearAndSelect
        )
        self._begin()

    def show_frame(self) -> None:
        """Show the keyboard's frame from now on."""
        keys_used(self)
        self._begin()
        self.viewport().update()

    def _begin(self) -> None:
        """Make the first face current where the keyboard is used and none is current."""
        if shows_focus(self) and self.faces.ids and not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(self.faces.index(0), Select.NoUpdate)

    def on_screen(self) -> list[str]:
        """Return the faces that are completely visible now."""
        top, high = self.verticalOffset(), self.viewport().height()
        rows = self._layout.rows(top, top + high)
        tiles = ((row, self._layout.tile(row)) for row in rows)
        return [
            self.faces.ids[n] for n, at in tiles if top <= at.top() and at.bottom() < top + high
        ]

    # where everything lies

    def _lay_out(self) -> None:
        """Compute the layout for the current width and contents."""
        width, total = self.viewport().width(), len(self.faces.ids)
        self._layout = FaceLayout(width, tile=self._tile, total=total, sections=self.faces.sections)
        self._tiled.lie(self._layout, pitch=self._layout.pitch)

    def reset(self) -> None:
        super().reset()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def updateGeometries(self) -> None:
        self._tiled.fit()
        super().updateGeometries()

    def visualRect(self, index: Index) -> QRect:
        return self._tiled.rect(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:
        return self.faces.index(self._tiled.row_at(point))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        self._tiled.reveal(index.row(), hint)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self._tiled.offset

    def isIndexHidden(self, index: Index) -> bool:
        return False

    # selecting

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        page = max(1, self.viewport().height() // self._layout.pitch)
        return self.faces.index(self._tiled.moved(self.currentIndex().row(), action, page=page))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select from face to face (click, Shift), or everything that a rubber band touches."""
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._band = rect.normalized()
            band = mirrored(self.viewport(), self._band).translated(0, self.verticalOffset())
            near = self._layout.rows(band.top(), band.bottom())
            rows = [row for row in near if self._layout.tile(row).intersects(band)]
        else:
            first, last = sorted(
                (self.indexAt(rect.topLeft()).row(), self.indexAt(rect.bottomRight()).row())
            )
            rows = list(range(first, last + 1)) if first >= 0 else []
        self.selectionModel().select(self._tiled.selection(rows), command)

    def _rows_of(self, face_ids: Sequence[str]) -> list[int]:
        """Return the rows of these faces, sorted."""
        return sorted(row for row in map(self.faces.row_of, face_ids) if row >= 0)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        # Everything, because rings reach beyond the tiles.
        return QRegion(self.viewport().rect())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()  # Qt repaints only the tiles, and rings reach beyond them
        self.selection_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    # events

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._band = None
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.faces.ids[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current:
            self.opened.emit(current)
        else:
            super().keyPressEvent(event)
            keys_used(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        else:
            self.menu_wanted.emit(event.globalPos())

    def startDrag(self, supported: Qt.DropAction) -> None:
        if face_ids := self.selected_ids():
            self.carry(face_ids)

    def carry(self, face_ids: Sequence[str]) -> None:
        """Drag these faces until they are dropped or the drag is cancelled."""
        self.dragged.emit(face_ids)
        try:
            start_drag(self, Carried(tuple(face_ids), whose=self.whose), self._thumbs)
        finally:
            self.dragged.emit([])

    def _on_ready(self, face_id: str) -> None:
        row = self.faces.row_of(face_id)
        if row >= 0:
            self.viewport().update(self.visualRect(self.faces.index(row)))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset, shown = self.verticalOffset(), event.rect()
        for heading in self._layout.headings:
            line = self._tiled.placed(heading.rect)
            if line.intersects(shown):
                draw_heading(painter, line, heading.section.title, heading.section.detail)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        # The option describes the whole view: focus and hover are set for each tile.
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        for row in self._layout.rows(shown.top() + offset, shown.bottom() + offset):
            index = self.faces.index(row)
            option.rect = self.visualRect(index)
            option.state = plain | self._state(index)
            self.itemDelegate().paint(painter, option, index)
        if self._band and self.state() == QAbstractItemView.State.DragSelectingState:
            painter.setPen(theme.color("accent"))
            painter.setBrush(theme.color("accent", 0.12))
            painter.drawRect(self._band)

    def _state(self, index: QModelIndex) -> QStyle.StateFlag:
        """Return the state flags of a tile."""
        state = QStyle.StateFlag.State_None
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index.row() == self._tiled.hovered:
            state |= QStyle.StateFlag.State_MouseOver
        if index == self.currentIndex() and shows_focus(self):
            state |= QStyle.StateFlag.State_HasFocus
        return state
