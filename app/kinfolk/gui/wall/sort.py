"""The menu for the order of people, and for the size of portraits."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget, QWidgetAction

from kinfolk.core.people.people_lists import WALL_SORT, Sort
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.portrait import LARGEST, SMALLEST
from kinfolk.gui.widgets.controls import column, holding, label
from kinfolk.gui.widgets.sort_button import SortButton


class SortMenu(SortButton[Sort]):
    """Sort people; the menu also sizes the portraits.

    Emits `sized` with a diameter in pixels.
    """

    sized = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        texts = {
            WALL_SORT: tr("SortMenu", "Most photos"),
            Sort.NAME_ASC: tr("SortMenu", "By name"),
            Sort.CREATED_DESC: tr("SortMenu", "Newest"),
        }
        super().__init__(texts, parent)
        self._context = context
        self.choices.addSeparator()
        self.choices.addAction(self._sizes())

    def _sizes(self) -> QWidgetAction:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setPageStep(16)
        self.slider.setValue(self._context.settings.portrait_size)
        self.slider.setAccessibleName(self.tr("Portrait size"))
        self.slider.valueChanged.connect(self._on_sized)
        title = label(self.tr("Portrait size"), "caption", tone="muted")
        box = holding(column(title, self.slider, margins=(12, 6, 12, 8)))
        box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        action = QWidgetAction(self.choices)
        action.setDefaultWidget(box)
        return action

    def grow(self, pixels: int) -> None:
        """Make the portraits larger by this many pixels, or smaller if negative."""
        self.slider.setValue(self.slider.value() + pixels)

    def _on_sized(self, size: int) -> None:
        self._context.settings.portrait_size = size
        self.sized.emit(size)
