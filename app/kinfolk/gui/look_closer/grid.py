"""The grid of "Look closer": a click takes a face out, a letter begins the name."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.model import FaceModel, Mark
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.squares import GAP
from kinfolk.gui.widgets.controls import keys_used
from kinfolk.gui.widgets.sheet import PADDING, Sheet

# Pixels
TILE = 104
WIDE, LOW, HIGH = 1000, 420, 860  # pixels: width of a sheet, least and greatest height


def sheet_size(number: int, *, tile: int, around: int) -> QSize:
    """Return the size for a sheet with this number of faces; `around` is the rest of its height."""
    columns = (WIDE - 2 * PADDING) // (tile + GAP)
    needed = around - (-number // columns) * (tile + GAP)
    return QSize(WIDE, min(max(LOW, needed), HIGH))


def line_up(sheet: Sheet) -> None:
    """Move the contents so that faces are aligned with the title, and their rings reach outside."""
    margins = sheet.top.contentsMargins()
    margins.setLeft(margins.left() - OUTSIDE)
    margins.setRight(margins.right() - OUTSIDE)
    sheet.top.setContentsMargins(margins)


class LookGrid(ClickGrid):
    """Show the faces of a group; those taken out stay in place, faded and crossed."""

    typed = Signal(object)  # the key event of a letter, which begins a name
    painted = Signal()

    def __init__(
        self, thumbs: Thumbs, model: FaceModel, *, tile: int = TILE, parent: QWidget | None = None
    ) -> None:
        super().__init__(thumbs, model, tile=tile, parent=parent)
        self.is_held = True
        self.setAccessibleName(self.tr("Faces in the group"))

    def carried(self, face_id: str) -> list[str]:
        """Return the dragged face, or all faces taken out if it is one of them."""
        out = self.faces.marked(Mark.OUT)
        return [each for each in self.faces.ids if each in out] if face_id in out else [face_id]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keyboard's frame at once, since the next key acts on the current face."""
        super().focusInEvent(event)
        keys_used(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if COMMANDS.press(self, event):
            return
        if self._is_letter(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def _is_letter(self, event: QKeyEvent) -> bool:
        """Return whether the key types a letter.

        Ctrl with a letter is a key of the sheet; Ctrl and Alt may be AltGr, which types letters.
        """
        is_key = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return bool(event.text().strip()) and event.text().isprintable() and not is_key

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the photo, and undo what the first of the two clicks has done."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(self.faces.ids[index.row()])
            self.opened.emit(self.faces.ids[index.row()])


COMMANDS: Commands[LookGrid] = Commands(
    "Looking closer",
    Command(
        "Space Del Backspace",
        "Remove the face, or put it back",
        lambda grid: grid.say(grid.toggled),
    ),
)
