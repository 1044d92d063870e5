"""Another engine: calibrated on the library, used by the next scan, and left again."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session

from app.cli import album as sample
from app.core import faces, library, people
from app.core.db import Database
from app.errors import AppError
from app.paths import Paths
from app.pipeline import engines
from app.pipeline.calibrate import matched
from app.pipeline.scan import Scan
from app.vision import packs
from app.vision.engine import ENGINE_ID
from app.vision.packs import BUILT_IN
from tests.vision.test_packs import model


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.of(tmp_path / "base")


@pytest.fixture
def db(paths: Paths) -> Iterator[Database]:
    made = Database(paths.library_db, paths.cache_db)
    yield made
    made.close()


def scan(db: Database, paths: Paths) -> None:
    Scan(db, lambda: engines.load(paths)).run()


def choices(db: Database) -> set[tuple[object, ...]]:
    """Whose each face is, by where it is."""
    with db.read() as session:
        found = faces.listing(session)
        return {(Path(f.path).name, f.face.id, f.face.person_id) for f in found}


def test_bounds_take_the_same_share_of_pairs() -> None:
    old = np.linspace(0, 0.2, 10_001, dtype=np.float32)
    new = matched(old, old * 7)
    assert new.same == pytest.approx(BUILT_IN.same * 7, rel=0.01)
    assert new.unlikely == pytest.approx(BUILT_IN.unlikely * 7, rel=0.01)
    assert new.same < new.likely < new.maybe < new.unlikely


def test_an_engine_needs_photos_to_be_set_up(db: Database, paths: Paths, tmp_path: Path) -> None:
    pack = packs.install(engines.folder(paths), [model(tmp_path / "tiny.onnx")])
    with pytest.raises(AppError, match="your own photos"):
        engines.use(db, paths, pack.id)
    assert engines.chosen(paths).id == ENGINE_ID


def test_used_and_left_again_every_choice_stays(
    db: Database, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.pipeline.calibrate.LEAST_FACES", 5)
    sample.make(tmp_path / "album")
    db.write(lambda s: library.add_folder(s, tmp_path / "album")).result()
    scan(db, paths)
    with db.read() as session:
        mine = [one.face.id for one in faces.listing(session)][:3]

    def name(session: Session) -> str:
        return people.create(session, name="Eileen", face_ids=mine).person.id

    eileen = db.write(name, label="Create").result().result
    before = choices(db)

    pack = packs.install(engines.folder(paths), [model(tmp_path / "tiny.onnx")])
    assert engines.use(db, paths, pack.id).bounds is not None
    scan(db, paths)
    suggester = engines.suggester(db, paths)
    assert suggester.distance(mine[0], eileen) is not None
    suggester.close()
    assert {face for face in choices(db) if face[2] == eileen} >= {
        face for face in before if face[1] in mine
    }

    engines.use(db, paths, ENGINE_ID)
    scan(db, paths)
    assert engines.chosen(paths).id == ENGINE_ID
    assert {face for face in before if face[1] in mine} <= choices(db)
    assert engines.remove(paths, pack.id).name == "tiny"


def test_an_engine_removed_in_use_gives_way_to_the_built_in_one(
    paths: Paths, tmp_path: Path
) -> None:
    home = engines.folder(paths)
    pack = packs.install(home, [model(tmp_path / "tiny.onnx")])
    packs.calibrated(home, pack, BUILT_IN)
    db = Database(paths.library_db, paths.cache_db)
    engines.use(db, paths, pack.id)
    db.close()
    assert engines.load(paths).id == pack.id
    engines.remove(paths, pack.id)
    assert engines.load(paths).id == ENGINE_ID
