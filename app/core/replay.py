"""Bring rows back to what a step of the history remembers."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

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
    _restore(connection, kept)
    _delete(connection, (image for image in gone if image.table not in _LEAVES))
    _cut_loose_ends(connection, kept)
    _tidy_faces(connection, since)


def _delete(connection: Connection, images: Iterable[RowImage]) -> None:
    ids: dict[str, list[str]] = {}
    for image in images:
        ids.setdefault(image.table, []).append(image.id)
    for table, rows in ids.items():
        every = "SELECT value FROM json_each(?)"
        connection.exec_driver_sql(
            f"DELETE FROM main.{table} WHERE id IN ({every})", (json.dumps(rows),)
        )


def _free_names(connection: Connection, images: list[RowImage]) -> None:
    """Names that change hands must be free for a moment: SQLite checks each row at once."""
    named = [
        (image.id,)
        for image in images
        if image.table == "person" and (image.columns is None or "name_key" in image.columns)
    ]
    if named:
        connection.exec_driver_sql("UPDATE person SET name_key = NULL WHERE id = ?", named)


def _restore(connection: Connection, images: list[RowImage]) -> None:
    """Put the columns back; a row that is gone returns only if the step remembers it whole."""
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
    for image in images:
        columns = image.columns or {}
        row = (*columns.values(), image.id) if "id" not in columns else (*columns.values(),)
        alike.setdefault((image.table, tuple(columns)), []).append(row)
    for (table, names), rows in alike.items():
        connection.exec_driver_sql(_restoring(table, names), rows)


def _restoring(table: str, names: tuple[str, ...]) -> str:
    """SQL for a row as a whole (it has an id), or for some columns of a row that should be there.

    OR IGNORE: a row whose place another one has taken meanwhile stays away.
    """
    if "id" not in names:
        values = ", ".join(f'"{name}" = ?' for name in names)
        return f"UPDATE OR IGNORE main.{table} SET {values} WHERE id = ?"
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    values = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
    return (
        f"INSERT OR IGNORE INTO main.{table} ({listed}) VALUES ({marks})"
        f" ON CONFLICT (id) DO UPDATE SET {values}"
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
