"""Connections to library.db with cache.db attached, and SQLite's errors in plain words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePath

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from kinfolk import atomic, private
from kinfolk.core import names
from kinfolk.core.db import checksums
from kinfolk.errors import Damaged, Invalid, StorageError

BUSY_SECONDS = 30  # that a connection waits for another process to finish writing
BACKUPS = "backups"  # the default folder of backups, beside the library

_DISK = "Free some space, then try again. Nothing saved earlier is lost."
DAMAGED = (
    "The library is damaged.",
    "Kinfolk has stopped writing to it. Restore a backup in Settings, or with `kinfolk restore`.",
)
_FOREIGN = (
    "This file isn’t a Kinfolk library.",
    "Restore a backup in Settings, or with `kinfolk restore`.",
)
_EXPLANATIONS = {
    sqlite3.SQLITE_BUSY: (
        "The library is busy.",
        "Another copy of Kinfolk is saving. Try again in a moment.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "The library is busy.",
        "Another copy of Kinfolk is saving. Try again in a moment.",
    ),
    sqlite3.SQLITE_FULL: ("The disk is full.", _DISK),
    sqlite3.SQLITE_READONLY: (
        "The library can’t be written to.",
        "Check the folder’s permissions.",
    ),
    sqlite3.SQLITE_PERM: ("The library can’t be opened.", "Check the folder’s permissions."),
    sqlite3.SQLITE_CANTOPEN: ("The library can’t be opened.", "Check the folder’s permissions."),
    sqlite3.SQLITE_IOERR: ("The disk can’t be read or written to.", "Check the drive."),
}
# A full disk leads to this, too, if the index of the log can't grow.
_NO_ROOM = sqlite3.SQLITE_IOERR_SHMSIZE
_DAMAGE = {sqlite3.SQLITE_CORRUPT: DAMAGED, sqlite3.SQLITE_NOTADB: _FOREIGN}


@contextmanager
def explained() -> Iterator[None]:
    """Turn SQLite's busy, full, read-only and corrupt errors into AppError; bugs pass unchanged.

    Values that no column can hold become Invalid: half of a surrogate pair, a number beyond 64
    bits.
    """
    try:
        yield
    except (UnicodeEncodeError, OverflowError) as error:
        raise Invalid("value", "This text or number can’t be stored.") from error
    except UnicodeDecodeError as error:
        # Kinfolk stores only valid text, so the bytes have changed on the disk.
        raise Damaged(*DAMAGED, findings=[str(unreadable())]) from error
    except (sqlite3.Error, DBAPIError) as error:
        known = _explanation(error)
        if known is None:
            raise
        raise known from error


def _explanation(error: sqlite3.Error | DBAPIError) -> StorageError | None:
    """Return the error in plain words; None if it is a bug and not trouble with the files."""
    cause: object = error.orig if isinstance(error, DBAPIError) else error
    extended = getattr(cause, "sqlite_errorcode", 0)
    # The low byte of an extended code is the plain one.
    code = sqlite3.SQLITE_FULL if extended == _NO_ROOM else extended & 0xFF
    # Errors of the driver itself, which have no code. A checksum meets text if damage has changed
    # bytes to text; what another function of ours raises is a bug.
    is_of_checksum = "fits(" in str(getattr(error, "statement", ""))
    is_no_text = "function raised" in str(cause) and is_of_checksum
    if is_no_text or "Could not decode to UTF-8" in str(cause):
        code = sqlite3.SQLITE_CORRUPT
        cause = "text that spells nothing"  # the message quotes the text
    if code in _DAMAGE:
        return Damaged(*_DAMAGE[code], findings=[str(cause)])
    return StorageError(*_EXPLANATIONS[code]) if code in _EXPLANATIONS else None


def unreadable() -> sqlite3.DatabaseError:
    """Return an error for damaged text that SQLite quotes in its message.

    The driver can't decode such a message, and raises UnicodeDecodeError instead.
    """
    error = sqlite3.DatabaseError("text that spells nothing")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def connect(
    database: Path, cache_db: Path | None = None, *, may_create: bool = False
) -> sqlite3.Connection:
    """Return a connection that begins no transaction by itself, for any one thread at a time.

    Unless it `may_create`, no file is created if the database is missing. Raises sqlite3.Error if
    it can't be opened or is damaged.
    """
    mode = "mode=rwc" if may_create else "mode=rw"
    if may_create:  # private; SQLite gives its files the same permissions
        for file in (database, *([cache_db] if cache_db else [])):
            private.make_file(file)
    connection = sqlite3.connect(
        address(database.absolute(), mode),
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    try:
        if cache_db is not None:
            connection.execute("ATTACH ? AS cache", (address(cache_db.absolute(), mode),))
            connection.execute("PRAGMA cache.synchronous = NORMAL")  # it can be made again
        # The writer sets FULL when it commits a decision.
        connection.execute("PRAGMA main.synchronous = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")  # of both files
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: a sync that reaches the disk
    except UnicodeDecodeError as error:  # SQLite's message itself is damaged
        connection.close()
        raise unreadable() from error
    except BaseException:
        connection.close()
        raise
    connection.create_function("name_order", 1, names.order, deterministic=True)
    connection.create_function("name_rank", 2, names.rank, deterministic=True)
    connection.create_function("file_name", 1, os.path.basename, deterministic=True)
    checksums.register(connection)
    return connection


def statements(sql: str) -> list[str]:
    """Split a script into its statements, because executescript would commit in between."""
    found, rest = [], ""
    for piece in sql.split(";"):
        rest += piece + ";"
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found


def address(database: PurePath, options: str) -> str:
    """Return the URI by which SQLite opens a database at an absolute path."""
    uri = database.as_uri()
    if not uri.startswith("file:///"):
        # Of another computer (Windows). SQLite knows no hosts, but takes one as part of the path.
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?{options}"


def is_there(database: Path) -> bool:
    """Return whether there is a file with contents."""
    return database.exists() and database.stat().st_size > 0


def beside(database: Path) -> tuple[Path, Path]:
    """Return the paths of SQLite's write-ahead log and of its index beside a database."""
    return database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm")


def sweep_aside(database: Path) -> None:
    """Delete what was set aside of the database: logs of a replaced file, and damaged caches."""
    for mark in (".damaged-*", ".other-*", "*.replaced"):
        for file in database.parent.glob(f"{database.name}{mark}"):
            atomic.remove(file)


def engine(
    library_db: Path,
    cache_db: Path,
    *,
    turn: AbstractContextManager[object],
    read_only: bool = False,
) -> Engine:
    """Return a pool of connections; a writing one takes the write lock when a transaction begins.

    Connections are opened while `turn` is held, so never while the files are being replaced.
    """

    def opened() -> sqlite3.Connection:
        with turn:
            return connect(library_db, cache_db)

    made = create_engine(
        "sqlite://",
        creator=opened,
        poolclass=QueuePool,
        max_overflow=-1,  # so that no read waits for another one
        hide_parameters=True,  # errors may be shown and sent, names may not
    )
    if read_only:

        @event.listens_for(made, "connect")
        def _forbid_writes(connection: DBAPIConnection, record: object) -> None:
            connection.cursor().execute("PRAGMA query_only = ON")

    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    event.listen(made, "begin", lambda connection: connection.exec_driver_sql(begin))
    return made
