"""The line over a person's faces: what is selected and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.gui.base import plain, words
from kinfolk.gui.person.faces import FaceOrder
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, IconButton, label
from kinfolk.gui.widgets.sort_button import SortButton

GAP = 4


class FaceBar(QWidget):
    """As high with a selection as without, so that nothing jumps; without, it says the order.

    The buttons for which there is no room are in a menu, the last first.
    """

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "strong")
        self._hint = label("", "caption", tone="muted")
        self.sorting = SortButton(
            {
                FaceOrder.DATE: self.tr("By date"),
                FaceOrder.QUALITY: self.tr("Best first"),
                FaceOrder.DOUBT: self.tr("Least sure first"),
            }
        )
        self._buttons = [(action, self._button(action)) for action in actions]
        self.more = IconButton("more", self.tr("More"), clicked=self._on_more)
        self.setFixedHeight(40)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._title)
        layout.addWidget(self._hint, 1)
        layout.addWidget(self.sorting)
        for _, button in self._buttons:
            layout.addWidget(button)
        layout.addWidget(self.more)
        self.show_selection(0, "")

    def show_selection(self, number: int, hint: str) -> None:
        """How many faces are selected; `hint` is said while there are none."""
        self._has_some = number > 0
        self._title.setText(self.tr("{} selected").format(words.number_text(number)))
        self._title.setVisible(self._has_some)
        self._hint.setText("" if self._has_some else hint)
        self.sorting.setVisible(not self._has_some and bool(hint))
        for action, button in self._buttons:
            button.setText(plain.shown(action.text()))
        self._fold()

    @property
    def folded(self) -> list[QAction]:
        """What is in the menu."""
        return [action for action, button in self._buttons if self._is_folded(action, button)]

    def _is_folded(self, action: QAction, button: Button) -> bool:
        return self._has_some and action.isEnabled() and button.isHidden()

    def _fold(self) -> None:
        offered = [each for each in self._buttons if self._has_some and each[0].isEnabled()]
        widths = [button.sizeHint().width() + GAP for _, button in offered]
        margins = self.contentsMargins()
        taken = self._title.sizeHint().width() + 3 * GAP + margins.left() + margins.right()
        room = self.width() - taken
        shown = len(offered)
        while shown and sum(widths[:shown]) > room - self._more_width(len(offered) - shown):
            shown -= 1
        for _, button in self._buttons:
            button.hide()
        for _, button in offered[:shown]:
            button.show()
        self.more.setVisible(shown < len(offered))

    def _more_width(self, folded: int) -> int:
        return self.more.width() + GAP if folded else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _on_more(self) -> None:
        menu = controls.menu(self)
        menu.addActions(self.folded)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
        menu.aboutToHide.connect(menu.deleteLater)

    def _button(self, action: QAction) -> Button:
        button = Button(plain.shown(action.text()), "quiet", clicked=action.trigger, parent=self)
        key = action.shortcut().toString()
        button.setToolTip(plain.tip(self.tr("Key: {}").format(key)) if key else "")
        return button
