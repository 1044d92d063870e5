"""Photos by verbs: who is in them, when and where."""

from datetime import date, datetime
from pathlib import Path

import pytest

from kinfolk.core.birth import Birth
from kinfolk.core.db.models import Asset, AssetState
from kinfolk.core.photos import dates
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.album import Album
from tests.cli.conftest import Kinfolk


@pytest.fixture
def photos(album: Album) -> dict[str, str]:
    """A photo a year from 2001 on; Anna is in each but the last, which shows no one."""
    anna, ben = album.person("Anna"), album.person("Ben")
    dora = album.person("Dora", birth_date=Birth(date(2000, 5, 1)))
    shown: dict[str, list[str | None]] = {
        "Anna": [anna],
        "Anna, Ben": [anna, ben],
        "Anna, Ben, Dora": [anna, ben, dora],
        "Anna, somebody": [anna, None],
        "nobody": [],
    }
    made = {}
    for year, (name, people) in enumerate(shown.items(), 2001):
        made[name] = album.photo(taken_at=datetime(year, 6, 15, 12))
        for person_id in people:
            album.face(person_id, asset_id=made[name])
    return made


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", ["nobody", "Anna, somebody", "Anna, Ben, Dora", "Anna, Ben", "Anna"]),
        ("--with Anna --with ben", ["Anna, Ben, Dora", "Anna, Ben"]),
        ("--with Anna --with Ben --without Dora", ["Anna, Ben"]),
        ("--any-of Dora --any-of Ben", ["Anna, Ben, Dora", "Anna, Ben"]),
        ("--with Anna --alone", ["Anna"]),
        ("--alone", ["Anna"]),
        ("--unknown", ["Anna, somebody"]),
        ("--nobody", ["nobody"]),
        ("--people 2+ --order asc", ["Anna, Ben", "Anna, Ben, Dora", "Anna, somebody"]),
        ("--age Dora<4", ["Anna, Ben, Dora"]),
        ("--from 2002 --until 2003-06", ["Anna, Ben, Dora", "Anna, Ben"]),
        ("--from 2005-06-15 --until 2005-06-15", ["nobody"]),
        ("--folder /photos --people 3", ["Anna, Ben, Dora"]),
    ],
)
def test_what_is_said_is_found(
    kinfolk: Kinfolk, photos: dict[str, str], said: str, found: list[str]
) -> None:
    listed = kinfolk("photos", "list", *said.split(), "--json").json
    assert [each["id"] for each in listed] == [photos[name] for name in found]


def test_by_name_and_by_folder_a_comes_first(kinfolk: Kinfolk, photos: dict[str, str]) -> None:
    by_name = sorted(photos.values(), key=str.lower)  # files are called by their ids
    for said, expected in (
        ("--sort name", by_name),
        ("--sort name --order desc", by_name[::-1]),
        ("--sort folder", sorted(photos.values())),
    ):
        listed = kinfolk("photos", "list", *said.split(), "--json").json
        assert [each["id"] for each in listed] == expected


def test_the_table_says_when_and_where(kinfolk: Kinfolk, album: Album) -> None:
    taken = album.photo(taken_at=datetime(2001, 6, 15, 12))
    undated = album.photo(state=AssetState.FAILED)
    lines = kinfolk("photos", "list").out.splitlines()
    folder = f"/photos/{album.folder_id}"
    assert lines[0].split() == ["id", "taken", "photo"]
    assert lines[1].split() == [undated, "–", "unreadable", f"{folder}/{undated}.jpg"]
    assert lines[2].split() == [taken, "2001-06-15", "12:00", f"{folder}/{taken}.jpg"]


def test_the_table_says_no_more_than_is_known(kinfolk: Kinfolk, album: Album) -> None:
    photos = [album.photo() for _ in range(3)]
    for photo, precision in zip(photos, ("day", "month", "about"), strict=True):
        taken = CaptureDate(datetime(1975, 6, 1), TakenPrecision(precision), TakenSource.USER)
        album.do(dates.give, asset_ids=[photo], taken=taken)
    lines = kinfolk("photos", "list", "--sort", "folder").out.splitlines()[1:]
    said = {line.split()[0]: line.split("  ")[1].strip() for line in lines}
    assert [said[photo] for photo in photos] == ["1975-06-01", "1975-06", "about 1975"]
    [listed] = [
        each for each in kinfolk("photos", "list", "--json").json if each["id"] == photos[1]
    ]
    assert listed["taken"] == {"date": "1975-06", "precision": "month", "source": "user"}


def test_json_has_the_photo_as_the_api_does(kinfolk: Kinfolk, album: Album) -> None:
    taken = album.photo(taken_at=datetime(2001, 6, 15, 12))
    [listed] = kinfolk("photos", "list", "--json").json
    path = Path("/photos") / album.folder_id / f"{taken}.jpg"
    assert (listed["path"], listed["original_file_name"]) == (str(path), path.name)
    assert listed["local_datetime"] == "2001-06-15T12:00:00"


@pytest.mark.parametrize(
    ("said", "code", "message"),
    [
        ("--with Eva", 1, "There is no person 'Eva'."),
        ("--age Anna=4", 1, "Anna has no birth date. Set it with"),
        ("--age Dora", 2, "'Dora' isn’t an age. Write it like Dora<5, Dora>=18 or Dora=3-6."),
        ("--people many", 2, "'many' is not a number of people. Write it like 3 or 3+."),
        ("--nobody --people 2", 2, "Use --nobody or --people, not both."),
        ("--from soon", 2, "'soon' is not a date."),
        ("--folder /elsewhere", 1, "/elsewhere is not in any of your folders."),
    ],
)
def test_what_cannot_be_is_refused(
    kinfolk: Kinfolk, photos: dict[str, str], said: str, code: int, message: str
) -> None:
    refused = kinfolk("photos", "list", *said.split())
    assert (refused.code, refused.out) == (code, "")
    assert message in refused.err
    assert refused.err.count("\n") == 1


def test_where_there_are_several_libraries_one_is_named(kinfolk: Kinfolk, album: Album) -> None:
    other = album.library("Other")
    photo = album.photo(library_id=other)
    assert "--library" in kinfolk("photos", "list").err
    [listed] = kinfolk("photos", "list", "--library", "Other", "--json").json
    assert listed["id"] == photo


def test_before_the_first_scan_there_are_none(kinfolk: Kinfolk) -> None:
    assert kinfolk("photos", "list", "--json").json == []


@pytest.fixture
def drawn(kinfolk: Kinfolk, album: Album, photos: dict[str, str], tmp_path: Path) -> Path:
    """The photos' files, each with its name in it."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, asset_id in photos.items():
        path = folder / f"{name}.jpg"
        path.write_text(name)
        album.edit(Asset, asset_id, path=str(path), file_size=9)
    return folder


def test_what_is_found_is_copied(kinfolk: Kinfolk, drawn: Path, tmp_path: Path) -> None:
    to = tmp_path / "for Ben"
    said = kinfolk("photos", "copy", "--to", str(to), "--with", "Ben")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Copied 2 photos (1 kB) to {to}.\n"
    assert sorted(path.name for path in to.iterdir()) == ["Anna, Ben, Dora.jpg", "Anna, Ben.jpg"]
    again = kinfolk("photos", "copy", "--to", str(to), "--with", "Dora", "--link", "--json").json
    assert again == {
        "folder": str(to),
        "how": "link",
        "photo_count": 1,
        "size_bytes": len("Anna, Ben, Dora"),
        "left_out": [],
    }
    assert (to / "Anna, Ben, Dora (2).jpg").samefile(drawn / "Anna, Ben, Dora.jpg")


def test_what_cannot_be_copied_is_told(kinfolk: Kinfolk, drawn: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    gone = drawn / "Anna.jpg"
    gone.unlink()
    said = kinfolk("photos", "copy", "--to", str(to), "--with", "Anna", "--alone")
    assert said.code == 1
    assert said.err == f"  {gone}: It no longer exists.\n"
    assert said.out == f"Copied 0 photos (0 kB) to {to}. Not copied: 1.\n"
    to.rmdir()
    to.write_text("a file")
    assert kinfolk("photos", "copy", "--to", str(to), "--nobody").refusal == (
        f"{to} can’t be written to (file exists). What was already saved stays. "
        f"Copied 0 photos (0 kB) to {to}. Not copied: 1.\n"
    )
    assert kinfolk("photos", "copy", "--nobody").code == 2  # where to?
