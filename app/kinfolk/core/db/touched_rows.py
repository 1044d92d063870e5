"""The log of changed rows, from which a gallery of faces learns what to read again.

Triggers in both files write it, whoever writes: an older Kinfolk and another process, too. Each row
has a random mark, which tells a file that was replaced in the meantime (a restored backup, a new
cache) from one that was written on. Only the newest rows are kept.
"""

from collections import defaultdict
from typing import NamedTuple

from sqlmodel import Session

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.models import CACHE

Row = tuple[int, int]  # number and mark


class Watermark(NamedTuple):
    """Hold how far a reader has read: the newest row of library.db, and of cache.db."""

    library: Row
    cache: Row

    def since(self, earlier: "Watermark") -> int:
        """Return how many rows were touched between the two; a row may count more than once."""
        return self.library[0] - earlier.library[0] + self.cache[0] - earlier.cache[0]


def watermark(session: Session) -> Watermark:
    """Return the newest rows that the session sees."""
    found = []
    for schema in ("main", CACHE):
        newest = f"SELECT n, mark FROM {schema}.touched ORDER BY n DESC LIMIT 1"
        row = session.connection().exec_driver_sql(newest).first()
        found.append((0, 0) if row is None else (row[0], row[1]))
    return Watermark(*found)


def since(session: Session, known: Watermark, engine_id: str) -> tuple[Changes, Watermark]:
    """Return what was touched since `known`, and the new watermark.

    Faces that the engine has embedded since count as touched. The changes are
    `Changes.everything()` if `known` is too old, or of files that were replaced.
    """
    connection = session.connection()
    rows = connection.exec_driver_sql(
        "SELECT n, mark, tbl, row_id FROM main.touched WHERE n >= ? ORDER BY n", (known.library[0],)
    ).fetchall()
    embedded = connection.exec_driver_sql(
        f"SELECT n, mark, engine_id, face_id FROM {CACHE}.touched WHERE n >= ? ORDER BY n",
        (known.cache[0],),
    ).fetchall()
    # The row at which the reader stopped is read again: its mark shows that the file is the same.
    if not (rows and embedded and rows[0][:2] == known.library):
        return Changes.everything(), watermark(session)
    if embedded[0][:2] != known.cache:
        return Changes.everything(), watermark(session)
    tables: dict[str, set[str]] = defaultdict(set)
    for _, _, table, row_id in rows[1:]:
        tables[table].add(row_id)
    for _, _, engine, face_id in embedded[1:]:
        if engine == engine_id:
            tables["face"].add(face_id)
    now = Watermark(tuple(rows[-1][:2]), tuple(embedded[-1][:2]))
    return Changes({table: frozenset(ids) for table, ids in tables.items()}), now
