"""`kinfolk names`: sidecars written, kept and taken out; names read, listed and decided."""

import errno
import json
import os
from pathlib import Path

import pytest

from kinfolk import atomic
from kinfolk.cli.album import COLLINS, SAMPLES
from kinfolk.core.database import Database
from kinfolk.metadata.region import RelativeBox
from kinfolk.paths import Paths
from tests.cli.conftest import Kinfolk, names
from tests.fake_engine import FakeEngine
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.photo_facts import facts_of
from tests.rig import Rig


@pytest.fixture
def album(base: Path, tmp_path: Path) -> Path:
    """Drawn photos, scanned by an engine that sees colours; Eva is in three of them."""
    folder, paths = tmp_path / "album", Paths.of(base)
    folder.mkdir()
    rig = Rig(Database(paths.library_db, paths.cache_db), folder, FakeEngine())
    rig.add(folder)
    rig.draw_album()
    rig.scan()
    rig.name("Eva", "a.jpg")
    rig.db.close()
    return folder


def sidecars(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.xmp"))


def test_written_and_taken_out(kinfolk: Kinfolk, album: Path) -> None:
    before = facts_of(album)
    number = kinfolk("people", "show", "Eva", "--json").json["asset_count"]
    assert number == 3
    assert kinfolk("names", "write").out == f"Names updated next to {number} photos.\n"
    assert len(sidecars(album)) == number
    assert all(b">Eva<" in each.read_bytes() for each in sidecars(album))
    again = kinfolk("names", "write", "Eva").out
    assert again == "The names next to your photos are up to date.\n"
    assert facts_of(album).items() >= before.items()
    assert kinfolk("names", "remove", "Eva", "--json").json["photos"] == number
    assert facts_of(album) == before


def test_photos_that_are_not_there_are_told(kinfolk: Kinfolk, album: Path) -> None:
    (album / "b.jpg").unlink()
    said = kinfolk("names", "write")
    assert said.out == "Names updated next to 2 photos.\n"
    assert said.err == "1 photo skipped: not there, or changed since the last scan.\n"
    album.rename(album.with_name("away"))
    assert kinfolk("names", "write", "--json").json["skipped"] == 1


def test_people_and_folders_that_are_asked_for(kinfolk: Kinfolk, album: Path) -> None:
    assert kinfolk("people", "update", "Eva", "--hidden").code == 0
    assert kinfolk("names", "write", "--json").json["photos"] == 0
    assert kinfolk("names", "write", "Eva", "--json").json["photos"] > 0
    assert kinfolk("names", "remove", "--json").json["photos"] > 0
    assert kinfolk("names", "write", "--hidden", "--json").json["photos"] > 0
    elsewhere = kinfolk("names", "write", "--folder", str(album.parent / "other"))
    assert (elsewhere.code, sidecars(album.parent / "other")) == (1, [])
    assert "not one of your folders" in elsewhere.err
    unnamed = kinfolk("people", "create", "--json").json["id"]
    assert "has no name yet" in kinfolk("names", "write", unnamed).err
    assert kinfolk("names", "write", "Nobody").code == 1


def test_kept_beside_the_photos_of_a_folder(kinfolk: Kinfolk, album: Path) -> None:
    kept = kinfolk("names", "keep", str(album)).out
    assert f"window will save names next to the photos in {album} after each change." in kept
    (folder,) = kinfolk("folders", "list", "--json").json
    assert folder["keeps_names"]
    assert "saves names" in kinfolk("folders", "list").out
    assert kinfolk("names", "write").code == 0
    assert f"kinfolk names keep --off {folder['id']}" in kinfolk("names", "remove").refusal
    assert f"Save names next to photos in “{album.name}”" in kinfolk("undo").out
    assert kinfolk("names", "remove").code == 0
    assert kinfolk("names", "keep", str(album)).code == 0
    assert "no longer saved" in kinfolk("names", "keep", "--off", str(album)).out
    assert sidecars(album) == []


def test_what_cannot_be_written(
    kinfolk: Kinfolk, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as broken:
        broken.setattr(atomic, "replacing", refuse)
        done = kinfolk("names", "write")
    assert (done.code, done.out) == (1, "Names updated next to 0 photos.\n")
    assert done.err.count("Names can’t be saved (read-only file system).") == 2
    assert sidecars(album) == []


@pytest.mark.parametrize("verb", ["write", "remove"])
def test_a_photo_that_is_refused_is_an_error(kinfolk: Kinfolk, album: Path, verb: str) -> None:
    """The others are done."""
    assert kinfolk("names", "write").code == 0
    broken = album / "b.jpg.xmp"
    broken.write_bytes(b"<x><y")
    assert kinfolk("people", "update", "Eva", "--name", "Anna").code == 0
    done = kinfolk("names", verb, "--json")
    assert (done.code, json.loads(done.out)["photos"]) == (1, 2)
    assert [each["path"] for each in json.loads(done.out)["troubles"]] == [str(album / "b.jpg")]
    assert f"{album / 'b.jpg'}: It is damaged" in done.err


@pytest.fixture
def photo(pictures: Path, tmp_path: Path) -> Path:
    """A portrait."""
    sample = next(each for each in SAMPLES if each.originals == COLLINS)
    path = tmp_path / "album" / "eileen.jpg"
    path.parent.mkdir()
    path.write_bytes((pictures / sample.name).read_bytes())
    return path


def tagged(photo: Path, kinfolk: Kinfolk, name: str) -> Path:
    """A sidecar that names the face where it is."""
    (face,) = kinfolk("faces", "list", "--json").json
    (shown,) = kinfolk("photos", "list", "--json").json
    wide, high, box = shown["width"], shown["height"], face["bounding_box"]
    at = RelativeBox(box["x"] / wide, box["y"] / high, box["w"] / wide, box["h"] / high)
    sidecar = photo.with_name(f"{photo.name}.xmp")
    sidecar.write_bytes(forms.digikam([Face(name, at)], (wide, high)))
    return sidecar


@pytest.mark.slow
def test_names_come_with_a_scan_and_are_undone(kinfolk: Kinfolk, photo: Path) -> None:
    kinfolk("scan", str(photo.parent))
    tagged(photo, kinfolk, "Eileen")
    scanned = kinfolk("scan")
    assert "Read 1 name of 1 person from 1 photo." in scanned.out.splitlines()
    assert names(kinfolk) == ["Eileen"]
    assert kinfolk("undo").code == 0
    assert kinfolk("people", "list", "--json").json == []
    assert "Read" not in kinfolk("scan").out
    read = kinfolk("names", "read", "--json")
    assert read.json == {"names": 1, "people": 1, "photos": 1, "to_decide": 0}
    assert names(kinfolk) == ["Eileen"]
    (claim,) = kinfolk("names", "list", "--all", "--json").json
    assert (claim["name"], claim["program"], claim["state"]) == ("Eileen", "digiKam", "taken")
    assert kinfolk("names", "list", "--all").out.endswith("  used\n")


@pytest.mark.slow
def test_what_disagrees_is_listed_and_decided(kinfolk: Kinfolk, photo: Path) -> None:
    kinfolk("scan", str(photo.parent))
    (face,) = kinfolk("faces", "list", "--json").json
    kinfolk("people", "create", "Anna")
    kinfolk("faces", "assign", "Anna", face["id"])
    tagged(photo, kinfolk, "Eileen")
    scanned = kinfolk("scan")
    assert "1 name in files disagrees with yours" in scanned.out
    (claim,) = kinfolk("names", "list", "--json").json
    assert (claim["name"], claim["own"], claim["file"]) == ("Eileen", "Anna", "eileen.jpg.xmp")
    shown = kinfolk("names", "list").out.splitlines()
    assert shown[0].split() == ["id", "photo", "in", "the", "file", "conflicts", "with", "result"]
    assert "eileen.jpg.xmp (digiKam) says Eileen" in shown[1]
    assert "You said Anna" in shown[1]
    assert claim["against"] == {"word": "own", "told": "You said Anna"}
    taken = kinfolk("names", "decide", "take", claim["id"])
    assert taken.out == "Use the name Eileen from eileen.jpg.xmp.\n"
    (face,) = kinfolk("faces", "list", "--json").json
    people = {each["id"]: each["name"] for each in kinfolk("people", "list", "--json").json}
    assert people[face["person_id"]] == "Eileen"
    assert kinfolk("names", "list").out == "No name conflicts.\n"
    refused = kinfolk("names", "decide", "keep", claim["id"]).refusal
    assert refused.startswith("There is no name conflict")
    kinfolk("undo")
    kept = kinfolk("names", "decide", "keep", claim["id"])
    assert kept.out == "Keep yours instead of Eileen in eileen.jpg.xmp.\n"


@pytest.mark.slow
def test_a_folder_whose_names_are_not_read(kinfolk: Kinfolk, photo: Path) -> None:
    folder = str(photo.parent)
    kinfolk("scan", folder)
    tagged(photo, kinfolk, "Eileen")
    off = kinfolk("names", "reading", folder, "--off")
    assert off.out == f"Kinfolk will no longer read names from photos in {folder}.\n"
    assert "Read" not in kinfolk("scan").out
    refused = kinfolk("names", "read", "--folder", folder).refusal
    assert refused.startswith(f"Kinfolk does not read names from photos in {folder}.")
    kinfolk("undo")
    assert "Read 1 name of 1 person from 1 photo." in kinfolk("scan").out.splitlines()
