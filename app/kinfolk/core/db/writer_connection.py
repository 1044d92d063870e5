"""The connection that writes, with its recorder; it is thrown away after any failure."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from kinfolk.core.db.models import CACHE
from kinfolk.core.db.recorder import Recorder
from kinfolk.core.db.storage import BUSY_SECONDS, connect


class WriterConnection:
    """Own a connection to both files, its recorder, and another one that sees only commits."""

    def __init__(self, engine: Engine, library_db: Path) -> None:
        # Another connection sees only what is committed: see `witness`.
        self._beside = connect(library_db)
        try:
            self.connection: Connection = engine.connect()
        except BaseException:
            self._beside.close()
            raise
        try:
            self.recorder = Recorder(self._driver)
            self._others = _data_version(self._driver)
        except BaseException:
            self.discard()
            raise

    def sync_commits(self, wanted: bool) -> None:
        """Set whether commits are on the disk before they return; call it between transactions."""
        mode = "FULL" if wanted else "NORMAL"
        self._driver.execute(f"PRAGMA main.synchronous = {mode}")

    def others_wrote(self) -> bool:
        """Return whether another process has committed since the last call."""
        before, self._others = self._others, _data_version(self._driver)
        return before != self._others

    def witness(self, step_id: int) -> Callable[[], bool]:
        """Return a function that tells, after a failed commit, whether the step was committed.

        It asks the second connection. `data_version` would not do, because it changes with
        checkpoints, too. Reading once before the commit finds damage in the file before more is
        written, because the second connection has nothing cached.
        """
        ours, before = _step(self._driver, step_id), _step(self._beside, step_id)
        return lambda: ours != before and _step(self._beside, step_id) == ours

    def is_free(self, within: float) -> bool:
        """Wait up to `within` seconds until no one else is writing; return whether that came."""
        with _patient(self._driver, within):
            try:
                self._driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                # The lowest byte is the kind of error; the others tell variants of it apart.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                return False
            self._driver.execute("ROLLBACK")
        return True

    def write_over(self) -> None:
        """Commit a change of nothing after a commit that failed.

        If only the sync failed, the failed commit is complete in the log, and SQLite would apply it
        after a crash. A commit of another process has the same effect.
        """
        with suppress(sqlite3.Error), _patient(self._driver, 0):
            # Writing the same value is a commit, too, which replaces the failed one in the log.
            version = self._driver.execute("PRAGMA main.user_version").fetchone()[0]
            self._driver.execute(f"PRAGMA main.user_version = {version}")

    def checkpoint(self) -> bool:
        """Move the log's content into library.db; return whether the log is finished."""
        try:
            moving = self._driver.execute("PRAGMA main.wal_checkpoint(PASSIVE)")
            _, waiting, moved = moving.fetchone()
        except sqlite3.Error:  # it stays in the log, where it is read from
            return False
        return bool(waiting == moved)

    def rewrite(self) -> bool:
        """Write both files again without deleted content; return whether their logs are empty, too.

        They are not while another process reads.
        """
        for schema in ("main", CACHE):
            self._driver.execute(f"VACUUM {schema}")
        is_read = False
        for schema in ("main", CACHE):
            # Until a log is emptied, the old pages are still in it.
            emptying = self._driver.execute(f"PRAGMA {schema}.wal_checkpoint(TRUNCATE)")
            is_read |= bool(emptying.fetchone()[0])
        return not is_read

    def discard(self) -> None:
        """Close both connections, whatever state they are in."""
        # Invalidated first, because `close` alone would return it to the pool for later use.
        for let_go in (self.connection.invalidate, self.connection.close, self._beside.close):
            with suppress(Exception):
                let_go()

    @property
    def _driver(self) -> sqlite3.Connection:
        """The driver's connection, which begins no transaction by itself."""
        driver = self.connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return driver


def _data_version(connection: sqlite3.Connection) -> int:
    # Not through SQLAlchemy, which would begin a transaction.
    return int(connection.execute("PRAGMA main.data_version").fetchone()[0])


@contextmanager
def _patient(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Set how long the connection waits for locks while the block runs."""
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _step(connection: sqlite3.Connection, step_id: int) -> tuple[object, ...] | None:
    """Return the facts of a step as this connection sees them, or None."""
    facts = "SELECT code, is_undone, size, created_at FROM main.step WHERE id = ?"
    row: tuple[object, ...] | None = connection.execute(facts, (step_id,)).fetchone()
    return row
