"""The photo search: chips that read as a sentence, and the sidebar's field that offers more."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from kinfolk.core.names import fold
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_folders
from kinfolk.core.photos.photo_filter import EVERY_PHOTO, PhotoFilter, added, clauses, removed
from kinfolk.core.photos.photo_folders import PhotoFolder
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import Command, Commands, KeyHints, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photos.search_suggestion_list import OfferList
from kinfolk.gui.photos.search_suggestions import SearchOffer, either, offers
from kinfolk.gui.photos.search_words import (
    NO_FOLDERS,
    FolderNames,
    asked_for,
    clause_text,
    in_words,
    joined,
    whom,
)
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.chip import HEIGHT, Chip, ChipLook
from kinfolk.gui.widgets.controls import Button, SearchField, keys_used, label, row
from kinfolk.gui.widgets.flow import Flow, flowing


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
        CHIP_COMMANDS.fill(menu, self, "Delete")
        return menu

    def _below(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, self.height() + 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not CHIP_COMMANDS.press(self, event):
            super().keyPressEvent(event)


class SearchBar(QFrame):
    """Show and change a search; `wanted` is what it asks for.

    `field` and `list` are shown in the sidebar. It reads no photos: `changed` tells that others are
    wanted.
    """

    changed = Signal(object)  # the new PhotoFilter
    save_wanted = Signal()
    left = Signal()  # the keyboard goes back to the photos

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.wanted = EVERY_PHOTO
        self.known: Mapping[str, Person] = {}  # people it asks for, by id
        self._library_id: str | None = None
        self.names: FolderNames = NO_FOLDERS
        self._folders: Sequence[PhotoFolder] | None = None  # None until they are read
        self._are_read = False  # whether they are up to date, or being read
        self._reads = Latest(context.tasks, self)
        self.chips: list[ClauseChip] = []
        self._shown: list[tuple[str, str | None]] | None = None  # what the chips say
        self._words: list[QWidget] = []
        self.field = _Field(self)
        self.list = OfferList(context.thumbs, self.field)
        self.number = label("", "caption", tone="muted")
        self.save = Button(self.tr("Save search"), clicked=self.save_wanted.emit)
        self.clear = Button(self.tr("Clear"), "link", clicked=self._on_clear)
        self._line = Flow(spacing=6)
        self.setLayout(
            row(flowing(self._line), self.number, self.save, self.clear, spacing=8, grow=0)
        )
        self.field.textEdited.connect(self._offer)
        self.list.chosen.connect(self._on_chosen)
        self.show_search(EVERY_PHOTO)
        self.say(0, is_saved=True)

    def start(self, text: str = "") -> None:
        """Move the keyboard to the field, with `text` in it if given, and show the offers."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.field.setText(text)
        self.field.selectAll()
        self._offer()

    def set_scope(self, library_id: str | None, names: FolderNames) -> None:
        """Set the library of people and folders offered (None for all), and the folders' names."""
        self.names = names
        if library_id != self._library_id:
            self._library_id, self._folders = library_id, None
            self.forget_folders()
            if self.field.hasFocus():
                self._read_folders()

    def forget_folders(self) -> None:
        """Have the folders read again at the next letter, because photos were added or moved."""
        self._are_read = False

    def show_search(self, wanted: PhotoFilter) -> None:
        with self._context.db.read() as session:
            self.known = people.cards(session, asked_for(wanted))
        said = [self._said(clause) for clause in clauses(wanted)]
        if (wanted, said) == (self.wanted, self._shown):
            return  # the chips stay, with a menu that is open
        self._shown = said
        focused = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for old in (*self.chips, *self._words):
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.wanted, self.chips, self._words = wanted, [], []
        before = None
        for clause in clauses(wanted):
            lead, _, tail = joined(before, clause).partition("{chip}")
            self._add_words(lead)
            self._add(self._chip(clause))
            self._add_words(tail)
            before = clause
        self.setVisible(bool(self.chips))
        if focused is not None:
            self._go_to(min(focused, len(self.chips) - 1))

    def say(self, number: int, *, is_saved: bool) -> None:
        """Show how many photos the search finds, and the Save button unless it is saved already."""
        is_search = self.wanted != EVERY_PHOTO
        self.number.setText(words.photos(number))
        self.number.setVisible(is_search)
        self.save.setVisible(is_search and not is_saved)

    def words_of(self, clause: PhotoFilter) -> str:
        """Return a criterion as part of a sentence, like "without Anna"."""
        return in_words(clause, self.known, self.names)

    def _said(self, clause: PhotoFilter) -> tuple[str, str | None]:
        """Return the text of a criterion, and the face of the person whom it is about."""
        person = self.known.get(whom(clause) or "")
        text = clause_text(clause, self.known, self.names)
        return text, person.effective_face_id if person else None

    def _chip(self, clause: PhotoFilter) -> ClauseChip:
        text, face_id = self._said(clause)
        chip = ClauseChip(clause, text, self._context.thumbs, face_id)
        place = len(self.chips)
        self.chips.append(chip)
        chip.removed.connect(lambda: self._ask(removed(self.wanted, clause)))
        chip.changed.connect(lambda instead: self._ask(_instead(self.wanted, clause, instead)))
        chip.stepped.connect(lambda by: self._go_to(place + by))
        chip.left.connect(self.field.setFocus)
        return chip

    def _add_words(self, text: str) -> None:
        """Add the words beside a chip, if there are any."""
        if text.strip():
            self._words.append(label(text.strip(), tone="muted"))
            self._words[-1].setFixedHeight(HEIGHT)
            self._add(self._words[-1])

    def _add(self, part: QWidget) -> None:
        self._line.addWidget(part)
        part.show()

    def _go_to(self, place: int) -> None:
        """Move the keyboard to the chip at this index; beyond the last one, to the field."""
        if 0 <= place < len(self.chips):
            self.chips[place].setFocus(Qt.FocusReason.TabFocusReason)
            keys_used(self.chips[place])
        elif place >= len(self.chips) or not self.chips:
            self.field.setFocus()

    def go_back(self) -> bool:
        """Move the keyboard from the field's start to the last chip; return whether it moved."""
        if not self.chips or self.field.cursorPosition() or self.field.hasSelectedText():
            return False
        self._go_to(len(self.chips) - 1)
        return True

    def drop_last(self) -> bool:
        """Remove the last criterion if the field is empty; return whether one was removed."""
        if self.field.text() or not self.chips:
            return False
        self._ask(removed(self.wanted, self.chips[-1].clause))
        return True

    def pick(self) -> None:
        """Apply the marked offer; if nothing is typed, move the keyboard to the photos."""
        offer = self.list.current() if self.list.isVisible() else None
        if offer is not None:
            self._on_chosen(offer)
        elif not self.field.text().strip():
            self._to_photos()

    def step(self, by: int) -> None:
        """Mark the next offer; if the list is closed, move down to the photos or open the list."""
        if self.list.isVisible():
            self.list.step(by)
        elif by > 0 and self.chips and not self.field.text():
            self._to_photos()
        else:
            self._offer()

    def _to_photos(self) -> None:
        keys_used(self)
        self.left.emit()

    def go_on(self) -> bool:
        """Apply the marked offer if something is typed, and move the keyboard to the photos.

        Return False if there are no photos to move to.
        """
        if self.field.text().strip():
            self.pick()
        self._to_photos()
        return not self.field.hasFocus()

    def leave(self) -> None:
        """Close the list, clear the text or leave the field: the first that is possible."""
        if self.list.isVisible() and self.field.text():
            self.field.clear()
            self._offer()
        elif self.list.isVisible():
            self.list.hide()
        else:
            self.field.clear()
            self._to_photos()

    def _on_clear(self) -> None:
        self._ask(EVERY_PHOTO)
        self._to_photos()

    def _on_chosen(self, offer: SearchOffer) -> None:
        self.field.clear()
        is_or = len(offer.clause.any_of) == 1 and not self.wanted.any_of
        self._ask(added(either(self.wanted) if is_or else self.wanted, offer.clause))
        self.field.setFocus()

    def _ask(self, wanted: PhotoFilter) -> None:
        """Show another search as chips and emit `changed`, without waiting for its photos."""
        if wanted != self.wanted:
            self.show_search(wanted)
            self.changed.emit(wanted)

    def _offer(self) -> None:
        """List the criteria that the text may mean, without those that the search already has."""
        self._read_folders()
        is_known = self._folders is not None
        text = self.field.text().strip()
        with self._context.db.read() as session:
            found = offers(session, text, self._library_id, self._folders or (), self.names)
        there = set(clauses(self.wanted))
        others = [each for each in found if each.clause not in there]
        self.list.show_offers(others, text, is_asked=bool(text and is_known and not found))

    def _read_folders(self) -> None:
        """Read the folders in the background, unless those read before are up to date."""
        if self._are_read:
            return
        self._are_read = True
        db, library_id, names = self._context.db, self._library_id, self.names

        def read() -> Sequence[PhotoFolder]:
            with db.read() as session:
                found = photo_folders.listed(session, library_id)
            # Fills the cache of `fold`: the main thread compares names at each letter
            for folder in found:
                fold(names.whole(folder.path))
            return found

        def done(found: Sequence[PhotoFolder]) -> None:
            if library_id == self._library_id:
                self._show_folders(found)

        self._reads.ask(read, done)

    def _show_folders(self, found: Sequence[PhotoFolder]) -> None:
        """Add the folders to the offers if something is typed; keep the marked offer."""
        self._folders = found
        if self.field.hasFocus() and self.field.text().strip():
            marked = self.list.current()
            self._offer()
            self.list.mark(marked)


def _instead(wanted: PhotoFilter, clause: PhotoFilter, other: PhotoFilter) -> PhotoFilter:
    """Return the search with one criterion replaced."""
    return added(removed(wanted, clause), other)


class _Field(SearchField):
    """Take what is typed into the search, and the keys of the list."""

    def __init__(self, bar: SearchBar) -> None:
        super().__init__(self.tr("Search photos"), "Ctrl+F", bar)
        self._bar = bar
        said = self.tr("Search by person, folder, year or “someone unnamed”")
        self.setToolTip(plain_text.tip(said))

    @property
    def keys(self) -> KeyHints | None:
        return COMMANDS.hints(self._bar)

    def clear(self) -> None:
        """Empty the field, and close the list, which was about its text."""
        super().clear()
        self._bar.list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self._bar, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return (forward and self._bar.go_on()) or super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._bar.list.hide()


CHIP_COMMANDS: Commands[ClauseChip] = Commands(
    "Search terms",
    Command("Return Enter Space", "Change the search term", ClauseChip.click),
    Command("Delete Backspace", "Remove", lambda chip: chip.removed.emit()),
    Command("Right", "Next", lambda chip: chip.stepped.emit(1)),
    Command("Left", "Previous", lambda chip: chip.stepped.emit(-1)),
    Command("Esc", "Back to the field", lambda chip: chip.left.emit()),
)
COMMANDS: Commands[SearchBar] = Commands(
    "Searching photos",
    Command(
        "Return Enter",
        "Add the highlighted suggestion",
        SearchBar.pick,
        hint=lambda bar: translated("add to search") if bar.list.offers else "",
    ),
    Command("Tab", "Add the highlighted suggestion and go to the photos"),
    Command(
        "Down",
        "Show suggestions; next suggestion",
        lambda bar: bar.step(1),
        hint=lambda bar: translated("choose") if bar.list.offers or bar.list.isHidden() else "",
        cap="↑ ↓",
    ),
    Command("Up", "Previous", lambda bar: bar.step(-1)),
    Command("Left", "Go to the search terms", SearchBar.go_back),
    Command("Backspace", "Remove the last search term (in an empty field)", SearchBar.drop_last),
    Command(
        "Esc",
        "Clear the field; if empty, go back to the photos",
        SearchBar.leave,
        hint="back to the photos",
    ),
)
