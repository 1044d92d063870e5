"""Choosing somebody from everybody: type a part of the name, arrow keys, Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kinfolk.core import roster
from kinfolk.core.people import Person
from kinfolk.core.roster import Section, Sort
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.shapes import draw_round, draw_silhouette
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD, Card, Index, PeopleModel, person_cards
from kinfolk.gui.widgets.controls import Button, NameField, label, row
from kinfolk.gui.widgets.sheet import Sheet

_ROW = 48
_FACE = 36


class PersonChooser(Sheet):
    """Who looks most like it first; never the one it is about. Nobody is chosen beforehand.

    Only a name typed until one person is left chooses that one. A name that nobody has may be a new
    person's.
    """

    chosen = Signal(object)  # the Person, as the list showed them
    new_wanted = Signal(str)  # a new person with the name that was typed, "" for none

    def __init__(
        self,
        context: Context,
        *,
        title: str,
        action: str,
        tell: Callable[[Person], str],
        like: Sequence[str],
        other_than: Person,
        parent: QWidget,
        makes_new: bool = False,
    ) -> None:
        """`tell` says what choosing somebody will do; `like` are the faces it is about.

        `makes_new`: it may also be somebody who is not there yet.
        """
        super().__init__(parent, title=title, size=QSize(460, 520), action=action)
        self._context = context
        self._other_than = other_than
        self._tell = tell
        self._action = action
        self._ranks: dict[str, int] = {}  # who looks most like it, once that is known
        self.search = NameField(self.tr("Find people"))
        self.search.setAccessibleName(self.tr("Find people"))
        self.model = PeopleModel(person_cards(context.db), self)
        self.list = QListView()
        self.list.setAccessibleName(title)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_RowDelegate(context.thumbs, self.list))
        self.list.setMouseTracking(True)
        self.empty = label(self.tr("Nobody has such a name."), tone="muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(10)
        self.body.addWidget(self.search)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.new = Button("", icon="plus", clicked=self._on_new)
        self.body.addLayout(row(self.new, None))
        self.new.setVisible(makes_new)  # in the sheet by now, else it would be a window
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_text)
        self.list.doubleClicked.connect(self._on_double_click)
        context.thumbs.ready.connect(self._on_ready)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._on_text()
        context.review.rank(like, self._on_ranked, owner=self)

    def first_focus(self) -> QWidget:
        return self.search

    def accept(self) -> None:
        if self._is_new:
            self._on_new()
            return
        card: Card | None = self.list.currentIndex().data(CARD)
        if card is not None:
            super().accept()
            self.chosen.emit(card.person)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if watched is self.search and isinstance(event, QKeyEvent) and event.key() in moves:
            if event.type() == QEvent.Type.KeyPress:
                QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _on_text(self) -> None:
        text = self.search.text().strip()
        with self._context.db.read() as session:
            wall, library_id = roster.wall, self._other_than.library_id
            named = wall(session, library_id, text=text, sort=Sort.NAME_ASC)
            unnamed = [] if text else wall(session, library_id, section=Section.UNNAMED)
        ids = [each for each in (*named, *unnamed) if each != self._other_than.id]
        ids.sort(key=lambda each: self._ranks.get(each, len(self._ranks)))
        self.model.sync(ids)
        self._is_new = bool(text) and not ids and not self.new.isHidden()
        self.empty.setVisible(not ids)
        self.list.setVisible(bool(ids))
        self._show_new(words.short(text, 24))
        only = 0 if text and len(ids) == 1 else -1
        self.list.setCurrentIndex(self.model.index(only))
        if only < 0:
            self.list.scrollToTop()
        self._on_current()

    def _show_new(self, name: str) -> None:
        """The button, and the coloured one where nobody else is left."""
        text = self.tr("New person “{}”…").format(name) if name else self.tr("New person…")
        self.new.setText(text)
        self.primary.setText(self.tr("New person…") if self._is_new else self._action)

    def _on_new(self) -> None:
        super().accept()
        self.new_wanted.emit(self.search.text().strip())

    def _on_ranked(self, ids: Sequence[str]) -> None:
        """Nothing moves where somebody is being chosen already."""
        self._ranks = {person_id: place for place, person_id in enumerate(ids)}
        if not self.list.currentIndex().isValid() and not self.list.underMouse():
            self._on_text()

    def _on_current(self) -> None:
        card: Card | None = self.list.currentIndex().data(CARD)
        self.primary.setEnabled(card is not None or self._is_new)
        self.sentence.setText(self._tell(card.person) if card else self._unsaid())

    def _unsaid(self) -> str:
        """What stands there while nobody is chosen."""
        if self._is_new:
            return self.tr("You can look at the faces before.")
        return self.tr("Choose somebody.")

    def _on_double_click(self, index: QModelIndex) -> None:
        self.accept()

    def _on_ready(self, face_id: str) -> None:
        self.list.viewport().update()


class _RowDelegate(QStyledItemDelegate):
    """A round face, the name, the number of photos."""

    def __init__(self, thumbs: Thumbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if card is None:
            return
        row: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        if hovered or option.state & QStyle.StateFlag.State_Selected:
            strong = option.state & QStyle.StateFlag.State_Selected
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if strong else "background"))
            painter.drawRoundedRect(row, 8, 8)
        circle = QRectF(row.left() + 8, row.center().y() - _FACE / 2 + 1, _FACE, _FACE)
        face = card.faces[0] if card.faces else None
        image = self._thumbs.image(face, round(_FACE * painter.device().devicePixelRatioF()))
        draw_round(painter, circle, image, empty=theme.color("line"))
        if face is None:
            draw_silhouette(painter, circle, theme.color("muted", 0.55))
        text = row.adjusted(_FACE + 20, 0, -12, 0)
        number = words.photos(card.person.asset_count or 0)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, right, number)
        text.setRight(text.right() - painter.fontMetrics().horizontalAdvance(number) - 12)
        painter.setFont(theme.font(14, theme.MEDIUM))
        painter.setPen(theme.color("text" if card.person.name else "muted"))
        name = card.person.name or self.tr("Unnamed group")
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


KEYS: KeyTable[PersonChooser] = KeyTable(
    "Choosing somebody",
    Key(("Down", "Up"), "Another person, while one types"),
    Key(("PgDown", "PgUp"), "A page of people"),
)
