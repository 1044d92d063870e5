"""A read-only list with two lines for each item."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.widgets.rows_model import Index

REASON = Qt.ItemDataRole.UserRole + 1
PLACE = Qt.ItemDataRole.UserRole + 2


def line(name: str, reason: str, place: str, *, tip: str) -> QStandardItem:
    """Return an item: the name and its place in the first line, the reason in the second."""
    item = QStandardItem(name)
    item.setToolTip(plain_text.tip(tip))
    item.setData(reason, REASON)
    item.setData(place, PLACE)
    return item


class TwoLines(QListView):
    """List items of two lines each; nothing can be selected."""

    def __init__(self, model: QStandardItemModel, *, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Lines(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)


class _Lines(QStyledItemDelegate):
    """Paint an item."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 52)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = option.rect.adjusted(2, 6, -14, 0)
        line.setHeight(18)
        name = write_line(painter, line, index.data(), theme.font(13, theme.SEMIBOLD), "text")
        rest = line.adjusted(name + 16, 0, 0, 0)
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.TextElideMode.ElideMiddle
        place = index.data(PLACE)
        write_line(painter, rest, place, theme.font(12), "muted", side=right, cut=middle)
        write_line(painter, line.translated(0, 19), index.data(REASON), theme.font(12), "muted")
