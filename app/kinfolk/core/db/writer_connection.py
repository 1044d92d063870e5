"""The connection that writes, with its recorder: thrown away after any failure."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from kinfolk.core.db.models import CACHE
from kinfolk.core.db.recorder import Recorder
from kinfolk.core.db.storage import BUSY_SECONDS, connect


class WriterConnection:
    """One connection to both files, its recorder, and a second one that sees what is committed."""

    def __init__(self, engine: Engine, library_db: Path) -> None:
        # Another connection sees what is committed and no more: see `witness`.
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
        """Whether a commit is on the disk before it returns; asked between transactions."""
        mode = "FULL" if wanted else "NORMAL"
        self._driver.execute(f"PRAGMA main.synchronous = {mode}")

    def others_wrote(self) -> bool:
        """Whether somebody else has committed since this was asked last."""
        before, self._others = self._others, _data_version(self._driver)
        return before != self._others

    def witness(self, step_id: int) -> Callable[[], bool]:
        """What tells whether the open transaction was committed, by its step of the history.

        Asked from beside, after the commit has failed: data_version would not do, as it changes
        with the log, too. Asked before it as well: the connection beside has nothing in memory, and
        so meets damage in the file before anything more is written.
        """
        ours, before = _step(self._driver, step_id), _step(self._beside, step_id)
        return lambda: ours != before and _step(self._beside, step_id) == ours

    def is_free(self, within: float) -> bool:
        """Whether nobody else writes, or has ended so many seconds from now."""
        with _patient(self._driver, within):
            try:
                self._driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                return False
            self._driver.execute("ROLLBACK")
        return True

    def write_over(self) -> None:
        """Commit something that changes nothing, in the place of a commit that failed.

        Where only the sync failed, that one stands in the log whole, and after a crash SQLite
        would take it from there. Whoever else writes now does the same.
        """
        with suppress(sqlite3.Error), _patient(self._driver, 0):
            # A write of the same value is a commit, too, and takes the place of the failed one in
            # the log.
            version = self._driver.execute("PRAGMA main.user_version").fetchone()[0]
            self._driver.execute(f"PRAGMA main.user_version = {version}")

    def checkpoint(self) -> bool:
        """Move what waits in the -wal into library.db; whether nothing waits any more."""
        try:
            moving = self._driver.execute("PRAGMA main.wal_checkpoint(PASSIVE)")
            _, waiting, moved = moving.fetchone()
        except sqlite3.Error:  # what was committed stands in the -wal, and is read from there
            return False
        return bool(waiting == moved)

    def rewrite(self) -> bool:
        """Both files anew, without anything that was deleted; whether their logs are empty, too.

        They are not while somebody reads in them.
        """
        for schema in ("main", CACHE):
            self._driver.execute(f"VACUUM {schema}")
        is_read = False
        for schema in ("main", CACHE):
            emptying = self._driver.execute(f"PRAGMA {schema}.wal_checkpoint(TRUNCATE)")
            is_read |= bool(emptying.fetchone()[0])
        return not is_read

    def discard(self) -> None:
        """Close it, whatever state it is in."""
        # Invalidated first: `close` alone would give it back to the pool, for the next one to use.
        for let_go in (self.connection.invalidate, self.connection.close, self._beside.close):
            with suppress(Exception):
                let_go()

    @property
    def _driver(self) -> sqlite3.Connection:
        driver = self.connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return driver


def _data_version(connection: sqlite3.Connection) -> int:
    # Past SQLAlchemy, which would begin a transaction for it.
    return int(connection.execute("PRAGMA main.data_version").fetchone()[0])


@contextmanager
def _patient(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Wait no longer for somebody else's lock."""
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _step(connection: sqlite3.Connection, step_id: int) -> tuple[object, ...] | None:
    facts = "SELECT code, is_undone, size, created_at FROM main.step WHERE id = ?"
    row: tuple[object, ...] | None = connection.execute(facts, (step_id,)).fetchone()
    return row
