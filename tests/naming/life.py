"""Someone names groups in any order, beside a scan and another program, at a desk or a window.

A face may get a person, or a name, only where a key meant exactly that. What arrives by itself
changes neither the open card nor its text. After an undo everything is as it was, to the bit.
"""

import random
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Protocol

from sqlalchemy import text

from kinfolk.core import names
from kinfolk.core.actions import Act, Action
from kinfolk.core.db.changes import Changes
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.naming.entry import Cards, NamingEntry
from kinfolk.naming.session import NamingSession
from tests.album import Album, Dump
from tests.gui.busy_library import step
from tests.gui.windows import full_disk

KNOWN = ("Dora", "Ben", "Eva")
Decided = dict[str, tuple[str, str | None]]  # face → person id and name, where the user has said so


class Seat(Protocol):
    """Where someone names: a `Desk`, or the cards of the whole window."""

    session: NamingSession

    @property
    def groups(self) -> Cards: ...
    @property
    def singles(self) -> Cards: ...
    @property
    def standing(self) -> object:
        """What no one but the user may change on the open card."""

    def look(self) -> None: ...
    def write(self) -> None:
        """Wait until all that was decided is written and shown."""

    def open(self, card_id: str) -> bool: ...
    def text(self, card_id: str) -> str: ...
    def type(self, text: str) -> None: ...
    def sees(self, wants_to: bool) -> bool:
        """Return whether the user knows what Enter would do."""

    def enter(self, *, is_seen: bool) -> object: ...
    def tab(self) -> None: ...
    def back(self) -> None: ...
    def cancel(self) -> None: ...
    def ignore(self) -> None: ...
    def name_without_first(self, name: str) -> Collection[str]:
        """Look closer at the open group, name all but a face, and return those named."""

    def drop(self, card_id: str, onto: str) -> None: ...
    def take_back(self, card_id: str) -> None: ...
    def undo(self) -> object: ...
    def redo(self) -> object: ...
    def retry(self) -> None: ...


@dataclass(frozen=True)
class Seen:
    """A card at the moment of a key: its faces, and the name that they were to have."""

    faces: frozenset[str]
    name: str | None
    is_known: bool  # the screen has said that someone has this name


@dataclass
class Counts:
    """How often each decision has happened: a life in which nothing happens proves nothing."""

    undone: int = 0
    redone: int = 0
    named: int = 0
    joined: int = 0
    ignored: int = 0
    dropped: int = 0
    refused: int = 0
    waited: int = 0


class Life:
    """Someone at a desk or a window, and what other programs do meanwhile."""

    def __init__(self, album: Album, desk: Seat, seed: int) -> None:
        self.album, self.db, self.desk = album, album.db, desk
        self.counts = Counts()
        self.chance = random.Random(seed)
        self.number = 0  # counts new names
        self.commits = 0
        self.steps: dict[int, tuple[Dump, Dump]] = {}  # the library before and after each
        self.ever: set[tuple[str, str | None]] = set()  # faces and the names they have ever had
        album.db.subscribe(self._on_commit)
        for near, name in enumerate(KNOWN):
            album.person(name, faces=2, near=near)

    @property
    def session_cards(self) -> list[tuple[Cards, int]]:
        """All cards that need a name, by list and row."""
        desk = self.desk
        return [
            (cards, row)
            for cards in (desk.groups, desk.singles)
            for row, card_id in enumerate(cards.ids)
            if not desk.session.entries.is_given(card_id)
        ]

    def stock(self) -> None:
        """Add groups and single faces until there are enough to name."""
        while len(self.session_cards) < 6:
            size, near = self.chance.randint(2, 7), self.chance.choice((None, None, 0, 1, 2, 9))
            self.album.group(faces=size, near=near, is_settled=self.chance.random() < 0.7)
            self.album.face()
            self.desk.look()

    def open(self) -> NamingEntry | None:
        """Go to some card, unless one is open, and return its entry."""
        session = self.desk.session
        if session.open is None or self.chance.random() < 0.15:
            cards, row = self.chance.choice(self.session_cards)
            self.desk.open(cards.ids[row])
        return session.open

    def some_name(self) -> str:
        return self.chance.choice(KNOWN) if self.chance.random() < 0.3 else self.new_name()

    # what is done with the keys

    def name(self) -> None:
        """Give a name; it is written at once."""
        self.give(self.some_name)

    def accept(self) -> None:
        """Press Enter on whatever the card says: often nothing, or whom it takes it for."""
        self.give(lambda: None)

    def give(self, name: Callable[[], str | None]) -> None:
        before = self.decided()
        with self.one_step():
            seen = self.press_enter(name())
            self.desk.write()
        self.explained(before, [seen] if seen else [])

    def hurry(self) -> None:
        """Give several names faster than they are written, while a scan writes."""
        before, seen = self.decided(), []
        for _ in range(self.chance.randint(2, 4)):
            seen.append(self.press_enter(self.some_name()))
            if self.chance.random() < 0.5:
                self.elsewhere()
        self.desk.write()
        self.explained(before, [each for each in seen if each])

    def press_enter(self, name: str | None) -> Seen | None:
        """Press Enter, whether or not one has seen what that does; return what was shown."""
        entry, session = self.open(), self.desk.session
        if entry is None:
            return None
        if name is not None:
            self.desk.type(name)
        typed, namesake = session.text, session.namesake
        for _ in range(2):
            is_seen = self.desk.sees(self.chance.random() < 0.6)
            self.desk.enter(is_seen=is_seen)
            if not session.is_asked:  # about what stands against the name
                break
        assert session.open is None or session.open is not entry, "the next card is open"
        assert session.open is None or not session.open.is_given
        if name is not None and not entry.is_given:
            assert namesake is not None, "only a name that was not seen to be somebody's waits"
            assert not is_seen
            assert entry.waits
            self.counts.waited += 1
        said = namesake.name if namesake else typed
        return Seen(frozenset(entry.group.face_ids), said, bool(namesake and is_seen))

    def look_closer(self) -> None:
        """Name what is left of a group from which a face was taken out."""
        entry = self.open()
        if entry is None or entry.is_single or len(entry.group.face_ids) < 2:
            return
        before, name = self.decided(), self.new_name()
        with self.one_step():
            named = frozenset(self.desk.name_without_first(name))
            self.desk.write()
        self.explained(before, [Seen(named, name, is_known=False)])

    def tab(self) -> None:
        """Type something and skip the card: the text waits on it."""
        entry = self.open()
        if entry is not None:
            self.desk.type(name := self.new_name())
            self.quietly(self.desk.tab if self.chance.random() < 0.5 else self.desk.back)
            is_named = not self.decided().keys().isdisjoint(entry.group.face_ids)  # elsewhere
            assert is_named or self.desk.text(entry.id) == name

    def cancel(self) -> None:
        """Press Esc: the text is gone."""
        if (entry := self.open()) is not None:
            self.desk.type(self.new_name())
            self.quietly(self.desk.cancel)
            assert self.desk.text(entry.id) == ""

    def ignore(self) -> None:
        entry, before = self.open(), self.decided()
        if entry is None:
            return
        shown = set(entry.group.face_ids)
        with self.one_step():
            self.desk.ignore()
            self.desk.write()
        assert {name for _, name in self.gained(before).values()} <= {None}
        assert self.gained(before).keys() <= shown
        self.note_ever()
        self.counts.ignored += 1

    def drop(self) -> None:
        """Drop a card on another one, whether or not it is open; the next one opens if it was."""
        there = [(cards, row) for cards, row in self.session_cards if cards.card(row) is not None]
        onto = [cards.ids[row] for cards, row in there if cards is self.desk.groups]
        if not onto:  # a card whose group is gone may stay while one types
            return
        taker, (cards, row) = self.chance.choice(onto), self.chance.choice(there)
        card_id, before = cards.ids[row], self.decided()
        if card_id == taker:
            return
        with self.one_step():
            self.desk.drop(card_id, taker)
            assert card_id not in cards.ids
            assert self.desk.session.open is None or self.desk.session.open.id != card_id
            self.desk.write()
        assert {who for who, _ in self.gained(before).values()} <= {taker}
        self.note_ever()
        self.counts.dropped += self.gained(before) != {}

    def undo(self) -> None:
        """Press Ctrl+Z: what the step did is restored, and nothing else."""
        with self.turning(is_undo=True):
            self.desk.undo()

    def redo(self) -> None:
        """Press Ctrl+Y, mostly after an undo."""
        if self.chance.random() < 0.7:
            self.undo()
        self.do_again()

    def do_again(self) -> None:
        """Press Ctrl+Y."""
        with self.turning(is_undo=False):
            self.desk.redo()

    def name_and_turn(self) -> None:
        """Give a name, undo it, and do it again."""
        for act in (self.name, self.undo, self.do_again):
            act()

    def take_back(self) -> None:
        """Press Undo on a ghost, perhaps before its name is written."""
        session = self.desk.session
        ghosts = [card_id for card_id in session.entries.held if session.entries.is_given(card_id)]
        if not ghosts:
            return
        before = self.decided()
        self.desk.take_back(self.chance.choice(ghosts))
        self.desk.write()
        assert self.is_restored(before)

    # what happens around

    def scan(self) -> None:
        """Let a scan write: the open card stands still."""
        self.standing_still(lambda: self.album.do(step, self.chance))

    def neighbour(self) -> None:
        """Let another program name a group."""
        self.standing_still(self.elsewhere)
        self.note_ever()

    def full_disk(self) -> None:
        """Give names while the disk is full; what was refused stays on its card, and is retried."""
        self.album.do(full_disk)
        for _ in range(4):
            self.give(self.some_name)
        roomy = text("PRAGMA main.max_page_count = 1000000")
        self.album.do(lambda session: session.execute(roomy))
        session = self.desk.session
        refused = [
            e for e in map(session.entries.get, list(session.entries.held)) if e and e.is_refused
        ]
        assert all(each.text and each.problem for each in refused if not each.is_ignored)
        self.counts.refused += len(refused)
        seen_again = [
            Seen(frozenset(e.group.face_ids), e.text, e.joins is not None) for e in refused
        ]
        before = self.decided()
        self.desk.retry()
        self.desk.write()
        self.explained(before, seen_again)

    # what must hold

    def _on_commit(self, changes: Changes) -> None:
        self.commits += bool(changes)

    def new_name(self) -> str:
        self.number += 1
        return f"Person {self.number}"

    def decided(self) -> Decided:
        """Return what the user has decided: face → person id and name."""
        query = (
            "SELECT face.id, person.id, person.name FROM face JOIN person ON person.id = person_id"
            " WHERE assigned_by = 'user'"
        )
        with self.db.read() as session:
            return {face: (who, name) for face, who, name in session.execute(text(query))}

    def gained(self, before: Decided) -> Decided:
        """Return what has been decided since `before`."""
        return dict(self.decided().items() - before.items())

    def note_ever(self) -> None:
        """Note the names that faces have now."""
        self.ever |= {(face, name) for face, (_, name) in self.decided().items()}

    def is_restored(self, before: Decided) -> bool:
        """Return whether each face has the name of `before`, none, or one that it has ever had."""
        return all(
            before.get(face) == had or (face, had[1]) in self.ever
            for face, had in self.decided().items()
        )

    def newest_step(self) -> int:
        return max((one.id for one in self.album.ask(history.steps, 1)), default=0)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Note the library before and after what is done within, if that was a single step."""
        newest, before, commits = self.newest_step(), self.album.dump(), self.commits
        yield
        self.note_ever()
        if self.newest_step() == newest + 1 and self.commits == commits + 1:
            self.steps[newest + 1] = before, self.album.dump()

    @contextmanager
    def turning(self, *, is_undo: bool) -> Iterator[None]:
        """Check an undo or redo: to the bit if nothing came between, and else nothing new."""
        read = self.album.ask(history.next_undo if is_undo else history.next_redo)
        before, commits, decided = self.album.dump(), self.commits, self.decided()
        yield
        after = self.album.dump()
        if read is None or self.commits == commits:  # it was refused
            assert after == before
            return
        known = self.steps.get(read.id)
        if known is not None and self.commits == commits + 1 and before == known[is_undo]:
            assert after == known[not is_undo]
            self.counts.undone += is_undo
            self.counts.redone += not is_undo
        assert self.is_restored(decided)

    def elsewhere(self) -> set[str]:
        """Let another program name a group, or do what a scan does; return the faces it named."""
        query = "SELECT id FROM person WHERE name IS NULL AND NOT is_hidden ORDER BY id"
        with self.db.read() as session:
            nameless = list(session.execute(text(query)).scalars())
        if not nameless or self.chance.random() < 0.5:
            self.album.do(step, self.chance)
            return set()
        before = self.decided()
        group, name = self.chance.choice(nameless), f"Neighbour {self.new_name()}"
        change, action = replace(UNCHANGED, name=name), Action.of(Act.NAME, name=name)
        self.album.step(action, people.update, group, change)
        return set(self.gained(before))

    def explained(self, before: Decided, seen: list[Seen]) -> None:
        """Check that each face decided about since `before` was on a card with that name."""
        by_name: dict[str, set[str]] = {}
        for face, (_, name) in self.gained(before).items():
            if name is not None and not name.startswith("Neighbour"):
                by_name.setdefault(names.key(name), set()).add(face)
        for key, faces in by_name.items():
            fits = [each for each in seen if names.key(each.name or "") == key]
            assert faces <= {face for each in fits for face in each.faces}, (key, fits)
            if key in map(names.key, KNOWN):
                assert all(each.is_known for each in fits if each.faces & faces), "nobody unseen"
                self.counts.joined += 1
            else:
                self.counts.named += 1
        self.note_ever()

    def quietly(self, act: Callable[[], object]) -> None:
        """Do something and check that nothing is decided."""
        before, newest = self.decided(), self.newest_step()
        act()
        self.desk.write()
        assert (self.decided(), self.newest_step()) == (before, newest)

    def standing_still(self, act: Callable[[], object]) -> None:
        """Check that what others write changes nothing on the open card, nor a text that waits."""
        session = self.desk.session
        if self.chance.random() < 0.7 and (entry := self.open()) is not None:
            self.desk.type(self.new_name())
            before = (entry.card, entry.group, session.text, self.desk.standing)
            act()
            self.desk.look()
            assert session.open is entry
            assert (entry.card, entry.group, session.text, self.desk.standing) == before
            assert entry.id in entry.cards.ids
        else:
            act()
            self.desk.look()


ACTIONS: tuple[tuple[int, Callable[[Life], None]], ...] = (
    (14, Life.name),
    (6, Life.accept),
    (5, Life.hurry),
    (4, Life.look_closer),
    (6, Life.tab),
    (2, Life.cancel),
    (4, Life.ignore),
    (6, Life.drop),
    (8, Life.undo),
    (2, Life.name_and_turn),
    (8, Life.redo),
    (5, Life.take_back),
    (8, Life.scan),
    (4, Life.neighbour),
    (1, Life.full_disk),
)


CAUSES: dict[str, Callable[[Life], None]] = {  # of each count an action
    "named": Life.name,
    "joined": Life.name,
    "ignored": Life.ignore,
    "dropped": Life.drop,
    "undone": Life.name_and_turn,
    "redone": Life.name_and_turn,
    "refused": Life.full_disk,
    "waited": Life.name,
}


def missing(life: Life) -> Iterator[Callable[[Life], None]]:
    """What chance has left out is tried again, a few times at most."""
    for _ in range(20):
        for count, action in CAUSES.items():
            if not getattr(life.counts, count):
                yield action


def live(life: Life, number: int) -> None:
    """Do so many things in any order, and each at least once."""
    weights, kinds = zip(*ACTIONS, strict=True)
    drawn = life.chance.choices(kinds, weights, k=number)
    for action in chain(kinds, drawn, missing(life)):
        life.stock()
        action(life)
    assert min(asdict(life.counts).values()) > 0, life.counts
