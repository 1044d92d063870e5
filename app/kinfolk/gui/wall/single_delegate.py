"""Painting of a single face: the face, and below it a caption."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from kinfolk.gui.base import theme
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_ring, draw_rounded, on_lines
from kinfolk.gui.faces.delegate import RADIUS, draw_tick
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.wall.group_delegate import GHOSTLY, CardState, GroupDelegate, SeenCard
from kinfolk.naming.entry import NamingEntry

TILE, LINE = 84, 16  # pixels: side of the face, height of each of two lines below it
FIELD, ABOVE = QSize(224, 34), 5  # pixels: size of the field, and the gap above it
SINGLE_SIZE = QSize(TILE, TILE + ABOVE + FIELD.height())


class SingleDelegate(GroupDelegate):
    """Paint a single face; its field lies below it, over neighbours' captions but over no face."""

    def field_rect(self, cell: QRect) -> QRect:
        """Return the field's rect, moved left where it would leave the list."""
        card = self._view.card_rect(cell)
        room = self._view.viewport().width() - self._view.overhang
        left = max(0, min(card.left(), room - FIELD.width()))
        return QRect(left, card.top() + TILE + ABOVE, FIELD.width(), FIELD.height())

    def undo_rect(self, cell: QRect) -> QRect:
        """Return the rect of a ghost's "Undo": everything below the face."""
        card = self._view.card_rect(cell)
        return QRect(card.left(), card.top() + TILE + OUTSIDE, card.width(), 2 * LINE)

    def look_rect(self, cell: QRect) -> QRect:
        """Return an empty rect, because there is no group to look at."""
        return QRect()

    def mosaic_rect(self, cell: QRect) -> QRectF:
        rect = QRectF(self._view.card_rect(cell))
        rect.setHeight(TILE)
        return rect

    def _draw(self, painter: QPainter, cell: QRect, seen: SeenCard) -> None:
        state, tile = seen.state, self.mosaic_rect(cell)
        image = seen.images[0] if seen.images else None
        painter.setOpacity(GHOSTLY if state.is_ghost else 1)
        draw_rounded(painter, tile, image, RADIUS, empty=theme.color("line"))
        painter.setOpacity(1)
        if state.has_ring or state.is_lit:  # set off from the picture by a light line
            draw_ring(painter, tile, theme.color("surface"), radius=RADIUS, width=4)
            draw_ring(painter, tile, theme.color("accent"), radius=RADIUS)
        corner = QRectF(tile.right() - 26, tile.top() + 6, 20, 20)
        if state.is_ticked:
            draw_tick(painter, corner)
        elif state.is_over and not state.is_ghost:  # where the tick would be
            painter.setBrush(theme.color("inverse", 0.3))
            painter.setPen(QPen(theme.color("on_inverse"), 1.5))
            painter.drawEllipse(corner)
        self._caption(painter, cell, seen)

    def _caption(self, painter: QPainter, cell: QRect, seen: SeenCard) -> None:
        """Draw what is said below the face: who it may be, its name, or what was typed."""
        entry, text, token = seen.entry, seen.likely or "", "muted"
        if entry is not None and entry.is_refused:
            text, token = self.tr("not saved"), "danger"
        elif entry is not None and entry.is_given:
            text, token = self._said(entry, seen.state), "accent"
        elif entry is not None and entry.text:
            text, token = entry.text, "amber_text"
        line = self.undo_rect(cell)
        line.setHeight(LINE)
        for part in self._lines(text, cell):
            write_line(painter, line, part, theme.font(11), token)
            line.translate(0, LINE)

    def _probably(self, name: str) -> str:
        """Return the name alone, as the caption itself says how sure it is."""
        return name

    def _lines(self, text: str, cell: QRect) -> Iterable[str]:
        return on_lines(text, QFontMetrics(theme.font(11)), self.undo_rect(cell).width())

    def _said(self, entry: NamingEntry, state: CardState) -> str:
        """Return the result below a ghost; "Undo" while the cursor or the keyboard is on it."""
        if entry.can_be_undone and (state.is_over or state.has_ring):
            return self.tr("Undo")
        return self.tr("✓ Ignored") if entry.is_ignored else f"✓ {entry.text}"
