"""The line that says what is selected, with buttons for what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.gui.base import plain
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, IconButton, label

GAP = 4


class SelectionBar(QWidget):
    """It stands where else other buttons stand, so that nothing jumps.

    The buttons for which there is no room are in a menu, the last first. A click leaves the
    keyboard with what is selected.
    """

    let_go = Signal()  # nothing shall be selected any more

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_some = False
        self._title = label("", "strong")
        self._buttons = [(action, self._button(action)) for action in actions]
        self.more = IconButton("more", self.tr("More"), clicked=self._on_more)
        tip = self.tr("Clear selection (Esc)")
        self.close_button = IconButton("close", tip, clicked=self.let_go.emit)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(GAP)
        self.line.addWidget(self._title, 1)
        for button in (*(button for _, button in self._buttons), self.more, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.line.addWidget(button)

    def show_selected(self, what: str) -> None:
        """`what` is how many of whom or what, "" for none."""
        self._has_some = bool(what)
        self._title.setText(self.tr("{} selected").format(what))
        for part in (self._title, self.close_button):
            part.setVisible(self._has_some)
        for action, button in self._buttons:
            button.setText(plain.shown(action.text()))
        self._fold()

    @property
    def text(self) -> str:
        """What it says is selected."""
        return self._title.text() if self._has_some else ""

    @property
    def folded(self) -> list[QAction]:
        """What is in the menu."""
        return [action for action, button in self._buttons if self._is_folded(action, button)]

    def _is_folded(self, action: QAction, button: Button) -> bool:
        return self._is_offered(action) and button.isHidden()

    def _fold(self) -> None:
        """Qt lays out anew as a button comes, which may leave another width, and fold before us."""
        width = -1
        while width != self.width():
            width = self.width()
            offered = [button for action, button in self._buttons if self._is_offered(action)]
            shown = offered[: self._fitting(offered)]
            for _, button in self._buttons:
                button.setVisible(button in shown)
            self.more.setVisible(len(shown) < len(offered))

    def _is_offered(self, action: QAction) -> bool:
        return self._has_some and action.isEnabled()

    def _fitting(self, offered: Sequence[Button]) -> int:
        """How many of the buttons have room."""
        widths = [button.sizeHint().width() + GAP for button in offered]
        room, number = self.width() - self._least, len(offered)
        while number and sum(widths[:number]) > room - self._more_width(len(offered) - number):
            number -= 1
        return number

    @property
    def _least(self) -> int:
        """Pixels of all but the buttons that may be in the menu."""
        margins = self.contentsMargins()
        title, close = self._title.sizeHint().width(), self.close_button.width()
        return title + close + 3 * GAP + margins.left() + margins.right()

    def _more_width(self, folded: int) -> int:
        return self.more.width() + GAP if folded else 0

    def minimumSizeHint(self) -> QSize:
        """The window may be made narrower than the buttons it has room for now."""
        least = self._least + self._more_width(len(self._buttons))
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is what it is where the selected ones are."""
        if event.key() == Qt.Key.Key_Escape and self._has_some:
            self.let_go.emit()
        else:
            super().keyPressEvent(event)

    def _on_more(self) -> None:
        menu = controls.passing_menu(self)
        menu.addActions(self.folded)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _button(self, action: QAction) -> Button:
        button = Button(plain.shown(action.text()), "quiet", clicked=action.trigger, parent=self)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(plain.tip(self.tr("Shortcut: {}").format(key)) if key else "")
        return button
