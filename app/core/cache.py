"""cache.db: crops and embeddings, made anew from the photos whenever it is missing or damaged."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.core.storage import connect

_VERSION = 1
# A cache up to this size (bytes) is checked whole as it is opened, in about a tenth of a second.
_CHECKED_WHOLE = 64 * 1024 * 1024
# SQLITE_ERROR: a table or a column is not there.
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_SCHEMA = """
CREATE TABLE crop (
    face_id VARCHAR NOT NULL,
    webp BLOB NOT NULL,
    PRIMARY KEY (face_id)
);
CREATE TABLE embedding (
    face_id VARCHAR NOT NULL,
    engine_id VARCHAR NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (face_id, engine_id)
);
"""


def prepare(cache_db: Path, library_db: Path) -> None:
    """Make sure a sound cache.db is there; after a fresh start every photo is scanned again."""
    if cache_db.exists() and not _is_sound(cache_db):
        _put_aside(cache_db)
    if _create(cache_db):
        with closing(connect(library_db)) as connection:
            connection.execute("UPDATE asset SET state = 'pending' WHERE state = 'done'")


def _is_sound(cache_db: Path) -> bool:
    """Whether the file opens and holds our tables; a new file of no size is sound, too."""
    try:
        with closing(connect(cache_db)) as connection:
            return _holds_our_tables(connection, cache_db.stat().st_size)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _DAMAGE:
            return False
        raise


def _holds_our_tables(connection: sqlite3.Connection, size: int) -> bool:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    connection.execute("SELECT face_id, webp FROM crop LIMIT 1")
    connection.execute("SELECT face_id, engine_id, vector FROM embedding LIMIT 1")
    is_whole = size > _CHECKED_WHOLE or _says_ok(connection)
    return bool(version == _VERSION) and is_whole


def _says_ok(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def _create(cache_db: Path) -> bool:
    """Create the tables unless they are there; whether it did."""
    with closing(connect(cache_db)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        is_new = bool(connection.execute("PRAGMA user_version").fetchone()[0] == 0)
        if is_new:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
        return is_new


def _put_aside(cache_db: Path) -> None:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    cache_db.replace(cache_db.with_name(f"{cache_db.name}.damaged-{stamp}"))
    for suffix in ("-wal", "-shm"):
        cache_db.with_name(cache_db.name + suffix).unlink(missing_ok=True)
