"""The wall's key hints, and the progress of naming."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence

from kinfolk.gui.base import words
from kinfolk.gui.widgets.key_bar import KeyBar


class WallKeys(KeyBar):
    """The key hints of the wall; while naming also how many are left and how long that may take."""

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

    def show_people(self, has_people: bool) -> None:
        """Show the keys for people; without people only those that always work."""
        self.say("")
        keys = (
            (self.tr("Enter"), self.tr("open")),
            (self.tr("F2"), self.tr("rename")),
            (self.tr("Ctrl D"), self.tr("favourite")),
            (self.tr("Ctrl M"), self.tr("merge selected")),
            (self.tr("Ctrl Z"), self.tr("undo")),
            (self.tr("?"), self.tr("all shortcuts")),
        )
        self.show_keys(*(keys if has_people else keys[-2:]))

    def show_selected(self, actions: Sequence[QAction]) -> None:
        """Show the keys of the actions for several selected cards."""
        keys = [(_spoken(each), each.iconText()) for each in actions if _spoken(each)]
        self.show_keys(*keys, (self.tr("Esc"), self.tr("clear selection")))

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


def _spoken(action: QAction) -> str:
    """Return the action's key as the hints spell it, "" for none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
