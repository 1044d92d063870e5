"""The wall's key hints, and the progress of naming."""

from kinfolk.gui.base import words
from kinfolk.gui.widgets.key_bar import KeyBar


class WallKeys(KeyBar):
    """Show the key hints of the wall; while naming also what is left and how long it may take."""

    def show_naming(self, *, is_ignored: bool) -> None:
        """Show the keys for naming cards; `is_ignored` if these are ignored ones."""
        self.show_keys(
            (self.tr("Enter"), self.tr("save, next")),
            (self.tr("Tab"), self.tr("skip")),
            (self.tr("Shift Tab"), self.tr("back")),
            (self.tr("Ctrl I"), self.tr("show again") if is_ignored else self.tr("ignore")),
            (self.tr("Space"), self.tr("look closer")),
            (self.tr("Ctrl Z"), self.tr("undo")),
            (self.tr("Esc"), self.tr("stop naming")),
        )

    def show_progress(self, named: int, left: int, seconds: float | None) -> None:
        """Show how many were named and how many are left.

        `seconds` is the estimate, None if unknown.
        """
        if seconds is None or not left:
            text = self.tr("{named} named · {left} left") if named else self.tr("{left} left")
            time = ""
        else:
            text = self.tr("{named} named · {left} left, {time} at your pace")
            time = words.about(seconds)
        shown = {"named": words.number_text(named), "left": words.number_text(left), "time": time}
        short = self.tr("{left} left, {time}") if time else self.tr("{left} left")
        self.say(text.format(**shown), short=short.format(**shown))
