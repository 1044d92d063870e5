"""The chip of somebody else in a person's photos: with them, without them, or either way."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.photo_search import Companion
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets.chip import Chip, ChipLook
from kinfolk.gui.widgets.controls import keys_used

_NEXT = {
    ChipLook.OPEN: ChipLook.WANTED,
    ChipLook.WANTED: ChipLook.REFUSED,
    ChipLook.REFUSED: ChipLook.OPEN,
}


class PersonChip(Chip):
    """A chip whose clicks ask for photos with somebody, then without them, then for either.

    Emits `asked_anew` when that changes.
    """

    asked_anew = Signal()

    def __init__(self, thumbs: Thumbs, who: Companion, parent: QWidget) -> None:
        super().__init__(thumbs, has_face=True, parent=parent)
        self.who = who
        self.asked = ChipLook.OPEN
        self.clicked.connect(lambda: self.ask(_NEXT[self.asked]))
        self.show_who(who)

    def show_who(self, who: Companion) -> None:
        """Show the same person as they are now.

        `who.photos` counts the photos asked for that show them.
        """
        self.who = who
        is_refused = self.asked is ChipLook.REFUSED
        text = self.tr("without {}").format(who.name) if is_refused else who.name
        # There is no count where the photos are those without them.
        count = "" if is_refused else words.number_text(who.photos)
        self.show_as(text, self.asked, face_id=who.face_id, count=count)
        self.setAccessibleName(text if is_refused else f"{text} · {words.photos(who.photos)}")
        tips = {
            ChipLook.OPEN: self.tr("Only photos with {}"),
            ChipLook.WANTED: self.tr("Only photos without {}"),
            ChipLook.REFUSED: self.tr("With or without {}"),
        }
        self.setToolTip(plain_text.tip(tips[self.asked].format(who.name)))

    def ask(self, asked: ChipLook) -> None:
        """Set what is asked for, as clicks would."""
        if asked is not self.asked:
            self.asked = asked
            self.show_who(self.who)
            self.asked_anew.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)

    def step(self, forward: bool) -> None:
        """Move the keyboard to the next chip, or the one before."""
        keys_used(self)
        self.focusNextPrevChild(forward)


KEYS: KeyTable[PersonChip] = KeyTable(
    "People in the same photos",
    Key(("Space", "Return", "Enter"), "With, without, or either", lambda c: c.click()),
    Key(("Right", "Down"), "Next", lambda chip: chip.step(True), repeats=True),
    Key(("Left", "Up"), "Previous", lambda chip: chip.step(False), repeats=True),
)
