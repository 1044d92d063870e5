"""Many rows at once, for tests of what depends on a library's size."""

import sqlite3


def copies(connection: sqlite3.Connection, table: str, number: int, **instead: str) -> None:
    """Insert that number of copies of the table's first row.

    instead: SQL by column for the columns that differ; in it i is the number of the copy, from 1
    on.
    """
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(instead.get(name, f"first.{name}") for name in columns)
    connection.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number})"
        f" INSERT INTO {table} SELECT {values} FROM n, (SELECT * FROM {table} LIMIT 1) AS first"
    )
