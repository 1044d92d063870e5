"""A notice inside a page or sheet: a question, work in progress, or a reason for failure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.tasks import Tasks
from kinfolk.gui.widgets.controls import Button, column, label, row, set_tone

T = TypeVar("T")

# Runs of characters that could not wrap, such as hashes and addresses
_LONG = re.compile(r"(\S{16})(?=\S)")


@dataclass(frozen=True)
class NoticeButton:
    """Hold a button of a notice and what it does; `kind` as for Button."""

    text: str
    act: Callable[[], object]
    kind: str = "plain"


class Notice(QFrame):
    """Show a box that is hidden while there is nothing to say; Esc dismisses it."""

    opened = Signal()  # something new is shown
    closed = Signal()  # it was hidden
    busy = Signal(bool)  # True while work is running: nothing else should be started

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.title = label("", "strong", wrap=True)
        self.text = label("", "caption", wrap=True)
        self.dismiss = Button("", clicked=self.dismissed)
        self.answer: Button | None = None
        self._focus_before: QWidget | None = None
        self._buttons = row(None, self.dismiss)
        parts = (self.title, self.text, 2, self._buttons)
        self.setLayout(column(*parts, margins=(16, 14, 16, 14)))
        self.hide()

    def ask(self, title: str, text: str, answer: NoticeButton) -> None:
        """Ask a question that can be answered by one button or by "Not now"."""
        self._say(title, text, dismiss=self.tr("Not now"), answer=answer)

    def refuse(self, title: str, error: BaseException) -> None:
        """Say what did not work, and why; raise the error if it is a bug."""
        if not isinstance(error, AppError):
            self.dismissed()
            raise error
        text = words.why(error)
        self._say(title, text, dismiss=self.tr("Dismiss"), tone="danger")

    def work(
        self,
        tasks: Tasks,
        title: str,
        fn: Callable[[], T],
        done: Callable[[T], None],
        *,
        failed: str,
    ) -> None:
        """Run `fn` off the main thread and say so; then hide and call `done`, or say why it failed.

        `failed` is the title used if it fails.
        """

        def finished(result: T) -> None:
            self.dismissed()
            done(result)

        self._say(title, "", dismiss="")
        self.busy.emit(True)  # after `_say`, which emits False
        tasks.run(fn, finished, owner=self, failed=partial(self.refuse, failed))

    def dismissed(self) -> None:
        """Hide the notice and return the keyboard to where it was."""
        before, self._focus_before = self._focus_before, None
        self.hide()
        self.busy.emit(False)
        self.closed.emit()
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.dismiss.isVisible():
            self.dismissed()
        else:
            super().keyPressEvent(event)

    def _say(
        self,
        title: str,
        text: str,
        *,
        dismiss: str,
        answer: NoticeButton | None = None,
        tone: str = "",
    ) -> None:
        if self.isHidden():
            self._focus_before = self.window().focusWidget()
        self.busy.emit(False)
        set_tone(self.title, tone)
        for part, told in ((self.title, title), (self.text, text)):
            # Zero width spaces allow a line break.
            part.setText(_LONG.sub("\\1\N{ZERO WIDTH SPACE}", told))
            part.setVisible(bool(told))
        self.dismiss.setText(dismiss)
        self.dismiss.setVisible(bool(dismiss))
        self._put(answer)
        self.show()
        # Enter presses the focused button, so that must never be one that deletes.
        is_safe = answer is not None and answer.kind != "danger"
        focused = self.answer if self.answer is not None and is_safe else self.dismiss
        focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _put(self, answer: NoticeButton | None) -> None:
        old, self.answer = self.answer, None
        if answer is not None:
            self.answer = Button(answer.text, answer.kind, clicked=answer.act)
            self._buttons.addWidget(self.answer)
            self.answer.show()
        if old is not None:
            old.hide()
            old.deleteLater()
