"""Check whether the database files that were opened are still the files at their paths."""

from pathlib import Path

from kinfolk.core.db.storage import beside
from kinfolk.errors import Replaced
from kinfolk.files import Identity, identity_if_there


class OpenFiles:
    """Know the open files of a library: writes go to them, wherever they lie now.

    On Windows open files can't be moved.
    """

    _library_beside: list[Identity | None] | None
    _cache: list[Identity | None] | None

    def __init__(self, library_db: Path, cache_db: Path) -> None:
        """Note the files; create it while they are open."""
        self._library_db, self._cache_db = library_db, cache_db
        self._library = identity_if_there(library_db)
        self.opened()

    def opened(self) -> None:
        """Note which logs lie beside the files, after SQLite has opened them."""
        self._library_beside = [identity_if_there(path) for path in beside(self._library_db)]
        self._cache = self._cache_now()

    def closed(self) -> None:
        """Note that the files will be opened again: SQLite may delete the logs beside them."""
        self._library_beside = self._cache = None

    def check(self) -> None:
        """Raise Replaced unless library.db and its log are those that were opened."""
        is_there = identity_if_there(self._library_db) == self._library
        if is_there and self._library_beside is not None:
            now = [identity_if_there(path) for path in beside(self._library_db)]
            # None is allowed here, too, because the writer may have closed the files in between.
            is_there = self._library_beside in (None, now)
        if not is_there:
            raise Replaced(
                "The library was moved or replaced while Kinfolk was open.",
                "Kinfolk has stopped saving. Put {file} back, or close and reopen Kinfolk.",
                file=self._library_db,
            )

    def strays(self) -> list[Path]:
        """Return the logs of our files if other database files have taken their place.

        SQLite would take such a log for the other file's own, and damage that.
        """
        found = []
        for database, ours, logs in (
            (self._library_db, self._library, self._library_beside),
            (self._cache_db, *self._of_cache()),
        ):
            if logs is not None and identity_if_there(database) not in (None, ours):
                now = zip(beside(database), logs, strict=True)
                found += [
                    path for path, own in now if own is not None and identity_if_there(path) == own
                ]
        return found

    def has_cache(self) -> bool:
        """Return whether cache.db is still the file that was opened."""
        return self._cache in (None, self._cache_now())

    def _of_cache(self) -> tuple[Identity | None, list[Identity | None] | None]:
        return (None, None) if self._cache is None else (self._cache[0], self._cache[1:])

    def _cache_now(self) -> list[Identity | None]:
        return [identity_if_there(path) for path in (self._cache_db, *beside(self._cache_db))]
