"""What someone reads when the files cannot serve: each sentence whole, with what helps."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kinfolk.core.database import Database
from kinfolk.core.db import backups, contents, locks, restoring, rows
from kinfolk.core.db.migrations import migrate
from kinfolk.core.db.models import Person
from kinfolk.core.db.schema import STEPS, Version
from kinfolk.core.db.storage import explained
from kinfolk.errors import Damaged, Invalid, NotFound, StorageError
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.album import Album
from tests.asking import everybody, opened, refused
from tests.core.db.faults import connecting, full
from tests.core.db.raw import sql

NOW = datetime(2026, 3, 14, 12, 0, 0)
RESTORE = "Restore a backup in Settings, or with `kinfolk restore`."
BUSY = ("The library is busy.", "Another copy of Kinfolk is saving. Try again in a moment.")
FULL = ("The disk is full.", "Free some space, then try again. Nothing saved earlier is lost.")
UNWRITABLE = ("The library can’t be written to.", "Check the folder’s permissions.")
CLOSED = ("The library can’t be opened.", "Check the folder’s permissions.")
DRIVE = ("The disk can’t be read or written to.", "Check the drive.")
DAMAGED = ("The library is damaged.", f"Kinfolk has stopped writing to it. {RESTORE}")
FOREIGN = ("This file isn’t a Kinfolk library.", RESTORE)


@dataclass
class Home:
    """A closed library of one person, with a backup of it."""

    paths: Paths
    backup: Path

    @property
    def db(self) -> Path:
        return self.paths.library_db

    def file(self, name: str, content: bytes = b"") -> Path:
        path = self.paths.data / name
        path.write_bytes(content)
        return path

    def copy(self, *changes: str) -> Path:
        """The backup, changed by hand."""
        path = self.file("copy.db", self.backup.read_bytes())
        sql(path, *changes)
        return path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    paths = Paths.of(tmp_path / "base")
    with opened(paths) as library:
        library.create("Eva")
        made = backups.make(paths, now=NOW)
    return Home(paths, made.backup.path)


# SQLite's failures


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY, BUSY),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, BUSY),
        (sqlite3.SQLITE_LOCKED, BUSY),
        (sqlite3.SQLITE_FULL, FULL),
        (sqlite3.SQLITE_READONLY, UNWRITABLE),
        (sqlite3.SQLITE_READONLY_DBMOVED, UNWRITABLE),
        (sqlite3.SQLITE_PERM, CLOSED),
        (sqlite3.SQLITE_CANTOPEN, CLOSED),
        (sqlite3.SQLITE_IOERR_WRITE, DRIVE),
        (sqlite3.SQLITE_CORRUPT, DAMAGED),
        (sqlite3.SQLITE_CORRUPT_INDEX, DAMAGED),
        (sqlite3.SQLITE_NOTADB, FOREIGN),
    ],
)
def test_a_failure_of_the_files(code: int, words: tuple[str, str]) -> None:
    error = sqlite3.OperationalError("the driver's own words")
    error.sqlite_errorcode = code

    def fail() -> None:
        with explained():
            raise error

    with pytest.raises(StorageError) as caught:
        fail()
    assert (caught.value.message, caught.value.hint) == words
    is_damage = words in (DAMAGED, FOREIGN)
    assert isinstance(caught.value, Damaged) == is_damage
    if isinstance(caught.value, Damaged):
        assert caught.value.findings == ("the driver's own words",)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, None])
def test_a_bug_passes_as_it_is(code: int | None) -> None:
    error = sqlite3.OperationalError("no such column")
    if code is not None:
        error.sqlite_errorcode = code
    with pytest.raises(sqlite3.OperationalError) as caught, explained():
        raise error
    assert caught.value is error


def test_text_that_spells_nothing_is_damage_and_is_not_repeated(home: Home) -> None:
    with closing(sqlite3.connect(home.db)) as connection:
        query = "SELECT CAST(x'45ff' AS TEXT)"
        for factory in (str, lambda data: data.decode()):
            connection.text_factory = factory
            with pytest.raises(Damaged) as caught, explained():
                connection.execute(query).fetchone()
            assert (caught.value.message, caught.value.hint) == DAMAGED
            assert caught.value.findings == ("text that spells nothing",)


def test_text_that_spells_nothing_where_a_checksum_is_taken_is_damage(db: Database) -> None:
    """Of any other function of ours it is a bug."""
    spoilt = "CAST(x'45ff' AS TEXT)"
    for call, kind in ((f"fits(1, {spoilt})", StorageError), (f"name_order({spoilt})", DBAPIError)):
        with pytest.raises(kind), db.read() as session:
            session.execute(text(f"SELECT {call}"))


@pytest.mark.parametrize("value", ["\ud800", 2**63])
def test_a_value_that_no_column_holds(home: Home, value: object) -> None:
    with pytest.raises(Invalid) as caught, explained():
        sql(home.db, "SELECT ?", values=(value,))
    assert caught.value.field == "value"
    assert (caught.value.message, caught.value.hint) == ("This text or number can’t be stored.", "")


# what lies there


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "There is no file {}."),
        (b"", "This file is empty."),
        (b"Dear diary, " * 1000, "This file isn’t a Kinfolk library."),
    ],
)
def test_a_file_that_is_no_backup(home: Home, content: bytes | None, message: str) -> None:
    file = home.paths.data / "mine.db" if content is None else home.file("mine.db", content)
    hint = {None: "Choose another file.", b"": str(file)}.get(content, "Choose a backup.")
    assert refused(lambda: contents.check(file)) == (message.format(file), hint)


OURS = "This file isn’t a Kinfolk library."
NO_BACKUP = (OURS, "Choose a backup.")
NEWER = ("This file was made by a newer version of Kinfolk.", "Update Kinfolk to use it.")
LATEST = STEPS[-1][0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("PRAGMA user_version = 0", NO_BACKUP),
        ("PRAGMA user_version = 65535", NO_BACKUP),  # 0.65535
        ("DROP TABLE step", NO_BACKUP),
        ("CREATE VIEW mine AS SELECT 1", NO_BACKUP),
        ("CREATE TRIGGER mine AFTER INSERT ON face BEGIN SELECT 1; END", NO_BACKUP),
        ("CREATE VIRTUAL TABLE mine USING fts5(name)", NO_BACKUP),
        ("create  virtual table mine using fts5(name)", NO_BACKUP),
        (f"PRAGMA user_version = {Version(LATEST.major + 1, 0).stamp}", NEWER),
    ],
)
def test_a_database_that_is_no_backup(home: Home, change: str, words: tuple[str, str]) -> None:
    file = home.copy(change)
    assert refused(lambda: contents.check(file)) == words


def test_a_table_that_lacks_a_column(home: Home) -> None:
    file = home.copy(
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_master WHERE type IN ('trigger', 'view')",  # they name it, too
        "PRAGMA writable_schema = RESET",
        "ALTER TABLE asset RENAME COLUMN state TO condition",
    )
    assert refused(lambda: contents.check(file)) == (OURS, str(file))


def test_code_of_a_newer_minor_version_is_a_newer_kinfolks(home: Home) -> None:
    later = f"PRAGMA user_version = {Version(LATEST.major, LATEST.minor + 1).stamp}"
    assert contents.check(home.copy(later)).people == 1
    file = home.copy(later, "CREATE VIEW mine AS SELECT 1")
    assert refused(lambda: contents.check(file)) == NEWER


def test_a_damaged_backup_is_named(home: Home) -> None:
    cut = home.file("cut.db", home.backup.read_bytes()[:20_000])
    assert refused(lambda: contents.check(cut)) == ("This file is damaged.", str(cut))
    bent = home.copy("PRAGMA ignore_check_constraints = 1", "UPDATE person SET name_key = 'otto'")
    with pytest.raises(Damaged) as caught:
        contents.check(bent)
    assert (caught.value.message, caught.value.hint) == ("This file is damaged.", str(bent))
    assert caught.value.findings == ("person.name is not person.name_key",)


def test_a_library_that_cannot_be_opened(home: Home, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    migrate(newer, (*STEPS, (Version(LATEST.major + 1, 0), "SELECT 1;")))
    assert refused(lambda: migrate(newer)) == (
        "This library was made by a newer version of Kinfolk.",
        "Update Kinfolk to open it.",
    )
    songs = tmp_path / "songs.db"
    sql(songs, "CREATE TABLE songs (name)")
    assert refused(lambda: migrate(songs)) == (OURS, str(songs))
    home.db.write_bytes(b"Dear diary, " * 1000)
    assert refused(lambda: everybody(home.paths)) == FOREIGN


# backups


def test_a_chosen_folder_that_is_away(home: Home, tmp_path: Path) -> None:
    with Settings.changed(home.paths.settings_file) as settings:
        settings.backup_folder = str(tmp_path / "drive")
    usual = home.paths.data / "backups"
    notice = backups.destination(home.paths).notice
    assert notice is not None
    assert (notice.message, notice.hint) == (
        f"The backup folder, {tmp_path / 'drive'}, can’t be found or written to.",
        f"For now, backups are saved in {usual}.",
    )


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for another process does so for no time."""
    monkeypatch.setattr(backups, "PATIENCE", 0.0)
    monkeypatch.setattr(restoring, "OPENING_SECONDS", 0.0)


def test_one_backup_at_a_time(home: Home, impatient: None) -> None:
    folder = home.backup.parent
    with locks.alone(home.db.with_name("library.backup-lock")):
        words = ("Another backup is in progress.", "Try again later.")
        assert refused(lambda: backups.make(home.paths)) == words
        assert refused(lambda: backups.before(home.db, folder, backups.BackupKind.UPDATE)) == words
        assert backups.daily(home.paths) is None  # whoever makes that one is welcome to
    assert backups.make(home.paths).problem == ""


class Full(sqlite3.Connection):
    """There is no room for what it copies."""

    def backup(self, target: sqlite3.Connection, **named: Any) -> None:
        raise full()


class Lossy(sqlite3.Connection):
    """What it copies does not arrive as it was."""

    losing = ""

    def backup(self, target: sqlite3.Connection, **named: Any) -> None:
        super().backup(target, **named)
        target.execute("PRAGMA writable_schema = ON")
        target.execute(type(self).losing)


@pytest.mark.parametrize(
    ("losing", "words"),
    [
        ("DELETE FROM person", "The copy is incomplete."),
        ("PRAGMA user_version = 65536", "The copy is incomplete."),
        (
            "UPDATE sqlite_master SET rootpage = rootpage + 1 WHERE name = 'person_name'",
            "The copy doesn’t match the original.",
        ),
    ],
)
def test_a_copy_that_is_not_what_was_copied(
    home: Home, monkeypatch: pytest.MonkeyPatch, losing: str, words: str
) -> None:
    monkeypatch.setattr(Lossy, "losing", losing)
    with connecting(Lossy, monkeypatch):
        found = refused(lambda: backups.make(home.paths))
    assert found == (f"The backup wasn’t made. {words}", "Check the drive.")
    assert [*home.backup.parent.iterdir()] == [home.backup]


def test_no_room_for_a_backup(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    file = home.paths.data / "mine.db"
    with connecting(Full, monkeypatch):
        found = refused(lambda: backups.write(home.db, file))
    assert found == (f"The backup wasn’t made. {FULL[0]}", FULL[1])
    assert not file.exists()


def test_a_backup_that_cannot_lie_where_it_should(home: Home) -> None:
    shutil.rmtree(home.backup.parent)
    home.backup.parent.write_text("a file stands in the way")
    assert refused(lambda: backups.make(home.paths)) == (
        "The backup wasn’t made: file exists.",
        "Your library is unchanged.",
    )


# restoring


def test_the_library_is_open_elsewhere(home: Home) -> None:
    with opened(home.paths):
        assert refused(lambda: restoring.restore(home.db, home.backup)) == (
            "Another copy of Kinfolk has the library open.",
            "Close its window, or stop its server or scan, then try again.",
        )


def test_the_library_is_being_restored(home: Home, impatient: None) -> None:
    words = ("The library is being restored.", "Try again in a moment.")
    with locks.alone(home.db.with_name("library.lock")):
        assert refused(lambda: everybody(home.paths)) == words
    note = home.file("library.db.restoring", b"aside.db")
    with locks.shared(home.db.with_name("library.lock")):  # no one can finish it
        assert refused(lambda: everybody(home.paths)) == words
    assert note.exists()
    assert everybody(home.paths) == ["Eva"]
    assert not note.exists()


def test_the_library_is_no_backup_of_itself(home: Home) -> None:
    assert refused(lambda: restoring.restore(home.db, home.db)) == (
        "This file is the library itself.",
        "Choose a backup.",
    )


def test_a_backup_that_does_not_arrive_leaves_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = home.db.read_bytes()
    monkeypatch.setattr(Lossy, "losing", "DELETE FROM person")
    with connecting(Lossy, monkeypatch):
        found = refused(lambda: restoring.restore(home.db, home.backup))
    assert found == ("The copy is incomplete.", "Check the drive.")
    assert home.db.read_bytes() == before
    assert not list(home.paths.data.glob("library.db.*"))


def test_a_backup_that_cannot_be_put_in_place(home: Home) -> None:
    (home.paths.data / "library.db.restored").mkdir()
    message, hint = refused(lambda: restoring.restore(home.db, home.backup))
    assert message.startswith("The backup couldn’t be restored: ")
    assert message.endswith(".")
    assert hint == "Your library is unchanged."


# rows


def test_the_bounds_of_a_list() -> None:
    for limit in (1, 200):
        rows.check_page(limit, ["x"] * 200)
        rows.check_page(limit, iter(["x"] * 200))
        rows.check_page(limit, None)
    for limit in (0, 201, -1):
        with pytest.raises(Invalid) as caught:
            rows.check_page(limit, None)
        assert caught.value.field == "limit"
        assert caught.value.message == "The limit is from 1 to 200."
    with pytest.raises(Invalid) as caught:
        rows.check_page(1, ["x"] * 201)
    assert (caught.value.field, caught.value.message) == ("ids", "At most 200 ids at once.")


def test_a_page_says_whether_there_is_more() -> None:
    assert rows.cut([1, 2, 3], 3) == rows.ListPage([1, 2, 3], has_more=False)
    assert rows.cut([1, 2, 3], 2) == rows.ListPage([1, 2], has_more=True)
    assert rows.cut([], 1) == rows.ListPage([], has_more=False)


@pytest.mark.parametrize("row_id", ["person_x", "", "\ud800", "a\x00b"])
def test_a_row_that_is_not_there(album: Album, row_id: str) -> None:
    assert album.ask(rows.find, Person, row_id) is None
    with pytest.raises(NotFound) as caught:
        album.ask(rows.need, Person, row_id)
    assert caught.value.message == f"There is no person {row_id!r}."
