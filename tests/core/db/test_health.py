"""A library.db that is gone, empty or damaged is noticed before anything is written to it."""

import logging
import random
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kinfolk.core.database import Database
from kinfolk.core.db import cache, health
from kinfolk.core.db.checkup import Checkup
from kinfolk.core.faces import crops
from kinfolk.core.people import people, people_lists
from kinfolk.errors import AppError, Damaged
from tests.album import Album
from tests.asking import everybody, opened
from tests.core.db.raw import sql
from tests.patience import PATIENCE
from tests.photo_facts import facts_of


def filled(album: Album) -> None:
    """Some people, each with a face whose crop and vector the cache holds."""
    for name in ("Eva", "Bob", "Carla"):
        face = album.face(album.person(name), near=0)
        album.do(crops.put, face, b"jpeg")


def test_a_lost_library_is_not_begun_anew(album: Album, tmp_path: Path) -> None:
    filled(album)
    album.db.close()
    library = tmp_path / "library.db"
    library.unlink()
    before = facts_of(tmp_path)
    with pytest.raises(Damaged) as refused:
        everybody(tmp_path)
    assert refused.value.findings == ("library.db is missing", "the cache holds 3 faces of it")
    assert not library.exists()
    assert before.items() <= facts_of(tmp_path).items()


def test_an_empty_library_beside_its_log_keeps_the_log(album: Album, tmp_path: Path) -> None:
    """SQLite itself deletes the -wal of an empty file as it opens it."""
    filled(album)
    wal = (tmp_path / "library.db-wal").read_bytes()
    album.db.close()
    for path in tmp_path.glob("*.db*"):
        path.unlink()
    (tmp_path / "library.db").touch()
    (tmp_path / "library.db-wal").write_bytes(wal)
    with pytest.raises(Damaged, match="is empty") as refused:
        everybody(tmp_path)
    assert refused.value.findings == ("library.db is empty", "its write-ahead log is there")
    assert (tmp_path / "library.db-wal").read_bytes() == wal


def test_an_empty_file_and_nothing_else_is_a_new_library(tmp_path: Path) -> None:
    (tmp_path / "library.db").touch()
    for _ in range(2):
        everybody(tmp_path)
        (tmp_path / "library.db").unlink()  # the cache beside it holds nothing


def lived_in(album: Album, folder: Path) -> bytes:
    """Of some size, with a history; the file as it is when it is closed."""
    for number in range(30):
        person = album.person(f"Person {number}", faces=4)
        album.update(person, name=f"Renamed {number}")
    album.db.close()
    return (folder / "library.db").read_bytes()


def decided(library: Path) -> list[object]:
    """Who is who, read past every index."""
    queries = (
        "SELECT id, name, name_key FROM person NOT INDEXED ORDER BY id",
        "SELECT id, person_id, assigned_by, asset_id FROM face NOT INDEXED ORDER BY id",
        "SELECT id, path, content_hash FROM asset NOT INDEXED ORDER BY id",
    )
    return [row for query in queries for row in sql(library, query)]


def changed(data: bytes, count: int, seed: int) -> bytes:
    chance, bent = random.Random(seed), bytearray(data)
    for _ in range(count):
        place = chance.randrange(len(bent))
        bent[place] ^= chance.randrange(1, 256)
    return bytes(bent)


def test_twenty_random_bytes_are_noticed_and_nothing_is_written(
    album: Album, tmp_path: Path
) -> None:
    data = lived_in(album, tmp_path)
    for seed in range(12):
        home = tmp_path / str(seed)
        home.mkdir()
        (home / "library.db").write_bytes(changed(data, 20, seed))
        before = (home / "library.db").read_bytes()
        with pytest.raises(Damaged) as refused:
            everybody(home)
        assert "kinfolk restore" in refused.value.hint
        assert refused.value.findings
        assert (home / "library.db").read_bytes() == before


@pytest.mark.slow
def test_one_byte_changes_no_decision_unnoticed(album: Album, tmp_path: Path) -> None:
    """It may lie where nothing is stored, or in a number that no check can tell from another."""
    data = lived_in(album, tmp_path)
    truth = decided(tmp_path / "library.db")
    noticed = 0
    for seed in range(30):
        home = tmp_path / str(seed)
        home.mkdir()
        (home / "library.db").write_bytes(changed(data, 1, seed))
        try:
            everybody(home)
        except AppError:
            noticed += 1
        else:
            assert decided(home / "library.db") == truth
    assert noticed > 7


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("UPDATE person SET name = 'Otto' WHERE name = 'Eva'", "person.name"),
        ("ALTER TABLE face DROP COLUMN landmarks", "face.landmarks is missing"),
        ("PRAGMA user_version = 7", "already exists"),
    ],
)
def test_what_a_value_cannot_be_is_noticed(
    album: Album, tmp_path: Path, change: str, finding: str
) -> None:
    filled(album)
    album.db.close()
    sql(tmp_path / "library.db", change)
    with pytest.raises(Damaged) as refused:
        everybody(tmp_path)
    assert finding in " ".join(refused.value.findings)


@pytest.mark.parametrize(
    "change",
    [
        # of an extension that another program has loaded
        "INSERT INTO sqlite_master VALUES"
        " ('table', 'other', 'other', 0, 'CREATE VIRTUAL TABLE other USING absent(a)')",
        "UPDATE sqlite_master SET name = 'Face' WHERE type = 'table' AND name = 'face'",
    ],
)
def test_what_sqlite_does_not_mind_is_no_damage(album: Album, tmp_path: Path, change: str) -> None:
    filled(album)
    album.db.close()
    sql(tmp_path / "library.db", "PRAGMA writable_schema = ON", change)
    assert everybody(tmp_path) == ["Bob", "Carla", "Eva"]


def large_and_damaged(album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its library counts as too large to be looked through at once, and has a damage."""
    filled(album)
    album.db.close()
    sql(tmp_path / "library.db", "UPDATE person SET name = 'Otto' WHERE name = 'Eva'")
    monkeypatch.setattr(health, "COMPARED_AT_ONCE", 0)
    monkeypatch.setattr(health, "LOOKED_AT_ONCE", 0)


def test_a_check_that_is_to_come_later_holds_nobody_up(
    album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large_and_damaged(album, tmp_path, monkeypatch)
    with closing(
        Database(tmp_path / "library.db", tmp_path / "cache.db", checked_after=3600)
    ) as db:
        later = Album(db)
        told = later.troubles()
        later.person("Dora")
    assert told.empty()


@pytest.mark.warns
def test_a_large_library_is_checked_in_the_background(
    album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    large_and_damaged(album, tmp_path, monkeypatch)
    with opened(tmp_path) as library:
        told = library.troubles().get(timeout=PATIENCE)
        assert isinstance(told, Damaged)
        assert told.findings
        assert "; ".join(told.findings) in caplog.text
        before = decided(tmp_path / "library.db")
        db = library.db
        for write in (db.write(partial(people.create, name="Dora")), db.undo(), db.redo()):
            with pytest.raises(Damaged):
                write.result()
        assert library.ask(people_lists.counts).named == 3  # to look is allowed
        later = library.troubles()  # of what is known one hears at once
        assert later.get_nowait() is told
        assert later.empty()
    assert decided(tmp_path / "library.db") == before


def test_a_sound_library_in_the_background_is_nothing_to_speak_of(
    album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(album)
    album.db.close()
    monkeypatch.setattr(health, "COMPARED_AT_ONCE", 0)
    monkeypatch.setattr(health, "LOOKED_AT_ONCE", 0)
    monkeypatch.setattr(cache, "CHECKED_AT_ONCE", 0)
    for _ in range(5):  # closed at any moment of it
        with opened(tmp_path) as library:
            told = library.troubles()
            library.do(people.create, name=None)
        assert told.empty()


def test_a_checkup_that_cannot_look_is_a_line_in_the_log_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "COMPARED_AT_ONCE", 0)
    for name in ("library.db", "cache.db"):
        (tmp_path / name).write_bytes(b"no database" * 100)
    told: list[object] = []
    with caplog.at_level(logging.INFO, logger="kinfolk"):
        Checkup(
            tmp_path / "library.db",
            tmp_path / "cache.db",
            on_library=told.append,
            on_cache=lambda: told.append("cache"),
            on_rows=told.append,
        ).close()
    assert "the checkup did not come to its end" in caplog.text
    assert told == []


@pytest.mark.warns
def test_damage_that_comes_while_it_is_open_stops_the_writes(album: Album, tmp_path: Path) -> None:
    """The library's damage is not blamed on the cache, which stays."""
    filled(album)
    data = lived_in(album, tmp_path)
    with opened(tmp_path) as library:
        with (tmp_path / "library.db").open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (len(data) - 4096))
        with pytest.raises(Damaged):
            library.everybody()
        with pytest.raises(Damaged):
            library.create("Dora")
    assert not list(tmp_path.glob("cache.db.*"))
