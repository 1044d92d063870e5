"""Naming one group after another, without waiting until a name is saved.

A group that has got its name stays in place as a "ghost": its faces are pale, and it offers Undo.
Ghosts are removed when the page is sorted again. A card's text is "given" when Enter makes it the
group's name. Texts that were not given are kept on their cards. If a card's group is gone, its text
is "put away", and it returns with the group.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QObject, QRect, Signal

from kinfolk.core import names
from kinfolk.core.concurrent_decisions import Named
from kinfolk.core.db.changes import Changes
from kinfolk.core.naming import Shown
from kinfolk.core.people import Person
from kinfolk.core.person_fields import UNCHANGED, PersonChanges
from kinfolk.errors import AppError, Conflict
from kinfolk.gui.actions.people import NewName, PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import Card, PeopleModel
from kinfolk.gui.look_closer.sheet import Given
from kinfolk.gui.wall.group_field import GroupField, Offer
from kinfolk.gui.wall.known_names import Known
from kinfolk.gui.wall.reading import MOSAIC, OpenedCard
from kinfolk.gui.widgets.card_list import CardList
from kinfolk.gui.widgets.controls import choose, keys_used
from kinfolk.gui.widgets.somebody_else import put_apart
from kinfolk.settings import HalfTyped


class State(Enum):
    """Name how far the name on a card may have come."""

    TYPED = auto()  # no name yet: being typed, or left on the card
    # Given by Enter, not saved yet
    WRITING = auto()
    NAMED = auto()
    REFUSED = auto()  # not saved; `problem` says why


@dataclass
class NamingEntry:
    """Hold a card with a text or a name, and the faces it showed when it was opened.

    The name is for these faces alone, even if a scan adds faces to the group later.
    """

    card: Card
    group: Shown
    text: str = ""
    state: State = State.TYPED
    joins: str | None = None  # the name of the person who has it already and gets the faces
    whom: Named | None = None  # that person, as they were shown
    problem: str = ""
    is_ignored: bool = False  # it is ignored: hidden, without a name
    is_taken: bool = False  # somebody has the name that was left as text
    person_id: str = ""  # id of the person who has the faces once they are named
    step_id: int | None = None  # history step that gave the name
    without: tuple[str, ...] = ()  # faces taken out of the group in "Look closer"
    kept: PersonChanges = UNCHANGED  # what `whom` takes over from the group, such as its birth date
    is_unwanted: bool = False  # take it back as soon as it is written
    place: int = 0  # the card's row when the name was taken back

    @property
    def is_given(self) -> bool:
        """Whether the name is saved or being saved, so that no other name can be typed."""
        return self.state in (State.WRITING, State.NAMED)

    @property
    def is_single(self) -> bool:
        """Whether the card is about a single face and not about a group."""
        return self.group.group_id in self.group.face_ids

    @property
    def owner(self) -> Named:
        """The person of that name, who has the faces once the name is saved."""
        return self.whom or Named(self.person_id or self.card.person.id, self.text)

    @property
    def is_refused(self) -> bool:
        """Whether the name could not be saved."""
        return self.state is State.REFUSED

    @property
    def waits(self) -> bool:
        """Whether the card has a text that was typed but not given."""
        return bool(self.text) and self.state is State.TYPED

    @property
    def look(self) -> tuple[object, ...]:
        """All values on which the painting of the card depends."""
        return self.text, self.state, self.can_be_undone, self.is_taken, self.is_ignored

    @property
    def can_be_undone(self) -> bool:
        """Whether the name is saved and its history step can be undone."""
        return self.state is State.NAMED and self.step_id is not None


@dataclass(frozen=True)
class NamingQuestion:
    """Hold the functions by which naming asks the library."""

    # The card as it is now; None if there is nothing left to name
    read: Callable[[Card], OpenedCard | None]
    # Group ids -> faces by group, for groups that exist
    faces_now: Callable[[Collection[str]], Mapping[str, Sequence[str]]]
    owner: Callable[[str], str | None]  # face id -> id of the unnamed group that has it
    names: Callable[[str], Known]  # library id -> its names
    portrait: Callable[[str], str | None]  # person id -> portrait
    likely: Callable[[str], str | None]  # group id -> name of the person it probably is
    near: Callable[[str], Sequence[str]]  # group id -> people that its card may name
    # Face ids -> names of people who appear with them in photos
    beside: Callable[[Sequence[str]], Sequence[str]]


class Naming(QObject):
    """Give names to the groups of one list; at most one card is open.

    A card is known by its group id, never by its row. Its place, faces and text stay until the user
    moves on, even if a scan changes the group. This object owns the name field and the offer, which
    says what Enter would do.
    """

    given = Signal()  # a name was given and is being written
    changed = Signal()  # which cards have a name, or a text waiting
    opened = Signal(str)  # group id of the card that was opened
    placed = Signal()  # the field or the offer has moved
    moved = Signal(str)  # id of a group not shown yet that has got the faces of the open card
    closed = Signal()  # no card is open any more, or a name was saved: the list may change

    def __init__(
        self,
        view: CardList,
        model: PeopleModel,
        actions: PeopleActions,
        thumbs: Thumbs,
        *,
        asked: NamingQuestion,
        show: Callable[[Sequence[str]], None],
        field_rect: Callable[[int], QRect],
    ) -> None:
        """`show(ids)` shows just these groups, each in place.

        `field_rect(row)` is a card's field.
        """
        super().__init__(view)
        self._view = view
        self._model = model
        self._actions = actions
        self._read = asked.read
        self._faces_now = asked.faces_now
        self._owner = asked.owner
        self._known_of = asked.names
        self._portrait = asked.portrait
        self._likely = asked.likely
        self._near = asked.near
        self._beside = asked.beside
        self._returns_to: int | None = None  # id of the step whose card opens when it is undone
        self._is_guess = False  # the field holds the likely name, which the user has not typed
        self._is_touched = False  # the user has typed into the open card
        self._show_groups = show
        self._field_rect = field_rect
        self._entries: dict[str, NamingEntry] = {}
        # Names that were undone, to restore if the step is done again
        self._taken_back: dict[str, NamingEntry] = {}
        # Texts of groups that are gone, until an undo or redo
        self._put_away: dict[str, NamingEntry] = {}
        self.before: Naming | None = None  # Tab leads here from the cards above ...
        self.after: Naming | None = None  # ... and from here to the cards below
        self._open: NamingEntry | None = None
        self._names = Known([], {})  # names in the library of the open card
        self._unmade: set[str] = set()  # groups that the user's own drop or undo has removed
        self._offered: Named | None = None  # the person whose name is in the field, as offered
        self.field = GroupField(view.viewport())
        self.offer = Offer(thumbs, self.field)
        self.field.textEdited.connect(self._on_edited)
        self.field.textChanged.connect(self._on_text)
        self.field.given.connect(self._on_given)
        self.field.stepped.connect(self._on_stepped)
        self.field.cancelled.connect(self.cancel)
        self.field.abandoned.connect(self.leave)
        self.field.apart_wanted.connect(self._on_apart)
        self.field.ignored.connect(self._on_ignored)
        self.offer.accepted.connect(self._on_given)
        self.offer.apart_wanted.connect(self._on_apart)

    # what is known

    @property
    def is_open(self) -> bool:
        """Whether a name is being typed, so that nothing in the list may move."""
        return self._open is not None

    @property
    def open_id(self) -> str | None:
        """The id of the group whose card is open, or None."""
        return self._open.card.person.id if self._open else None

    @property
    def is_guess(self) -> bool:
        """Whether the field holds the likely name, which the user has not typed."""
        return self._is_guess

    @property
    def held(self) -> Collection[str]:
        """The ids of groups whose cards stay even if the library no longer has the groups."""
        return self._entries.keys()

    def typed(self, *, is_hidden: bool) -> Sequence[str]:
        """Return ids of groups with a text or a name not saved; ignored groups if `is_hidden`."""
        texts = (each for each in self._entries.values() if each.waits or each.is_refused)
        people = (each.card.person for each in texts)
        return [each.id for each in people if each.is_hidden == is_hidden]

    @property
    def half_typed(self) -> dict[str, HalfTyped]:
        """All texts that were not given or not saved, by group id; the open card's is included.

        The window stores them, so that they are there after a restart.
        """
        entries = self._put_away | self._entries
        texts = {group_id: each.text for group_id, each in entries.items() if not each.is_given}
        if self._open is not None:
            texts[self._open.card.person.id] = self.field.text().strip() if self._has_text else ""
        return {
            group_id: HalfTyped(text=text, faces=entries[group_id].card.faces)
            for group_id, text in texts.items()
            if text
        }

    def wait_with(self, typed: Mapping[str, HalfTyped], cards: Mapping[str, Card]) -> None:
        """Take over the texts of an earlier session; each appears once its card is shown."""
        for group_id, card in cards.items():
            shown = Shown(group_id, card.person.library_id, typed[group_id].faces)
            if card.person.name is None:
                self._put_away[group_id] = NamingEntry(card, shown, typed[group_id].text)

    @property
    def cards(self) -> Mapping[str, Card]:
        """The cards with a text or a name, by group id, as the user saw them when typing."""
        return {group_id: entry.card for group_id, entry in self._entries.items()}

    def entry(self, group_id: str) -> NamingEntry | None:
        """Return the text or name of a card and its state, or None."""
        return self._entries.get(group_id)

    def is_given(self, group_id: str) -> bool:
        """Return whether the group's name is saved or being saved."""
        entry = self._entries.get(group_id)
        return entry is not None and entry.is_given

    @property
    def given_count(self) -> int:
        """The number of cards whose name is saved or being saved, or that were ignored."""
        return sum(entry.is_given for entry in self._entries.values())

    @property
    def named_count(self) -> int:
        """The number of cards whose name is saved or being saved, without ignored ones."""
        return sum(e.is_given and not e.is_ignored for e in self._entries.values())

    @property
    def unmade(self) -> Collection[str]:
        """The ids of groups that a drop or an undo by the user has removed; they get no card."""
        return self._unmade - self._entries.keys()

    @property
    def named(self) -> Collection[str]:
        """The ids of groups whose name is saved; their cards stay in place as ghosts."""
        return [g for g, entry in self._entries.items() if entry.state is State.NAMED]

    def begin_anew(self) -> None:
        """Remove the ghosts and forget which names were undone; the page is sorted again."""
        for group_id in self.named:
            del self._entries[group_id]
        self._taken_back.clear()
        self._unmade.clear()

    def lost(self, group_ids: Collection[str]) -> None:
        """Turn ghosts into cards without a name, because an undo elsewhere removed the name."""
        for group_id in set(self.named) & set(group_ids):
            self._keep_for_redo(self._entries.pop(group_id))

    def found(self, named: Mapping[str, str]) -> None:
        """Turn the cards of groups named elsewhere into ghosts; `named` are names by group id."""
        for group_id, name in named.items():
            row = self._model.row_of(group_id)
            card = self._model.card(row) if row >= 0 else None
            if card is not None and group_id not in self._entries:
                shown = Shown(group_id, card.person.library_id, card.faces)
                entry = NamingEntry(card, shown, name, State.NAMED, person_id=group_id)
                self._entries[group_id] = entry

    def person_of(self, group_id: str) -> str:
        """Return the id of the person the group became by its name, else the group's id."""
        entry = self._entries.get(group_id)
        return (entry and entry.person_id) or group_id

    # faces dropped on a card that keeps what it shows

    def take_in(self, group_id: str, face_ids: Sequence[str]) -> Sequence[str]:
        """Show dropped faces on the card at once, after its first face.

        Return those that the card did not show before.
        """
        entry = self._entries.get(group_id)
        if entry is None:
            return ()
        shown = entry.group.face_ids
        new = [face for face in face_ids if face not in shown]
        self._show_faces(entry, (*shown[:1], *new, *shown[1:]))
        return new

    def leave_out(self, group_id: str, face_ids: Sequence[str]) -> None:
        """Remove faces from the card that the group did not get after all."""
        entry = self._entries.get(group_id)
        if entry is not None:
            left = tuple(face for face in entry.group.face_ids if face not in face_ids)
            self._show_faces(entry, left)

    def _show_faces(self, entry: NamingEntry, face_ids: tuple[str, ...]) -> None:
        """Set the faces that a card shows and that its name will be for."""
        person = replace(entry.card.person, face_count=len(face_ids))
        entry.group = replace(entry.group, face_ids=face_ids)
        entry.card = Card(person, face_ids[:MOSAIC])
        self._model.put(entry.card)
        if entry is self._open:
            self._say_who()  # the offer says how many faces there are

    # a card whose faces go elsewhere

    def give_away(self, group_ids: Collection[str]) -> None:
        """Remove these cards before their faces are written to another person.

        No key can then act on faces that have gone. If one of the cards was open, the next one
        opens.
        """
        gone = set(group_ids).intersection([*self._model.ids, *self._entries])
        if not gone:
            return
        place = self._place_without(gone)
        opened = self._closed_entry() if self.open_id in gone else None
        self._put_texts_away(gone)
        self._unmade.update(gone)
        self._show_groups([each for each in self._model.ids if each not in gone])
        if opened is not None:
            self._go_on_from(place, 1)
        self.changed.emit()

    def _place_without(self, group_ids: Collection[str]) -> int:
        """Return the row that the open card, or the next one, has after these are removed."""
        row = self._model.row_of(self.open_id) if self.open_id else 0
        return sum(each not in group_ids for each in self._model.ids[:row])

    def _put_texts_away(self, group_ids: Collection[str]) -> list[str]:
        """Put the texts of these cards away until their groups return; return the texts."""
        entries = [self._entries.pop(each) for each in self._entries.keys() & set(group_ids)]
        texts = {each.card.person.id: each for each in entries if each.text}
        self._put_away.update(texts)
        return [each.text for each in texts.values()]

    def bring_back(self) -> None:
        """Return texts that were put away to their cards, if the groups exist again."""
        self._bring_back(self._unmade | self._put_away.keys())

    def _bring_back(self, group_ids: Collection[str]) -> None:
        """Return the texts of these groups to their cards, if the groups exist again.

        A text stays put away if its group has got a name, or has none of the faces it was typed
        for.
        """
        there = self._faces_now(group_ids)
        self._unmade -= there.keys()
        for group_id in self._put_away.keys() & there.keys():
            entry = self._put_away[group_id]
            if self._read(entry.card) is None:
                continue  # it has got a name
            if not set(entry.group.face_ids).intersection(there[group_id]):
                continue  # none of the faces for which the text was typed
            del self._put_away[group_id]
            if group_id not in self._entries:
                self._entries[group_id] = entry
                self._show_faces(entry, tuple(there[group_id]))

    def heed(self, there: Collection[str]) -> None:
        """Put away the texts of groups about which something was decided elsewhere.

        `there` are the ids of the groups in the library. A text returns when that decision is
        undone, on any page or by any process.
        """
        gone = (e for g, e in self._entries.items() if g not in there and e.waits)
        done = [e for e in gone if e is not self._open and self._read(e.card) is None]
        self._put_texts_away([each.card.person.id for each in done])
        # A group whose drop is not written yet still exists; it comes back by its own way.
        if back := (self._put_away.keys() & there) - self._unmade:
            self._bring_back(back)

    # taking back

    def take_back(self, group_id: str) -> None:
        """Undo the name of a card; a name that is still being saved is undone afterwards."""
        entry = self._entries.get(group_id)
        if entry is not None and entry.step_id is not None:
            self._returns_to = entry.step_id
            self._actions.take_back(entry.step_id)
        elif entry is not None and entry.state is State.WRITING:
            # Not saved yet, so there is no step to undo: take it back once there is.
            entry.is_unwanted = True

    def on_turned(self, step_id: int, id_now: int, is_undone: bool) -> None:
        """Update the cards of a history step that was undone or redone, in whatever way.

        `id_now` is the id that a redone step has now.
        """
        if is_undone:
            self._on_undone(step_id)
        else:
            self._on_redone(step_id, id_now)

    def follow(self, changes: Changes) -> list[str]:
        """Show what an undo or redo has changed, even on the open card.

        Only faces of that step change on the cards; faces that a scan has moved since stay as
        shown. Return the texts on cards of groups that the undo or redo has removed.
        """
        self.bring_back()
        touched, shown = changes.ids("face"), set(self._model.ids)
        ids = (changes.ids("person") | touched) & shown | self._entries.keys()
        there = dict(self._faces_now(ids))
        others = set()  # groups without any of the faces that their cards showed
        for entry in list(self._entries.values()):
            group_id = entry.card.person.id
            if group_id in there and self.person_of(group_id) == group_id:
                before = entry.group.face_ids
                after = _renewed(before, there[group_id], touched)
                if not after:
                    others.add(group_id)
                    del there[group_id]
                elif after != before:
                    self._show_faces(entry, after)
        gone = (ids & (changes.ids("person") | touched) | others) - there.keys()
        self._unmade = (self._unmade | gone) - there.keys()
        place, left = self._place_without(gone), None
        if self.open_id in gone:
            if self._has_text:
                self._stop_typing()
            else:
                left = self._closed_entry()
        texts = self._put_texts_away({each for each in gone if not self.is_given(each)})
        if gone:
            self._show_groups([each for each in self._model.ids if each not in self.unmade])
        if left is not None:  # done last, so that the next card is not one of those that are gone
            self._open_owner(left, place)
        self.changed.emit()
        return texts

    def _stop_typing(self) -> None:
        """Close the card without opening another one, so that the next letter is not typed."""
        self._closed_entry()
        if self.field.hasFocus():
            self._view.rest()
        self._hide()

    def _open_owner(self, entry: NamingEntry, place: int) -> None:
        """Open the group that has the closed card's faces now, or else the next card."""
        owner_id = self._owner(entry.group.face_ids[0])
        if owner_id is not None and self._model.row_of(owner_id) < 0:
            self._view.rest()
            self._hide()
            self.moved.emit(owner_id)
        elif owner_id is None or not self.begin_of(owner_id):
            self._go_on_from(place, 1)

    def _on_undone(self, step_id: int) -> None:
        """Turn the ghosts of an undone step into cards without a name, each in its place.

        The first of them opens if the keyboard is here or the user asked for the undo here, unless
        the user is typing.
        """
        for each in [e for e in self._entries.values() if e.step_id == step_id]:
            self._keep_for_redo(self._entries.pop(each.card.person.id))
        gone = (e for e in self._taken_back.values() if e.step_id == step_id)
        entry = min(gone, key=lambda e: e.place, default=None)
        if entry is None:
            return
        around = [each for each in (self, self.before, self.after) if each is not None]
        has_keys = any(each.has_keys for each in around)
        is_typing = any(each._has_text for each in around)
        if (has_keys or self._returns_to == step_id) and not is_typing:
            self.begin(self._model.row_of(entry.card.person.id))
        self._returns_to = None
        self._view.viewport().update()
        self.changed.emit()

    def _on_redone(self, step_id: int, id_now: int) -> None:
        """Turn the cards of a redone step into ghosts again; `id_now` is the step's new id."""
        for entry in [e for e in self._taken_back.values() if e.step_id == step_id]:
            del self._taken_back[entry.card.person.id]
            entry.step_id = id_now
            self._put_back(entry)

    def _put_back(self, entry: NamingEntry) -> None:
        """Show the entry's card as a ghost at its former row, unless text is being typed in it."""
        group_id = entry.card.person.id
        if self.open_id == group_id:
            if self._has_text:
                return
            self._closed_entry()
            self._entries[group_id] = entry
            self._go_on(entry, 1)
        self._entries[group_id] = entry
        if self._model.row_of(group_id) < 0:
            ids = list(self._model.ids)
            ids.insert(min(entry.place, len(ids)), group_id)
            with self._view.keeping_still():
                self._model.sync(ids)
        self._model.put(entry.card)
        self._view.viewport().update()
        self.changed.emit()

    def _keep_for_redo(self, entry: NamingEntry) -> None:
        """Remember an undone name and the card's row, in case the name is redone."""
        if entry.step_id is not None:
            entry.place = self._model.row_of(entry.card.person.id)
            self._taken_back[entry.card.person.id] = entry

    @property
    def has_keys(self) -> bool:
        """Whether the keyboard is in the field or on the cards."""
        return self.field.hasFocus() or self._view.hasFocus()

    @property
    def _has_text(self) -> bool:
        """Whether the user is typing, so that nothing may take the keyboard."""
        return self._open is not None and not self._is_guess and bool(self.field.text().strip())

    # opening and leaving

    def begin(self, row: int) -> bool:
        """Open the card for typing; return False if the row has no card that needs a name."""
        card = self._model.card(row)
        if card is None or self.is_given(card.person.id):
            return False
        if self._open is not None and self._open.card.person.id == card.person.id:
            return True
        opened = self._read(card)
        if opened is None:
            if self._put_texts_away([card.person.id]):
                self.closed.emit()
            return False
        for each in (self, self.before, self.after):
            if each is not None:
                each.leave()
        kept = self._entries.pop(card.person.id, None)
        entry = NamingEntry(opened.card, opened.group, kept.text if kept else "")
        self._entries[card.person.id] = self._open = entry
        self._model.put(opened.card)
        self._names = self._known_of(opened.group.library_id)
        choose(self._view, self._model.index(row))
        self._repaint(entry)
        self.place()
        self._is_touched = bool(entry.text)
        guess = "" if entry.text else self._guess(card.person.id)
        self.field.start(entry.text or guess, self._names.in_order, is_selected=bool(guess))
        self._is_guess = bool(guess)
        self._on_text()
        self.opened.emit(card.person.id)
        return True

    def begin_of(self, group_id: str) -> bool:
        """Open the card of this group; return False if it is not shown or needs no name."""
        row = self._model.row_of(group_id)
        return row >= 0 and self.begin(row)

    def _guess(self, group_id: str) -> str:
        """Return the likely name of the group, "" if there is none or nobody has it any more."""
        name = self._likely(group_id)
        return name if name is not None and self._names.name(name) is not None else ""

    def guess_again(self) -> None:
        """Put a likely name that has become known into the open field, if it is untouched."""
        if self._open is None or self._is_touched or self._is_guess:
            return
        if guess := self._guess(self._open.card.person.id):
            self._is_guess = True
            self.field.suggest(guess)
            self._on_text()

    def begin_from(self, row: int, by: int = 1) -> bool:
        """Open the first card from this row on that needs a name; `by` is 1 for down, -1 for up."""
        end = self._model.rowCount() if by > 0 else -1
        return any(self.begin(each) for each in range(row, end, by))

    def leave(self) -> None:
        """Close the card because the keyboard went elsewhere; the text is kept, not given."""
        entry = self._closed_entry()
        if entry is not None:
            self._put_down(entry)
            self._hide()

    def cancel(self) -> None:
        """Close the card and drop its text; the keyboard stays on the card."""
        entry = self._closed_entry()
        if entry is not None:
            del self._entries[entry.card.person.id]
            self._hide()

    def place(self) -> None:
        """Move the field and the offer to where the open card is now."""
        if self._open is not None:
            rect = self._field_rect(self._model.row_of(self._open.card.person.id))
            self.field.setGeometry(rect)
            self.offer.place(rect)
            self.placed.emit()

    def _closed_entry(self) -> NamingEntry | None:
        """Close the open card, if any, and return it with its text."""
        entry, self._open = self._open, None
        if entry is not None:
            text = self.field.stop()
            entry.text = "" if self._is_guess else text  # a guess was not typed
            self._is_guess = False
            self._repaint(entry)
        return entry

    def _hide(self) -> None:
        """Hide the field and the offer."""
        if self.field.hasFocus():
            self._view.setFocus()  # else Qt moves the focus to the next widget and scrolls there
        self.offer.hide()
        self.field.hide()
        self._view.viewport().update()
        self.closed.emit()

    def _go_on(self, entry: NamingEntry, by: int) -> bool:
        """Open the next card that needs a name, at once, so that the next key belongs to it.

        Return whether there was one; without one the list gets the keyboard.
        """
        return self._go_on_from(self._model.row_of(entry.card.person.id) + by, by)

    def _go_on_from(self, row: int, by: int) -> bool:
        """Open the next card that needs a name, from this row on; otherwise as `_go_on`."""
        if self.begin_from(row, by):
            return True
        beside = self.after if by > 0 else self.before
        if beside is not None and beside.begin_from(0 if by > 0 else beside.last, by):
            self._hide()
            return True
        self._view.rest()
        self._hide()
        return False

    @property
    def last(self) -> int:
        """The row of the last card."""
        return self._model.rowCount() - 1

    # looking closer

    def look(self, row: int) -> str | None:
        """Close the card for "Look closer" and return its text.

        Return None if the row has no card, or its group has got its name.
        """
        self.leave()
        card = self._model.card(row)
        if card is None or self.is_given(card.person.id):
            return None
        shown = Shown(card.person.id, card.person.library_id, card.faces)
        return self._entries.setdefault(card.person.id, NamingEntry(card, shown)).text

    def give(self, given: Given) -> None:
        """Name the group with the name and faces chosen in "Look closer".

        Its card becomes a ghost, and the next card opens.
        """
        group = given.group
        entry = self._entries[group.group_id]
        faces = group.face_ids
        person = replace(entry.card.person, face_count=len(faces))
        entry.card, entry.group = Card(person, faces[: len(entry.card.faces)]), group
        entry.text, entry.without, entry.kept = given.name, given.without, given.kept
        self._model.put(entry.card)
        whom = Named(given.whom.id, given.name) if given.whom else None
        self._give(entry, whom.name if whom else None, whom)
        self._go_on(entry, 1)

    def drop(self, group_id: str) -> None:
        """Remove the card of a group that was merged into another; an undo brings its text back."""
        self.give_away([group_id])
        self._view.rest()
        self.closed.emit()

    # what is typed

    def _on_edited(self) -> None:
        self._is_guess, self._is_touched = False, True
        self._on_text()

    def _on_given(self) -> None:
        """Give the typed name on Enter, and open the next card.

        Faces are added to a person who exists only if the offer to do so has been painted, so that
        the user could see it. Otherwise the text stays on the card without being given.
        """
        is_guess, is_seen = self._is_guess, self.offer.is_seen
        entry = self._closed_entry()
        if entry is None:
            return
        if is_guess:
            entry.text = self.field.text()
        joins = self._namesake(entry, entry.text) if entry.text else None
        if is_guess and not is_seen:
            entry.text = ""
        if not entry.text:
            del self._entries[entry.card.person.id]
        elif joins is None or is_seen:
            self._give(entry, joins, self._offered)
        self._go_on(entry, 1)

    def _on_stepped(self, by: int) -> None:
        """Go to the next or the previous card on Tab; from the last or first one leave the list."""
        entry = self._closed_entry()
        if entry is not None:
            self._put_down(entry)
            row = self._model.row_of(entry.card.person.id)
            if not (self.go_back_from(row) if by < 0 else self._go_on(entry, by)):
                self._view.rest()
                self._hide()
                self._view.focusNextPrevChild(by > 0)  # leaves the list

    def go_back_from(self, row: int) -> bool:
        """Go to the card before this row: open it, or make it current if it has its name.

        Return whether there is such a card.
        """
        before = row - 1
        if before < 0:
            above = self.before
            if above is None or not above.go_back_from(above.last + 1):
                return False
            self._hide()
            return True
        if not self.is_given(self._model.ids[before]):
            return self.begin_from(before, -1)
        self._view.rest()
        choose(self._view, self._model.index(before))
        keys_used(self._view)
        self._hide()
        return True

    def _on_text(self) -> None:
        if self._open is None:
            return
        self._view.scrollTo(self._view.currentIndex())  # whoever types must see the card
        self._say_who()

    def _say_who(self) -> None:
        """Show who has the name in the field, and what Enter would do."""
        if self._open is None:
            return
        text = self.field.text().strip()
        name = self._namesake(self._open, text) if text else None
        person_id = self._names.person_id(name) if name else None
        self._offered = Named(person_id, name) if name and person_id else None
        if name is None:
            self.field.set_hint("")
            self.offer.hide()
            self.placed.emit()
            return
        self.field.set_hint(self.tr("Enter · add"))
        what = words.faces(len(self._open.group.face_ids))
        said = self.tr("Add {faces} to {name}").format(faces=what, name=name)
        whose = self._offered
        self.offer.say(said, self._portrait(whose.id) if whose else self._face_of(name))
        self.placed.emit()

    def _on_apart(self) -> None:
        """Extend the name in the field on Shift+Enter, so that it means another person."""
        entry, self._is_guess, self._is_touched = self._open, False, True
        name = self._namesake(entry, self.field.stop()) if entry else None
        if entry is None or name is None:
            self._on_given()
            return
        put_apart(
            self.field,
            name,
            beside=self._beside(entry.group.face_ids),
            is_free=lambda text: self._namesake(entry, text) is None,
        )
        self.field.set_hint(self.tr("tells them apart"))

    def _face_of(self, name: str) -> str | None:
        """Return a face of a person whose name was given in these lists, or None."""
        key = names.key(name)
        given = (one for one in self._all_entries() if one.is_given and not one.is_ignored)
        return next((one.card.faces[0] for one in given if names.key(one.text) == key), None)

    def _namesake(self, asked: NamingEntry, text: str) -> str | None:
        """Return the name of the person in the card's library who has this name, or None.

        Names that are just being saved count, too.
        """
        key, library_id = names.key(text), asked.group.library_id
        for entry in self._all_entries():
            is_there = entry.is_given and entry.group.library_id == library_id
            if is_there and not entry.is_ignored and names.key(entry.text) == key:
                return entry.joins or entry.text
        return self._names.name(text)

    def _all_entries(self) -> Iterator[NamingEntry]:
        """Yield the entries of this list and of the lists above and below it."""
        for each in (self, self.before, self.after):
            if each is not None:
                yield from each._entries.values()

    # what becomes of it

    def accept(self, person: Person) -> bool:
        """Give the name of a person who was offered to the open card.

        Return False if nobody has that name any more.
        """
        entry, name = self._open, person.name or ""
        joins = self._namesake(entry, name) if entry is not None else None
        if entry is None or joins is None:
            return False
        self._closed_entry()
        entry.text = name
        self._give(entry, joins, Named(person.id, name))
        self._go_on(entry, 1)
        return True

    def _on_ignored(self) -> None:
        entry = self._closed_entry()
        if entry is not None:
            self._ignore([entry])
            self._go_on(entry, 1)

    def ignore(self, rows: Sequence[int]) -> None:
        """Ignore the cards of these rows in one step, or show again those that are ignored."""
        self.leave()
        cards = [self._model.card(row) for row in rows]
        read = [self._read(card) for card in cards if card and not self.is_given(card.person.id)]
        self._ignore([NamingEntry(one.card, one.group) for one in read if one is not None])

    def _ignore(self, entries: Sequence[NamingEntry]) -> None:
        """Ignore these cards in one step; those that are ignored already are shown again."""
        hidden = [each for each in entries if each.card.person.is_hidden]
        for entry in hidden:
            self._entries.pop(entry.card.person.id, None)
        if hidden:  # these are ignored already: show them again
            self._actions.set_hidden([each.card.person for each in hidden], False)
        entries = [each for each in entries if each not in hidden]
        for entry in entries:
            entry.state, entry.is_ignored, entry.problem = State.WRITING, True, ""
            self._entries[entry.card.person.id] = entry
        if not entries:
            return
        self.changed.emit()
        self._view.viewport().update()

        def done(step_id: int | None) -> None:
            for entry in entries:
                person_id = "" if entry.is_single else entry.group.group_id
                self._on_written(entry, person_id, step_id)

        def failed(error: AppError) -> None:
            for entry in entries:
                self._mark_refused(entry, error)
            self._say_refused(entries[0], error)

        self._actions.ignore(
            groups={e.group.group_id: e.group.face_ids for e in entries if not e.is_single},
            faces=[each.group.group_id for each in entries if each.is_single],
            unlike={e.group.group_id: self._near(e.group.group_id) for e in entries},
            owner=self,
            done=done,
            failed=failed,
        )

    def _repaint(self, entry: NamingEntry) -> None:
        """Repaint one card, because repainting all takes as long as all else that a key does."""
        self._view.update(self._model.index(self._model.row_of(entry.card.person.id)))

    def _put_down(self, entry: NamingEntry) -> None:
        """Keep the text on its card, or forget the card's entry if there is no text."""
        if not entry.text:
            del self._entries[entry.card.person.id]
        else:
            entry.is_taken = self._namesake(entry, entry.text) is not None

    def _give(self, entry: NamingEntry, joins: str | None, whom: Named | None) -> None:
        """Save the name of a card in the background; the card becomes a ghost."""
        entry.state, entry.joins, entry.problem = State.WRITING, joins, ""
        entry.whom = whom if joins is not None else None
        entry.is_ignored = False
        self.given.emit()
        self.changed.emit()
        self._actions.name_group(
            NewName(entry.group, entry.text, joins, entry.whom, entry.without, entry.kept),
            owner=self,
            done=lambda person_id, step_id: self._on_written(entry, person_id, step_id),
            failed=lambda error: self._on_refused(entry, error),
        )
        self._repaint(entry)

    def _on_written(self, entry: NamingEntry, person_id: str, step_id: int | None) -> None:
        """Note that a name is saved; undo it at once if the user has asked for that meanwhile."""
        entry.state, entry.person_id, entry.step_id = State.NAMED, person_id, step_id
        self._repaint(entry)
        if entry.is_unwanted:
            entry.is_unwanted = False
            self.take_back(entry.card.person.id)
        if self._open is None:
            self.closed.emit()

    def _on_refused(self, entry: NamingEntry, error: AppError) -> None:
        """Mark the card whose name could not be saved, with its text, and tell the user."""
        self._mark_refused(entry, error)
        self._say_refused(entry, error)

    def _mark_refused(self, entry: NamingEntry, error: AppError) -> None:
        entry.state, entry.problem, entry.is_unwanted = (
            State.REFUSED,
            words.said(error.message),
            False,
        )
        entry.group = entry.group.again()
        self._entries[entry.card.person.id] = entry

    def _say_refused(self, entry: NamingEntry, error: AppError) -> None:
        """Tell that a name was not saved; offer to show the card or to try again."""
        self._view.viewport().update()
        self.changed.emit()
        if self._open is None:
            self.closed.emit()
        why = words.why(error)
        if entry.is_ignored:
            said = self.tr("Nothing was ignored. {why}").format(why=why)
        else:
            said = self.tr("“{name}” wasn’t saved. {why}").format(name=entry.text, why=why)
        if isinstance(error, Conflict):
            self._actions.offer(said, self.tr("Show"), lambda: self._show(entry))
        else:
            self._actions.offer(said, self.tr("Try again"), self.retry)

    def retry(self) -> None:
        """Save all names again that could not be saved, in the order in which they were typed."""
        refused = [one for one in self._entries.values() if one.is_refused]
        if ignored := [one for one in refused if one.is_ignored]:
            self._ignore(ignored)
        for entry in refused:
            if not entry.is_ignored:
                self._give(entry, entry.joins, entry.whom)

    def _show(self, entry: NamingEntry) -> None:
        self.begin_of(entry.card.person.id)


def _renewed(
    before: Sequence[str], now: Sequence[str], touched: Collection[str]
) -> tuple[str, ...]:
    """Return a card's faces `before`, with the `touched` ones replaced by those in `now`.

    `now` are the group's faces in the library. Other faces stay and keep their order. A new face is
    put before the first shown face that follows it in `now`. If none of the faces in `before`
    stays, the result is empty, because the group is then no longer the one for which a name was
    typed.
    """
    places = {face: place for place, face in enumerate(now)}
    shown = [face for face in before if face not in touched or face in places]
    for face in now if shown else ():
        if face in touched and face not in before:
            later = (at for at, each in enumerate(shown) if places.get(each, -1) > places[face])
            shown.insert(next(later, len(shown)), face)
    return tuple(shown)
