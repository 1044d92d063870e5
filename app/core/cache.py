"""cache.db: crops and embeddings, made anew from the photos whenever it is missing or damaged."""

import sqlite3
from datetime import datetime
from pathlib import Path

from app.core.storage import connect

_VERSION = 1
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
    is_new = _create(cache_db)
    if is_new:
        connection = connect(library_db)
        connection.execute("UPDATE asset SET state = 'pending' WHERE state = 'done'")
        connection.close()


def _is_sound(cache_db: Path) -> bool:
    """Whether the file opens and holds our tables; a new file of no size is sound, too."""
    try:
        connection = sqlite3.connect(cache_db)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                return not connection.execute("SELECT 1 FROM sqlite_master").fetchall()
            connection.execute("SELECT face_id, webp FROM crop LIMIT 1")
            connection.execute("SELECT face_id, engine_id, vector FROM embedding LIMIT 1")
            return bool(version == _VERSION)
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False


def _create(cache_db: Path) -> bool:
    """Create the tables unless they are there; whether it did."""
    connection = connect(cache_db)
    try:
        connection.execute("BEGIN IMMEDIATE")
        is_new = bool(connection.execute("PRAGMA user_version").fetchone()[0] == 0)
        if is_new:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
        return is_new
    finally:
        connection.close()


def _put_aside(cache_db: Path) -> None:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    cache_db.replace(cache_db.with_name(f"{cache_db.name}.damaged-{stamp}"))
    for suffix in ("-wal", "-shm"):
        cache_db.with_name(cache_db.name + suffix).unlink(missing_ok=True)
