"""The engine's suggestions, asked on a thread of their own: one question at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject

from app.core.db import Database
from app.gui.tasks import Tasks
from app.paths import Paths
from app.pipeline import engines
from app.pipeline.suggest import Suggester
from app.vision.packs import Pack

T = TypeVar("T")


class Suggestions(QObject):
    """Nothing is loaded before the first question; another engine in use is noticed by itself."""

    def __init__(
        self, db: Database, paths: Paths, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._paths = paths
        self._tasks = tasks
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kinfolk-suggest")
        self._pack: Pack | None = None
        self._suggester: Suggester | None = None

    def ask(
        self,
        fn: Callable[[Suggester], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Calls `done(fn(suggester))` on the main thread while `owner` lives."""
        future = self._pool.submit(lambda: fn(self._in_use()))
        self._tasks.follow(future, done, owner=owner, failed=failed)

    def close(self) -> None:
        """Waits for the question being answered, and forgets the others."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._suggester is not None:
            self._suggester.close()

    def _in_use(self) -> Suggester:
        """By the engine chosen now; AppError where it is no longer there."""
        pack = engines.chosen(self._paths)
        if self._suggester is None or pack != self._pack:
            if self._suggester is not None:
                self._suggester.close()
            self._suggester, self._pack = engines.suggester(self._db, self._paths), pack
        return self._suggester
