"""Bring library.db to today's schema, step by step, in raw SQL and never with today's models."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kinfolk.core.db import backups, contents, health
from kinfolk.core.db.schema import STEPS, Version
from kinfolk.core.db.storage import connect, statements
from kinfolk.errors import AppError, Text


def migrate(library_db: Path, steps: tuple[tuple[Version, str], ...] = STEPS) -> None:
    """Bring the file up to the last of `steps`, after a backup.

    Raises AppError for a library of Kinfolk 0.1 or of a newer major version, and for another file.
    """
    if library_db.exists():
        _refuse_0_1(library_db)
    with closing(connect(library_db, may_create=True)) as connection:
        found = contents.version(connection)
        newest = steps[-1][0]
        if found.stamp:
            # Before the backup, so that it is of a sound file, and before anything is changed.
            health.check_at_once(connection, library_db)
        if found.major > newest.major:
            raise AppError(
                "This library was made by a newer version of Kinfolk.", "Update Kinfolk to open it."
            )
        if found.stamp == 0 and _has_tables(connection):
            raise AppError("This file isn’t a Kinfolk library.", str(library_db))
        # Also for a newer minor version: its steps only add, so this version can work with it.
        if found >= newest:
            return
        if found.stamp:
            folder = backups.default_folder(library_db)
            backups.before(library_db, folder, backups.BackupKind.UPDATE)
        for version, sql in steps:
            _apply(connection, version, sql)


def _refuse_0_1(library_db: Path) -> None:
    """Raise AppError for a library of Kinfolk 0.1, without changing a byte of the file."""
    hint = Text(
        "Nothing was changed. To begin a new library, move the folder {folder} elsewhere.",
        folder=library_db.parent,
    )
    with contents.opened(library_db) as connection:
        contents.refuse_0_1(connection, hint)


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None


def _apply(connection: sqlite3.Connection, version: Version, sql: str) -> None:
    """Apply one step with its version, all or nothing; skip it if another process was faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if contents.version(connection) < version:
            for statement in statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version.stamp}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite ends it itself after some errors
            connection.execute("ROLLBACK")
        raise
