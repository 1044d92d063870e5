"""`kinfolk names`: read, listed, decided, switched off for a folder."""

from pathlib import Path

import pytest

from kinfolk.cli.album import COLLINS, SAMPLES
from kinfolk.metadata.region import RelativeBox
from tests.cli.conftest import Kinfolk
from tests.metadata import forms
from tests.metadata.forms import Face


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
    assert [each["name"] for each in kinfolk("people", "list", "--json").json] == ["Eileen"]
    assert kinfolk("undo").code == 0
    assert kinfolk("people", "list", "--json").json == []
    assert "Read" not in kinfolk("scan").out
    read = kinfolk("names", "read", "--json")
    assert read.json == {"names": 1, "people": 1, "photos": 1, "to_decide": 0}
    assert [each["name"] for each in kinfolk("people", "list", "--json").json] == ["Eileen"]
    (claim,) = kinfolk("names", "list", "--all", "--json").json
    assert (claim["name"], claim["program"], claim["state"]) == ("Eileen", "digiKam", "taken")


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
    assert shown[0].split() == ["id", "photo", "in", "the", "file", "conflicts", "with"]
    assert "eileen.jpg.xmp (digiKam) says Eileen" in shown[1]
    assert "You said Anna" in shown[1]
    assert claim["against"] == {"word": "own", "told": "You said Anna"}
    taken = kinfolk("names", "decide", "take", claim["id"])
    assert taken.out == "Use the name Eileen from eileen.jpg.xmp.\n"
    (face,) = kinfolk("faces", "list", "--json").json
    people = {each["id"]: each["name"] for each in kinfolk("people", "list", "--json").json}
    assert people[face["person_id"]] == "Eileen"
    assert kinfolk("names", "list").out == "No name conflicts.\n"
    again = kinfolk("names", "decide", "keep", claim["id"])
    assert again.code == 1
    assert again.err.startswith("There is no name conflict")
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
    refused = kinfolk("names", "read", "--folder", folder)
    assert refused.code == 1
    assert refused.err.startswith(f"Kinfolk does not read names from photos in {folder}.")
    kinfolk("undo")
    assert "Read 1 name of 1 person from 1 photo." in kinfolk("scan").out.splitlines()
