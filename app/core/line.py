"""The connection that writes, with all that hangs on it: thrown away after any failure."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.core.recorder import Recorder
from app.core.storage import connect


class Line:
    """One connection to both files, its recorder, and a look at library.db from beside it."""

    def __init__(self, engine: Engine, library_db: Path) -> None:
        # Its data_version says what really was committed: an own commit does not change one's own.
        self._beside = connect(library_db, may_create=False)
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
        self._is_synced = False  # as `connect` leaves it

    def sync_commits(self, wanted: bool) -> None:
        """Whether a commit is on the disk before it returns; asked between transactions."""
        if wanted != self._is_synced:
            mode = "FULL" if wanted else "NORMAL"
            self._driver.execute(f"PRAGMA main.synchronous = {mode}")
            self._is_synced = wanted

    def others_wrote(self) -> bool:
        """Whether somebody else has committed since this was asked last."""
        before, self._others = self._others, _data_version(self._driver)
        return before != self._others

    def committed(self) -> int:
        """A number that changes with every commit to library.db, whoever makes it."""
        return _data_version(self._beside)

    def checkpoint(self) -> bool:
        """Move what waits in the -wal into library.db; whether nothing waits any more."""
        try:
            moving = self._driver.execute("PRAGMA main.wal_checkpoint(PASSIVE)")
            _, waiting, moved = moving.fetchone()
        except sqlite3.Error:  # what was committed stands in the -wal, and is read from there
            return False
        return bool(waiting == moved)

    def discard(self) -> None:
        """Close it, whatever state it is in."""
        with suppress(Exception):
            self.connection.invalidate()
        with suppress(Exception):
            self.connection.close()
        with suppress(Exception):
            self._beside.close()

    @property
    def _driver(self) -> sqlite3.Connection:
        driver = self.connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return driver


def _data_version(connection: sqlite3.Connection) -> int:
    # Past SQLAlchemy, which would begin a transaction for it.
    return int(connection.execute("PRAGMA main.data_version").fetchone()[0])
