"""A list of people to choose from, painted as rows: a face, the name, and a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kinfolk.core.people.people import Card, Load, Person
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import cap
from kinfolk.gui.base.painted_text import write_found, write_line
from kinfolk.gui.base.shapes import draw_box, draw_face, smooth
from kinfolk.gui.base.theme import Tokens
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD, PeopleModel
from kinfolk.gui.widgets.rows_model import Index

_KEY = 18  # pixels, side of the box around a digit


@dataclass(frozen=True)
class Shape:
    """Hold how a row looks; lengths are in pixels."""

    height: int
    face: int  # diameter
    gap: int = 20  # from the left edge to the name, less the width of the face
    end: int = 12  # free at the right
    font: tuple[int, int] = (14, theme.MEDIUM)  # of the name: its size, and its weight
    radius: int = 8
    hover: str = "background"  # the colour of the row under the pointer
    has_digits: bool = False  # a digit in a box stands before each face


def photo_count(person: Person) -> str:
    """Return the text said of a person by default: "64 photos"."""
    return words.photos(person.asset_count or 0)


def is_new(index: Index) -> bool:
    """Return whether the row is a new person: what it shows is not the name it stands for."""
    return bool(index.data() != index.data(Qt.ItemDataRole.EditRole))


class PersonRows(QStyledItemDelegate):
    """Paint the rows of a list of people, whose cards are the items' `CARD`."""

    def __init__(
        self,
        thumbs: Thumbs,
        parent: QWidget,
        shape: Shape,
        *,
        said: Callable[[Person], str] = photo_count,
        look: Callable[[], Tokens] = theme.tokens,
    ) -> None:
        """`said(person)` is the text at the right, `look()` returns the colour tokens."""
        super().__init__(parent)
        self._thumbs = thumbs
        self._shape = shape
        self._said = said
        self._look = look
        self.typed = ""  # letters that are bold in names

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._shape.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if index.data() is None:
            return
        look, shape = self._look(), self._shape
        row: QRect = option.rect
        painter.save()
        smooth(painter)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, row, shape.radius, QColor(look.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, row, shape.radius, QColor(getattr(look, shape.hover)))
        if shape.has_digits:
            self._paint_digit(painter, row, str(index.row() + 1))
        left = row.left() + 8 + (_KEY + 6 if shape.has_digits else 0)
        top = row.center().y() - shape.face / 2 + 1
        circle = QRectF(left, top, shape.face, shape.face)
        if is_new(index):
            self._paint_new(painter, row, circle)
            said = cap("Ctrl+Return")
        else:
            nobody = QColor(look.muted)
            nobody.setAlphaF(0.55)
            face_id = card.faces[0] if card and card.faces else None
            line = QColor(look.line)
            draw_face(painter, circle, self._thumbs, face_id, empty=line, nobody=nobody)
            said = self._said(card.person) if card else ""
        text = row.adjusted(shape.face + shape.gap, 0, -shape.end, 0)
        muted, right = QColor(look.muted), Qt.AlignmentFlag.AlignRight
        used = write_line(painter, text, said, theme.font(12), muted, side=right)
        text.setRight(text.right() - (used + 12 if used else 0))
        painter.setFont(theme.font(*shape.font))
        painter.setPen(QColor(look.text) if index.data() else muted)
        typed = "" if is_new(index) else self.typed
        write_found(painter, text, index.data() or self.tr("Unnamed group"), typed)
        painter.restore()

    def _paint_digit(self, painter: QPainter, row: QRect, digit: str) -> None:
        key = QRectF(row.left() + 6, row.center().y() - 8, _KEY, _KEY)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(key, 4, 4)
        painter.setFont(theme.font(11, theme.SEMIBOLD))
        painter.setPen(theme.color("text"))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, digit)

    def _paint_new(self, painter: QPainter, row: QRect, circle: QRectF) -> None:
        """Draw a line above the row, and a plus in place of the portrait."""
        painter.setPen(theme.color("line"))
        painter.drawLine(row.topLeft(), row.topRight())
        painter.setPen(QPen(theme.color("muted"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        plus = theme.pixmap("plus", 16, theme.color("text"), painter.device().devicePixelRatioF())
        painter.drawPixmap((circle.center() - QPointF(8, 8)).toPoint(), plus)


class Candidates(QListView):
    """Show people as rows; one of them may be marked."""

    def __init__(
        self,
        thumbs: Thumbs,
        load: Load,
        shape: Shape,
        *,
        name: str,
        said: Callable[[Person], str] = photo_count,
        look: Callable[[], Tokens] = theme.tokens,
    ) -> None:
        """`load` reads cards by id, `name` is for screen readers; the rest is of `PersonRows`."""
        super().__init__()
        self.setAccessibleName(name)
        self.people = PeopleModel(load, self)
        self.setModel(self.people)
        self._rows = PersonRows(thumbs, self, shape, said=said, look=look)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thumbs.ready.connect(self.viewport().update)

    @property
    def marked(self) -> Person | None:
        card: Card | None = self.currentIndex().data(CARD)
        return card.person if card else None

    def show_people(self, ids: Sequence[str], *, typed: str = "", marked: int = -1) -> None:
        """Show these people from the top, the typed letters in bold; mark the one of this row."""
        self._rows.typed = typed
        self.people.sync(ids)
        self.setVisible(bool(ids))
        self.setCurrentIndex(self.people.index(marked))
        if marked < 0:
            self.scrollToTop()

    def step(self, key: Qt.Key) -> None:
        """Move the mark as an arrow key does, which was pressed in the field above."""
        none = Qt.KeyboardModifier.NoModifier
        self.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, none))
