"""The line over a person's faces: what is selected and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.gui.base import plain, words
from kinfolk.gui.widgets.controls import Button, label


class FaceBar(QWidget):
    """As high with a selection as without, so that nothing jumps."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "strong")
        self._hint = label("", "caption", tone="muted")
        self._buttons = [(action, self._button(action)) for action in actions]
        self.setFixedHeight(40)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addSpacing(4)
        layout.addWidget(self._hint, 1)
        for _, button in self._buttons:
            layout.addWidget(button)
        self.show_selection(0, "")

    def show_selection(self, number: int, hint: str) -> None:
        """How many faces are selected; `hint` is said while there are none."""
        some = number > 0
        chosen = self.tr("{} selected").format(words.number_text(number))
        self._title.setText(chosen if some else self.tr("Faces"))
        self._hint.setText("" if some else hint)
        for action, button in self._buttons:
            button.setVisible(some and action.isEnabled())
            button.setText(plain.shown(action.text()))

    def _button(self, action: QAction) -> Button:
        button = Button(plain.shown(action.text()), "quiet", clicked=action.trigger, parent=self)
        key = action.shortcut().toString()
        button.setToolTip(plain.tip(self.tr("Key: {}").format(key)) if key else "")
        return button
