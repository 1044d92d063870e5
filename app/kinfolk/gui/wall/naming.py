"""Naming in a list of cards: the field moves from card to card as the naming session says."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, QRect, Signal

from kinfolk.core.people.naming import Given
from kinfolk.core.people.people import Person
from kinfolk.errors import AppError, Conflict
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import PeopleModel
from kinfolk.gui.wall.group_field import GroupField
from kinfolk.gui.who.namesake import put_apart, with_other
from kinfolk.gui.widgets.card_list import CardList
from kinfolk.gui.widgets.controls import choose, keys_used
from kinfolk.naming.entry import NamingEntry
from kinfolk.naming.session import Gone, NamingSession


class Naming(QObject):
    """Show the open card of the session, and tell the session what the user does with it.

    It owns the name field and the offer of one list; the offer says what Enter would do. What the
    session decides is written here.
    """

    given = Signal()  # a name was given and is being written
    changed = Signal()  # which cards have a name, or a text waiting
    opened = Signal(str)  # group id of the card that was opened
    placed = Signal()  # the field or the offer has moved
    closed = Signal()  # no card is open any more, or a name was saved: the list may change

    def __init__(
        self,
        view: CardList,
        model: PeopleModel,
        session: NamingSession,
        actions: PeopleActions,
        thumbs: Thumbs,
        *,
        show: Callable[[Sequence[str]], None],
        field_rect: Callable[[int], QRect],
    ) -> None:
        """`show(ids)` shows just these groups, each in place.

        `field_rect(row)` is a card's field.
        """
        super().__init__(view)
        self.session = session
        self.beside: Naming | None = None  # the naming in the other list
        self._view = view
        self._model = model
        self._actions = actions
        self._show_groups = show
        self._field_rect = field_rect
        self._shown: NamingEntry | None = None  # the entry on whose card the field is
        self._said: object = None  # what the offer says, and of which text
        self.field = GroupField(thumbs, session.people, view.viewport())
        self.offer = self.field.offer
        self.field.textEdited.connect(session.edit)
        self.field.textChanged.connect(self._on_text)
        self.field.marked.connect(self._on_text)
        self.field.given.connect(self._on_given)
        self.field.stepped.connect(self._on_stepped)
        self.field.cancelled.connect(self.cancel)
        self.field.abandoned.connect(self.leave)
        self.field.apart_wanted.connect(self._on_apart)
        self.field.ignored.connect(self._on_ignored)

    @property
    def open_id(self) -> str | None:
        """The id of the group whose card is open in this list, or None."""
        entry = self.session.open
        return entry.id if entry is not None and entry.cards is self._model else None

    @property
    def is_open(self) -> bool:
        """Whether a name is being typed in this list, so that nothing in it may move."""
        return self.open_id is not None

    @property
    def has_keys(self) -> bool:
        """Whether the keyboard is in the field or on the cards."""
        return self.field.hasFocus() or self._view.hasFocus()

    # opening and leaving

    def begin(self, row: int) -> bool:
        """Open the card for typing; return False if the row has no card that needs a name."""
        is_begun = self.session.begin(self._model, row)
        self._show_both()
        if not is_begun:
            self.closed.emit()  # the card may be of a group that is gone
        return is_begun

    def begin_of(self, group_id: str) -> bool:
        """Open the card of this group; return False if it is not shown or needs no name."""
        row = self._model.row_of(group_id)
        return row >= 0 and self.begin(row)

    def begin_from(self, row: int) -> bool:
        """Open the first card of this list, from this row on, that needs a name."""
        is_begun = self.session.begin_from(self._model, row)
        self._show_both()
        return is_begun

    def go_back_from(self, row: int) -> bool:
        """Go to the card before this row: open it, or make it current if it has its name.

        Return whether there is such a card.
        """
        place = self.session.go_back(self._model, row)
        if place is not None and self.session.open is None:
            cards, row = place
            naming = self if cards is self._model or self.beside is None else self.beside
            naming._make_current(row)
        self._show_both()
        return place is not None

    def _make_current(self, row: int) -> None:
        """Take the keyboard to a card that has its name."""
        self._view.rest()
        choose(self._view, self._model.index(row))
        keys_used(self._view)

    def leave(self) -> None:
        """Close the card because the keyboard went elsewhere; the text is kept, not given."""
        if self.is_open:
            self.session.leave()
            self._show_both()

    def cancel(self) -> None:
        """Close the card and drop its text; the keyboard stays on the card."""
        if self.is_open:
            self.session.cancel()
            self._show_both()

    # what is shown

    def _show_both(self) -> None:
        """Show in both lists what the session has open.

        The field that opens comes first, so that the keyboard goes to it directly.
        """
        both = [self] if self.beside is None else [self, self.beside]
        for each in sorted(both, key=lambda each: not each.is_open):
            each.show()

    def show(self) -> None:
        """Put the field on the open card, or hide it if no card of this list is open."""
        before, self._shown = self._shown, self.session.open if self.is_open else None
        if before is not None and before is not self._shown:
            self.field.stop()
            self._repaint(before)
        if self._shown is None and before is not None:
            self._hide()
        elif self._shown is not None and self._shown is not before:
            self._start(self._shown)
        self._say_who()

    def _start(self, entry: NamingEntry) -> None:
        """Move the field to a card that has just been opened, with its text or a guess."""
        choose(self._view, self._model.index(entry.row))
        self._repaint(entry)
        self.place()
        is_guess = self.session.is_guess
        self._said = None
        self.field.start(self.session.text, self.session.completions, is_selected=is_guess)
        self._on_text()
        self.opened.emit(entry.id)

    def _hide(self) -> None:
        if self.field.hasFocus():
            self._view.setFocus()  # else Qt moves the focus to the next widget and scrolls there
        self.offer.hide()
        self.field.hide()
        self._view.viewport().update()
        self.closed.emit()

    def place(self) -> None:
        """Move the field and the offer to where the open card is now."""
        if self._shown is not None and self._shown is self.session.open:
            rect = self._field_rect(self._shown.row)
            self.field.setGeometry(rect)
            self.field.place_below(rect)
            self.placed.emit()

    def _repaint(self, entry: NamingEntry) -> None:
        """Repaint one card, because repainting all takes as long as all else that a key does."""
        self._view.update(self._model.index(entry.row))

    def _on_text(self) -> None:
        if self._shown is None or not self.is_open:
            return
        self.session.write(self.field.text(), is_new=self.field.is_new)
        self._view.scrollTo(self._view.currentIndex())  # whoever types must see the card
        self._say_who()

    def _say_who(self) -> None:
        """Show who has the name in the field, and what Enter would do."""
        entry, namesake = self._shown, self.session.namesake
        if entry is None:
            return
        number = len(entry.group.face_ids)
        said = entry, self.session.text, namesake, number, self.session.is_asked
        if said == self._said:
            return  # what was painted already is not to be painted again before Enter means it
        self._said = said
        if self.session.is_asked:
            self.field.selectAll()  # the next letter is of another name
        self.field.tell(self.session.text, namesake, number, is_asked=self.session.is_asked)
        self.place()

    def guess_again(self) -> None:
        """Put a likely name that has become known into the open field, if it is untouched."""
        if self.is_open and self.session.guess_again():
            self.field.suggest(self.session.text)

    # keys

    def _on_given(self) -> None:
        """Give the typed name on Enter, and open the next card."""
        if self.is_open:
            self._went_on(self.session.enter(is_seen=self.offer.is_seen))

    def accept(self, person: Person) -> bool:
        """Give the name of a person who was offered to the open card.

        Return False if no one has that name any more.
        """
        entry = self.session.accept(person) if self.is_open else None
        if entry is not None:
            self._went_on(entry)
        return entry is not None

    def _on_stepped(self, by: int) -> None:
        """Go to the next or the previous card on Tab; from the last or first one leave the list."""
        entry = self.session.open
        if entry is None or not self.is_open:
            return
        self.session.leave()
        if by > 0 and self.session.go_on(entry):
            self._show_both()
        elif by > 0 or not self.go_back_from(entry.row):
            self._view.rest()
            self._show_both()
            self._view.focusNextPrevChild(by > 0)  # leaves the list

    def _on_apart(self) -> None:
        """Extend the name in the field on Shift+Enter, so that it means another person.

        The beginning of a name is given as it is.
        """
        self.field.stop()
        if self.is_open and self.session.take_as_new():
            self._on_given()
            return
        other = self.session.apart(with_other()) if self.is_open else None
        if other is None:
            self._on_given()
        else:
            put_apart(self.field, other)
            self.field.set_hint(self.tr("tells them apart"))

    def _went_on(self, entry: NamingEntry | None) -> None:
        """Write what was given, if anything, and show the next card; without one, rest."""
        if entry is not None:
            self._save(entry)
        if self.session.open is None:
            self._view.rest()
        self._show_both()

    # looking closer

    def look(self, row: int) -> str | None:
        """Close the card for "Look closer" and return its text.

        Return None if the row has no card, or its group has got its name.
        """
        text = self.session.look(self._model, row)
        self._show_both()
        return text

    def give(self, given: Given) -> None:
        """Name the group as chosen in "Look closer", and open the next card."""
        self._went_on(self.session.give(given))

    def drop(self, group_id: str) -> None:
        """Remove the card of a group that was merged into another; an undo brings its text back."""
        self.give_away([group_id])
        self._view.rest()
        self.closed.emit()

    # cards that come and go

    def give_away(self, group_ids: Collection[str]) -> None:
        """Remove the cards of these groups at once, before the write that moves their faces."""
        gone = self.session.give_away(self._model, group_ids)
        if gone:
            self._show_groups([each for each in self._model.ids if each not in gone])
            self._rest_after(self._shown)
            self._show_both()
            self.changed.emit()

    def follow(self, gone: Gone) -> None:
        """Remove the cards of groups that an undo or redo has removed."""
        unmade = self.session.entries.unmade
        stays = [each for each in self._model.ids if each not in unmade]
        if len(stays) < len(self._model.ids):
            self._show_groups(stays)
        # With a text, only whoever typed it loses the keyboard
        if not gone.is_stopped or self.field.hasFocus():
            self._rest_after(self._shown)
        self._show_both()
        self.changed.emit()

    def _rest_after(self, shown: NamingEntry | None) -> None:
        """Let the list rest if its open card has gone and no other one is open."""
        if shown is not None and self.session.open is None:
            self._view.rest()

    def put_back(self, entries: Sequence[NamingEntry]) -> None:
        """Show the ghosts of this list among these entries, each at its former row."""
        for entry in entries:
            if entry.cards is self._model and entry.row < 0:
                ids = list(self._model.ids)
                ids.insert(min(entry.place, len(ids)), entry.id)
                with self._view.keeping_still():
                    self._model.sync(ids)
        self._show_both()
        self._view.viewport().update()
        self.changed.emit()

    def take_in(self, group_id: str, face_ids: Sequence[str]) -> Sequence[str]:
        """Show dropped faces on a card at once; return those that it did not show before."""
        new = self.session.entries.take_in(group_id, face_ids)
        self._say_who()  # the offer says how many faces there are
        return new

    def leave_out(self, group_id: str, face_ids: Collection[str]) -> None:
        """Remove faces from the card that the group did not get after all."""
        self.session.entries.leave_out(group_id, face_ids)
        self._say_who()

    # what is written

    def take_back(self, group_id: str) -> None:
        """Undo the name of a card; a name that is still being saved is undone afterwards."""
        step_id = self.session.take_back(group_id)
        if step_id is not None:
            self._actions.take_back(step_id)

    def _save(self, entry: NamingEntry) -> None:
        self.given.emit()
        self.changed.emit()
        self._actions.name_group(
            entry.given,
            done=partial(self._on_written, entry),
            failed=partial(self._on_refused, [entry]),
        )
        self._repaint(entry)

    def _on_ignored(self) -> None:
        entry = self.session.ignore_open() if self.is_open else None
        if entry is not None:
            self._save_ignored([entry])
            self._went_on(None)

    def ignore(self, rows: Sequence[int]) -> None:
        """Ignore the cards of these rows in one step, or show again those that are ignored."""
        entries = self.session.ignore(self._model, rows)
        self._show_both()
        self._save_ignored(entries)

    def _save_ignored(self, entries: Sequence[NamingEntry]) -> None:
        """Save in one step who is ignored, and in another one who is shown again."""
        hidden = [each.card.person for each in entries if not each.is_ignored]
        if hidden:
            self._actions.set_hidden(hidden, False)
        entries = [each for each in entries if each.is_ignored]
        if not entries:
            return
        self.changed.emit()
        self._view.viewport().update()

        def done(step_id: int | None) -> None:
            for entry in entries:
                person_id = "" if entry.is_single else entry.group.group_id
                self._on_written(entry, person_id, step_id)

        self._actions.ignore(
            groups={e.group.group_id: e.group.face_ids for e in entries if not e.is_single},
            faces=[each.group.group_id for each in entries if each.is_single],
            unlike={e.group.group_id: self.session.near(e.group.group_id) for e in entries},
            done=done,
            failed=partial(self._on_refused, entries),
        )

    def _on_written(self, entry: NamingEntry, person_id: str, step_id: int | None) -> None:
        """Note that a name is saved; undo it at once if the user has asked for that meanwhile."""
        self.session.entries.written(entry, person_id, step_id)
        self._repaint(entry)
        if entry.is_unwanted:
            self.take_back(entry.id)
        if not self.is_open:
            self.closed.emit()

    def _on_refused(self, entries: Sequence[NamingEntry], error: AppError) -> None:
        """Tell that a name was not saved; offer to show its card or to try again."""
        for entry in entries:
            self.session.entries.refused(entry, words.said(error.message))
        self._view.viewport().update()
        self.changed.emit()
        if not self.is_open:
            self.closed.emit()
        first, why = entries[0], words.why(error)
        if first.is_ignored:
            said = self.tr("Nothing was ignored. {why}").format(why=why)
        else:
            said = self.tr("“{name}” wasn’t saved. {why}").format(name=first.text, why=why)
        if isinstance(error, Conflict):
            self._actions.offer(said, self.tr("Show"), lambda: self.begin_of(first.id))
        else:
            self._actions.offer(said, self.tr("Try again"), self.retry)

    def retry(self) -> None:
        """Save all names again that could not be saved, in the order in which they were typed."""
        refused = self.session.entries.retry(self._model)
        self._save_ignored([each for each in refused if each.is_ignored])
        for entry in refused:
            if not entry.is_ignored:
                self._save(entry)
