"""An unnamed group's card: five of its faces over the field "Who is this?"."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.gui import theme, words
from app.gui.card_list import CardList
from app.gui.completion import NameCompleter
from app.gui.people_model import CARD, Card
from app.gui.shapes import draw_rounded
from app.gui.thumbs import Thumbs
from app.gui.widgets import NameField, draw_focus, shows_focus

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

PADDING, MOSAIC, BETWEEN, FIELD = 11, 118, 4, 33
NARROWEST = 0.75  # a column's width in heights
CARD_SIZE = QSize(208, PADDING + MOSAIC + 8 + FIELD + PADDING)


class GroupDelegate(QStyledItemDelegate):
    """Paints a group; typing into its field names it: `named(card, text)`."""

    named = Signal(object, str)

    def __init__(self, thumbs: Thumbs, view: CardList, names: Callable[[], Sequence[str]]) -> None:
        super().__init__(view)
        self._thumbs = thumbs
        self._view = view
        self._names = names  # whom the field completes to, asked when an edit begins

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    def card_rect(self, cell: QRect) -> QRect:
        return self._view.card_rect(cell)

    def field_rect(self, cell: QRect) -> QRect:
        """Where a click begins to type a name."""
        card = self.card_rect(cell).adjusted(PADDING, 0, -PADDING, -PADDING)
        card.setTop(card.bottom() + 1 - FIELD)
        return card

    def mosaic_rect(self, cell: QRect) -> QRectF:
        """Where the faces lie."""
        inner = QRectF(self.card_rect(cell)).adjusted(PADDING, PADDING, -PADDING, 0)
        inner.setHeight(MOSAIC)
        return inner

    def face_at(self, cell: QRect, point: QPoint, card: Card) -> str | None:
        """The face under a point of the viewport."""
        places = _places(self.mosaic_rect(cell), len(card.faces))
        for place, face in zip(places, card.faces, strict=False):
            if place.contains(QPointF(point)):
                return face
        return None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if card is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._ground(painter, option, index)
        inner = self.mosaic_rect(option.rect)
        self._mosaic(painter, inner, card)
        self._badge(painter, inner, card)
        self._field(painter, option)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(self.card_rect(option.rect))
        chosen = bool(option.state & State.State_Selected)
        over = bool(option.state & State.State_MouseOver)
        target = index.row() == self._view.drop_row
        painter.setBrush(theme.color("accent_soft" if chosen or target else "surface"))
        painter.setPen(QPen(theme.color("control" if over else "line"), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if target or (option.state & State.State_HasFocus and shows_focus(self._view)):
            draw_focus(painter, rect, 12, inset=1)

    def _mosaic(self, painter: QPainter, area: QRectF, card: Card) -> None:
        ratio = painter.device().devicePixelRatio()
        places = _places(area, len(card.faces))
        for place in places[len(card.faces) :]:
            draw_rounded(painter, place, None, 6, empty=theme.color("background"))
        for place, face in zip(places, card.faces, strict=False):
            image = self._thumbs.image(face, round(max(place.width(), place.height()) * ratio))
            draw_rounded(painter, place, image, 6, empty=theme.color("line"))

    def _badge(self, painter: QPainter, area: QRectF, card: Card) -> None:
        text = words.number_text(card.person.face_count)
        painter.setFont(theme.font(11, theme.SEMIBOLD))
        width = max(22, painter.fontMetrics().horizontalAdvance(text) + 12)
        pill = QRectF(area.left() + 6, area.bottom() - 24, width, 18)
        ground = theme.color("surface", 0.92)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(theme.color("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _field(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = QRectF(self.field_rect(option.rect))
        painter.setBrush(theme.color("background"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("muted"))
        painter.drawText(
            rect.adjusted(11, 0, -11, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.tr("Who is this?"),
        )

    # naming in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = GroupField(index.data(CARD), self._names(), parent)
        editor.setPlaceholderText(self.tr("Who is this?"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """A group has no name yet: what is being typed stays, whatever the scan does meanwhile."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(self.field_rect(option.rect))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, GroupField)
        name = editor.text().strip()
        if name:
            self.named.emit(editor.card, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # While the list of names is open, keys are the list's: it hands on what it has no use for.
        if isinstance(watched, GroupField) and watched.is_choosing and isinstance(event, QKeyEvent):
            return False
        return super().eventFilter(watched, event)


class GroupField(NameField):
    """Completes to known people; keeps the card it was opened for."""

    def __init__(self, card: Card, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.card = card
        self._choices = NameCompleter(self, names, at_once=True)

    @property
    def is_choosing(self) -> bool:
        return self._choices.is_open


def _places(area: QRectF, count: int) -> list[QRectF]:
    """Few faces in equal columns, else a large one and small ones beside it.

    Every tile is nearly square: what is painted is the middle of a square crop, and more than a
    quarter less of it would cut off part of the face.
    """
    columns, height = max(2, count), area.height()
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


def _columns(area: QRectF, count: int) -> list[QRectF]:
    side = (area.width() - (count - 1) * BETWEEN) / count
    return [
        QRectF(area.left() + n * (side + BETWEEN), area.top(), side, area.height())
        for n in range(count)
    ]


def _beside(area: QRectF, large: float, columns: int) -> list[QRectF]:
    """A large tile at the left, two lines of small ones at the right."""
    rest = area.adjusted(large + BETWEEN, 0, 0, 0)
    half = (area.height() - BETWEEN) / 2
    lines = [rest.adjusted(0, 0, 0, half - rest.height()), rest.adjusted(0, half + BETWEEN, 0, 0)]
    return [
        QRectF(area.left(), area.top(), large, area.height()),
        *(place for line in lines for place in _columns(line, columns)),
    ]
