"""The bar over a person's photos: who else is to be in them, or not."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from kinfolk.core.photos.photo_search import Companion
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets.chip import Chip, ChipLook
from kinfolk.gui.widgets.controls import Button, keys_used, label

MOST = 24  # most people offered besides those asked for
_HIGH, _EDGE, _GAP = 44, 12, 4  # pixels: height, at the ends, between chips
_NEXT = {
    ChipLook.OPEN: ChipLook.WANTED,
    ChipLook.WANTED: ChipLook.REFUSED,
    ChipLook.REFUSED: ChipLook.OPEN,
}


class PersonChip(Chip):
    """Show a chip whose clicks ask for photos with someone, then without them, then for either.

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
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def step(self, forward: bool) -> None:
        """Move the keyboard to the next chip, or the one before."""
        keys_used(self)
        self.focusNextPrevChild(forward)


COMMANDS: Commands[PersonChip] = Commands(
    "People in the same photos",
    Command("Space Return Enter", "With, without, or either", PersonChip.click),
    Command("Right Down", "Next", lambda chip: chip.step(True)),
    Command("Left Up", "Previous", lambda chip: chip.step(False)),
)


class PeopleFilterBar(QFrame):
    """Show chips of people in the photos, as many as fit; those asked for are always included.

    `asked_anew` tells that other photos are asked for, `more_wanted` that everyone is to be shown.
    """

    asked_anew = Signal()
    more_wanted = Signal()

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFixedHeight(_HIGH)
        self._thumbs = thumbs
        self._total = 0  # number of people there are
        self.chips: list[PersonChip] = []
        self._title = label(self.tr("Together with"), "text", tone="muted")
        self._title.setParent(self)
        self.more = Button("", "link", clicked=self.more_wanted.emit, parent=self)
        self.every = Button(self.tr("All photos"), "link", clicked=self.clear, parent=self)
        self.count = label("", "caption", tone="muted")
        self.count.setParent(self)

    @property
    def with_ids(self) -> tuple[str, ...]:
        """Ids of people who must be in the photos."""
        return self._asked(ChipLook.WANTED)

    @property
    def without_ids(self) -> tuple[str, ...]:
        """Ids of people who must not be in the photos."""
        return self._asked(ChipLook.REFUSED)

    @property
    def is_asking(self) -> bool:
        return bool(self.with_ids or self.without_ids)

    def _asked(self, asked: ChipLook) -> tuple[str, ...]:
        return tuple(chip.who.person_id for chip in self.chips if chip.asked is asked)

    def show_company(self, everybody: Sequence[Companion]) -> None:
        """Replace the chips by those of the first `MOST` people and of all who are asked for.

        `everybody` must come sorted, those with most photos first.
        """
        self._total = len(everybody)
        known = {chip.who.person_id: chip for chip in self.chips}
        wanted = [
            who
            for place, who in enumerate(everybody)
            if place < MOST or who.person_id in (*self.with_ids, *self.without_ids)
        ]
        self.chips = [self._chip(who, known.pop(who.person_id, None)) for who in wanted]
        for chip in known.values():
            chip.hide()
            chip.deleteLater()
        for before, after in zip(self.chips, self.chips[1:], strict=False):
            self.setTabOrder(before, after)
        self._fit()

    def _chip(self, who: Companion, known: PersonChip | None) -> PersonChip:
        """Return the chip of a person, made if there is none."""
        if known is not None:
            known.show_who(who)
            return known
        made = PersonChip(self._thumbs, who, self)
        made.asked_anew.connect(self._on_asked)
        return made

    def ask_for(self, who: Companion) -> None:
        """Ask for photos with this person alone."""
        self.clear()
        if who.person_id not in [chip.who.person_id for chip in self.chips]:
            self.chips.append(self._chip(who, None))
        for chip in self.chips:
            if chip.who.person_id == who.person_id:
                chip.ask(ChipLook.WANTED)

    def clear(self) -> None:
        """Reset all chips, so that photos are shown whoever else is in them."""
        was_asking = self.is_asking
        for chip in self.chips:
            chip.asked = ChipLook.OPEN
            chip.show_who(chip.who)
        if was_asking:
            self._on_asked()

    def say(self, photos: int | None) -> None:
        """Show how many photos there are; None while that is not known."""
        self.count.setText("" if photos is None else words.photos(photos))
        self._fit()

    def _on_asked(self) -> None:
        self._fit()
        self.asked_anew.emit()

    def sizeHint(self) -> QSize:
        return QSize(400, _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Set the places of all parts, and hide the chips that do not fit."""
        right = self._put_right(self.count, self.width() - _EDGE)
        self.every.setVisible(self.is_asking)
        if self.is_asking:
            right = self._put_right(self.every, right)
        left = self._put_left(self._title, _EDGE) + 8
        shown = self._shown(right - left)
        for chip in self.chips:
            chip.setVisible(chip in shown)
        for chip in shown:
            left = self._put_left(chip, left) + _GAP
        self.more.setVisible(len(shown) < self._total)
        self._put_left(self.more, left)

    def _shown(self, room: int) -> list[PersonChip]:
        """Return the chips that fit, in their order; those asked for get their room first."""
        by_need = sorted(self.chips, key=lambda chip: chip.asked is ChipLook.OPEN)
        widths = [chip.width() + _GAP for chip in by_need]
        number = len(by_need)
        while number and sum(widths[:number]) > room - self._more_width(self._total - number):
            number -= 1
        return [chip for chip in self.chips if chip in by_need[:number]]

    def _more_width(self, number: int) -> int:
        """Set the text "… more" and return its width, 0 if no one is left over."""
        self.more.setText(self.tr("{} more").format(words.number_text(number)))
        return self.more.sizeHint().width() if number > 0 else 0

    def _put_left(self, part: QWidget, left: int) -> int:
        """Place a widget and return where the next one begins."""
        size = part.sizeHint()
        part.setGeometry(left, (_HIGH - size.height()) // 2, size.width(), size.height())
        return left + size.width()

    def _put_right(self, part: QWidget, right: int) -> int:
        """Place a widget at the right end and return where the one before it ends."""
        left = right - part.sizeHint().width()
        self._put_left(part, left)
        return left - 8
