"""Triggers that note every touched row, whoever touches it: SQL, ORM or a foreign key."""

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
    """A row to bring back: its columns (the changed ones of a row that stays), null to delete."""

    table: str
    id: str
    columns: Row | None


class Recorder:
    """TEMP triggers on the writer's connection; the log holds each row as it was at first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "CREATE TEMP TABLE change_log"
            " (tbl TEXT, id TEXT, old TEXT, PRIMARY KEY (tbl, id)) WITHOUT ROWID"
        )
        # The file's columns, not today's models: a newer minor version may have more.
        self._columns = {table: columns_of(connection, table) for table in WATCHED}
        self._before_step = Changes()
        for table, columns in self._columns.items():
            for trigger in _triggers(table, columns):
                connection.execute(trigger)

    def clear(self, connection: Connection) -> None:
        self._before_step = Changes()
        connection.exec_driver_sql("DELETE FROM change_log")

    def begin_step(self, connection: Connection) -> None:
        """What was touched up to here is told, but is no part of the step."""
        before = self.changes(connection)
        self.clear(connection)
        self._before_step = before

    def changes(self, connection: Connection) -> Changes:
        """Which rows were touched since `clear`."""
        return self._before_step | self._noted(connection)

    def _noted(self, connection: Connection) -> Changes:
        tables: dict[str, set[str]] = {}
        for table, row_id in connection.exec_driver_sql("SELECT tbl, id FROM change_log"):
            tables.setdefault(table, set()).add(row_id)
        return Changes({table: frozenset(ids) for table, ids in tables.items()})

    def images(self, connection: Connection) -> list[RowImage]:
        """What would bring every touched row back to what it was as the step began."""
        images = []
        for table, columns in self._columns.items():
            rows = connection.exec_driver_sql(
                # Of a row that was not there it is enough whether it is there now.
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
    """The old row: whole if it is gone, else the columns that differ; null if there was none."""
    if old is None:
        return None
    before: dict[str, Any] = json.loads(old)
    if new is None:
        return before
    after = json.loads(new)
    return {name: value for name, value in before.items() if value != after[name]}


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Names and types, as the file has them."""
    rows = connection.execute(f"PRAGMA main.table_info({table})")
    return {name: kind.upper() for _, name, kind, *_ in rows}


def as_json(row: str, columns: Mapping[str, str]) -> str:
    """SQL for a row as a JSON object; a float keeps its last bit (json_object drops some)."""

    def value(name: str, kind: str) -> str:
        if kind not in ("FLOAT", "REAL"):
            return f"{row}.{name}"
        return f"json(CASE WHEN {row}.{name} IS NULL THEN 'null' ELSE quote({row}.{name}) END)"

    pairs = (f"'{name}', {value(name, kind)}" for name, kind in columns.items())
    return f"json_object({', '.join(pairs)})"


def _triggers(table: str, columns: Mapping[str, str]) -> list[str]:
    # NOT EXISTS rather than OR IGNORE: the outer statement's own conflict clause would win.
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
