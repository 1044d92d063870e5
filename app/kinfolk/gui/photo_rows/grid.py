"""The view of the photos: any number of them, of which those that are seen are painted."""

from PySide6.QtCore import (
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
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.kept_pictures import KeptPictures
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.shapes import draw_ring
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import OUTSIDE, draw_heading
from kinfolk.gui.faces.tiled import Tiled
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.content import PhotoContent
from kinfolk.gui.photo_rows.delegate import RADIUS, draw_photo
from kinfolk.gui.photo_rows.layout import GAP, HEADING, HEIGHT, Layout
from kinfolk.gui.photo_rows.model import Index, PhotoModel
from kinfolk.gui.photo_rows.month import MonthSign
from kinfolk.gui.widgets.controls import keys_used, shows_focus

Select = QItemSelectionModel.SelectionFlag


class PhotoGrid(QAbstractItemView):
    """Photos are clicked, not selected."""

    opened = Signal(str)  # the photo that was clicked, or Enter

    def __init__(self, cards: PhotoCards, previews: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards, self._previews = cards, previews
        self._kept = KeptPictures(self)
        self._pressed = -1
        self._layout = Layout(HEIGHT, widths=(), sections=())
        self._tiled = Tiled(self, self._layout, shows_hand=True)
        self.photos = PhotoModel(cards.describe, self)
        self.setModel(self.photos)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setStyleSheet("PhotoGrid { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self._sign = MonthSign(self, self._section_title)
        cards.arrived.connect(self.viewport().update)
        previews.ready.connect(self._on_ready)

    def show_content(self, content: PhotoContent) -> None:
        """New photos; those one sees stay where they are, and so does the current one."""
        current, row, seen = self.current_id(), self.currentIndex().row(), self._tiled.first_seen()
        seen_id = self.photos.ids[seen[0]] if seen else ""
        self.photos.set_content(content)
        if row >= 0 and content.ids:
            here = self.photos.row_of(current or "")
            self._set_current(here if here >= 0 else min(row, len(content.ids) - 1))
        if seen is not None and (place := self.photos.row_of(seen_id)) >= 0:
            self._tiled.scroll_to(place, seen[1])

    def current_id(self) -> str | None:
        """The photo the keys are on."""
        index = self.currentIndex()
        return self.photos.ids[index.row()] if index.isValid() else None

    def go_to(self, asset_id: str) -> None:
        """The keys are on this photo; it is scrolled to unless it is seen."""
        row = self.photos.row_of(asset_id)
        if row >= 0:
            self._set_current(row)
            self.scrollTo(self.photos.index(row))

    def go_to_section(self, title: str) -> None:
        """The keys are on the first photo under this heading, which stands at the top."""
        first = 0
        for section in self.photos.sections:
            if section.title == title:
                self._set_current(first)
                self.verticalScrollBar().setValue(self._layout.top(first))
            first += section.count

    def _set_current(self, row: int) -> None:
        self.selectionModel().setCurrentIndex(self.photos.index(row), Select.NoUpdate)

    def _section_title(self) -> str:
        """Of what one sees first."""
        section = self._layout.section_at(self.verticalOffset() + HEADING)
        return section.title if section else ""

    # where everything lies

    def _lay_out(self) -> None:
        photos = self.photos
        width = self.viewport().width()
        self._layout = Layout(width, widths=photos.widths, sections=photos.sections)
        self._tiled.lie(self._layout, pitch=HEIGHT + GAP)

    def reset(self) -> None:
        super().reset()
        self._pressed = -1
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
        """Nothing is selected here."""

    # keys and pointer

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        page = max(1, self.viewport().height() // (HEIGHT + GAP))
        return self.photos.index(self._tiled.moved(self.currentIndex().row(), action, page=page))

    def open_current(self) -> bool:
        current = self.current_id()
        if current:
            self.opened.emit(current)
        return bool(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)
            keys_used(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.photos.ids:
            seen = self._tiled.first_seen()
            self._set_current(seen[0] if seen else 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._tiled.row_at(event.position().toPoint()) if left else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, pressed = self._tiled.row_at(event.position().toPoint()), self._pressed
        self._pressed = -1
        if row >= 0 and row == pressed:
            self._set_current(row)
            self.open_current()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first of both clicks has opened it."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # its ring reaches beyond the tile

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._sign.follow()

    def _on_ready(self, asset_id: str) -> None:
        row = self.photos.row_of(asset_id)
        if row >= 0:
            self.viewport().update(self.visualRect(self.photos.index(row)))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self.verticalOffset()
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        for y, section in self._layout.headings_in(top, bottom):
            line = QRect(OUTSIDE, y - offset, self._layout.room, HEADING)
            draw_heading(painter, line, section.title, section.detail)
        for row in self._layout.rows(top, bottom):
            self._draw_tile(painter, row, self._layout.tile(row).translated(0, -offset))

    def _draw_tile(self, painter: QPainter, row: int, tile: QRect) -> None:
        asset_id = self.photos.ids[row]
        card = self._cards.get(asset_id)
        # The names are there a moment later: without them it would be painted twice.
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
        if row == self.currentIndex().row() and shows_focus(self):
            around = area.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
            draw_ring(painter, around, theme.color("accent"), radius=RADIUS + OUTSIDE)

    def _side(self, row: int, tile: QRect) -> float:
        """How long the longer side of a photo has to be, so that it covers its tile."""
        natural = self.photos.widths[row]
        return max(HEIGHT, natural) * max(1.0, tile.width() / natural)


KEYS: KeyTable[PhotoGrid] = KeyTable(
    "Photos",
    Key(("Left",), "The photo before"),
    Key(("Right",), "The next photo"),
    Key(("Up",), "The row above"),
    Key(("Down",), "The row below"),
    Key(("PgUp",), "A page up"),
    Key(("PgDown",), "A page down"),
    Key(("Home",), "The first photo"),
    Key(("End",), "The last photo"),
    Key(("Return", "Enter"), "Show the photo", lambda grid: grid.open_current()),
)
