"""A bar that says what is selected, with buttons for what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import plain_text
from kinfolk.gui.base.commands import key_tip
from kinfolk.gui.widgets import card_list, controls
from kinfolk.gui.widgets.controls import Button, IconButton, label

GAP = 4  # pixels


class SelectionBar(QWidget):
    """Show the selection and a button for each of `actions` that is enabled.

    It takes the place of other buttons, so that nothing on the page moves. Buttons that do not fit
    move into a menu, the last ones first. `lead` and its button `answer` stand before them; where
    that has no room it is hidden. Clicks leave the keyboard where it is, in the selection. `let_go`
    is emitted when the user wants nothing to be selected any more.
    """

    let_go = Signal()  # clear the selection

    def __init__(
        self,
        actions: Sequence[QAction],
        parent: QWidget | None = None,
        *,
        lead: QWidget | None = None,
        answer: Button | None = None,
    ) -> None:
        super().__init__(parent)
        self._lead, self._answer = lead, answer
        self._has_some = False
        self._title = label("", "strong")
        self._buttons = [(action, self._button(action)) for action in actions]
        self.more = IconButton("more", self.tr("More"), clicked=self._on_more)
        tip = card_list.COMMANDS.tip("Esc")
        self.close_button = IconButton("close", tip, clicked=self.let_go.emit)
        self.line = controls.row(spacing=GAP)
        self.setLayout(self.line)
        self.line.addWidget(self._title, 0 if lead else 1)
        if lead is not None:
            self.line.addWidget(lead, 1)
            if answer is not None:
                self.line.addWidget(answer)
            self.line.addStretch()  # what `lead` leaves, once it is as wide as it may be
        for button in (*(button for _, button in self._buttons), self.more, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.line.addWidget(button)

    def show_selected(self, what: str) -> None:
        """Say what is selected, such as "3 faces"; "" for nothing."""
        self._has_some = bool(what)
        self._title.setText(self.tr("{} selected").format(what))
        for part in (self._title, self.close_button, self._lead):
            if part is not None:
                part.setVisible(self._has_some)
        for action, button in self._buttons:
            button.setText(plain_text.shown(action.text()))
        self._fold()

    @property
    def text(self) -> str:
        """The text shown, "" if nothing is selected."""
        return self._title.text() if self._has_some else ""

    @property
    def folded(self) -> list[QAction]:
        return [action for action, button in self._buttons if self._is_folded(action, button)]

    def _is_folded(self, action: QAction, button: Button) -> bool:
        return self._is_offered(action) and button.isHidden()

    def _fold(self) -> None:
        """Show the buttons that fit, and the menu button for the others.

        Showing a button makes Qt lay out again, which may change the width and call this again. So
        it repeats until the width stays the same.
        """
        width = -1
        while width != self.width():
            width = self.width()
            offered = [button for action, button in self._buttons if self._is_offered(action)]
            if self._answer is not None and self._has_some:
                offered.insert(0, self._answer)
            shown = offered[: self._fitting(offered)]
            for button in filter(None, (self._answer, *(each for _, each in self._buttons))):
                button.setVisible(button in shown)
            self.more.setVisible(bool(self.folded))

    def _is_offered(self, action: QAction) -> bool:
        return self._has_some and action.isEnabled()

    def _fitting(self, offered: Sequence[Button]) -> int:
        widths = [button.sizeHint().width() + GAP for button in offered]
        room, number = self.width() - self._least, len(offered)
        while number and sum(widths[:number]) > room - self._more_width(len(offered) - number):
            number -= 1
        return number

    @property
    def _least(self) -> int:
        """Pixels needed by everything but the action buttons."""
        margins = self.contentsMargins()
        title, close = self._title.sizeHint().width(), self.close_button.width()
        title += self._lead.minimumWidth() + 2 * GAP if self._lead else 0
        return title + close + 3 * GAP + margins.left() + margins.right()

    def _more_width(self, folded: int) -> int:
        return self.more.width() + GAP if folded else 0

    def minimumSizeHint(self) -> QSize:
        """Allow the window to become narrower than the buttons that fit now."""
        least = self._least + self._more_width(len(self._buttons))
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the selection on Esc, as in the list itself."""
        if event.key() == Qt.Key.Key_Escape and self._has_some:
            self.let_go.emit()
        else:
            super().keyPressEvent(event)

    def _on_more(self) -> None:
        menu = controls.passing_menu(self)
        menu.addActions(self.folded)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _button(self, action: QAction) -> Button:
        button = Button(
            plain_text.shown(action.text()), "quiet", clicked=action.trigger, parent=self
        )
        button.setToolTip(key_tip(action.shortcut().toString()))
        return button
