"""A library of made-up faces for random tests: quick to fill and to group, without pixels."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssignedBy, Embedding, Face, Folder, Person, Step
from kinfolk.core.photos import library
from kinfolk.recognition import grouping
from kinfolk.recognition.assigner import Assigner
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import MIN_QUALITY, SAME
from tests.album import Dump, dump
from tests.asking import Asking
from tests.rows import face_row, photo_row

T = TypeVar("T")

PEOPLE = 3  # the first two are twins
VARIANTS = 6
DAYS = 3
DIMENSIONS = 32


class Look(NamedTuple):
    """A face: whose it is in truth, and which of that person's looks it has."""

    who: int
    variant: int
    is_poor: bool = False


class Placed(NamedTuple):
    """Where a face is, as the library has it."""

    photo: str
    person: str | None
    by: AssignedBy | None
    taken_at: datetime | None
    picture: str = ""  # the picture that the photo showed when the face was seen


def vector(look: Look, where: str) -> NDArray[np.float32]:
    """Return the unit vector of a look, which is a hair's breadth different at each place.

    Looks of one person are 0.15 to 0.7 apart, those of the twins 0.3 to 0.85, others 0.7 or more.
    Where several are exactly as near, ids decide which are the nearest, and ids are random.
    """
    centre = np.zeros(DIMENSIONS)
    centre[max(1, look.who)] = 1
    if look.who < 2:
        centre[4 + look.who] = 0.6
    random = np.random.default_rng((look.who, look.variant))
    beside = random.normal(size=DIMENSIONS)
    beside *= (0.5, 0.75, 1.0)[look.variant % 3] / np.linalg.norm(beside)
    made = centre / np.linalg.norm(centre) + beside
    made += 1e-4 * np.random.default_rng(crc32(where.encode())).normal(size=DIMENSIONS)
    return (made / np.linalg.norm(made)).astype(np.float32)


def album(seed: int, photos: int = 8) -> list[list[Look]]:
    """Return random photos, each with one or two faces; about a quarter of the faces is poor."""
    chance = Random(seed)

    def look() -> Look:
        return Look(chance.randrange(PEOPLE), chance.randrange(VARIANTS), chance.random() < 0.25)

    return [[look() for _ in range(chance.choice((1, 2)))] for _ in range(photos)]


class Crowd(Asking):
    """A library in a folder, and the suggestions made from it.

    Photos of a day are in one folder.
    """

    suggester: Suggester

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open()
        self.library_id = self.db.write(lambda s: library.resolve(s, None)).result().result
        self.look_of: dict[str, Look] = {}

    def empty(self) -> None:
        """Delete everything.

        A new database would take much longer: every query would be compiled anew.
        """

        def clear(session: Session) -> None:
            for table in (Step, Folder, Person):
                session.execute(delete(table))
            for day in range(DAYS):
                folder_id = f"folder_{day}"
                session.add(Folder(id=folder_id, library_id=self.library_id, path=f"/{day}"))

        self.db.write(clear).result()
        self.look_of.clear()
        self.suggester.close()
        self.suggester = Suggester(self.db, self._folder)

    def _open(self) -> None:
        self.db = Database(self._folder / "library.db", self._folder / "cache.db")
        self.suggester = Suggester(self.db, self._folder)

    def close(self) -> None:
        self.suggester.close()
        self.db.close()

    def reopen(self) -> None:
        """Close and open the library, as a restart of the program does."""
        self.close()
        self._open()

    def add(self, day: int, looks: Sequence[Look], *, name: str = "") -> list[str]:
        """Add a photo of that day with these faces, as a scan stores it; return the faces' ids."""
        asset_id = ids.new("asset")
        name = name or asset_id
        made = [(ids.new("face"), look) for look in looks]
        self.look_of.update(made)
        place = {"path": f"/{day}/{name}", "content_hash": name, "picture": name}
        size = {"width": 900, "height": 90}
        photo = photo_row(
            self.library_id, f"folder_{day}", id=asset_id, taken_at=taken_at(day), **place, **size
        )
        seen = {"seen_in": name, "seen_width": 900, "seen_height": 90}
        faces = [
            face_row(
                self.library_id,
                asset_id,
                (90 * at, 0, 80, 80),
                id=face_id,
                confidence=0.9,
                quality=MIN_QUALITY / 2 if look.is_poor else 0.9,
                **seen,
            )
            for at, (face_id, look) in enumerate(made)
        ]
        vectors = [
            {
                "face_id": face_id,
                "engine_id": ENGINE_ID,
                "vector": vector(look, f"{name} {at}").tobytes(),
            }
            for at, (face_id, look) in enumerate(made)
        ]

        def store(session: Session) -> None:
            session.add(photo)
            session.flush()
            session.add_all(faces)
            session.execute(insert(Embedding), vectors)

        self.db.write(store).result()
        return [face_id for face_id, _ in made]

    def group(self, *, settle: bool = True) -> None:
        """Group all faces as a scan does after some photos; with `settle` as it does at its end."""
        with closing(Assigner(self.db, ENGINE_ID)) as assigner:
            assigner.begin([self.library_id])
            assigner.assign(self.library_id, self.look_of, same=SAME)
            if settle:
                assigner.settle(self.library_id, same=SAME)

    def situation(self) -> dict[str, Any]:
        """Return all that grouping depends on, in a form that can be compared."""
        known = self.ask(grouping.situation, self.library_id, ENGINE_ID)
        arrays = {name: getattr(known, name).tobytes() for name in ("vectors", "births")}
        return vars(known) | arrays | {"rejected": set(known.rejected)}

    def suggestions(self) -> dict[str, list[tuple[str, str, float]]]:
        """Return the suggestions for each person, and under "" the pairs that may be one person."""
        asked = {
            person: [
                (one.face_id, str(one.certainty), round(one.distance, 3))
                for one in self.suggester.ask(Ranking.for_person, person)
            ]
            for person in self.people()
        }
        pairs = self.suggester.ask(Ranking.merges)
        return asked | {
            "": [(pair.person_id, pair.other_id, round(pair.distance, 3)) for pair in pairs]
        }

    def state(self) -> tuple[Dump, dict[str, Any], Any]:
        """Return all rows, what the next grouping starts from, and all suggestions."""
        return dump(self.db), self.situation(), self.suggestions()

    def faces(self) -> dict[str, Placed]:
        query = select(
            *(col(Face.id), col(Face.asset_id), col(Face.person_id), col(Face.assigned_by)),
            *(col(Asset.taken_at), col(Face.seen_in)),
        ).join(Asset, col(Asset.id) == col(Face.asset_id))
        with self.db.read() as session:
            rows = session.execute(query.order_by(col(Face.id)))
            return {face_id: Placed(*place) for face_id, *place in rows}

    def people(self) -> dict[str, Person]:
        everybody = self.every(select(Person).order_by(col(Person.id)))
        return {person.id: person for person in everybody}

    def groups(self) -> set[frozenset[tuple[str, Look]]]:
        """Return who is together, as sets of (photo, look); faces without a person are left out."""
        found, described = defaultdict(set), self.described()
        for face_id, at in self.faces().items():
            if at.person:
                found[at.person].add(described[face_id])
        return {frozenset(looks) for looks in found.values()}

    def described(self) -> dict[str, tuple[str, Look]]:
        """Return each face as `groups` does."""
        paths = {photo.id: photo.path for photo in self.every(select(Asset))}
        return {face: (paths[at.photo], self.look_of[face]) for face, at in self.faces().items()}

    def dump(self) -> Dump:
        return dump(self.db)


def taken_at(day: int) -> datetime:
    """Return noon of a day in July, counted from 0."""
    return datetime(2020, 7, 1 + day, 12)


def birth_of(day: int) -> date:
    """Return the date of that day, as a date of birth."""
    return taken_at(day).date()


def doubles(faces: Iterable[Placed]) -> set[tuple[str, str, str]]:
    """Return (photo, picture, person) for each picture in which a person has several faces."""
    places = [(face.photo, face.picture, face.person) for face in faces if face.person]
    return {place for place in places if places.count(place) > 1}
