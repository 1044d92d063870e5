"""The one door to the library: short reads anywhere, every write on one thread."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from sqlmodel import Session

from app.core import cache, health, history, migrations
from app.core.changes import Changes
from app.core.recorder import Recorder
from app.core.storage import engine, explained
from app.errors import AppError

T = TypeVar("T")
Listener = Callable[[Changes, object], None]
Done = tuple[T, int | None]  # a result, and the step it is about

_POLL_SECONDS = 0.5  # how soon an idle writer sees what another process wrote
_log = logging.getLogger(__name__)


class Written(NamedTuple, Generic[T]):
    """What a write gave back, what it touched, and the step of the history it is about, if any."""

    result: T
    changes: Changes
    step_id: int | None = None


class Database:
    """library.db with cache.db beside it; opening migrates, and raises AppError in plain words."""

    def __init__(self, library_db: Path, cache_db: Path) -> None:
        self.cache_folder = cache_db.parent  # where what can be made anew may lie, too
        with explained():
            health.expect_library(library_db, cache_db)
            migrations.migrate(library_db)
            cache.prepare(cache_db, library_db)
            self._reading = engine(library_db, cache_db, read_only=True)
            self._writing = engine(library_db, cache_db, read_only=False)
            self._connection = self._writing.connect()
            self._recorder = Recorder(self._driver())
            self._data_version = self._read_data_version()
        self._listeners: list[Listener] = []
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._is_open = True
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A short session that sees one moment of the library and cannot change it."""
        with explained(), Session(self._reading, expire_on_commit=False) as session:
            yield session

    def write(
        self, fn: Callable[[Session], T], *, label: str | None = None, initiator: object = None
    ) -> Future[Written[T]]:
        """Run `fn` on the writer in one transaction; with a label it is a step of the history.

        Listeners are told before the future is done. `initiator` is handed on to them.
        """

        def work(session: Session) -> Done[T]:
            result = fn(session)
            session.flush()
            if label is None:
                return result, None
            return result, history.record(session, label, self._recorder)

        return self._submit(work, initiator)

    def undo(self, *, step_id: int | None = None, initiator: object = None) -> Future[Written[str]]:
        """Take the newest step back; the result is its label.

        With `step_id` that step, or a Conflict that says why not: undo does what is written on it.
        """
        return self._replay(history.undo, step_id, initiator)

    def redo(self, *, step_id: int | None = None, initiator: object = None) -> Future[Written[str]]:
        """Do the last undone step again, or with `step_id` that one; the result is its label."""
        return self._replay(history.redo, step_id, initiator)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(changes, initiator)` on the writer thread after each commit.

        Returns what ends the subscription.
        """
        with self._lock:
            self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = [known for known in self._listeners if known is not listener]

        return unsubscribe

    def close(self) -> None:
        """Finish the writes that were asked for, then let go of the files."""
        with self._lock:
            if not self._is_open:
                return
            self._is_open = False
            self._tasks.put(None)
        self._thread.join()
        self._connection.close()
        self._writing.dispose()
        self._reading.dispose()

    def _replay(
        self,
        turn: Callable[[Session, Recorder, int | None], history.HistoryStep],
        step_id: int | None,
        initiator: object,
    ) -> Future[Written[str]]:
        def work(session: Session) -> Done[str]:
            step = turn(session, self._recorder, step_id)
            return step.label, step.id

        return self._submit(work, initiator)

    def _submit(self, work: Callable[[Session], Done[T]], initiator: object) -> Future[Written[T]]:
        future: Future[Written[T]] = Future()
        with self._lock:
            if not self._is_open:
                raise AppError("The library is closed.")
            self._tasks.put(lambda: self._settle(future, work, initiator))
        return future

    def _work(self) -> None:
        """The writer thread."""
        while True:
            try:
                task = self._tasks.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                task = self._look_around
            if task is None:
                return
            task()

    def _settle(
        self, future: Future[Written[T]], work: Callable[[Session], Done[T]], initiator: object
    ) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            written = self._transact(work)
        except BaseException as error:
            future.set_exception(error)
        else:
            self._publish(written.changes, initiator)
            future.set_result(written)

    def _transact(self, work: Callable[[Session], Done[T]]) -> Written[T]:
        with explained(), Session(self._connection, expire_on_commit=False) as session:
            connection = session.connection()  # begins: from here on nobody else writes
            self._look_around()
            self._recorder.clear(connection)
            result, step_id = work(session)
            changes = self._recorder.changes(connection)
            session.commit()
        return Written(result, changes, step_id)

    def _look_around(self) -> None:
        """Tell the listeners when another process has written."""
        try:
            version = self._read_data_version()
        except sqlite3.Error:
            _log.warning("cannot look for other writers", exc_info=True)
            return
        if version != self._data_version:
            self._data_version = version
            self._publish(Changes.everything(), None)

    def _read_data_version(self) -> int:
        # Past SQLAlchemy, which would begin a transaction for it.
        return int(self._driver().execute("PRAGMA main.data_version").fetchone()[0])

    def _driver(self) -> sqlite3.Connection:
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return driver

    def _publish(self, changes: Changes, initiator: object) -> None:
        if not changes:
            return
        for listener in self._listeners:
            try:
                listener(changes, initiator)
            except Exception:
                _log.exception("a listener failed")
