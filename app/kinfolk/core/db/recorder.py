"""Triggers that note every touched row, whether SQL, the ORM or a foreign key touches it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.models import WATCHED

Row = Mapping[str, Any]


@dataclass(frozen=True)
class RowImage:
    """Hold how to bring a row back: all columns, those that changed, or None to delete it."""

    table: str
    id: str
    columns: Row | None


class Recorder:
    """Keep TEMP triggers on the writer's connection, which note each row as it was at first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "CREATE TEMP TABLE change_log"
            " (tbl TEXT, id TEXT, old TEXT, PRIMARY KEY (tbl, id)) WITHOUT ROWID"
        )
        # The file's columns, not those of today's models: a newer minor version may have more.
        self._columns = {table: columns_of(connection, table) for table in WATCHED}
        self._before_step = Changes()
        for table, columns in self._columns.items():
            for trigger in _triggers(table, columns):
                connection.execute(trigger)

    def clear(self, connection: Connection) -> None:
        """Empty the log, at the beginning of a transaction."""
        self._before_step = Changes()
        connection.exec_driver_sql("DELETE FROM change_log")

    def begin_step(self, connection: Connection) -> None:
        """Begin the undo step: earlier rows count as changes, but are not part of the step."""
        before = self.changes(connection)
        self.clear(connection)
        self._before_step = before

    def changes(self, connection: Connection) -> Changes:
        """Return the rows touched since `clear`."""
        return self._before_step | self._noted(connection)

    def _noted(self, connection: Connection) -> Changes:
        """Return the ids of all rows that the triggers have noted, by table."""
        tables: dict[str, set[str]] = {}
        for table, row_id in connection.exec_driver_sql("SELECT tbl, id FROM change_log"):
            tables.setdefault(table, set()).add(row_id)
        return Changes({table: frozenset(ids) for table, ids in tables.items()})

    def images(self, connection: Connection) -> list[RowImage]:
        """Return what brings every touched row back to its state when the step began."""
        images = []
        touched = {*connection.exec_driver_sql("SELECT DISTINCT tbl FROM change_log").scalars()}
        for table, columns in self._columns.items():
            if table not in touched:
                continue
            rows = connection.exec_driver_sql(
                # For a row that did not exist before, it is enough to know whether it exists now.
                f"SELECT log.id, log.old, CASE WHEN log.old IS NULL THEN row.id"
                f" WHEN row.id IS NOT NULL THEN {as_json('row', columns)} END"
                f" FROM change_log log LEFT JOIN main.{table} row ON row.id = log.id"
                f" WHERE log.tbl = ?",
                (table,),
            )
            for row_id, old, new in rows:
                if old != new:
                    images.append(RowImage(table, row_id, _difference(old, new)))
        return images


def _difference(old: str | None, new: str | None) -> Row | None:
    """Return the old row: whole if it is gone, else only the columns that differ.

    None means that there was no such row. What a remembered row is of (`row`) is always told,
    because the row is gone once its picture is back.
    """
    if old is None:
        return None
    before: dict[str, Any] = json.loads(old)
    if new is None:
        return before
    after = json.loads(new)
    return {name: before[name] for name in before if name == "row" or before[name] != after[name]}


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the types of a table's columns by name, in capitals; empty if there is no table."""
    rows = connection.execute(f"PRAGMA main.table_info({table})")
    return {name: kind.upper() for _, name, kind, *_ in rows}


def as_json(row: str, columns: Mapping[str, str]) -> str:
    """Return SQL for a row as a JSON object.

    Floats are quoted, because json_object would round their last bits.
    """

    def value(name: str, kind: str) -> str:
        if kind not in ("FLOAT", "REAL"):
            return f"{row}.{name}"
        return f"json(CASE WHEN {row}.{name} IS NULL THEN 'null' ELSE quote({row}.{name}) END)"

    pairs = (f"'{name}', {value(name, kind)}" for name, kind in columns.items())
    return f"json_object({', '.join(pairs)})"


def _triggers(table: str, columns: Mapping[str, str]) -> list[str]:
    """Return the SQL of the TEMP triggers that note the old version of each changed row."""
    # NOT EXISTS rather than OR IGNORE, because the outer statement's own conflict clause would win.
    note = (
        "INSERT INTO change_log SELECT '{table}', {row}.id, {old}"
        " WHERE NOT EXISTS (SELECT 1 FROM change_log WHERE tbl = '{table}' AND id = {row}.id)"
    )
    created = note.format(table=table, row="NEW", old="NULL")
    touched = note.format(table=table, row="OLD", old=as_json("OLD", columns))
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    return [
        f"CREATE TEMP TRIGGER {table}_{event} AFTER {event} ON main.{table} {when}"
        f" BEGIN {action}; END"
        for event, when, action in (
            ("INSERT", "", created),
            ("UPDATE", f"WHEN {differs}", touched),
            ("DELETE", "", touched),
        )
    ]
