"""A scan killed at any moment goes on as if nothing had happened."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Face, Person
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from tests.fake_engine import COLOURS, draw
from tests.patience import PATIENCE

pytestmark = pytest.mark.slow

REPO = Path(__file__).resolve().parents[2]
KILLS = 10


@pytest.fixture
def album(tmp_path: Path) -> Path:
    folder, names = tmp_path / "photos", list(COLOURS)
    for number in range(150):
        seen = [(names[number % 6], 10, 20), (names[(number // 6) % 6], 110, 60)][: 1 + number % 2]
        draw(folder / str(number % 7) / f"{number:03}.jpg", seen, note=str(number))
    return folder


def _start(base: Path, album: Path) -> subprocess.Popen[str]:
    base.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.scan.scan_process", str(base), str(album)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPO)
    assert process.stdout is not None
    assert process.stdout.readline() == "scanning\n"
    return process


@contextmanager
def _library(base: Path) -> Iterator[Database]:
    db = Database(base / "library.db", base / "cache.db")
    yield db
    db.close()


def _found(session: Session) -> list[tuple[object, ...]]:
    """Every photo with its facts and every face with its box, none left out, none merged."""
    photo = (col(Asset.path), col(Asset.content_hash), col(Asset.state), col(Asset.width))
    photos = session.execute(select(*photo).order_by(col(Asset.path)))
    box = (col(Asset.path), col(Face.x), col(Face.y), col(Face.w), col(Face.h), col(Face.quality))
    faces = session.execute(
        select(*box).join(Asset, col(Asset.id) == col(Face.asset_id)).order_by(*box)
    )
    return [tuple(row) for row in (*photos, *faces)]


def _name_one(db: Database, name: str) -> set[str]:
    """Names the largest group without a name, or else a face alone; the person's faces."""

    def name_it(session: Session) -> set[str]:
        size = func.count(col(Face.id))
        face = select(func.min(col(Face.id)), col(Face.person_id)).outerjoin(
            Person, col(Face.person_id) == col(Person.id)
        )
        face = face.where(col(Person.name).is_(None)).group_by(col(Face.person_id))
        largest = session.execute(face.order_by(size.desc()).limit(1)).one_or_none()
        if largest is None:
            return set()
        face_id, person_id = largest
        if person_id is None:
            people.create(session, name=name, face_ids=[face_id])
        else:
            people.update(session, person_id, replace(UNCHANGED, name=name))
        return _faces_of(session, name)

    return db.write(name_it, label=f"Name {name}").result().result


def _faces_of(session: Session, name: str) -> set[str]:
    query = select(col(Face.id)).join(Person, col(Person.id) == col(Face.person_id))
    return set(session.execute(query.where(col(Person.name) == name)).scalars())


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a Unix thing")
def test_killed_ten_times(album: Path, tmp_path: Path) -> None:
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    process = _start(calm, album)
    started = time.monotonic()
    assert process.wait(PATIENCE) == 0
    takes = time.monotonic() - started
    moments = random.Random(2)
    named: dict[str, set[str]] = {}
    for number in range(KILLS):
        process = _start(killed, album)
        try:
            process.wait(moments.uniform(0, takes))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if number % 3 == 2:
            with _library(killed) as db:
                named[f"Person {number}"] = _name_one(db, f"Person {number}")
    assert _start(killed, album).wait(PATIENCE) == 0
    with _library(calm) as db, db.read() as session:
        undisturbed = _found(session)
    with _library(killed) as db, db.read() as session:
        assert _found(session) == undisturbed

        for name, faces in named.items():
            assert faces <= _faces_of(session, name)
    assert any(named.values())
