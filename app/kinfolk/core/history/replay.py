"""Undo and redo: bring rows back to what a step of the history remembers."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection

from kinfolk.core.db.bulk import many
from kinfolk.core.db.models import WATCHED, AssignedBy, Source
from kinfolk.core.db.recorder import Row, RowImage
from kinfolk.core.names import key, told
from kinfolk.errors import Conflict, NameTaken

# No other table refers to these rows. They are deleted first, so that another row for the same face
# and person, or for the same path, can come back.
_LEAVES = (
    "place",
    "dismissed_box",
    "rejection",
    "distinct_pair",
    "name_claim",
    "sidecar_entry",
    "sidecar",
    "presence",
    "saved_search",
)
_WRITTEN = ("sidecar", "sidecar_entry")  # they say what is in files
_NAMED = ("person", "saved_search")  # tables with unique names in a library

Place = Literal["library", "folder"]


def replay(connection: Connection, images: list[RowImage], *, since: datetime) -> None:
    """Apply the images of a step made at `since` over whatever happened in the background.

    Rows that are gone stay gone, columns the step did not touch keep their values, and a reference
    to a row that is gone is cut or followed as the schema says. Raises Conflict before anything is
    lost, if a name is taken now, or if a folder to be deleted has newer photos.
    """
    if is_held(connection, images, "folder"):
        raise Conflict("Something new has been added to it since.", "Remove the folder instead.")
    # Checked only at the commit: rows come back in any order, a face before its person.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    with many(connection, len(images)):
        _put_back(connection, images, since)


def _put_back(connection: Connection, images: list[RowImage], since: datetime) -> None:
    """Bring all rows of the images back, in an order that no constraint of the schema forbids."""
    images = [*images, *_of_those_back(connection, images)]
    kept = [image for image in images if image.columns is not None]
    gone = [image for image in images if image.columns is None]
    _delete(connection, (image for image in gone if image.table in _LEAVES))
    _free_names(connection, images)
    _refuse_taken_names(connection, kept)
    _make_way(connection, kept)
    all_of_it, kept = kept, _without_those_back(connection, kept)
    _restore(connection, kept)
    _look_again(connection, all_of_it, kept)
    # After restoring: a row that moves to another person must not be deleted with the old one.
    _delete(connection, (image for image in gone if image.table not in _LEAVES))
    _unmark_faces(connection, kept, since)
    _cut_loose_ends(connection, kept)
    _tidy_faces(connection, since)


def _of_those_back(connection: Connection, images: list[RowImage]) -> Iterator[RowImage]:
    """Yield what is said of remembered rows for the rows that came back with their pictures."""
    whose: dict[str, str | None] = {}
    was: dict[str, Row] = {}  # the row that was remembered
    for image in images:
        columns = image.columns or {}
        if image.table == "remembered" and "person_id" in columns and "id" not in columns:
            whose[image.id] = columns["person_id"]
            was[image.id] = json.loads(columns.get("row", "{}"))
    for table in ("face", "presence", "rejection"):
        there = connection.exec_driver_sql(
            f"SELECT id FROM main.{table} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(whose)),),
        )
        for row_id in there.scalars():
            owner: dict[str, Any] = {"person_id": whose[row_id]}
            if table == "face":  # steps of older versions don’t know it; mostly it was the user
                given = was[row_id].get("assigned_by", AssignedBy.USER.value)
                owner |= {"assigned_by": given, "scan_id": None}
            yield RowImage(table, row_id, owner)
    portraits = connection.exec_driver_sql(
        "SELECT id, thumbnail_face_id FROM main.person"
        " WHERE thumbnail_face_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(whose)),),
    )
    for person_id, face_id in portraits:
        if person_id != whose[face_id]:
            yield RowImage("person", person_id, {"thumbnail_face_id": None})
            yield RowImage("person", whose[face_id] or "", {"thumbnail_face_id": face_id})


def is_held(connection: Connection, images: list[RowImage], place: Place) -> bool:
    """Return whether a folder or library to be deleted has rows that the step does not know.

    Those came by scans, and would be deleted with it.
    """
    gone = [image.id for image in images if image.columns is None and image.table == place]
    if not gone:
        return False
    for table in WATCHED:
        known = json.dumps([image.id for image in images if image.table == table])
        keys = _references(connection, table)
        for column in [column for parent, column, _ in keys if parent == place]:
            # Ids as one JSON text, because a statement takes only so many parameters.
            held = connection.exec_driver_sql(
                f"SELECT 1 FROM main.{table} WHERE {column} IN (SELECT value FROM json_each(?))"
                f" AND id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
                (json.dumps(gone), known),
            )
            if held.first() is not None:
                return True
    return False


def applied(connection: Connection, images: list[RowImage]) -> bool:
    """Return whether a replay did all that the images say, and touched no other rows.

    Unnamed groups that it left with one face or none may be deleted.
    """
    remembered = {(image.table, image.id) for image in images}
    log = connection.exec_driver_sql(
        "SELECT tbl, id, old ->> '$.name', old ->> '$.person_id' FROM change_log"
    )
    others = [row for row in log if (row[0], row[1]) not in remembered]
    groups = {row_id for table, row_id, name, _ in others if table == "person" and name is None}
    left = {row_id for table, row_id, _, owner in others if table == "face" and owner in groups}
    # Any other row, for example a rejection for such a group, is someone's decision.
    if any(row_id not in groups | left for _, row_id, _, _ in others):
        return False
    return all(_stands(connection, image_table, images) for image_table in WATCHED)


def _stands(connection: Connection, table: str, images: list[RowImage]) -> bool:
    """Return whether the table's rows are as the images say."""
    wanted = {image.id: image.columns for image in images if image.table == table}
    rows = connection.exec_driver_sql(
        f"SELECT * FROM main.{table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    ).mappings()
    there = {row["id"]: row for row in rows}
    return all(
        row_id not in there
        if columns is None
        else row_id in there and columns.items() <= dict(there[row_id]).items()
        for row_id, columns in wanted.items()
    )


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
    """Free the names of these rows for a moment, as SQLite checks uniqueness row by row."""
    for table in _NAMED:
        named = [
            (image.id,)
            for image in images
            if image.table == table and (image.columns is None or "name_key" in image.columns)
        ]
        if named:  # an id is no one's name
            connection.exec_driver_sql(f"UPDATE {table} SET name_key = id WHERE id = ?", named)


def _refuse_taken_names(connection: Connection, images: list[RowImage]) -> None:
    """Raise NameTaken or Conflict if another person or search has a name that comes back."""
    for image in images:
        columns = image.columns or {}
        if image.table in _NAMED and columns.get("name_key") is not None:
            taken = connection.exec_driver_sql(
                f"SELECT id, name FROM main.{image.table} WHERE id != ?1 AND name_key = ?2"
                f" AND library_id ="
                # A step holds only the columns that changed, so as a rule not the library.
                f" coalesce(?3, (SELECT library_id FROM main.{image.table} WHERE id = ?1))",
                (image.id, columns["name_key"], columns.get("library_id")),
            ).first()
            if taken is not None and image.table == "person":
                raise NameTaken(taken.id, taken.name, "Nothing was changed.")
            if taken is not None:
                said = "There’s already a search named {name}."
                raise Conflict(said, "Nothing was changed.", name=taken.name)


def use_usual_names(connection: Connection) -> None:
    """Bring the names of touched rows to the form of today, unless it is someone else's name.

    Steps of older versions put odd spaces back. Call it last: `applied` compares with the images.
    """
    for table in _NAMED:
        touched = f"id IN (SELECT id FROM change_log WHERE tbl = '{table}')"
        rows = connection.exec_driver_sql(f"SELECT id, name FROM main.{table} WHERE {touched}")
        for row_id, name in rows.all():
            usual = told(name or "") or name
            if usual != name:
                connection.exec_driver_sql(
                    f"UPDATE OR IGNORE main.{table} SET name = ?, name_key = ? WHERE id = ?",
                    (usual, key(usual), row_id),
                )


def _make_way(connection: Connection, images: list[RowImage]) -> None:
    """Replace folders and photos that were added and scanned again by those that come back."""
    faces = json.dumps([image.id for image in images if image.table == "face"])
    tables = {"folder", "asset"} & {image.table for image in images}
    replaced: list[tuple[RowImage, str]] = []  # each with the newer row
    for image in images:
        columns = image.columns or {}
        if image.table in tables and "id" in columns:
            # A folder that was removed may have been added and scanned again before the removal is
            # undone.
            newer = connection.exec_driver_sql(
                f"SELECT id FROM main.{image.table} WHERE library_id = ? AND path = ? AND id != ?",
                (columns["library_id"], columns["path"], image.id),
            ).scalar()
            if newer is not None:
                if image.table == "asset":
                    _refuse_own_names(connection, newer, faces)
                replaced.append((image, newer))
    if not replaced:
        return
    # Moved before the newer rows take them along: of a row that exists, a step holds only the
    # columns that differ.
    _move_out(connection, images, [newer for _, newer in replaced])
    children = {table: _children(connection, table) for table in tables}
    for image, newer in replaced:
        for child, column in children[image.table]:
            # What we wrote to files since is there, whatever the step remembers.
            if image.table == "folder" or child in _WRITTEN:
                connection.exec_driver_sql(
                    f"UPDATE main.{child} SET {column} = ? WHERE {column} = ?", (image.id, newer)
                )
        connection.exec_driver_sql(f"DELETE FROM main.{image.table} WHERE id = ?", (newer,))


def _move_out(connection: Connection, images: list[RowImage], photos: list[str]) -> None:
    """Move rows out of these photos to those that will have them; files may have changed places."""
    for table, column in _children(connection, "asset"):
        if table in _WRITTEN:
            continue
        query = f"SELECT id FROM main.{table} WHERE {column} IN (SELECT value FROM json_each(?))"
        there = set(connection.exec_driver_sql(query, (json.dumps(photos),)).scalars())
        moved = [
            (image.columns[column], image.id)
            for image in images
            if image.table == table and image.id in there
            if image.columns and column in image.columns
        ]
        if moved:
            this = f"UPDATE main.{table} SET {column} = ? WHERE id = ?"
            connection.exec_driver_sql(this, moved)


def _refuse_own_names(connection: Connection, newer: str, faces: str) -> None:
    """Raise Conflict if the newer photo has decided faces other than these, given as JSON."""
    decided = connection.exec_driver_sql(
        "SELECT 1 FROM main.face WHERE asset_id = ? AND (assigned_by = ? OR source = ?)"
        " AND id NOT IN (SELECT value FROM json_each(?))",
        (newer, AssignedBy.USER.value, Source.MANUAL.value, faces),
    )
    if decided.first() is not None:
        raise Conflict("Its photos are already back in the library, with their own names.")


def _without_those_back(connection: Connection, images: list[RowImage]) -> list[RowImage]:
    """Leave out rows that came back to another photo with the same picture: they stay there."""
    back: set[str] = set()
    for table in ("face", "presence", "dismissed_box", "name_claim", "sidecar_entry", "sidecar"):
        wanted = {
            image.id: image.columns["asset_id"]
            for image in images
            if image.table == table and image.columns and "id" in image.columns
        }
        there = connection.exec_driver_sql(
            f"SELECT id, asset_id FROM main.{table} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(wanted)),),
        )
        back.update(row_id for row_id, asset_id in there if wanted[row_id] != asset_id)
    return [image for image in images if image.id not in back]


def _look_again(connection: Connection, images: list[RowImage], restored: list[RowImage]) -> None:
    """Let the next scan look at photos to which a face came back that they do not show now.

    Another photo has it, or the photo was edited while the face was gone, so that no scan could
    find it in the picture as it is now.
    """
    there = {image.id for image in restored}
    faces = [
        (image.columns["asset_id"], image.columns["seen_in"] if image.id in there else None)
        for image in images
        if image.table == "face" and image.columns and "id" in image.columns
    ]
    # A photo that comes back itself shows what it showed.
    faces = [(photo, seen_in) for photo, seen_in in faces if not seen_in or photo not in there]
    if faces:
        unseen = "UPDATE main.asset SET is_looked_at = FALSE WHERE id = ? AND picture IS NOT ?"
        connection.exec_driver_sql(unseen, faces)


def _references(connection: Connection, table: str) -> list[tuple[str, str, str]]:
    """Return a table's foreign keys: the parent table, the column, and the action on delete."""
    keys = connection.exec_driver_sql(f"PRAGMA main.foreign_key_list({table})").all()
    return [(key[2], key[3], key[6]) for key in keys]


def _children(connection: Connection, parent: str) -> list[tuple[str, str]]:
    """Return the tables that refer to that one, with the column."""
    keys = ((table, *key) for table in WATCHED for key in _references(connection, table))
    return [(table, column) for table, known, column, _ in keys if known == parent]


def _restore(connection: Connection, images: list[RowImage]) -> None:
    """Put the columns back; a row that is gone comes back only if the step has all columns."""
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
    for image in images:
        columns = image.columns or {}
        row = (*columns.values(), image.id) if "id" not in columns else (*columns.values(),)
        alike.setdefault((image.table, tuple(columns)), []).append(row)
    for (table, names), rows in alike.items():
        connection.exec_driver_sql(_restoring(table, names), rows)


def _restoring(table: str, names: tuple[str, ...]) -> str:
    """Return SQL to insert a whole row, or to update columns of a row that should exist.

    With OR IGNORE, because another row may have taken its unique place in the meantime.
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


def _unmark_faces(connection: Connection, images: list[RowImage], since: datetime) -> None:
    """Clear the `scan_id` of later scans from faces whose person is put back.

    A step in which the user assigns a face clears its `scan_id`, and so remembers the old one. A
    step that moves faces with their state (merge, split) leaves it.
    """
    moved = [
        image.id
        for image in images
        if image.table == "face"
        and "person_id" in (image.columns or {})
        and "scan_id" not in (image.columns or {})
    ]
    connection.exec_driver_sql(
        "UPDATE face SET scan_id = NULL WHERE scan_id IS NOT NULL"
        " AND id IN (SELECT value FROM json_each(?)) AND (assigned_by IS NOT ?"
        " OR scan_id IN (SELECT id FROM scan WHERE started_at > ?))",
        (json.dumps(moved), AssignedBy.AUTO.value, _as_stored(since)),
    )


def _cut_loose_ends(connection: Connection, images: list[RowImage]) -> None:
    """Follow references to rows that were deleted in the meantime, as foreign keys would."""
    for table in WATCHED:
        ids = [image.id for image in images if image.table == table]
        for parent, column, on_delete in _references(connection, table) if ids else ():
            repair = (
                f"DELETE FROM main.{table}"
                if on_delete == "CASCADE"
                else f"UPDATE main.{table} SET {column} = NULL"
            )
            connection.exec_driver_sql(
                f"{repair} WHERE id IN (SELECT value FROM json_each(?)) AND {column} IS NOT NULL"
                f" AND NOT EXISTS (SELECT 1 FROM main.{parent} parent"
                f" WHERE parent.id = {table}.{column})",
                (json.dumps(ids),),
            )


def _tidy_faces(connection: Connection, since: datetime) -> None:
    """Clear `assigned_by` of faces without a person; delete younger groups that are empty now.

    A scan may have grouped faces that the step had left to no one. If this leaves one face in a
    group, the group is dissolved, too.
    """
    connection.exec_driver_sql(
        "UPDATE face SET person_id = NULL, assigned_by = NULL, scan_id = NULL"
        " WHERE assigned_by = ? AND person_id IN (SELECT id FROM person"
        " WHERE name IS NULL AND NOT is_settled AND created_at > ? AND id IN"
        " (SELECT old ->> '$.person_id' FROM change_log WHERE tbl = 'face')"
        " AND (SELECT count(*) FROM face AS theirs WHERE theirs.person_id = person.id) = 1)",
        (AssignedBy.AUTO.value, _as_stored(since)),
    )
    connection.exec_driver_sql(
        "UPDATE face SET assigned_by = NULL WHERE person_id IS NULL AND assigned_by IS NOT NULL"
        " AND id IN (SELECT id FROM change_log WHERE tbl = 'face')"
    )
    connection.exec_driver_sql(
        "DELETE FROM person WHERE name IS NULL AND created_at > ? AND id IN"
        " (SELECT old ->> '$.person_id' FROM change_log WHERE tbl = 'face')"
        " AND NOT EXISTS (SELECT 1 FROM face WHERE face.person_id = person.id)",
        (_as_stored(since),),
    )


def _as_stored(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
