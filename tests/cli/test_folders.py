"""`kinfolk folders`, and a scan of a folder that went elsewhere."""

from pathlib import Path

import pytest
from PIL import Image

from kinfolk.cli.album import COLLINS, SAMPLES
from tests.cli.conftest import Kinfolk


@pytest.fixture
def album(pictures: Path, tmp_path: Path) -> Path:
    """The photos of someone in the sample album."""
    folder = tmp_path / "A"
    for sample in [each for each in SAMPLES if each.originals == COLLINS]:
        path = folder / sample.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((pictures / sample.name).read_bytes())
    return folder


def paint(path: Path, colour: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), colour).save(path)
    return path


@pytest.mark.slow
def test_a_moved_folder_is_said_in_one_line(kinfolk: Kinfolk, album: Path, tmp_path: Path) -> None:
    before = kinfolk("scan", str(album), "--json").json
    count = before["photos"]
    group = kinfolk("faces", "list", "--json").json[0]["person_id"]
    kinfolk("people", "update", group, "--name", "Eileen")
    wanted = kinfolk("faces", "list", "--person", "Eileen", "--json").json
    there = tmp_path / "B"
    album.rename(there)
    scanned = kinfolk("scan", str(there))
    assert scanned.code == 0
    assert scanned.out.splitlines()[0] == (
        f"{album} was not found; its {count} photos are now in {there}."
    )
    after = kinfolk("scan", "--json").json
    assert (after["photos"], after["faces"]) == (before["photos"], before["faces"])
    assert (after["missing"], after["copies"], after["moved"]) == (0, 0, [])
    faces = kinfolk("faces", "list", "--person", "Eileen", "--json").json
    assert [face["id"] for face in faces] == [face["id"] for face in wanted]
    assert {Path(face["path"]).is_relative_to(there) for face in faces} == {True}
    assert [Path(each["path"]) for each in kinfolk("folders", "list", "--json").json] == [there]
    assert kinfolk("history", "--json").json[0]["label"] == f"{album} moved to {there}"
    there.rename(album)
    back = kinfolk("scan", str(album), "--json").json["moved"]
    assert back == [{"from": str(there), "to": str(album), "photos": count}]


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


@pytest.mark.parametrize("by", ["path", "id"])
def test_move(kinfolk: Kinfolk, tmp_path: Path, by: str) -> None:
    old, new = tmp_path / "A", tmp_path / "mnt" / "B"
    paint(old / "x.png", "teal")
    kinfolk("scan", str(old))
    folder_id = kinfolk("folders", "list", "--json").json[0]["id"]
    new.parent.mkdir()
    old.rename(new)
    told = kinfolk("folders", "move", str(old) if by == "path" else folder_id, str(new))
    assert told.code == 0
    assert told.out == f"{old} moved to {new}, with 1 photo. Next: kinfolk scan\n"
    scanned = kinfolk("scan", "--json").json
    assert (scanned["photos"], scanned["missing"]) == (1, 0)
    assert kinfolk("folders", "list", "--json").json[0]["path"] == str(new)
    assert kinfolk("undo").code == 0
    assert kinfolk("folders", "list", "--json").json[0]["path"] == str(old)


def test_a_place_without_the_photos_is_taken_where_one_is_sure(
    kinfolk: Kinfolk, tmp_path: Path
) -> None:
    old, other, empty = tmp_path / "A", tmp_path / "B", tmp_path / "C"
    for name in ("x", "y", "z"):
        paint(old / f"{name}.png", "teal")
    kinfolk("scan", str(old))
    paint(other / "w.png", "navy")
    (other / "y.png").write_bytes(b"a photo of another camera, which counts like this one")
    empty.mkdir()
    before = kinfolk("folders", "list", "--json").json
    refused = kinfolk("folders", "move", str(old), str(other))
    assert refused.code == 1
    said = f"None of the 3 photos from “{old}” are in “{other}”. To use it anyway, add `--yes`.\n"
    assert refused.err == said
    (old / "x.png").rename(other / "x.png")
    refused = kinfolk("folders", "move", str(old), str(other))
    assert refused.err.startswith(
        f"Only 1 of the 3 photos from “{old}” could be found in “{other}”."
    )
    refused = kinfolk("folders", "move", str(old), str(empty), "--yes")
    assert refused.err == f"“{empty}” is empty, so it isn’t “{old}”.\n"
    assert kinfolk("folders", "list", "--json").json == before
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


@pytest.mark.slow
def test_remove_is_refused_while_people_have_photos_only_there(
    kinfolk: Kinfolk, album: Path
) -> None:
    kinfolk("scan", str(album))
    face = kinfolk("faces", "list", "--json").json[0]["id"]
    kinfolk("people", "create", "Anna", "--face", face)
    before = kinfolk("folders", "list", "--json").json
    assert kinfolk("folders", "remove", str(album)).err == (
        f"1 person has photos only in {album}."
        " To remove it anyway, add `--yes`. `kinfolk undo` brings them back.\n"
    )
    assert kinfolk("folders", "list", "--json").json == before
    removed = kinfolk("folders", "remove", str(album), "--yes", "--json")
    assert removed.json["people_only_in_it"] == 1


@pytest.mark.slow
def test_no_faces_are_looked_for_in_a_folder_that_is_switched_off(
    kinfolk: Kinfolk, album: Path
) -> None:
    kinfolk("scan", str(album))
    before = kinfolk("faces", "list", "--json").json
    told = kinfolk("folders", "faces", str(album), "--off")
    assert told.out == f"Kinfolk will not find new faces in {album}. Existing ones stay.\n"
    (folder,) = kinfolk("folders", "list", "--json").json
    assert folder["finds_faces"] is False
    assert (
        kinfolk("folders", "list")
        .out.splitlines()[1]
        .endswith(f"{folder['photo_count']}  faces off")
    )
    (album / "again.jpg").write_bytes(next(album.rglob("*.jpg")).read_bytes() + b"another")
    scanned = kinfolk("scan", "--json").json
    assert (scanned["photos"], scanned["faces"]) == (folder["photo_count"] + 1, len(before))
    assert kinfolk("faces", "list", "--json").json == before
    assert kinfolk("history", "--json").json[0]["label"] == "Stop finding faces in A"

    kinfolk("undo")
    on = kinfolk("folders", "faces", folder["id"], "--json").json
    assert (on["finds_faces"], on["photo_count"]) == (True, folder["photo_count"] + 1)
    assert kinfolk("scan", "--json").json["faces"] > len(before)


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
    refused = kinfolk("folders", *(str(folder) if a == "KNOWN" else a for a in arguments))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert refused.err.startswith(said)


@pytest.mark.slow
def test_a_folder_is_added_without_faces_to_find(kinfolk: Kinfolk, album: Path) -> None:
    added = kinfolk("folders", "add", str(album), "--no-faces")
    said = f"Added {album}. Kinfolk will not find faces in it. Next: kinfolk scan\n"
    assert (added.code, added.out) == (0, said)
    scanned = kinfolk("scan", "--json").json
    assert (scanned["photos"] > 0, scanned["faces"]) == (True, 0)
    again = kinfolk("folders", "add", str(album / "inside" / ".."))
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert again.err.startswith(f"{album} is already in the library.")
    assert kinfolk("folders", "faces", str(album)).code == 0
    assert kinfolk("scan", "--json").json["faces"] > 0
    assert [each["label"] for each in kinfolk("history", "--json").json] == [
        f"Find faces in {album.name}"
    ]


def test_a_folder_is_added_for_the_next_scan(kinfolk: Kinfolk, tmp_path: Path) -> None:
    paint(tmp_path / "A" / "x.png", "teal")
    added = kinfolk("folders", "add", str(tmp_path / "A"), "--json").json
    assert (added["finds_faces"], added["photo_count"]) == (True, 0)
    assert kinfolk("scan", "--json").json["photos"] == 1


@pytest.mark.slow
def test_a_folder_of_two_libraries_is_named_by_its_library(
    kinfolk: Kinfolk, tmp_path: Path
) -> None:
    folder = tmp_path / "A"
    paint(folder / "x.png", "teal")
    for name in ("Home", "Club"):
        kinfolk("libraries", "create", name)
        kinfolk("scan", str(folder), "--library", name)
    ambiguous = kinfolk("folders", "remove", str(folder))
    assert (ambiguous.code, ambiguous.err.count("\n")) == (1, 1)
    assert kinfolk("folders", "remove", str(folder), "--library", "Club").code == 0
    assert len(kinfolk("folders", "list", "--library", "Home", "--json").json) == 1
    assert kinfolk("folders", "list", "--library", "Club", "--json").json == []
