"""Painting of a person's card: round portrait, name, number of photos, star; with renaming."""

from collections.abc import Collection

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from kinfolk.core.people.people import Card
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box, draw_face, fill_with, smooth
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD
from kinfolk.gui.widgets.card_list import CardList
from kinfolk.gui.widgets.controls import NameField, draw_focus, shows_focus
from kinfolk.gui.widgets.rows_model import Index
from kinfolk.gui.widgets.tip_delegate import TippedDelegate

State = QStyle.StateFlag

PALE = 0.45  # opacity of a portrait that is being dragged
TOP, AROUND = 10, 21  # pixels above and beside the portrait
# Pixels: gap above the name, heights of its lines, room below
NAME_GAP, NAME, COUNT, BOTTOM = 8, 20, 18, 8
ROUND = 12  # pixels, radius of a raised card
BESIDE = 6  # pixels between the card's edge and the texts
STAR = 24  # pixels


class PersonDelegate(TippedDelegate):
    """Paint people's cards and edit names in place; emit `renamed(person, name)`."""

    renamed = Signal(object, str)

    def __init__(self, thumbs: Thumbs, view: CardList, size: int) -> None:
        super().__init__(view)
        self._thumbs = thumbs
        self._view = view
        self._size = size
        self.lifted: Collection[str] = ()  # ids of the people who are being dragged

    def set_size(self, size: int) -> None:
        """Set the diameter of the portraits in pixels."""
        self._size = size

    @property
    def card_size(self) -> QSize:
        height = TOP + self._size + NAME_GAP + NAME + COUNT + BOTTOM
        return QSize(self._size + 2 * AROUND, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    def portrait_rect(self, cell: QRect) -> QRect:
        """Return the square around the portrait's circle."""
        card = self._view.card_rect(cell)
        left = card.left() + (card.width() - self._size) // 2
        return QRect(left, card.top() + TOP, self._size, self._size)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if card is None:
            return
        painter.save()
        smooth(painter)
        self._ground(painter, option, index)
        circle = QRectF(self.portrait_rect(option.rect))
        painter.setOpacity(PALE if card.person.id in self.lifted else 1)
        face = card.faces[0] if card.faces else None
        draw_face(painter, circle, self._thumbs, face, nobody=theme.color("control"))
        painter.setOpacity(1)
        if card.person.is_favorite:
            _star(painter, circle)
        self._texts(painter, option, card)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card's background by its state: drop target, selected, hovered, focused."""
        rect = QRectF(self._view.card_rect(option.rect))
        if index.row() == self._view.drop_row:
            painter.setBrush(theme.color("accent_soft"))
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 12, 12)
            return
        if option.state & State.State_Selected:
            draw_box(painter, rect, 12, theme.color("accent_soft"))
        elif option.state & State.State_MouseOver:
            lifted(painter, rect)
        if option.state & State.State_HasFocus and shows_focus(self._view):
            draw_focus(painter, rect, 12, inset=1)

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, card: Card) -> None:
        lines = self._view.card_rect(option.rect).adjusted(BESIDE, 0, -BESIDE, 0)
        lines.setTop(self.portrait_rect(option.rect).bottom() + 1 + NAME_GAP)
        lines.setHeight(NAME)
        named = card.person.name is not None
        font = theme.font(14, theme.SEMIBOLD if named else theme.REGULAR)
        name, middle = card.person.name or self.tr("Unnamed"), Qt.AlignmentFlag.AlignHCenter
        write_line(painter, lines, name, font, "text" if named else "muted", side=middle)
        lines.translate(0, NAME)
        lines.setHeight(COUNT)
        count = words.photos(card.person.asset_count)
        write_line(painter, lines, count, theme.font(12), "muted", side=middle)

    def tip_at(self, cell: QRect, index: Index, point: QPoint) -> str:
        """Return the full name as a tip if the card shows it cut off."""
        card: Card | None = index.data(CARD)
        name = (card.person.name or "") if card else ""
        metrics = QFontMetrics(theme.font(14, theme.SEMIBOLD))
        is_cut = metrics.horizontalAdvance(name) > self._view.card_rect(cell).width() - 2 * BESIDE
        return name if is_cut else ""

    # renaming in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = NameField(self.tr("Name"), parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the name into the editor, unless the user has changed the text there."""
        assert isinstance(editor, NameField)
        if not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        card = self._view.card_rect(option.rect)
        top = self.portrait_rect(option.rect).bottom() + 1
        editor.setGeometry(card.left() + 4, top + NAME_GAP + 2, card.width() - 8, 35)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, NameField)
        name = editor.text().strip()
        if name and name != index.data(Qt.ItemDataRole.EditRole):
            self.renamed.emit(index.data(CARD).person, name)


def lifted(painter: QPainter, rect: QRectF) -> None:
    """Draw a card that is raised under the cursor, with a soft shadow below it."""
    shade = QColor(0, 0, 0, 14 if theme.tokens().is_dark else 6)
    for spread in (1.0, 2.0, 3.5, 5.0):
        below = rect.adjusted(-spread / 2, 1, spread / 2, 1 + spread)
        draw_box(painter, below, ROUND + 1, shade)
    draw_box(painter, rect, ROUND, theme.color("surface"))


def _star(painter: QPainter, circle: QRectF) -> None:
    # Its centre lies on the circle's edge, up and to the right.
    reach = circle.width() / 2 * 0.75
    badge = QRectF(0, 0, STAR, STAR)
    badge.moveCenter(circle.center())
    badge.translate(reach, -reach)
    fill_with(painter, theme.color("surface"))
    painter.drawEllipse(badge)
    ratio = painter.device().devicePixelRatio()
    star = theme.pixmap("star", 14, theme.color("amber"), ratio)
    painter.drawPixmap(badge.adjusted(5, 5, -5, -5).topLeft(), star)
