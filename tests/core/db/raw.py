"""SQL past the app, and rows with just the columns that a test is about."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

MOMENT = "2026-01-02 03:04:05.000000"


def add(connection: sqlite3.Connection, table: str, **values: object) -> None:
    """Add a row with these values, and with any in all others that must have one."""
    usual: dict[str, object] = {
        "library_id": "lib",
        "folder_id": "folder",
        "asset_id": "asset",
        "face_id": "face",
        "VARCHAR": "x",
        "INTEGER": 1,
        "FLOAT": 0.5,
        "BOOLEAN": 0,
        "DATETIME": MOMENT,
    }
    for _, name, kind, is_needed, *_ in connection.execute(f"PRAGMA table_info({table})"):
        if is_needed:
            values.setdefault(name, usual.get(name, usual[kind]))
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", [*values.values()]
    )


def put(file: Path, table: str, **values: object) -> None:
    """Add a row to a file, see `add`."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        add(connection, table, **values)


def sql(file: Path, *statements: str, values: Sequence[object] = ()) -> list[Any]:
    """Run statements on a file, each by itself with those values; return the last one's rows.

    A row of one column is that column's value.
    """
    rows: list[Any] = []
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            rows = connection.execute(statement, values).fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]
