"""Who is in which photo, as spreadsheets read it."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from kinfolk import atomic
from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.exchange import people_table
from kinfolk.errors import AppError
from tests.album import Album


def lines(album: Album, tmp_path: Path, *, include_hidden: bool = False) -> list[list[str]]:
    file = tmp_path / "who.csv"
    number = album.ask(people_table.write, file, include_hidden=include_hidden)
    data = file.read_bytes()
    assert data.startswith("\N{ZERO WIDTH NO-BREAK SPACE}".encode())
    found = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert found[0] == list(people_table.HEADINGS)
    assert len(found) == number + 1
    return found[1:]


def test_each_face_and_who_is_there_without_one(album: Album, tmp_path: Path) -> None:
    photo, other = album.photo(taken_at=datetime(2019, 4, 12, 10, 11, 12)), album.photo()
    zoe, anna = album.person("Zoë"), album.person("Anna", birth_date=date(2012, 3, 4))
    bob = album.person("Bob", is_hidden=True)
    album.group()
    album.face(zoe, asset_id=photo, by=AssignedBy.USER)
    album.face(anna, asset_id=photo)
    album.presence(anna, other)
    album.face(bob, asset_id=photo)
    waiting = album.face(zoe, asset_id=other)
    album.edit(Face, waiting, seen_in="another")
    found = lines(album, tmp_path)
    box = ["10", "20", "30", "40"]
    moment = "2019-04-12T10:11:12"
    assert [[*row[:2], *row[3:]] for row in found] == [
        ["Anna", "2012-03-04", moment, "a scan", *box],
        ["Zoë", "", moment, "you", *box],
        ["Anna", "2012-03-04", "", "you, without a face"],
    ]
    assert all(row[2].endswith(".jpg") for row in found)
    everybody = lines(album, tmp_path, include_hidden=True)
    assert [row[0] for row in everybody] == ["Anna", "Bob", "Zoë", "Anna"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_name_is_a_formula(album: Album, tmp_path: Path, sign: str) -> None:
    name = f'{sign}HYPERLINK("x", "y")'
    album.face(album.person(name))
    (line,) = lines(album, tmp_path)
    assert line[0] == f"'{name}"


def test_numbers_stay_numbers() -> None:
    assert [people_table.harmless(value) for value in (-5, None, "\tx", "Anna - Eva")] == [
        "-5",
        "",
        "'\tx",
        "Anna - Eva",
    ]


def test_a_disk_without_room(album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "who.csv"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with album.db.read() as session:
        people_table.write(session, file)
        before = file.read_bytes()
        monkeypatch.setattr(atomic, "sync", full)
        with pytest.raises(AppError, match="couldn’t be written"):
            people_table.write(session, file)
    assert file.read_bytes() == before
    assert list(tmp_path.glob(".who*")) == []
