"""The only access to the library: short reads on any thread, and every write on one thread."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool
from sqlmodel import Session

from kinfolk.core.actions import Action, Origin
from kinfolk.core.db import cache, health, migrations, models, restoring
from kinfolk.core.db.changes import Changes
from kinfolk.core.db.checkup import Checkup
from kinfolk.core.db.open_files import OpenFiles
from kinfolk.core.db.recorder import Recorder
from kinfolk.core.db.storage import DAMAGED, connect, engine, explained, sweep_aside
from kinfolk.core.db.writer_connection import WriterConnection
from kinfolk.core.faces import crops
from kinfolk.core.history import history
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.history.replay import use_usual_names
from kinfolk.errors import AppError, Damaged, StorageError, Waiting

T = TypeVar("T")
Listener = Callable[[Changes], None]
Label = Action | str | Callable[[T], Action]
Done = tuple[T, int | None]  # a result, and the id of its step
TroubleListener = Callable[[AppError], None]

_POLL_SECONDS = 0.5  # how often an idle writer checks for writes of others
_UNTOLD = 2.0  # seconds a write waits for another process before users are told
_CACHE_LOST = (
    "The face pictures were damaged or lost.",
    "All names are safe. Scan for new photos to make the pictures again.",
)
_STILL_READ = (
    "Another app is reading the library.",
    "Try again when no other copy of Kinfolk has it open.",
)
_log = logging.getLogger(__name__)


class Written(NamedTuple, Generic[T]):
    """Hold what a write returned, what it touched, and the id of its history step, if it is one."""

    result: T
    changes: Changes
    step_id: int | None = None


class Database:
    """Own library.db with cache.db attached, and the thread that writes.

    Opening migrates the schema, and raises AppError in plain words. Subscribers are told of each
    commit and its `Changes`, others of trouble with the files. A connection whose transaction
    failed is thrown away: the next write gets a new one.
    """

    def __init__(
        self,
        library_db: Path,
        cache_db: Path,
        *,
        origin: Origin = Origin.OTHER,
        checked_after: float = 0,
        expect: Callable[[], None] = lambda: None,
    ) -> None:
        """Open both files and start the writer; raises AppError if that is not possible.

        `origin` is who writes, unless a write says otherwise. Large files are checked in the
        background after `checked_after` seconds. `expect` is called once the library can't be moved
        any more, and raises AppError if it is elsewhere by then.
        """
        self._origin = origin
        self.cache_folder = cache_db.parent  # for other files that can be made again
        self._library_db, self._cache_db = library_db, cache_db
        # Held while files are replaced, so that no connection is opened to the old one. The thread
        # that replaces them opens one itself, hence the RLock.
        self._opening = threading.RLock()
        # If opening fails, the stack releases the lock on the library; else it is kept until
        # `close`.
        with explained(), ExitStack() as held:
            held.enter_context(restoring.held(library_db))
            expect()
            health.expect_library(library_db, cache_db)
            _migrate(library_db)
            with closing(connect(library_db)) as library:
                health.refuse(health.lacking(library))
                cache.prepare(cache_db, library)
                self._reading = engine(library_db, cache_db, turn=self._opening, read_only=True)
                self._writing = engine(library_db, cache_db, turn=self._opening)
                self._writer: WriterConnection | None = WriterConnection(self._writing, library_db)
            self._held = held.pop_all()
        self.own_steps: set[int] = set()  # ids of the steps that were done through this object
        self._owes_checkpoint = False  # whether decisions are only in the -wal as yet
        self._open_files = OpenFiles(library_db, cache_db)
        self._blaming = threading.Lock()
        self._has_bad_cache = False
        self._generation = 0  # of the connections for reading
        self._old_pools: list[Pool] = []
        self._damage: Damaged | None = None
        self._told: str | None = None  # the trouble that listeners know of
        self._listeners: list[Listener] = []
        self._trouble_listeners: list[TroubleListener] = []
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._is_open = True
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()
        self._checkup = Checkup(
            library_db,
            cache_db,
            on_library=self._condemn,
            on_cache=self._lose_first_cache,
            on_rows=self._drop_from_cache,
            after=checked_after,
        )

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a short session that sees one moment of the library and can't change it.

        Raises Damaged, Replaced or another StorageError if the files can't be read.
        """
        self._open_files.check()
        # Without expiry, rows can be used after the session has ended.
        with self._explained(), Session(self._reading, expire_on_commit=False) as session:
            try:
                yield session
            except (sqlite3.Error, DBAPIError):
                session.invalidate()  # no one reads with that connection again
                raise
            finally:
                if faces := session.info.get(crops.UNSOUND):
                    # A read can't write: the writer deletes the crops that were found damaged.
                    self._try(lambda session: crops.drop_unsound(session, faces))

    def write(
        self,
        fn: Callable[[Session], T],
        *,
        label: Label[T] | None = None,
        before: Callable[[Session], object] | None = None,
        origin: Origin | None = None,
    ) -> Future[Written[T]]:
        """Run `fn` on the writer thread in one transaction; with a label it is a history step.

        The label is an action, a sentence that is shown as it is, or a function that returns the
        action for the result. `before` runs first in the same transaction, but is not part of the
        step. Listeners are told before the future is done.
        """

        def work(session: Session) -> Done[T]:
            if before is not None:
                before(session)
                session.flush()
                self._recorder.begin_step(session.connection())
            result = fn(session)
            # The step is what triggers have noted, and they have not seen what is not flushed.
            session.flush()
            if label is None:
                return result, None
            action = _action(label, result)
            by = origin or self._origin
            step_id = history.record(session, action, self._recorder, origin=by)
            if step_id is not None:
                self.own_steps.add(step_id)
            return result, step_id

        return self._submit(work, is_synced=label is not None)

    def undo(self, *, step_id: int | None = None) -> Future[Written[HistoryStep]]:
        """Undo the newest step; the result is that step.

        With `step_id`, undo only that step: Conflict if it can't be undone now, so that the user
        gets what the button named.
        """
        return self._replay(history.undo, step_id)

    def take_back(self, step_id: int) -> Future[Written[HistoryStep]]:
        """Undo that step although there are newer ones; Conflict if they touch the same rows.

        `redo` can do it again by its id.
        """
        return self._replay(lambda s, r, _: history.take_back(s, r, step_id), step_id)

    def redo(self, *, step_id: int | None = None) -> Future[Written[HistoryStep]]:
        """Redo the step undone last, or with `step_id` that one; the result is that step."""
        return self._replay(history.redo, step_id)

    def rewrite(self) -> Future[None]:
        """Write both files again, so that nothing deleted is left in them.

        It takes as long as copying them. Writes wait; those of other processes wait for a while and
        are then told that the library is busy. Raises StorageError if another process reads the old
        log.
        """
        future: Future[None] = Future()

        def work() -> None:
            try:
                with explained():
                    is_clean = self._ready().rewrite()
                    for file in (self._library_db, self._cache_db):
                        sweep_aside(file)
                    if not is_clean:
                        raise StorageError(*_STILL_READ)
            except BaseException as error:
                future.set_exception(error)
            else:
                # For pages that show the history: no table's changes tell them.
                self._publish(Changes.everything())
                future.set_result(None)

        self._enqueue(work)
        return future

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(changes)` on the writer thread after each commit.

        Returns a function that ends the subscription.
        """
        return _added(self._listeners, listener)

    def on_trouble(self, listener: TroubleListener) -> Callable[[], None]:
        """Call `listener(error)` once when the library is damaged, missing or busy for long.

        It may be called on any thread, and at once if damage is known already. Returns a function
        that ends the subscription.
        """
        end = _added(self._trouble_listeners, listener)
        if self._damage is not None:
            listener(self._damage)
        return end

    def close(self) -> None:
        """Finish the writes that were submitted, then close the files."""
        with self._lock:
            if not self._is_open:
                return
            self._is_open = False
            self._tasks.put(None)
        self._thread.join()
        self._checkup.close()
        if self._writer is not None:
            self._writer.discard()
        self._writing.dispose()
        self._reading.dispose()
        for pool in self._old_pools:
            pool.dispose()
        self._held.close()

    def _replay(
        self,
        turn: Callable[[Session, Recorder, int | None], HistoryStep],
        step_id: int | None,
    ) -> Future[Written[HistoryStep]]:
        """Submit an undo or redo to the writer thread."""

        def work(session: Session) -> Done[HistoryStep]:
            step = turn(session, self._recorder, step_id)
            use_usual_names(session.connection())
            if step_id not in (None, step.id):
                self.own_steps.add(step.id)  # it was redone as a new step, the newest one
            return step, step.id

        return self._submit(work, is_synced=True)

    @property
    def _recorder(self) -> Recorder:
        """The recorder of the connection that writes now; only to be used within a write."""
        assert self._writer is not None
        return self._writer.recorder

    def _submit(self, work: Callable[[Session], Done[T]], *, is_synced: bool) -> Future[Written[T]]:
        """Queue a write for the writer thread.

        With `is_synced`, as for all decisions, it is on the disk before the future is done.
        """
        future: Future[Written[T]] = Future()
        self._enqueue(lambda: self._complete(future, work, is_synced))
        return future

    def _enqueue(self, task: Callable[[], None]) -> None:
        """Hand a task to the writer thread; raises AppError once the library is closed."""
        with self._lock:
            if not self._is_open:
                raise AppError("The library is closed.")
            # Under the lock, so that `close` ends the queue after every write that was accepted.
            self._tasks.put(task)

    def _work(self) -> None:
        """Run the writer thread: no exception of a write or a listener ends it."""
        while True:
            try:
                task = self._tasks.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                task = self._idle
            if task is None:
                return
            try:
                task()
            except BaseException:
                _log.exception("the writer goes on after a failure")

    def _complete(
        self,
        future: Future[Written[T]],
        work: Callable[[Session], Done[T]],
        is_synced: bool,
    ) -> None:
        """Run a submitted write on the writer thread, tell the listeners, and end its future."""
        if not future.set_running_or_notify_cancel():
            return
        try:
            with explained():
                writer = self._ready()
            with self._explained():
                written = self._transact(writer, work, is_synced)
        except BaseException as error:
            future.set_exception(error)
        else:
            self._told = None
            self._owes_checkpoint |= is_synced
            self._checkpoint()
            # Before the result, so that whoever waits for it finds galleries and pages updated.
            self._publish(written.changes)
            future.set_result(written)

    def _ready(self) -> WriterConnection:
        """Return the connection to write with; raises AppError while there can't be one."""
        if self._damage is not None:
            # The same object is raised repeatedly, and would collect the traceback of each time.
            raise self._damage.with_traceback(None)
        if strays := self._open_files.strays():
            self._part(strays)
        self._open_files.check()
        if not self._open_files.has_cache():
            self._open_files.check()  # if the whole folder has just gone, the cache is not lost
            self._has_bad_cache = False  # the damage went with it
            self._let_go()
            self._tell(StorageError(*_CACHE_LOST))
        if self._writer is None:
            with self._opening:
                with closing(connect(self._library_db)) as library:
                    cache.prepare(self._cache_db, library, is_damaged=self._has_bad_cache)
                self._has_bad_cache = False
                self._renew_readers()
                self._writer = WriterConnection(self._writing, self._library_db)
            self._open_files.opened()
            self._publish(Changes.everything())
        return self._writer

    def _part(self, strays: list[Path]) -> None:
        """Finish our log and rename it, because other files lie where ours were.

        The log goes into our own file, wherever that lies now. Left there, SQLite would take it for
        the log of the other file.
        """
        if self._writer is not None:
            self._writer.checkpoint()
        for path in strays:
            with suppress(OSError):
                path.replace(path.with_name(f"{path.name}.replaced"))

    def _let_go(self) -> None:
        """Close the files, to open them again; a running read keeps its connection."""
        writer, self._writer = self._writer, None
        self._open_files.closed()
        if writer is not None:
            writer.discard()
        self._renew_readers()

    def _renew_readers(self) -> None:
        """Give new connections to all reads from now on."""
        self._generation += 1
        self._old_pools.append(self._reading.pool)  # running reads return connections to it
        self._reading.dispose()

    def _transact(
        self, writer: WriterConnection, work: Callable[[Session], Done[T]], is_synced: bool
    ) -> Written[T]:
        """Run `work` in one transaction and commit it; a connection that fails is replaced."""
        session = Session(writer.connection, expire_on_commit=False)
        is_worked = False
        try:
            writer.sync_commits(is_synced)
            self._await_turn(writer)
            connection = session.connection()  # begins the transaction: others can't write now
            self._look_around(writer)
            writer.recorder.clear(connection)
            result, step_id = work(session)
            changes = writer.recorder.changes(connection)
            is_worked = True
            self._open_files.check()
            self._commit(writer, session, step_id)
            # Checked again: if the file was replaced during the commit, that went to the old one.
            self._open_files.check()
        except BaseException:
            self._renew(writer, session, is_worked=is_worked)
            raise
        session.close()
        return Written(result, changes, step_id)

    def _await_turn(self, writer: WriterConnection) -> None:
        """Wait while another process writes, and tell trouble listeners about it, if there are any.

        Without listeners the write fails after BUSY_SECONDS, and its caller tries again.
        """
        while self._trouble_listeners and self._is_open and not writer.is_free(_UNTOLD):
            self._tell(Waiting())

    def _commit(self, writer: WriterConnection, session: Session, step_id: int | None) -> None:
        """Commit; a step counts as done even if only the cache failed.

        SQLite commits one file after the other, library.db first.
        """
        is_done = None if step_id is None else writer.witness(step_id)
        try:
            session.commit()
        except Exception:
            if is_done is None or not is_done():
                raise
            _log.warning("a commit did not reach the cache", exc_info=True)
            self._renew(writer, session, is_worked=False)

    def _renew(self, writer: WriterConnection, session: Session, *, is_worked: bool) -> None:
        """Replace a connection whose transaction failed.

        If that is impossible now, the next write tries again. Listeners are told that anything may
        have changed if the write itself was finished, or if another process may have written.
        """
        with suppress(Exception):
            session.rollback()
        self._writer = None  # if a new one fails, `_ready` makes it later
        try:
            self._writer = WriterConnection(self._writing, self._library_db)
            has_news = writer.others_wrote()
        except Exception:
            has_news = True
            self._open_files.closed()
            _log.info("no new connection to write with", exc_info=True)
        finally:
            writer.discard()
            with suppress(Exception):
                session.close()
        if self._writer is not None and is_worked:
            self._writer.write_over()
        if is_worked or has_news:
            self._publish(Changes.everything())

    def _idle(self) -> None:
        """Check the files, and whether others wrote, while there is nothing to write."""
        try:
            with explained():
                self._look_around(self._ready())
        except (AppError, sqlite3.Error, DBAPIError) as error:
            self._tell(error)
        else:
            self._told = None
            # Reads that began on older connections return them to the old pools.
            for pool in self._old_pools:
                pool.dispose()
            self._checkpoint()

    def _checkpoint(self) -> None:
        """Move decisions from the log into library.db, so that a copy of that file alone has them.

        It never waits: if writes are queued or a read holds it up, it is done later.
        """
        if self._owes_checkpoint and self._writer is not None and self._tasks.empty():
            self._owes_checkpoint = not self._writer.checkpoint()

    def _look_around(self, writer: WriterConnection) -> None:
        """Tell the listeners that anything may have changed if another process has written."""
        if writer.others_wrote():
            self._publish(Changes.everything())

    def _publish(self, changes: Changes) -> None:
        if changes:
            _call(self._listeners, changes)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Translate errors as `explained` does; for damage, find which file has it."""
        generation = self._generation
        try:
            with explained():
                yield
        except Damaged as error:
            raise self._blamed(error, generation) from error

    def _blamed(self, error: Damaged, generation: int) -> StorageError:
        """Return the error to raise for damage found by connections of that generation.

        If library.db is sound, the cache is damaged, and that is replaced at once.
        """
        with self._blaming:
            if self._damage is not None:
                return self._damage
            # Otherwise the cache was replaced since, or is about to be, and the damage with it.
            if generation == self._generation and not self._has_bad_cache:
                if findings := self._damage_of_library():
                    return self._condemn(findings)
                self._lose_cache()
        return StorageError(*_CACHE_LOST)

    def _damage_of_library(self) -> list[str]:
        """Return what is damaged in library.db.

        Cheap checks come first: they suffice if the cache is the damaged file.
        """
        try:
            with closing(connect(self._library_db)) as connection:
                findings = health.damage(connection, is_thorough=False)
                if findings or not cache.is_whole(self._cache_db):
                    return findings
                return health.damage(connection)
        except sqlite3.Error as error:
            return [str(error)]

    def _condemn(self, findings: list[str]) -> Damaged:
        """Note that the library is damaged: from now on nothing is written to it."""
        _log.error("library.db is damaged: %s", "; ".join(findings))
        self._damage = Damaged(*DAMAGED, findings=findings)
        self._tell(self._damage)
        return self._damage

    def _lose_first_cache(self) -> None:
        """Replace the cache in which the checkup found damage, unless it was replaced since."""
        with self._blaming:
            if not self._generation:
                self._lose_cache()

    def _lose_cache(self) -> None:
        """Have the writer set the damaged cache aside and begin another one."""
        self._has_bad_cache = True
        with self._lock:
            if self._is_open:
                self._tasks.put(self._renew_cache)

    def _renew_cache(self) -> None:
        """Begin a new cache, and tell the trouble listeners that the old one was lost."""
        self._let_go()
        try:
            with explained():
                self._ready()
        except (AppError, sqlite3.Error, DBAPIError) as error:
            self._tell(error)
        else:
            self._tell(StorageError(*_CACHE_LOST))

    def _drop_from_cache(self, rows: dict[str, list[int]]) -> None:
        """Submit the deletion of damaged rows of the cache."""

        def drop(session: Session) -> None:
            driver = session.connection().connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            cache.drop(driver, rows, models.CACHE)

        self._try(drop)

    def _try(self, fn: Callable[[Session], None]) -> None:
        """Submit a write that no one waits for, and that may fail: another time will do."""
        with suppress(AppError):
            self.write(fn)

    def _tell(self, error: Exception) -> None:
        """Tell trouble listeners of an error that no one asked for, once until it is over."""
        if not isinstance(error, StorageError):
            _log.info("cannot look for other writers", exc_info=error)
            return
        if self._told == error.message:
            return
        self._told = error.message
        _call(self._trouble_listeners, error)


def _action(label: Label[T], result: T) -> Action:
    """Return the action that a label stands for, given the write's result."""
    if isinstance(label, str):
        return Action.told(label)
    return label if isinstance(label, Action) else label(result)


def _added(listeners: list[T], listener: T) -> Callable[[], None]:
    """Add a listener; return a function that removes it, and may be called twice."""
    listeners.append(listener)

    def end() -> None:
        with suppress(ValueError):
            listeners.remove(listener)

    return end


def _call(listeners: Sequence[Callable[[T], None]], news: T) -> None:
    """Tell all listeners the news; one that fails does not stop the others."""
    for listener in [*listeners]:  # another thread may end a subscription meanwhile
        try:
            listener(news)
        except BaseException:
            _log.exception("a listener failed")


def _migrate(library_db: Path) -> None:
    """Bring the schema up to date; Damaged if a table or column that it needs is missing."""
    try:
        migrations.migrate(library_db)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise Damaged(*DAMAGED, findings=[str(error)]) from error
