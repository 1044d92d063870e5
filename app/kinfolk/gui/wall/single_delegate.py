"""Painting of a single face: the face, and below it a caption."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from kinfolk.core.people.people import Card
from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_ring, draw_rounded, on_lines
from kinfolk.gui.faces.delegate import RADIUS, draw_tick
from kinfolk.gui.faces.people import CARD
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.wall.group_delegate import GHOSTLY, CardState, GroupDelegate
from kinfolk.gui.widgets.rows_model import Index
from kinfolk.naming.entry import NamingEntry

TILE, LINE = 84, 16  # pixels: side of the face, height of each of two lines below it
FIELD, ABOVE = QSize(224, 34), 5  # pixels: size of the field, and the gap above it
SINGLE_SIZE = QSize(TILE, TILE + ABOVE + FIELD.height())


class SingleDelegate(GroupDelegate):
    """Paint a single face; its field lies below it, over neighbours' captions but over no face."""

    def field_rect(self, cell: QRect) -> QRect:
        """Return the field's rect, moved left where it would leave the list."""
        card = self.card_rect(cell)
        room = self._view.viewport().width() - self._view.overhang
        left = max(0, min(card.left(), room - FIELD.width()))
        return QRect(left, card.top() + TILE + ABOVE, FIELD.width(), FIELD.height())

    def undo_rect(self, cell: QRect) -> QRect:
        """Return the rect of a ghost's "Undo": everything below the face."""
        card = self.card_rect(cell)
        return QRect(card.left(), card.top() + TILE + OUTSIDE, card.width(), 2 * LINE)

    def look_rect(self, cell: QRect) -> QRect:
        """Return an empty rect, because there is no group to look at."""
        return QRect()

    def mosaic_rect(self, cell: QRect) -> QRectF:
        rect = QRectF(self.card_rect(cell))
        rect.setHeight(TILE)
        return rect

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if card is None:
            return
        cell: QRect = option.rect
        entry = self._entry_of(card.person.id)
        state = self._state(option, index, card, entry)
        tile = self.mosaic_rect(cell)
        side = round(tile.width() * painter.device().devicePixelRatio())
        face = card.faces[0] if card.faces else None
        image = self._thumbs.image(face, side)
        likely = self.likely(card.person.id) or ""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_ticked = self.is_ticking and is_selected and not state.is_ghost

        def draw(inside: QPainter) -> None:
            inside.setOpacity(GHOSTLY if state.is_ghost else 1)
            draw_rounded(inside, tile, image, RADIUS, empty=theme.color("line"))
            inside.setOpacity(1)
            if state.has_ring or state.is_lit:  # set off from the picture by a light line
                draw_ring(inside, tile, theme.color("surface"), radius=RADIUS, width=4)
                draw_ring(inside, tile, theme.color("accent"), radius=RADIUS)
            corner = QRectF(tile.right() - 26, tile.top() + 6, 20, 20)
            if is_ticked:
                draw_tick(inside, corner)
            elif state.is_over and not state.is_ghost:  # where the tick would be
                inside.setBrush(theme.color("inverse", 0.3))
                inside.setPen(QPen(theme.color("on_inverse"), 1.5))
                inside.drawEllipse(corner)
            self._caption(inside, self.undo_rect(cell), entry, state, likely)

        typed = entry and entry.look
        place = self.card_rect(cell).translated(-cell.topLeft()).getRect()
        self._pictures.draw(
            painter,
            cell,
            card.person.id,
            at_once=repr((hash(theme.tokens()), place, state, is_ticked, typed)),
            soon=repr((image and image.cacheKey(), likely)),
            draw=draw,
        )

    def _caption(
        self,
        painter: QPainter,
        room: QRect,
        entry: NamingEntry | None,
        state: CardState,
        likely: str,
    ) -> None:
        """Draw what is said below the face: who it may be, its name, or what was typed."""
        text, token = likely, "muted"
        if entry is not None and entry.is_refused:
            text, token = self.tr("not saved"), "danger"
        elif entry is not None and entry.is_given:
            text, token = self._said(entry, state), "accent"
        elif entry is not None and entry.text:
            text, token = entry.text, "amber_text"
        painter.setFont(theme.font(11))
        painter.setPen(theme.color(token))
        line = QRect(room.left(), room.top(), room.width(), LINE)
        for part in on_lines(text, painter.fontMetrics(), room.width()):
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, part)
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
