"""Items of a list that say themselves what the tip over them is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from kinfolk.gui.base import plain

Index = QModelIndex | QPersistentModelIndex


class TippedDelegate(QStyledItemDelegate):
    """Qt asks for a tip by an event; here it is a text."""

    def tip_at(self, cell: QRect, index: Index, point: QPoint) -> str:
        """What is said there; "" for nothing."""
        raise NotImplementedError

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        tip = self.tip_at(option.rect, index, event.pos())
        QToolTip.showText(event.globalPos(), plain.tip(tip), view)
        return True
