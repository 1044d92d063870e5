"""A user in a process of its own, who decides one thing after another and prints the answers.

`decide.py BASE SEED COUNT [PART PARTS]`. It writes to the library as the window does. With parts it
decides only about its own share of the photos, so that several processes do not meet.
"""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Face, Person
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from tests.faults.ledger import Decision, Spot


def say(mark: str, text: str = "") -> None:
    """Print a line at once; see `ledger.taken` for the marks."""
    sys.stdout.write(f"{mark}{text}\n")
    sys.stdout.flush()


class User:
    """Chooses at random among faces about which nothing is decided yet."""

    def __init__(self, db: Database, chance: random.Random, prefix: str) -> None:
        self._db = db
        self._chance = chance
        self._prefix = prefix
        self._names = 0

    def decide(self, part: int, parts: int) -> bool:
        """Make one decision; return False if there was nothing left to decide."""
        with self._db.read() as session:
            free = [row for row in _faces(session) if int(row.content_hash, 16) % parts == part]
        unnamed = [row for row in free if row.name is None and row.assigned_by != "user"]
        named = [row for row in free if row.name is not None]
        if not unnamed:
            return False
        one = self._chance.choice(unnamed)
        kind = self._chance.choice(("group", "face", "face", "no", "not a face"))
        if kind == "group" and one.person_id and parts == 1:
            self._name_group([row for row in unnamed if row.person_id == one.person_id])
        elif kind == "no" and named:
            self._refuse(one, self._chance.choice(named))
        elif kind == "not a face":
            self._do(Decision("not a face", (_spot(one),)), lambda s: faces.delete(s, one.face_id))
        else:
            name = self._name()
            self._do(
                Decision("name", (_spot(one),), name),
                lambda s: people.create(s, name=name, face_ids=[one.face_id]),
            )
        return True

    def _name_group(self, rows: list[Any]) -> None:
        name, person_id = self._name(), rows[0].person_id
        self._do(
            Decision("name", tuple(_spot(row) for row in rows), name),
            lambda s: people.update(s, person_id, replace(UNCHANGED, name=name)),
        )

    def _refuse(self, face: Any, other: Any) -> None:
        """Say that a face is not a named person's."""
        self._do(
            Decision("no", (_spot(face),), other.name),
            lambda s: review.answer_faces(s, [face.face_id], other.person_id, Answer.NO),
        )

    def _name(self) -> str:
        """Return a name that no other user gives."""
        self._names += 1
        return f"{self._prefix} {self._names}"

    def _do(self, decision: Decision, work: Any) -> None:
        """Write a decision; print before and after it."""
        say("?", decision.line())
        try:
            self._db.write(work, label=decision.kind).result()
        except AppError as error:
            say("-", error.message)
        else:
            say("!")


def _faces(session: Session) -> Iterator[Any]:
    """Yield every face with its photo's content hash, its owner and the owner's name."""
    query: Any = (
        select(
            *(col(Face.id).label("face_id"), col(Face.person_id), col(Face.assigned_by)),
            *(col(Asset.content_hash), col(Face.x), col(Face.y), col(Face.w), col(Face.h)),
            col(Person.name),
        )
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .outerjoin(Person, col(Person.id) == col(Face.person_id))
        .order_by(col(Asset.content_hash), col(Face.x))
    )
    yield from session.execute(query)


def _spot(row: Any) -> Spot:
    """Return what identifies a face for good."""
    return row.content_hash, row.x, row.y, row.w, row.h


def main(base: str, seed: str, count: str, part: str = "0", parts: str = "1") -> None:
    """Make that number of decisions, or as many as there are."""
    paths = Paths.of(Path(base))
    db = Database(paths.library_db, paths.cache_db)
    user = User(db, random.Random(int(seed)), f"Somebody {seed}-{part}")
    say("*", "ready")
    os.environ["FAULT_ARMED"] = "1"  # see shim.c: from here on calls fail
    for _ in range(int(count)):
        try:
            if not user.decide(int(part), int(parts)):
                break
        except AppError as error:  # it could not read what there is to decide
            say("*", error.message)
    say("*", "done")
    db.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
