"""The list below the search field of the sidebar, with what photos can be searched for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.painted_text import write_found, write_line
from kinfolk.gui.base.shapes import draw_box, draw_face, smooth
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photos.search_suggestions import SearchOffer
from kinfolk.gui.widgets.controls import Panel, label
from kinfolk.gui.widgets.rows_model import Index, RowsModel

# Pixels: least and most width, height of a row, side of a face or an icon, room below the list.
WIDTH, WIDEST, ROW, FACE, ICON, BELOW = 208, 480, 48, 32, 16, 12
BESIDE, AROUND = FACE + 16, 20  # pixels beside the text of a row, and beside the rows
OFFER = Qt.ItemDataRole.UserRole + 1  # item role of the SearchOffer itself


class OfferList(Panel):
    """List offers with one of them marked; the keyboard stays in the field."""

    chosen = Signal(object)  # the SearchOffer that was clicked
    changed = Signal()  # it has other offers, or none

    def __init__(self, thumbs: Thumbs, field: QWidget) -> None:
        """It opens below `field`, inside of its own parent, and is as wide as its offers need."""
        super().__init__(field, padding=5)
        self._field = field
        self._model = _Offers()
        self._list = QListView()
        self._list.setModel(self._model)
        self._rows = _Rows(thumbs, self._list)
        self._list.setItemDelegate(self._rows)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Search suggestions"))
        self._nothing = label(self.tr("No matches"), tone="muted")
        self._nothing.setContentsMargins(8, 6, 8, 6)
        self.body.addWidget(self._list)
        self.body.addWidget(self._nothing)
        self._list.clicked.connect(lambda index: self.chosen.emit(index.data(OFFER)))
        thumbs.ready.connect(self._list.viewport().update)
        self.hide()

    @property
    def offers(self) -> Sequence[SearchOffer]:
        """The offers, empty while the list is hidden."""
        return self._model.rows if self.isVisible() else ()

    def show_offers(self, offers: Sequence[SearchOffer], typed: str, *, is_asked: bool) -> None:
        """Show these offers with the first one marked, and the typed letters in bold.

        With `is_asked` an empty list says that there is no match.
        """
        within = self.parentWidget()
        assert within is not None
        at = self._field.mapTo(within, QPoint(0, self._field.height() + 4))
        room = within.height() - at.y() - 2 * BELOW
        bold = QFontMetrics(theme.font(13, QFont.Weight.Bold))
        longest = max((bold.horizontalAdvance(each.text) for each in offers), default=0)
        self.setFixedWidth(min(max(WIDTH, longest + BESIDE + 8 + AROUND), WIDEST))
        self._rows.typed = typed
        self._model.replace(offers)
        self._list.setVisible(bool(offers))
        self._nothing.setVisible(is_asked and not offers)
        self._list.setFixedHeight(min(ROW * len(offers), room))
        self._list.setCurrentIndex(self._model.index(0))
        self.adjustSize()
        self.move(at.x() - (WIDTH - self._field.width()) // 2, at.y())
        self.raise_()
        self.setVisible(bool(offers) or is_asked)
        self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.changed.emit()

    def current(self) -> SearchOffer | None:
        found: SearchOffer | None = self._list.currentIndex().data(OFFER)
        return found

    def mark(self, offer: SearchOffer | None) -> None:
        if offer in self.offers:
            self._list.setCurrentIndex(self._model.index(self.offers.index(offer)))

    def step(self, by: int) -> None:
        """Mark the next offer, or the one before."""
        at = self._list.currentIndex().row() + by
        self._list.setCurrentIndex(self._model.index(min(max(0, at), len(self.offers) - 1)))


class _Offers(RowsModel[SearchOffer]):
    """Hold the offers of the list."""

    def said(self, row: int, role: int) -> Any:
        offer = self.rows[row]
        if role == OFFER:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (offer.text, offer.detail) if part)
        return None


class _Rows(QStyledItemDelegate):
    """Paint an offer: a face or an icon, its text, and a detail below."""

    typed = ""  # letters that are bold

    def __init__(self, thumbs: Thumbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - AROUND, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: SearchOffer = index.data(OFFER)
        area: QRect = option.rect
        painter.save()
        smooth(painter)
        marked = option.state & QStyle.StateFlag.State_Selected
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, area, 8, theme.color("accent_soft", 1.0 if marked else 0.55))
        self._paint_sign(painter, area, offer)
        text = area.adjusted(BESIDE, 6, -8, -6)
        if offer.detail:
            below = text.adjusted(0, text.height() // 2, 0, 0)
            write_line(painter, below, offer.detail, theme.font(12), "muted")
            text.setHeight(text.height() // 2)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text"))
        # Both ends of a path say more than its middle
        write_found(painter, text, offer.text, self.typed, cut=Qt.TextElideMode.ElideMiddle)
        painter.restore()

    def _paint_sign(self, painter: QPainter, area: QRect, offer: SearchOffer) -> None:
        circle = QRectF(area.left() + 8, area.center().y() - FACE / 2 + 1, FACE, FACE)
        if offer.person is not None:
            draw_face(painter, circle, self._thumbs, offer.person.effective_face_id)
            return
        name = "folder" if offer.clause.folder else "search"
        ratio = painter.device().devicePixelRatioF()
        sign = theme.pixmap(name, ICON, theme.color("muted"), ratio)
        painter.drawPixmap(circle.center().toPoint() - QPoint(ICON // 2, ICON // 2), sign)
