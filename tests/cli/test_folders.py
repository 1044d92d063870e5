"""`kinfolk folders`, and a scan of a folder that went elsewhere."""

from pathlib import Path

import pytest
from PIL import Image

from tests.album import Album
from tests.cli.conftest import Kinfolk


def paint(path: Path, colour: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), colour).save(path)
    return path


@pytest.mark.slow
def test_a_moved_folder_is_said_in_one_line(kinfolk: Kinfolk, tmp_path: Path) -> None:
    here, there = tmp_path / "A", tmp_path / "B"
    for colour in ("teal", "pink"):
        paint(here / f"{colour}.png", colour)
    kinfolk("scan", str(here))
    here.rename(there)

    scanned = kinfolk("scan", str(there))
    assert scanned.code == 0
    assert scanned.out.splitlines()[0] == f"{here} was not found; its 2 photos are now in {there}."
    assert kinfolk("history", "--json").json[0]["label"] == f"{here} moved to {there}"
    there.rename(here)
    back = kinfolk("scan", str(here), "--json").json["moved"]
    assert back == [{"from": str(there), "to": str(here), "photos": 2}]


@pytest.mark.slow
def test_copies_are_told(kinfolk: Kinfolk, tmp_path: Path) -> None:
    whole = paint(tmp_path / "x.png", "teal").read_bytes()
    assert "cop" not in kinfolk("scan", str(tmp_path)).out
    (tmp_path / "y.png").write_bytes(whole)
    told = kinfolk("scan").out
    assert told.startswith("1 photo, ")
    assert "1 more file is a copy of a photo already in the library." in told
    (tmp_path / "z.png").write_bytes(whole)
    assert "2 more files are copies of photos already in the library." in kinfolk("scan").out


@pytest.mark.slow
def test_list(kinfolk: Kinfolk, tmp_path: Path) -> None:
    for name in ("A", "C"):
        paint(tmp_path / name / "x.png", "teal" if name == "A" else "pink")
        kinfolk("scan", str(tmp_path / name))
    (tmp_path / "A").rename(tmp_path / "elsewhere")
    told = kinfolk("scan")
    assert f"{tmp_path / 'A'} is unavailable. All names and faces are safe." in told.err
    assert kinfolk("scan", "--json").json["away"] == [str(tmp_path / "A")]
    lines = kinfolk("folders", "list").out.splitlines()
    assert lines[0].split() == ["id", "folder", "photos"]
    assert [line.split()[1:] for line in lines[1:]] == [
        [str(tmp_path / "A"), "1", "unavailable"],
        [str(tmp_path / "C"), "1"],
    ]
    listed = kinfolk("folders", "list", "--json").json
    assert [(each["path"], each["is_away"], each["photo_count"]) for each in listed] == [
        (str(tmp_path / "A"), True, 1),
        (str(tmp_path / "C"), False, 1),
    ]
    assert listed[0]["found_at"] is None


def test_move(kinfolk: Kinfolk, tmp_path: Path) -> None:
    old, new = tmp_path / "A", tmp_path / "mnt" / "B"
    paint(old / "x.png", "teal")
    kinfolk("scan", str(old))
    folder_id = kinfolk("folders", "list", "--json").json[0]["id"]
    new.parent.mkdir()
    old.rename(new)
    for folder in (str(old), folder_id):
        told = kinfolk("folders", "move", folder, str(new))
        assert told.out == f"{old} moved to {new}, with 1 photo. Next: kinfolk scan\n"
        assert kinfolk("folders", "list", "--json").json[0]["path"] == str(new)
        assert kinfolk("undo").code == 0
        assert kinfolk("folders", "list", "--json").json[0]["path"] == str(old)


def test_a_place_without_the_photos_is_taken_where_one_is_sure(
    kinfolk: Kinfolk, tmp_path: Path
) -> None:
    old, other = tmp_path / "A", tmp_path / "B"
    paint(old / "x.png", "teal")
    kinfolk("scan", str(old))
    paint(other / "w.png", "navy")

    refused = kinfolk("folders", "move", str(old), str(other)).refusal
    assert refused.endswith(f" in “{other}”. To use it anyway, add `--yes`.\n")
    assert kinfolk("folders", "list", "--json").json[0]["path"] == str(old)
    assert kinfolk("folders", "move", str(old), str(other), "--yes").code == 0
    assert kinfolk("folders", "list", "--json").json[0]["path"] == str(other)


def test_remove(kinfolk: Kinfolk, tmp_path: Path) -> None:
    folder = tmp_path / "A"
    paint(folder / "x.png", "teal")
    kinfolk("scan", str(folder))
    before = kinfolk("folders", "list", "--json").json
    removed = kinfolk("folders", "remove", str(folder))
    assert removed.out == f"{folder} removed from the library. Its photos are unchanged.\n"
    assert kinfolk("folders", "list", "--json").json == []
    assert (folder / "x.png").exists()
    assert kinfolk("history", "--json").json[0]["label"] == "Remove folder A"
    kinfolk("undo")
    assert kinfolk("folders", "list", "--json").json == before


def test_remove_is_refused_while_people_have_photos_only_there(
    kinfolk: Kinfolk, album: Album
) -> None:
    album.person("Anna", faces=1)
    (folder,) = kinfolk("folders", "list", "--json").json
    assert kinfolk("folders", "remove", folder["id"]).err == (
        f"1 person has photos only in {folder['path']}."
        " To remove it anyway, add `--yes`. `kinfolk undo` brings them back.\n"
    )
    assert kinfolk("folders", "list", "--json").json == [folder]
    removed = kinfolk("folders", "remove", folder["id"], "--yes", "--json")
    assert removed.json["people_only_in_it"] == 1


def test_faces_are_looked_for_in_a_folder_or_not(kinfolk: Kinfolk, tmp_path: Path) -> None:
    folder = tmp_path / "A"
    paint(folder / "x.png", "teal")
    added = kinfolk("folders", "add", str(folder), "--no-faces")
    said = f"Added {folder}. Kinfolk will not find faces in it. Next: kinfolk scan\n"
    assert (added.code, added.out) == (0, said)
    refused = kinfolk("folders", "add", str(folder / "inside" / "..")).refusal
    assert refused.startswith(f"{folder} is already in the library.")
    assert kinfolk("scan", "--json").json["photos"] == 1

    on = kinfolk("folders", "faces", str(folder), "--json").json
    assert (on["finds_faces"], on["photo_count"]) == (True, 1)
    off = kinfolk("folders", "faces", on["id"], "--off")
    assert off.out == f"Kinfolk will not find new faces in {folder}. Existing ones stay.\n"
    assert kinfolk("folders", "list").out.splitlines()[1].endswith("1  faces off")
    assert [each["label"] for each in kinfolk("history", "--json").json] == [
        *("Stop finding faces in A", "Find faces in A")
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("move", "NOWHERE", "."), "There is no folder 'NOWHERE'."),
        (("remove", "NOWHERE"), "There is no folder 'NOWHERE'."),
        (("move", "KNOWN", "/nowhere/at/all"), "/nowhere/at/all isn’t a folder."),
    ],
)
def test_refusals(kinfolk: Kinfolk, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    folder = tmp_path / "A"
    paint(folder / "x.png", "teal")
    kinfolk("scan", str(folder))
    meant = [str(folder) if each == "KNOWN" else each for each in arguments]
    assert kinfolk("folders", *meant).refusal.startswith(said)


@pytest.mark.slow
def test_a_folder_of_two_libraries_is_named_by_its_library(
    kinfolk: Kinfolk, tmp_path: Path
) -> None:
    folder = tmp_path / "A"
    paint(folder / "x.png", "teal")
    for name in ("Home", "Club"):
        kinfolk("libraries", "create", name)
        kinfolk("scan", str(folder), "--library", name)
    assert kinfolk("folders", "remove", str(folder)).refusal
    assert kinfolk("folders", "remove", str(folder), "--library", "Club").code == 0
    assert len(kinfolk("folders", "list", "--library", "Home", "--json").json) == 1
    assert kinfolk("folders", "list", "--library", "Club", "--json").json == []
