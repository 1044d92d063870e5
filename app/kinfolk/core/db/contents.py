"""Read what a library file holds: of backups, and of a damaged library."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kinfolk.core.db import health
from kinfolk.core.db.schema import STEPS, Version
from kinfolk.core.db.storage import DAMAGED, address, explained, unreadable
from kinfolk.errors import AppError, Damaged, Text

TABLES = frozenset({"library", "folder", "asset", "person", "face", "step"})
SIDE_FILES = ("-wal", "-shm", "-journal")  # SQLite's files beside a database
_NOT_OURS = "This file isn’t a Kinfolk library."
CHOOSE = "Choose a backup."
_NAMED = "SELECT id, name FROM person WHERE name IS NOT NULL ORDER BY rowid"
_ASSIGNED = (
    "SELECT face.id, person_id FROM face JOIN person ON person.id = person_id"
    " WHERE name IS NOT NULL AND assigned_by = 'user' ORDER BY face.rowid"
)
_MOMENTS = "SELECT created_at FROM step ORDER BY id"


@dataclass(frozen=True)
class Counts:
    """Count what people recognise a library by."""

    people: int  # with a name
    faces: int
    photos: int  # without missing ones

    def __bool__(self) -> bool:
        return bool(self.people or self.faces or self.photos)

    def __str__(self) -> str:
        people = _many(self.people, "named person", "named people")
        return f"{people}, {_many(self.faces, 'face')} and {_many(self.photos, 'photo')}"


@dataclass(frozen=True)
class Lack:
    """Count what a library has, as far as it can be read, and a backup lacks."""

    names: int  # people whose name the backup does not know
    faces: int  # faces that the user gave to someone with a name
    steps: int  # newer steps of the history
    is_whole: bool  # the library could be read to its end: nothing else is lacking

    def __bool__(self) -> bool:
        return bool(self.names or self.faces or self.steps) or not self.is_whole

    def __str__(self) -> str:
        if not self:
            return "nothing is missing"
        if not (self.names or self.faces or self.steps):
            return "names added since then can no longer be read"
        if not (self.names or self.faces):
            return "no names are missing"
        least = "" if self.is_whole else "at least "
        counted = ((self.names, "name"), (self.faces, "named face"))
        missing = " and ".join(_many(count, noun) for count, noun in counted if count)
        are = "is" if self.names + self.faces == 1 else "are"
        return f"{least}{missing} added since then {are} missing"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to read, including its write-ahead log, and create no files beside it.

    Damage raises sqlite3.DatabaseError, even if the text of SQLite's own error is damaged.
    """
    beside = (path.with_name(path.name + suffix) for suffix in SIDE_FILES)
    is_alone = not any(file.exists() for file in beside)
    # SQLite creates a -shm file even to read in WAL mode, and can't in a read-only folder.
    # `immutable` avoids that, and is safe only if there is no log.
    uri = address(path.absolute(), "mode=ro&immutable=1" if is_alone else "mode=ro")
    with closing(sqlite3.connect(uri, uri=True, timeout=5, isolation_level=None)) as connection:
        # The file may come from elsewhere: its views and triggers must not call functions with side
        # effects.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            yield connection
        except UnicodeDecodeError as error:
            raise unreadable() from error


def check(path: Path) -> Counts:
    """Return what a sound library holds; AppError says why the file can't be used."""
    if not os.path.isfile(path):
        raise AppError("There is no file {path}.", "Choose another file.", path=path)
    if not path.stat().st_size:
        raise AppError("This file is empty.", str(path))
    try:
        with explained(), opened(path) as connection:
            _refuse_strangers(connection)
            if found := health.damage(connection):
                raise Damaged("This file is damaged.", str(path), findings=found)
            return counts(connection)
    except Damaged as error:
        words = {
            DAMAGED[0]: ("This file is damaged.", str(path)),
            _NOT_OURS: (_NOT_OURS, CHOOSE),
        }
        if error.message not in words:
            raise
        raise Damaged(*words[error.message], findings=error.findings) from error
    except sqlite3.OperationalError as error:  # a table or a column is missing
        raise AppError(_NOT_OURS, str(path)) from error


def _refuse_strangers(connection: sqlite3.Connection) -> None:
    """Raise AppError unless it is a library with no code but that of the schema.

    A file from elsewhere may contain triggers and views of its own.
    """
    found, newest = version(connection), STEPS[-1][0]
    refuse_0_1(connection, Text("Nothing was changed. Choose a backup that a newer version made."))
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    if found.major < 1 or TABLES - {name for kind, name, _ in schema if kind == "table"}:
        raise AppError(_NOT_OURS, CHOOSE)
    has_foreign_code = any(
        kind not in ("table", "index") and sql not in _our_code() for kind, _, sql in schema
    )
    # A newer minor version may have other triggers: it is called newer, not foreign.
    if found.major > newest.major or (found > newest and has_foreign_code):
        raise AppError(
            "This file was made by a newer version of Kinfolk.", "Update Kinfolk to use it."
        )
    made_by = ((sql or "").upper() for _, _, sql in schema)
    if has_foreign_code or any(sql.startswith("CREATE VIRTUAL") for sql in made_by):
        raise AppError(_NOT_OURS, CHOOSE)


def refuse_0_1(connection: sqlite3.Connection, hint: str) -> None:
    """Raise AppError for a library of Kinfolk 0.1, whose schemas were 1.0 to 1.8."""
    if version(connection).major == 1:
        raise AppError("This library was made by Kinfolk 0.1 and can’t be used any more.", hint)


@cache
def _our_code() -> frozenset[str]:
    """Return the triggers and views that any version of the schema has had."""
    found: set[str] = set()
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, sql in STEPS:
            connection.executescript(sql)
            code = "SELECT sql FROM sqlite_master WHERE type NOT IN ('table', 'index')"
            found |= {row[0] for row in connection.execute(code)}
    return frozenset(found)


def version(connection: sqlite3.Connection) -> Version:
    return Version.of(connection.execute("PRAGMA user_version").fetchone()[0])


def counts(connection: sqlite3.Connection) -> Counts:
    row = connection.execute(
        "SELECT (SELECT count(*) FROM person WHERE name IS NOT NULL),"
        " (SELECT count(*) FROM face),"
        " (SELECT count(*) FROM asset WHERE state != 'missing')"
    ).fetchone()
    return Counts(*row)


def fingerprint(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Return values that change with every decision and scan, and are equal for a copy."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    parts: list[object] = [version(connection)]
    for (table,) in sorted(tables):
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        moments = [f"max({name})" for name in ("created_at", "updated_at") if name in columns]
        # Undo and redo change neither the number of steps nor their times.
        undone = ["total(is_undone)"] if "is_undone" in columns else []
        what = ", ".join(["count(*)", "max(rowid)", *moments, *undone])
        parts.append((table, connection.execute(f'SELECT {what} FROM "{table}"').fetchone()))
    return tuple(parts)


def lack(library_db: Path, backup: Path) -> Lack:
    """Return what the library has and the backup lacks, as far as the library can be read."""
    missing, is_whole = [], True
    for query in (_NAMED, _ASSIGNED, _MOMENTS):
        here, all_read = _rows(library_db, query)
        missing.append(len(here - _rows(backup, query)[0]))
        is_whole = is_whole and all_read
    names, faces, steps = missing
    return Lack(names, faces, steps, is_whole)


def _many(count: int, noun: str, plural: str = "") -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def _rows(path: Path, query: str) -> tuple[set[tuple[object, ...]], bool]:
    """Return the rows that can be read, and whether those are all.

    A damaged table is read from both ends.
    """
    rows: set[tuple[object, ...]] = set()
    if not os.path.isfile(path) or not path.stat().st_size:
        return rows, False
    # Reading stops at the first damaged page; from the other end, SQLite gets at what lies behind
    # it.
    for order in ("", " DESC"):
        try:
            with opened(path) as connection:
                for row in connection.execute(query + order):
                    rows.add(row)
                return rows, True
        except sqlite3.Error:
            continue
    return rows, False
