"""The log of changed rows: a gallery, in memory or in a file, reads these alone again.

Triggers in both files write it, whoever writes: an older Kinfolk and another process, too. Each row
has a mark drawn at random, so that a file that was exchanged meanwhile (a backup restored, a cache
made anew) is told from one that was written on. Only the newest rows are kept.
"""

from collections import defaultdict
from typing import NamedTuple

from sqlmodel import Session

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.models import CACHE

Row = tuple[int, int]  # its number and its mark


class Watermark(NamedTuple):
    """How far somebody has read: the newest row of library.db, and of cache.db."""

    library: Row
    cache: Row

    def since(self, earlier: "Watermark") -> int:
        """How many rows were touched between the two, some of them more than once."""
        return self.library[0] - earlier.library[0] + self.cache[0] - earlier.cache[0]


def watermark(session: Session) -> Watermark:
    """The moment that the session sees."""
    found = []
    for schema in ("main", CACHE):
        newest = f"SELECT n, mark FROM {schema}.touched ORDER BY n DESC LIMIT 1"
        row = session.connection().exec_driver_sql(newest).first()
        found.append((0, 0) if row is None else (row[0], row[1]))
    return Watermark(*found)


def since(session: Session, known: Watermark, engine_id: str) -> tuple[Changes, Watermark]:
    """What was touched since that moment, and the one that the session sees.

    Faces that the engine has embedded since are among the faces. Everything is touched where that
    is too long ago, or of other files.
    """
    connection = session.connection()
    rows = connection.exec_driver_sql(
        "SELECT n, mark, tbl, row_id FROM main.touched WHERE n >= ? ORDER BY n", (known.library[0],)
    ).fetchall()
    embedded = connection.exec_driver_sql(
        f"SELECT n, mark, engine_id, face_id FROM {CACHE}.touched WHERE n >= ? ORDER BY n",
        (known.cache[0],),
    ).fetchall()
    # The row at which the reader stopped is read again: its mark says that the file is the same.
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
