"""A library filled by hand: the rows that a scan would have stored, without any photo."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
from sqlalchemy import text
from sqlmodel import Session, SQLModel

from kinfolk.core import ids
from kinfolk.core.database import Database
from kinfolk.core.db.models import (
    WATCHED,
    Asset,
    AssetState,
    AssignedBy,
    ClaimState,
    Face,
    Folder,
    NameClaim,
    Person,
    Presence,
    now,
)
from kinfolk.core.faces import embeddings
from kinfolk.core.faces import faces as core_faces
from kinfolk.core.faces.embeddings import Vector
from kinfolk.core.history import history
from kinfolk.core.people import naming, people, people_lists
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people import Created
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.metadata.capture_date import TakenSource
from kinfolk.metadata.region import NameSource
from kinfolk.vision.engine import ENGINE_ID
from tests.asking import Asking
from tests.rows import face_row, photo_row

# Cosine distances at which the engine calls a face likely, or perhaps, a person's
LIKELY, MAYBE = 0.15, 0.53
Dump = dict[str, list[tuple[Any, ...]]]
Args = ParamSpec("Args")
Answer = TypeVar("Answer")


class Album(Asking):
    """Adds rows to a library without steps of the history; to its first library by default."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._described = 0  # how many faces have been given a vector
        self.begin()

    def begin(self) -> None:
        """Create the first library with a folder in it."""
        self.library_id = self.db.write(lambda s: library.resolve(s, None)).result().result
        self.folder_id = self.folder()

    def add(self, row: SQLModel) -> str:
        """Write a row and return its id."""
        self.db.write(lambda session: session.add(row)).result()
        return str(row.id)  # type: ignore[attr-defined]

    def library(self, name: str = "Other") -> str:
        """Create another library and return its id."""
        return self.db.write(lambda s: library.create(s, name=name)).result().result.id

    def folder(self, library_id: str | None = None) -> str:
        """Create a folder, without a folder on the disk, and return its id."""
        folder_id = ids.new("folder")
        library_id = library_id or self.library_id
        return self.add(Folder(id=folder_id, library_id=library_id, path=f"/photos/{folder_id}"))

    def photo(
        self,
        *,
        folder_id: str | None = None,
        library_id: str | None = None,
        taken_at: datetime | None = None,
        state: AssetState = AssetState.DONE,
        inside: str = "",
        size: tuple[int, int] = (400, 300),
    ) -> str:
        """Create a photo and return its id.

        inside: the folders between the library's folder and the photo. size: width and height in
        pixels.
        """
        library_id = library_id or self.library_id
        if folder_id is None:
            is_first = library_id == self.library_id
            folder_id = self.folder_id if is_first else self.folder(library_id)
        return self.add(
            self._photo(library_id, folder_id, taken_at, state=state, inside=inside, size=size)
        )

    def _photo(
        self,
        library_id: str,
        folder_id: str,
        taken_at: datetime | None = None,
        *,
        state: AssetState = AssetState.DONE,
        inside: str = "",
        size: tuple[int, int] = (400, 300),
    ) -> Asset:
        """Return the row of a photo, not yet written."""
        asset_id = ids.new("asset")
        return photo_row(
            library_id,
            folder_id,
            id=asset_id,
            path=str(Path("/photos") / folder_id / inside / f"{asset_id}.jpg"),
            width=size[0],
            height=size[1],
            taken_at=taken_at,
            taken_source=TakenSource.EXIF if taken_at else None,
            state=state,
        )

    def face(
        self,
        person_id: str | None = None,
        *,
        asset_id: str | None = None,
        taken: str | None = None,
        by: AssignedBy = AssignedBy.AUTO,
        quality: float | None = None,
        near: int | None = None,
        apart: float = LIKELY,
        age: float | None = None,
    ) -> str:
        """Create an automatic face and return its id; without `asset_id` in a photo of its own.

        taken: when that photo was taken, as ISO 8601. near: the number of a direction, 0 to 63; the
        face gets a vector at the cosine distance `apart` from it. Each such face deviates to
        another side, so two of them are farther from each other than from the direction. age: how
        many years old a face with a vector looks.
        """
        if quality is None:
            quality = 0.1 + 0.2 if near is None else 0.9

        def make(session: Session) -> str:
            """Create photo, face and vector in one write: each takes as long as a small one."""
            taken_at = datetime.fromisoformat(taken) if taken else None
            if asset_id is None:
                photo = self._photo(self.library_id, self.folder_id, taken_at)
                session.add(photo)
                session.flush()  # faces refer to photos
            else:
                photo = session.get_one(Asset, asset_id)
            face = self._face(photo, person_id, by=by, quality=quality)
            session.add(face)
            if near is not None:
                session.flush()
                embeddings.put(session, face.id, ENGINE_ID, self._vector(near, apart))
                if age is not None:
                    embeddings.put_ages(session, ENGINE_ID, {face.id: age})
            return face.id

        return self.do(make)

    def describe(self, face_id: str, near: int, *, apart: float = LIKELY) -> None:
        """Give a face a vector; see `face`."""
        self.do(embeddings.put, face_id, ENGINE_ID, self._vector(near, apart))

    def _vector(self, near: int, apart: float) -> Vector:
        vector = np.zeros(128, np.float32)
        # The first 64 dimensions are directions; each face has one of the others to itself.
        vector[near] = 1 - apart
        vector[64 + self._described % 64] = np.sqrt(1 - (1 - apart) ** 2)
        self._described += 1
        return vector

    def lookalikes(self, near: int, number: int, *, apart: float = LIKELY) -> list[str]:
        """Create that number of faces that no one has, the nearest to the direction first."""
        return [self.face(near=near, apart=apart + n * 0.005) for n in range(number)]

    def _face(
        self,
        photo: Asset,
        person_id: str | None,
        *,
        by: AssignedBy = AssignedBy.AUTO,
        quality: float = 0.1 + 0.2,
    ) -> Face:
        """Return the row of a face, not yet written."""
        return face_row(
            photo.library_id,
            photo.id,
            person_id=person_id,
            assigned_by=by if person_id else None,
            confidence=0.9,
            quality=quality,
        )

    def presence(self, person_id: str, asset_id: str, *, seen_in: str = "") -> str:
        """Put a person into a photo without a box.

        seen_in: the picture for which that holds, "" for any.
        """
        with self.db.read() as session:
            library_id = session.get_one(Asset, asset_id).library_id
        row = {"library_id": library_id, "asset_id": asset_id, "person_id": person_id}
        return self.add(Presence(id=ids.new("presence"), seen_in=seen_in, created_at=now(), **row))

    def claim(
        self, name: str, face_id: str | None = None, *, asset_id: str | None = None, **fields: Any
    ) -> str:
        """Note a name that a file says of a face, or of a photo, for the user to decide about."""
        usual: dict[str, Any] = {
            "asset_id": asset_id or self.seen(face_id or "").asset_id,
            "seen_in": "",
            "form": NameSource.MWG,
            "file": f"{name}.xmp",
            "state": ClaimState.OPEN,
        }
        return self.add(
            NameClaim(id=ids.new("claim"), name=name, face_id=face_id, **usual | fields)
        )

    def person(
        self, name: str | None = None, *, faces: int = 0, near: int | None = None, **fields: Any
    ) -> str:
        """Create a person with that number of faces, in the direction `near`.

        Without a name it is a group.
        """
        fields = {"library_id": self.library_id} | fields

        def make(session: Session) -> Created:
            """Create the person within the write."""
            return people.create(session, name=name, **fields)

        person_id = self.db.write(make).result().result.person.id
        self._faces(person_id, faces, near=near)
        return person_id

    def group(self, *, faces: int = 2, near: int | None = None, is_settled: bool = True) -> str:
        """Create an unnamed group with that number of faces and return its id."""
        row = Person(id=ids.new("person"), library_id=self.library_id, is_settled=is_settled)
        person_id = self.add(row)
        self._faces(person_id, faces, near=near)
        return person_id

    def grouped(
        self, number: int, near: int, *, apart: float = LIKELY, step: float = 0.0
    ) -> tuple[str, list[str]]:
        """Create a group; return its id and faces, each `step` farther from the direction."""
        group = self.group(faces=0)
        return group, [self.face(group, near=near, apart=apart + n * step) for n in range(number)]

    def _faces(self, person_id: str, number: int, *, near: int | None = None) -> None:
        """Create faces, all in one write: a window that follows would read anew after each."""
        photos, faces = [], []
        for _ in range(number):
            photos.append(self._photo(self.library_id, self.folder_id))
            faces.append(self._face(photos[-1], person_id))

        def add(session: Session) -> None:
            """Add photos and faces in one transaction."""
            session.add_all(photos)
            session.flush()  # faces refer to photos
            session.add_all(faces)
            if near is not None:
                session.flush()
                for face in faces:
                    embeddings.put(session, face.id, ENGINE_ID, self._vector(near, 0.01))

        if number:
            self.db.write(add).result()

    def change(self, person_id: str, **fields: Any) -> None:
        """Change fields of a person or group, without a step of the history."""
        self.do(people.update, person_id, replace(UNCHANGED, **fields))

    def shown(self, group: str, *, without: Collection[str] = ()) -> Shown:
        """Return a group as its card shows it once the user has taken some faces out."""
        found = self.ask(naming.shown, group)
        assert found is not None
        left = tuple(face_id for face_id in found.face_ids if face_id not in without)
        return replace(found, face_ids=left)

    def give_name(
        self, group: Shown, name: str, *, joins: bool = False, without: Collection[str] = ()
    ) -> people.Person:
        """Name a group as a card showed it, as one step; `joins`: who has the name gets it."""
        given = Given(group, name, name if joins else None, without=tuple(without))
        return self.step("Name", naming.give_name, given).result

    def check_undo(self, before: Dump) -> None:
        """Undo the newest step, which must lead back to `before`, and redo it exactly."""
        after = self.dump()
        self.db.undo().result()
        assert self.dump() == before
        self.db.redo().result()
        assert self.dump() == after

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """See that the library is afterwards as it was before."""
        before = self.dump()
        yield
        assert self.dump() == before

    # what the library says now

    def who(self, person_id: str) -> people.Person:
        with self.db.read() as session:
            return people.get(session, person_id)

    def name_of(self, person_id: str) -> str | None:
        return self.who(person_id).name

    def seen(self, face_id: str) -> core_faces.Face:
        with self.db.read() as session:
            return core_faces.get(session, face_id)

    def owner(self, face_id: str) -> str | None:
        return self.seen(face_id).person_id

    def theirs(self, person_id: str) -> set[str]:
        with self.db.read() as session:
            return set(core_faces.ids(session, person_id=person_id))

    def groups(self) -> dict[str, set[str]]:
        """Return the faces of each group that is shown on Unnamed."""
        shown = self.ask(people_lists.wall, section=Section.UNNAMED)
        return {each: self.theirs(each) for each in shown}

    def dump(self) -> Dump:
        """Return all rows of every table that undo covers."""
        return dump(self.db)


def undo_label(session: Session) -> str | None:
    """Return the words for what undo would take back, None where there is nothing."""
    step = history.next_undo(session)
    return step.words if step else None


def dump(db: Database) -> Dump:
    """Return all rows of every table that undo covers, to compare a library with itself."""
    with db.read() as session:
        return {
            table: [
                tuple(row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY id"))
            ]
            for table in WATCHED
        }
