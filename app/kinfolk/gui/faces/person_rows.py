"""Painting of people as rows: a round face, the name, and a text at the right."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kinfolk.core.people.people import Card, Person
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.painted_text import write_found, write_line
from kinfolk.gui.base.round_face import draw_face
from kinfolk.gui.base.shapes import draw_box, smooth
from kinfolk.gui.base.theme import Tokens
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD
from kinfolk.gui.widgets.rows_model import Index


def photo_count(person: Person) -> str:
    """Return the text said of a person by default: "64 photos"."""
    return words.photos(person.asset_count or 0)


class PersonRows(QStyledItemDelegate):
    """Paint the rows of a PeopleModel."""

    def __init__(
        self,
        thumbs: Thumbs,
        parent: QWidget,
        *,
        height: int,
        face: int,
        said: Callable[[Person], str] = photo_count,
        look: Callable[[], Tokens] = theme.tokens,
    ) -> None:
        """`height` of a row and diameter of its `face` are in pixels.

        `said(person)` is the text at the right, `look()` returns the colour tokens.
        """
        super().__init__(parent)
        self._thumbs = thumbs
        self._height, self._face = height, face
        self._said = said
        self._look = look
        self.typed = ""  # letters that are bold in names

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if card is None:
            return
        look = self._look()
        row: QRect = option.rect
        painter.save()
        smooth(painter)
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        if hovered or option.state & QStyle.StateFlag.State_Selected:
            strong = option.state & QStyle.StateFlag.State_Selected
            draw_box(painter, row, 8, QColor(look.accent_soft if strong else look.background))
        self._paint_face(painter, row, card.faces[0] if card.faces else None, look)
        text = row.adjusted(self._face + 20, 0, -12, 0)
        said = self._said(card.person)
        muted, right = QColor(look.muted), Qt.AlignmentFlag.AlignRight
        used = write_line(painter, text, said, theme.font(12), muted, side=right)
        text.setRight(text.right() - used - 12)
        name = card.person.name or self.tr("Unnamed group")
        painter.setFont(theme.font(14, theme.MEDIUM))
        painter.setPen(QColor(look.text) if card.person.name else muted)
        write_found(painter, text, name, self.typed)
        painter.restore()

    def _paint_face(self, painter: QPainter, row: QRect, face_id: str | None, look: Tokens) -> None:
        side = self._face
        circle = QRectF(row.left() + 8, row.center().y() - side / 2 + 1, side, side)
        nobody = QColor(look.muted)
        nobody.setAlphaF(0.55)
        draw_face(painter, circle, self._thumbs, face_id, empty=QColor(look.line), nobody=nobody)
