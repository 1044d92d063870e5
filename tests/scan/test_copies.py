"""Two files of one content are one photo with two places."""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Asset, AssetState, DismissedBox, Place
from kinfolk.core.faces import faces
from kinfolk.core.photos import library, photos, places
from tests.fake_engine import draw
from tests.rig import Rig

pytestmark = pytest.mark.alone


def spots(rig: Rig) -> set[tuple[Path, ...]]:
    """The files of each photo that is there, its first place first."""
    there = rig.every(select(col(Asset.id)).where(col(Asset.state) != AssetState.MISSING))
    return {tuple(rig.ask(places.files, asset_id)) for asset_id in there}


def files_of(rig: Rig, path: Path) -> set[Path]:
    """The files that are one photo with this one."""
    (found,) = [set(files) for files in spots(rig) if path in files]
    return found


@pytest.fixture
def other(rig: Rig, tmp_path: Path) -> Path:
    """A second folder of the library, empty as yet."""
    folder = tmp_path / "other"
    folder.mkdir()
    rig.add(folder)
    return folder


def test_a_copy_is_no_second_photo_and_no_second_face(rig: Rig, other: Path) -> None:
    rig.draw_album()
    a, z = rig.folder / "a.jpg", rig.folder / "trip" / "z.jpg"
    shutil.copy(a, z)
    assert rig.scan().photos_total == 5  # the copy is not even decoded
    assert (rig.engine.calls, total(rig)) == (5, 5)
    assert files_of(rig, a) == {a, z}
    before = rig.facts("a.jpg")
    shutil.copy(a, other / "again.jpg")  # one that comes later
    assert rig.scan().photos_total == 0
    assert (rig.facts("a.jpg"), rig.engine.calls, total(rig)) == (before, 5, 5)
    assert [folder.photo_count for folder in rig.ask(library.folders)] == [1, 5]


def total(rig: Rig) -> int:
    return rig.ask(photos.counts).total


def test_a_copy_that_goes_or_becomes_another_picture_is_no_place_any_more(rig: Rig) -> None:
    rig.draw_album()
    a, gone, changed = (rig.folder / name for name in ("a.jpg", "gone.jpg", "changed.jpg"))
    for copy in (gone, changed):
        shutil.copy(a, copy)
    rig.scan()
    assert files_of(rig, a) == {a, gone, changed}
    gone.unlink()
    draw(changed, [("green", 40, 40)], note="another")
    rig.scan()
    assert files_of(rig, a) == {a}
    assert files_of(rig, changed) == {changed}


@pytest.mark.parametrize("edited", ["b.jpg", "trip/x.jpg"])
def test_one_of_two_files_that_is_edited_is_a_photo_of_its_own(rig: Rig, edited: str) -> None:
    """The other one is the photo that was there, whichever was its first file."""
    rig.draw_album()
    shutil.copy(rig.folder / "b.jpg", rig.folder / "trip" / "x.jpg")
    rig.scan()
    rig.name("Eva", "b.jpg")
    before, other = rig.facts("b.jpg"), {"b.jpg": "trip/x.jpg", "trip/x.jpg": "b.jpg"}[edited]
    draw(rig.folder / edited, [("cyan", 60, 40)], note="painted over")
    assert rig.scan().photos_total == 1
    assert rig.facts(other) == before
    assert files_of(rig, rig.folder / other) == {rig.folder / other}
    assert {face.id for face in rig.faces(edited)}.isdisjoint(fact[0] for fact in before)
    assert total(rig) == 6
    shutil.copy(rig.folder / other, rig.folder / edited)  # and back again
    rig.scan()
    assert rig.facts(other) == before


def test_an_edited_photo_and_its_copy_are_one_and_stay_so_when_touched(rig: Rig) -> None:
    rig.scan_album()
    before = rig.photos()["b.jpg"].id
    draw(rig.folder / "b.jpg", [("red", 70, 40)], note="moved a little")
    both = [rig.folder / name for name in ("b.jpg", "a copy.jpg")]
    shutil.copy(*both)
    assert rig.scan().photos_total == 1
    assert rig.photos()["b.jpg"].id == before
    assert files_of(rig, both[0]) == set(both)
    known = spots(rig)
    for path in both:
        os.utime(path, (1, 1))
    assert rig.scan().photos_total == 0
    assert spots(rig) == known
    assert rig.every(select(col(Place.modified_ns))) == [10**9]


def test_copies_that_cannot_be_read_are_one_problem(rig: Rig) -> None:
    """One that becomes a copy of a good photo leaves nothing behind."""
    rig.draw_album()
    for name in ("x.jpg", "y.jpg"):
        (rig.folder / name).write_bytes(b"\xff\xd8\xff half")
    rig.scan()
    (problem,) = rig.ask(photos.problems)
    assert problem.path == rig.folder / "x.jpg"
    assert rig.scan().photos_total == 0
    assert total(rig) == 6
    (rig.folder / "y.jpg").unlink()
    shutil.copy(rig.folder / "b.jpg", rig.folder / "x.jpg")
    rig.scan()
    counts = rig.ask(photos.counts)
    assert (counts.total, counts.failed, counts.missing) == (5, 0, 0)


def test_not_a_face_holds_for_every_place(rig: Rig, other: Path) -> None:
    rig.scan_album()
    unwanted = rig.faces("a.jpg")[0].id
    rig.decide(faces.delete, unwanted)
    before = rig.facts("a.jpg")
    shutil.copy(rig.folder / "a.jpg", other / "a.jpg")
    rig.scan()
    (rig.folder / "a.jpg").unlink()
    rig.scan()
    rig.add(other)
    assert files_of(rig, other / "a.jpg") == {other / "a.jpg"}
    assert len(rig.every(select(DismissedBox))) == 1
    assert rig.facts("../other/a.jpg") == before


def test_a_folder_around_others_takes_their_copies_over(
    rig: Rig, other: Path, tmp_path: Path
) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "a.jpg", other / "a.jpg")
    rig.scan()
    before = spots(rig)
    rig.add(tmp_path)
    assert rig.scan().photos_total == 0
    assert spots(rig) == before
    (folder,) = rig.ask(library.folders)
    assert folder.photo_count == 5


def test_two_libraries_have_their_own_photos(rig: Rig, tmp_path: Path) -> None:
    rig.scan_album()
    club = rig.decide(library.create, name="Club")
    copy = tmp_path / "copy"
    shutil.copytree(rig.folder, copy)
    rig.decide(library.add_folder, copy, library_id=club.id)
    rig.scan()
    assert total(rig) == 10
    assert {len(files) for files in spots(rig)} == {1}


def test_a_link_to_a_photo_is_a_further_place(rig: Rig, other: Path) -> None:
    rig.draw_album()
    (other / "link.jpg").symlink_to(rig.folder / "a.jpg")
    rig.scan()
    assert total(rig) == 5
    assert files_of(rig, rig.folder / "a.jpg") == {rig.folder / "a.jpg", other / "link.jpg"}


def test_a_photo_is_read_where_it_is(rig: Rig, other: Path) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "a.jpg", other / "a.jpg")
    rig.scan()
    first, second = other / "a.jpg", rig.folder / "a.jpg"
    asset_id = rig.photos()["../other/a.jpg"].id
    for file in (first, second):
        seen = file.stat().st_size, file.stat().st_mtime_ns
        assert rig.ask(places.facts, asset_id, file) == seen
    first.unlink()
    assert rig.ask(places.readable, asset_id) == second
    second.unlink()
    assert rig.ask(places.readable, asset_id) == first
