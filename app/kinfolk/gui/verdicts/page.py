"""A page with a board, and the area that scrolls it."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import WindowPage
from kinfolk.gui.verdicts.board import VerdictBoard
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import Part, column, holding, label, row, scrolling
from kinfolk.gui.widgets.empty import EmptyState
from kinfolk.gui.widgets.key_bar import KeyBar

B = TypeVar("B", bound=VerdictBoard[Any, Any])

# Pixels
HEADER = 35  # the height of pages with buttons there, so that titles do not jump
NEAR = 16  # kept visible around the current card or face


class VerdictPage(WindowPage, Generic[B]):
    """Show a board, how much of it is left, and why there is nothing."""

    def __init__(self, context: Context, board: B, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._is_new = True  # the page was just opened: cards have the order of what was read
        self.board = board
        self.empty = EmptyState()
        self.keys = KeyBar()

    def take_focus(self) -> None:
        self.board.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        self._is_new = self.stale = True
        super().showEvent(event)

    def _show_keys(self, *, is_there: bool = True) -> None:
        self.keys.show_keys(*(self.board.commands.hints(self.board) if is_there else ()))

    def _lay_out(
        self, title: str, *header: Part, hint: QWidget | None = None, below: Part, top: int
    ) -> None:
        """Put `header` beside the title, `hint` below it, and `below` after the cards.

        The cards begin `top` pixels below that.
        """
        side = theme.MARGIN
        line = row(label(title, "title"), *header, spacing=10, margins=(side, 20, side, 0))
        line.addStrut(HEADER)
        said = row(hint or 0, margins=(side, 4 if hint else 0, side, 6))
        self.area = BoardArea(self.board, self.empty, self.board, below, top=top)
        self.setLayout(column(line, said, self.area, spacing=0, grow=2))


class BoardArea(QScrollArea):
    """Scroll a board with what is above and below it, and follow the keyboard."""

    def __init__(self, board: VerdictBoard[Any, Any], *parts: Part, top: int) -> None:
        """Show `parts` below each other, the board among them, `top` pixels from the top."""
        super().__init__()
        self._board = board
        self._top = top
        self._is_unseen = False  # whether the current card still has to be scrolled to
        self._is_low = False  # whether it shall be brought up
        self._lines = column(*parts, None, spacing=0)
        scrolling(holding(self._lines), area=self)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        board.moved.connect(self._on_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cards at the page's margins, with a scroll bar and without."""
        super().resizeEvent(event)
        bar = max(0, self.width() - self.viewport().width())
        side = theme.MARGIN - GLOW
        self._lines.setContentsMargins(side, self._top, max(0, side - bar), 16)

    def bring_up(self) -> None:
        """Leave no more than one card above the current one: what follows is below it."""
        self._is_low = True
        self._on_moved()

    def _on_moved(self) -> None:
        self._is_unseen = True
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        """Scroll to the current card, or to its face if it is too high, until that is visible.

        New cards get their place only a moment later.
        """
        card, board = self._board.current, self._board
        if card is None or not self._is_unseen:
            return
        place, high = card.rect(), card.sizeHint().height()
        face = board.current_face
        if face is not None and max(high, place.height()) > self.viewport().height():
            place = card.faces.tile(face).translated(card.faces.mapTo(card, QPoint()))
            high = place.height()
        where = QRect(card.mapTo(self.widget(), place.topLeft()), place.size())
        if self._is_low:
            self.verticalScrollBar().setValue(where.top() - high - NEAR)
        self.ensureVisible(0, where.center().y(), 0, where.height() // 2 + NEAR)
        self._is_unseen = card.visibleRegion().boundingRect().height() < high
        self._is_low &= self._is_unseen
