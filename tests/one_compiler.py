"""SQLAlchemy compiles a statement once in a run, not once for each library that a test opens.

It took half of the time of the tests.
"""

import sqlalchemy
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from kinfolk.core.db import storage

STATEMENTS = 5000  # more than the tests have
_compiled: LRUCache[object, object] = LRUCache(STATEMENTS)
_first: list[Engine] = []


def _create_engine(address: str, **options: object) -> Engine:
    made = sqlalchemy.create_engine(address, **options)
    _first.append(made) if not _first else None
    # A statement is compiled for a dialect: those of SQLite are all alike.
    made.dialect = made.pool._dialect = _first[0].dialect
    made._compiled_cache = _compiled  # type: ignore[assignment]
    return made


def use() -> None:
    """From here on."""
    storage.create_engine = _create_engine  # type: ignore[attr-defined, assignment]
