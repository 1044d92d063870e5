"""A library made with the engine before this one is described anew, and nothing else changes."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.core.db import Database
from app.pipeline.scan import Scan
from app.vision import engine

REPO = Path(__file__).resolve().parents[2]
FAMILIES = REPO.parent / "shared" / "photos" / "families"
FIXTURE = Path(__file__).parent / "fixtures" / "families-c1a6c69.sql"
SPLIT = "-- cache.db\n"
# What the user said, and where faces are.
KEPT = {
    "people": "SELECT id, name, birth_date, is_favorite, is_hidden, thumbnail_face_id FROM person",
    "faces": "SELECT id, asset_id, person_id, x, y, w, h FROM face",
    "answers": "SELECT id, face_id, person_id, verdict FROM rejection",
    "pairs": "SELECT id, person_a, person_b, verdict FROM distinct_pair",
    "not faces": "SELECT id, asset_id, x, y, w, h FROM dismissed_box",
    "steps": "SELECT label FROM step",
}

pytestmark = pytest.mark.skipif(not FAMILIES.exists(), reason="the shared photos are not here")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The library as the program before has left it, its photos beside it."""
    photos = tmp_path / "photos"
    photos.mkdir()
    library, cache = FIXTURE.read_text().replace("{photos}", str(photos)).split(SPLIT)
    for name, sql in (("library", library), ("cache", cache)):
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as connection:
            connection.executescript(sql)
    for path, modified in asked(tmp_path, "SELECT path, modified_ns FROM asset"):
        shutil.copy(FAMILIES / Path(path).name, path)
        os.utime(path, ns=(modified, modified))
    return tmp_path


def asked(base: Path, query: str, name: str = "library") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(base / f"{name}.db")) as connection:
        return sorted(connection.execute(query).fetchall(), key=repr)


def kept(base: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {what: asked(base, query) for what, query in KEPT.items()}


def described(base: Path) -> set[str]:
    query = f"SELECT face_id FROM embedding WHERE engine_id = '{engine.ENGINE_ID}'"
    return {face_id for (face_id,) in asked(base, query, "cache")}


def test_all_that_was_said_stays(base: Path) -> None:
    before = kept(base)
    kill_a_scan(base)
    first = described(base)
    assert first
    db = Database(base / "library.db", base / "cache.db")
    assert kept(base) == before
    job = Scan(db, engine.load)
    job.start()
    assert job.wait(120)
    db.close()
    assert kept(base) == before
    drawn = "SELECT id FROM face WHERE source = 'manual'"  # around nothing that is a face
    everybody = {face_id for face_id, *_ in before["faces"]}
    assert first <= described(base) == everybody - {face_id for (face_id,) in asked(base, drawn)}


def kill_a_scan(base: Path) -> None:
    """As soon as it has described a face."""
    command = [sys.executable, "-m", "tests.pipeline.scan_process"]
    process = subprocess.Popen([*command, str(base), str(base / "photos"), "real"], cwd=REPO)
    while process.poll() is None and not described(base):
        pass
    process.kill()
    process.wait()
