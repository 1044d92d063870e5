"""Have SQLAlchemy compile each statement once in a run, not once for each library that is opened.

That took half of the tests' time.
"""

import sqlalchemy
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from kinfolk.core.db import storage

STATEMENTS = 5000  # more than the tests have
_compiled: LRUCache[object, object] = LRUCache(STATEMENTS)
_first: list[Engine] = []


def _create_engine(address: str, **options: object) -> Engine:
    """Make an engine that shares the compiled statements of all others."""
    made = sqlalchemy.create_engine(address, **options)
    _first.append(made) if not _first else None
    # Statements are compiled for a dialect; all engines for SQLite can share one.
    made.dialect = made.pool._dialect = _first[0].dialect
    made._compiled_cache = _compiled  # type: ignore[assignment]
    return made


def use() -> None:
    """Use such engines from here on."""
    storage.create_engine = _create_engine  # type: ignore[attr-defined, assignment]
