"""Writes of very many rows: the summaries of their photos are made once, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection

from kinfolk.core.db.storage import statements

MANY: Final = 2_000  # from this many rows on it is faster
_CACHE: Final = 65_536  # KiB; with SQLite's 2 MB pages would be written many times

# Makes the summaries of the photos that the recorder has noted, or whose rows it has, as triggers
# would have.
_SUMMARIES: Final = """
CREATE TEMP TABLE touched_photo AS
    SELECT id FROM change_log WHERE tbl = 'asset'
    UNION SELECT old ->> '$.asset_id' FROM change_log WHERE tbl IN ('face', 'presence')
    UNION SELECT asset_id FROM change_log CROSS JOIN main.face
        ON face.id = change_log.id WHERE tbl = 'face'
    UNION SELECT asset_id FROM change_log CROSS JOIN main.presence
        ON presence.id = change_log.id WHERE tbl = 'presence'
    UNION SELECT asset_id FROM change_log CROSS JOIN main.face
        ON person_id = change_log.id WHERE tbl = 'person'
    UNION SELECT asset_id FROM change_log CROSS JOIN main.presence
        ON person_id = change_log.id WHERE tbl = 'person';
CREATE TEMP TABLE shown AS
    SELECT in_photo.* FROM touched_photo CROSS JOIN main.in_photo ON asset_id = touched_photo.id;
DELETE FROM main.appearance WHERE photo IN (
    SELECT n FROM main.photo_summary WHERE asset_id IN (SELECT id FROM touched_photo)
);
DELETE FROM main.photo_summary WHERE asset_id IN (SELECT id FROM touched_photo);
INSERT INTO main.photo_summary
    (asset_id, library_id, state, moment, people, unknown, first, last, is_rough)
    SELECT asset.id, library_id, state, coalesce(taken_at, created_at),
        coalesce(counted.people, 0), coalesce(counted.unknown, 0), first, last, is_rough
    FROM touched_photo CROSS JOIN main.asset USING (id)
        CROSS JOIN main.taken ON taken.asset_id = asset.id
        LEFT JOIN (
            SELECT asset_id, count(DISTINCT who) AS people,
                count(DISTINCT CASE WHEN is_unknown THEN who END) AS unknown
            FROM shown GROUP BY asset_id
        ) AS counted ON counted.asset_id = asset.id
    ORDER BY asset.rowid;
INSERT INTO main.appearance (person_id, photo)
    SELECT DISTINCT person_id, n FROM shown CROSS JOIN main.photo_summary USING (asset_id)
    WHERE person_id IS NOT NULL ORDER BY person_id, n;
DROP TABLE temp.touched_photo;
DROP TABLE temp.shown;
"""


@contextmanager
def many(connection: Connection, rows: int) -> Iterator[None]:
    """Speed up a write of `rows` rows on the connection that records it.

    For many rows the triggers that keep the summaries are dropped in the meantime, and the
    summaries are made at the end. That is within the transaction: no one else sees it, and a
    rollback brings the triggers back.
    """
    if rows < MANY:
        yield
        return
    triggers = connection.exec_driver_sql(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'"
        " AND (name GLOB 'summary_*' OR name GLOB 'appearance_*') ORDER BY rowid"
    ).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER main."{name}"')
    before = connection.exec_driver_sql("PRAGMA main.cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA main.cache_size = -{_CACHE}")
    try:
        yield
        for statement in statements(_SUMMARIES):
            connection.exec_driver_sql(statement)
    finally:
        connection.exec_driver_sql(f"PRAGMA main.cache_size = {before}")
    # Only after success: a rollback brings them back by itself.
    for _, sql in triggers:
        connection.exec_driver_sql(sql)
