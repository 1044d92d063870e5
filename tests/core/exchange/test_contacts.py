"""Names and birth dates out of an address book."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kinfolk.core.birth import Birth
from kinfolk.core.exchange import contacts
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
    write = album.db.write(lambda s: contacts.bring_in(s, entries, with_new=False), label="Read")
    assert write.result().result == seen
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
    for name, why in (("no.vcf", "it contains no contacts"), ("nothing.vcf", "can’t be read")):
        with pytest.raises(AppError, match=why) as told:
            contacts.read(tmp_path / name)
        assert told.value.hint == "Nothing was changed."
