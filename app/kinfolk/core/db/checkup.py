"""Check files in the background that are too large to be checked while someone waits."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kinfolk.core.db import cache, health
from kinfolk.core.db.storage import connect

_STEPS = 100_000  # of SQLite, between two checks for stopping
_log = logging.getLogger(__name__)


class Checkup:
    """Check library and cache once, on a thread and connections of its own, and report damage."""

    def __init__(
        self,
        library_db: Path,
        cache_db: Path,
        *,
        on_library: Callable[[list[str]], object],
        on_cache: Callable[[], object],
        on_rows: Callable[[dict[str, list[int]]], object],
        after: float = 0,
    ) -> None:
        """Start the thread if one of the files is large; the check begins after `after` seconds.

        The functions hear of damage, on that thread: of the library, of the cache's pages, and of
        rows whose checksums do not fit.
        """
        self._library_db, self._cache_db = library_db, cache_db
        self._on_library, self._on_cache, self._on_rows = on_library, on_cache, on_rows
        self._after = after
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkup", daemon=True)
        # Smaller files were checked when they were opened.
        if self._looks_at_library or self._looks_at_cache:
            self._thread.start()

    def close(self) -> None:
        """Stop the check at once and wait for the thread to end."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def _looks_at_library(self) -> bool:
        return self._library_db.stat().st_size > health.COMPARED_AT_ONCE

    @property
    def _looks_at_cache(self) -> bool:
        return self._cache_db.stat().st_size > cache.CHECKED_AT_ONCE

    def _run(self) -> None:
        """Wait, then check the files that are large, unless `close` is called."""
        if self._after and self._stop.wait(self._after):
            return
        try:
            if self._looks_at_library:
                self._look(self._library_db, self._check_library)
            if self._looks_at_cache:
                self._look(self._cache_db, self._check_cache)
        except (sqlite3.Error, OSError):  # busy or moved: the next write will report it
            # Being stopped raises as well: then the exception says nothing of interest.
            _log.info("the checkup did not come to its end", exc_info=not self._stop.is_set())

    def _look(self, database: Path, check: Callable[[sqlite3.Connection], None]) -> None:
        """Run a check on a new connection, which `close` can interrupt."""
        with closing(connect(database)) as connection:
            # SQLite asks in between whether to go on, so that closing need not wait for a large
            # file.
            connection.set_progress_handler(self._stop.is_set, _STEPS)
            check(connection)

    def _check_library(self, connection: sqlite3.Connection) -> None:
        if findings := health.damage(connection):
            self._on_library(findings)

    def _check_cache(self, connection: sqlite3.Connection) -> None:
        """Look at the pages, and then at the checksums."""
        try:
            if not cache.says_ok(connection, is_large=True):
                self._on_cache()
                return
            rows = cache.unsound(connection)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in cache.DAMAGE:
                raise
            self._on_cache()
        else:
            if any(rows.values()):
                self._on_rows(rows)
