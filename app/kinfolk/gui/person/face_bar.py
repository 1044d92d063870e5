"""The bar over a person's faces: the selection and its actions, or the order of the faces."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import words
from kinfolk.gui.person.faces import FaceOrder
from kinfolk.gui.widgets.controls import label
from kinfolk.gui.widgets.selection_bar import SelectionBar
from kinfolk.gui.widgets.sort_button import SortButton


class FaceBar(SelectionBar):
    """A selection bar of constant height; without a selection it shows a hint and the order."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.setFixedHeight(40)
        self._hint = label("", "caption", tone="muted")
        self.sorting = SortButton(
            {
                FaceOrder.DATE: self.tr("By date"),
                FaceOrder.QUALITY: self.tr("Best first"),
                FaceOrder.DOUBT: self.tr("Least certain first"),
            }
        )
        self.line.insertWidget(0, self._hint, 1)
        self.line.insertWidget(1, self.sorting)
        self.show_selection(0, "")

    def show_selection(self, number: int, hint: str) -> None:
        """Show how many faces are selected; `hint` is shown while there are none."""
        self._hint.setText(hint)
        self._hint.setVisible(number == 0)
        self.sorting.setVisible(number == 0 and bool(hint))
        self.show_selected(words.number_text(number) if number else "")
