"""Painting of a photo's tile: the photo, who is in it, or why it cannot be shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QImage, QPainter, QTransform
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.kept_pictures import KeptPictures
from kinfolk.gui.base.shapes import draw_box, draw_ring, fill_with
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.model import TileModel
from kinfolk.gui.tiles.rows import HEIGHT
from kinfolk.gui.widgets.rows_model import Index

_MARKS = (
    QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_HasFocus
)
RADIUS = 8  # pixels
PILL, PILL_GAP, EDGE = 18, 4, 6  # pixels: height of a name, between names, from the tile's edge
_SIDES = 7  # pixels on each side of a name's text
_SPOT = 20  # pixels of the tick that says that a photo is selected
_SIGN = 8  # pixels, side of the triangle on a video
# On photos, in either theme: QUIET on GROUND over white has a contrast of 6.1:1.
INK, QUIET, GROUND = QColor("#FFFFFF"), QColor("#CFCAC1"), QColor(20, 18, 16, 204)


@dataclass(frozen=True)
class Pill:
    """Hold a name on a photo, its width in pixels."""

    text: str
    width: int
    is_unknown: bool = False


class PhotoDelegate(QStyledItemDelegate):
    """Paint a tile: the photo and its card from a cached picture, states over it."""

    def __init__(
        self, photos: TileModel, cards: PhotoCards, previews: Thumbs, view: QAbstractItemView
    ) -> None:
        super().__init__(view)
        self._photos, self._cards, self._previews = photos, cards, previews
        self._kept = KeptPictures(view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile, row = option.rect, index.row()
        asset_id = self._photos.ids[row]
        card = self._cards.get(asset_id)
        # The image waits for the card, since otherwise the tile would be painted twice.
        side = self._side(row, tile) * painter.device().devicePixelRatio()
        image = self._previews.image(asset_id, round(side)) if card else None
        self._kept.draw(
            painter,
            tile,
            asset_id,
            at_once=f"{asset_id}/{theme.tokens().background}",
            soon=f"{image.cacheKey() if image else 0}/{hash(card)}",
            draw=lambda kept: draw_photo(kept, tile, image, card),
        )
        if marks := option.state & _MARKS:  # most tiles have none, and flags are slow to compare
            _draw_marks(painter, QRectF(tile), marks)

    def _side(self, row: int, tile: QRect) -> float:
        """Return the longer side, in pixels, that the photo has when it fills its tile."""
        natural = self._photos.content.widths[row]
        return max(HEIGHT, natural) * max(1.0, tile.width() / natural)


def draw_photo(
    painter: QPainter, tile: QRect, image: QImage | None, card: PhotoCard | None
) -> None:
    """Draw a tile; what a missing image or card would show stays empty."""
    draw_box(painter, tile, RADIUS, _brush(painter, tile, image) if image else theme.color("line"))
    if card is None:
        return
    painter.setFont(theme.font(11, theme.MEDIUM))
    x, y = tile.left() + EDGE, tile.bottom() + 1 - EDGE - PILL
    for pill in pills(card, painter.fontMetrics(), tile.width() - 2 * EDGE):
        _draw_pill(painter, QRect(x, y, pill.width, PILL), pill)
        x += pill.width + PILL_GAP
    if card.length_ms is not None:
        _draw_length(painter, tile, card.length_ms)
    if image is None:
        _draw_problem(painter, tile, card)


def pills(card: PhotoCard, metrics: QFontMetrics, room: int) -> Sequence[Pill]:
    """Return the names that fit, how many more there are, and how many people are unknown.

    `room` is the width in pixels.
    """
    unknown = words.unknown(card.unknown)
    if metrics.horizontalAdvance(unknown) + 2 * _SIDES > room:
        unknown = f"+{card.unknown}"
    last = [_pill(unknown, metrics, room, is_unknown=True)] if unknown else []
    for number in range(len(card.names), 0, -1):
        left_out = len(card.names) - number
        more = [_pill(f"+{left_out}", metrics, room)] if left_out else []
        rest = [*more, *last]
        left = room - sum(each.width + PILL_GAP for each in rest)
        # A single name is cut off where it does not fit.
        names = [
            _pill(name, metrics, left if number == 1 else room) for name in card.names[:number]
        ]
        if number == 1 or sum(each.width + PILL_GAP for each in names) - PILL_GAP <= left:
            return [*names, *rest]
    return last


def problem(card: PhotoCard) -> str:
    """Say why there is no picture, "" if that is not known."""
    tr = QCoreApplication.translate
    if card.problem:
        return tr("photos", "Couldn’t be read")
    if card.away:
        return tr("photos", "“{}” is unavailable").format(
            words.short(card.away.name or str(card.away))
        )
    return ""


def _draw_marks(painter: QPainter, area: QRectF, marks: QStyle.StateFlag) -> None:
    """Draw that a photo is under the cursor, selected, or current."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if marks & QStyle.StateFlag.State_MouseOver:
        draw_box(painter, area, RADIUS, theme.color("surface", 0.14))
    if marks & QStyle.StateFlag.State_Selected:
        _draw_selected(painter, area)
    if marks & QStyle.StateFlag.State_HasFocus:
        around = area.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
        draw_ring(painter, around, theme.color("accent"), radius=RADIUS + OUTSIDE)


def _draw_selected(painter: QPainter, area: QRectF) -> None:
    """Draw a ring and a tick, because colour alone is not visible to everyone."""
    accent = theme.color("accent")
    draw_box(painter, area, RADIUS, theme.color("accent", 0.18))
    draw_ring(painter, area.adjusted(1, 1, -1, -1), accent, radius=RADIUS - 1)
    spot = QRectF(area.left() + 8, area.top() + 8, _SPOT, _SPOT)
    fill_with(painter, accent)
    painter.drawEllipse(spot)
    theme.icon("check", "on_accent").paint(painter, spot.adjusted(4, 4, -4, -4).toRect())


def _pill(text: str, metrics: QFontMetrics, room: int, *, is_unknown: bool = False) -> Pill:
    """Return a name cut off at `room` pixels."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 2 * _SIDES)
    return Pill(shown, metrics.horizontalAdvance(shown) + 2 * _SIDES, is_unknown)


def _draw_pill(painter: QPainter, place: QRect, pill: Pill) -> None:
    draw_box(painter, place, PILL / 2, GROUND)
    painter.setPen(QUIET if pill.is_unknown else INK)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, pill.text)


def _draw_length(painter: QPainter, tile: QRect, length: int) -> None:
    """Draw the length of a video at the upper right, with a triangle."""
    text = words.clock(length) if length >= 1000 else ""
    wide = painter.fontMetrics().horizontalAdvance(text) + (4 if text else 0)
    width = 2 * _SIDES + _SIGN + wide
    place = QRect(tile.right() + 1 - EDGE - width, tile.top() + EDGE, width, PILL)
    draw_box(painter, place, PILL / 2, GROUND)
    painter.setBrush(INK)
    left, middle = place.left() + _SIDES, place.top() + PILL / 2
    corners = ((0.0, -4.5), (0.0, 4.5), (float(_SIGN), 0.0))
    painter.drawPolygon([QPointF(left + x, middle + y) for x, y in corners])
    painter.setPen(INK)
    painter.drawText(
        place.adjusted(0, 0, -_SIDES, 0),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        text,
    )


def _draw_problem(painter: QPainter, tile: QRect, card: PhotoCard) -> None:
    """Draw what is wrong, and the file's name below it."""
    said = problem(card)
    if not said:
        return
    painter.setPen(theme.color("muted"))
    room = tile.adjusted(12, 0, -12, -PILL)
    middle = room.center().y()
    above = room.adjusted(0, 0, 0, middle - room.bottom())
    below = room.adjusted(0, middle + 4 - room.top(), 0, 0)
    centred = Qt.AlignmentFlag.AlignHCenter
    painter.setFont(theme.font(13, theme.MEDIUM))
    painter.drawText(above, centred | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, said)
    painter.setFont(theme.font(12))
    metrics, name = painter.fontMetrics(), card.path.name
    name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(below, centred | Qt.AlignmentFlag.AlignTop, name)


def _brush(painter: QPainter, tile: QRect, image: QImage) -> QBrush:
    """Return a brush with the middle of the image, as large as the tile.

    A brush is used because its edge is antialiased.
    """
    ratio = painter.device().devicePixelRatio()
    size = QSize(round(tile.width() * ratio), round(tile.height() * ratio))
    whole = image.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (whole.width() - size.width()) // 2, (whole.height() - size.height()) // 2
    brush = QBrush(whole)
    corner = QTransform(
        1 / ratio, 0, 0, 1 / ratio, tile.left() - left / ratio, tile.top() - top / ratio
    )
    brush.setTransform(corner)
    return brush
