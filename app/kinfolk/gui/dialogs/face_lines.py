"""The base of lists in sheets whose lines have a face each."""

from abc import abstractmethod

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_rounded, fill_with, smooth
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import draw_focus, hand_keys, keys_used, shows_focus
from kinfolk.gui.widgets.overlay import around

HIGHEST = 400  # pixels, of a list
Index = QModelIndex | QPersistentModelIndex


class FaceLines(QListView):
    """List lines with a face; several can be selected, and Enter is left to the sheet."""

    menu_wanted = Signal(QModelIndex, QPoint)  # a line, and a global position

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumHeight(HIGHEST)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        thumbs.ready.connect(self._on_ready)

    @abstractmethod
    def press(self, event: QKeyEvent) -> bool:
        """Act on the selected lines if the key means something; return whether it did."""

    def show_filled(self, is_filled: bool, *, empty: QWidget, close: QWidget) -> None:
        """Show the list, or `empty` if nothing is in it.

        An empty list passes the keyboard to the button `close`. When lines come back, so does the
        keyboard.
        """
        is_back = is_filled and self.isHidden()
        if not is_filled and self.hasFocus():
            hand_keys(close)
        self.setVisible(is_filled)
        empty.setVisible(not is_filled)
        if is_back and around(self.window().focusWidget()) is around(self):
            controls.choose(self, self.model().index(0, 0))
            hand_keys(self)

    def _on_ready(self) -> None:
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = controls.menu_place(self, event)
        if index.isValid():
            self.menu_wanted.emit(index, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys_used(self)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # belongs to the sheet
        elif not self.press(event):
            super().keyPressEvent(event)


class FaceLineDelegate(QStyledItemDelegate):
    """Paint a line: the face, and beside it what a subclass writes."""

    def __init__(self, view: FaceLines, thumbs: Thumbs, *, face: int, high: int) -> None:
        """`face` is the side of the face and `high` the height of a line, in pixels."""
        super().__init__(view)
        self._view = view
        self._thumbs = thumbs
        self._face = face
        self._high = high

    @abstractmethod
    def face_id(self, index: Index) -> str | None:
        """Return the id of the line's face, or None."""

    @abstractmethod
    def write(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Write the line's text into `room`, which is as high as the line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        area = QRectF(option.rect.adjusted(0, 1, -12, -1))
        if option.state & QStyle.StateFlag.State_Selected:
            fill_with(painter, theme.color("accent_soft"))
            painter.drawRoundedRect(area, 8, 8)
        face = self._face
        tile = QRectF(area.left() + 8, area.center().y() - face / 2, face, face)
        side = round(face * painter.device().devicePixelRatio())
        image = self._thumbs.image(self.face_id(index), side)
        draw_rounded(painter, tile, image, 8, empty=theme.color("line"))
        self.write(painter, area.adjusted(8 + face + 12, 0, -8, 0).toRect(), index)
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(self._view):
            draw_focus(painter, area, 8, inset=1)
        painter.restore()
