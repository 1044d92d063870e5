"""The tabs of portraits with a name and a few lines below each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box, draw_face, smooth
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.person.tab import PersonTab
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.card_list import CardList
from kinfolk.gui.widgets.controls import (
    Part,
    column,
    draw_focus,
    hand_keys,
    holding,
    row,
    scrolling,
    shows_focus,
)
from kinfolk.gui.widgets.empty import EmptyState
from kinfolk.gui.widgets.rows_model import Index, RowsModel

SIZE, TOP, AROUND = 96, 10, 18  # pixels: the portrait's diameter, above it, beside it
GAP = 12  # pixels
_NAME, _LINE, _BOTTOM = 22, 18, 10
T = TypeVar("T")


@dataclass(frozen=True)
class Portrayed:
    """Hold a portrait and the lines below it: the name first, then `lines`."""

    key: str
    whose: str  # id of the person it shows
    face_id: str | None
    name: str
    lines: tuple[str, ...]


class PortraitModel(RowsModel[Portrayed]):
    """Hold all portraits of a list."""

    def said(self, row: int, role: int) -> Any:
        one = self.rows[row]
        said = ", ".join(part for part in (one.name, *one.lines) if part)
        return {
            Qt.ItemDataRole.DisplayRole: one.name,
            Qt.ItemDataRole.AccessibleTextRole: said,
            Qt.ItemDataRole.ToolTipRole: plain_text.tip(said),
        }.get(Qt.ItemDataRole(role))


class PortraitList(CardList):
    """List portraits in a scroll area; a click or Enter opens one."""

    def __init__(self, thumbs: Thumbs, *, lines: int) -> None:
        """`lines` is the largest number of lines below a name."""
        super().__init__(gap=QSize(GAP, GAP))
        self.people = PortraitModel(self)
        self.setModel(self.people)
        self.setItemDelegate(PortraitDelegate(thumbs, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setStyleSheet("PortraitList { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.set_card(QSize(SIZE + 2 * AROUND, TOP + SIZE + 8 + _NAME + lines * _LINE + _BOTTOM))
        thumbs.ready.connect(self._on_ready)

    def show_all(self, found: Sequence[Portrayed]) -> None:
        """Replace the portraits; the cursor stays on the same one if it is still there."""
        current = self.current()
        if list(found) != self.people.rows:
            self.people.replace(found)
        self.rows_changed()
        keys = [one.key for one in found]
        if current is not None and current.key in keys:
            self.setCurrentIndex(self.people.index(keys.index(current.key)))
        elif self.hasFocus():
            self.setCurrentIndex(self.people.index(0))

    def take_focus(self) -> None:
        """Move the keyboard to the current portrait, or the first one."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.people.index(0))
        hand_keys(self)

    def current(self) -> Portrayed | None:
        index = self.currentIndex()
        return self.people.rows[index.row()] if index.isValid() else None

    def _on_ready(self, face_id: str) -> None:
        if any(one.face_id == face_id for one in self.people.rows):
            self.viewport().update()


class PortraitsTab(PersonTab, Generic[T]):
    """Scroll a list of portraits with an optional widget above; each is of something that is read.

    Subclasses say how each is shown, what a click on it means, and what an empty list means.
    """

    icon = "person"  # of the empty state

    def __init__(
        self,
        context: Context,
        read: Callable[[Database, Person], Sequence[T]],
        *,
        lines: int,
        above: QWidget | None = None,
    ) -> None:
        """`read` returns what is shown, on any thread; `lines` are below a name at most."""
        super().__init__(context)
        self._context, self._read = context, read
        self._reads = Latest(context.tasks, self)
        self._found: Sequence[T] = ()
        self.list = PortraitList(context.thumbs, lines=lines)
        self.empty = EmptyState()
        # The list reaches one gap further right than its last card.
        parts: list[Part] = [_inset(self.list, right=OUTSIDE - GAP), self.empty, None]
        if above is not None:
            parts.insert(0, _inset(above, right=OUTSIDE))
        self._area = scrolling(holding(column(*parts, spacing=16, margins=(0, 16, 0, 24))))
        self.setLayout(column(self._area))
        self.list.opened.connect(lambda index: self.open(self._found[index.row()]))
        self.list.menu_wanted.connect(self._on_menu)
        context.appearance.changed.connect(self.list.viewport().update)

    def portrayed(self, one: T) -> Portrayed:
        raise NotImplementedError

    def open(self, one: T) -> None:
        raise NotImplementedError

    def said_if_empty(self, person: Person) -> tuple[str, str]:
        """Return the title and the text that say why there are no portraits."""
        raise NotImplementedError

    def show_found(self, found: Sequence[T]) -> None:
        self._found = found
        self.list.show_all([self.portrayed(one) for one in found])

    def clear(self) -> None:
        self.show_found(())
        self.empty.hide()
        self._area.verticalScrollBar().setValue(0)

    def read(self, person: Person) -> None:
        def done(found: Sequence[T]) -> None:
            if self.is_about(person):
                self.show_found(found)
                if not found:
                    self.empty.say(*self.said_if_empty(person), icon=self.icon)
                self.empty.setVisible(not found)

        self._reads.ask(lambda: self._read(self._context.db, person), done)

    def take_focus(self) -> None:
        self.list.take_focus()

    def _on_menu(self, at: QPoint) -> None:
        one, here = self.list.current(), self.who.id if self.who else ""
        if one is None:
            return
        menu = controls.passing_menu(self)
        if one.face_id is not None:
            show = partial(self._show_photo, one.face_id)
            links = self._context.menu_links
            links.from_face(menu, one.face_id, photo=show, others=[one.whose], here=here)
        elif one.whose != here:
            self._context.menu_links.to_page(menu, one.whose, one.name)
        menu.popup(at)

    def _show_photo(self, face_id: str) -> None:
        """Show the photo of a portrait; arrow keys lead to those of the others."""
        among = [one.face_id for one in self.list.people.rows if one.face_id is not None]
        self._context.menu_links.show_photo(face_id, among, self)


def _inset(part: QWidget, *, right: int) -> QLayout:
    """Return a layout that keeps the widget within the page's margins."""
    return row(part, margins=(OUTSIDE, 0, right, 0))


class PortraitDelegate(QStyledItemDelegate):
    """Paint a portrait with its lines."""

    def __init__(self, thumbs: Thumbs, view: PortraitList) -> None:
        super().__init__(view)
        self._thumbs = thumbs
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = self._view.people.rows[index.row()]
        card = self._view.card_rect(option.rect)
        painter.save()
        smooth(painter)
        if option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, card, 12, theme.color("surface"))
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(self._view):
            draw_focus(painter, QRectF(card), 12, inset=1)
        circle = QRectF(card.left() + (card.width() - SIZE) / 2, card.top() + TOP, SIZE, SIZE)
        nobody = theme.color("control")
        draw_face(painter, circle, self._thumbs, one.face_id, nobody=nobody)
        self._draw_words(painter, card, one)
        painter.restore()

    def _draw_words(self, painter: QPainter, card: QRect, one: Portrayed) -> None:
        line = QRect(card.left() + 6, card.top() + TOP + SIZE + 8, card.width() - 12, _NAME)
        for place, text in enumerate((one.name, *one.lines)):
            font = theme.font(12) if place else theme.font(14, theme.SEMIBOLD)
            middle = Qt.AlignmentFlag.AlignHCenter
            write_line(painter, line, text, font, "muted" if place else "text", side=middle)
            line.translate(0, line.height())
            line.setHeight(_LINE)
