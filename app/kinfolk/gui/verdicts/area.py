"""The scroll area of a page with a board."""

from typing import Any

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.verdicts.board import VerdictBoard
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import Part, column, scrolling

NEAR = 16  # pixels kept visible around the current card or face


class BoardArea(QScrollArea):
    """Scroll a board with what is above and below it, and follow the keyboard."""

    def __init__(self, board: VerdictBoard[Any, Any], *parts: Part, top: int) -> None:
        """Show `parts` below each other, the board among them, `top` pixels from the top."""
        super().__init__()
        self._board = board
        self._top = top
        self._is_unseen = False  # whether the current card still has to be scrolled to
        inside = QWidget()
        self._lines = column(*parts, None, spacing=0)
        inside.setLayout(self._lines)
        scrolling(inside, area=self)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        board.moved.connect(self._on_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cards at the page's margins, with a scroll bar and without."""
        super().resizeEvent(event)
        bar = max(0, self.width() - self.viewport().width())
        side = theme.MARGIN - GLOW
        self._lines.setContentsMargins(side, self._top, max(0, side - bar), 16)

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
        self.ensureVisible(0, where.center().y(), 0, where.height() // 2 + NEAR)
        self._is_unseen = card.visibleRegion().boundingRect().height() < high
