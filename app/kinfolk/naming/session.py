"""Naming one group after another, without waiting until a name is saved."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people import Person
from kinfolk.naming import reads
from kinfolk.naming.distinct_names import Apart, apart
from kinfolk.naming.entries import Entries
from kinfolk.naming.entry import Cards, NamingEntry, State
from kinfolk.naming.fit import Fit, Objection
from kinfolk.naming.names_in_use import Known, NamesInUse
from kinfolk.naming.typed_name import Namesake
from kinfolk.recognition.questions.queue import QuestionQueue
from kinfolk.recognition.suggestion import Certainty
from kinfolk.settings import HalfTyped


@dataclass(frozen=True)
class Gone:
    """Hold what has become of cards whose groups an undo or redo has removed."""

    texts: Sequence[str]  # the texts that were typed on them
    is_stopped: bool  # the open card was one of them, and had a text
    moved_to: str | None  # id of a group, not shown yet, that has the faces of the open card


class NamingSession:
    """Give names to the cards of a list of groups and a list of single faces below it.

    At most one card is open. A card is known by its id, never by its row. Its place, faces and text
    stay until the user moves on, even if a scan changes the group. The session writes nothing:
    whoever shows it writes the entries that `enter` and others return, and reports to `entries`
    what became of them.
    """

    def __init__(
        self, db: Database, questions: QuestionQueue, fit: Fit, groups: Cards, singles: Cards
    ) -> None:
        self._db = db
        self._questions = questions
        self._fit = fit
        self._lists = (groups, singles)  # from top to bottom
        self.names = NamesInUse(db)
        self.entries = Entries(db)  # what is on the cards
        self.open: NamingEntry | None = None  # the card that is being typed into
        self.text = ""  # in its field
        self.namesake: Namesake | None = None  # who has this name already
        self.is_asked = False  # Enter has asked about the objection: the next one gives the name
        self.is_guess = False  # the field holds the likely name, which the user has not typed
        self.is_touched = False  # the user has typed into the open card
        self._known = Known([], {})  # names in the library of the open card
        self._returns_to: int | None = None  # id of the step whose card opens when it is undone

    # what is known

    @property
    def has_text(self) -> bool:
        """Whether the user is typing, so that nothing may take the keyboard."""
        return self.open is not None and not self.is_guess and bool(self.text)

    @property
    def completions(self) -> Sequence[str]:
        return self._known.in_order

    def keep_names(self, read: Mapping[str, Known]) -> None:
        """Add what was read in the background; the open card's field completes to it as well."""
        self.names.keep(read)
        if self.open is not None:
            self._known = self.names.of(self.open.group.library_id)

    def people(self, names: Sequence[str]) -> dict[str, Person]:
        """Return those who have these names, by name; whoever is only being saved is left out."""
        ids = {name: self._known.person_id(name) or "" for name in names}
        found = reads.persons(self._db, [*ids.values()])
        return {name: found[person_id] for name, person_id in ids.items() if person_id in found}

    def half_typed(self, cards: Cards) -> dict[str, HalfTyped]:
        """Return all texts that were not given or not saved, by id; the open card's is included.

        The window stores them, so that they are there after a restart.
        """
        texts = {each: each.text for each in self.entries.not_given}
        if self.open is not None:
            texts[self.open] = self.text if self.has_text else ""
        return {
            entry.id: HalfTyped(text=text, faces=entry.card.faces)
            for entry, text in texts.items()
            if text and entry.cards is cards
        }

    # opening and leaving

    def begin(self, cards: Cards, row: int) -> bool:
        """Open the card for typing; return False if the row has no card that needs a name.

        An open card is left.
        """
        card = cards.card(row) if row >= 0 else None
        if card is None or self.entries.is_given(card.person.id):
            return False
        if self.open is not None and self.open.id == card.person.id:
            return True
        read = reads.opened(self._db, card)
        if read is None:
            self.entries.put_away([card.person.id])
            return False
        self.leave()
        kept = self.entries.forget(card.person.id)
        self.open = NamingEntry(read.card, read.group, cards, kept.text if kept else "")
        self.entries.put(self.open)
        cards.put(read.card)
        self._known = self.names.of(read.group.library_id)
        guess = "" if self.open.text else self._guess(self.open.id)
        self.is_guess, self.is_touched = bool(guess), bool(self.open.text)
        self.write(self.open.text or guess)
        return True

    def begin_from(self, cards: Cards, row: int, by: int = 1) -> bool:
        """Open the first card from this row on that needs a name; `by` is 1 for down, -1 for up."""
        end = len(cards.ids) if by > 0 else -1
        return any(self.begin(cards, each) for each in range(row, end, by))

    def leave(self) -> None:
        """Close the card because the keyboard went elsewhere; the text is kept, not given."""
        entry = self._close()
        if entry is not None and entry.text:
            entry.is_taken = self._owner(entry, entry.text) is not None
        elif entry is not None:
            self.entries.forget(entry.id)

    def cancel(self) -> None:
        """Close the card and drop its text."""
        entry = self._close()
        if entry is not None:
            self.entries.forget(entry.id)

    def go_on(self, entry: NamingEntry) -> bool:
        """Open the next card after this one that needs a name, in its list or in the one below.

        It opens at once, so that the next key belongs to it. Return whether there was one.
        """
        return self._go_on_from(entry.cards, entry.row + 1)

    def _go_on_from(self, cards: Cards, row: int, without: Collection[str] = ()) -> bool:
        """Open the next card from this row on that needs a name, in this list or the one below.

        Cards in `without` are about to leave the list: they are passed over.
        """
        left = (each for each in range(row, len(cards.ids)) if cards.ids[each] not in without)
        return any(self.begin(cards, each) for each in left) or any(
            self.begin_from(below, 0) for below in self._after(cards)
        )

    def go_back(self, cards: Cards, row: int) -> tuple[Cards, int] | None:
        """Go to the card before this row, in this list or the one above, and return its place.

        The card opens if it needs a name. Return None if there is no card.
        """
        if row <= 0:
            return next((self.go_back(each, len(each.ids)) for each in self._before(cards)), None)
        if self.entries.is_given(cards.ids[row - 1]) or self.begin_from(cards, row - 1, -1):
            return cards, row - 1
        return None

    def _after(self, cards: Cards) -> Sequence[Cards]:
        return self._lists[self._lists.index(cards) + 1 :]

    def _before(self, cards: Cards) -> Sequence[Cards]:
        """Return the lists above this one, the nearest first."""
        return self._lists[: self._lists.index(cards)][::-1]

    def _close(self) -> NamingEntry | None:
        """Close the open card, if any, and return it with its text; a guess was not typed."""
        entry, self.open = self.open, None
        if entry is not None:
            entry.text = "" if self.is_guess else self.text
            self.is_guess, self.namesake, self.is_asked = False, None, False
        return entry

    # what is typed

    def write(self, text: str, *, is_new: bool = False) -> None:
        """Note the text of the field, and find out who has this name, or who is meant by it.

        The beginning of a likely person's name means that person, unless `is_new`.
        """
        self.text, self.namesake, self.is_asked = text.strip(), None, False
        if self.open is None or not self.text:
            return
        name = self._owner(self.open, self.text)
        if name is not None:
            person_id = self._known.person_id(name)
            whom = Named(person_id, name) if person_id else None
            objection = self._objection(person_id)
            self.namesake = Namesake(name, whom, self._face_of(name), objection=objection)
        elif not is_new:
            known = self._known.by_key.values()
            meant = self._fit.meant(self.text, self.open.group.face_ids, known)
            if meant is not None:
                face = self._face_of(meant[1])
                self.namesake = Namesake(meant[1], Named(*meant), face, is_begun=True)

    def take_as_new(self) -> bool:
        """Take the text as a name of its own if it is the beginning of one; return whether so."""
        is_begun = self.namesake is not None and self.namesake.is_begun
        if is_begun:
            self.write(self.text, is_new=True)
        return is_begun

    def _objection(self, person_id: str | None) -> Objection | None:
        """Return what stands against giving the open card to a person."""
        if self.open is None or person_id is None:
            return None
        return self._fit.objection(self.open.group.face_ids, person_id)

    def edit(self) -> None:
        """Note that the user has typed: what is in the field is no guess any more."""
        self.is_guess, self.is_touched = False, True

    def apart(self, with_other: str) -> Apart | None:
        """Return a name like the typed one that no one has; None if no one has the typed one.

        `with_other` is "with {}" in the user's language.
        """
        entry, namesake = self.open, self.namesake
        self.edit()
        if entry is None or namesake is None:
            return None
        beside = reads.companions(self._db, entry.group.face_ids)
        is_free: Callable[[str], bool] = lambda text: self._owner(entry, text) is None  # noqa: E731
        return apart(namesake.name, beside, is_free, with_other)

    def guess_again(self) -> bool:
        """Take a likely name that has become known for the text, if the open card is untouched."""
        guess = ""
        if self.open is not None and not self.is_touched and not self.is_guess:
            guess = self._guess(self.open.id)
        if guess:
            self.is_guess = True
            self.write(guess)
        return bool(guess)

    def _guess(self, card_id: str) -> str:
        """Return the likely name of a card, "" if there is none or no one has it any more."""
        person = self.likely(card_id)
        return person.name if person and person.name and self._known.name(person.name) else ""

    def likely(self, card_id: str) -> Person | None:
        """Return the person that a group or single face probably is, or None."""
        group, single = self._questions.group(card_id), self._questions.single(card_id)
        if single is not None:
            return single[1] if single[0].certainty is Certainty.LIKELY else None
        return group.person if group and group.certainty is Certainty.LIKELY else None

    def near(self, card_id: str) -> Sequence[str]:
        """Return the ids of people whom the card names as probable or possible, at most one."""
        single, likely = self._questions.single(card_id), self.likely(card_id)
        person = single[1] if single else likely
        return [person.id] if person else []

    def _owner(self, entry: NamingEntry, text: str) -> str | None:
        """Return the name of the person in the card's library who has this name, or None.

        Names that are just being saved count, too.
        """
        key, library_id = names.key(text), entry.group.library_id
        for each in self.entries.bearers():
            if each.group.library_id == library_id and names.key(each.text) == key:
                return each.joins or each.text
        return self._known.name(text)

    def _face_of(self, name: str) -> str | None:
        """Return the face of the person of this name, who may just have got it, or None."""
        if (person := self.people([name]).get(name)) is not None:
            return person.effective_face_id
        key = names.key(name)
        theirs = (each for each in self.entries.bearers() if names.key(each.text) == key)
        return next((each.card.faces[0] for each in theirs), None)

    # what is decided

    def enter(self, *, is_seen: bool) -> NamingEntry | None:
        """Give the typed name on Enter and open the next card; return the entry to write, if any.

        Faces are added to a person who exists only if the user could see the offer to do so
        (`is_seen`). Otherwise the text stays on the card without being given. If something stands
        against it, the card stays open and the first Enter only asks (`is_asked`).
        """
        is_guess, namesake = self.is_guess, self.namesake
        if is_seen and namesake and namesake.objection and not self.is_asked:
            self.is_asked = True
            return None
        entry = self._close()
        if entry is None:
            return None
        if is_guess and is_seen:
            entry.text = self.text
        is_begun = namesake is not None and namesake.is_begun
        if namesake and is_begun and is_seen:
            entry.text = namesake.name
        joins = self._owner(entry, entry.text) if entry.text else None
        if not entry.text:
            self.entries.forget(entry.id)
        elif is_seen or not (joins or is_begun):
            self._give(entry, joins, namesake.whom if namesake else None)
        self.go_on(entry)
        return entry if entry.is_given else None

    def accept(self, person: Person) -> NamingEntry | None:
        """Give the open card the name of a person who was offered, and open the next one.

        Return the entry to write; None if no one has that name any more.
        """
        name = person.name or ""
        joins = self._owner(self.open, name) if self.open is not None else None
        entry = self._close() if joins is not None else None
        if entry is not None:
            entry.text = name
            self._give(entry, joins, Named(person.id, name))
            self.go_on(entry)
        return entry

    def look(self, cards: Cards, row: int) -> str | None:
        """Close the card for "Look closer" and return its text.

        Return None if the row has no card, or its group has got its name.
        """
        self.leave()
        card = cards.card(row)
        if card is None or self.entries.is_given(card.person.id):
            return None
        entry = self.entries.get(card.person.id)
        if entry is None:
            shown = Shown(card.person.id, card.person.library_id, card.faces)
            entry = NamingEntry(card, shown, cards)
            self.entries.put(entry)
        return entry.text

    def give(self, given: Given) -> NamingEntry | None:
        """Name a group as chosen in "Look closer", and open the next card.

        Return the entry to write.
        """
        entry = self.entries.get(given.group.group_id)
        if entry is not None:
            entry.take(given)
            self._give(entry, given.joins, given.whom)
            self.go_on(entry)
        return entry

    def _give(self, entry: NamingEntry, joins: str | None, whom: Person | Named | None) -> None:
        """Make the text of a card its group's name; the card becomes a ghost."""
        entry.state, entry.joins, entry.problem = State.WRITING, joins, ""
        entry.whom = whom if joins is not None else None
        entry.is_ignored = False

    def ignore_open(self) -> NamingEntry | None:
        """Ignore the open card, or show it again, and open the next one; return its entry."""
        entry = self._close()
        if entry is not None:
            self._ignore(entry)
            self.go_on(entry)
        return entry

    def ignore(self, cards: Cards, rows: Iterable[int]) -> Sequence[NamingEntry]:
        """Ignore these cards, or show again those that are ignored; return their entries."""
        self.leave()
        there = [card for card in map(cards.card, rows) if card is not None]
        free = [card for card in there if not self.entries.is_given(card.person.id)]
        read = [reads.opened(self._db, card) for card in free]
        entries = [NamingEntry(one.card, one.group, cards) for one in read if one is not None]
        for entry in entries:
            self._ignore(entry)
        return entries

    def _ignore(self, entry: NamingEntry) -> None:
        """Make a card a ghost without a name; one that is ignored already needs no entry."""
        if entry.card.person.is_hidden:
            self.entries.forget(entry.id)
        else:
            entry.state, entry.is_ignored, entry.problem = State.WRITING, True, ""
            self.entries.put(entry)

    # undo and redo

    def take_back(self, card_id: str) -> int | None:
        """Return the step to undo so that a card loses its name.

        A name that is still being saved has no step yet; it is taken back once it has one
        (`is_unwanted`).
        """
        entry = self.entries.get(card_id)
        if entry is not None:
            entry.is_unwanted = entry.state is State.WRITING
            self._returns_to = entry.step_id if entry.step_id is not None else self._returns_to
        return entry.step_id if entry is not None else None

    def undone(self, step_id: int, *, has_keys: bool) -> None:
        """Turn the ghosts of an undone step into cards without a name, each in its place.

        The first of them opens if the keyboard is here (`has_keys`) or the user asked for the undo
        here, unless the user is typing.
        """
        entry = self.entries.undone(step_id)
        if entry is None:
            return
        if (has_keys or self._returns_to == step_id) and not self.has_text:
            self.begin(entry.cards, entry.row)
        self._returns_to = None

    def redone(self, step_id: int, id_now: int) -> Sequence[NamingEntry]:
        """Turn the cards of a redone step into ghosts again; `id_now` is the step's new id.

        Return their entries. A card into which text is being typed stays as it is.
        """
        back = []
        for entry in self.entries.redone(step_id, id_now):
            is_open = self.open is not None and self.open.id == entry.id
            if is_open and self.has_text:
                continue
            if is_open:
                self._close()
            self.entries.put(entry)
            if is_open:
                self.go_on(entry)
            entry.cards.put(entry.card)
            back.append(entry)
        return back

    def heed(self, there: Collection[str]) -> None:
        """Put away the texts of groups about which something was decided elsewhere.

        `there` are the ids of the groups in the library. A text returns when that decision is
        undone, on any page or by any process.
        """
        self.entries.heed(there, but=self.open)

    def follow(self, changes: Changes) -> Gone:
        """Show what an undo or redo has changed, even on the open card.

        Cards of groups that are gone are in `entries.unmade` then; the open one is closed.
        """
        gone = self.entries.follow(changes, {each for cards in self._lists for each in cards.ids})
        is_stopped = self.open is not None and self.open.id in gone and self.has_text
        left = self._close() if self.open is not None and self.open.id in gone else None
        texts = self.entries.put_away({each for each in gone if not self.entries.is_given(each)})
        moved_to = self._open_owner(left, gone) if left is not None and not is_stopped else None
        return Gone(texts, is_stopped, moved_to)

    def _open_owner(self, entry: NamingEntry, gone: Collection[str]) -> str | None:
        """Open the group that has the closed card's faces now, or else the next card.

        Return the group's id if it is not shown yet.
        """
        owner_id = reads.owner(self._db, entry.group.face_ids[0])
        row = entry.cards.row_of(owner_id) if owner_id is not None else -1
        if owner_id is not None and row < 0:
            return owner_id
        if owner_id is None or not self.begin(entry.cards, row):
            self._go_on_from(entry.cards, max(0, entry.row), gone)
        return None

    # cards whose groups come and go

    def give_away(self, cards: Cards, card_ids: Collection[str]) -> Collection[str]:
        """Remove cards before their faces are written to another person; return their ids.

        No key can then act on faces that have gone. If one of the cards was open, the next one
        opens.
        """
        mine = {*cards.ids, *(each.id for each in self.entries.of(cards))}
        gone = mine.intersection(card_ids)
        left = self._close() if self.open is not None and self.open.id in gone else None
        self.entries.remove(gone)
        if left is not None:
            self._go_on_from(left.cards, max(0, left.row), gone)
        return gone
