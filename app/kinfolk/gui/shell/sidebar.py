"""The sidebar: the search field, the sections with counts, saved searches and folders."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands, cap, key_tip
from kinfolk.gui.base.drag import Drop, FaceDrop
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box, fill_with, mirrored, smooth_painter
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

# Pixels; SPRING_MS is how long faces are held over a row before it opens.
WIDTH = 224
ROW = 35
SIGN = 14
STEP = 14  # a level of a tree
SPRING_MS = 600
HELD_MS = 300  # how long Ctrl is held before the keys are shown


@dataclass(frozen=True)
class SidebarEntry:
    """Hold a row for a folder or a saved search.

    `state` is a translated word, such as "away", or "". `sign` is an icon for it, shown where the
    word has no room beside the name. `depth` is 0 outside of a tree, 1 for its first level;
    `is_open` is None for a row that has none below it.
    """

    id: str
    name: str
    count: int | None  # None while not counted
    tip: str = ""
    state: str = ""
    sign: str = ""
    is_dim: bool = False
    depth: int = 0
    is_open: bool | None = None


class Row(QAbstractButton):
    """Show a row with a name and a count at the right edge; the current one is highlighted."""

    menu_wanted = Signal(QPoint)
    folded = Signal(bool)  # whether the user wants to see the rows below it

    def __init__(self, text: str, *, is_badged: bool = False) -> None:
        """`is_badged`: the count is something to do, so it is highlighted and 0 is not shown."""
        super().__init__()
        self.set_name(text)
        self.setCheckable(True)
        # Its button group does that; this tells screen readers that it is one of several
        self.setAutoExclusive(True)
        self.setFixedHeight(ROW)
        self._is_badged = is_badged
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count = 0
        self._count = ""
        self._mark = ""
        self._state = ""
        self._sign = ""
        self._is_dim = False
        self._depth = 0
        self.is_open: bool | None = None
        self._key = ""
        self._shows_key = False

    def set_key(self, name: str) -> None:
        """Name the key that leads here in the tip, and where `show_key` shows it."""
        self._key = name
        self.setToolTip(key_tip(name))

    def show_key(self, *, is_shown: bool) -> None:
        """Show the key in place of the count, or the count again."""
        if is_shown != self._shows_key:
            self._shows_key = is_shown
            self.update()

    def set_name(self, text: str) -> None:
        """Set the row's text, and its name for screen readers."""
        self.setText(text)
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        super().setText(plain_text.literal(text))

    def text(self) -> str:
        return plain_text.shown(super().text())

    def set_count(self, count: int | None) -> None:
        """Show a count, nothing for None; screen readers say it, too."""
        self.count = count or 0
        is_shown = count is not None and (count > 0 or not self._is_badged)
        text = words.number_text(self.count) if is_shown else ""
        if text != self._count:  # compared, because a scan counts after each of its writes
            self._count = text
            self.set_mark(self._mark)

    def set_mark(self, said: str) -> None:
        """Show an amber dot beside the count, with a text for screen readers; "" for none."""
        self._mark = said
        self._describe()

    def set_state(self, state: str, sign: str = "", *, dim: bool) -> None:
        """Show a word after the name, or its icon if there is no room; `dim` greys the name."""
        if (state, dim) != (self._state, self._is_dim):
            self._state, self._sign, self._is_dim = state, sign, dim
            self._describe()

    def set_place(self, depth: int, *, is_open: bool | None) -> None:
        """Show the row at this depth of a tree, with an arrow unless `is_open` is None."""
        if (depth, is_open) != (self._depth, self.is_open):
            self._depth, self.is_open = depth, is_open
            self._describe()

    def fold(self, is_open: bool) -> bool:
        """Ask for the rows below to be shown or hidden; return whether that changes anything."""
        is_new = self.is_open is (not is_open)
        if is_new:
            self.folded.emit(is_open)
        return is_new

    def _describe(self) -> None:
        """Tell screen readers the count, the mark and the state."""
        fold = {True: self.tr("open"), False: self.tr("closed"), None: ""}[self.is_open]
        parts = (self._count, self._mark, self._state, fold)
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 24, ROW)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
        # The menu takes the cursor, and Qt does not report where it is once the menu has closed.
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self.update()

    def step(self, by: int) -> None:
        """Move the keyboard to a row below or above; Tab would leave the rows."""
        top = self.window()
        rows = [each for each in top.findChildren(Row) if each.isVisible()]
        rows.sort(key=lambda each: each.mapTo(top, QPoint(0, 0)).y())
        place = min(max(0, rows.index(self) + by), len(rows) - 1)
        reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
        rows[place].setFocus(reason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On the arrow, show or hide the rows below instead of going to the row's page."""
        if self.is_open is not None and self._arrow.contains(event.position().toPoint()):
            self.fold(not self.is_open)
        else:
            super().mousePressEvent(event)

    @property
    def _arrow(self) -> QRect:
        return mirrored(self, QRect(STEP * self._depth - 16, 0, 24, self.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        current = self.isChecked()
        if current or self.underMouse():
            draw_box(painter, area, 8, theme.color("accent_soft", 1.0 if current else 0.55))
        line = self.rect().adjusted(10 + STEP * self._depth, 0, -10, 0)
        if self.is_open is not None:
            closed = "back" if self.isRightToLeft() else "forward"
            name = "chevron-down" if self.is_open else closed
            arrow = theme.pixmap(name, SIGN, theme.color("muted"), self.devicePixelRatioF())
            corner = self._arrow.center() - QPoint(SIGN // 2, SIGN // 2 - 1)
            painter.drawPixmap(corner, arrow)
        self._paint_count(painter, line)
        self._paint_name(painter, line, current=current)
        if shows_focus(self):
            draw_focus(painter, area, 8, inset=1)

    def _paint_count(self, painter: QPainter, line: QRect) -> None:
        """Draw the count, or the key, and shorten `line` by it."""
        if self._shows_key and self._key:
            self._paint_key(painter, line)
            return
        if self._is_badged and self._count:
            self._paint_badge(painter, line)
            return
        if self._mark:
            fill_with(painter, theme.color("amber"))
            dot = QRect(line.right() - 6, line.center().y() - 3, 7, 7)
            painter.drawEllipse(QRectF(mirrored(self, dot)))
            line.setRight(line.right() - 13)
        font, right = theme.font(13, theme.MEDIUM), Qt.AlignmentFlag.AlignRight
        used = write_line(painter, mirrored(self, line), self._count, font, "muted", side=right)
        line.setRight(line.right() - used - 10)

    def _paint_key(self, painter: QPainter, line: QRect) -> None:
        painter.setFont(theme.font(11, theme.SEMIBOLD))
        text = cap(self._key)
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        place = QRect(line.right() + 1 - width, line.center().y() - 9, width, 20)
        edge = theme.color("line")
        draw_box(painter, mirrored(self, place), 5, theme.color("surface"), edge=edge)
        painter.setPen(theme.color("text"))
        painter.drawText(mirrored(self, place), Qt.AlignmentFlag.AlignCenter, text)
        line.setRight(line.right() - width - 10)

    def _paint_badge(self, painter: QPainter, line: QRect) -> None:
        """Draw the count as a badge, and shorten `line` by it."""
        painter.setFont(theme.font(11, theme.SEMIBOLD))
        width = max(22, painter.fontMetrics().horizontalAdvance(self._count) + 16)
        place = QRect(line.right() + 1 - width, line.center().y() - 7, width, 16)
        pill = QRectF(mirrored(self, place)).translated(0, -0.5)
        draw_box(painter, pill, 8, theme.color("accent"))
        painter.setPen(theme.color("on_accent"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count)
        line.setRight(line.right() - width - 10)

    def _paint_name(self, painter: QPainter, line: QRect, *, current: bool) -> None:
        """Draw the name with its state, or with the icon of its state."""
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
    """Click a row over which faces are held for a moment, to let them be dropped on its page."""

    def __init__(self, target: QAbstractButton, words: str) -> None:
        super().__init__(target)
        self._timer = QTimer(self, singleShot=True, interval=SPRING_MS)
        self._timer.timeout.connect(target.click)
        # The row accepts faces, because Qt tells one that refuses them nothing about the cursor.
        # Dropping them on it does nothing.
        FaceDrop(
            target, offer=lambda carried, point: Drop(words, lambda: None), hover=self._on_hover
        )

    def _on_hover(self, point: QPoint | None) -> None:
        if point is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()


class SidebarEntries(QWidget):
    """Show a title with rows below it; hidden while there are no rows."""

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)
    folded = Signal(str, bool)  # the id of a row, and whether those below it are to be shown

    def __init__(self, title: str, group: QButtonGroup) -> None:
        super().__init__()
        self._group = group
        self.shown: list[SidebarEntry] = []
        self.rows: dict[str, Row] = {}
        self._lines = column(row(10, label(title, "section"), spacing=0), 6, spacing=0)
        self._lines.setContentsMargins(0, 0, 0, 20)
        self.setLayout(self._lines)
        self.hide()

    def show_entries(self, entries: list[SidebarEntry]) -> None:
        """Show these entries; a row stays as long as its id does, and keeps the keyboard."""
        if [(e.id, e.name) for e in entries] != [(e.id, e.name) for e in self.shown]:
            before = self.rows
            self.rows = {
                e.id: before.pop(e.id) if e.id in before else self._row(e) for e in entries
            }
            for each in before.values():
                self._lines.removeWidget(each)
                self._group.removeButton(each)
                each.deleteLater()
            for entry in entries:
                self.rows[entry.id].set_name(entry.name)
                self._lines.addWidget(self.rows[entry.id])  # moves one that is there already
            for one, other in pairwise(self.rows.values()):
                QWidget.setTabOrder(one, other)
        self.shown = entries
        for entry in entries:
            self.rows[entry.id].set_count(entry.count)
            self.rows[entry.id].set_place(entry.depth, is_open=entry.is_open)
            self.rows[entry.id].set_state(entry.state, entry.sign, dim=entry.is_dim)
            said = " · ".join(filter(None, (entry.tip or entry.name, entry.state)))
            self.rows[entry.id].setToolTip(plain_text.tip(said))
        self.setVisible(bool(entries))

    def _row(self, entry: SidebarEntry) -> Row:
        result = Row(entry.name)
        self._group.addButton(result)
        result.menu_wanted.connect(lambda at: self.menu_wanted.emit(entry.id, at))
        result.folded.connect(lambda is_open: self.folded.emit(entry.id, is_open))
        result.clicked.connect(lambda: self.chosen.emit(entry.id))
        return result


class Sidebar(QFrame):
    """Show where one can go; emit it, and the window goes there."""

    chosen = Signal(str)  # a section's key
    searched = Signal(str)  # the text of the search field for people
    menu_wanted = Signal(QPoint)  # the app's menu, at this global point

    def __init__(
        self,
        sections: dict[str, str],
        *,
        badged: Collection[str] = (),
        faceless: Collection[str] = (),
    ) -> None:
        """`sections` maps their keys to their texts; the counts of `badged` ones are things to do.

        Faces cannot be dropped on the pages of the `faceless` ones.
        """
        super().__init__()
        self._badged = badged
        self._faceless = (*badged, *faceless)
        self.setObjectName("sidebar")
        self.setFixedWidth(WIDTH)
        self._mark = QLabel()
        self._menu = IconButton("menu", self.tr("Menu"), clicked=self._on_menu)
        self.search = SearchField(self.tr("Search people"), "Ctrl+F")
        self.search.textChanged.connect(self.searched)
        self._search = QStackedWidget()
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._search.addWidget(self.search)
        self._group = QButtonGroup(self)
        self.sections = {key: self._section(key, text) for key, text in sections.items()}
        self.searches = SidebarEntries(self.tr("Saved searches"), self._group)
        self.folders = SidebarEntries(self.tr("Folders"), self._group)
        self._lay_out()
        self.show_mark()

    def add_photo_search(self, field: SearchField) -> None:
        """Take in the field for photos, in the same place."""
        self._search.addWidget(field)
        self.setTabOrder(self.search, field)  # Tab goes on from there to the sections

    def show_search(self, *, of_photos: bool) -> None:
        self._search.setCurrentIndex(int(of_photos))

    def start_search(self) -> None:
        """Move the keyboard to the search field for people."""
        self.search.setFocus()
        self.search.selectAll()

    def search_on(self, text: str) -> None:
        """Move the keyboard to that field with a letter that was typed elsewhere."""
        self.search.setFocus()
        self.search.insert(text)

    def show_mark(self) -> None:
        """Show the app's mark in the colours of the theme."""
        self._mark.setPixmap(theme.ring(22, self.devicePixelRatioF()))

    def show_current(self, key: str) -> None:
        """Mark a section, or a folder or search by its id, without going there."""
        row = self._rows().get(key)
        if row is not None:
            row.setChecked(True)

    def reveal_current(self) -> None:
        """Scroll to the row that is marked."""
        if (row := self._rows().get(self.current)) is not None:
            self._lists.ensureWidgetVisible(row, 0, 0)

    @property
    def current(self) -> str:
        """The key of the current section, or the id of the current folder or search.

        "" if there is none.
        """
        return next((key for key, row in self._rows().items() if row.isChecked()), "")

    def _rows(self) -> dict[str, Row]:
        return {**self.sections, **self.folders.rows, **self.searches.rows}

    def show_counts(self, counts: dict[str, int]) -> None:
        for key, count in counts.items():
            self.sections[key].set_count(count)

    def mark(self, key: str, said: str) -> None:
        """Show a dot beside a section's count, with a text for screen readers; "" for none."""
        self.sections[key].set_mark(said)

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
        search = row(12, self._search, 12, spacing=0)
        rows = column(*self.sections.values(), spacing=0)
        lists = QWidget()
        inside = column(
            rows, 20, self.searches, self.folders, None, spacing=0, margins=(12, 0, 12, 0)
        )
        lists.setLayout(inside)
        self._lists = scrolling(lists)
        self.setLayout(column(13, brand, 10, search, 13, self._lists, spacing=0))

    def _on_menu(self) -> None:
        self.menu_wanted.emit(self._menu.mapToGlobal(QPoint(0, self._menu.height() + 2)))


COMMANDS: Commands[Row] = Commands(
    "Sidebar",
    Command("Down", "Next row", lambda row: row.step(1)),
    Command("Up", "Previous row", lambda row: row.step(-1)),
    Command("Right", "Show the folders inside", lambda row: row.fold(True)),
    Command("Left", "Hide the folders inside", lambda row: row.fold(False)),
    Command("Return Enter Space", "Open the section", Row.click),
)


class HeldControl(QObject):
    """Show the keys in place of the counts once Ctrl alone was held for a moment."""

    def __init__(self, window: QWidget, rows: Collection[Row]) -> None:
        super().__init__(window)
        self._rows = rows
        self._timer = QTimer(self, singleShot=True, interval=HELD_MS)
        self._timer.timeout.connect(lambda: self._show(True))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() != Qt.Key.Key_Control:
                self._end()
            elif not event.isAutoRepeat():
                self._timer.start()
        elif event.type() in (QEvent.Type.KeyRelease, QEvent.Type.FocusOut):
            self._end()
        return False

    def _end(self) -> None:
        self._timer.stop()
        self._show(False)

    def _show(self, is_shown: bool) -> None:
        for each in self._rows:
            each.show_key(is_shown=is_shown)
