"""The base of sheets that list lines with a face each, of which some can be taken back."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.session import Session
from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import draw_box, draw_rounded, smooth
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import (
    Button,
    draw_focus,
    hand_keys,
    keys_used,
    label,
    row,
    shows_focus,
)
from kinfolk.gui.widgets.overlay import around
from kinfolk.gui.widgets.rows_model import Index, RowsModel
from kinfolk.gui.widgets.sheet import Sheet

HIGHEST = 400  # pixels, of a list
LINE = Qt.ItemDataRole.UserRole + 1  # what a line is about; its `face_id` may be None
T = TypeVar("T")


class FaceLinesSheet(Sheet, Generic[T]):
    """List lines that the user can take back or decide; the selected ones are one step.

    Subclasses name the `TABLES` that they show, and read and show the lines.
    """

    TAKES_STEPS = True
    TABLES: ClassVar[tuple[str, ...]]

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        title: str,
        empty: str,
        hint: str,
        commands: Commands[Any],
        buttons: Mapping[str, str],
    ) -> None:
        """`empty` stands in place of an empty list; `buttons` are texts by the keys of commands."""
        super().__init__(parent, title=title, size=QSize(640, 0), action=self.tr("Close"))
        self._context = context
        self._commands = commands
        self._reads = Latest(context.tasks, self)
        self.cancel.hide()
        self.view = FaceLines(context.thumbs, lambda event: commands.press(self, event))
        self.view.setAccessibleName(title)
        self.empty = label(empty, tone="muted", wrap=True)
        self.empty.hide()
        self.hint = label(hint, "caption", tone="muted", wrap=True)
        self.buttons = {key: Button(text) for key, text in buttons.items()}
        for key, button in self.buttons.items():
            commands.tie(button, self, key)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(row(self.hint, *self.buttons.values(), grow=0))
        self.view.menu_wanted.connect(self._on_menu)
        context.bus.changed.connect(self._on_changed)

    def begin(self, model: RowsModel[T], lines: "FaceLineDelegate") -> None:
        """List what is in the model, and fill it."""
        self.model = model
        self.view.setModel(model)
        self.view.setItemDelegate(lines)
        self.view.selectionModel().selectionChanged.connect(self._show_selection)
        self._show_selection()
        self._read()

    def first_focus(self) -> QWidget:
        return self.view

    @abstractmethod
    def read(self, session: Session) -> list[T]:
        """Read the lines, from top to bottom."""

    def show_found(self, found: list[T]) -> None:
        self.model.sync(found)

    @abstractmethod
    def count_text(self, number: int) -> str:
        """Return how many lines there are, as a text."""

    def lead_on(self, menu: QMenu, line: Any) -> None:
        if line.face_id is not None:
            links = self._context.menu_links
            show = partial(links.show_photo, line.face_id, [line.face_id], self)
            links.from_face(menu, line.face_id, photo=show)

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = controls.passing_menu(self)
        self.lead_on(menu, index.data(LINE))
        self._commands.fill(menu, self, *self.buttons)
        # It is about the selected lines, so it must not outlive their selection
        self.view.selectionModel().selectionChanged.connect(menu.close)
        menu.popup(at)

    def _on_changed(self, changes: Changes) -> None:
        if any(each in changes for each in self.TABLES):
            self._read()

    def _read(self) -> None:
        self._reads.ask(self._context.reading(self.read), self._show)

    def _show(self, found: list[T]) -> None:
        self.show_found(found)
        self.view.show_filled(bool(found), empty=self.empty, close=self.primary)
        self.sentence.setText(self.count_text(len(found)) if found else "")
        for part in (self.hint, *self.buttons.values()):
            part.setVisible(bool(found))
        self._show_selection()
        self.grow()

    def _show_selection(self) -> None:
        for button in self.buttons.values():
            button.setEnabled(bool(self.view.selectedIndexes()))


class FaceLines(QListView):
    """List lines with a face; several can be selected, and Enter is left to the sheet."""

    menu_wanted = Signal(QModelIndex, QPoint)  # a line, and a global position

    def __init__(self, thumbs: Thumbs, press: Callable[[QKeyEvent], bool]) -> None:
        """`press(event)` does what a key means, and returns whether it means anything."""
        super().__init__()
        self._press = press
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumHeight(HIGHEST)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        thumbs.ready.connect(self.viewport().update)

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = controls.menu_place(self, event)
        if index.isValid():
            self.menu_wanted.emit(index, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys_used(self)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # belongs to the sheet
        elif not self._press(event):
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
    def write(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Write the line's text into `room`, which is as high as the line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        area = QRectF(option.rect.adjusted(0, 1, -12, -1))
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, area, 8, theme.color("accent_soft"))
        face = self._face
        tile = QRectF(area.left() + 8, area.center().y() - face / 2, face, face)
        side = round(face * painter.device().devicePixelRatio())
        image = self._thumbs.image(index.data(LINE).face_id, side)
        draw_rounded(painter, tile, image, 8, empty=theme.color("line"))
        self.write(painter, area.adjusted(8 + face + 12, 0, -8, 0).toRect(), index)
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(self._view):
            draw_focus(painter, area, 8, inset=1)
        painter.restore()
