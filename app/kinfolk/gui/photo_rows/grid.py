"""The grid of photos in rows under headings; only visible ones are painted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QToolTip, QWidget

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.kept_pictures import KeptPictures
from kinfolk.gui.base.shapes import draw_ring
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import OUTSIDE, draw_heading, heading_texts
from kinfolk.gui.faces.tiled import Tiled
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.content import PhotoContent
from kinfolk.gui.photo_rows.delegate import RADIUS, draw_photo
from kinfolk.gui.photo_rows.layout import GAP, HEADING, HEIGHT, RowLayout
from kinfolk.gui.photo_rows.model import Index, PhotoModel
from kinfolk.gui.photo_rows.month import MonthSign
from kinfolk.gui.widgets.controls import keys_used, menu_place, shows_focus

Select = QItemSelectionModel.SelectionFlag
Cursor = QAbstractItemView.CursorAction
_SPOT = 20  # pixels of the tick that says


class PhotoGrid(QAbstractItemView):
    """An item view of photos: a click opens one, Ctrl and Shift select.

    While anything is selected, a plain click selects, too.
    """

    opened = Signal(str)  # asset id, by a click or Enter
    selection_changed = Signal()
    date_wanted = Signal()  # of the selected photos, or else the current one
    show_wanted = Signal()  # of the selected photos, or else all, as the next two
    copy_wanted = Signal()
    pdf_wanted = Signal()
    menu_wanted = Signal(QPoint)  # global position; by the right button or the menu key

    def __init__(self, cards: PhotoCards, previews: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards, self._previews = cards, previews
        self._kept = KeptPictures(self)
        self._pressed = -1
        self._is_asked_about = False  # a sheet with the keyboard asks about the current photo
        self._anchor = -1  # row from which Shift selects, -1 for none
        self._layout = RowLayout(HEIGHT, widths=(), sections=())
        self._tiled = Tiled(self, self._layout, shows_hand=True)
        self.photos = PhotoModel(cards.describe, self)
        self.setModel(self.photos)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._sign = MonthSign(self, self._section_title)
        cards.arrived.connect(self.viewport().update)
        previews.ready.connect(self._on_ready)

    def show_content(self, content: PhotoContent) -> None:
        """Replace the contents; visible photos keep their place, and the current one stays."""
        current, row, seen = self.current_id(), self.currentIndex().row(), self._tiled.first_seen()
        seen_id = self.photos.ids[seen[0]] if seen else ""
        selected = self.selected_ids()
        self.photos.set_content(content)
        self._select(sorted(here for each in selected if (here := self.photos.row_of(each)) >= 0))
        if row >= 0 and content.ids:
            here = self.photos.row_of(current or "")
            self._set_current(here if here >= 0 else min(row, len(content.ids) - 1))
        if seen is not None and (place := self.photos.row_of(seen_id)) >= 0:
            self._tiled.scroll_to(place, seen[1])
        if self.hasFocus():
            self._begin()

    def current_id(self) -> str | None:
        """Return the current photo's id, or None."""
        index = self.currentIndex()
        return self.photos.ids[index.row()] if index.isValid() else None

    def selected_ids(self) -> list[str]:
        """Return the selected ids, in the order of the grid."""
        return [self.photos.ids[row] for row in self._tiled.selected()]

    def chosen_ids(self) -> list[str]:
        """Return the selected ids, or else the current one."""
        current = self.current_id()
        return self.selected_ids() or ([current] if current else [])

    def select_all(self) -> None:
        """Select all photos."""
        self._select(range(self._layout.total))

    def select_none(self) -> bool:
        """Clear the selection; return whether anything was selected."""
        was_selected = self.selectionModel().hasSelection()
        self.selectionModel().clearSelection()
        return was_selected

    def go_to(self, asset_id: str) -> None:
        """Make this photo the current one, and scroll to it unless it is visible."""
        row = self.photos.row_of(asset_id)
        if row >= 0:
            self._set_current(row)
            self.scrollTo(self.photos.index(row))

    def go_to_section(self, title: str) -> None:
        """Scroll to this heading and make the first photo under it the current one."""
        first = 0
        for section in self.photos.sections:
            if section.title == title:
                self._set_current(first)
                self.verticalScrollBar().setValue(self._layout.top(first))
            first += section.count

    def _set_current(self, row: int) -> None:
        self.selectionModel().setCurrentIndex(self.photos.index(row), Select.NoUpdate)

    def _section_title(self) -> str:
        """Return the title of the first visible section."""
        section = self._layout.section_at(self.verticalOffset() + HEADING)
        return section.title if section else ""

    # where everything lies

    def _lay_out(self) -> None:
        """Compute the layout for the current width and contents."""
        photos = self.photos
        width = self.viewport().width()
        self._layout = RowLayout(width, widths=photos.widths, sections=photos.sections)
        self._tiled.lie(self._layout, pitch=HEIGHT + GAP)

    def reset(self) -> None:
        super().reset()
        self._pressed = self._anchor = -1
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width():
            self.updateGeometries()
            return
        seen = self._tiled.first_seen()
        self._lay_out()
        if seen is not None:
            self._tiled.scroll_to(*seen)

    def updateGeometries(self) -> None:
        self._tiled.fit()
        super().updateGeometries()

    def visualRect(self, index: Index) -> QRect:
        return self._tiled.rect(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:
        return self.photos.index(self._tiled.row_at(point))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        self._tiled.reveal(index.row(), hint)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self._tiled.offset

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Do nothing: Qt's own selecting would take the click that opens a photo."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()  # rings reach beyond the tiles that Qt repaints
        self.selection_changed.emit()

    def toggle(self, row: int) -> None:
        """Select a photo, or deselect it."""
        self._set_current(row)
        self._anchor = row
        self.selectionModel().select(self.photos.index(row), Select.Toggle)

    def select_to(self, row: int) -> None:
        """Select from the photo selected last, or else the current one, up to this row."""
        if self._anchor < 0 or not self.selectionModel().hasSelection():
            self._anchor = max(0, self.currentIndex().row())
        self._set_current(row)
        self._select(range(min(self._anchor, row), max(self._anchor, row) + 1))

    def _select(self, rows: Sequence[int]) -> None:
        """Select exactly these rows."""
        self.selectionModel().select(self._tiled.selection(rows), Select.ClearAndSelect)

    def select_further(self, action: Cursor) -> None:
        """Move the current photo by this cursor action, and select all photos on the way."""
        after = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        self.select_to(after.row())
        self.scrollTo(after)

    # keys and pointer

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        page = max(1, self.viewport().height() // (HEIGHT + GAP))
        return self.photos.index(self._tiled.moved(self.currentIndex().row(), action, page=page))

    def toggle_current(self) -> None:
        """Select or deselect the current photo."""
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
        self._begin()

    def _begin(self) -> None:
        """Make the first visible photo the current one, unless there is a current one."""
        if not self.currentIndex().isValid() and self.photos.ids:
            seen = self._tiled.first_seen()
            self._set_current(seen[0] if seen else 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._tiled.row_at(event.position().toPoint()) if left else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the clicked photo; with Ctrl, Shift or a selection, select it."""
        row, pressed = self._tiled.row_at(event.position().toPoint()), self._pressed
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
            self._set_current(row)
            self.open_current()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.select_none()
        self._set_current(index.row())
        self.menu_wanted.emit(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: the first of the two clicks has opened the photo."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # its ring reaches beyond the tile that Qt repaints

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._sign.follow()

    def _on_ready(self, asset_id: str) -> None:
        row = self.photos.row_of(asset_id)
        if row >= 0:
            self.viewport().update(self.visualRect(self.photos.index(row)))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a heading in full as a tip where it is cut off."""
        is_tip = event.type() == QEvent.Type.ToolTip
        if isinstance(event, QHelpEvent) and is_tip and (tip := self._cut_heading(event.pos())):
            QToolTip.showText(event.globalPos(), plain_text.tip(tip), self.viewport())
            return True
        return super().viewportEvent(event)

    def _cut_heading(self, point: QPoint) -> str:
        """Return the full heading at a point of the viewport, "" if it is not cut off."""
        y = point.y() + self.verticalOffset()
        for place, section in self._layout.headings_in(y, y):
            if self._tiled.placed(place).contains(point):
                known = (section.title, section.detail, section.where)
                whole = section.title, " · ".join(filter(None, (section.where, section.detail)))
                return "" if heading_texts(place.width(), *known) == whole else "\n".join(whole)
        return ""

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("background"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self.verticalOffset()
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        for place, section in self._layout.headings_in(top, bottom):
            line = self._tiled.placed(place)
            draw_heading(painter, line, section.title, section.detail, section.where)
        for row in self._layout.rows(top, bottom):
            self._draw_tile(painter, row, self._tiled.rect(row))

    def _draw_tile(self, painter: QPainter, row: int, tile: QRect) -> None:
        """Draw a tile.

        The photo and its card come from a cached picture, states are drawn over it.
        """
        asset_id = self.photos.ids[row]
        card = self._cards.get(asset_id)
        # The image waits for the card, since otherwise the tile would be painted twice.
        side = self._side(row, tile) * painter.device().devicePixelRatio()
        image = self._previews.image(asset_id, round(side)) if card else None
        self._kept.draw(
            painter,
            tile,
            asset_id,
            at_once=f"{asset_id}/{theme.tokens().background}",
            soon=f"{image.cacheKey() if image else 0}/{hash(card)}",
            draw=lambda kept: draw_photo(kept, tile, image, card),
        )
        area = QRectF(tile)
        if row == self._tiled.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface", 0.14))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        if self.selectionModel().isSelected(self.photos.index(row)):
            _draw_selected(painter, area)
        if row == self.currentIndex().row() and (shows_focus(self) or self._is_asked_about):
            around = area.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
            draw_ring(painter, around, theme.color("accent"), radius=RADIUS + OUTSIDE)

    def _side(self, row: int, tile: QRect) -> float:
        """Return the longer side, in pixels, that the photo has when it fills its tile."""
        natural = self.photos.widths[row]
        return max(HEIGHT, natural) * max(1.0, tile.width() / natural)


def _draw_selected(painter: QPainter, area: QRectF) -> None:
    """Draw a ring and a tick, because colour alone is not visible to everybody."""
    accent = theme.color("accent")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent", 0.18))
    painter.drawRoundedRect(area, RADIUS, RADIUS)
    draw_ring(painter, area.adjusted(1, 1, -1, -1), accent, radius=RADIUS - 1)
    spot = QRectF(area.left() + 8, area.top() + 8, _SPOT, _SPOT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawEllipse(spot)
    theme.icon("check", "on_accent").paint(painter, spot.adjusted(4, 4, -4, -4).toRect())


def _further(action: Cursor) -> Callable[[PhotoGrid], None]:
    """Return the function for a key that extends the selection by this cursor action."""
    return lambda grid: grid.select_further(action)


COMMANDS: Commands[PhotoGrid] = Commands(
    "Photos",
    Command(("Left",), "Previous photo"),
    Command(("Right",), "Next photo"),
    Command(("Up",), "Row above"),
    Command(("Down",), "Row below"),
    Command(("PgUp",), "Page up"),
    Command(("PgDown",), "Page down"),
    Command(("Home",), "First photo"),
    Command(("End",), "Last photo"),
    Command(("Return", "Enter"), "Show photo", lambda grid: grid.open_current()),
    Command(("Ctrl+Space",), "Select or deselect the photo", lambda grid: grid.toggle_current()),
    Command(
        ("Shift+Left",),
        "Extend the selection to the previous photo",
        _further(Cursor.MoveLeft),
        repeats=True,
    ),
    Command(
        ("Shift+Right",),
        "Extend the selection to the next photo",
        _further(Cursor.MoveRight),
        repeats=True,
    ),
    Command(
        ("Shift+Up",),
        "Extend the selection to the row above",
        _further(Cursor.MoveUp),
        repeats=True,
    ),
    Command(
        ("Shift+Down",),
        "Extend the selection to the row below",
        _further(Cursor.MoveDown),
        repeats=True,
    ),
    Command(("D",), "Set the date", lambda grid: grid.ask_for_date()),
    Command(("S",), "Slide show", lambda grid: grid.show_wanted.emit()),
    Command(("C",), "Copy photos to a folder", lambda grid: grid.copy_wanted.emit()),
    Command(("P",), "Create a contact sheet (PDF)", lambda grid: grid.pdf_wanted.emit()),
    Command(("Ctrl+A",), "Select all photos", lambda grid: grid.select_all()),
    Command(("Esc",), "Clear selection", lambda grid: grid.select_none()),
)
