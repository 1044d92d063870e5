"""The tooltip at the pointer."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget


def hovered(view: QAbstractItemView | QWidget, at: QPoint) -> str:
    """Return the tooltip that comes when the pointer rests at that place."""
    target = view.viewport() if isinstance(view, QAbstractItemView) else view
    QApplication.sendEvent(target, QHelpEvent(QEvent.Type.ToolTip, at, target.mapToGlobal(at)))
    QApplication.processEvents()
    return QToolTip.text()
