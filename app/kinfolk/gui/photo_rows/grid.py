"""The grid of photos in rows under headings."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication

from kinfolk.core.photos.photo_search import FoundPhoto
from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.delegate import PhotoDelegate
from kinfolk.gui.photo_rows.rail import MonthSign, RailMark, YearRail
from kinfolk.gui.tiles.layout import TileHeading
from kinfolk.gui.tiles.model import TileContent, TileModel, TileSection
from kinfolk.gui.tiles.rows import HEADING, RowLayout, natural_width
from kinfolk.gui.tiles.view import Cursor, Select, TileView
from kinfolk.gui.widgets.controls import keys_used, menu_place, shows_focus


class PhotoGrid(TileView):
    """Show photos: a click opens one, Ctrl and Shift select.

    While anything is selected, a plain click selects, too.
    """

    opened = Signal(str)  # asset id, by a click or Enter
    menu_wanted = Signal(QPoint)  # global position; by the right button or the menu key
    heading_menu_wanted = Signal(object, QPoint)  # a TileHeading, and a global position
    date_wanted = Signal()  # of the selected photos, or else the current one
    show_wanted = Signal()  # of the selected photos, or else all, as the next two
    copy_wanted = Signal()
    pdf_wanted = Signal()

    HAND = Qt.CursorShape.PointingHandCursor
    OPENS_HEADINGS = True

    def __init__(self, cards: PhotoCards, previews: Thumbs) -> None:
        photos = TileModel(cards.describe)
        self._rail = YearRail()  # before the tiles are laid out
        super().__init__(photos, RowLayout, previews)
        photos.setParent(self)
        self.photos = photos
        self._pressed = -1
        self._is_asked_about = False  # a sheet with the keyboard asks about the current photo
        self._anchor = -1  # row from which Shift selects, -1 for none
        self.setItemDelegate(PhotoDelegate(photos, cards, previews, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setVerticalScrollBar(self._rail)
        self._sign = MonthSign(self, self._rail, self._title_at)
        self._rail.pointed.connect(self._sign.follow)
        cards.arrived.connect(self.viewport().update)

    def show_content(self, content: TileContent) -> None:
        """Replace the contents; see `keeping_place`."""
        with self.keeping_place():
            self.photos.set_content(content)
        if self.hasFocus():
            self.begin()

    def chosen_ids(self) -> list[str]:
        """Return the selected ids; if none is selected, the current one."""
        current = self.current_id()
        return self.selected_ids() or ([current] if current else [])

    def select_all(self) -> None:
        self.select(range(self._layout.total))

    def select(self, rows: range) -> None:
        self._select(rows)

    def select_none(self) -> bool:
        """Clear the selection; return whether anything was selected."""
        was_selected = self.selectionModel().hasSelection()
        self.selectionModel().clearSelection()
        return was_selected

    def go_to(self, asset_id: str) -> None:
        """Make this photo the current one, and scroll to it unless it is visible."""
        row = self.photos.row_of(asset_id)
        if row >= 0:
            self.set_current(row)
            self.scrollTo(self.photos.index(row))

    def go_to_section(self, title: str) -> None:
        """Scroll to this heading and make the first photo under it the current one."""
        for heading in self._layout.headings:
            if heading.section.title == title:
                self._begin_at(heading.first)

    def current_heading(self) -> TileHeading | None:
        row = self.currentIndex().row()
        return next((each for each in self._layout.headings if row in each.rows), None)

    def _begin_at(self, row: int) -> None:
        """Make this photo the current one, right below its heading at the top."""
        self.set_current(row)
        self.verticalScrollBar().setValue(self._layout.top(row))

    def go_on(self, *, by_year: bool, is_back: bool) -> None:
        """Go to where the next month or folder begins, or the next year, or the one before."""
        row, headings = self.currentIndex().row(), self._layout.headings
        if by_year:
            years = groupby(headings, key=lambda heading: heading.section.year)
            headings = [next(group) for _, group in years]
        starts = [each.first for each in headings]
        found = [each for each in starts if (each < row if is_back else each > row)]
        if found:
            self._begin_at(found[-1 if is_back else 0])

    def _title_at(self, y: int) -> str:
        """Return the title of the first section that is visible when scrolled to `y`."""
        headings = self._layout.staying(y + HEADING) or self._layout.headings
        return headings[0].section.title if headings else ""

    def _lie(self) -> None:
        super()._lie()
        before = self._rail.sizeHint().width()
        self._rail.show_marks(RailMark(each.y, each.section.year) for each in self._layout.headings)
        if self._rail.sizeHint().width() != before:  # the bar itself would not tell the view
            QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def reset(self) -> None:
        super().reset()
        self._pressed = self._anchor = -1

    def toggle(self, row: int) -> None:
        self.set_current(row)
        self._anchor = row
        self.selectionModel().select(self.photos.index(row), Select.Toggle)

    def select_to(self, row: int) -> None:
        """Select from the photo selected last, or else the current one, up to this row."""
        if self._anchor < 0 or not self.selectionModel().hasSelection():
            self._anchor = max(0, self.currentIndex().row())
        self.set_current(row)
        self._select(range(min(self._anchor, row), max(self._anchor, row) + 1))

    def select_further(self, action: Cursor) -> None:
        """Move the current photo by this cursor action, and select all photos on the way."""
        after = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        self.select_to(after.row())
        self.scrollTo(after)

    # keys and pointer

    def toggle_current(self) -> None:
        if self.currentIndex().isValid():
            self.toggle(self.currentIndex().row())

    def ask_for_date(self) -> None:
        """Scroll to the current photo, so that the user sees it, and ask for a date."""
        self.scrollTo(self.currentIndex())
        self._is_asked_about = True
        self.date_wanted.emit()

    def open_current(self) -> bool:
        """Open the current photo; return whether there is one."""
        current = self.current_id()
        if current:
            self.opened.emit(current)
        return bool(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys_used(self)
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_asked_about = False
        self.begin()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, left = event.position().toPoint(), event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._row_at(point) if left else -1
        if left and (heading := self.heading_at(point)):
            below = self._placed(heading.rect).bottomLeft()
            self.heading_menu_wanted.emit(heading, self.viewport().mapToGlobal(below))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the clicked photo; with Ctrl, Shift or a selection, select it."""
        row, pressed = self._row_at(event.position().toPoint()), self._pressed
        self._pressed = -1
        if row < 0 or row != pressed:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.select_to(row)
        elif (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
            or self.selectionModel().hasSelection()
        ):
            self.toggle(row)
        else:
            self.set_current(row)
            self.open_current()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if is_mouse and (heading := self.heading_at(event.pos())):
            self.heading_menu_wanted.emit(heading, at)
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.select_none()
        self.set_current(index.row())
        self.menu_wanted.emit(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: the first of the two clicks has opened the photo."""

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._sign.follow(self.verticalOffset())

    @property
    def frames_current(self) -> bool:
        return self._is_asked_about or shows_focus(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), theme.color("background"))
        super().paintEvent(event)


def photo_content(listed: Sequence[FoundPhoto], sections: Iterable[TileSection]) -> TileContent:
    """Return the content of a listing; for any thread."""
    widths = (natural_width(each.width, each.height) for each in listed)
    return TileContent.of((each.id for each in listed), sections, widths)


def _further(action: Cursor) -> Callable[[PhotoGrid], None]:
    """Return the function for a key that extends the selection by this cursor action."""
    return lambda grid: grid.select_further(action)


def _on(*, by_year: bool, is_back: bool = False) -> Callable[[PhotoGrid], None]:
    """Return the function for a key that goes to where another month or year begins."""
    return lambda grid: grid.go_on(by_year=by_year, is_back=is_back)


COMMANDS: Commands[PhotoGrid] = Commands(
    "Photos",
    Command("Return Enter", "Show photo", PhotoGrid.open_current, hint="show photo"),
    Command("Left", "Previous photo", hint=lambda grid: grid.tr("move"), cap="Arrows"),
    Command("Right", "Next photo"),
    Command("Up", "Row above"),
    Command("Down", "Row below"),
    Command("Home", "First photo", hint="first"),
    Command("End", "Last photo", hint="last"),
    Command("PgUp", "Page up"),
    Command("PgDown", "Page down"),
    Command("Ctrl+Down", "Next month or folder", _on(by_year=False)),
    Command("Ctrl+Up", "Previous month or folder", _on(by_year=False, is_back=True)),
    Command("Ctrl+PgDown", "Next year", _on(by_year=True)),
    Command("Ctrl+PgUp", "Previous year", _on(by_year=True, is_back=True)),
    Command("D", "Set the date", PhotoGrid.ask_for_date, hint="date"),
    Command("S", "Slide show", lambda grid: grid.show_wanted.emit(), hint="slide show"),
    Command("C", "Copy photos to a folder", lambda grid: grid.copy_wanted.emit(), hint="copy"),
    Command("Ctrl+P", "Create a contact sheet (PDF)", lambda grid: grid.pdf_wanted.emit()),
    Command("Ctrl+Space", "Select or deselect the photo", PhotoGrid.toggle_current),
    Command("Shift+Left", "Extend the selection to the previous photo", _further(Cursor.MoveLeft)),
    Command("Shift+Right", "Extend the selection to the next photo", _further(Cursor.MoveRight)),
    Command("Shift+Up", "Extend the selection to the row above", _further(Cursor.MoveUp)),
    Command("Shift+Down", "Extend the selection to the row below", _further(Cursor.MoveDown)),
    Command("Ctrl+A", "Select all photos", PhotoGrid.select_all),
    Command("Esc", "Clear selection", PhotoGrid.select_none),
)
