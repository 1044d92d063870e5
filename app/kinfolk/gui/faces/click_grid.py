"""A grid in which faces are clicked rather than selected."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import FaceModel

HOLD_MS = 300  # a button pressed for this long is held
_HELD = -2  # stands for the pressed row while it is held


class ClickGrid(FaceGrid):
    """Show a face grid in which a click emits `toggled`; subclasses add keys.

    A tile can be dragged unless dragging is switched off. If `is_held` is set, a button that stays
    down on a face emits `held`, and `let_go` when it is released.
    """

    toggled = Signal(str)
    held = Signal(str)  # face id on which the button stays down, if `is_held`
    let_go = Signal()

    def __init__(
        self, thumbs: Thumbs, model: FaceModel, *, tile: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(thumbs, model, tile=tile, parent=parent)
        self._pressed = -1
        self._pressed_at = QPoint()
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._on_held)
        self.is_held = False  # whether holding the button means something
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def say(self, signal: SignalInstance) -> bool:
        """Emit a signal with the current face; return whether there is one."""
        current = self.current_id()
        if current:
            signal.emit(current)
        return bool(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.faces.ids:
            self.go_to(self.faces.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and Esc to the sheet."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.go_to(index)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = index.row() if left else -1
        self._pressed_at = event.position().toPoint()
        if self._pressed >= 0 and self.is_held:
            self._hold.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        is_drag = self.dragEnabled() and way >= QApplication.startDragDistance()
        if self._pressed >= 0 and is_drag:
            face_id = self.faces.ids[self._pressed]
            self._pressed = -1
            self._hold.stop()
            self.carry(self.carried(face_id))

    def carried(self, face_id: str) -> list[str]:
        """Return the faces that are dragged by this one."""
        return [face_id]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Count as a click, unless the button was held."""
        row = self.indexAt(event.position().toPoint()).row()
        pressed, self._pressed = self._pressed, -1
        self._hold.stop()
        if pressed == _HELD:
            self.let_go.emit()
        elif row >= 0 and row == pressed:
            self.toggled.emit(self.faces.ids[row])

    def _on_held(self) -> None:
        if 0 <= self._pressed < len(self.faces.ids):
            face_id, self._pressed = self.faces.ids[self._pressed], _HELD
            self.held.emit(face_id)

    def go_to(self, index: QModelIndex) -> None:
        """Move the cursor to this face."""
        # Without selecting, as nothing is selected here.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
