"""Whether the files that were opened are the files that lie there."""

import os
from pathlib import Path

from app.core.storage import beside
from app.errors import Replaced

# Device and inode, null where there is no such file. Windows moves no file that is open.
Identity = tuple[int, int] | None


class Presence:
    """The open files of a library: what is written goes to them, wherever they lie by now."""

    def __init__(self, library_db: Path, cache_db: Path) -> None:
        """To be made while the files are open."""
        self._library_db, self._cache_db = library_db, cache_db
        self._library = _identities(library_db)
        self._cache = _identities(cache_db)

    def check(self) -> None:
        """Raise Replaced unless library.db and its log are those that were opened."""
        if _identities(self._library_db) != self._library:
            raise Replaced(
                "The library was moved or replaced while Kinfolk was open.",
                f"Nothing more is written. Put {self._library_db} back,"
                " or close Kinfolk and open it again.",
            )

    def has_cache(self) -> bool:
        """Whether cache.db is the one that was opened."""
        return _identities(self._cache_db) == self._cache

    def reopened(self) -> None:
        """Both files were closed and opened again; library.db must still be the same."""
        same = self._library[0]
        self._library = [same, *_identities(self._library_db)[1:]]
        self._cache = _identities(self._cache_db)


def _identities(database: Path) -> list[Identity]:
    """Of a database and what SQLite keeps beside it while it is open."""
    return [_identity(path) for path in (database, *beside(database))]


def _identity(path: Path) -> Identity:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
