"""A list with two lines for each item."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box
from kinfolk.gui.widgets.rows_model import Index

REASON = Qt.ItemDataRole.UserRole + 1
PLACE = Qt.ItemDataRole.UserRole + 2
TONE = Qt.ItemDataRole.UserRole + 3  # the theme's token for the colour of the reason


def line(name: str, reason: str, place: str, *, tip: str) -> QStandardItem:
    """Return an item: the name and its place in the first line, the reason in the second."""
    item = QStandardItem(name)
    item.setToolTip(plain_text.tip(tip))
    item.setData(reason, REASON)
    item.setData(place, PLACE)
    item.setData("muted", TONE)
    return item


class TwoLines(QListView):
    """List items of two lines each; nothing can be selected unless `is_choice`."""

    def __init__(self, model: QStandardItemModel, *, name: str, is_choice: bool = False) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_ChoiceLines(self) if is_choice else _Lines(self))
        self.setUniformItemSizes(True)
        if not is_choice:
            self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)


class _Lines(QStyledItemDelegate):
    """Paint an item."""

    left, above, high = 2, 6, 52  # pixels: beside and above the words, and of an item

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = option.rect.adjusted(self.left, self.above, -14, 0)
        line.setHeight(18)
        name = write_line(painter, line, index.data(), theme.font(13, theme.SEMIBOLD), "text")
        rest = line.adjusted(name + 16, 0, 0, 0)
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.TextElideMode.ElideMiddle
        place = index.data(PLACE)
        write_line(painter, rest, place, theme.font(12), "muted", side=right, cut=middle)
        below, reason = line.translated(0, 19), index.data(REASON)
        write_line(painter, below, reason, theme.font(12), index.data(TONE))


class _ChoiceLines(_Lines):
    """Paint an item that can be selected."""

    left, above, high = 14, 9, 56

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, option.rect.adjusted(0, 1, 0, -1), 8, theme.color("accent_soft"))
        super().paint(painter, option, index)
