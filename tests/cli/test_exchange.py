"""`kinfolk export` and `import`: files out of one library, and into another."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from kinfolk.core.db import backups
from kinfolk.core.db.models import Asset, AssignedBy
from kinfolk.paths import Paths
from tests.album import Album
from tests.cli.conftest import Kinfolk, names


def fill(album: Album) -> None:
    """Anna in two photos, and two groups."""
    anna = album.person("Anna")
    for _ in range(2):
        album.face(anna, by=AssignedBy.USER)
        album.group(faces=1)


def test_out_and_in_again(kinfolk: Kinfolk, base: Path, album: Album, tmp_path: Path) -> None:
    fill(album)
    file = tmp_path / "all.json"
    out = kinfolk("export", str(file), "--json").json
    assert out == {"path": str(file), "people": 1, "faces": 2, "photos": 2}
    assert "1 named person, 2 faces, 2 photos" in kinfolk("export", str(file)).out
    assert kinfolk("people", "delete", "Anna").code == 0
    seen = kinfolk("import", str(file), "--dry-run")
    assert seen.out == "Would import: 1 new person, 2 faces.\n"
    assert names(kinfolk) == []
    assert backups.listing(backups.folders(Paths.of(base))) == []
    done = kinfolk("import", str(file), "--json").json
    assert (done["faces"], done["new_people"], done["disagreements"]) == (2, 1, [])
    assert names(kinfolk) == ["Anna"]
    (kept,) = backups.listing(backups.folders(Paths.of(base)))
    assert kept.kind is backups.BackupKind.IMPORT
    assert kinfolk("import", str(file)).out == "Your library already has everything in this file.\n"
    assert kinfolk("history").out.count("Import 2 faces and 1 new person") == 1
    assert "Import 2 faces and 1 new person" in kinfolk("undo").out
    assert names(kinfolk) == []


def test_what_is_otherwise_is_listed(kinfolk: Kinfolk, album: Album, tmp_path: Path) -> None:
    fill(album)
    file = tmp_path / "all.json"
    assert kinfolk("export", str(file)).code == 0
    content = json.loads(file.read_text("utf-8"))
    content["people"][0]["name"] = "Nan"
    content["photos"] += [{**content["photos"][0], "content": "another", "picture": "another"}]
    file.write_text(json.dumps(content), "utf-8")
    told = kinfolk("import", str(file)).out
    assert "Imported: 1 new person." in told
    assert "1 photo from the file is not in your library." in told
    assert "The file disagrees on 2 things. Your version is kept:" in told
    assert told.count("whose face it is  Nan          Anna  –") == 2
    assert sorted(names(kinfolk)) == ["Anna", "Nan"]
    again = kinfolk("import", str(file)).out.splitlines()
    assert again[0] == "Nothing new for the photos you have."


def test_no_photo_is_written_over(kinfolk: Kinfolk, tmp_path: Path) -> None:
    """Nor anything else than what was exported before."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff picture")
    for verb in (("export", str(photo)), ("export", "--csv", str(photo))):
        assert "already exists, and isn’t an export. Nothing was saved." in kinfolk(*verb).refusal
    assert photo.read_bytes() == b"\xff\xd8\xff picture"
    table, everything = tmp_path / "who.csv", tmp_path / "all.json"
    for _ in range(2):
        assert kinfolk("export", "--csv", str(table)).code == 0
        assert kinfolk("export", str(everything)).code == 0
    assert kinfolk("export", str(table)).code == 1
    assert kinfolk("export", "--csv", str(everything)).code == 1


def test_the_table(kinfolk: Kinfolk, album: Album, tmp_path: Path) -> None:
    fill(album)
    file = tmp_path / "who.csv"
    assert kinfolk("export", "--csv", str(file)).out == f"2 lines written to {file}\n"
    assert file.read_text("utf-8-sig").count("Anna") == 2
    assert kinfolk("people", "update", "Anna", "--hidden").code == 0
    assert kinfolk("export", "--csv", str(file), "--json").json["lines"] == 0
    assert kinfolk("export", "--csv", "--hidden", str(file), "--json").json["lines"] == 2
    assert kinfolk("export", "--hidden", str(file)).code == 2


CARDS = """BEGIN:VCARD
FN:anna
BDAY:1984-07-09
END:VCARD
BEGIN:VCARD
FN:Ben
BDAY:--0709
END:VCARD
"""


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_an_address_book(kinfolk: Kinfolk, album: Album, tmp_path: Path, codec: str) -> None:
    fill(album)
    file = tmp_path / "contacts"
    file.write_text(CARDS, codec)
    seen = kinfolk("import", str(file), "--dry-run").out
    assert seen.startswith(
        "Would import: 1 birth date, 0 new people.\n1 contact not added, because"
    )
    assert kinfolk("people", "show", "Anna", "--json").json["birth_date"] is None
    assert kinfolk("import", str(file)).out.startswith("Imported: 1 birth date, 0 new people.")
    assert kinfolk("people", "show", "Anna", "--json").json["birth_date"] == "1984-07-09"
    assert "Read 1 birth date from contacts" in kinfolk("undo").out
    done = kinfolk("import", str(file), "--new-people", "--json").json
    assert (done["birth_dates"], done["new_people"], done["left_out"]) == (1, ["Ben"], [])
    assert sorted(names(kinfolk)) == ["Anna", "Ben"]
    changed = file.read_text(codec).replace("1984", "1985")
    file.write_text(changed, codec)
    assert (
        "Different birth dates in the file; yours are kept: Anna."
        in kinfolk("import", str(file)).out
    )


def test_what_is_no_import(kinfolk: Kinfolk, album: Album, tmp_path: Path) -> None:
    fill(album)
    file = tmp_path / "some.txt"
    for content, why in (
        (b"hello", "incomplete, or isn’t JSON"),
        (b"{}", "isn’t a Kinfolk export"),
    ):
        file.write_bytes(content)
        done = kinfolk("import", str(file)).refusal
        assert why in done
        assert "Nothing was changed." in done
    assert kinfolk("import", str(tmp_path / "nothing")).code == 1
    assert kinfolk("import", str(file), "--new-people").code == 2
    assert names(kinfolk) == ["Anna"]


def test_a_folder_that_cannot_be_written(kinfolk: Kinfolk, album: Album, tmp_path: Path) -> None:
    fill(album)
    refused = kinfolk("export", str(tmp_path / "nowhere" / "all.json")).refusal
    assert "couldn’t be written: no such file or directory." in refused


def test_of_several_libraries_one(kinfolk: Kinfolk, album: Album, tmp_path: Path) -> None:
    """What one library knows of a photo comes into another that has the photo, too."""
    fill(album)

    two = album.library("Two")
    here = {"library_id": two, "folder_id": album.folder(two)}

    def copy(session: Session) -> None:
        for row in session.execute(select(Asset)).scalars().all():
            facts = {name: getattr(row, name) for name in Asset.model_fields}
            session.add(Asset(**facts | here | {"id": f"{row.id}2", "path": f"/2{row.path}"}))

    album.do(copy)
    file = tmp_path / "all.json"
    assert kinfolk("export", str(file)).code == 1
    assert kinfolk("export", str(file), "--library", "My photos").code == 0
    assert kinfolk("import", str(file), "--library", "Two").out == (
        "Imported: 1 new person, 2 faces.\n"
    )
    again = tmp_path / "again.json"
    assert kinfolk("export", str(again), "--library", "Two", "--json").json["faces"] == 2
    shutil.copy(again, file)
    assert "already has everything" in kinfolk("import", str(file), "--library", "My photos").out
