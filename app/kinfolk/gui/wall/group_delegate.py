"""Painting of unnamed groups: five faces over the field "Who is this?"; named ones as ghosts."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from kinfolk.core.people.people import Card
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.kept_pictures import KeptPictures
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box, draw_rounded, fill_with
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD
from kinfolk.gui.widgets.card_list import CardList
from kinfolk.gui.widgets.controls import draw_focus, shows_focus
from kinfolk.gui.widgets.rows_model import Index
from kinfolk.gui.widgets.tip_delegate import TippedDelegate
from kinfolk.naming.entry import NamingEntry

State = QStyle.StateFlag

# Pixels: around the card's contents, height of the mosaic, between tiles, height of the field
PADDING, MOSAIC, BETWEEN, FIELD = 11, 118, 4, 33
NARROWEST = 0.75  # least width of a tile as a share of its height
LOOK = 26  # pixels of the round button that opens "Look closer"
CHECK = 26  # pixels for the tick before a name and the gap after it
GHOSTLY = 0.35  # opacity of the faces of a group that has got its name (a ghost)
CARD_SIZE = QSize(208, PADDING + MOSAIC + 8 + FIELD + PADDING)


class GroupDelegate(TippedDelegate):
    """Paint a group, and the name it is about to get.

    A group that has got its name stays in place as a ghost, with "Undo", until the page is sorted.
    """

    is_ticking = False  # whether selected cards show a tick; only those of single faces ever do

    def __init__(
        self,
        thumbs: Thumbs,
        view: CardList,
        *,
        entry_of: Callable[[str], NamingEntry | None],
        is_open: Callable[[str], bool],
        likely: Callable[[str], str | None],
        look_tip: str,
    ) -> None:
        """`entry_of(group_id)` is what was typed into its card.

        `is_open` tells whether it is being typed. `likely(group_id)` is the name of the person it
        probably is, or None.
        """
        super().__init__(view)
        self._thumbs = thumbs
        self._view = view
        self._entry_of = entry_of
        self._is_open = is_open
        self.likely = likely
        self._look_tip = look_tip  # of the button "Look closer"
        # Cards are kept as pictures, because a scan changes many of them at once.
        self._pictures = KeptPictures(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    def field_rect(self, cell: QRect) -> QRect:
        """Return the field's rect, in which a click begins typing a name."""
        card = self._view.card_rect(cell).adjusted(PADDING, 0, -PADDING, -PADDING)
        card.setTop(card.bottom() + 1 - FIELD)
        return card

    def undo_rect(self, cell: QRect) -> QRect:
        """Return the rect of "Undo" at the right end of the field."""
        field = self.field_rect(cell)
        font = QFontMetrics(theme.font(13))
        field.setLeft(field.right() + 1 - font.horizontalAdvance(self.tr("Undo")) - 2 * PADDING)
        return field

    def look_rect(self, cell: QRect) -> QRect:
        """Return the rect of the button "Look closer", in the upper right corner of the faces."""
        area = self.mosaic_rect(cell).toRect()
        return QRect(area.right() - LOOK - 5, area.top() + 6, LOOK, LOOK)

    def tip_at(self, cell: QRect, index: Index, point: QPoint) -> str:
        """Return the tip of the button, or over the rest of the card a name that is cut off."""
        card: Card | None = index.data(CARD)
        if card is None:
            return ""
        entry = self._entry_of(card.person.id)
        if self.look_rect(cell).contains(point) and not (entry and entry.is_given):
            return self._look_tip
        likely = self.likely(card.person.id)
        text = (entry and entry.text) or (self._probably(likely) if likely else "")
        is_cut = " ".join(self._lines(text, cell)).split() != text.split()
        return text if is_cut else ""

    def mosaic_rect(self, cell: QRect) -> QRectF:
        inner = QRectF(self._view.card_rect(cell)).adjusted(PADDING, PADDING, -PADDING, 0)
        inner.setHeight(MOSAIC)
        return inner

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if card is None:
            return
        cell: QRect = option.rect
        entry = self._entry_of(card.person.id)
        state, likely = self._state(option, index, card, entry), self.likely(card.person.id)
        seen = SeenCard(card, entry, state, likely, self._images(painter, cell, card))
        place = self._view.card_rect(cell).translated(-cell.topLeft()).getRect()
        shown = [image and image.cacheKey() for image in seen.images]
        self._pictures.draw(
            painter,
            cell,
            card.person.id,
            # Faces that arrive later may be painted a moment later; typing and selecting may not.
            at_once=repr((hash(theme.tokens()), place, state, entry and entry.look)),
            soon=repr((card.person.face_count, shown, likely)),
            draw=lambda inside: self._draw(inside, cell, seen),
        )

    def _draw(self, painter: QPainter, cell: QRect, seen: "SeenCard") -> None:
        """Draw the whole card."""
        entry, state = seen.entry, seen.state
        self._ground(painter, cell, state)
        painter.setOpacity(GHOSTLY if state.is_ghost else 1)
        tiles = _places(self.mosaic_rect(cell), len(seen.card.faces))
        for tile, image in zip(tiles, seen.images, strict=False):
            draw_rounded(painter, tile, image, 6, empty=theme.color("line"))
        _badge(painter, tiles[0], seen.card.person.face_count)
        painter.setOpacity(1)
        if state.shows_look:
            _draw_look(painter, QRectF(self.look_rect(cell)))
        if entry is not None and entry.is_given:
            self._name(painter, cell, entry, state)
        else:
            self._field(painter, cell, entry, seen.likely)

    def _images(self, painter: QPainter, cell: QRect, card: Card) -> list[QImage | None]:
        """Return the faces' images in the sizes in which they are shown; None while being read."""
        ratio = painter.device().devicePixelRatio()
        places = _places(self.mosaic_rect(cell), len(card.faces))
        sides = [round(max(place.width(), place.height()) * ratio) for place in places]
        return [
            self._thumbs.image(face, side) for face, side in zip(card.faces, sides, strict=False)
        ]

    def _state(
        self, option: QStyleOptionViewItem, index: Index, card: Card, entry: NamingEntry | None
    ) -> "CardState":
        """Return how the card stands out now."""
        is_open = self._is_open(card.person.id)
        is_target = index.row() == self._view.drop_row
        is_selected = bool(option.state & State.State_Selected)
        has_focus = bool(option.state & State.State_HasFocus) and shows_focus(self._view)
        is_over = bool(option.state & State.State_MouseOver)
        is_ghost = entry is not None and entry.is_given
        return CardState(
            is_lit=is_target or (is_selected and not is_open),
            is_over=is_over,
            has_ring=is_target or has_focus or is_open,
            is_ghost=is_ghost,
            shows_look=not is_ghost and (is_over or is_open),
            is_ticked=self.is_ticking and is_selected and not is_ghost,
        )

    def _ground(self, painter: QPainter, cell: QRect, state: "CardState") -> None:
        """Draw the card's background and border."""
        rect = QRectF(self._view.card_rect(cell))
        painter.setBrush(theme.color("accent_soft" if state.is_lit else "surface"))
        pen = QPen(theme.color("control" if state.is_over else "line"), 1)
        if state.is_ghost:
            pen.setStyle(Qt.PenStyle.DashLine)
            if not state.is_lit:
                painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if state.has_ring:
            draw_focus(painter, rect, 12, inset=1)

    def _field(
        self, painter: QPainter, cell: QRect, entry: NamingEntry | None, likely: str | None
    ) -> None:
        """Draw the field: empty, with the likely name, or with a text that was left there."""
        rect = QRectF(self.field_rect(cell))
        is_refused = entry is not None and entry.is_refused
        waits = entry is not None and entry.waits
        painter.setBrush(theme.color("background"))
        text = entry.text if entry is not None else ""
        edge = "danger" if is_refused else "amber" if text else "line"
        painter.setPen(QPen(theme.color(edge), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inside = rect.adjusted(11, 0, -11, 0)
        if entry is not None and waits:
            inside.setRight(self._waits(painter, inside, entry) - 8)
        empty = self._probably(likely) if likely else self.tr("Who is this?")
        write_line(painter, inside, text or empty, theme.font(13), "text" if text else "muted")
        if entry is not None and is_refused:
            self._problem(painter, rect, entry.problem)

    def _probably(self, name: str) -> str:
        return self.tr("Probably {}").format(name)

    def _lines(self, text: str, cell: QRect) -> Iterable[str]:
        """Return the text cut off where the field has no room for it."""
        room = self.undo_rect(cell).left() - self.field_rect(cell).left() - CHECK
        metrics = QFontMetrics(theme.font(13, theme.SEMIBOLD))
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)]

    def _waits(self, painter: QPainter, inside: QRectF, entry: NamingEntry) -> float:
        """Draw the hint that a text was left and is no name yet; return where the hint begins."""
        said = self.tr("same person?") if entry.is_taken else self.tr("not saved yet")
        right = Qt.AlignmentFlag.AlignRight
        used = write_line(painter, inside, said, theme.font(12), "amber_text", side=right)
        return inside.right() - used

    def _name(self, painter: QPainter, cell: QRect, entry: NamingEntry, state: "CardState") -> None:
        """Draw the name of a ghost, with "Undo" once it is written."""
        rect, undo = QRectF(self.field_rect(cell)), QRectF(self.undo_rect(cell))
        ratio = painter.device().devicePixelRatio()
        sign = theme.pixmap("check", 14, theme.color("accent"), ratio)
        painter.drawPixmap(QPointF(rect.left() + 8, rect.center().y() - 7), sign)
        inside = rect.adjusted(CHECK, 0, undo.left() - rect.right(), 0)
        said = self.tr("Ignored") if entry.is_ignored else entry.text
        write_line(painter, inside, said, theme.font(13, theme.SEMIBOLD), "accent")
        if entry.can_be_undone:
            has_keys = state.has_ring and not state.is_over
            painter.setFont(theme.font(13, theme.SEMIBOLD if has_keys else theme.REGULAR))
            painter.setPen(theme.color("text" if state.is_over or has_keys else "muted"))
            painter.drawText(undo, Qt.AlignmentFlag.AlignCenter, self.tr("Undo"))

    def _problem(self, painter: QPainter, field: QRectF, text: str) -> None:
        """Draw over the lower part of the faces why the name was not saved."""
        area = QRectF(field.left(), field.top() - 44, field.width(), 40)
        edge = theme.color("danger")
        draw_box(painter, area, 8, theme.color("raised"), edge=edge)
        painter.setFont(theme.font(11))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(8, 2, -8, -2), flags, text)


class CardState(NamedTuple):
    """Tell how a card stands out."""

    is_lit: bool
    is_over: bool
    has_ring: bool
    is_ghost: bool  # it has got its name
    shows_look: bool  # the button "Look closer" is shown
    is_ticked: bool


class SeenCard(NamedTuple):
    """Hold what is painted of a card."""

    card: Card
    entry: NamingEntry | None
    state: CardState
    likely: str | None
    images: Sequence[QImage | None]


def _draw_look(painter: QPainter, rect: QRectF) -> None:
    """Draw the button "Look closer": a magnifying glass on a round ground."""
    fill_with(painter, theme.color("surface", 0.92))
    painter.drawEllipse(rect)
    ratio = painter.device().devicePixelRatio()
    sign = theme.pixmap("search", 14, theme.color("text"), ratio)
    painter.drawPixmap(rect.center() - QPointF(7, 7), sign)


def _badge(painter: QPainter, tile: QRectF, count: int) -> None:
    """Draw the number of faces in the corner of the first tile."""
    text = words.number_text(count)
    painter.setFont(theme.font(11, theme.SEMIBOLD))
    width = max(22, painter.fontMetrics().horizontalAdvance(text) + 12)
    pill = QRectF(tile.left() + 6, tile.bottom() - 24, width, 18)
    draw_box(painter, pill, 9, theme.color("surface", 0.92))
    painter.setPen(theme.color("text"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _places(area: QRectF, count: int) -> list[QRectF]:
    """Return the places of `count` tiles: in equal columns, or large ones beside small ones.

    There are exactly as many tiles as faces, because an empty one would look like a missing face.
    Each tile is nearly square: it shows the middle of a square crop, and cutting off more than a
    quarter would cut into the face.
    """
    columns, height = max(1, count), area.height()
    if columns == 1:
        beside = max(0.0, area.width() - height / NARROWEST) / 2
        return [area.adjusted(beside, 0, -beside, 0)]
    if columns == 4:
        return _two_large(area)
    side = (area.width() - (columns - 1) * BETWEEN) / columns
    half = (height - BETWEEN) / 2
    small = min(half / NARROWEST, area.width() - BETWEEN - height)
    if side >= NARROWEST * height:
        return _columns(area, columns)
    if count != 3:
        small = (area.width() - 2 * BETWEEN) / 4  # the large one takes two
        return _beside(area, 2 * small, 2)
    if area.width() - BETWEEN - small <= height / NARROWEST:
        return _beside(area, area.width() - BETWEEN - small, 1)
    lower = (height - side / NARROWEST) / 2
    return _columns(area.adjusted(0, lower, 0, -lower), columns)


def _two_large(area: QRectF) -> list[QRectF]:
    """Return places for two large tiles and two small ones above each other, all of one shape.

    If the area is too narrow, the tiles are lower than it.
    """
    room = area.width() - 2 * BETWEEN
    height = min(area.height(), (room / NARROWEST + BETWEEN / 2) / 2.5)
    large = height * room / (2.5 * height - BETWEEN / 2)
    lower = (area.height() - height) / 2
    first, *rest = _beside(area.adjusted(large + BETWEEN, lower, 0, -lower), large, 1)
    return [first.translated(-large - BETWEEN, 0), first, *rest]


def _columns(area: QRectF, count: int) -> list[QRectF]:
    side = (area.width() - (count - 1) * BETWEEN) / count
    return [
        QRectF(area.left() + n * (side + BETWEEN), area.top(), side, area.height())
        for n in range(count)
    ]


def _beside(area: QRectF, large: float, columns: int) -> list[QRectF]:
    """Return a large tile at the left and two lines of small ones at the right."""
    rest = area.adjusted(large + BETWEEN, 0, 0, 0)
    half = (area.height() - BETWEEN) / 2
    lines = [rest.adjusted(0, 0, 0, half - rest.height()), rest.adjusted(0, half + BETWEEN, 0, 0)]
    return [
        QRectF(area.left(), area.top(), large, area.height()),
        *(place for line in lines for place in _columns(line, columns)),
    ]
