"""How the photos are sorted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QWidget

from kinfolk.gui.photos.reading import PhotoOrder
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button


class PhotoSortMenu(Button):
    """The quiet button that says how the photos are sorted."""

    sorted = Signal(object)  # a PhotoOrder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", icon="chevron-down", parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
        self._texts = {
            PhotoOrder.NEWEST: self.tr("Newest first"),
            PhotoOrder.OLDEST: self.tr("Oldest first"),
            PhotoOrder.NAME: self.tr("By name"),
            PhotoOrder.FOLDER: self.tr("By folder"),
        }
        self.choices = controls.menu(self)
        self.choices.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(self.choices)
        for order, text in self._texts.items():
            action = self.choices.addAction(text)
            action.setCheckable(True)
            action.setChecked(order is PhotoOrder.NEWEST)
            action.triggered.connect(lambda _checked, order=order: self._on_sorted(order))
            group.addAction(action)
        self.setText(self._texts[PhotoOrder.NEWEST])
        self.clicked.connect(lambda: self.choices.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def _on_sorted(self, order: PhotoOrder) -> None:
        self.setText(self._texts[order])
        self.sorted.emit(order)
