"""The picker's grid: faces are chosen rather than selected, by mouse or by keys."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kinfolk.gui.base.drag import start_drag
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import FaceModel


class PickGrid(FaceGrid):
    """A click or Space chooses, P or a double click marks the portrait; tiles can be dragged."""

    toggled = Signal(str)
    portrait_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, thumbs: Thumbs, model: FaceModel, parent: QWidget | None = None) -> None:
        super().__init__(thumbs, model, tile=72, parent=parent)
        self._pressed = -1
        self._pressed_at = QPoint()
        self.setAccessibleName(self.tr("Faces to pick"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.faces.ids:
            self._go_to(self.faces.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # the dialog's
        elif not KEYS.press(self, event):
            super().keyPressEvent(event)

    def _say(self, signal: SignalInstance) -> bool:
        """Of the current face, where there is one."""
        current = self.current_id()
        if current:
            signal.emit(current)
        return bool(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._go_to(index)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = index.row() if left else -1
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._pressed >= 0 and way >= QApplication.startDragDistance():
            face_id = self.faces.ids[self._pressed]
            self._pressed = -1
            start_drag(self, [face_id], self._thumbs)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        if row >= 0 and row == self._pressed:
            self.toggled.emit(self.faces.ids[row])
        self._pressed = -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.portrait_wanted.emit(self.faces.ids[index.row()])

    def _go_to(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)


KEYS: KeyTable[PickGrid] = KeyTable(
    "Picking faces for a person",
    Key(("Space",), "Take the face, or leave it", lambda grid: grid._say(grid.toggled)),
    Key(("P",), "Make it the portrait", lambda grid: grid._say(grid.portrait_wanted)),
    Key(("Ctrl+A",), "Take all", lambda grid: grid.all_wanted.emit()),
)
