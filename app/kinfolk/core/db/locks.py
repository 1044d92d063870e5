"""Locks between processes that end with their process, however it ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kinfolk import private

# These are SQLite's own locks on a database that stays empty: they work on every system, can be
# shared or held alone, and the system drops them when the process is killed.


# What is raised where there can be no lock: the folder cannot be written, or the disk not read.
FAILURES = (OSError, sqlite3.Error)


@contextmanager
def shared(path: Path, *, patience: float = 0.0) -> Iterator[bool]:
    """Hold it together with others; false where somebody holds it alone for longer (seconds)."""
    with closing(_connect(path, patience)) as connection:
        # BEGIN alone takes no lock; the first read does.
        yield _taken(connection, "BEGIN", "SELECT count(*) FROM sqlite_master")


@contextmanager
def alone(path: Path, *, patience: float = 0.0) -> Iterator[bool]:
    """Hold it alone; false where anybody else holds it for longer than that (seconds)."""
    with closing(_connect(path, patience)) as connection:
        # Without a journal, which would be a second file, left behind by a kill.
        yield _taken(connection, "PRAGMA journal_mode = OFF", "BEGIN EXCLUSIVE")


def _connect(path: Path, patience: float) -> sqlite3.Connection:
    private.make_file(path)
    return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)


def _taken(connection: sqlite3.Connection, *statements: str) -> bool:
    try:
        for statement in statements:
            connection.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
