"""The list below the photo search with what can be asked for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.round_face import draw_face
from kinfolk.gui.base.shapes import fill_with, smooth
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photos.search_suggestions import SearchOffer
from kinfolk.gui.widgets.controls import Panel, label

# Pixels: width, height of a row, side of a face.
WIDTH, ROW, FACE = 320, 36, 24
# Item role of the SearchOffer itself.
OFFER = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class OfferList(Panel):
    """List offers with one of them marked; the keyboard stays in the field."""

    chosen = Signal(object)  # the SearchOffer that was clicked

    def __init__(self, thumbs: Thumbs, parent: QWidget) -> None:
        super().__init__(parent, padding=5)
        self.setFixedWidth(WIDTH)
        self._model = _Offers()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Rows(thumbs, self._list))
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
        thumbs.ready.connect(self._on_ready)
        self.hide()

    @property
    def offers(self) -> Sequence[SearchOffer]:
        """The offers, empty while the list is hidden."""
        return self._model.offers if self.isVisible() else ()

    def show_offers(self, offers: Sequence[SearchOffer], *, is_asked: bool) -> None:
        """Show these offers with the first one marked.

        With `is_asked` (something was typed) an empty list says that there is no match.
        """
        self._model.show(offers)
        self._list.setVisible(bool(offers))
        self._nothing.setVisible(is_asked and not offers)
        self._list.setFixedHeight(ROW * len(offers))
        self._list.setCurrentIndex(self._model.index(0))
        self.adjustSize()
        self.setVisible(bool(offers) or is_asked)

    def _on_ready(self, face_id: str) -> None:
        self._list.viewport().update()

    def current(self) -> SearchOffer | None:
        """Return the marked offer, or None."""
        found: SearchOffer | None = self._list.currentIndex().data(OFFER)
        return found

    def mark(self, offer: SearchOffer | None) -> None:
        """Mark this offer, if it is listed."""
        if offer in self.offers:
            self._list.setCurrentIndex(self._model.index(self.offers.index(offer)))

    def step(self, by: int) -> None:
        """Mark the next offer, or the one before."""
        at = self._list.currentIndex().row() + by
        self._list.setCurrentIndex(self._model.index(min(max(0, at), len(self.offers) - 1)))


class _Offers(QAbstractListModel):
    """Hold the offers of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: Sequence[SearchOffer] = ()

    def show(self, offers: Sequence[SearchOffer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        offer = self.offers[index.row()]
        if role == OFFER:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (offer.text, offer.detail) if part)
        return None


class _Rows(QStyledItemDelegate):
    """Paint an offer: a face if it is about a person, its text, and a detail."""

    def __init__(self, thumbs: Thumbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 20, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: SearchOffer = index.data(OFFER)
        area: QRect = option.rect
        painter.save()
        smooth(painter)
        marked = option.state & QStyle.StateFlag.State_Selected
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            fill_with(painter, theme.color("accent_soft", 1.0 if marked else 0.55))
            painter.drawRoundedRect(area, 8, 8)
        text = area.adjusted(12, 0, -12, 0)
        if offer.person is not None:
            self._paint_face(painter, area, offer.person.effective_face_id)
            text.setLeft(area.left() + FACE + 20)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, right, offer.detail)
        if offer.detail:
            text.setRight(text.right() - painter.fontMetrics().horizontalAdvance(offer.detail) - 16)
        painter.setFont(theme.font(13, theme.MEDIUM))
        painter.setPen(theme.color("text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        # Both ends of a path say more than its middle.
        middle = Qt.TextElideMode.ElideMiddle
        said = painter.fontMetrics().elidedText(offer.text, middle, text.width())
        painter.drawText(text, left, said)
        painter.restore()

    def _paint_face(self, painter: QPainter, area: QRect, face_id: str | None) -> None:
        circle = QRectF(area.left() + 8, area.center().y() - FACE / 2 + 1, FACE, FACE)
        draw_face(painter, circle, self._thumbs, face_id)
