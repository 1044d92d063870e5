"""A list to read: what it is about, where that is, and a word on it below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kinfolk.gui.base import plain, theme

REASON = Qt.ItemDataRole.UserRole + 1
PLACE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


def line(name: str, reason: str, place: str, *, tip: str) -> QStandardItem:
    """The name, where it is at the right; the reason below."""
    item = QStandardItem(name)
    item.setToolTip(plain.tip(tip))
    item.setData(reason, REASON)
    item.setData(place, PLACE)
    return item


class TwoLines(QListView):
    """Nothing in it can be chosen."""

    def __init__(self, model: QStandardItemModel, *, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Lines(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)


class _Lines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 52)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = option.rect.adjusted(2, 6, -14, 0)
        line.setHeight(18)
        name = self._write(painter, line, index.data(), theme.font(13, theme.SEMIBOLD), "text")
        rest = line.adjusted(name + 16, 0, 0, 0)
        self._write(painter, rest, index.data(PLACE), theme.font(12), "muted", right=True)
        self._write(painter, line.translated(0, 19), index.data(REASON), theme.font(12), "muted")

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        font: QFont,
        token: str,
        *,
        right: bool = False,
    ) -> int:
        """One line, cut where it has no room; how wide it is."""
        painter.setFont(font)
        painter.setPen(theme.color(token))
        mode = Qt.TextElideMode.ElideMiddle if right else Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, area.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return painter.fontMetrics().horizontalAdvance(shown)
