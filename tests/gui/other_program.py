"""A program that writes into a library as another one does, one step each time it is asked.

`other_program.py BASE SEED`: for each line of its input it prints one, the ids of the faces whose
owner has changed, as JSON. On "scan", groups grow, come and are made anew, as in busy_library.py.
On "name", a group gets a name, as a step of the history.
"""

import json
import random
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.actions import Act, Action, Origin
from kinfolk.core.database import Database
from kinfolk.core.db.models import Face, Person
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.paths import Paths
from tests.gui.busy_library import step


def main(base: str, seed: str) -> int:
    """Serve lines until the input ends; return the exit code."""
    paths = Paths.of(Path(base))
    db = Database(paths.library_db, paths.cache_db, origin=Origin.OTHER)
    rng = random.Random(int(seed))
    for number, line in enumerate(sys.stdin):
        before = _owners(db)
        if line.strip() == "scan":
            db.write(lambda session: step(session, rng)).result()
        else:
            _name(db, rng, f"Neighbour {number}")
        after = _owners(db)
        touched = [face_id for face_id in after if before.get(face_id) != after[face_id]]
        sys.stdout.write(json.dumps(touched) + "\n")
        sys.stdout.flush()
    db.close()
    return 0


def _name(db: Database, rng: random.Random, name: str) -> None:
    """Name a random group, if there is one."""
    nameless = select(col(Person.id)).where(col(Person.name).is_(None)).order_by(col(Person.id))
    with db.read() as session:
        groups = list(session.execute(nameless).scalars())
    if groups:
        change, group = replace(UNCHANGED, name=name), rng.choice(groups)
        action = Action.of(Act.NAME, name=name)
        db.write(lambda session: people.update(session, group, change), label=action).result()


def _owners(db: Database) -> dict[str, object]:
    """Return the owner of each face, with what tells owners apart."""
    query = select(col(Face.id), col(Face.person_id), col(Face.assigned_by), col(Person.name))
    owner = col(Person.id) == col(Face.person_id)
    with db.read() as session:
        rows = session.execute(query.outerjoin(Person, owner)).all()
        return {row.id: tuple(row)[1:] for row in rows}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
