"""cache.db: crops, embeddings and previews, made anew from the photos when it is missing."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from kinfolk.core.db.storage import beside, connect, statements

_VERSION = 4
# Up to this size (bytes) it is checked whole as it is opened, in some tenths of a second; a larger
# one in the background.
CHECKED_AT_ONCE = 64 * 1024 * 1024
# As for SQLITE_ERROR: a table or a column is not there.
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
# As in library.db: which faces an engine has embedded of late, or whose vectors went. The first row
# is about nothing: with it there is always a newest row, from which a reader goes on.
_TOUCHED = """
CREATE TABLE touched (
    n INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    engine_id VARCHAR NOT NULL,
    face_id VARCHAR NOT NULL,
    PRIMARY KEY (n)
);
INSERT INTO touched (mark, engine_id, face_id) VALUES (random(), '', '');
CREATE TRIGGER touched_ages AFTER INSERT ON touched BEGIN
    DELETE FROM touched WHERE n <= NEW.n - 50000;
END;
CREATE TRIGGER touched_embedding_insert AFTER INSERT ON embedding BEGIN
    INSERT INTO touched (mark, engine_id, face_id)
    VALUES (random(), NEW.engine_id, NEW.face_id);
END;
CREATE TRIGGER touched_embedding_update AFTER UPDATE ON embedding BEGIN
    INSERT INTO touched (mark, engine_id, face_id)
    VALUES (random(), NEW.engine_id, NEW.face_id);
END;
CREATE TRIGGER touched_embedding_delete AFTER DELETE ON embedding BEGIN
    INSERT INTO touched (mark, engine_id, face_id)
    VALUES (random(), OLD.engine_id, OLD.face_id);
END;
"""
# `n` counts up with each that is made.
_PREVIEWS = """
CREATE TABLE preview (
    n INTEGER NOT NULL,
    asset_id VARCHAR NOT NULL,
    picture VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    jpeg BLOB NOT NULL,
    PRIMARY KEY (n)
);
CREATE UNIQUE INDEX preview_asset ON preview (asset_id);
CREATE INDEX preview_size ON preview (size);
"""
_SCHEMA = """
CREATE TABLE crop (
    face_id VARCHAR NOT NULL,
    webp BLOB NOT NULL,
    checksum INTEGER,
    PRIMARY KEY (face_id)
);
CREATE TABLE embedding (
    face_id VARCHAR NOT NULL,
    engine_id VARCHAR NOT NULL,
    vector BLOB NOT NULL,
    checksum INTEGER,
    PRIMARY KEY (face_id, engine_id)
);
CREATE TABLE owner (
    library VARCHAR NOT NULL,
    PRIMARY KEY (library)
);
"""
# Crops of the first version have no checksum: their length is checked.
_SEALS = """
ALTER TABLE crop ADD COLUMN checksum INTEGER;
ALTER TABLE embedding ADD COLUMN checksum INTEGER;
DELETE FROM embedding WHERE NOT is_unit(vector);
UPDATE embedding
    SET checksum = seal(vector, CAST(face_id AS BLOB), CAST(engine_id AS BLOB));
CREATE TABLE owner (
    library VARCHAR NOT NULL,
    PRIMARY KEY (library)
);
"""
# What brings a file of each version up to today's.
_STEPS = {
    0: _SCHEMA + _TOUCHED + _PREVIEWS,
    1: _SEALS + _TOUCHED + _PREVIEWS,
    2: _TOUCHED + _PREVIEWS,
    3: _PREVIEWS,
}
# Previews may take gigabytes: a look through a large cache leaves them out. Each is held against
# its checksum when it is read.
_LOOKED_THROUGH = ("crop", "embedding", "touched", "owner")
_UNSOUND = {
    "crop": "NOT crop_fits(checksum, webp, CAST(face_id AS BLOB))",
    "embedding": "NOT vector_fits(checksum, vector, CAST(face_id AS BLOB),"
    " CAST(engine_id AS BLOB))",
}


def prepare(cache_db: Path, library_db: Path, *, is_damaged: bool = False) -> None:
    """Make sure a sound cache.db of this library is there; after a fresh start all is scanned.

    `is_damaged`: SQLite has met damage in it, wherever that may lie.
    """
    with closing(connect(library_db)) as library:
        owner = _identity(library)
        # Asked first without the lock: nearly always it is ready.
        if not is_damaged and _is_ready(cache_db, owner):
            return
        # Whoever opens the library at the same moment waits, and finds it done.
        library.execute("BEGIN IMMEDIATE")
        cache_db.parent.mkdir(parents=True, exist_ok=True)
        if cache_db.exists():
            why = "damaged" if is_damaged else _fault(cache_db, owner, library)
            if why is not None:
                _put_aside(cache_db, why)
        if _begin(cache_db, owner):
            # A scan reads pending photos: it has to cut every crop and embed every face once more.
            library.execute("UPDATE asset SET state = 'pending' WHERE state = 'done'")
        library.execute("COMMIT")


def is_whole(cache_db: Path) -> bool:
    """Whether its pages hang together, however large it is."""
    try:
        with closing(connect(cache_db)) as connection:
            return says_ok(connection)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (*DAMAGE, sqlite3.SQLITE_CANTOPEN):
            return False
        raise


def says_ok(connection: sqlite3.Connection, *, is_large: bool = False) -> bool:
    """Whether its pages hang together; `is_large` leaves out those of previews."""
    parts = _LOOKED_THROUGH if is_large else ("1",)  # or all, up to the first finding
    checks = (connection.execute(f"PRAGMA quick_check({part})").fetchall() for part in parts)
    return all(found == [("ok",)] for found in checks)


def unsound(connection: sqlite3.Connection, schema: str = "main") -> dict[str, list[int]]:
    """Rows that do not fit their checksum, by table."""
    return {
        table: [
            row[0]
            for row in connection.execute(f"SELECT rowid FROM {schema}.{table} WHERE {unfit}")
        ]
        for table, unfit in _UNSOUND.items()
    }


def drop(connection: sqlite3.Connection, rows: dict[str, list[int]], schema: str = "main") -> None:
    """Delete those of the rows that still do not fit: they are missing, and are made anew."""
    for table, numbers in rows.items():
        connection.executemany(
            f"DELETE FROM {schema}.{table} WHERE rowid = ? AND {_UNSOUND[table]}",
            ((number,) for number in numbers),
        )


def _is_ready(cache_db: Path, owner: str) -> bool:
    """Whether it can be used as it is; rows that do not fit their checksum are gone then."""
    if not cache_db.exists():
        return False
    try:
        with closing(connect(cache_db)) as connection:
            if _version(connection) != _VERSION or _owner(connection) != owner:
                return False
            return _is_sound(connection, cache_db, _VERSION)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in DAMAGE:
            return False
        raise


def _fault(cache_db: Path, owner: str, library: sqlite3.Connection) -> str | None:
    """Why it cannot be used: "damaged", or "other" for another library's; null if it can."""
    try:
        with closing(connect(cache_db)) as connection:
            version = _version(connection)
            if version == 0:
                is_new = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
                return None if is_new else "damaged"
            if version > _VERSION or not _is_sound(connection, cache_db, version):
                return "damaged"
            if version > 1 and _owner(connection) == owner:
                return None
            return None if _knows(library, connection) else "other"
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in DAMAGE:
            return "damaged"
        raise


def _is_sound(connection: sqlite3.Connection, cache_db: Path, version: int) -> bool:
    # These fail where a table or a column is not there.
    connection.execute("SELECT face_id, webp FROM crop LIMIT 1")
    connection.execute("SELECT face_id, engine_id, vector FROM embedding LIMIT 1")
    if version > 3:
        connection.execute("SELECT asset_id, picture, size, checksum, jpeg FROM preview LIMIT 1")
    if cache_db.stat().st_size > CHECKED_AT_ONCE:
        return True
    if not says_ok(connection):
        return False
    if version > 1:
        drop(connection, unsound(connection))
    return True


def _knows(library: sqlite3.Connection, connection: sqlite3.Connection) -> bool:
    """Whether it holds faces of this library, or none at all, whatever it says whose it is.

    An older copy of a library, made before it had an identity, gets another one.
    """
    faces = connection.execute("SELECT face_id FROM crop UNION SELECT face_id FROM embedding")
    is_empty = True
    for (face_id,) in faces:
        is_empty = False
        if library.execute("SELECT 1 FROM face WHERE id = ?", (face_id,)).fetchone():
            return True
    return is_empty


def _begin(cache_db: Path, owner: str) -> bool:
    """Bring it up to today's schema and make it this library's; whether it was begun anew."""
    is_new = not cache_db.exists()
    # A new one is made under another name: whoever opens the cache finds all of it or nothing.
    file = cache_db.with_name(f"{cache_db.name}.new") if is_new else cache_db
    if is_new:
        _remove(file)
    with closing(connect(file, may_create=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        found = _version(connection)
        if found < _VERSION:
            for statement in statements(_STEPS[found]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("DELETE FROM owner")
        connection.execute("INSERT INTO owner VALUES (?)", (owner,))
        connection.execute("COMMIT")
    if is_new:
        file.replace(cache_db)
    return found == 0


def _remove(database: Path) -> None:
    for path in (database, *beside(database)):
        path.unlink(missing_ok=True)


def _identity(library: sqlite3.Connection) -> str:
    row = library.execute("SELECT id FROM identity").fetchone()
    if row is None:
        row = library.execute(
            "INSERT INTO identity VALUES (lower(hex(randomblob(16)))) RETURNING id"
        ).fetchone()
    return str(row[0])


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _owner(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT library FROM owner").fetchone()
    return None if row is None else str(row[0])


def _put_aside(cache_db: Path, why: str) -> None:
    """Rename it; of such files only the newest is kept, as a cache can be large."""
    for older in cache_db.parent.glob(f"{cache_db.name}.{why}-*"):
        older.unlink()
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    cache_db.replace(cache_db.with_name(f"{cache_db.name}.{why}-{stamp}"))
    # SQLite would take a log that stays behind for that of the new file.
    for path in beside(cache_db):
        path.unlink(missing_ok=True)
