"""Another engine: used by the next scan, calibrated on the library, and left again."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Embedding, Face
from kinfolk.core.faces import faces
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.recognition.ranking import Ranking
from kinfolk.vision import packs
from kinfolk.vision.engine import ENGINE_ID, FaceEngine
from kinfolk.vision.packs import CAREFUL, Bounds
from tests.album import Album, dump
from tests.rig import Rig
from tests.scan.test_foreign_engines import scan
from tests.vision.pictures import portraits
from tests.vision.test_packs import model


def vectors(rig: Rig, engine_id: str) -> set[str]:
    """The faces that the engine has described."""
    described = select(col(Embedding.face_id)).where(col(Embedding.engine_id) == engine_id)
    return set(rig.every(described))


@pytest.mark.slow
def test_used_and_left_again_everything_stays(
    rig: Rig, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.recognition.calibrate.MIN_FACES", 3)
    monkeypatch.setattr("kinfolk.recognition.calibrate.MIN_PAIRS", 3)
    portraits(rig.folder)
    scan(rig, paths)
    mine = [one.face.id for one in rig.ask(faces.listing)]
    eileen = rig.someone("Eileen", *mine[:3])
    before, suggester = choices(rig), engines.suggester(rig.db, paths)
    by_built_in = suggester.ask(Ranking.distance, mine[0], eileen)

    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    assert engines.use(paths, pack.id).bounds is None
    # Nothing is compared with another's.
    assert suggester.ask(Ranking.distance, mine[0], eileen) is None
    photos = engines.unread(rig.db, pack.id)
    assert scan(rig, paths).photos_total == photos > 0
    assert engines.chosen(paths).measured_on == len(mine)
    assert choices(rig) == before
    assert vectors(rig, pack.id) == vectors(rig, ENGINE_ID) == set(mine)
    assert suggester.ask(Ranking.distance, mine[0], eileen) not in (None, by_built_in)

    engines.use(paths, ENGINE_ID)
    assert scan(rig, paths).photos_total == 0
    assert choices(rig) == before
    assert suggester.ask(Ranking.distance, mine[0], eileen) == by_built_in
    suggester.close()
    assert engines.remove(paths, pack.id).name == "tiny"


def choices(rig: Rig) -> dict[str, object]:
    """Everything the library holds, but for when a face was last described."""
    whole: dict[str, object] = dict(dump(rig.db))
    listed = [one.face for one in rig.ask(faces.listing)]
    whole["face"] = [(f.id, f.box, f.person_id, f.assigned_by, f.quality) for f in listed]
    del whole["asset"]
    return whole


@pytest.mark.slow
def test_without_known_faces_it_groups_carefully(rig: Rig, paths: Paths, tmp_path: Path) -> None:
    portraits(rig.folder)
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id)
    assert scan(rig, paths).faces_found > 0
    chosen = engines.chosen(paths)
    assert chosen.bounds is not None
    assert (chosen.measured_on, 0 < chosen.bounds.same < CAREFUL.same) == (0, True)
    assert vectors(rig, ENGINE_ID) == set()
    # The built-in engine describes what the other one has found.
    engines.use(paths, ENGINE_ID)
    scan(rig, paths)
    assert vectors(rig, ENGINE_ID) == vectors(rig, pack.id)


def test_an_engine_removed_in_use_gives_way_to_the_built_in_one(
    album: Album, paths: Paths, tmp_path: Path
) -> None:
    home = engines.folder(paths)
    pack = packs.install(home, model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id, db=album.db)
    placed, other = album.group(), album.group()
    scan_id = album.do(ScanRecord(pack.id).id, album.library_id)
    for face_id in album.theirs(placed):
        album.edit(Face, face_id, scan_id=scan_id)
    assert [one.is_used for one in engines.listing(paths)] == [False, True]
    assert engines.load(paths).id == pack.id
    engines.remove(paths, pack.id, db=album.db)
    assert engines.load(paths).id == ENGINE_ID
    assert (album.theirs(placed), len(album.theirs(other))) == (set(), 2)


@pytest.mark.slow
def test_a_scan_ends_with_the_engine_it_began_with(
    rig: Rig, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_and_lose(paths: Paths) -> FaceEngine:
        ready = packs.load(engines.folder(paths), pack.id)
        engines.remove(paths, pack.id)
        return ready

    portraits(rig.folder)
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id)
    monkeypatch.setattr(engines, "load", load_and_lose)
    assert scan(rig, paths).faces_found > 0
    assert len(vectors(rig, pack.id)) > 0
    assert engines.chosen(paths) is packs.BUILT_IN_PACK


def test_a_damaged_or_lost_engine_is_said_to_be(paths: Paths, tmp_path: Path) -> None:
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id)
    [file] = engines.folder(paths).glob("*/tiny.onnx")
    file.write_bytes(b"less")
    engines.use(paths, ENGINE_ID)
    with pytest.raises(AppError, match="damaged"):
        engines.use(paths, pack.id)
    assert engines.chosen(paths).id == ENGINE_ID


def test_an_engine_whose_folder_is_gone_can_be_left(paths: Paths, tmp_path: Path) -> None:
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id)
    packs.remove(engines.folder(paths), pack.id)
    for ask in (engines.chosen, engines.load):
        with pytest.raises(AppError, match="The engine in use is missing") as refused:
            ask(paths)
        assert refused.value.hint == "Reinstall it, or use another engine."
    assert [one.is_used for one in engines.listing(paths)] == [False]
    engines.use(paths, ENGINE_ID)
    assert engines.load(paths).id == ENGINE_ID


def test_bounds_that_were_measured_are_those_of_suggestions(
    album: Album, paths: Paths, tmp_path: Path
) -> None:
    pack = packs.install(engines.folder(paths), model(tmp_path / "tiny.onnx"))
    engines.use(paths, pack.id)
    asked = engines.suggester(album.db, paths).engine
    assert asked()[1].likely == CAREFUL.likely
    bounds = Bounds(same=0.1, likely=0.2, maybe=0.3, unlikely=0.4)
    packs.calibrated(engines.folder(paths), pack, bounds)
    assert (asked()[0], asked()[1].likely) == (pack.id, 0.2)
