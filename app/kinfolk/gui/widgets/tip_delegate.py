"""A base for list delegates that have tips."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kinfolk.gui.base import plain_text
from kinfolk.gui.widgets.rows_model import Index


class TippedDelegate(QStyledItemDelegate):
    """Show tips as plain text; subclasses return the text from `tip_at`."""

    def tip_at(self, cell: QRect, index: Index, point: QPoint) -> str:
        """Return the tip for a point of the cell, or "" for none."""
        raise NotImplementedError

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        tip = self.tip_at(option.rect, index, event.pos())
        QToolTip.showText(event.globalPos(), plain_text.tip(tip), view)
        return True
