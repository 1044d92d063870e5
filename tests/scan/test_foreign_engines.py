"""An engine from elsewhere that fails, hangs or mixes people up costs no one a face or a name."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, Face
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.recognition.sampling import sample
from kinfolk.scan import start
from kinfolk.scan.job import Rules, ScanJob
from kinfolk.vision import isolated, packs, trial
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.packs import PackEngine
from kinfolk.vision.worker import Worker
from tests.fake_engine import draw
from tests.patience import PATIENCE, until
from tests.rig import Rig
from tests.vision.pictures import portraits
from tests.vision.test_packs import model
from tests.vision.test_trial import endless, greedy, nan_for_most

pytestmark = pytest.mark.slow


@pytest.fixture
def db(paths: Paths) -> Iterator[Database]:
    made = Database(paths.library_db, paths.cache_db)
    yield made
    made.close()


def scan(db: Database, paths: Paths) -> ScanJob:
    job = start.scan(db, paths)
    job.run()
    return job


def facts(db: Database) -> list[tuple[object, ...]]:
    """What the library knows of its photos and faces."""
    query = select(col(Face.id), col(Face.person_id), col(Face.assigned_by), col(Face.x))
    states = select(col(Asset.id), col(Asset.state), col(Asset.modified_ns))
    with db.read() as session:
        return sorted(tuple(row) for row in (*session.execute(query), *session.execute(states)))


def placed(db: Database) -> dict[str, str | None]:
    """Whose each face is."""
    with db.read() as session:
        rows = session.execute(select(col(Face.id), col(Face.person_id)))
        return {row[0]: row[1] for row in rows}


def worker_of(job: ScanJob) -> Worker | None:
    """The process of its engine, once there is one."""
    assert job.is_running
    return job._engine._embedder._worker if isinstance(job._engine, PackEngine) else None


def greedy_one(file: Path) -> Path:
    return greedy(file, 1 << 32)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (endless, "it crashes"),
        (greedy_one, "it fails"),
        (nan_for_most, "its results can’t be compared"),
    ],
)
def test_one_that_got_through_its_trial_stops_the_scan_and_changes_nothing(
    db: Database,
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    made: Callable[[Path], Path],
    why: str,
) -> None:
    portraits(tmp_path / "album")
    db.write(lambda s: library.add_folder(s, tmp_path / "album")).result()
    scan(db, paths)
    before = facts(db)
    monkeypatch.setattr(trial, "tried", lambda data, faces: 128)
    monkeypatch.setattr(isolated, "OPEN_SECONDS", 1)
    pack = packs.install(engines.folder(paths), made(tmp_path / "bad.onnx"))
    engines.use(paths, pack.id)
    with pytest.raises(AppError, match=f"The scan stopped. The engine bad .*{why}") as stopped:
        scan(db, paths)
    assert "Choose another engine" in stopped.value.hint
    assert facts(db) == before
    # A new photo is not read by it, but is not given up either.
    portraits(tmp_path / "album" / "more", count=1)
    with pytest.raises(AppError, match="The scan stopped"):
        scan(db, paths)
    assert set(before) <= set(facts(db))
    engines.use(paths, ENGINE_ID)
    assert scan(db, paths).progress.failed == 0
    with db.read() as session:
        assert set(session.execute(select(col(Asset.state))).scalars()) == {AssetState.DONE}


@pytest.mark.skipif(os.name != "posix", reason="signals are a Unix thing")
def test_its_process_may_be_killed_and_stands_still_for_nobody(
    db: Database, paths: Paths, tmp_path: Path
) -> None:
    portraits(tmp_path / "album")
    db.write(lambda s: library.add_folder(s, tmp_path / "album")).result()
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id)
    job = start.scan(db, paths)
    job.start()

    until(lambda: worker_of(job))
    first = worker_of(job)
    assert first is not None
    first._process.send_signal(signal.SIGKILL)
    assert job.wait(PATIENCE)
    failed = job.progress.failed
    assert failed <= 2
    again = start.scan(db, paths)
    again.start()
    assert again.wait(PATIENCE)
    assert (again.progress.photos_total, again.progress.failed) == (failed, 0)


def test_cancelling_ends_it_at_once(
    db: Database, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portraits(tmp_path / "album")
    db.write(lambda s: library.add_folder(s, tmp_path / "album")).result()
    monkeypatch.setattr(trial, "tried", lambda data, faces: 128)
    monkeypatch.setattr(isolated, "OPEN_SECONDS", 2 * PATIENCE)  # else it ends by itself
    pack = packs.install(engines.folder(paths), endless(tmp_path / "endless.onnx"))
    engines.use(paths, pack.id)
    job = start.scan(db, paths)
    job.start()
    until(lambda: worker_of(job))
    job.cancel()
    assert job.wait(PATIENCE)


def test_one_that_mixes_people_up_is_refused_on_the_librarys_own_faces(
    db: Database, paths: Paths, sample_album: Path, tmp_path: Path
) -> None:
    mixing = model(tmp_path / "mixing.onnx")
    early = engines.install(db, paths, mixing)  # no one is there to try it on
    db.write(lambda s: library.add_folder(s, sample_album)).result()
    scan(db, paths)
    found = sample(db)
    assert min(len(found.same), len(found.different)) >= trial.MIN_PAIRS
    with pytest.raises(AppError, match="can’t tell the people in your photos apart"):
        engines.install(db, paths, mixing)
    with pytest.raises(AppError, match="can’t tell the people in your photos apart"):
        engines.use(paths, early.id, db=db)
    assert engines.chosen(paths) is packs.BUILT_IN_PACK


def test_what_is_not_known_to_tell_people_apart_joins_nobody_with_a_name(rig: Rig) -> None:
    rig.scan_album()
    eva = rig.name("Eva", "a.jpg")
    draw(rig.folder / "f.jpg", [("red", 20, 20), ("green", 100, 30)], note="f")
    draw(rig.folder / "g.jpg", [("red", 30, 20)], note="g")
    job = ScanJob(
        rig.db,
        lambda: rig.engine,
        library_id=rig.library_id,
        rules=Rules(joins_named=lambda engine: False),
    )
    job.run()
    red, green = rig.faces("f.jpg")
    assert red.person_id is None
    assert green.person_id == rig.faces("a.jpg")[1].person_id  # a group without a name
    assert rig.faces("g.jpg")[0].person_id is None
    rig.scan()  # the built-in one may
    assert rig.faces("f.jpg")[0].person_id == rig.faces("g.jpg")[0].person_id == eva


def test_an_engine_that_never_saw_what_the_built_in_one_sees_is_not_trusted(
    db: Database, paths: Paths, tmp_path: Path
) -> None:
    portraits(tmp_path / "album")
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id, db=db)
    folder = tmp_path / "album"
    db.write(lambda s: library.add_folder(s, folder)).result()
    scan(db, paths)
    for number, group in enumerate(sorted({who for who in placed(db).values() if who})):
        change = replace(UNCHANGED, name=f"Person {number}")
        db.write(lambda s, g=group, c=change: people.update(s, g, c), label="Name").result()  # type: ignore[misc]
    before = {face_id: who for face_id, who in placed(db).items() if who}
    assert before
    portraits(tmp_path / "more", count=6)
    (tmp_path / "more" / "5.jpg").rename(folder / "new.jpg")
    scan(db, paths)
    named = set(before.values())
    assert {face_id: who for face_id, who in placed(db).items() if who in named} == before


def test_what_it_placed_goes_with_it(db: Database, paths: Paths, tmp_path: Path) -> None:
    portraits(tmp_path / "album")
    pack = engines.install(db, paths, model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id, db=db)
    db.write(lambda s: library.add_folder(s, tmp_path / "album")).result()
    scan(db, paths)
    before = placed(db)
    said = min(face_id for face_id, who in before.items() if who)
    write = db.write(lambda s: people.create(s, name="Eileen", face_ids=[said]), label="Create")
    eileen = write.result().result.person.id
    assert len({*placed(db).values()} - {None, eileen}) > 0
    engines.remove(paths, pack.id, db=db)
    assert placed(db) == {face_id: eileen if face_id == said else None for face_id in before}
