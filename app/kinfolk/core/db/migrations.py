"""The schema of library.db, step by step, in raw SQL and never today's models."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kinfolk.core.db import backups, health
from kinfolk.core.db.schema import STEPS, Version
from kinfolk.core.db.storage import connect, statements
from kinfolk.errors import AppError


def migrate(library_db: Path, steps: tuple[tuple[Version, str], ...] = STEPS) -> None:
    """Bring the file up to the last of `steps`, after a backup; refuse what is too new."""
    with closing(connect(library_db, may_create=True)) as connection:
        found = _version(connection)
        newest = steps[-1][0]
        if found.stamp:
            health.check_at_once(connection, library_db)
        if found.major > newest.major:
            raise AppError(
                "This library was made by a newer Kinfolk.", "Update Kinfolk to open it."
            )
        if found.stamp == 0 and _has_tables(connection):
            raise AppError("This file is not a Kinfolk library.", str(library_db))
        if found >= newest:
            return
        if found.stamp:
            folder = backups.default_folder(library_db)
            backups.before(library_db, folder, backups.BackupKind.UPDATE)
        for version, sql in steps:
            _apply(connection, version, sql)


def _version(connection: sqlite3.Connection) -> Version:
    return Version.of(connection.execute("PRAGMA user_version").fetchone()[0])


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None


def _apply(connection: sqlite3.Connection, version: Version, sql: str) -> None:
    """One step with its stamp, all or nothing; skipped where another process was faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) < version:
            for statement in statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version.stamp}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
