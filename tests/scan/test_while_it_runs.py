"""While a scan runs: what it says of itself, what is stored meanwhile, and what others do."""

import os
import shutil
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssetState
from kinfolk.core.photos import library, places
from kinfolk.scan import job, store
from kinfolk.scan.job import NICE, ScanJob, ScanProgress
from kinfolk.scan.plan import plan, remember
from tests.fake_engine import FakeEngine, draw, draw_many
from tests.metadata.forms import Face, mwg, packet
from tests.patience import PATIENCE, ran
from tests.rig import Rig
from tests.scan.test_names import RED


def scan(rig: Rig, tell: Callable[[int], object]) -> ScanJob:
    """Scan; before a photo is looked at its number is told."""
    engine = FakeEngine()
    engine.on_call = lambda: tell(engine.calls)
    return ran(ScanJob(rig.db, lambda: engine, library_id=rig.library_id))


STORED: dict[str, tuple[str, dict[str, float]]] = {
    "after some photos": ("asset", {"BATCH_PHOTOS": 4, "BATCH_SECONDS": 1e9}),
    "after some time": ("asset", {"BATCH_PHOTOS": 10**9, "BATCH_SECONDS": 0}),
    "people": (
        "person",  # however long it takes
        {"BATCH_PHOTOS": 1, "FIRST_GROUPING_SECONDS": 0.0, "GROUPING_SHARE": 1e9},
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", STORED)
def test_what_was_read_is_stored_while_it_runs_and_is_there_for_good_at_its_end(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    kind, settings = STORED[what]
    for name, value in settings.items():
        monkeypatch.setattr(job, name, value)
    draw_many(rig.folder, 30)
    is_stored = threading.Event()
    rig.db.subscribe(lambda changes: is_stored.set() if changes.ids(kind) else None)
    waited: list[bool] = []
    scan(rig, lambda number: waited.append(is_stored.wait(PATIENCE)) if number == 25 else None)
    assert waited == [True]
    (person,) = rig.people()
    assert person.is_settled


@pytest.mark.slow
def test_nobody_appears_before_some_time(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "BATCH_PHOTOS", 1)
    monkeypatch.setattr(job, "time", SimpleNamespace(monotonic=lambda: 50.0))  # it stands still
    draw_many(rig.folder, 30)
    seen: list[int] = []
    scan(rig, lambda number: seen.append(len(rig.people())))
    assert set(seen) == {0}
    assert len(rig.people()) == 1


def test_how_far_it_is_and_how_fast(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock on which all took a second before the first photo was there."""
    now = [100.0]
    monkeypatch.setattr(job, "time", SimpleNamespace(monotonic=lambda: now[-1]))
    rig.draw_album()
    (rig.folder / "broken.jpg").write_bytes(b"\xff\xd8\xff half")
    told: list[ScanProgress] = []

    def look() -> None:
        now.append(101.0)
        told.append(done.progress)

    rig.engine.on_call = look
    done = rig.job(library_id=rig.library_id)
    done.run()
    for each in told:
        assert (each.phase, each.photos_total) == ("reading", 6)
        assert each.rate == pytest.approx(each.photos_done)
        if each.photos_done:
            assert each.seconds_left == pytest.approx((6 - each.photos_done) / each.rate)
    assert done.progress == ScanProgress(
        "done", 6, 6, faces_found=6, failed=1, rate=6.0, seconds_left=None
    )


def test_while_it_walks_it_says_how_many_photos_it_has_met(rig: Rig, tmp_path: Path) -> None:
    """Of all libraries, one after the other."""
    rig.draw_album()
    other = draw(tmp_path / "other" / "x.jpg").parent

    second = rig.decide(library.create, name="Second").id
    rig.decide(library.add_folder, other, library_id=second)
    told: list[tuple[str, int]] = []

    class Watched(ScanJob):
        def __setattr__(self, name: str, value: Any) -> None:
            super().__setattr__(name, value)
            if name == "progress" and value.phase == "walking":
                told.append((value.phase, value.photos_total))

    made = Watched(rig.db, FakeEngine)
    made.run()
    assert told == [("walking", number) for number in range(7)]
    assert made.progress.photos_total == 6


# What others do meanwhile


def meanwhile(rig: Rig, work: Callable[[], object]) -> None:
    """A scan that has made its plan, and reads its first photo as this is done."""
    scan(rig, lambda number: work() if number == 1 else None)


@pytest.mark.slow
@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_with_the_bytes_of_a_photo_that_came_meanwhile_is_its_copy(
    rig: Rig, is_there: bool
) -> None:
    """Unless that is gone again: then it is read as any other."""
    draw(rig.folder / "00.jpg")
    last = draw(rig.folder / "z.jpg", [("red", 20, 20)], note="z")
    first, second = rig.folder / "trip" / "1.jpg", rig.folder / "trip" / "2.jpg"

    def others() -> None:
        """Another process has scanned them: two photos that have become alike."""
        for path in (second, first):
            draw(path, [("green", 30, 30)], note=path.name)
        rig.scan()
        for path in (second, first):
            shutil.copy(last, path)
        if not is_there:
            last.rename(last.with_suffix(".aside"))
        rig.scan()
        if not is_there:
            first.unlink()
            second.unlink()
            rig.scan()
            last.with_suffix(".aside").rename(last)

    last_bytes = last.read_bytes()
    last.unlink()
    rig.scan()
    last.write_bytes(last_bytes)
    draw(rig.folder / "00.jpg", note="anew")
    meanwhile(rig, others)
    there = {name: photo for name, photo in rig.photos().items() if photo.state == "done"}
    if is_there:
        assert "z.jpg" in there or str(last) in files(rig, there["trip/1.jpg"].id)
    assert rig.scan().photos_total == 0
    assert sum(len(rig.faces(name)) for name in there) == (3 if is_there else 1)


def files(rig: Rig, asset_id: str) -> list[str]:
    return [str(path) for path in rig.ask(places.files, asset_id)]


def test_a_photo_that_moved_to_where_another_was_found_meanwhile_waits_for_the_next_scan(
    rig: Rig,
) -> None:
    rig.scan_album()
    before = rig.facts("a.jpg")
    (rig.folder / "a.jpg").rename(rig.folder / "z.jpg")
    made = plan(
        rig.ask(remember, rig.library_id, rig.engine.id),
        library_id=rig.library_id,
        folder_ids=None,
        found=lambda _: None,
        is_cancelled=lambda: False,
    )
    assert [spot.file.path for spot, _ in made.moved] == [str(rig.folder / "z.jpg")]
    kept = (rig.folder / "z.jpg").read_bytes()
    draw(rig.folder / "z.jpg", [("cyan", 20, 20)], note="another")
    rig.scan()
    assert rig.photos()["a.jpg"].state == AssetState.MISSING
    rig.decide(store.store_plan, made)
    assert {"a.jpg", "z.jpg"} <= rig.photos().keys()
    (rig.folder / "y.jpg").write_bytes(kept)
    rig.scan()
    assert rig.facts("y.jpg") == before


def test_names_are_not_read_from_what_has_come_to_a_photos_path_meanwhile(rig: Rig) -> None:
    """It may be hours after the photo was read, and the faces be in the same place."""
    for name, who, colour in (("a.jpg", "Anna", "red"), ("b.jpg", "Ben", "green")):
        photo = draw(rig.folder / name, [(colour, 20, 60)], note=name)
        photo.with_name(f"{name}.xmp").write_bytes(packet(mwg([Face(who, RED)])))

    def swap(number: int) -> None:
        if number == 2:  # both have been decoded
            rig.swap("a.jpg", "b.jpg")
            rig.swap("a.jpg.xmp", "b.jpg.xmp")

    scan(rig, swap)
    assert [person.name for person in rig.people() if person.name] == []
    rig.scan()
    assert (rig.whose("a.jpg"), rig.whose("b.jpg")) == (["Ben"], ["Anna"])


@pytest.mark.slow
def test_whatever_becomes_of_a_photo_it_is_told_when(rig: Rig, tmp_path: Path) -> None:
    """`updated_at` of those that changed alone; a photo is as old as its first row."""
    draw_many(rig.folder, 8)
    rig.scan()
    old = datetime(2020, 1, 1, tzinfo=UTC)
    mine = select(Asset).where(col(Asset.library_id) == rig.library_id)

    def age(session: Session) -> None:
        for row in session.execute(mine).scalars():
            row.created_at = row.updated_at = old

    def changed() -> set[str]:
        found = rig.photos()
        assert {photo.created_at for photo in found.values()} == {old}
        new = {name for name, photo in found.items() if photo.updated_at != old}
        now = datetime.now(UTC)
        assert all((now - found[name].updated_at).total_seconds() < 60 for name in new)
        rig.do(age)
        return new

    rig.do(age)
    (rig.folder / "00.jpg").rename(tmp_path / "00.jpg")
    (rig.folder / "01.jpg").rename(rig.folder / "x.jpg")
    draw(rig.folder / "02.jpg", [("red", 20, 20)], note="edited")
    (rig.folder / "03.jpg").write_bytes(b"\xff\xd8\xff half")
    (rig.folder / "04.jpg").replace(rig.folder / "05.jpg")
    rig.scan()
    displaced = next(name for name in rig.photos() if name.startswith("05.jpg (asset_"))
    assert changed() == {"00.jpg", "x.jpg", "02.jpg", "03.jpg", "05.jpg", displaced}
    (tmp_path / "00.jpg").rename(rig.folder / "00.jpg")
    rig.scan()
    assert changed() == {"00.jpg"}
    rig.scan()
    assert changed() == set()
    assert rig.photos()[displaced].state == AssetState.MISSING


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority for each thread")
def test_a_scan_stands_back_for_the_window(rig: Rig) -> None:
    """Threads and processes of a scan wait for whoever wants the processor; no one else does."""
    rig.draw_album()

    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    mine, priorities = priority(), set[int]()
    rig.engine.on_call = lambda: priorities.add(priority())
    rig.scan()
    assert priorities == {max(mine, NICE)}
    assert priority() == mine
