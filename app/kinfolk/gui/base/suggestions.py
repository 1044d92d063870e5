"""The thread that asks the engine for suggestions, one question at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.errors import AppError
from kinfolk.gui.base.tasks import Tasks
from kinfolk.recognition.suggest import Suggester

# Milliseconds after the last answer before memory is released. Counted from the answer, because
# what is made of it takes time, too.
REST_MS = 5_000
T = TypeVar("T")


def unless_expected(error: Exception) -> None:
    """Raise an error that is a bug; nothing happens if the library is busy or out of reach."""
    if not isinstance(error, AppError):
        raise error


class Suggestions(QObject):
    """Run questions to the suggester on its own thread, which starts with the first one."""

    _answered = Signal()  # emitted on the thread of the questions

    def __init__(self, suggester: Suggester, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kinfolk-suggest")
        self._suggester = suggester
        self._is_closed = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._answered.connect(self._rest.start)

    def ask(
        self,
        fn: Callable[[Suggester], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] = unless_expected,
    ) -> None:
        """Call `done(fn(suggester))` on the main thread while `owner` lives; nothing once closed.

        `failed` gets the exception that `fn` raised; by default, nothing happens if the library is
        busy or out of reach.
        """
        if self._is_closed:
            return
        self._rest.stop()
        future = self._pool.submit(self._answer, fn)
        self._tasks.follow(future, done, owner=owner, failed=failed)

    def _answer(self, fn: Callable[[Suggester], T]) -> T:
        try:
            return fn(self._suggester)
        finally:
            self._answered.emit()

    def _on_rest(self) -> None:
        """Release memory that only questions need."""
        if not self._is_closed:  # the signal of the last answer may arrive after that
            self._pool.submit(self._suggester.rest)

    def close(self) -> None:
        """Wait for the question that is running and drop the others."""
        self._is_closed = True
        self._rest.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._suggester.close()
