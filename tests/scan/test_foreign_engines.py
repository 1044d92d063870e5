"""An engine from elsewhere that fails, hangs or mixes people up costs no one a face or a name."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Asset, AssetState, Face
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.recognition.sampling import sample
from kinfolk.scan import start
from kinfolk.scan.job import Rules, ScanJob, ScanProgress
from kinfolk.vision import isolated, packs, trial
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.packs import PackEngine
from kinfolk.vision.worker import Worker
from tests.fake_engine import draw
from tests.patience import PATIENCE, ran, until
from tests.rig import Rig
from tests.vision.pictures import portraits
from tests.vision.test_packs import model
from tests.vision.test_trial import endless, greedy, nan_for_most

pytestmark = pytest.mark.slow


def scan(rig: Rig, paths: Paths) -> ScanProgress:
    return ran(start.scan(rig.db, paths)).progress


def facts(rig: Rig) -> set[tuple[object, ...]]:
    """What the library knows of its photos and faces."""
    photos = {(row.id, row.state, row.modified_ns) for row in rig.every(select(Asset))}
    return photos.union(*(rig.facts(name) for name in rig.photos()))


def placed(rig: Rig) -> dict[str, str | None]:
    """Whose each face is."""
    return {face.id: face.person_id for face in rig.every(select(Face))}


def worker_of(job: ScanJob) -> Worker | None:
    """The process of its engine, once there is one."""
    assert job.is_running
    return job._engine._embedder._worker if isinstance(job._engine, PackEngine) else None


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (endless, "it crashes"),
        (lambda file: greedy(file, 1 << 32), "it fails"),
        (nan_for_most, "its results can’t be compared"),
    ],
)
def test_one_that_got_through_its_trial_stops_the_scan_and_changes_nothing(
    rig: Rig,
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    made: Callable[[Path], Path],
    why: str,
) -> None:
    portraits(rig.folder)
    scan(rig, paths)
    before = facts(rig)
    monkeypatch.setattr(trial, "tried", lambda data, faces: 128)
    monkeypatch.setattr(isolated, "OPEN_SECONDS", 1)
    pack = packs.install(engines.folder(paths), made(tmp_path / "bad.onnx"))
    engines.use(paths, pack.id)
    with pytest.raises(AppError, match=f"The scan stopped. The engine bad .*{why}") as stopped:
        scan(rig, paths)
    assert "Choose another engine" in stopped.value.hint
    assert facts(rig) == before
    # A new photo is not read by it, but is not given up either.
    portraits(rig.folder / "more", count=1)
    with pytest.raises(AppError, match="The scan stopped"):
        scan(rig, paths)
    assert before <= facts(rig)
    engines.use(paths, ENGINE_ID)
    assert scan(rig, paths).failed == 0
    assert set(rig.every(select(col(Asset.state)))) == {AssetState.DONE}


@pytest.mark.skipif(os.name != "posix", reason="signals are a Unix thing")
def test_its_process_may_be_killed_and_stands_still_for_nobody(
    rig: Rig, paths: Paths, tmp_path: Path
) -> None:
    portraits(rig.folder)
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id)
    job = start.scan(rig.db, paths)
    job.start()
    until(lambda: worker_of(job))
    first = worker_of(job)
    assert first is not None
    first._process.send_signal(signal.SIGKILL)
    assert job.wait(PATIENCE)
    failed = job.progress.failed
    assert failed <= 2
    again = scan(rig, paths)
    assert (again.photos_total, again.failed) == (failed, 0)


def test_cancelling_ends_it_at_once(
    rig: Rig, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portraits(rig.folder)
    monkeypatch.setattr(trial, "tried", lambda data, faces: 128)
    monkeypatch.setattr(isolated, "OPEN_SECONDS", 2 * PATIENCE)  # else it ends by itself
    pack = packs.install(engines.folder(paths), endless(tmp_path / "endless.onnx"))
    engines.use(paths, pack.id)
    job = start.scan(rig.db, paths)
    job.start()
    until(lambda: worker_of(job))
    job.cancel()
    assert job.wait(PATIENCE)


def test_one_that_mixes_people_up_is_refused_on_the_librarys_own_faces(
    rig: Rig, paths: Paths, sample_album: Path, tmp_path: Path
) -> None:
    mixing = model(tmp_path / "mixing.onnx")
    early = engines.install(rig.db, paths, mixing)  # no one is there to try it on
    rig.add(sample_album)
    scan(rig, paths)
    found = sample(rig.db)
    assert min(len(found.same), len(found.different)) >= trial.MIN_PAIRS
    with pytest.raises(AppError, match="can’t tell the people in your photos apart"):
        engines.install(rig.db, paths, mixing)
    with pytest.raises(AppError, match="can’t tell the people in your photos apart"):
        engines.use(paths, early.id, db=rig.db)
    assert engines.chosen(paths) is packs.BUILT_IN_PACK


def test_what_is_not_known_to_tell_people_apart_joins_nobody_with_a_name(rig: Rig) -> None:
    rig.scan_album()
    eva = rig.name("Eva", "a.jpg")
    draw(rig.folder / "f.jpg", [("red", 20, 20), ("green", 100, 30)], note="f")
    draw(rig.folder / "g.jpg", [("red", 30, 20)], note="g")
    rig.scan(rules=Rules(joins_named=lambda engine: False))
    red, green = rig.faces("f.jpg")
    assert red.person_id is None
    assert green.person_id == rig.faces("a.jpg")[1].person_id  # a group without a name
    assert rig.faces("g.jpg")[0].person_id is None
    rig.scan()  # the built-in one may
    assert rig.faces("f.jpg")[0].person_id == rig.faces("g.jpg")[0].person_id == eva


def test_an_engine_that_never_saw_what_the_built_in_one_sees_is_not_trusted(
    rig: Rig, paths: Paths, tmp_path: Path
) -> None:
    portraits(rig.folder)
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id, db=rig.db)
    scan(rig, paths)
    for number, group in enumerate(sorted({who for who in placed(rig).values() if who})):
        rig.update(group, name=f"Person {number}")
    before = {face_id: who for face_id, who in placed(rig).items() if who}
    assert before
    portraits(tmp_path / "more", count=6)
    (tmp_path / "more" / "5.jpg").rename(rig.folder / "new.jpg")
    scan(rig, paths)
    named = set(before.values())
    assert {face_id: who for face_id, who in placed(rig).items() if who in named} == before


def test_what_it_placed_goes_with_it(rig: Rig, paths: Paths, tmp_path: Path) -> None:
    portraits(rig.folder)
    pack = engines.install(rig.db, paths, model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id, db=rig.db)
    scan(rig, paths)
    before = placed(rig)
    said = min(face_id for face_id, who in before.items() if who)
    eileen = rig.someone("Eileen", said)
    assert len({*placed(rig).values()} - {None, eileen}) > 0
    engines.remove(paths, pack.id, db=rig.db)
    assert placed(rig) == {face_id: eileen if face_id == said else None for face_id in before}
