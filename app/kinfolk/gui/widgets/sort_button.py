"""A button that shows how something is sorted, with a menu of the other orders."""

from collections.abc import Mapping
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QWidget

from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button

E = TypeVar("E", bound=Enum)


class SortButton(Button, Generic[E]):
    """Offer a menu of orders; the first one is in use at the beginning.

    Emits `sorted` with the key of `texts` that was chosen.
    """

    sorted = Signal(object)  # a key of `texts`

    def __init__(self, texts: Mapping[E, str], parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", icon="chevron-down", parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the icon after the text
        self._texts = texts
        self.choices = controls.menu(self)
        self.choices.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(self.choices)
        for way, text in texts.items():
            action = self.choices.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked, way=way: self._on_sorted(way))
            group.addAction(action)
        group.actions()[0].setChecked(True)
        self.setText(group.actions()[0].text())
        self.clicked.connect(lambda: self.choices.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def _on_sorted(self, way: E) -> None:
        self.setText(self._texts[way])
        self.sorted.emit(way)
