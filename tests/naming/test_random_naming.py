"""Somebody names groups in any order, beside a scan and another program, without a window.

A face may get a person, or a name, only where a key meant exactly that. What arrives by itself
changes neither the open card nor its text. After an undo everything is as it was, to the bit.
`tests/gui/test_random_stream.py` does some of it in the real window.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core import names
from kinfolk.naming.entry import NamingEntry
from tests.album import Album
from tests.gui.busy_library import step
from tests.gui.windows import full_disk
from tests.naming.desk import CardsShown, Desk
from tests.naming.witness import Decided, Turns, Witness
from tests.random_examples import often

KNOWN = ("Dora", "Ben", "Eva")


@dataclass(frozen=True)
class Seen:
    """A card at the moment of a key: its faces, and the name that they were to have."""

    card_id: str
    faces: frozenset[str]
    name: str | None
    is_known: bool  # the screen has said that somebody has this name


@dataclass
class Counts(Turns):
    """How often each decision has happened."""

    named: int = 0
    joined: int = 0
    ignored: int = 0
    dropped: int = 0
    refused: int = 0
    waited: int = 0


class Life(Witness):
    """A desk, who sits at it, and what other programs do meanwhile."""

    counts: Counts

    def __init__(self, album: Album, seed: int) -> None:
        super().__init__(album.db, seed)
        self.album, self.counts = album, Counts()
        self.people = {name: album.person(name, faces=2) for name in KNOWN}
        self.desk = Desk(self.db)

    @property
    def session_cards(self) -> list[tuple[CardsShown, int]]:
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
            self.album.group(faces=self.chance.randint(2, 7), is_settled=self.chance.random() < 0.7)
            self.album.face()
            self.desk.look()

    def open(self) -> NamingEntry | None:
        """Go to some card, unless one is open, and return its entry."""
        session = self.desk.session
        if session.open is None or self.chance.random() < 0.15:
            session.begin(*self.chance.choice(self.session_cards))
        return session.open

    def some_name(self) -> str:
        return self.chance.choice(KNOWN) if self.chance.random() < 0.3 else self.new_name()

    # what is done with the keys

    def name(self) -> None:
        """Give a name; it is written at once."""
        before, seen = self.decided(), self.press_enter()
        self.write_one_step()
        self.explained(before, [seen] if seen else [])

    def hurry(self) -> None:
        """Give several names faster than they are written, while a scan writes."""
        before, seen = self.decided(), []
        for _ in range(self.chance.randint(2, 4)):
            seen.append(self.press_enter())
            if self.chance.random() < 0.5:
                self.elsewhere()
        self.desk.write()
        self.explained(before, [each for each in seen if each])

    def press_enter(self) -> Seen | None:
        """Type a name and press Enter, whether or not its owner was seen; return what was shown."""
        entry = self.open()
        if entry is None:
            return None
        self.desk.type(self.some_name())
        session = self.desk.session
        name, is_seen = session.text, self.chance.random() < 0.6
        is_known = session.namesake is not None
        given = self.desk.enter(is_seen=is_seen)
        assert session.open is None or session.open is not entry, "the next card is open"
        assert session.open is None or not session.open.is_given
        if given is None:
            assert is_known, "only a name that was not seen to be somebody's waits"
            assert not is_seen
            assert entry.waits
            self.counts.waited += 1
        return Seen(entry.id, frozenset(entry.group.face_ids), name, is_known and is_seen)

    def look_closer(self) -> None:
        """Name what is left of a group from which a face was taken out."""
        entry = self.open()
        if entry is None or entry.is_single or len(entry.group.face_ids) < 2:
            return
        session, before = self.desk.session, self.decided()
        assert session.look(entry.cards, entry.row) is not None
        card_id, face_ids, name = entry.id, entry.group.face_ids, self.new_name()
        group = replace(entry.group, face_ids=face_ids[1:])
        asked = session.entries.get(card_id)
        assert asked is not None
        given = replace(asked.given, group=group, name=name, joins=None, without=face_ids[:1])
        named = session.give(given)
        assert named is not None
        self.desk.save(named)
        self.write_one_step()
        self.explained(before, [Seen(card_id, frozenset(face_ids[1:]), name, is_known=False)])

    def tab(self) -> None:
        """Type something and skip the card: the text waits on it."""
        entry = self.open()
        if entry is not None:
            self.desk.type(name := self.new_name())
            self.quietly(self.desk.tab if self.chance.random() < 0.5 else self.desk.back)
            assert self.desk.text(entry.id) == name

    def cancel(self) -> None:
        """Press Esc: the text is gone."""
        if (entry := self.open()) is not None:
            self.desk.type(self.new_name())
            self.quietly(self.desk.session.cancel)
            assert self.desk.text(entry.id) == ""

    def ignore(self) -> None:
        entry, before = self.open(), self.decided()
        if entry is None:
            return
        shown = set(entry.group.face_ids)
        self.desk.ignore()
        self.write_one_step()
        assert {name for _, name in self.gained(before).values()} <= {None}
        assert self.gained(before).keys() <= shown
        self.note_ever()
        self.counts.ignored += 1

    def drop(self) -> None:
        """Drop a card on somebody, whether or not it is open; the next one opens if it was."""
        if not self.session_cards:
            return
        cards, row = self.chance.choice(self.session_cards)
        if cards.card(row) is None:  # its group is gone, though the card stays while one types
            return
        card_id, before = cards.ids[row], self.decided()
        self.desk.drop(card_id, self.people[name := self.chance.choice(KNOWN)])
        assert card_id not in cards.ids
        assert self.desk.open_id != card_id
        self.write_one_step()
        assert {name for _, name in self.gained(before).values()} <= {name}
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
        self.standing_still(lambda: self.db.write(lambda s: step(s, self.chance)).result())

    def neighbour(self) -> None:
        """Let another program name a group."""
        self.standing_still(self.elsewhere)
        self.note_ever()

    def full_disk(self) -> None:
        """Give names while the disk is full; what was refused stays on its card, and is retried."""
        self.db.write(full_disk).result()
        for _ in range(4):
            before, seen = self.decided(), self.press_enter()
            self.desk.write()
            self.explained(before, [seen] if seen else [])
        self.db.write(_empty).result()
        session = self.desk.session
        refused = [
            e for e in map(session.entries.get, list(session.entries.held)) if e and e.is_refused
        ]
        assert all(each.text and each.problem for each in refused if not each.is_ignored)
        self.counts.refused += len(refused)
        seen_again = [
            Seen(e.id, frozenset(e.group.face_ids), e.text, e.joins is not None) for e in refused
        ]
        before = self.decided()
        self.desk.retry()
        self.desk.write()
        self.explained(before, seen_again)

    # what must hold

    def write_one_step(self) -> None:
        with self.one_step():
            self.desk.write()

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
            before = (entry.id, entry.card, entry.group, session.text)
            act()
            self.desk.look()
            assert session.open is entry
            assert (entry.id, entry.card, entry.group, session.text) == before
            assert entry.id in entry.cards.ids
        else:
            act()
            self.desk.look()


def _empty(session: Session) -> None:
    """Give the disk room again."""
    session.execute(text("PRAGMA main.max_page_count = 1000000"))


ACTIONS: tuple[tuple[int, Callable[[Life], None]], ...] = (
    (14, Life.name),
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


@pytest.mark.parametrize("seed", [11, *(pytest.param(n, marks=pytest.mark.slow) for n in (23, 47))])
def test_nothing_is_decided_that_was_not_on_a_card(album: Album, seed: int) -> None:
    life = Life(album, seed)
    weights, kinds = zip(*ACTIONS, strict=True)
    drawn = life.chance.choices(kinds, weights, k=often(60))
    for action in chain(kinds, drawn, missing(life)):
        life.stock()
        action(life)
    assert min(asdict(life.counts).values()) > 0, life.counts
