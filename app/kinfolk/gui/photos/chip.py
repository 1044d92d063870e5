"""The chip of one criterion of the photo search, with its menu."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.gui.base import plain_text
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photos.search_words import whom
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.chip import Chip, ChipLook


class ClauseChip(Chip):
    """Show a criterion; pressing it opens a menu with alternatives."""

    changed = Signal(object)  # a PhotoFilter to use in its place
    removed = Signal()  # it is to be removed from the search
    stepped = Signal(int)  # 1: move to the next chip, -1: to the one before
    left = Signal()  # Esc: back to the field

    def __init__(self, clause: PhotoFilter, text: str, thumbs: Thumbs, face_id: str | None) -> None:
        super().__init__(thumbs, has_face=whom(clause) is not None)
        self.clause = clause
        look = ChipLook.REFUSED if clause.none_of else ChipLook.WANTED
        self.show_as(text, look, face_id=face_id)
        said = self.tr("without {}").format(text) if clause.none_of else text
        self.setAccessibleName(said)
        self.setAccessibleDescription(self.tr("Press Delete to remove from the search"))
        tip = str(clause.folder) if clause.folder else text if self.is_cut else ""
        self.setToolTip(plain_text.tip(tip))
        self.clicked.connect(lambda: self.choices().popup(self._below()))

    def choices(self) -> QMenu:
        """Return the menu: other ways to ask for the same person, and Remove."""
        menu = controls.passing_menu(self)
        person_id = whom(self.clause)
        if person_id is not None and not self.clause.ages:
            kinds = {
                self.tr("In the photo"): PhotoFilter(all_of=(person_id,)),
                self.tr("One of these"): PhotoFilter(any_of=(person_id,)),
                self.tr("Not in the photo"): PhotoFilter(none_of=(person_id,)),
            }
            for text, clause in kinds.items():
                action = menu.addAction(text, partial(self.changed.emit, clause))
                action.setCheckable(True)
                action.setChecked(clause == self.clause)
            menu.addSeparator()
        COMMANDS.fill(menu, self, "Delete")
        return menu

    def _below(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, self.height() + 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)


COMMANDS: Commands[ClauseChip] = Commands(
    "Search terms",
    Command("Return Enter Space", "Change the search term", ClauseChip.click),
    Command("Delete Backspace", "Remove", lambda chip: chip.removed.emit()),
    Command("Right", "Next", lambda chip: chip.stepped.emit(1)),
    Command("Left", "Previous", lambda chip: chip.stepped.emit(-1)),
    Command("Esc", "Back to the field", lambda chip: chip.left.emit()),
)
