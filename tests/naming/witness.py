"""What the user has decided in a library, for random users whose names are held against it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import text

from kinfolk.core.actions import Act, Action
from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from tests.album import Dump, dump
from tests.gui.busy_library import step

Decided = dict[str, tuple[str, str | None]]  # face → person id and name, where the user has said so


@dataclass
class Turns:
    """How often a step was undone and done again: a run in which nothing happens proves nothing."""

    undone: int = 0
    redone: int = 0


class Witness:
    """Remembers all names that faces had, and the library before and after each step."""

    counts: Turns

    def __init__(self, db: Database, seed: int) -> None:
        self.db = db
        self.chance = random.Random(seed)
        self.number = 0  # counts new names
        self.commits = 0
        self.steps: dict[int, tuple[Dump, Dump]] = {}
        self.ever: set[tuple[str, str | None]] = set()  # faces and the names they have ever had
        db.subscribe(self._on_commit)

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
        with self.db.read() as session:
            return max((one.id for one in history.steps(session, 1)), default=0)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Note the library before and after what is done within, if that was a single step."""
        newest, before, commits = self.newest_step(), dump(self.db), self.commits
        yield
        self.note_ever()
        if self.newest_step() == newest + 1 and self.commits == commits + 1:
            self.steps[newest + 1] = before, dump(self.db)

    @contextmanager
    def turning(self, *, is_undo: bool) -> Iterator[None]:
        """Check an undo or redo: to the bit if nothing came between, and else nothing new."""
        with self.db.read() as session:
            read = history.next_undo(session) if is_undo else history.next_redo(session)
        before, commits, decided = dump(self.db), self.commits, self.decided()
        yield
        after = dump(self.db)
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
            self.db.write(lambda session: step(session, self.chance)).result()
            return set()
        before = self.decided()
        group, name = self.chance.choice(nameless), f"Neighbour {self.new_name()}"
        change, action = replace(UNCHANGED, name=name), Action.of(Act.NAME, name=name)
        self.db.write(lambda s: people.update(s, group, change), label=action).result()
        return set(self.gained(before))
