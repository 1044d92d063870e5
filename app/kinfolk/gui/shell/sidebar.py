"""The left edge: search, the sections with their counts, saved searches and folders."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QLabel,
    QWidget,
)

from kinfolk.gui.base import plain, theme, words
from kinfolk.gui.base.drag import Drop, FaceDrop
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.shapes import mirrored
from kinfolk.gui.widgets.controls import (
    IconButton,
    SearchField,
    column,
    draw_focus,
    label,
    row,
    scrolling,
    shows_focus,
)

WIDTH = 224
ROW = 35
SIGN = 14
SPRING_MS = 600


@dataclass(frozen=True)
class SidebarEntry:
    """A folder or a saved search; `state` is "", "away" or the like, translated.

    `sign` is its icon, for where the word has no room beside the name.
    """

    id: str
    name: str
    count: int | None  # null while nobody knows
    tip: str = ""
    state: str = ""
    sign: str = ""
    is_dim: bool = False


class Row(QAbstractButton):
    """A name with a count at the right edge; the current one lies on soft accent."""

    menu_wanted = Signal(QPoint)

    def __init__(
        self, text: str, *, is_badged: bool = False, parent: QWidget | None = None
    ) -> None:
        """`is_badged`: the count is something to do, and stands out; 0 is not shown."""
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # the group sees to that; so it is heard as one of several
        self.setFixedHeight(ROW)
        self._is_badged = is_badged
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count = 0
        self._count = ""
        self._mark = ""
        self._state = ""
        self._sign = ""
        self._is_dim = False

    def setText(self, text: str) -> None:
        super().setText(plain.literal(text))

    def text(self) -> str:
        return plain.shown(super().text())

    def set_count(self, count: int | None) -> None:
        """Shows how many, unless nobody knows; screen readers hear it too."""
        self.count = count or 0
        is_shown = count is not None and (count > 0 or not self._is_badged)
        text = words.number_text(self.count) if is_shown else ""
        if text != self._count:  # a scan counts after each of its writes
            self._count = text
            self.set_mark(self._mark)

    def set_mark(self, said: str) -> None:
        """An amber dot beside the count, which says this to those who hear it; "" for none."""
        self._mark = said
        self._describe()

    def set_state(self, state: str, sign: str = "", *, dim: bool) -> None:
        """A word after the name, or its icon for where there is no room; `dim`: it steps back."""
        if (state, dim) != (self._state, self._is_dim):
            self._state, self._sign, self._is_dim = state, sign, dim
            self._describe()

    def _describe(self) -> None:
        parts = (self._count, self._mark, self._state)
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 24, ROW)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
        # The menu has the pointer now, and Qt does not say where it is once that is closed.
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self.update()

    def step(self, by: int) -> None:
        """The keyboard goes to a row below or above; Tab would leave the rows."""
        top = self.window()
        rows = [each for each in top.findChildren(Row) if each.isVisible()]
        rows.sort(key=lambda each: each.mapTo(top, QPoint(0, 0)).y())
        place = min(max(0, rows.index(self) + by), len(rows) - 1)
        reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
        rows[place].setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        current = self.isChecked()
        if current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft", 1.0 if current else 0.55))
            painter.drawRoundedRect(area, 8, 8)
        line = self.rect().adjusted(10, 0, -10, 0)
        self._paint_count(painter, line)
        self._paint_name(painter, line, current=current)
        if shows_focus(self):
            draw_focus(painter, area, 8, inset=1)

    def _paint_count(self, painter: QPainter, line: QRect) -> None:
        if self._is_badged and self._count:
            self._paint_badge(painter, line)
            return
        if self._mark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("amber"))
            dot = QRect(line.right() - 6, line.center().y() - 3, 7, 7)
            painter.drawEllipse(QRectF(mirrored(self, dot)))
            line.setRight(line.right() - 13)
        painter.setFont(theme.font(13, theme.MEDIUM))
        painter.setPen(theme.color("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(mirrored(self, line), right, self._count)
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(self._count) - 10)

    def _paint_badge(self, painter: QPainter, line: QRect) -> None:
        painter.setFont(theme.font(11, theme.SEMIBOLD))
        width = max(22, painter.fontMetrics().horizontalAdvance(self._count) + 16)
        place = QRect(line.right() + 1 - width, line.center().y() - 7, width, 16)
        pill = QRectF(mirrored(self, place)).translated(0, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(pill, 8, 8)
        painter.setPen(theme.color("on_accent"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count)
        line.setRight(line.right() - width - 10)

    def _paint_name(self, painter: QPainter, line: QRect, *, current: bool) -> None:
        painter.setFont(theme.font(13, theme.SEMIBOLD if current else theme.REGULAR))
        token = "accent" if current else "muted" if self._is_dim else "text"
        painter.setPen(theme.color(token))
        metrics, line = painter.fontMetrics(), QRect(line)
        tail = f" · {self._state}" if self._state else ""
        has_room = metrics.horizontalAdvance(self.text() + tail) <= line.width()
        beside = 0 if has_room or not tail else SIGN + 6
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, line.width() - beside)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(mirrored(self, line), left, name)
        line.setLeft(line.left() + metrics.horizontalAdvance(name))
        if beside:
            place = QRect(line.left() + 6, line.center().y() - SIGN // 2, SIGN, SIGN)
            sign = theme.pixmap(self._sign, SIGN, theme.color("muted"), self.devicePixelRatioF())
            painter.drawPixmap(mirrored(self, place), sign)
        else:
            painter.setPen(theme.color("muted"))
            painter.drawText(mirrored(self, line), left, tail)


class SpringOpen(QObject):
    """Faces held over a row for a moment open it, so that they can be dropped on its page."""

    def __init__(self, target: QAbstractButton, words: str) -> None:
        super().__init__(target)
        self._timer = QTimer(self, singleShot=True, interval=SPRING_MS)
        self._timer.timeout.connect(target.click)
        # The row takes faces, since one that refuses them is not told of the pointer; a drop does
        # nothing.
        FaceDrop(
            target,
            offer=lambda carried, point: Drop(words, lambda: None),
            hover=self._on_hover,
        )

    def _on_hover(self, point: QPoint | None) -> None:
        if point is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()


class Entries(QWidget):
    """Rows under a title, which is there with them."""

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, title: str, group: QButtonGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = group
        self.shown: list[SidebarEntry] = []
        self.rows: dict[str, Row] = {}
        self._lines = column(row(10, label(title, "section"), spacing=0), 6, spacing=0)
        self._lines.setContentsMargins(0, 0, 0, 20)
        self.setLayout(self._lines)
        self.hide()

    def show_entries(self, entries: list[SidebarEntry]) -> None:
        """Rows are made anew only where there are others, or they are called otherwise."""
        if [(e.id, e.name) for e in entries] != [(e.id, e.name) for e in self.shown]:
            current = next((key for key, each in self.rows.items() if each.isChecked()), "")
            focused = next((key for key, each in self.rows.items() if each.hasFocus()), "")
            for each in self.rows.values():
                self._lines.removeWidget(each)
                self._group.removeButton(each)
                each.deleteLater()
            self.rows = {entry.id: self._row(entry) for entry in entries}
            for each in self.rows.values():
                self._lines.addWidget(each)
            if current in self.rows:
                self.rows[current].setChecked(True)
            if focused in self.rows:
                self.rows[focused].setFocus()
        self.shown = entries
        for entry in entries:
            self.rows[entry.id].set_count(entry.count)
            self.rows[entry.id].set_state(entry.state, entry.sign, dim=entry.is_dim)
            said = " · ".join(filter(None, (entry.tip or entry.name, entry.state)))
            self.rows[entry.id].setToolTip(plain.tip(said))
        self.setVisible(bool(entries))

    def _row(self, entry: SidebarEntry) -> Row:
        result = Row(entry.name)
        self._group.addButton(result)
        result.menu_wanted.connect(lambda at: self.menu_wanted.emit(entry.id, at))
        result.clicked.connect(lambda: self.chosen.emit(entry.id))
        return result


class Sidebar(QFrame):
    """Emits where to go; the window goes there."""

    chosen = Signal(str)  # a section's key
    searched = Signal(str)
    menu_wanted = Signal(QPoint)  # the app's menu, at this global point

    def __init__(
        self,
        sections: dict[str, str],
        *,
        badged: Collection[str] = (),
        passing: Collection[str] = (),
        faceless: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`sections` by key; the counts of `badged` ones are things to do.

        Those that are `passing` are there while they count something, or are the current one. On
        the pages of those that are `faceless` no faces can be dropped.
        """
        super().__init__(parent)
        self._badged = badged
        self._passing = passing
        self._faceless = (*badged, *passing, *faceless)
        self.setObjectName("sidebar")
        self.setFixedWidth(WIDTH)
        self._mark = QLabel()
        self._menu = IconButton("menu", self.tr("Menu"), clicked=self._on_menu)
        self.search = SearchField(self.tr("Search people"), "Ctrl+F")
        self.search.textChanged.connect(self.searched)
        self._group = QButtonGroup(self)
        self.sections = {key: self._section(key, text) for key, text in sections.items()}
        self.searches = Entries(self.tr("Saved searches"), self._group)
        self.folders = Entries(self.tr("Folders"), self._group)
        self._lay_out()
        self.show_mark()

    def start_search(self) -> None:
        """The keyboard goes to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def search_on(self, text: str) -> None:
        """Go to the search field and begin with a letter that was typed elsewhere."""
        self.search.setFocus()
        self.search.insert(text)

    def show_mark(self) -> None:
        """The ring in the colours of now."""
        self._mark.setPixmap(theme.ring(22, self.devicePixelRatioF()))

    def show_current(self, key: str) -> None:
        """Marks a section, or a folder or a search by its id, without going there."""
        row = self._rows().get(key)
        if row is not None:
            row.setChecked(True)
        self._show_passing()

    @property
    def current(self) -> str:
        """The section, the folder or the search that is marked, "" for none."""
        return next((key for key, row in self._rows().items() if row.isChecked()), "")

    def _rows(self) -> dict[str, Row]:
        return {**self.sections, **self.folders.rows, **self.searches.rows}

    def show_counts(self, counts: dict[str, int]) -> None:
        """How many there are in each section."""
        for key, count in counts.items():
            self.sections[key].set_count(count)
        self._show_passing()

    def mark(self, key: str, said: str) -> None:
        """A dot beside a section's count, and what it says; "" for none."""
        self.sections[key].set_mark(said)

    def _show_passing(self) -> None:
        for key in self._passing:
            section = self.sections[key]
            section.setVisible(section.count > 0 or section.isChecked())

    def _section(self, key: str, text: str) -> Row:
        result = Row(text, is_badged=key in self._badged)
        self._group.addButton(result)
        result.clicked.connect(lambda: self.chosen.emit(key))
        if key not in self._faceless:
            SpringOpen(result, self.tr("Hold here to open {}").format(text))
        return result

    def _lay_out(self) -> None:
        name = label("Kinfolk", "heading")
        name.setFont(theme.font(15, theme.BOLD))
        brand = row(20, self._mark, 8, name, None, self._menu, 12, spacing=0)
        search = row(16, self.search, 16, spacing=0)
        rows = column(*self.sections.values(), spacing=0)
        lists = QWidget()
        inside = column(rows, 20, self.searches, self.folders, None, spacing=0)
        inside.setContentsMargins(12, 0, 12, 0)
        lists.setLayout(inside)
        whole = column(13, brand, 10, search, 13, scrolling(lists), spacing=0)
        self.setLayout(whole)

    def _on_menu(self) -> None:
        self.menu_wanted.emit(self._menu.mapToGlobal(QPoint(0, self._menu.height() + 2)))


KEYS: KeyTable[Row] = KeyTable(
    "Sidebar",
    Key(("Down",), "Next row", lambda row: row.step(1), repeats=True),
    Key(("Up",), "Previous row", lambda row: row.step(-1), repeats=True),
    Key(("Return", "Enter", "Space"), "Open the section", lambda row: row.click()),
)
