"""A scan finds what is there, notices what changed, and loses nothing."""

import hashlib
import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.core import crops, embeddings, faces, library, people, photos
from app.core.db import Database
from app.core.models import AssetState, AssignedBy, Crop, Embedding, Face, Folder, Source
from app.pipeline import relocate
from app.pipeline.scan import Scan
from app.vision import decode
from app.vision.engine import FoundFace
from tests.fake_engine import FakeEngine, draw
from tests.pipeline.conftest import Rig

ODD = Path(__file__).resolve().parents[3] / "shared" / "photos" / "odd"


def _album(folder: Path) -> None:
    """Three of red, two of green, one blue alone."""
    draw(folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="a")
    draw(folder / "b.jpg", [("red", 60, 40)], note="b")
    draw(folder / "trip" / "c.png", [("red", 90, 50), ("blue", 10, 60)], note="c")
    draw(folder / "trip" / "d.jpg", [("green", 30, 30)], note="d")
    draw(folder / "trip" / "e.jpg", note="e")


def _name(rig: Rig, name: str, photo: str) -> str:
    """Gives the person of a photo's first face a name."""
    person_id = rig.faces(photo)[0].person_id
    assert person_id is not None
    rig.db.write(lambda s: people.update(s, person_id, {"name": name}), label="Name").result()
    return person_id


def _swap(a: Path, b: Path) -> None:
    aside = a.with_name("aside")
    a.rename(aside)
    b.rename(a)
    aside.rename(b)


def test_photos_faces_and_groups(rig: Rig) -> None:
    _album(rig.folder)
    progress = rig.scan()
    assert (progress.phase, progress.photos_done, progress.photos_total) == ("done", 5, 5)
    assert (progress.faces_found, progress.failed, progress.closed) == (6, 0, ())
    assert rig.groups() == {
        frozenset({"a.jpg", "b.jpg", "trip/c.png"}),
        frozenset({"a.jpg", "trip/d.jpg"}),
    }
    photo = rig.photos()["a.jpg"]
    assert (photo.width, photo.height, photo.mimetype, photo.state) == (
        200,
        150,
        "image/jpeg",
        "done",
    )
    red, green = rig.faces("a.jpg")
    assert (red.x, red.y, red.w, red.h) == (20, 20, 40, 40)
    assert (red.source, red.assigned_by, green.quality) == (Source.AUTOMATIC, AssignedBy.AUTO, 0.8)
    (blue, _) = rig.faces("trip/c.png")
    assert (blue.person_id, blue.assigned_by) == (None, None)
    assert all(person.is_settled and person.name is None for person in rig.people())
    with rig.db.read() as session:
        assert crops.get(session, red.id) is not None
        assert embeddings.get(session, red.id, "fake/1") is not None


def test_a_scan_is_no_step_of_the_history(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    with pytest.raises(Exception, match="othing to undo"):
        rig.db.undo().result()


def test_a_second_scan_opens_no_file(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    _album(rig.folder)
    rig.scan()
    before = rig.engine.calls
    changes = []
    rig.db.subscribe(lambda change, _: changes.append(change))

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a photo was opened")

    monkeypatch.setattr(relocate, "digest", refuse)
    monkeypatch.setattr(decode, "load", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    progress = rig.scan()
    assert (progress.phase, progress.photos_total) == ("done", 0)
    assert rig.engine.calls == before
    assert changes == []


def test_a_new_photo_joins_the_person_it_shows(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    eva = _name(rig, "Eva", "b.jpg")
    draw(rig.folder / "f.jpg", [("red", 5, 5), ("blue", 100, 70)], note="f")
    assert rig.scan().photos_total == 1
    red, blue = rig.faces("f.jpg")
    assert (red.person_id, red.assigned_by) == (eva, AssignedBy.AUTO)
    assert blue.person_id == rig.faces("trip/c.png")[0].person_id is not None


def _facts(rig: Rig, name: str) -> list[tuple[object, ...]]:
    return [(face.id, face.person_id, face.assigned_by, face.x, face.y) for face in rig.faces(name)]


def test_a_moved_photo_keeps_faces_and_names(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    _name(rig, "Eva", "b.jpg")
    before, calls = _facts(rig, "a.jpg"), rig.engine.calls
    (rig.folder / "new").mkdir()
    (rig.folder / "a.jpg").rename(rig.folder / "new" / "anna.jpg")
    assert rig.scan().photos_total == 0
    assert rig.engine.calls == calls
    assert _facts(rig, "new/anna.jpg") == before
    assert "a.jpg" not in rig.photos()
    assert len(rig.photos()) == 5


def test_a_renamed_folder(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    before, calls = _facts(rig, "trip/c.png"), rig.engine.calls
    (rig.folder / "trip").rename(rig.folder / "Sweden 2019")
    rig.scan()
    assert (_facts(rig, "Sweden 2019/c.png"), rig.engine.calls) == (before, calls)
    assert len(rig.photos()) == 5


def test_photos_that_change_places(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    a, b = _facts(rig, "a.jpg"), _facts(rig, "b.jpg")
    _swap(rig.folder / "a.jpg", rig.folder / "b.jpg")
    assert rig.scan().photos_total == 0
    assert (_facts(rig, "b.jpg"), _facts(rig, "a.jpg")) == (a, b)


def test_renumbered_photos_with_a_new_one_in_between(rig: Rig) -> None:
    for number, colour in enumerate(["red", "green", "blue"], 1):
        draw(rig.folder / f"{number}.jpg", [(colour, 30, 30)], note=colour)
    rig.scan()
    before = [_facts(rig, f"{number}.jpg") for number in (1, 2, 3)]
    for number in (3, 2):
        (rig.folder / f"{number}.jpg").rename(rig.folder / f"{number + 1}.jpg")
    draw(rig.folder / "2.jpg", [("pink", 30, 30)], note="new")
    assert rig.scan().photos_total == 1
    assert [_facts(rig, f"{number}.jpg") for number in (1, 3, 4)] == before
    assert rig.faces("2.jpg")[0].id not in {facts[0][0] for facts in before}


def test_a_photo_moved_over_another_one(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    a, b = _facts(rig, "a.jpg"), _facts(rig, "b.jpg")
    kept = (rig.folder / "b.jpg").read_bytes()
    (rig.folder / "a.jpg").replace(rig.folder / "b.jpg")
    rig.scan()
    assert _facts(rig, "b.jpg") == a
    (rig.folder / "again.jpg").write_bytes(kept)
    rig.scan()
    assert _facts(rig, "again.jpg") == b
    assert len(rig.photos()) == 5


def test_a_touched_photo_is_not_looked_at_again(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    before, calls = _facts(rig, "a.jpg"), rig.engine.calls
    os.utime(rig.folder / "a.jpg", (1, 1))
    rig.scan()
    assert (_facts(rig, "a.jpg"), rig.engine.calls) == (before, calls)
    assert rig.photos()["a.jpg"].modified_ns == 1_000_000_000


def test_a_vanished_photo_returns(rig: Rig, tmp_path: Path) -> None:
    _album(rig.folder)
    rig.scan()
    _name(rig, "Eva", "b.jpg")
    before, calls = _facts(rig, "a.jpg"), rig.engine.calls
    shutil.move(rig.folder / "a.jpg", tmp_path / "a.jpg")
    rig.scan()
    assert rig.photos()["a.jpg"].state == AssetState.MISSING
    assert _facts(rig, "a.jpg") == before
    shutil.move(tmp_path / "a.jpg", rig.folder / "a.jpg")
    rig.scan()
    assert rig.photos()["a.jpg"].state == AssetState.DONE
    assert (_facts(rig, "a.jpg"), rig.engine.calls) == (before, calls)


def test_a_vanished_photo_returns_elsewhere(rig: Rig, tmp_path: Path) -> None:
    _album(rig.folder)
    rig.scan()
    before = _facts(rig, "a.jpg")
    shutil.move(rig.folder / "a.jpg", tmp_path / "a.jpg")
    rig.scan()
    shutil.move(tmp_path / "a.jpg", rig.folder / "trip" / "found.jpg")
    rig.scan()
    assert _facts(rig, "trip/found.jpg") == before
    assert rig.photos()["trip/found.jpg"].state == AssetState.DONE


def test_two_copies_of_which_one_goes(rig: Rig) -> None:
    _album(rig.folder)
    shutil.copy2(rig.folder / "a.jpg", rig.folder / "copy.jpg")
    rig.scan()
    kept = _facts(rig, "copy.jpg")
    (rig.folder / "a.jpg").unlink()
    rig.scan()
    assert _facts(rig, "copy.jpg") == kept
    assert rig.photos()["a.jpg"].state == AssetState.MISSING


def test_an_edited_photo_keeps_what_the_user_said(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    red, green = rig.faces("a.jpg")
    rig.db.write(lambda s: people.create(s, name="Eva", face_ids=[red.id]), label="x").result()
    draw(rig.folder / "a.jpg", [("red", 22, 21), ("green", 100, 90)], note="brighter, cropped")
    assert rig.scan().photos_total == 1
    new_red, new_green = rig.faces("a.jpg")
    assert new_red.id == red.id
    assert (new_red.x, new_red.y) == pytest.approx((22, 21), abs=1)
    assert new_red.assigned_by == AssignedBy.USER
    # It moved within the photo, but looks the same.
    assert (new_green.id, new_green.y, new_green.person_id) == (green.id, 90, green.person_id)


def test_a_resized_photo_keeps_its_faces(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="a")
    rig.scan()
    before = [face.id for face in rig.faces("a.jpg")]
    draw(rig.folder / "a.jpg", [("red", 40, 40), ("green", 200, 60)], size=(400, 300), side=80)
    rig.scan()
    assert [(face.id, face.w) for face in rig.faces("a.jpg")] == [(id_, 80) for id_ in before]


def test_another_photo_under_an_old_name_inherits_no_face(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    old = rig.faces("b.jpg")[0]
    draw(rig.folder / "b.jpg", [("blue", 60, 40)], note="somebody else")
    rig.scan()
    (new,) = rig.faces("b.jpg")
    assert new.id != old.id
    assert new.person_id == rig.faces("trip/c.png")[0].person_id
    assert rig.faces("a.jpg")[0].person_id == old.person_id


def test_a_face_the_user_named_stays_when_it_is_found_no_more(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    red = rig.faces("b.jpg")[0]
    rig.db.write(lambda s: people.create(s, name="Eva", face_ids=[red.id]), label="x").result()
    draw(rig.folder / "b.jpg", note="empty now")
    rig.scan()
    (kept,) = rig.faces("b.jpg")
    assert (kept.id, kept.source, kept.assigned_by) == (red.id, Source.MANUAL, AssignedBy.USER)
    assert rig.scan().photos_total == 0


def test_a_deleted_face_stays_deleted(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    red, green = rig.faces("a.jpg")
    rig.db.write(lambda s: faces.delete(s, red.id), label="Delete a face").result()
    draw(rig.folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="another note")
    rig.scan()
    assert [face.id for face in rig.faces("a.jpg")] == [green.id]


def test_a_drawn_face_stays_and_gets_its_crop(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    asset = rig.photos()["trip/e.jpg"]
    box = faces.Box(10, 10, 30, 30)
    drawn = rig.db.write(lambda s: faces.create(s, asset_id=asset.id, box=box), label="x")
    face_id = drawn.result().result.id
    assert rig.scan().photos_total == 1
    (kept,) = rig.faces("trip/e.jpg")
    assert (kept.id, kept.source, kept.person_id) == (face_id, Source.MANUAL, None)
    with rig.db.read() as session:
        assert crops.get(session, face_id) is not None
    assert rig.scan().photos_total == 0


def test_a_drawn_face_that_is_detected_is_not_doubled(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    asset = rig.photos()["trip/e.jpg"]
    box = faces.Box(30, 30, 40, 40)
    rig.db.write(lambda s: faces.create(s, asset_id=asset.id, box=box), label="x").result()
    draw(rig.folder / "trip" / "e.jpg", [("red", 32, 31)], note="e with a face")
    rig.scan()
    (kept,) = rig.faces("trip/e.jpg")
    assert (kept.source, kept.x, kept.person_id) == (Source.MANUAL, 30, None)


@pytest.mark.parametrize("table", [Crop, Embedding])
def test_what_the_cache_lost_is_made_again(rig: Rig, table: type[Crop] | type[Embedding]) -> None:
    _album(rig.folder)
    rig.scan()
    _name(rig, "Eva", "b.jpg")
    before = [_facts(rig, name) for name in sorted(rig.photos())]
    lost = rig.faces("a.jpg")[0].id
    rig.db.write(
        lambda s: s.execute(delete(table).where(col(table.face_id) == lost)).rowcount  # type: ignore[attr-defined]
    ).result()
    assert rig.scan().photos_total == 1
    assert [_facts(rig, name) for name in sorted(rig.photos())] == before
    with rig.db.read() as session:
        assert crops.get(session, lost) is not None
        assert embeddings.get(session, lost, "fake/1") is not None


def test_a_lost_cache_is_filled_again(rig: Rig, tmp_path: Path) -> None:
    _album(rig.folder)
    rig.scan()
    _name(rig, "Eva", "b.jpg")
    before = [_facts(rig, name) for name in sorted(rig.photos())]
    rig.db.close()
    for path in tmp_path.glob("cache.db*"):
        path.unlink()
    again = Rig(Database(tmp_path / "library.db", tmp_path / "cache.db"), rig.folder, rig.engine)
    assert again.scan().photos_total == 5
    assert [_facts(again, name) for name in sorted(again.photos())] == before
    assert again.scan().photos_total == 0
    again.db.close()


def test_another_engine_looks_anew_and_keeps_the_choices(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    _name(rig, "Eva", "b.jpg")
    before = [_facts(rig, name) for name in sorted(rig.photos())]
    other = Rig(rig.db, rig.folder, FakeEngine("fake/2"))
    assert other.scan().photos_total == 4  # the one without a face has nothing to describe
    assert [_facts(rig, name) for name in sorted(rig.photos())] == before
    assert rig.scan().photos_total == 0  # and going back costs nothing


def test_an_unplugged_drive_loses_nothing(rig: Rig, tmp_path: Path) -> None:
    _album(rig.folder)
    rig.scan()
    rig.folder.rename(tmp_path / "unplugged")
    rig.scan()
    with rig.db.read() as session:
        (folder,) = library.folders(session)
    assert folder.is_away
    assert {photo.state for photo in rig.photos().values()} == {AssetState.DONE}
    (tmp_path / "unplugged").rename(rig.folder)
    assert rig.scan().photos_total == 0
    with rig.db.read() as session:
        assert not library.folders(session)[0].is_away


def test_an_empty_mount_point_is_a_drive_away(rig: Rig, tmp_path: Path) -> None:
    _album(rig.folder)
    rig.scan()
    rig.folder.rename(tmp_path / "unplugged")
    rig.folder.mkdir()
    rig.scan()
    assert {photo.state for photo in rig.photos().values()} == {AssetState.DONE}


def test_a_folder_that_cannot_be_opened_is_listed_and_keeps_its_photos(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    _album(rig.folder)
    rig.scan()
    scandir = os.scandir

    def refuse(place: str | Path) -> object:  # as root, permissions hold nobody back
        if os.path.basename(place) == "trip":
            raise PermissionError(13, "Permission denied", str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refuse)
    progress = rig.scan()
    assert [place.path for place in progress.closed] == [str(rig.folder / "trip")]
    assert {photo.state for photo in rig.photos().values()} == {AssetState.DONE}


def test_a_photo_that_may_not_be_read_is_tried_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    _album(rig.folder)
    with monkeypatch.context() as patch:

        def refuse(path: str) -> str:
            raise PermissionError(13, "Permission denied", path)

        patch.setattr("app.pipeline.reading.digest", refuse)
        assert rig.scan().failed == 5
    photo = rig.photos()["a.jpg"]
    assert (photo.state, photo.reason) == ("failed", "Kinfolk is not allowed to read this file.")
    assert rig.scan().photos_total == 5
    assert rig.photos()["a.jpg"].state == AssetState.DONE
    assert len(rig.faces("a.jpg")) == 2


def test_a_photo_that_breaks_and_is_mended_keeps_its_faces(rig: Rig) -> None:
    _album(rig.folder)
    rig.scan()
    before = _facts(rig, "a.jpg")
    whole = (rig.folder / "a.jpg").read_bytes()
    (rig.folder / "a.jpg").write_bytes(whole[:1000])
    rig.scan()
    photo = rig.photos()["a.jpg"]
    assert (photo.state, photo.reason) == ("failed", "The file is cut short: its end is missing.")
    assert rig.scan().photos_total == 0
    (rig.folder / "a.jpg").write_bytes(whole)
    rig.scan()
    assert rig.photos()["a.jpg"].state == AssetState.DONE
    assert _facts(rig, "a.jpg") == before


class _Stumbling(FakeEngine):
    def analyse(self, pixels: NDArray[np.uint8]) -> list[FoundFace]:
        if super().analyse(pixels) == []:
            raise RuntimeError("a bug")
        return super().analyse(pixels)


@pytest.mark.warns
def test_an_engine_that_stumbles_over_one_photo_does_not_stop_the_scan(rig: Rig) -> None:
    _album(rig.folder)
    rig.engine = _Stumbling()
    progress = rig.scan()
    assert (progress.phase, progress.failed) == ("done", 1)
    assert "look for faces" in (rig.photos()["trip/e.jpg"].reason or "")
    assert len(rig.faces("a.jpg")) == 2


class _Blind(FakeEngine):
    def analyse(self, pixels: NDArray[np.uint8]) -> list[FoundFace]:
        return []


class _Slow(FakeEngine):
    """Looks at photos as the test allows it."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed = threading.Semaphore(0)
        self.asked = threading.Semaphore(0)

    def analyse(self, pixels: NDArray[np.uint8]) -> list[FoundFace]:
        self.asked.release()
        assert self.allowed.acquire(timeout=30)
        return super().analyse(pixels)


def test_a_cancelled_scan_goes_on_where_it_stopped(rig: Rig) -> None:
    for number in range(40):
        draw(rig.folder / f"{number:02}.jpg", [("red", 20, 20)], note=str(number))
    rig.engine = slow = _Slow()
    job = Scan(rig.db, lambda: slow)
    job.start()
    for _ in range(20):
        assert slow.asked.acquire(timeout=30)
        slow.allowed.release()
    job.cancel()
    slow.allowed.release(40)
    assert job.wait(30)
    assert job.progress.phase == "reading"
    done = len(rig.photos())
    assert 20 <= done < 40
    rig.engine = FakeEngine()
    assert rig.scan().photos_total == 40 - done
    assert rig.engine.calls == 40 - done
    assert rig.groups() == {frozenset(f"{number:02}.jpg" for number in range(40))}


def test_a_folder_removed_while_it_is_scanned(rig: Rig) -> None:
    _album(rig.folder)
    rig.engine = slow = _Slow()
    job = Scan(rig.db, lambda: slow)
    job.start()
    assert slow.asked.acquire(timeout=30)

    def remove(session: Session) -> None:
        folder_id = session.execute(select(col(Folder.id))).scalar_one()
        library.remove_folder(session, folder_id)

    rig.db.write(remove, label="Remove a folder").result()
    slow.allowed.release(10)
    assert job.wait(30)
    assert rig.photos() == {}


def test_two_scans_at_once_double_nothing(rig: Rig) -> None:
    _album(rig.folder)
    jobs = [Scan(rig.db, FakeEngine) for _ in range(2)]
    for job in jobs:
        job.start()
    for job in jobs:
        assert job.wait(60)
    assert len(rig.photos()) == 5
    assert [len(rig.faces(name)) for name in sorted(rig.photos())] == [2, 1, 2, 1, 0]


def test_what_breaks_the_scan_is_raised_by_wait(rig: Rig) -> None:
    def broken() -> FakeEngine:
        raise ValueError("no engine")

    job = Scan(rig.db, broken)
    job.start()
    with pytest.raises(ValueError, match="no engine"):
        job.wait(30)


def test_no_byte_of_the_folder_changes(rig: Rig) -> None:
    _album(rig.folder)

    def state() -> dict[str, tuple[str, int]]:
        return {
            str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
            for path in rig.folder.rglob("*")
            if path.is_file()
        }

    before = state()
    rig.scan()
    draw(rig.folder / "later.jpg", [("red", 1, 1)])
    rig.scan()
    (rig.folder / "later.jpg").unlink()
    rig.scan()
    assert state() == before


def test_odd_files_are_scanned_or_reported(rig: Rig) -> None:
    if not ODD.exists():
        pytest.skip("the shared photos are not here")
    rig.add(ODD)
    rig.engine = _Blind()
    progress = rig.scan()
    with rig.db.read() as session:
        problems = photos.problems(session)
    assert progress.phase == "done"
    assert {Path(photo.path).name: photo.reason for photo in problems} == {
        "corrupted.heic": "The file is damaged, or no picture of a kind that Kinfolk reads.",
        "corrupted.png": "The file is damaged, or no picture of a kind that Kinfolk reads.",
        "empty.heic": "The file is empty.",
        "empty.png": "The file is damaged, or no picture of a kind that Kinfolk reads.",
        "truncated.jpg": "The file is cut short: its end is missing.",
        "broken.png": "The file is damaged, or no picture of a kind that Kinfolk reads.",
        "broken_data_stream.png": "The file is damaged: its picture cannot be drawn.",
        "decompression_bomb.gif": "The picture has 4,365 megapixels; Kinfolk reads up to 80.",
        "png_decompression_dos.png": "The file is damaged: it hides far too much text in it.",
    }
    assert progress.photos_total == sum(1 for path in ODD.rglob("*") if path.is_file())


def test_libraries_do_not_meet(rig: Rig, tmp_path: Path) -> None:
    _album(rig.folder)
    other = tmp_path / "other"
    draw(other / "x.jpg", [("red", 20, 20)], note="x")

    def second(session: Session) -> str:
        made = library.create(session, name="Second")
        library.add_folder(session, other, library_id=made.id)
        return made.id

    second_id = rig.db.write(second).result().result
    rig.scan()
    query = select(col(Face.person_id)).where(col(Face.library_id) == second_id)
    with rig.db.read() as session:
        assert session.execute(query).scalars().all() == [None]
