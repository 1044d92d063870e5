"""The grid of the face picker, in which a click chooses a face."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.model import FaceModel


class PickGrid(ClickGrid):
    """A grid in which a click or Space chooses a face, and P or a double click the portrait.

    Tiles can be dragged.
    """

    portrait_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, thumbs: Thumbs, model: FaceModel, parent: QWidget | None = None) -> None:
        super().__init__(thumbs, model, tile=72, parent=parent)
        self.setAccessibleName(self.tr("Faces to select"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # belong to the dialog
        elif not KEYS.press(self, event):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.portrait_wanted.emit(self.faces.ids[index.row()])


KEYS: KeyTable[PickGrid] = KeyTable(
    "Selecting faces for a person",
    Key(("Space",), "Select or deselect the face", lambda grid: grid.say(grid.toggled)),
    Key(("P",), "Set as portrait", lambda grid: grid.say(grid.portrait_wanted)),
    Key(("Ctrl+A",), "Select all", lambda grid: grid.all_wanted.emit()),
)
