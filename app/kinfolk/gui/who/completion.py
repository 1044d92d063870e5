"""Completion of what is typed in a field to the names of known people."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QBitmap, QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOption,
    QWidget,
)

from kinfolk.core.names import key, rank
from kinfolk.core.people.people import Person
from kinfolk.gui.base import theme
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD, portrait_card
from kinfolk.gui.who.rows import PersonRows, Shape, is_new
from kinfolk.gui.widgets.rows_model import Index

WhoHave = Callable[[Sequence[str]], Mapping[str, Person]]

RADIUS = 8  # pixels of the list's corners, as in the style sheet
# Pixels: below the field, height at which the list is moved beside it, width
AWAY, LEAST, WIDE = 4, 120, 344
SHAPE = Shape(44, 32, gap=18, end=10, font=(13, theme.REGULAR), radius=6, hover="accent_soft")
MOST = 5  # most names listed


class NameCompleter(QCompleter):
    """List the people whose names contain what is typed, in any case; best matches first.

    Enter belongs to the field as long as no row of the list is marked.
    """

    marked = Signal()  # another row, or none, is marked or was clicked

    def __init__(
        self,
        field: QLineEdit,
        thumbs: Thumbs,
        who: WhoHave,
        *,
        offers_new: bool = False,
        at_once: bool = False,
        makes_way: bool = False,
    ) -> None:
        """`who` returns the people of some names, by name, without those just being saved.

        With `offers_new` the last row is a new person of the typed name, if no one has it. With
        `at_once`, choosing a name also sends Enter to the field, for a field that stands alone.
        With `makes_way`, no list opens below a name that is complete, as the field says there whose
        name it is.
        """
        self._names = _Names(field, who)
        self._all: Sequence[str] = ()
        self._offers_new = offers_new
        self.is_new = False  # the row "New person" was chosen for what is typed
        self._makes_way = makes_way
        self._above: QWidget = field  # the list is kept below this
        super().__init__(self._names, field)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field = field
        self._list = _Round()
        self._list.setObjectName("completions")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(self._list)
        self._rows = PersonRows(thumbs, self._list, SHAPE)
        self._list.setItemDelegate(self._rows)
        thumbs.ready.connect(self._list.viewport().update)
        self._names.modelReset.connect(self._on_listed)
        # Connected before Qt's own slots, which look for matches and fill the field
        field.textEdited.connect(self._on_edited)
        self.highlighted[QModelIndex].connect(self._on_marked)  # type: ignore[index]
        self.activated[QModelIndex].connect(self._on_marked)  # type: ignore[index]
        field.setCompleter(self)
        if at_once:
            self.activated.connect(self._on_activated)

    @property
    def is_open(self) -> bool:
        return self._list.isVisible()

    def close(self) -> None:
        """Close the list; the text of the field stays."""
        self._list.hide()

    def place_below(self, part: QWidget) -> None:
        """Keep the list below a part of the page: never over what is above the field."""
        self._above = part
        self._place()

    def _place(self) -> None:
        """Move the open list below what it belongs to; Qt would put it above if that had room."""
        part = self._above
        if not self.is_open:
            return
        screen, page = part.screen().availableGeometry(), part.window().frameGeometry()
        left, right = max(page.left(), screen.left()), min(page.right(), screen.right())
        whole = self._list.sizeHintForRow(0) * min(self.completionCount(), self.maxVisibleItems())
        height, width = whole + 2 * self._list.frameWidth() + RADIUS, max(part.width(), WIDE)
        at = part.mapToGlobal(QPoint(0, part.height() + AWAY))
        if at.y() + min(height, LEAST) > screen.bottom():
            at = part.mapToGlobal(QPoint(part.width() + AWAY, 0))
            if at.x() + width > right:
                at.setX(at.x() - part.width() - 2 * AWAY - width)
            at.setY(screen.bottom() - height)
        at.setX(max(left, min(at.x(), right - width)))
        self._list.setGeometry(at.x(), at.y(), width, height)

    def set_names(self, names: Sequence[str]) -> None:
        """Replace the known names; an open list follows."""
        self._all = names
        self._names.forget()
        if self.is_open:
            self._rank(self._rows.typed)  # the field may hold the name of the marked row

    def _on_edited(self, text: str) -> None:
        self.is_new, self._rows.typed = False, text
        self._rank(text)

    def _rank(self, text: str) -> None:
        """Rank the names by what is typed, leaving out the name that is already complete."""
        if not self.is_open:
            self._names.forget()
        there, part = key(text), text.casefold()
        others = [name for name in self._all if key(name) != there]
        is_free = len(others) == len(self._all)
        found = [name for name in others if part in name.casefold() and part.strip()]
        found = sorted(found, key=lambda name: rank(name, text))[:MOST]
        if self._makes_way and not is_free:
            found = []
        self._names.show(found, text if self._offers_new and is_free and found else "")
        if not found:
            self.close()

    def _on_listed(self) -> None:
        """Forget the mark, which goes with the rows that were listed before."""
        if self.is_new:
            self.is_new = False
            self.marked.emit()

    def _on_marked(self, index: QModelIndex) -> None:
        self.is_new = is_new(index)
        self.marked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give Enter to the field if no name is marked; keep the list in its place."""
        moves = (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize)
        if watched is self._list and event.type() in moves:
            self._place()
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            watched is self._list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in enter
            and not self._list.currentIndex().isValid()
        ):
            self._list.hide()
            return QApplication.sendEvent(self._field, event)
        return super().eventFilter(watched, event)

    def _on_activated(self, name: str) -> None:
        self._list.hide()
        self._field.setText(name)
        enter = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r"
        )
        QApplication.sendEvent(self._field, enter)


class _Names(QStringListModel):
    """Hold the names that are listed, with their cards, and the typed name of a new person."""

    def __init__(self, parent: QObject, who: WhoHave) -> None:
        super().__init__(parent)
        self._who = who
        self._new = ""
        self._people: dict[str, Person | None] = {}  # read once while the list is open

    def forget(self) -> None:
        """Read again who has a name, as that may have changed."""
        self._people.clear()

    def show(self, names: Sequence[str], new: str) -> None:
        """List these names, and with `new` another row for a new person of that name."""
        unread = [name for name in names if name not in self._people]
        self._people |= dict.fromkeys(unread) | {**self._who(unread)} if unread else {}
        listed = [*names, new] if new else list(names)
        if (listed, new) != (self.stringList(), self._new):
            self._new = new
            self.setStringList(listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the last row by what it does; what the field gets of it stays the name."""
        is_last = index.row() == self.rowCount() - 1
        if self._new and is_last and role == Qt.ItemDataRole.DisplayRole:
            return self.tr("New person “{}”").format(self._new.strip())
        if role == CARD:
            person = self._people.get(super().data(index, Qt.ItemDataRole.EditRole))
            return person and portrait_card(person)
        return super().data(index, role)


class _Round(QListView):
    """List names in a window of its own with round corners.

    Its corners are transparent. On X11 without a compositor they could not be, so there they are
    cut off by a mask.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_cut = QGuiApplication.platformName() == "xcb"
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, not self._is_cut)
        self.viewport().setAutoFillBackground(False)

    def event(self, event: QEvent) -> bool:
        """Draw the style sheet's background: Qt leaves it out, taking the rows for opaque."""
        if event.type() == QEvent.Type.Paint:
            option = QStyleOption()
            option.initFrom(self)
            painter = QPainter(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_cut:
            self.setMask(_rounded(self.size()))


def _rounded(size: QSize) -> QBitmap:
    seen = QBitmap(size)
    seen.clear()
    painter = QPainter(seen)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.drawRoundedRect(0, 0, size.width() - 1, size.height() - 1, RADIUS, RADIUS)
    painter.end()
    return seen
