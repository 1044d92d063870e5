"""How the wall is sorted, and how large its portraits are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSlider, QWidget, QWidgetAction

from kinfolk.core.roster import WALL_SORT, Sort
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.portrait import LARGEST, SMALLEST
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, column, label


class SortMenu(Button):
    """The quiet button that says how the wall is sorted; its menu also sizes the portraits."""

    sorted = Signal(object)  # a Sort
    sized = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", icon="chevron-down", parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
        self._context = context
        self._texts = {
            Sort.COUNT_DESC: self.tr("Most photos"),
            Sort.NAME_ASC: self.tr("By name"),
            Sort.CREATED_DESC: self.tr("Newest"),
        }
        menu = controls.menu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(menu)
        for key, text in self._texts.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == WALL_SORT)
            action.triggered.connect(lambda _checked, key=key: self._on_sorted(key))
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(self._sizes(menu))
        self.setText(self._texts[WALL_SORT])
        self.clicked.connect(lambda: menu.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def _sizes(self, menu: QMenu) -> QWidgetAction:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setPageStep(16)
        self.slider.setValue(self._context.settings.portrait_size)
        self.slider.setAccessibleName(self.tr("Portrait size"))
        self.slider.valueChanged.connect(self._on_sized)
        box = QWidget()
        box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        lines = column(label(self.tr("Portrait size"), "caption", tone="muted"), self.slider)
        lines.setContentsMargins(12, 6, 12, 8)
        box.setLayout(lines)
        action = QWidgetAction(menu)
        action.setDefaultWidget(box)
        return action

    def _on_sorted(self, key: Sort) -> None:
        self.setText(self._texts[key])
        self.sorted.emit(key)

    def _on_sized(self, size: int) -> None:
        self._context.settings.portrait_size = size
        self.sized.emit(size)
