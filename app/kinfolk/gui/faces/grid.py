"""A grid of faces under headings, which can be selected and dragged."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried, start_drag
from kinfolk.gui.faces.delegate import FaceDelegate
from kinfolk.gui.faces.model import FaceModel
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.tiles.model import TileSection
from kinfolk.gui.tiles.squares import SquareLayout
from kinfolk.gui.tiles.view import TileView
from kinfolk.gui.widgets.controls import keys_used, menu_place, shows_focus

TILE = 104  # pixels, the usual side of a tile


class FaceGrid(TileView):
    """Show square tiles that fill the width; several can be selected and dragged.

    `tile` is the wanted side of a tile in pixels.
    """

    opened = Signal(str)  # face id, by a double click or Enter
    menu_wanted = Signal(QPoint)  # global position; by the right button or the menu key
    dragged = Signal(object)  # face ids being dragged; empty once they are dropped

    def __init__(self, context: Context, *, tile: int = TILE, with_person: bool = False) -> None:
        """`with_person` says in the tips whose face it is."""
        self.faces = FaceModel(FaceWords(context.db, with_person=with_person).describe)
        super().__init__(self.faces, partial(SquareLayout, tile=tile), context.thumbs)
        self.faces.setParent(self)
        self._thumbs = context.thumbs
        self.whose: Named | None = None  # the person whose faces these are, if they have a name
        self.setItemDelegate(FaceDelegate(context.thumbs, self.faces, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.viewport().setAutoFillBackground(False)

    def select(self, face_ids: Sequence[str]) -> None:
        """Select exactly these faces; the first becomes the current one."""
        rows = self._rows_of(face_ids)
        if rows:
            self.set_current(rows[0])
        self._select(rows)

    def show_faces(self, ids: Sequence[str], sections: Sequence[TileSection] = ()) -> None:
        """Replace the contents; see `keeping_place`."""
        with self.keeping_place():
            self.faces.set_faces(ids, sections)
        if shows_focus(self):
            self.begin()

    def show_frame(self) -> None:
        """Show the keyboard's frame from now on."""
        keys_used(self)
        if shows_focus(self):
            self.begin()
        self.viewport().update()

    def on_screen(self) -> list[str]:
        """Return the faces that are completely visible now."""
        view = self.viewport().rect()
        rows = self._layout.rows(self.verticalOffset(), self.verticalOffset() + view.height())
        tiles = ((row, self.visualRect(self.faces.index(row))) for row in rows)
        return [
            self.faces.ids[n]
            for n, at in tiles
            if at.top() >= self._covered and at.bottom() <= view.bottom()
        ]

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
        _, at = menu_place(self, event)
        self.menu_wanted.emit(at)

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
