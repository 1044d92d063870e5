"""The keys of naming along the bottom of the Unnamed page, and how far one has come."""

from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import words
from kinfolk.gui.widgets.key_bar import KeyBar


class NamingKeys(KeyBar):
    """Says what can be typed, and how long the rest takes at this pace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_keys(
            (self.tr("Enter"), self.tr("name, next")),
            (self.tr("Tab"), self.tr("skip")),
            (self.tr("Shift Tab"), self.tr("back")),
            (self.tr("Ctrl I"), self.tr("ignore")),
            (self.tr("Space"), self.tr("look closer")),
            (self.tr("Ctrl Z"), self.tr("undo")),
            (self.tr("Esc"), self.tr("leave the field")),
        )

    def show_progress(self, named: int, left: int, seconds: float | None) -> None:
        """`seconds`: how long those that are left may take, where that is known."""
        if seconds is None or not left:
            text = self.tr("{named} named · {left} left") if named else self.tr("{left} left")
            time = ""
        else:
            text = self.tr("{named} named · {left} left, {time} at your pace")
            time = words.about(seconds)
        shown = {"named": words.number_text(named), "left": words.number_text(left), "time": time}
        short = self.tr("{left} left, {time}") if time else self.tr("{left} left")
        self.say(text.format(**shown), short=short.format(**shown))
