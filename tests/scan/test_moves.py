"""Photos that move, vanish and return keep their faces and names."""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlmodel import col

from kinfolk.core.db.models import AssetState, Crop
from kinfolk.core.faces import crops
from kinfolk.core.photos import library
from tests.fake_engine import draw
from tests.rig import Rig


def test_a_photo_and_a_folder_that_change_case_alone_stay_what_they_are(rig: Rig) -> None:
    """On Windows the old path leads to the file, too."""
    rig.draw_album()
    rig.scan()
    rig.name("Eva", "b.jpg")
    before, calls = rig.facts("a.jpg"), rig.engine.calls
    for old, new in (("a.jpg", "A.JPG"), ("trip", "TRIP")):
        (rig.folder / old).rename(rig.folder / "aside").rename(rig.folder / new)  # Wine needs both
    rig.scan()
    assert rig.engine.calls == calls
    assert rig.facts("A.JPG") == before
    assert {"A.JPG", "TRIP/c.png"} <= rig.photos().keys()
    assert len(rig.photos()) == 5


@pytest.mark.skipif(os.name != "nt", reason="on Linux these are two folders")
def test_a_folder_in_another_case_is_the_same_one(rig: Rig) -> None:
    other = Path(str(rig.folder).upper())
    rig.add(other)
    assert [folder.path for folder in rig.ask(library.folders)] == [rig.folder]


def test_a_moved_photo_keeps_faces_and_names(rig: Rig) -> None:
    """Also in a folder that is renamed."""
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    a, c, calls = rig.facts("a.jpg"), rig.facts("trip/c.png"), rig.engine.calls
    (rig.folder / "new").mkdir()
    (rig.folder / "a.jpg").rename(rig.folder / "new" / "anna.jpg")
    (rig.folder / "trip").rename(rig.folder / "Sweden 2019")
    assert rig.scan().photos_total == 0
    assert rig.engine.calls == calls
    assert (rig.facts("new/anna.jpg"), rig.facts("Sweden 2019/c.png")) == (a, c)
    assert "a.jpg" not in rig.photos()
    assert len(rig.photos()) == 5


def test_photos_that_change_places_and_are_touched(rig: Rig) -> None:
    rig.scan_album()
    a, b, calls = rig.facts("a.jpg"), rig.facts("b.jpg"), rig.engine.calls
    rig.swap("a.jpg", "b.jpg")
    assert rig.scan().photos_total == 0
    assert (rig.facts("b.jpg"), rig.facts("a.jpg")) == (a, b)
    os.utime(rig.folder / "a.jpg", (1, 1))
    rig.scan()
    assert (rig.facts("a.jpg"), rig.engine.calls) == (b, calls)
    assert rig.photos()["a.jpg"].modified_ns == 1_000_000_000


def test_a_photo_that_changes_places_with_one_that_has_a_copy(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", [("red", 30, 30)])
    for name in ("b.jpg", "c.jpg"):
        draw(rig.folder / name, [("green", 30, 30)], note=name)
    rig.scan()
    rig.name("Eva", "b.jpg")
    shutil.copy(rig.folder / "b.jpg", rig.folder / "copy.jpg")
    rig.scan()
    a, b, count = rig.facts("a.jpg"), rig.facts("b.jpg"), len(rig.photos())
    rig.swap("a.jpg", "b.jpg")
    assert rig.scan().photos_total == 0
    assert rig.facts("b.jpg") == a
    assert rig.facts("copy.jpg") == b
    assert len(rig.photos()) == count


@pytest.mark.slow
def test_a_photo_whose_faces_wait_gives_its_file_to_another_one(rig: Rig) -> None:
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    file, eva, c = rig.folder / "b.jpg", rig.faces("b.jpg")[0].id, rig.facts("trip/c.png")
    data = file.read_bytes()
    draw(file, [])
    rig.scan()
    shutil.copy(rig.folder / "trip" / "c.png", file)
    assert rig.scan().photos_total == 0  # it is a further place of that photo
    assert rig.facts("trip/c.png") == c
    file.write_bytes(data)
    rig.scan()
    assert rig.faces("b.jpg")[0].id == eva


def test_a_photo_moved_over_another_one(rig: Rig) -> None:
    rig.scan_album()
    a, b = rig.facts("a.jpg"), rig.facts("b.jpg")
    kept = (rig.folder / "b.jpg").read_bytes()
    (rig.folder / "a.jpg").replace(rig.folder / "b.jpg")
    rig.scan()
    assert rig.facts("b.jpg") == a
    (rig.folder / "again.jpg").write_bytes(kept)
    rig.scan()
    assert rig.facts("again.jpg") == b
    assert len(rig.photos()) == 5


def test_a_new_file_is_the_moved_photo_before_one_that_was_another(rig: Rig) -> None:
    rig.scan_album()
    a, b = rig.facts("a.jpg"), rig.photos()["b.jpg"].id
    (rig.folder / "a.jpg").rename(rig.folder / "z.jpg")
    shutil.copy(rig.folder / "z.jpg", rig.folder / "b.jpg")
    rig.scan()
    assert rig.facts("z.jpg") == a
    assert rig.photos()["b.jpg"].id == b


def test_a_vanished_photo_returns(rig: Rig, tmp_path: Path) -> None:
    """Where it was, or elsewhere."""
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    before, calls = rig.facts("a.jpg"), rig.engine.calls
    for at in ("a.jpg", "trip/found.jpg"):
        shutil.move(rig.folder / "a.jpg", tmp_path / "a.jpg")
        rig.scan()
        assert rig.photos()["a.jpg"].state == AssetState.MISSING
        assert rig.facts("a.jpg") == before
        shutil.move(tmp_path / "a.jpg", rig.folder / at)
        rig.scan()
        assert rig.photos()[at].state == AssetState.DONE
        assert (rig.facts(at), rig.engine.calls) == (before, calls)


def test_what_the_cache_lost_is_made_where_the_photo_is_next(rig: Rig, tmp_path: Path) -> None:
    """When it returns, and where it was moved to."""
    rig.scan_album()
    face = rig.faces("b.jpg")[0].id

    def lose_crop() -> None:
        rig.db.write(lambda s: s.execute(delete(Crop).where(col(Crop.face_id) == face))).result()

    shutil.move(rig.folder / "b.jpg", tmp_path / "b.jpg")
    rig.scan()
    lose_crop()
    assert rig.scan().photos_total == 0
    shutil.move(tmp_path / "b.jpg", rig.folder / "b.jpg")
    assert rig.scan().photos_total == 1
    assert rig.ask(crops.get, face) is not None
    lose_crop()
    (rig.folder / "b.jpg").rename(rig.folder / "trip" / "z.jpg")
    assert rig.scan().photos_total == 1
    assert rig.faces("trip/z.jpg")[0].id == face
    assert rig.ask(crops.get, face) is not None


@pytest.mark.alone
def test_an_unplugged_drive_loses_nothing(rig: Rig, tmp_path: Path) -> None:
    """Nor does the empty place where it is mounted."""
    rig.scan_album()
    rig.folder.rename(tmp_path / "unplugged")
    rig.scan()
    assert rig.ask(library.folders)[0].is_away
    rig.folder.mkdir()
    rig.scan()
    assert {photo.state for photo in rig.photos().values()} == {AssetState.DONE}
    rig.folder.rmdir()
    (tmp_path / "unplugged").rename(rig.folder)
    assert rig.scan().photos_total == 0
    assert not rig.ask(library.folders)[0].is_away


def test_a_folder_that_cannot_be_opened_is_listed_and_keeps_its_photos(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.scan_album()
    scandir = os.scandir

    def refuse(place: str | Path) -> object:  # as root, permissions hold no one back
        if os.path.basename(place) == "trip":
            raise PermissionError(13, "Permission denied", str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refuse)
    progress = rig.scan()
    assert [place.path for place in progress.closed] == [str(rig.folder / "trip")]
    assert {photo.state for photo in rig.photos().values()} == {AssetState.DONE}
