"""Completion of what is typed in a field to the names of known people."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QBitmap, QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionViewItem,
    QWidget,
)

from kinfolk.core.names import key, rank
from kinfolk.gui.base import theme
from kinfolk.gui.base.round_face import draw_face
from kinfolk.gui.base.shapes import fill_with, smooth
from kinfolk.gui.base.thumbs import Thumbs

Index = QModelIndex | QPersistentModelIndex

RADIUS = 8  # pixels of the list's corners, as in the style sheet
# Pixels: below the field, height at which the list is moved beside it, width, row and portrait
AWAY, LEAST, WIDE, ROW, PORTRAIT = 4, 120, 320, 36, 26


class NameCompleter(QCompleter):
    """List the known names that contain what is typed, in any case; best matches first.

    Enter belongs to the field as long as no name of the list is marked. With `at_once`, choosing a
    name also sends Enter to the field, for a field that stands alone. With `makes_way`, no list
    opens below a name that is complete, as the field says there whose name it is.
    """

    def __init__(
        self,
        field: QLineEdit,
        names: Sequence[str] = (),
        *,
        at_once: bool = False,
        makes_way: bool = False,
    ) -> None:
        self._names = QStringListModel(list(names), field)
        self._all = list(names)
        self._makes_way = makes_way
        self._above: QWidget | None = None  # the list is kept below this; None: as Qt does
        super().__init__(self._names, field)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field = field
        self._list = _Round()
        self._list.setObjectName("completions")
        self._list.setFont(theme.font(13))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(self._list)
        # Connected before Qt's own slot, which looks for matches
        field.textEdited.connect(self._on_edited)
        field.setCompleter(self)
        if at_once:
            self.activated.connect(self._on_activated)

    @property
    def is_open(self) -> bool:
        """Whether the list of names is open."""
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
        if part is None or not self.is_open:
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

    def show_portraits(self, thumbs: Thumbs, face_of: Callable[[str], str | None]) -> None:
        """Paint the portrait of each person in the list; `face_of` a name is that face."""
        self._list.setItemDelegate(_Faces(thumbs, face_of, self._list))
        thumbs.ready.connect(self._list.viewport().update)

    def set_names(self, names: Sequence[str]) -> None:
        """Replace the known names."""
        self._all = list(names)
        self._names.setStringList(self._all)

    def _on_edited(self, text: str) -> None:
        """Rank the names by what is typed, leaving out the name that is already complete."""
        there = key(text)
        others = (name for name in self._all if key(name) != there)
        ranked = sorted(others, key=lambda name: rank(name, text))
        if self._makes_way and len(ranked) < len(self._all):
            ranked = []
        if ranked != self._names.stringList():
            self._names.setStringList(ranked)

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


class _Faces(QStyledItemDelegate):
    """Paint a portrait before each name."""

    def __init__(
        self, thumbs: Thumbs, face_of: Callable[[str], str | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._thumbs, self._face_of = thumbs, face_of

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + PORTRAIT + 8, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QRect = option.rect
        painter.save()
        smooth(painter)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            fill_with(painter, theme.color("accent_soft"))
            painter.drawRoundedRect(row, 6, 6)
        circle = QRectF(row.left() + 8, row.center().y() - PORTRAIT / 2 + 1, PORTRAIT, PORTRAIT)
        draw_face(painter, circle, self._thumbs, self._face_of(index.data()))
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text"))
        room = row.adjusted(PORTRAIT + 16, 0, -8, 0)
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(index.data(), elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


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
    """Return a mask with rounded corners."""
    seen = QBitmap(size)
    seen.clear()
    painter = QPainter(seen)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.drawRoundedRect(0, 0, size.width() - 1, size.height() - 1, RADIUS, RADIUS)
    painter.end()
    return seen
