"""A scan finds what is there, once, and reports what it cannot read."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.models import AssignedBy, Face, Source
from kinfolk.core.faces import crops, embeddings
from kinfolk.core.history import history
from kinfolk.core.people import strangers
from kinfolk.core.photos import photos
from kinfolk.scan import moved_files
from kinfolk.scan.job import ScanJob
from kinfolk.vision import decode
from tests import labelled
from tests.fake_engine import Blind, FakeEngine, draw, draw_many
from tests.patience import PATIENCE, ran
from tests.rig import Rig


def test_photos_faces_and_groups(rig: Rig) -> None:
    rig.draw_album()
    progress = rig.scan()
    assert (progress.phase, progress.photos_done, progress.photos_total) == ("done", 5, 5)
    assert (progress.faces_found, progress.failed, progress.closed) == (6, 0, ())
    assert rig.groups() == {
        frozenset({"a.jpg", "b.jpg", "trip/c.png"}),
        frozenset({"a.jpg", "trip/d.jpg"}),
    }

    red, green = rig.faces("a.jpg")
    assert (red.x, red.y, red.w, red.h) == (20, 20, 40, 40)
    assert (red.source, red.assigned_by, green.quality) == (Source.AUTOMATIC, AssignedBy.AUTO, 0.8)
    (blue, _) = rig.faces("trip/c.png")
    assert (blue.person_id, blue.assigned_by) == (None, None)
    assert all(person.is_settled and person.name is None for person in rig.people())
    assert rig.ask(crops.get, red.id) is not None
    assert rig.ask(embeddings.get, red.id, "fake/1") is not None


def test_a_second_scan_opens_no_file(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """And none is a step of the history."""
    rig.draw_album()
    shutil.copy(rig.folder / "a.jpg", rig.folder / "copy.jpg")
    rig.scan()
    before = rig.engine.calls
    changes: list[Changes] = []
    rig.db.subscribe(changes.append)

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a photo was opened")

    monkeypatch.setattr(moved_files, "digest", refuse)
    monkeypatch.setattr(decode, "load", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    progress = rig.scan()
    assert (progress.phase, progress.photos_total) == ("done", 0)
    assert rig.engine.calls == before
    assert changes == []
    with pytest.raises(Exception, match="othing to undo"):
        rig.db.undo().result()


def test_a_grade_of_an_older_version_stays_until_its_photo_is_read_again(rig: Rig) -> None:
    rig.scan_album()
    before = rig.facts("a.jpg")
    mine = update(Face).where(col(Face.library_id) == rig.library_id)
    rig.db.write(lambda s: s.execute(mine.values(quality=0.1))).result()
    draw(rig.folder / "f.jpg", [("red", 5, 5)], note="f")  # groups are looked at again
    rig.scan()
    assert [face.quality for face in rig.faces("a.jpg")] == [0.1, 0.1]
    assert rig.facts("a.jpg") == before
    draw(rig.folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="saved again")
    rig.scan()
    assert [face.quality for face in rig.faces("a.jpg")] == [0.8, 0.8]


def test_a_new_photo_joins_the_person_it_shows(rig: Rig) -> None:
    rig.scan_album()
    eva = rig.name("Eva", "b.jpg")
    draw(rig.folder / "f.jpg", [("red", 5, 5), ("blue", 100, 70)], note="f")
    assert rig.scan().photos_total == 1
    red, blue = rig.faces("f.jpg")
    assert (red.person_id, red.assigned_by) == (eva, AssignedBy.AUTO)
    assert blue.person_id == rig.faces("trip/c.png")[0].person_id is not None


@pytest.mark.warns
def test_an_engine_that_stumbles_over_one_photo_does_not_stop_the_scan(rig: Rig) -> None:
    rig.draw_album()

    def stumble() -> None:
        if rig.engine.calls == 2:
            raise RuntimeError("a bug")

    rig.engine.on_call = stumble
    progress = rig.scan()
    assert (progress.phase, progress.failed) == ("done", 1)
    (failed,) = (name for name, photo in rig.photos().items() if photo.state == "failed")
    assert "look for faces" in (rig.photos()[failed].reason or "")
    assert rig.scan().failed == 0  # it tries that one again, and leaves the others alone
    assert rig.engine.calls == 6
    assert rig.photos()[failed].state == "done"


@pytest.mark.slow
def test_a_cancelled_scan_goes_on_where_it_stopped(rig: Rig) -> None:
    draw_many(rig.folder, 40)
    job = rig.job()
    rig.engine.on_call = lambda: job.cancel() if rig.engine.calls == 21 else None
    assert ran(job).progress.phase == "reading"
    done = len(rig.photos())
    assert 20 <= done < 40
    rig.engine = FakeEngine()
    assert rig.scan().photos_total == 40 - done
    assert rig.engine.calls == 40 - done
    assert rig.groups() == {frozenset(f"{number:02}.jpg" for number in range(40))}


def test_a_folder_removed_while_it_is_scanned(rig: Rig) -> None:
    rig.draw_album()
    rig.engine.on_call = lambda: rig.remove() if rig.engine.calls == 1 else None
    rig.scan()
    assert rig.photos() == {}


def test_two_scans_at_once_double_nothing(rig: Rig) -> None:
    rig.draw_album()
    jobs = [ScanJob(rig.db, FakeEngine) for _ in range(2)]
    for job in jobs:
        job.start()
    for job in jobs:
        assert job.wait(PATIENCE)
    assert len(rig.photos()) == 5
    assert [len(rig.faces(name)) for name in sorted(rig.photos())] == [2, 1, 2, 1, 0]


def test_what_breaks_the_scan_is_raised_by_wait(rig: Rig) -> None:
    def broken() -> FakeEngine:
        raise ValueError("no engine")

    with pytest.raises(ValueError, match="no engine"):
        ran(ScanJob(rig.db, broken))


def test_odd_files_are_scanned_or_reported(rig: Rig) -> None:
    odd = labelled.photos("odd")
    rig.add(odd)
    rig.engine = Blind()
    progress = rig.scan()
    problems = rig.ask(photos.problems)
    assert progress.phase == "done"
    assert {Path(photo.path).name: photo.reason for photo in problems} == {
        "corrupted.heic": "The file is damaged, or isn’t a picture Kinfolk can read.",
        "corrupted.png": "The file is damaged, or isn’t a picture Kinfolk can read.",
        "empty.heic": "The file is empty.",
        "empty.png": "The file is damaged, or isn’t a picture Kinfolk can read.",
        "broken.png": "The file is damaged, or isn’t a picture Kinfolk can read.",
        "broken_data_stream.png": "The file is damaged: its picture can’t be opened.",
        "decompression_bomb.gif": "The picture has 4,365 megapixels; the limit is 80.",
        "png_decompression_dos.png": "The file is damaged: it contains far too much hidden text.",
    }
    assert progress.photos_total == sum(1 for path in odd.rglob("*") if path.is_file())


def test_a_stranger_comes_back_when_a_scan_shows_them_often_enough(rig: Rig) -> None:
    rig.scan_album()
    (green,) = {face.person_id for face in rig.faces("trip/d.jpg")}
    assert green is not None
    rig.do(strangers.ignore, groups=[green])
    assert rig.scan().returned == 0
    draw(rig.folder / "f.jpg", [("green", 60, 50)], note="f")
    assert rig.scan().returned == 1
    assert rig.ask(strangers.listing) == []
    assert rig.ask(history.steps) == []  # a fact, which no one has to take back
    assert rig.scan().returned == 0
