"""A program that writes into a library as a scan does, until it gets SIGTERM.

`python -m tests.gui.busy_library BASE SEED` prints "ready" after its first write. Groups grow, new
ones come, and groups that no one has touched are made anew: their rows go, and their faces are in
new groups.
"""

import random
import signal
import sys
import threading
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssignedBy, Face, Folder, Person
from kinfolk.paths import Paths
from tests.rows import face_row, photo_row

PAUSE = 0.04  # seconds between two writes


def main(base: str, seed: str) -> int:
    """Write one step after another until SIGTERM; return the exit code."""
    paths = Paths.of(Path(base))
    db = Database(paths.library_db, paths.cache_db)
    rng, stop = random.Random(int(seed)), threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    is_first = True
    while not stop.wait(PAUSE):
        db.write(lambda session: step(session, rng)).result()
        if is_first:
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            is_first = False
    db.close()
    return 0


def step(session: Session, rng: random.Random) -> None:
    """Make a random change that a scan could make."""
    fresh = (col(Person.name).is_(None), ~col(Person.is_settled))
    groups = list(session.execute(select(col(Person.id)).where(*fresh)).scalars())
    what = rng.choice(("grows", "comes", "anew", "anew"))
    if what == "grows" and groups:
        for _ in range(3):
            _face(session, rng.choice(groups))
    elif what == "comes":
        group = _group(session)
        for _ in range(rng.randint(2, 40)):
            _face(session, group)
    elif groups:
        old = rng.choice(groups)
        group = _group(session)
        session.execute(update(Face).where(col(Face.person_id) == old).values(person_id=group))
        session.execute(delete(Person).where(col(Person.id) == old))


def _group(session: Session) -> str:
    """Create an unnamed group and return its id."""
    library_id = session.execute(select(col(Folder.library_id))).scalars().first()
    group = Person(id=ids.new("person"), library_id=library_id or "")
    session.add(group)
    session.flush()
    return group.id


def _face(session: Session, group: str) -> None:
    """Add a photo with one face of the group."""
    folder = session.execute(select(Folder)).scalars().one()
    number = session.execute(select(func.count()).select_from(Asset)).scalar_one()
    path = f"{folder.path}/busy-{number}.jpg"
    asset = photo_row(folder.library_id, folder.id, path=path, content_hash=f"busy-{number}")
    session.add(asset)
    session.flush()
    row = face_row(folder.library_id, asset.id, person_id=group, assigned_by=AssignedBy.AUTO)
    row.confidence, row.quality = 0.9, 0.5
    session.add(row)
    session.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
