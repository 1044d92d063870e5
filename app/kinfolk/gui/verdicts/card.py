"""A card of a board: a question, the faces it is about, and buttons that answer it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent

from kinfolk.gui.verdicts.faces import CardFaces
from kinfolk.gui.widgets.card_background import Ground
from kinfolk.gui.widgets.controls import Button

Q = TypeVar("Q")


class VerdictCard(Ground, Generic[Q]):
    """Show a question; emit signals for what is pressed and writes nothing.

    Subclasses set `faces` and the buttons, whose clicks the board connects. `accept` is what Enter
    presses: it is filled on the current card.
    """

    pressed = Signal()  # clicked beside its faces and buttons
    menu_wanted = Signal(QPoint)  # open the menu of the people at this global position

    question: Q
    faces: CardFaces
    buttons: Sequence[Button]
    accept: Button

    def show_question(self, question: Q, place: int) -> None:
        """Show a question; `place` is the card's place on the board."""
        raise NotImplementedError

    @property
    def is_whole(self) -> bool:
        """Whether the user answers for all faces of the card at once."""
        return False

    @property
    def is_done(self) -> bool:
        """Whether the card is answered and only stays so that this can be seen."""
        return False

    @property
    def is_one_by_one(self) -> bool:
        """Whether the keyboard is on a face from the beginning, and never on the whole card."""
        return True

    def set_current(self, is_current: bool) -> None:
        super().set_current(is_current)
        if self.accept.kind != (kind := "primary" if is_current else "plain"):
            self.accept.set_kind(kind)

    def _set_buttons(self, *buttons: Button) -> None:
        """Set the buttons, in the order of Tab; clicks on them leave the keyboard to the board."""
        self.buttons = buttons
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _say_whom(self, name: str, faces: str) -> None:
        """Tell screen readers who is asked about, and what the faces are."""
        self.setAccessibleName(name)
        self.faces.setAccessibleName(faces)
        for button in self.buttons:
            button.setAccessibleDescription(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the people's menu on a right click beside the faces.

        The menu key is handled by the board.
        """
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            event.ignore()
