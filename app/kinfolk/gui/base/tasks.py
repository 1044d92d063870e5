"""Slow work off the main thread, with its result brought back to the main thread."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


@dataclass(frozen=True)
class _Waiting:
    """Hold who waits for a future, and what to call with its result or its exception."""

    owner: QObject
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None


class Latest:
    """Run one read at a time for a place on the screen.

    Of requests made during a read, only the newest is answered. A busy library is thus read as
    often as it can be shown, and requests never queue up.
    """

    def __init__(self, tasks: "Tasks", owner: QObject) -> None:
        self._tasks = tasks
        self._owner = owner
        self._is_busy = False
        self._next: tuple[Callable[[], Any], Callable[[Any], None]] | None = None

    def ask(self, fn: Callable[[], T], done: Callable[[T], None]) -> None:
        """Call `done(fn())`, `fn` on a worker thread, unless a newer request replaces this one."""
        self._next = (fn, done)
        if not self._is_busy:
            self._run()

    def _run(self) -> None:
        if self._next is None:
            return
        (fn, done), self._next = self._next, None
        self._is_busy = True
        self._tasks.run(
            fn, lambda result: self._done(result, done), owner=self._owner, failed=self._failed
        )

    def _done(self, result: T, done: Callable[[T], None]) -> None:
        self._is_busy = False
        if self._next is None:
            done(result)
        else:
            self._run()

    def _failed(self, error: Exception) -> None:
        """Go on with the next request, then pass the error on to the exception hook."""
        self._is_busy = False
        self._run()
        raise error


class Tasks(QObject):
    """Run functions on two threads and call back on the main thread.

    A result is dropped if its `owner` has been destroyed. An exception that has no `failed` handler
    goes to `sys.excepthook`, so that none is lost.
    """

    _ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kinfolk-task")
        self._waiting: dict[Future[Any], _Waiting] = {}
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        fn: Callable[[], T],
        done: Callable[[T], None] | None = None,
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> Future[T]:
        """Call `fn` on a thread of the pool, then `done` or `failed` on the main thread.

        `done` gets what `fn` returned, `failed` the exception that it raised.
        """
        return self.follow(self._pool.submit(fn), done, owner=owner, failed=failed)

    def ahead(self, fn: Callable[[], T]) -> Future[T]:
        """Start `fn` on a thread of the pool and return its future; nothing is called back."""
        return self._pool.submit(fn)

    def follow(
        self,
        future: Future[T],
        done: Callable[[T], None] | None = None,
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> Future[T]:
        """Call back like `run` for a future whose work runs elsewhere, such as a write."""
        # Set before the callback is added, which is called at once if the future has ended.
        self._waiting[future] = _Waiting(owner, done, failed)
        future.add_done_callback(self._tell)
        return future

    def close(self) -> None:
        """Wait for the functions that are running and drop those that wait."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()

    def _tell(self, future: Future[Any]) -> None:
        # Runs on the thread of the work, which may end after the window has been destroyed.
        if shiboken6.isValid(self):
            self._ended.emit(future)

    def _on_ended(self, future: Future[Any]) -> None:
        """Call back with the result on the main thread, unless the owner is gone.

        An error that no one takes, or whose owner is gone, is reported as a bug.
        """
        waiting = self._waiting.pop(future, None)
        if waiting is None or future.cancelled():
            return
        error = future.exception()
        alive = shiboken6.isValid(waiting.owner)
        if error is None:
            if alive and waiting.done is not None:
                waiting.done(future.result())
        elif alive and waiting.failed is not None and isinstance(error, Exception):
            waiting.failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
