"""The bar along the bottom of the wall, with the progress of naming."""

from kinfolk.gui.base import words
from kinfolk.gui.widgets.key_bar import KeyBar


class WallKeys(KeyBar):
    """Show key hints; while naming also how much is left and how long that may take."""

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
