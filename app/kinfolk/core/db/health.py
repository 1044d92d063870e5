"""Whether library.db is damaged: checked when it is opened, and when SQLite stumbles over it."""

import json
import math
import operator
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, Table
from sqlmodel import SQLModel

from kinfolk.core import names
from kinfolk.core.db import cache
from kinfolk.core.db.models import CACHE, UtcDateTime
from kinfolk.core.db.storage import BACKUPS, DAMAGED, beside
from kinfolk.errors import Damaged

# Bytes. SQLite compares indexes with tables at about 50 MB a second, and checks pages alone ten
# times as fast: checks for which someone would wait are done in the background.
COMPARED_AT_ONCE, LOOKED_AT_ONCE = 8 * 1024 * 1024, 64 * 1024 * 1024
_GONE = "The library’s file is missing, although there was a library here."
_EMPTY = "The library’s file is empty, although there was a library here."
_FINDINGS = 5  # reported at most: one damage may cause many
_JSON = {
    ("step", "rows"),
    ("face", "landmarks"),
    ("dismissed_box", "vectors"),
    ("saved_search", "wanted"),
}
_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def expect_library(library_db: Path, cache_db: Path) -> None:
    """Raise Damaged rather than begin a new, empty library where there was one.

    It is called before SQLite opens the file: for an empty one SQLite would delete the -wal beside
    it.
    """
    size = library_db.stat().st_size if library_db.exists() else None
    if size:
        return
    # Any of these is left only by a library that was in use.
    wal, _ = beside(library_db)
    findings = []
    if wal.exists() and wal.stat().st_size:
        findings.append("its write-ahead log is there")
    if any((library_db.parent / BACKUPS).glob("*.db")):
        findings.append("there are backups of it")
    if count := cache.faces(cache_db):
        findings.append(f"the cache holds {count:,} faces of it")
    if findings:
        state = "is missing" if size is None else "is empty"
        raise Damaged(
            _GONE if size is None else _EMPTY,
            "Nothing was changed. Restore a backup in Settings, or with `kinfolk restore`.",
            findings=[f"{library_db.name} {state}", *findings],
        )


def check_at_once(connection: sqlite3.Connection, library_db: Path) -> None:
    """Check as much of the file as no one has to wait for; Damaged if something is found."""
    size = library_db.stat().st_size
    if size <= LOOKED_AT_ONCE:
        refuse(damage(connection, is_thorough=size <= COMPARED_AT_ONCE))


def refuse(findings: list[str]) -> None:
    """Raise Damaged if there are findings."""
    if findings:
        raise Damaged(*DAMAGED, findings=findings)


def damage(connection: sqlite3.Connection, *, is_thorough: bool = True) -> list[str]:
    """Return what is wrong with the file; empty if it is sound.

    A thorough check also compares every index with its table and reads every value as its type. No
    check can see a byte that turned one plausible value into another.
    """
    check = "integrity_check" if is_thorough else "quick_check"
    try:
        said = [row[0] for row in connection.execute(f"PRAGMA main.{check}({_FINDINGS})")]
        if said != ["ok"]:
            return said
        loose = connection.execute("PRAGMA main.foreign_key_check").fetchmany(_FINDINGS)
        if loose or not is_thorough:
            return [
                f"a {table} belongs to a {parent} that is gone" for table, _, parent, _ in loose
            ]
        return list(islice(_unreadable(connection), _FINDINGS))
    except sqlite3.DatabaseError as error:
        # The lowest byte of an extended code is the kind. Other kinds, such as a busy file, say
        # nothing about damage.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _CODES:
            return [str(error)]
        raise
    except UnicodeDecodeError:
        return ["text that spells nothing"]


def _unreadable(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield columns with a value of a wrong kind, or a name that does not match its key."""
    # As bytes, because the driver would raise at the first invalid text without telling its row.
    factory, connection.text_factory = connection.text_factory, bytes
    try:
        there = _columns(connection)
        for table in _tables():
            columns = [column for column in table.columns if column.name in there[table.name]]
            readers = [(column.name, _reader(table.name, column)) for column in columns]
            listed = ", ".join(f'"{name}"' for name, _ in readers)
            rows = f"SELECT {listed} FROM main.{table.name}"
            for row in connection.execute(rows) if listed else ():
                for value, (name, read) in zip(row, readers, strict=True):
                    if value is not None and not _reads(read, value):
                        yield f"{table.name}.{name} cannot be read"
        for name, key in connection.execute("SELECT name, name_key FROM main.person"):
            if name is not None and _fold(name) != _fold(key or b""):
                yield "person.name is not person.name_key"
    finally:
        connection.text_factory = factory


def _fold(name: bytes) -> str:
    # Stripped last, as the key is: folding removes what is unseen beside a space.
    return names.fold(name.decode(errors="replace")).strip()


def _reads(read: Callable[[Any], object], value: object) -> bool:
    """Return whether a value can be read as its column's type."""
    try:
        read(value)
    except (ValueError, TypeError, AttributeError):
        return False
    return True


def _reader(table: str, column: Column[Any]) -> Callable[[Any], object]:
    """Return a function that raises for a value the column can't hold; text comes as bytes."""
    if (table, column.name) in _JSON:
        return json.loads
    match column.type:
        case UtcDateTime() | DateTime():
            return lambda value: datetime.fromisoformat(value.decode())
        case Date():
            return lambda value: date.fromisoformat(value.decode())
        case Boolean():
            return (False, True).index  # raises for anything but 0 and 1
        case Integer():
            return operator.index  # raises for anything but an integer
        case Float():
            return math.isfinite
    return lambda value: value.decode()


def lacking(connection: sqlite3.Connection) -> list[str]:
    """Return tables and columns that today's schema has and this library lacks."""
    there = _columns(connection)
    findings = (
        f"{table.name}.{column.name} is missing"
        for table in _tables()
        for column in table.columns
        if column.name not in there[table.name]
    )
    return list(islice(findings, _FINDINGS))


def _tables() -> list[Table]:
    return [table for table in SQLModel.metadata.tables.values() if table.schema != CACHE]


def _columns(connection: sqlite3.Connection) -> Mapping[str, set[str]]:
    """Return the names of each table's columns; none of a table that is not there."""
    # As one query: a library is checked twice, whenever it is opened. Only of our tables, because
    # SQLite may not know the columns of another program's virtual table.
    rows = connection.execute(
        "SELECT each.value, CAST(of.name AS TEXT) FROM json_each(?) each"
        " JOIN pragma_table_info(each.value, 'main') of",
        (json.dumps([table.name for table in _tables()]),),
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        # `_unreadable` has the connection return text as bytes.
        table, name = (str(text, "utf-8") if isinstance(text, bytes) else text for text in row)
        found[table].add(name)
    return found
