"""The grid of "Look closer": a click takes a face out, a letter begins the name."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.shapes import draw_ring
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.delegate import FADED, RADIUS, FaceDelegate, draw_doubt
from kinfolk.gui.faces.model import FACE_ID, FaceModel
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.model import Index
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
        self.setItemDelegate(_LookDelegate(thumbs, self))
        self.is_held = True
        self.setAccessibleName(self.tr("Faces in the group"))
        self._out: frozenset[str] = frozenset()
        self._doubtful: frozenset[str] = frozenset()

    def show_out(self, face_ids: Collection[str]) -> None:
        """Show exactly these faces as taken out."""
        self._out = frozenset(face_ids)
        self.viewport().update()

    def carried(self, face_id: str) -> list[str]:
        """Return the dragged face, or all faces taken out if it is one of them."""
        if face_id not in self._out:
            return [face_id]
        return [each for each in self.faces.ids if each in self._out]

    def show_doubtful(self, face_ids: Collection[str]) -> None:
        """Show these faces as worth checking."""
        self._doubtful = frozenset(face_ids)

    def is_doubtful(self, face_id: str) -> bool:
        """Return whether a face is shown as worth checking."""
        return face_id in self._doubtful

    def is_out(self, face_id: str) -> bool:
        """Return whether a face is shown as taken out."""
        return face_id in self._out

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keyboard's frame at once, since the next key acts on the current face."""
        super().focusInEvent(event)
        keys_used(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # belongs to the sheet
        elif COMMANDS.press(self, event):
            return
        elif self._is_letter(event):
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


class _LookDelegate(FaceDelegate):
    """Paint a face taken out faded with a cross, and one worth checking with an amber dot."""

    def __init__(self, thumbs: Thumbs, grid: LookGrid) -> None:
        super().__init__(thumbs, grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not self._grid.is_out(index.data(FACE_ID)):
            super().paint(painter, option, index)
            if self._grid.is_doubtful(index.data(FACE_ID)):
                self._draw_doubt(painter, QRectF(option.rect))
            return
        rect, state = QRectF(option.rect), option.state
        option.state = state & ~QStyle.StateFlag.State_HasFocus
        painter.save()
        painter.setOpacity(FADED)
        super().paint(painter, option, index)
        painter.restore()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_cross(painter, QRectF(rect.left() + 6, rect.top() + 6, 20, 20))
        if state & QStyle.StateFlag.State_HasFocus:
            around = rect.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
            draw_ring(painter, around, theme.color("text"), radius=RADIUS + 2)
        painter.restore()

    def _draw_doubt(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_doubt(painter, rect)
        painter.restore()


def draw_cross(painter: QPainter, rect: QRectF) -> None:
    """Draw a cross in a filled circle, for a face that is taken out."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("danger"))
    painter.drawEllipse(rect)
    pen = QPen(theme.color("raised"), rect.width() * 0.09)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    arm, middle = rect.width() * 0.19, rect.center()
    for slope in (1, -1):
        end = QPointF(arm, arm * slope)
        painter.drawLine(middle - end, middle + end)


COMMANDS: Commands[LookGrid] = Commands(
    "Looking closer",
    Command(
        "Space Del Backspace",
        "Remove the face, or put it back",
        lambda grid: grid.say(grid.toggled),
    ),
)
