"""A grid in which faces are clicked rather than selected."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.widgets.controls import keys_used

HOLD_MS = 300  # a button pressed for this long is held


class ClickGrid(FaceGrid):
    """Show a face grid in which a click emits `toggled`, and a double click `opened`.

    A tile can be dragged unless dragging is switched off. If `is_held` is set, a button that stays
    down on a face emits `held`, and `let_go` when it is released.
    """

    toggled = Signal(str)
    held = Signal(str)  # face id on which the button stays down, if `is_held`
    let_go = Signal()
    seen_more = Signal()  # further faces have been completely visible

    def __init__(
        self,
        context: Context,
        press: Callable[[QKeyEvent], bool],
        *,
        tile: int,
        is_held: bool = False,
        with_person: bool = False,
    ) -> None:
        """`press(event)` does what a key means, and returns whether it means anything."""
        super().__init__(context, tile=tile, with_person=with_person)
        self._press = press
        self._is_held = is_held
        self._pressed = ""  # id of the face that was pressed, as rows may change meanwhile
        self._pressed_at = QPoint()
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._on_held)
        self.seen: set[str] = set()  # faces that have been completely visible
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def say(self, signal: SignalInstance) -> bool:
        """Emit a signal with the current face; return whether there is one."""
        current = self.current_id()
        if current:
            signal.emit(current)
        return bool(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keyboard's frame at once, since the next key acts on the current face."""
        super().focusInEvent(event)
        keys_used(self)
        if not self.currentIndex().isValid() and self.faces.ids:
            self.go_to(self.faces.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and Esc to the sheet."""
        if self._press(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.go_to(index)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (self.current_id() or "") if is_left and index.isValid() else ""
        self._pressed_at = event.position().toPoint()
        if self._pressed and self._is_held:
            self._hold.start()

    @property
    def _was_held(self) -> bool:
        """Whether the button has been down on a face for long enough."""
        return bool(self._pressed) and self._is_held and not self._hold.isActive()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a face; one that is taken out brings along all that are."""
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        is_drag = self.dragEnabled() and way >= QApplication.startDragDistance()
        if self._pressed and is_drag and not self._was_held:
            face_id, out = self._pressed, self.faces.marked(Mark.OUT)
            self._pressed = ""
            self._hold.stop()
            together = [each for each in self.faces.ids if each in out]
            self.carry(together if face_id in out else [face_id])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Count as a click, unless the button was held."""
        row = self.indexAt(event.position().toPoint()).row()
        pressed, was_held = self._pressed, self._was_held
        self._pressed = ""
        self._hold.stop()
        if was_held:
            self.let_go.emit()
        elif row >= 0 and self.faces.ids[row] == pressed:
            self.toggled.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Undo what the first of the two clicks has done, and emit `opened`."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(self.faces.ids[index.row()])
            self.opened.emit(self.faces.ids[index.row()])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.seen.issuperset(shown := self.on_screen()):
            # Later, because texts must not change while painting.
            QTimer.singleShot(0, self, partial(self._note_seen, shown))

    def _note_seen(self, face_ids: Sequence[str]) -> None:
        self.seen.update(face_ids)
        self.seen_more.emit()

    def _on_held(self) -> None:
        if self._pressed:
            self.held.emit(self._pressed)

    def go_to(self, index: QModelIndex) -> None:
        # Without selecting, as nothing is selected here.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
