"""Files of other programs: names and birth dates of an address book, people for spreadsheets."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kinfolk import atomic
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.exchange import contacts, people_table
from kinfolk.core.exchange.contacts import ContactEntry
from kinfolk.core.people import people
from kinfolk.errors import AppError
from tests.album import Album


def file(tmp_path: Path, *cards: tuple[str, str]) -> Path:
    path = tmp_path / "contacts.vcf"
    path.write_text(
        "".join(f"BEGIN:VCARD\nFN:{name}\nBDAY:{born}\nEND:VCARD\n" for name, born in cards),
        "utf-8",
    )
    return path


def born(album: Album) -> dict[str, str]:
    found = [album.ask(people.find_by_name, name, None) for name in ("Anna", "Ben", "Carl")]
    return {one.name: str(one.born) for one in found if one is not None and one.name}


def test_dates_of_people_one_knows(album: Album, tmp_path: Path) -> None:
    for name, date_of in (("Anna", None), ("Ben", date(1990, 1, 2))):
        album.person(name, birth_date=date_of)
    entries = contacts.read(
        file(tmp_path, ("ANNA", "1984-07"), ("Ben", "1991-01-02"), ("Carl", "2000-01-01"))
    )
    seen = album.ask(contacts.compare, entries)
    assert (len(seen.births), [one.name for one in seen.new]) == (1, ["Carl"])
    assert (seen.known, seen.differing) == (2, ("Ben",))
    before = album.dump()
    assert album.decide(contacts.bring_in, entries, with_new=False) == seen
    assert born(album) == {"Anna": "1984-07", "Ben": "1990-01-02"}
    album.db.undo().result()
    assert album.dump() == before
    album.step("Read", contacts.bring_in, entries, with_new=True)
    assert born(album) == {"Anna": "1984-07", "Ben": "1990-01-02", "Carl": "2000-01-01"}
    again = album.ask(contacts.compare, entries)
    assert (again.births, again.new) == ((), ())


def test_each_name_once_with_a_date_that_can_be(tmp_path: Path) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    entries = contacts.read(
        file(
            tmp_path,
            ("Anna", "--0709"),
            ("anna", "1984-07-09"),
            ("Anna", "1985"),
            ("Ben", tomorrow),
            ("Carl", "1984-02-31"),
            ("x" * 300, "1984"),
            ("\x07", "1984"),
        )
    )
    assert entries == [
        ContactEntry("anna", Birth(date(1984, 7, 9))),
        ContactEntry("Ben", None),
        ContactEntry("Carl", None),
    ]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "no.vcf").write_bytes(b"hello")
    wrong = "^The file can’t be imported: it contains no contacts"
    for name, why in (("no.vcf", wrong), ("nothing.vcf", "can’t be read")):
        with pytest.raises(AppError, match=why) as told:
            contacts.read(tmp_path / name)
        assert told.value.hint == "Nothing was changed."


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
