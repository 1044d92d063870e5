"""One user action: written, announced with Undo, its failure shown."""

from collections.abc import Callable
from copy import copy
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from sqlmodel import Session

from app.core.db import Database, Written
from app.errors import AppError, StorageError
from app.gui.tasks import Tasks

T = TypeVar("T")
Refused = Callable[[AppError], None]


class Ops(QObject):
    """Runs commands for the pages. The window shows what the signals say."""

    done = Signal(str)  # a sentence to show beside "Undo"
    undone = Signal(str)  # the undone action's name, to show beside "Redo"
    redone = Signal(str)
    refused = Signal(object)  # an AppError no page took

    def __init__(self, db: Database, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._tasks = tasks

    def run(
        self,
        fn: Callable[[Session], T],
        label: str,
        *,
        owner: QObject | None = None,
        said: str | None = None,
        done: Callable[[T], None] | None = None,
        failed: Refused | None = None,
        initiator: object = None,
    ) -> None:
        """Writes as one undo step called `label` ("Merge 2 people").

        `said` is the toast ("2 people merged"): the label by default, "" for none.
        `done(result)` and `failed(AppError)` are called while `owner` lives.
        """
        sentence = label if said is None else said

        def finished(written: Written[T]) -> None:
            if sentence and written.changes:
                self.done.emit(sentence)
            if done is not None:
                done(written.result)

        future = self._db.write(fn, label=label, initiator=initiator)
        self._tasks.follow(
            future, finished, owner=owner or self, failed=self._on_failure(failed, label)
        )

    def undo(self) -> None:
        """Takes back the last action of whoever made it."""
        self._replay(self._db.undo(), self.undone)

    def redo(self) -> None:
        """Does the undone action again."""
        self._replay(self._db.redo(), self.redone)

    def _replay(self, future: Any, signal: Any) -> None:
        def finished(written: Written[str]) -> None:
            signal.emit(written.result)

        self._tasks.follow(future, finished, owner=self, failed=self._on_failure(None))

    def _on_failure(
        self, failed: Refused | None, label: str | None = None
    ) -> Callable[[Exception], None]:
        def handle(error: Exception) -> None:
            if not isinstance(error, AppError):
                raise error  # a bug: the report dialog shows it
            if failed is not None:
                failed(error)
                return
            if isinstance(error, StorageError) and label is not None:
                error = copy(error)
                error.message = self.tr("“{}” was not kept. {}").format(label, error.message)
            self.refused.emit(error)

        return handle
