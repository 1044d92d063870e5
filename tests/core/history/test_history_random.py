"""Any sequence of commands, taken back and done again in any way, by two processes."""

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db.models import WATCHED, Asset
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from tests import summaries
from tests.album import Album
from tests.random_examples import often

pytestmark = pytest.mark.slow

NAMES = ("Eva", "Bob", "Ida", "eva ", None)


def _ids(session: Session, table: str) -> list[str]:
    return [row[0] for row in session.execute(text(f"SELECT id FROM {table} ORDER BY id"))]


class Chance:
    """Picks what a command works on from what is there."""

    def __init__(self, session: Session, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = _ids(session, "person") or ["person_x"]
        self.faces = _ids(session, "face") or ["face_x"]
        self.assets = _ids(session, "asset") or ["asset_x"]
        self.folders = _ids(session, "folder") or ["folder_x"]

    def some(self, ids: list[str]) -> list[str]:
        return self.random.sample(ids, self.random.randint(1, min(3, len(ids))))

    def one(self, ids: list[str]) -> str:
        return self.random.choice(ids)


def create(session: Session, pick: Chance) -> None:
    name = pick.random.choice(NAMES)
    face_ids = pick.some(pick.faces)
    people.create(session, name=name, face_ids=face_ids, thumbnail_face_id=face_ids[0])


def update(session: Session, pick: Chance) -> None:
    fields: dict[str, Any] = {
        "name": pick.random.choice(NAMES),
        "birth_date": date(2000, 1, pick.random.randint(1, 28)),
        "is_favorite": pick.random.random() < 0.5,
        "is_hidden": pick.random.random() < 0.5,
        "thumbnail_face_id": pick.one(pick.faces),
    }
    chosen = pick.some(list(fields))
    change = replace(UNCHANGED, **{field: fields[field] for field in chosen})
    people.update(session, pick.one(pick.people), change)


def swap(session: Session, pick: Chance) -> None:
    updates = [
        (who, replace(UNCHANGED, name=pick.random.choice(NAMES))) for who in pick.some(pick.people)
    ]
    people.bulk_update(session, updates)


def merge(session: Session, pick: Chance) -> None:
    people.merge(session, pick.one(pick.people), pick.some(pick.people))


def delete(session: Session, pick: Chance) -> None:
    people.delete(session, pick.one(pick.people))


def assign(session: Session, pick: Chance) -> None:
    faces.assign(session, pick.some(pick.faces), pick.one(pick.people))


def detach(session: Session, pick: Chance) -> None:
    faces.detach(session, pick.some(pick.faces))


def draw(session: Session, pick: Chance) -> None:
    box = Box(pick.random.randint(0, 300), 5, 20, 20)
    faces.create(session, asset_id=pick.one(pick.assets), box=box, person_id=pick.one(pick.people))


def delete_face(session: Session, pick: Chance) -> None:
    faces.delete(session, pick.one(pick.faces))


def remove_folder(session: Session, pick: Chance) -> None:
    library.remove_folder(session, pick.one(pick.folders))


def be_there(session: Session, pick: Chance) -> None:
    """Without a box; whoever is there already goes."""
    photo, person = pick.one(pick.assets), pick.one(pick.people)
    is_there = person in presence.in_photos(session, [photo]).get(photo, ())
    (presence.remove if is_there else presence.add)(session, photo, person)


COMMANDS = (
    create,
    update,
    swap,
    merge,
    delete,
    assign,
    detach,
    draw,
    delete_face,
    be_there,
    remove_folder,
)


def settle(album: Album) -> None:
    for name in ("Eva", "Bob"):
        album.person(name, faces=2)
    album.group(faces=2)
    album.face(asset_id=album.photo(folder_id=album.folder()))


Rows = dict[tuple[str, str], dict[str, Any]]  # every watched row by its table and id


def rows(db: Database) -> Rows:
    with db.read() as session:
        return {
            (table, row[0]): dict(row._mapping)
            for table in WATCHED
            for row in session.execute(text(f"SELECT * FROM {table}"))
        }


@dataclass
class Told:
    """A step as its user remembers it: what it made of which rows."""

    id: int
    was: Rows  # the rows it touched, as they were before, and after
    became: Rows

    @classmethod
    def of(cls, step_id: int, before: Rows, after: Rows) -> "Told":
        keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        was = {key: before[key] for key in keys & before.keys()}
        return cls(step_id, was, {key: after[key] for key in keys & after.keys()})

    @property
    def touched(self) -> set[tuple[str, str]]:
        return self.was.keys() | self.became.keys()

    def again(self, now: Rows) -> Rows:
        """What would stand if exactly this was done to what stands now."""
        result = {key: row for key, row in now.items() if key not in self.was.keys() - self.became}
        for key, row in self.became.items():
            before = self.was.get(key)
            changed = {
                name: row[name] for name in row if before is None or before[name] != row[name]
            }
            result[key] = result.get(key, {}) | changed
        return result


@dataclass
class Memory:
    """The history as it should be: whole states, no row images, no SQL."""

    past: list[tuple[Told, Rows]] = field(default_factory=list)  # with the state before
    future: list[tuple[Told, Rows]] = field(default_factory=list)  # with the state after
    aside: list[Told] = field(default_factory=list)

    def done(self, step: Told, before: Rows) -> None:
        self.aside += [told for told, _ in self.future]
        self.future.clear()
        self.past.append((step, before))

    def know(self, key: tuple[str, str], change: dict[str, Any]) -> None:
        """The machine found something out about a row, in whatever state it stands."""
        for _, state in (*self.past, *self.future):
            if key in state:
                state[key] = state[key] | change


class Life:
    """Two processes on one library, and what they ought to see."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.dbs = [self.open(), self.open()]
        settle(Album(self.dbs[0]))
        self.memory = Memory()

    def open(self) -> Database:
        return Database(self.folder / "library.db", self.folder / "cache.db")

    def close(self) -> None:
        for db in self.dbs:
            db.close()

    def act(self, kind: str, seed: int) -> None:
        chance = random.Random(seed)
        db = self.dbs[chance.randrange(2)]
        if kind == "restart":
            which = chance.randrange(2)
            self.dbs[which].close()
            self.dbs[which] = self.open()
        else:
            getattr(self, kind)(db, chance, rows(db))
            with db.read() as session:  # what triggers note of each photo
                summaries.check(session)

    def do(self, db: Database, chance: random.Random, before: Rows) -> None:
        command = chance.choice(COMMANDS)
        seed = chance.randrange(2**32)
        try:
            written = db.write(lambda s: command(s, Chance(s, seed)), label="Step").result()
        except AppError:
            assert rows(db) == before
            return
        after = rows(db)
        assert (written.step_id is None) == (after == before)
        if written.step_id is not None:
            self.memory.done(Told.of(written.step_id, before, after), before)

    def undo(self, db: Database, chance: random.Random, before: Rows) -> None:
        memory = self.memory
        if not memory.past:
            refuses(db.undo, None)
            return
        step, state = memory.past[-1]
        undone = db.undo(step_id=chance.choice([None, step.id])).result()
        assert undone.step_id == step.id
        assert rows(db) == state
        memory.past.pop()
        memory.future.insert(0, (step, before))

    def redo(self, db: Database, chance: random.Random, before: Rows) -> None:
        memory = self.memory
        if not memory.future:
            refuses(db.redo, None)
            return
        step, state = memory.future[0]
        assert db.redo(step_id=chance.choice([None, step.id])).result().step_id == step.id
        assert rows(db) == state
        memory.future.pop(0)
        memory.past.append((step, before))

    def wrong(self, db: Database, chance: random.Random, before: Rows) -> None:
        """Whatever is not next is refused, and nothing has changed."""
        memory = self.memory
        stands, undone = [s.id for s, _ in memory.past], [s.id for s, _ in memory.future]
        gone = [step.id for step in memory.aside]
        for step in (*stands[:-1], *undone, *gone, 10**6):
            refuses(db.undo, step)
        for step in (*undone[1:], *stands, 10**6):
            refuses(db.redo, step)
        assert rows(db) == before

    def restore(self, db: Database, chance: random.Random, before: Rows) -> None:
        """What was set aside is done again exactly, or refused and nothing has changed."""
        memory = self.memory
        if not memory.aside:
            return
        step = chance.choice(memory.aside)
        try:
            again = db.redo(step_id=step.id).result().step_id
        except AppError:
            assert rows(db) == before
            return
        later = [told for told, _ in memory.past if told.id > step.id]
        assert not any(step.touched & told.touched for told in later)
        after = rows(db)
        assert after == step.again(before)
        assert again is not None
        memory.aside.remove(step)
        memory.done(Told.of(again, before, after), before)

    def machine(self, db: Database, chance: random.Random, before: Rows) -> None:
        """A scan writes facts: they stand, whatever is taken back."""
        photos = sorted(key for key in before if key[0] == "asset")
        if photos:
            photo = chance.choice(photos)
            size = chance.randrange(10**6)
            db.write(lambda s: setattr(s.get_one(Asset, photo[1]), "file_size", size)).result()
            changed = {name: rows(db)[photo][name] for name in ("file_size", "updated_at")}
            self.memory.know(photo, changed)


def refuses(turn: Callable[..., Any], step: int | None) -> None:
    try:
        turn(step_id=step).result()
    except AppError:
        return
    raise AssertionError(f"{turn} of {step} should have been refused")


KINDS = ("do", "do", "do", "undo", "undo", "redo", "restore", "machine", "wrong", "restart")


@seed(8)
@settings(max_examples=often(60), suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2**32)), min_size=5, max_size=30))
def test_a_history_told_by_two_processes(actions: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        life = Life(folder)
        try:
            for kind, number in actions:
                life.act(kind, number)
            while life.memory.past:
                life.undo(life.dbs[0], random.Random(0), rows(life.dbs[1]))
        finally:
            life.close()
