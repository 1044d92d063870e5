"""Bring rows back to what a step of the history remembers."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.core.models import WATCHED
from app.core.recorder import RowImage

# Nothing hangs on these rows; they go first, so that a row of the same pair can come back.
_LEAVES = ("dismissed_box", "rejection", "distinct_pair")


def replay(connection: Connection, images: list[RowImage], *, since: datetime) -> None:
    """Apply the images of a step made at `since` over whatever happened in the background.

    Rows that are gone stay gone, columns the step did not touch keep their values, and a
    reference to a row that is gone is cut or followed, as the schema says.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    kept = [image for image in images if image.columns is not None]
    gone = [image for image in images if image.columns is None]
    _delete(connection, (image for image in gone if image.table in _LEAVES))
    _free_names(connection, images)
    for image in kept:
        _restore(connection, image)
    _delete(connection, (image for image in gone if image.table not in _LEAVES))
    _cut_loose_ends(connection, kept)
    _tidy_faces(connection, since)


def _delete(connection: Connection, images: Iterable[RowImage]) -> None:
    for image in images:
        connection.exec_driver_sql(f"DELETE FROM main.{image.table} WHERE id = ?", (image.id,))


def _free_names(connection: Connection, images: list[RowImage]) -> None:
    """Names that change hands must be free for a moment: SQLite checks each row at once."""
    for image in images:
        if image.table == "person" and (image.columns is None or "name_key" in image.columns):
            connection.exec_driver_sql(
                "UPDATE person SET name_key = NULL WHERE id = ?", (image.id,)
            )


def _restore(connection: Connection, image: RowImage) -> None:
    """Put the columns back; a row that is gone returns only if the step remembers it whole."""
    columns = dict(image.columns or {})
    assignments = ", ".join(f'"{name}" = ?' for name in columns)
    changed = connection.exec_driver_sql(
        f"UPDATE OR IGNORE main.{image.table} SET {assignments} WHERE id = ?",
        (*columns.values(), image.id),
    )
    if changed.rowcount == 0 and "id" in columns:
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO main.{image.table} ({names}) VALUES ({marks})",
            tuple(columns.values()),
        )


def _cut_loose_ends(connection: Connection, images: list[RowImage]) -> None:
    """What the foreign keys would have done, had the rows been there all the time."""
    for table in WATCHED:
        ids = json.dumps([image.id for image in images if image.table == table])
        for key in connection.exec_driver_sql(f"PRAGMA main.foreign_key_list({table})").all():
            parent, column, on_delete = key[2], key[3], key[6]
            repair = (
                f"DELETE FROM main.{table}"
                if on_delete == "CASCADE"
                else f"UPDATE main.{table} SET {column} = NULL"
            )
            connection.exec_driver_sql(
                f"{repair} WHERE id IN (SELECT value FROM json_each(?)) AND {column} IS NOT NULL"
                f" AND NOT EXISTS (SELECT 1 FROM main.{parent} parent"
                f" WHERE parent.id = {table}.{column})",
                (ids,),
            )


def _tidy_faces(connection: Connection, since: datetime) -> None:
    """Nobody's face was assigned by nobody; a younger group that lost its last face goes."""
    connection.exec_driver_sql(
        "UPDATE face SET assigned_by = NULL WHERE person_id IS NULL AND assigned_by IS NOT NULL"
        " AND id IN (SELECT id FROM change_log WHERE tbl = 'face')"
    )
    connection.exec_driver_sql(
        "DELETE FROM person WHERE name IS NULL AND created_at > ? AND id IN"
        " (SELECT old ->> '$.person_id' FROM change_log WHERE tbl = 'face')"
        " AND NOT EXISTS (SELECT 1 FROM face WHERE face.person_id = person.id)",
        (since.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),),
    )
