"""A library from before YuNet and SFace: described anew where its faces are; all said stays said.

The fixtures hold vectors of the engine before (centerface-dlib/1); the photos are shared ones.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core import faces, people
from kinfolk.core.db.database import Database
from kinfolk.core.db.models import DismissedBox, Embedding, Rejection
from kinfolk.core.faces import ListedFace
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.scan import start
from kinfolk.scan.job import ScanProgress
from kinfolk.vision.engine import ENGINE_ID
from tests import labelled
from tests.album import dump

FIXTURES = Path(__file__).parent / "fixtures"
BEFORE = "centerface-dlib/1"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The library as it was left, its photos beside it; one folder is away."""
    labelled.photos("families")
    paths = Paths.of(tmp_path / "base")
    for file in (paths.library_db, paths.cache_db):
        file.parent.mkdir(parents=True, exist_ok=True)
        script = (FIXTURES / f"centerface-dlib-{file.stem}.sql").read_text("utf-8")
        for word in ("ALBUM", "AWAY"):
            script = script.replace(f"'{word}", f"'{tmp_path / word}")
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(script)
            if file == paths.library_db:
                bring_photos(connection, tmp_path / "ALBUM")
    return paths


def bring_photos(connection: sqlite3.Connection, album: Path) -> None:
    """The files as the library knows them."""
    album.mkdir()
    for path, modified in connection.execute("SELECT path, modified_ns FROM asset"):
        if Path(path).parent == album:
            shutil.copy(labelled.photos("families", Path(path).name), path)
            os.utime(path, ns=(modified, modified))


@pytest.fixture
def db(paths: Paths) -> Iterator[Database]:
    made = Database(paths.library_db, paths.cache_db)
    yield made
    made.close()


def scan(db: Database, paths: Paths) -> ScanProgress:
    job = start.scan(db, paths)
    job.run()
    return job.progress


def listed(db: Database) -> dict[str, list[ListedFace]]:
    """By the photo's name."""
    found: dict[str, list[ListedFace]] = {}
    with db.read() as session:
        for one in faces.listing(session):
            found.setdefault(Path(one.path).name, []).append(one)
    return found


def ids(db: Database) -> set[str]:
    return {one.face.id for here in listed(db).values() for one in here}


def described(db: Database, engine_id: str = ENGINE_ID) -> set[str]:
    query = select(col(Embedding.face_id)).where(col(Embedding.engine_id) == engine_id)
    with db.read() as session:
        return set(session.execute(query).scalars())


def said(db: Database) -> dict[str, object]:
    """Who is named what, with which faces and portrait; what is refused; where every face is."""
    whole = dump(db)
    with db.read() as session:
        pairs = select(col(Rejection.face_id), col(Rejection.person_id))
        rejected = {tuple(row) for row in session.execute(pairs)}
        boxes = select(DismissedBox.x, DismissedBox.y, DismissedBox.w, DismissedBox.h)  # type: ignore[call-overload]
        dismissed = [tuple(row) for row in session.execute(boxes)]
    by_id = [
        (one.face.id, one.path, one.face.box, one.face.person_id, one.face.assigned_by)
        for photo in sorted(listed(db).items())
        for one in photo[1]
    ]
    return {"people": whole["person"], "no": rejected, "none": dismissed, "faces": by_id}


def test_everything_said_stays_and_every_face_that_is_there_is_described(
    db: Database, paths: Paths
) -> None:
    before, known = said(db), ids(db)
    photos = {name for name in listed(db) if not name.startswith("Family3")}
    assert (len(known), described(db)) == (21, set())
    assert known <= described(db, BEFORE)
    assert scan(db, paths).photos_total == len(photos)
    assert said(db) == before
    away = {one.face.id for name, here in listed(db).items() if name not in photos for one in here}
    assert len(away) == 2
    assert described(db) == known - away
    assert known <= described(db, BEFORE)
    with db.read() as session:
        eva = people.find_by_name(session, "Eva Example", None)
        assert eva is not None
        assert eva.thumbnail_face_id == listed(db)["Family1-Mom2.jpg"][0].face.id
    assert scan(db, paths).photos_total == 0


def test_what_was_away_is_described_when_it_is_back(db: Database, paths: Paths) -> None:
    scan(db, paths)
    with closing(sqlite3.connect(paths.library_db)) as connection:
        rows = connection.execute("SELECT path, modified_ns FROM asset").fetchall()
    away = [(Path(path), modified) for path, modified in rows if Path(path).parent.name == "AWAY"]
    away[0][0].parent.mkdir()
    for path, modified in away:
        shutil.copy(labelled.photos("families", path.name), path)
        os.utime(path, ns=(modified, modified))
    assert scan(db, paths).photos_total == 2
    assert described(db) == ids(db)
    (ruth,) = listed(db)["Family3-Lady1.jpg"]
    with db.read() as session:
        assert people.get(session, ruth.face.person_id or "").name == "Ruth Example"


def test_new_photos_go_to_those_who_were_there_before(db: Database, paths: Paths) -> None:
    """Compared with the vectors that were made anew, not with those of the engine before."""
    before = listed(db)
    adam = {before[f"Family1-Dad{n}.jpg"][0].face.person_id for n in (1, 3)}  # the 3rd has no name
    lost = "DELETE FROM asset WHERE path LIKE '%Family1-Dad2.jpg'"
    with closing(sqlite3.connect(paths.library_db)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(lost)
        connection.commit()
    scan(db, paths)
    (again,) = listed(db)["Family1-Dad2.jpg"]
    assert again.face.person_id in adam
    assert again.face.id in described(db) - described(db, BEFORE)


def test_killed_in_the_middle_it_goes_on(paths: Paths) -> None:
    code = (
        "import sys; from pathlib import Path; from kinfolk.core.db.database import Database;"
        "from kinfolk.paths import Paths; from kinfolk.scan import start;"
        "paths = Paths.of(Path(sys.argv[1]));"
        "db = Database(paths.library_db, paths.cache_db);"
        "job = start.scan(db, paths); print('scanning', flush=True); job.run()"
    )
    command = [sys.executable, "-c", code, str(paths.data.parent)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=FIXTURES.parents[2])
    assert process.stdout is not None
    process.stdout.readline()
    count = "SELECT count(*) FROM embedding WHERE engine_id = ?"
    with closing(sqlite3.connect(paths.cache_db)) as cache:
        while not cache.execute(count, (ENGINE_ID,)).fetchone()[0]:
            assert process.poll() is None
    process.kill()
    process.wait()
    process.stdout.close()
    db = Database(paths.library_db, paths.cache_db)
    before, done = said(db), described(db)
    assert done
    left = engines.unread(db, ENGINE_ID)
    assert scan(db, paths).photos_total == left - 2  # two are away
    assert done <= described(db)
    assert said(db) == before
    assert engines.unread(db, ENGINE_ID) == 2
    db.close()
