"""What is wrong with a library: each kind of damage, how much is told of it, and when it is sought.

The file is asked as it lies there; nothing has it open.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kinfolk.core.db import health
from kinfolk.core.db.migrations import migrate
from kinfolk.core.db.storage import DAMAGED
from kinfolk.errors import Damaged
from tests.core.db.raw import MOMENT, add


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "library.db"
    migrate(made)
    return made


@pytest.fixture
def library(file: Path) -> Iterator[sqlite3.Connection]:
    """One row of everything, with a value in each column."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"INSERT INTO library VALUES ('lib', 'P', 'd', '{MOMENT}', '{MOMENT}')")
        rows: dict[str, dict[str, object]] = {
            "folder": {"id": "folder", "path": "/p"},
            "person": {"id": "eva", "name": " Éva ", "name_key": "eva", "birth_date": "1990-05-01"},
            "asset": {
                "id": "asset",
                "path": "/p/a",
                "taken_at": "2020-01-01 00:00:00.000000",
                "state": "done",
            },
            "face": {"id": "face", "landmarks": "[[1, 2]]", "confidence": 0.5},
            "scan": {"id": 1},
            "place": {"id": "place", "path": "/p/b"},
            "rejection": {"id": "no", "person_id": "eva"},
            "dismissed_box": {"id": "box", "vectors": "{}"},
            "name_claim": {"id": "claim", "name": "Éva", "x": 1, "state": "open"},
            "sidecar_entry": {"id": "entry", "text": "Éva", "x": 0.25},
            "step": {"id": 1, "rows": "[]"},
        }
        for table, values in rows.items():
            add(connection, table, **values)
        yield connection


def test_a_sound_one(library: sqlite3.Connection) -> None:
    assert health.damage(library) == []
    assert health.damage(library, is_thorough=False) == []
    assert library.execute("SELECT name FROM person").fetchone() == (" Éva ",)  # text is text


BAD_TEXT = "CAST(x'45ff' AS TEXT)"


# Triggers note it for searches, too.
NO_MOMENT = [
    f"{column} cannot be read"
    for column in (
        "asset.taken_at",
        "photo_summary.first",
        "photo_summary.last",
        "photo_summary.moment",
    )
]


@pytest.mark.parametrize(
    ("change", "findings"),
    [
        # A moment, a day, a flag, a whole number, a number, a text, a list.
        ("UPDATE asset SET taken_at = '2025-13-01'", NO_MOMENT),
        ("UPDATE asset SET taken_at = 7", NO_MOMENT),
        ("UPDATE scan SET started_at = 'once'", ["scan.started_at cannot be read"]),
        ("UPDATE person SET birth_date = '1990-02-30'", ["person.birth_date cannot be read"]),
        ("UPDATE person SET birth_date = 1990", ["person.birth_date cannot be read"]),
        ("UPDATE person SET is_hidden = 2", ["person.is_hidden cannot be read"]),
        ("UPDATE person SET is_hidden = 'no'", ["person.is_hidden cannot be read"]),
        ("UPDATE face SET x = 'here'", ["face.x cannot be read"]),
        ("UPDATE face SET x = 1.5", ["face.x cannot be read"]),
        ("UPDATE face SET quality = 'good'", ["face.quality cannot be read"]),
        (f"UPDATE asset SET reason = {BAD_TEXT}", ["asset.reason cannot be read"]),
        ("UPDATE face SET landmarks = '[[1, 2'", ["face.landmarks cannot be read"]),
        ("UPDATE step SET rows = 'none'", ["step.rows cannot be read"]),
        ("UPDATE dismissed_box SET vectors = '{'", ["dismissed_box.vectors cannot be read"]),
        ("UPDATE name_claim SET w = 0.5", ["name_claim.w cannot be read"]),
        ("UPDATE sidecar_entry SET h = 'high'", ["sidecar_entry.h cannot be read"]),
        ("UPDATE folder SET keep_names = 'yes'", ["folder.keep_names cannot be read"]),
        # A name, and the one it is found by.
        ("UPDATE person SET name = 'Otto'", ["person.name is not person.name_key"]),
        ("UPDATE person SET name_key = NULL", ["person.name is not person.name_key"]),
        (
            f"UPDATE person SET name = {BAD_TEXT}",
            ["person.name cannot be read", "person.name is not person.name_key"],
        ),
        # Whose it is.
        ("UPDATE face SET person_id = 'nobody'", ["a face belongs to a person that is gone"]),
        (
            "DELETE FROM asset",
            [
                "a dismissed_box belongs to a asset that is gone",
                "a place belongs to a asset that is gone",
                "a face belongs to a asset that is gone",
                "a name_claim belongs to a asset that is gone",
                "a sidecar_entry belongs to a asset that is gone",
            ],
        ),
        # What may be.
        ("UPDATE person SET name = NULL, name_key = NULL, birth_date = NULL", []),
        ("UPDATE person SET name_key = 'ÉVA'", []),
        ("UPDATE person SET name = 'Éva ' || char(0xFE0F)", []),
        ("UPDATE person SET is_hidden = 1, is_favorite = 1", []),
        ("UPDATE face SET quality = 1, confidence = NULL, landmarks = NULL", []),
        ("UPDATE asset SET reason = 'Zoë', taken_at = NULL", []),
        ("ALTER TABLE person ADD COLUMN later VARCHAR", []),
    ],
)
def test_what_a_value_cannot_be(
    library: sqlite3.Connection, change: str, findings: list[str]
) -> None:
    library.execute("PRAGMA foreign_keys = OFF")
    library.execute(change)
    assert sorted(health.damage(library)) == sorted(findings)
    loose = [each for each in findings if "belongs" in each]
    assert sorted(health.damage(library, is_thorough=False)) == sorted(loose)


def test_of_many_findings_five_are_told(library: sqlite3.Connection) -> None:
    library.execute("PRAGMA foreign_keys = OFF")
    for number in range(7):
        add(library, "person", id=f"person_{number}", is_hidden=5)
    assert health.damage(library) == ["person.is_hidden cannot be read"] * 5
    for number in range(7):
        add(library, "face", id=f"face_{number}", person_id="nobody")
    assert health.damage(library) == ["a face belongs to a person that is gone"] * 5


def test_an_index_that_does_not_agree_is_found_by_a_thorough_look(
    library: sqlite3.Connection,
) -> None:
    for number in range(7):
        add(library, "person", id=f"person_{number}")
    library.execute("PRAGMA writable_schema = ON")
    library.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'created_at, id', 'updated_at, id')"
        " WHERE name = 'person_created'"
    )
    library.execute("UPDATE person SET updated_at = '2030-01-01 00:00:00.000000'")
    library.execute("PRAGMA writable_schema = RESET")
    assert health.damage(library, is_thorough=False) == []
    found = health.damage(library)
    assert len(found) == 5
    assert "person_created" in found[0]


@pytest.mark.parametrize(
    ("compared", "looked", "is_value_found", "is_loose_found"),
    [(0, 0, True, True), (-1, 0, False, True), (-1, -1, False, False)],
)
def test_how_much_is_sought_at_once(
    library: sqlite3.Connection,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    compared: int,
    looked: int,
    is_value_found: bool,
    is_loose_found: bool,
) -> None:
    """By the size of the file: at the bound itself still all, or still the pages."""

    def is_found(change: str) -> bool:
        library.execute("PRAGMA foreign_keys = OFF")
        library.execute(change)
        library.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = file.stat().st_size
        monkeypatch.setattr(health, "COMPARED_AT_ONCE", size + compared)
        monkeypatch.setattr(health, "LOOKED_AT_ONCE", size + looked)
        try:
            health.check_at_once(library, file)
        except Damaged as error:
            return len(error.findings) == 1
        return False

    assert is_found("UPDATE person SET is_hidden = 7") == is_value_found
    library.execute("UPDATE person SET is_hidden = 0")
    assert is_found("UPDATE face SET person_id = 'nobody'") == is_loose_found


def test_what_is_no_damage_is_no_finding(library: sqlite3.Connection) -> None:
    """A look that was stopped, or is kept waiting, has found nothing."""
    library.set_progress_handler(lambda: 1, 1)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        health.damage(library)


@pytest.mark.parametrize(
    ("content", "finding"),
    [(b"no database" * 1000, "file is not a database"), (None, "database disk image is malformed")],
)
def test_what_sqlite_cannot_read(file: Path, content: bytes | None, finding: str) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:100] + bytes(3996) + data[4096:] if content is None else content)
    with closing(sqlite3.connect(file)) as connection:
        assert health.damage(connection) == [finding]


def test_what_a_library_of_today_must_have(library: sqlite3.Connection) -> None:
    assert health.lacking(library) == []
    library.execute("ALTER TABLE face DROP COLUMN landmarks")
    assert health.lacking(library) == ["face.landmarks is missing"]
    library.execute("DROP TABLE place")
    assert len(health.lacking(library)) == 5
    assert set(health.lacking(library)) >= {"place.id is missing", "place.library_id is missing"}


def test_refused_are_findings_alone() -> None:
    health.refuse([])
    with pytest.raises(Damaged) as caught:
        health.refuse(["a", "b"])
    assert (caught.value.message, caught.value.hint) == DAMAGED
    assert caught.value.findings == ("a", "b")


# a library that is gone


def make_cache(path: Path, crops: int, embeddings: int, version: int = 5) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE crop (face_id)")
        connection.execute("CREATE TABLE embedding (face_id)")
        for table, count in (("crop", crops), ("embedding", embeddings)):
            connection.executemany(f"INSERT INTO {table} VALUES (?)", [(n,) for n in range(count)])
        connection.execute(f"PRAGMA user_version = {version}")


@pytest.mark.parametrize(
    ("wal", "backups", "cache", "findings"),
    [
        (None, [], None, []),
        (b"", [], (0, 0), []),
        (None, [], (1500, 2, 4), []),  # of Kinfolk 0.1
        (b"log", [], None, ["its write-ahead log is there"]),
        (None, ["notes.txt"], None, []),
        (None, ["library-1.db"], None, ["there are backups of it"]),
        (None, [], (1500, 2), ["the cache holds 1,500 faces of it"]),
        (None, [], (1, 2), ["the cache holds 2 faces of it"]),
        (
            b"log",
            ["a.db", "b.db"],
            (1, 0),
            [
                "its write-ahead log is there",
                "there are backups of it",
                "the cache holds 1 faces of it",
            ],
        ),
    ],
)
@pytest.mark.parametrize("is_empty", [False, True])
def test_what_says_that_there_was_a_library(
    tmp_path: Path,
    wal: bytes | None,
    backups: list[str],
    cache: tuple[int, ...] | None,
    findings: list[str],
    is_empty: bool,
) -> None:
    file = tmp_path / "library.db"
    if is_empty:
        file.touch()
    if wal is not None:
        (tmp_path / "library.db-wal").write_bytes(wal)
    for name in backups:
        (tmp_path / "backups").mkdir(exist_ok=True)
        (tmp_path / "backups" / name).touch()
    if cache is not None:
        make_cache(tmp_path / "cache.db", *cache)
    if not findings:
        health.expect_library(file, tmp_path / "cache.db")
        return
    state = "is empty" if is_empty else "is missing"
    with pytest.raises(Damaged) as caught:
        health.expect_library(file, tmp_path / "cache.db")
    assert caught.value.message == (
        f"The library’s file {state}, although there was a library here."
    )
    assert caught.value.hint == (
        "Nothing was changed. Restore a backup in Settings, or with `kinfolk restore`."
    )
    assert caught.value.findings == (f"library.db {state}", *findings)


@pytest.mark.parametrize("content", [b"no database" * 100, b""])
def test_a_cache_that_cannot_be_read_knows_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cache.db").write_bytes(content)
    health.expect_library(tmp_path / "library.db", tmp_path / "cache.db")


def test_a_library_that_is_there_is_not_asked_further(file: Path, tmp_path: Path) -> None:
    (tmp_path / "library.db-wal").write_bytes(b"log")
    make_cache(tmp_path / "cache.db", 3, 3)
    health.expect_library(file, tmp_path / "cache.db")
