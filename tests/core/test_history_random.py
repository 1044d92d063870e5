"""Any sequence of commands, taken back to the start and done again to the end."""

import random
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session

from app.core import faces, library, people
from app.core.db import Database
from app.core.faces import Box
from app.errors import AppError
from tests.album import Album

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
    fields = {
        "name": pick.random.choice(NAMES),
        "birth_date": date(2000, 1, pick.random.randint(1, 28)),
        "is_favorite": pick.random.random() < 0.5,
        "is_hidden": pick.random.random() < 0.5,
        "thumbnail_face_id": pick.one(pick.faces),
    }
    chosen = pick.some(list(fields))
    people.update(session, pick.one(pick.people), {field: fields[field] for field in chosen})


def swap(session: Session, pick: Chance) -> None:
    updates = [(who, {"name": pick.random.choice(NAMES)}) for who in pick.some(pick.people)]
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


COMMANDS = (create, update, swap, merge, delete, assign, detach, draw, delete_face, remove_folder)


def attempt(db: Database, command: Callable[[Session, Chance], None], seed: int) -> bool:
    """Whether the command did something; refusals are part of the game."""

    def work(session: Session) -> None:
        command(session, Chance(session, seed))

    try:
        return bool(db.write(work, label=command.__name__).result().changes)
    except AppError:
        return False


def settle(album: Album) -> None:
    for name in ("Eva", "Bob"):
        album.person(name, faces=2)
    album.group(faces=2)
    album.face(asset_id=album.photo(folder_id=album.folder()))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(0, 2**32)), min_size=1, max_size=15)
)
def test_any_sequence_can_be_taken_back(
    steps: list[tuple[Callable[[Session, Chance], None], int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = Database(Path(folder) / "library.db", Path(folder) / "cache.db")
        try:
            album = Album(db)
            settle(album)
            states = [album.dump()]
            for command, seed in steps:
                if attempt(db, command, seed):
                    states.append(album.dump())
            for state in reversed(states[:-1]):
                db.undo().result()
                assert album.dump() == state
            for state in states[1:]:
                db.redo().result()
                assert album.dump() == state
        finally:
            db.close()
