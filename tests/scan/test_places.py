"""Two files of one content are one photo with two places."""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, DismissedBox, Place
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.photos import library, photos, places
from kinfolk.scan import moved_files
from kinfolk.scan.job import ScanJob
from tests.fake_engine import draw
from tests.patience import PATIENCE
from tests.rig import Rig

pytestmark = pytest.mark.alone


def spots(db: Database) -> set[tuple[str, ...]]:
    """The files of each photo that is there, its first place first."""
    with db.read() as session:
        there = select(col(Asset.id)).where(col(Asset.state) != AssetState.MISSING)
        ids = session.execute(there).scalars().all()
        return {tuple(map(str, places.files(session, asset_id))) for asset_id in ids}


def files_of(db: Database, path: Path) -> set[str]:
    """The files that are one photo with this one."""
    (found,) = [set(files) for files in spots(db) if str(path) in files]
    return found


def total(db: Database) -> int:
    with db.read() as session:
        return photos.counts(session).total


def scan_only(rig: Rig, folder: Path) -> None:
    """Nobody looks into the others."""
    with rig.db.read() as session:
        (there,) = (known.id for known in library.folders(session) if known.path == folder)
    job = ScanJob(rig.db, lambda: rig.engine, folder_ids=[there])
    job.start()
    assert job.wait(PATIENCE)


@pytest.fixture
def other(rig: Rig, tmp_path: Path) -> Path:
    """A second folder of the library, empty as yet."""
    folder = tmp_path / "other"
    folder.mkdir()
    rig.add(folder)
    return folder


def test_a_copy_is_no_second_photo_and_no_second_face(rig: Rig) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "a.jpg", rig.folder / "trip" / "z.jpg")
    assert rig.scan().photos_total == 5  # the copy is not even decoded
    assert rig.engine.calls == 5
    assert total(rig.db) == 5
    a, z = rig.folder / "a.jpg", rig.folder / "trip" / "z.jpg"
    assert files_of(rig.db, a) == {str(a), str(z)}


def test_a_copy_that_comes_later(rig: Rig, other: Path) -> None:
    rig.draw_album()
    rig.scan()
    before, calls = rig.facts("a.jpg"), rig.engine.calls
    shutil.copy(rig.folder / "a.jpg", other / "again.jpg")
    assert rig.scan().photos_total == 0
    assert (rig.facts("a.jpg"), rig.engine.calls, total(rig.db)) == (before, calls, 5)
    with rig.db.read() as session:
        assert [folder.photo_count for folder in library.folders(session)] == [1, 5]


def test_a_copy_found_while_nobody_looks_at_the_first_takes_nothing_from_it(
    rig: Rig, other: Path
) -> None:
    rig.draw_album()
    rig.scan()
    before = rig.facts("a.jpg")
    shutil.copy(rig.folder / "a.jpg", other / "z.jpg")
    scan_only(rig, other)
    assert rig.facts("a.jpg") == before
    a, z = rig.folder / "a.jpg", other / "z.jpg"
    assert [files for files in spots(rig.db) if str(z) in files] == [(str(a), str(z))]


def test_a_copy_that_goes_or_becomes_another_picture_is_no_place_any_more(rig: Rig) -> None:
    rig.draw_album()
    a, gone, changed = (rig.folder / name for name in ("a.jpg", "gone.jpg", "changed.jpg"))
    for copy in (gone, changed):
        shutil.copy(a, copy)
    rig.scan()
    assert files_of(rig.db, a) == {str(a), str(gone), str(changed)}
    gone.unlink()
    draw(changed, [("green", 40, 40)], note="another")
    rig.scan()
    assert files_of(rig.db, a) == {str(a)}
    assert files_of(rig.db, changed) == {str(changed)}


def test_a_second_scan_opens_no_file(
    rig: Rig, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.draw_album()
    shutil.copytree(rig.folder, other / "all")
    rig.scan()

    def refuse(path: str) -> str:
        raise AssertionError(path)

    monkeypatch.setattr(moved_files, "digest", refuse)
    before = spots(rig.db)
    assert rig.scan().photos_total == 0
    assert spots(rig.db) == before
    assert sorted(map(len, before)) == [2] * 5


def test_a_file_of_a_size_of_its_own_is_compared_with_nothing(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[object] = []
    monkeypatch.setattr(moved_files, "digest", compared.append)
    draw(rig.folder / "a.jpg", [("red", 20, 20)])
    assert rig.scan().photos_total == 1
    assert compared == []


@pytest.mark.slow
def test_the_copy_takes_over_when_the_first_file_goes(rig: Rig, other: Path) -> None:
    rig.draw_album()
    rig.scan()
    rig.name("Eva", "a.jpg")
    before = rig.facts("a.jpg")
    shutil.copy(rig.folder / "a.jpg", rig.folder / "b2.jpg")
    shutil.copy(rig.folder / "a.jpg", other / "c2.jpg")
    rig.scan()
    (rig.folder / "a.jpg").unlink()
    assert rig.scan().photos_total == 0
    assert rig.facts("b2.jpg") == before
    (rig.folder / "b2.jpg").unlink()
    rig.scan()
    assert {str(other / "c2.jpg")} == files_of(rig.db, other / "c2.jpg")
    draw(other / "blank.jpg")
    (other / "c2.jpg").unlink()
    rig.scan()
    assert total(rig.db) == 5
    draw(rig.folder / "back.jpg", [("red", 20, 20), ("green", 100, 30)], note="a")
    rig.scan()
    assert rig.facts("back.jpg") == before
    assert total(rig.db) == 6


def test_a_copy_takes_over_in_a_folder_that_nobody_looks_at(rig: Rig, other: Path) -> None:
    rig.draw_album()
    rig.scan()
    before = rig.facts("a.jpg")
    shutil.copy(rig.folder / "a.jpg", other / "z.jpg")
    rig.scan()
    (rig.folder / "a.jpg").unlink()
    scan_only(rig, rig.folder)
    assert rig.facts("../other/z.jpg") == before
    assert rig.photos()["../other/z.jpg"].state == AssetState.DONE


def test_the_copy_takes_over_when_the_first_file_is_edited(rig: Rig) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "b.jpg", rig.folder / "trip" / "b.jpg")
    rig.scan()
    rig.name("Eva", "b.jpg")
    before = rig.facts("b.jpg")
    draw(rig.folder / "b.jpg", [("cyan", 60, 40)], note="painted over")
    assert rig.scan().photos_total == 1
    assert rig.facts("trip/b.jpg") == before
    assert {face.id for face in rig.faces("b.jpg")}.isdisjoint(fact[0] for fact in before)
    assert total(rig.db) == 6


def test_a_copy_that_is_edited_is_a_photo_of_its_own(rig: Rig) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "b.jpg", rig.folder / "x.jpg")
    rig.scan()
    before = rig.facts("b.jpg")
    draw(rig.folder / "x.jpg", [("cyan", 60, 40)], note="painted over")
    assert rig.scan().photos_total == 1
    assert rig.facts("b.jpg") == before
    assert files_of(rig.db, rig.folder / "b.jpg") == {str(rig.folder / "b.jpg")}
    assert total(rig.db) == 6
    shutil.copy(rig.folder / "b.jpg", rig.folder / "x.jpg")  # and back again
    rig.scan()
    assert rig.facts("b.jpg") == before


def test_an_edited_photo_and_its_copy_are_one(rig: Rig) -> None:
    rig.draw_album()
    rig.scan()
    before = rig.photos()["b.jpg"].id
    draw(rig.folder / "b.jpg", [("red", 70, 40)], note="moved a little")
    shutil.copy(rig.folder / "b.jpg", rig.folder / "a copy.jpg")
    assert rig.scan().photos_total == 1
    assert rig.photos()["b.jpg"].id == before
    assert files_of(rig.db, rig.folder / "b.jpg") == {
        str(rig.folder / name) for name in ("b.jpg", "a copy.jpg")
    }


def test_a_touched_copy_stays_one(rig: Rig) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "b.jpg", rig.folder / "x.jpg")
    rig.scan()
    before = spots(rig.db)
    for name in ("b.jpg", "x.jpg"):
        os.utime(rig.folder / name, (1, 1))
    assert rig.scan().photos_total == 0
    assert spots(rig.db) == before
    with rig.db.read() as session:
        assert session.execute(select(col(Place.modified_ns))).scalar_one() == 10**9


@pytest.mark.slow
def test_the_same_grey_picture_in_many_places_stays_many_photos(rig: Rig) -> None:
    rig.draw_album()
    rig.scan()
    rig.name("Eva", "a.jpg")
    names = ("a.jpg", "b.jpg", "trip/d.jpg")
    before = {name: rig.photos()[name].id for name in names}
    kept = {name: (rig.folder / name).read_bytes() for name in names}
    for name in names:
        draw(rig.folder / name, note="grey")
    draw(rig.folder / "grey.jpg", note="grey")
    for _ in range(2):
        rig.scan()
        assert {name: rig.photos()[name].id for name in names} == before
        assert total(rig.db) == 6
    draw(rig.folder / "grey2.jpg", note="grey")  # a new file of those bytes is one of them
    rig.scan()
    assert total(rig.db) == 6
    for name in names:
        (rig.folder / name).write_bytes(kept[name])
    rig.scan()
    assert {name: rig.photos()[name].id for name in names} == before


def test_a_place_taken_by_a_copy_of_another_photo(rig: Rig, tmp_path: Path) -> None:
    """The photo that lay there waits, whole, until its bytes turn up again."""
    rig.draw_album()
    rig.scan()
    rig.name("Eva", "a.jpg")
    before = rig.facts("a.jpg")
    shutil.move(rig.folder / "a.jpg", tmp_path / "a.jpg")
    rig.scan()
    shutil.copy(rig.folder / "b.jpg", rig.folder / "a.jpg")
    rig.scan()
    assert files_of(rig.db, rig.folder / "b.jpg") == {
        str(rig.folder / name) for name in ("a.jpg", "b.jpg")
    }
    shutil.move(tmp_path / "a.jpg", rig.folder / "trip" / "a.jpg")
    rig.scan()
    assert rig.facts("trip/a.jpg") == before
    assert total(rig.db) == 5


def test_a_broken_photo_that_becomes_a_copy_leaves_nothing_behind(rig: Rig) -> None:
    rig.draw_album()
    (rig.folder / "x.jpg").write_bytes(b"\xff\xd8\xff half")
    rig.scan()
    assert total(rig.db) == 6
    shutil.copy(rig.folder / "b.jpg", rig.folder / "x.jpg")
    rig.scan()
    with rig.db.read() as session:
        counts = photos.counts(session)
        assert (counts.total, counts.failed, counts.missing) == (5, 0, 0)


def test_copies_that_cannot_be_read_are_one_problem(rig: Rig) -> None:
    for name in ("x.jpg", "y.jpg"):
        (rig.folder / name).write_bytes(b"\xff\xd8\xff half")
    rig.scan()
    with rig.db.read() as session:
        (problem,) = photos.problems(session)
        assert problem.path == rig.folder / "x.jpg"
    assert rig.scan().photos_total == 0


def test_not_a_face_holds_for_every_place(rig: Rig, other: Path) -> None:
    rig.draw_album()
    rig.scan()
    unwanted = rig.faces("a.jpg")[0].id
    rig.db.write(lambda s: faces.delete(s, unwanted), label="Delete").result()
    before = rig.facts("a.jpg")
    shutil.copy(rig.folder / "a.jpg", other / "a.jpg")
    rig.scan()
    (rig.folder / "a.jpg").unlink()
    rig.scan()
    rig.add(other)
    assert files_of(rig.db, other / "a.jpg") == {str(other / "a.jpg")}
    with rig.db.read() as session:
        assert len(session.execute(select(DismissedBox)).all()) == 1
        asset_id = session.execute(
            select(col(Asset.id)).where(col(Asset.path) == str(other / "a.jpg"))
        ).scalar_one()
        query = faces.FacesQuery(asset_id=asset_id)
        assert [face.id for face in faces.page(session, query).data] == [f[0] for f in before]


@pytest.mark.slow
def test_a_folder_taken_out_leaves_the_photos_that_lie_elsewhere(rig: Rig, other: Path) -> None:
    rig.draw_album()
    rig.scan()
    eva = rig.name("Eva", "a.jpg")
    shutil.copy(rig.folder / "a.jpg", other / "a.jpg")
    rig.scan()
    before = spots(rig.db)
    with rig.db.read() as session:
        (mine,) = [each for each in library.folders(session) if each.path == rig.folder]
    rig.db.write(lambda s: library.remove_folder(s, mine.id), label="Take out").result()
    assert spots(rig.db) == {(str(other / "a.jpg"),)}
    with rig.db.read() as session:
        assert people.get(session, eva).face_count == 1
    assert rig.scan().photos_total == 0
    rig.db.undo().result()
    assert spots(rig.db) == before
    rig.db.redo().result()
    assert spots(rig.db) == {(str(other / "a.jpg"),)}
    rig.db.undo().result()
    assert rig.scan().photos_total == 0
    assert spots(rig.db) == before
    with rig.db.read() as session:
        assert people.get(session, eva).face_count == 3


def test_a_folder_around_others_takes_their_copies_over(
    rig: Rig, other: Path, tmp_path: Path
) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "a.jpg", other / "a.jpg")
    rig.scan()
    before = spots(rig.db)
    rig.add(tmp_path)
    assert rig.scan().photos_total == 0
    assert spots(rig.db) == before
    with rig.db.read() as session:
        (folder,) = library.folders(session)
    assert folder.photo_count == 6


def test_two_libraries_have_their_own_photos(rig: Rig, tmp_path: Path) -> None:
    rig.draw_album()
    rig.scan()
    made = rig.db.write(lambda s: library.create(s, name="Club")).result().result
    copy = tmp_path / "copy"
    shutil.copytree(rig.folder, copy)
    rig.db.write(lambda s: library.add_folder(s, copy, library_id=made.id)).result()
    rig.scan()
    assert total(rig.db) == 10
    assert {len(files) for files in spots(rig.db)} == {1}


def test_a_link_to_a_photo_is_a_further_place(rig: Rig, other: Path) -> None:
    rig.draw_album()
    (other / "link.jpg").symlink_to(rig.folder / "a.jpg")
    rig.scan()
    assert total(rig.db) == 5
    assert files_of(rig.db, rig.folder / "a.jpg") == {
        str(rig.folder / "a.jpg"),
        str(other / "link.jpg"),
    }


def test_a_photo_is_read_where_it_is(rig: Rig, other: Path) -> None:
    rig.draw_album()
    shutil.copy(rig.folder / "a.jpg", other / "a.jpg")
    rig.scan()
    first, second = other / "a.jpg", rig.folder / "a.jpg"
    asset_id = rig.photos()["../other/a.jpg"].id
    first.unlink()
    with rig.db.read() as session:
        assert places.readable(session, asset_id) == second
    second.unlink()
    with rig.db.read() as session:
        assert places.readable(session, asset_id) == first
