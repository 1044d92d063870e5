"""Locks between processes that end with their process, however it ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kinfolk import private

# These are SQLite's own locks on a database that stays empty: they work on every system, can be
# shared or exclusive, and the system releases them when the process is killed.


# Raised if a lock is impossible: the folder can't be written, or the disk can't be read.
FAILURES = (OSError, sqlite3.Error)


@contextmanager
def shared(path: Path, *, patience: float = 0.0) -> Iterator[bool]:
    """Hold the lock together with others.

    Yields False if another process holds it alone for `patience` seconds.
    """
    with closing(_connect(path, patience)) as connection:
        # BEGIN alone takes no lock; the first read does.
        yield _taken(connection, "BEGIN", "SELECT count(*) FROM sqlite_master")


@contextmanager
def alone(path: Path, *, patience: float = 0.0) -> Iterator[bool]:
    """Hold the lock alone; yield False if another process holds it for `patience` seconds."""
    with closing(_connect(path, patience)) as connection:
        # Without a journal, because that is a second file, which a kill would leave behind.
        yield _taken(connection, "PRAGMA journal_mode = OFF", "BEGIN EXCLUSIVE")


def _connect(path: Path, patience: float) -> sqlite3.Connection:
    private.make_file(path)
    return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)


def _taken(connection: sqlite3.Connection, *statements: str) -> bool:
    """Run the statements that take a lock; return False if another process has it."""
    try:
        for statement in statements:
            connection.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
