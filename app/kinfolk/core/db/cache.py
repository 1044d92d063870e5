"""cache.db: crops, embeddings and previews, which are made again from the photos when lost."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from kinfolk import atomic
from kinfolk.core.db.storage import beside, connect, is_there, statements

# A cache of another version is set aside, and a new one begun; versions up to 4 were of Kinfolk
# 0.1.
_VERSION = 6
# A cache without ages is kept: the next scan estimates them from its crops.
_WITHOUT_AGES = 5
# Up to this size in bytes the whole cache is checked when it is opened, in some tenths of a second;
# a larger one in the background.
CHECKED_AT_ONCE = 64 * 1024 * 1024
# SQLITE_ERROR means here that a table or a column is missing.
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_SCHEMA = """
CREATE TABLE owner (
    library VARCHAR NOT NULL PRIMARY KEY
);
CREATE TABLE crop (
    face_id VARCHAR NOT NULL PRIMARY KEY,
    jpeg BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE embedding (
    face_id VARCHAR NOT NULL,
    engine_id VARCHAR NOT NULL,
    vector BLOB NOT NULL,
    checksum INTEGER,
    age FLOAT,
    PRIMARY KEY (face_id, engine_id)
);
-- `n` counts up with each that is made.
CREATE TABLE preview (
    n INTEGER NOT NULL PRIMARY KEY,
    asset_id VARCHAR NOT NULL,
    picture VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    jpeg BLOB NOT NULL
);
CREATE UNIQUE INDEX preview_asset ON preview (asset_id);
CREATE INDEX preview_size ON preview (size);

-- As in library.db: which faces an engine has embedded of late, or whose vectors went.
CREATE TABLE touched (
    n INTEGER NOT NULL PRIMARY KEY,
    mark INTEGER NOT NULL,
    engine_id VARCHAR NOT NULL,
    face_id VARCHAR NOT NULL
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
# Previews may take gigabytes, so the check of a large cache leaves them out. Each is compared with
# its checksum when it is read.
_LOOKED_THROUGH = ("crop", "embedding", "touched", "owner")
_UNSOUND = {
    "crop": "NOT fits(checksum, jpeg, CAST(face_id AS BLOB))",
    "embedding": "NOT fits(checksum, vector, CAST(face_id AS BLOB), CAST(engine_id AS BLOB))",
}


def prepare(cache_db: Path, library: sqlite3.Connection, *, is_damaged: bool = False) -> None:
    """Make sure that there is a sound cache.db of this library; put a bad one aside.

    If a new cache is begun, all photos are marked to be scanned again. `is_damaged` says that
    SQLite has already found damage in the cache.
    """
    (owner,) = library.execute("SELECT id FROM identity").fetchone()
    # Checked first without the lock: as a rule it is ready.
    if not is_damaged and is_there(cache_db) and _fault(cache_db, owner) is None:
        return
    # Another process that opens the library at the same moment waits here, and then finds it done.
    library.execute("BEGIN IMMEDIATE")
    cache_db.parent.mkdir(parents=True, exist_ok=True)
    if is_there(cache_db):
        _add_ages(cache_db)
        why = "damaged" if is_damaged else _fault(cache_db, owner)
        if why is not None:
            _put_aside(cache_db, why)
    if not is_there(cache_db):
        _begin(cache_db, owner)
        # Scans read pending photos: the next one cuts every crop and embeds every face again.
        library.execute("UPDATE asset SET state = 'pending' WHERE state = 'done'")
    library.execute("COMMIT")


def faces(cache_db: Path) -> int:
    """Return the number of faces in the cache; 0 if there is no cache that can be read."""
    if not cache_db.exists():
        return 0
    try:
        with closing(connect(cache_db)) as connection:
            if _version(connection) not in (_VERSION, _WITHOUT_AGES):
                return 0
            count = "SELECT (SELECT count(*) FROM crop), (SELECT count(*) FROM embedding)"
            found: tuple[int, int] = connection.execute(count).fetchone()
            return max(found)  # rows of either table may have been deleted as damaged
    except sqlite3.DatabaseError:
        return 0


def is_whole(cache_db: Path) -> bool:
    """Return whether SQLite finds no damage in any page, however large the file is."""
    try:
        with closing(connect(cache_db)) as connection:
            return says_ok(connection)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (*DAMAGE, sqlite3.SQLITE_CANTOPEN):
            return False
        raise


def says_ok(connection: sqlite3.Connection, *, is_large: bool = False) -> bool:
    """Return whether SQLite finds no damage in the pages; with `is_large` skip previews."""
    parts = _LOOKED_THROUGH if is_large else ("1",)  # ("1",): everything, up to the first finding
    checks = (connection.execute(f"PRAGMA quick_check({part})").fetchall() for part in parts)
    return all(found == [("ok",)] for found in checks)


def unsound(connection: sqlite3.Connection) -> dict[str, list[int]]:
    """Return the rowids of crops and embeddings whose checksum does not fit, by table.

    Previews are not looked at.
    """
    return {
        table: [row[0] for row in connection.execute(f"SELECT rowid FROM {table} WHERE {unfit}")]
        for table, unfit in _UNSOUND.items()
    }


def drop(connection: sqlite3.Connection, rows: dict[str, list[int]], schema: str = "main") -> None:
    """Delete those of these rows whose checksum still does not fit; a scan makes them again."""
    for table, numbers in rows.items():
        connection.executemany(
            f"DELETE FROM {schema}.{table} WHERE rowid = ? AND {_UNSOUND[table]}",
            ((number,) for number in numbers),
        )


def _add_ages(cache_db: Path) -> None:
    """Bring a cache up to date that knows no ages; what is wrong with it `_fault` says."""
    with suppress(sqlite3.DatabaseError), closing(connect(cache_db)) as connection:
        if _version(connection) == _WITHOUT_AGES:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ALTER TABLE embedding ADD COLUMN age FLOAT")
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("COMMIT")


def _fault(cache_db: Path, owner: str) -> str | None:
    """Return why the cache can't be used, or None if it can; damaged rows are deleted first.

    The reason is "damaged", or "other" for a cache of another library or version.
    """
    try:
        with closing(connect(cache_db)) as connection:
            if _version(connection) != _VERSION:
                return "other"
            if not _is_sound(connection, cache_db):
                return "damaged"
            ours = connection.execute("SELECT 1 FROM owner WHERE library = ?", (owner,))
            return None if ours.fetchone() else "other"
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in DAMAGE:
            return "damaged"
        raise


def _is_sound(connection: sqlite3.Connection, cache_db: Path) -> bool:
    """Return whether tables and pages are in order; delete damaged rows of a small cache."""
    # These raise if a table or a column is missing.
    connection.execute("SELECT face_id, jpeg FROM crop LIMIT 1")
    connection.execute("SELECT face_id, engine_id, vector, age FROM embedding LIMIT 1")
    connection.execute("SELECT asset_id, picture, size, checksum, jpeg FROM preview LIMIT 1")
    if cache_db.stat().st_size > CHECKED_AT_ONCE:
        return True
    if not says_ok(connection):
        return False
    drop(connection, unsound(connection))
    return True


def _begin(cache_db: Path, owner: str) -> None:
    """Make a new cache for the library `owner` under another name, and rename it to `cache_db`.

    So another process never finds a cache that is only half made.
    """
    file = cache_db.with_name(f"{cache_db.name}.new")
    _remove(file)
    with closing(connect(file, may_create=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements(_SCHEMA):
            connection.execute(statement)
        connection.execute("INSERT INTO owner VALUES (?)", (owner,))
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
    _remove(
        cache_db
    )  # what lies beside, too: SQLite would take an old log for that of the new file
    atomic.patiently(lambda: file.replace(cache_db))


def _remove(database: Path) -> None:
    for path in (database, *beside(database)):
        atomic.remove(path)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _put_aside(cache_db: Path, why: str) -> None:
    """Rename the cache, with `why` in its name, and delete older ones put aside for that reason."""
    for older in cache_db.parent.glob(f"{cache_db.name}.{why}-*"):
        atomic.remove(older)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = cache_db.with_name(f"{cache_db.name}.{why}-{stamp}")
    atomic.patiently(lambda: cache_db.replace(aside))
