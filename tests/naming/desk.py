"""Someone who names groups without a window: keys, what the cards show, and what is written when.

A desk does what the page of unnamed groups does: it reads the cards after each change, writes what
the session has decided, and reports what became of it.
"""

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from queue import SimpleQueue

from sqlmodel import Session

from kinfolk.core.database import Database, Written
from kinfolk.core.db.changes import Changes
from kinfolk.core.faces import faces
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.people import concurrent_decisions, naming, people_lists, strangers
from kinfolk.core.people.people import Card, Load
from kinfolk.core.people.people_lists import Section
from kinfolk.errors import AppError
from kinfolk.naming.entry import NamingEntry
from kinfolk.naming.fit import Fit
from kinfolk.naming.reads import group_cards, single_cards
from kinfolk.naming.session import Gone, NamingSession
from kinfolk.recognition.suggestion import THRESHOLDS
from kinfolk.vision.engine import ENGINE_ID
from tests.gui.windows import there
from tests.naming.questions import Likely


class CardsShown:
    """A list of cards that no one paints."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.ids: Sequence[str] = []
        self._cards: dict[str, Card] = {}

    def card(self, row: int) -> Card | None:
        card_id = self.ids[row]
        if card_id not in self._cards:
            self._cards.update(self._load([card_id]))
        return self._cards.get(card_id)

    def row_of(self, person_id: str) -> int:
        return self.ids.index(person_id) if person_id in self.ids else -1

    def put(self, card: Card) -> None:
        self._cards[card.person.id] = card

    def take(self, wanted: Sequence[str], held: Collection[str], kept: Mapping[str, Card]) -> None:
        """Show these cards, and those held; who is shown stays in place, and new ones come last."""
        stays = [each for each in self.ids if each in wanted or each in held]
        self.ids = [*stays, *(each for each in wanted if each not in stays)]
        held_cards = {each: self._cards[each] for each in held if each in self._cards}
        self._cards = {**held_cards, **kept}


class Desk:
    """A naming session, its two lists, and what has been decided but not written yet."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.groups, self.singles = CardsShown(group_cards(db)), CardsShown(single_cards(db))
        self.questions = Likely(db)
        fit = Fit(db, lambda: (ENGINE_ID, THRESHOLDS))
        self.session = NamingSession(db, self.questions, fit, self.groups, self.singles)
        self.refusals: list[AppError] = []
        self._waiting: deque[Callable[[], None]] = deque()  # writes, in the order of the keys
        self._heard: SimpleQueue[Changes] = SimpleQueue()
        db.subscribe(self._heard.put)
        self.look()

    # what is shown

    def look(self) -> None:
        """Show what the library has now."""
        while not self._heard.empty():
            if "person" in self._heard.get():
                self.session.names.forget()
        with self.db.read() as session:
            groups = people_lists.wall(session, section=Section.UNNAMED)
            singles = faces.single_ids(session)
        there = {*groups, *singles}
        self.session.heed(there)
        self.session.entries.lost(there)
        for cards, ids in ((self.groups, groups), (self.singles, singles)):
            kept = {each.id: each.card for each in self.session.entries.of(cards)}
            typed = [e.id for e in self.session.entries.of(cards) if e.waits or e.is_refused]
            shown = cards.ids if self.session.open is not None else ()
            held = {*self.session.entries.held, *shown}.difference(self.session.entries.unmade)
            cards.take(list(dict.fromkeys([*ids, *typed])), held, kept)

    def text(self, card_id: str) -> str:
        """Return what a card says, be it open or not."""
        if self.session.open is not None and self.session.open.id == card_id:
            return self.session.text
        entry = self.session.entries.get(card_id)
        return entry.text if entry is not None else ""

    def entry(self, card_id: str) -> NamingEntry:
        """Return what is said of a card."""
        return there(self.session.entries.get(card_id))

    @property
    def open_id(self) -> str | None:
        return self.session.open.id if self.session.open is not None else None

    @property
    def standing(self) -> object:
        return self.open_id

    # the keys

    def open(self, card_id: str, text: str | None = None) -> bool:
        """Click on the field of a card, and type there; return whether it opened."""
        cards = self.groups if card_id in self.groups.ids else self.singles
        is_open = card_id in cards.ids and self.session.begin(cards, cards.row_of(card_id))
        if text is not None:
            self.type(text)
        return is_open

    def name(self, card_id: str, text: str) -> None:
        """Click on the field of a card, type a name, and press Enter."""
        self.open(card_id)
        self.enter(text)

    def type(self, text: str) -> None:
        """Replace what is in the field."""
        self.session.edit()
        self.session.write(text)

    def enter(self, text: str | None = None, *, is_seen: bool = True) -> NamingEntry | None:
        """Press Enter, having seen what that would do or not; `text` is typed before."""
        if text is not None:
            self.type(text)
        given = self.session.enter(is_seen=is_seen and self.session.namesake is not None)
        if given is not None:
            self.save(given)
        return given

    def sees(self, wants_to: bool) -> bool:
        """Without a window one sees what one likes to."""
        return wants_to

    def cancel(self) -> None:
        """Press Esc."""
        self.session.cancel()

    def tab(self) -> None:
        """Go on without a name."""
        entry = self.session.open
        self.session.leave()
        if entry is not None:
            self.session.go_on(entry)

    def back(self) -> None:
        """Press Shift+Tab."""
        entry = self.session.open
        self.session.leave()
        if entry is not None:
            self.session.go_back(entry.cards, entry.row)

    def ignore(self) -> None:
        """Press Ctrl+I."""
        entry = self.session.ignore_open()
        if entry is not None and entry.is_ignored:
            self.save(entry)

    def name_without_first(self, name: str) -> Sequence[str]:
        """Look closer at the open group, take the first face out, and name the others."""
        entry = there(self.session.open)
        assert self.session.look(entry.cards, entry.row) is not None
        asked = self.entry(entry.id)
        out, *left = asked.group.face_ids
        group = replace(asked.group, face_ids=tuple(left))
        given = replace(asked.given, group=group, name=name, joins=None, without=(out,))
        self.save(there(self.session.give(given)))
        return left

    def retry(self) -> None:
        """Press "Try again"."""
        for cards in (self.groups, self.singles):
            for entry in self.session.entries.retry(cards):
                self.save(entry)

    def drop(self, card_id: str, onto: str) -> None:
        entry = self.session.entries.get(card_id)
        cards = self.groups if card_id in self.groups.ids else self.singles
        card = cards.card(cards.row_of(card_id))
        assert card is not None
        with self.db.read() as session:
            theirs = faces.ids(session, person_id=card_id) or list(card.faces)
        held = entry.group.face_ids if entry is not None else tuple(theirs)
        for each in (self.groups, self.singles):
            gone = self.session.give_away(each, {card_id})
            each.ids = [one for one in each.ids if one not in gone]
        self._waiting.append(partial(self._give, card_id, held, onto))

    # what is written

    def save(self, entry: NamingEntry) -> None:
        """Write later what was decided about a card."""
        self._waiting.append(partial(self._save, entry))

    def write(self, number: int | None = None) -> None:
        """Write what was decided, or only the first so many of it, and show what came of it."""
        for _ in range(len(self._waiting) if number is None else min(number, len(self._waiting))):
            self._waiting.popleft()()
        self.look()

    def _save(self, entry: NamingEntry) -> None:
        """Write a name, or that someone is ignored."""
        given = entry.given

        def work(session: Session) -> str:
            concurrent_decisions.check(session, [given.whom] if given.whom else (), {})
            if entry.is_ignored:
                return self._ignore(session, entry)
            return naming.give_name(session, given).id

        try:
            written = self.db.write(work, label=given.name or "Ignore").result()
        except AppError as error:
            self.refusals.append(error)
            self.session.entries.refused(entry, error.message)
            return
        self.session.entries.written(entry, written.result, written.step_id)
        if entry.is_unwanted:
            self.take_back(entry.id)

    def _ignore(self, session: Session, entry: NamingEntry) -> str:
        group = entry.group
        if entry.is_single:
            strangers.ignore(session, groups={}, faces=[group.group_id], unlike={}, shown={})
            return ""
        theirs = {group.group_id: group.face_ids}
        strangers.ignore(session, groups=theirs, faces=(), unlike={}, shown=theirs)
        return group.group_id

    def _give(self, card_id: str, face_ids: Sequence[str], onto: str) -> None:

        def work(session: Session) -> None:
            free = concurrent_decisions.still_free(session, face_ids, card_id, [onto])
            faces.assign(session, free, onto)

        try:
            self.db.write(work, label="Move").result()
        except AppError as error:
            self.refusals.append(error)
        self.session.entries.bring_back()

    # the history

    def take_back(self, card_id: str) -> None:
        """Press Undo on a card that has its name."""
        step_id = self.session.take_back(card_id)
        if step_id is not None:
            self._turn(lambda: self.db.take_back(step_id).result(), is_undone=True)

    def undo(self) -> Gone | None:
        """Press Ctrl+Z where nothing is typed."""
        return self._turn(lambda: self.db.undo().result(), is_undone=True)

    def redo(self) -> Gone | None:
        """Press Ctrl+Y where nothing is typed."""
        return self._turn(lambda: self.db.redo().result(), is_undone=False)

    def _turn(self, act: Callable[[], Written[HistoryStep]], *, is_undone: bool) -> Gone | None:
        """Undo or redo a step, and show what that changed; return None if it was refused."""
        try:
            written = act()
        except AppError as error:
            self.refusals.append(error)
            return None
        step = written.result
        if is_undone:
            self.session.undone(step.id, has_keys=True)
        else:
            self.session.redone(step.id, step.id)
        gone = self.session.follow(written.changes)
        for cards in (self.groups, self.singles):
            cards.ids = [each for each in cards.ids if each not in self.session.entries.unmade]
        self.look()
        return gone
