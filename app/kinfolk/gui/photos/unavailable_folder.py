"""The notice above the photos of an unavailable folder: what is safe, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from kinfolk.gui.widgets.controls import Button, Elided, column, label, row


@dataclass(frozen=True)
class FolderAnswer:
    """Hold an answer that the user may give about an unavailable folder, also in its menu."""

    text: str
    act: Callable[[], None]


@dataclass(frozen=True)
class FolderAway:
    """Hold what is said about an unavailable folder, with the answers offered."""

    title: str
    text: str
    answers: tuple[FolderAnswer, ...]


class AwayLine(QFrame):
    """Show what is said about an unavailable folder; hidden while the folder is available."""

    left = Signal()  # a button that had the keyboard is removed

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.title = Elided("strong")
        self.text = label("", "text", tone="muted", wrap=True)
        self.buttons: list[Button] = []
        self._shown: FolderAway | None = None
        self._answers = row()
        said = column(self.title, self.text, spacing=2)
        line = row(said, self._answers, spacing=12, margins=(16, 12, 16, 12), grow=0)
        self.setLayout(line)
        self.hide()

    def show_away(self, away: FolderAway | None) -> None:
        """Show the notice; None hides it, since the folder is available or there is none."""
        texts = [answer.text for answer in away.answers] if away else []
        if texts != [each.text() for each in self.buttons]:
            self._offer(texts)
        self._shown = away
        if away is not None:
            self.title.setText(away.title)
            self.text.setText(away.text)
        self.setVisible(away is not None)

    def _offer(self, texts: list[str]) -> None:
        """Show buttons with these texts instead of those before; the keyboard stays on one."""
        had_keyboard = any(each.hasFocus() for each in self.buttons)
        for button in self.buttons:
            self._answers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [Button(text) for text in texts]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _, place=place: self._on_clicked(place))
            self._answers.addWidget(button)
        if had_keyboard:
            self.left.emit()

    def _on_clicked(self, place: int) -> None:
        if self._shown is not None:
            self._shown.answers[place].act()
