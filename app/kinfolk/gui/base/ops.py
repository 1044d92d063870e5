"""One user action: written, announced with Undo, its failure shown."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from copy import copy
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from kinfolk.core import seen
from kinfolk.core.actions import Action
from kinfolk.core.db.database import Database, Written
from kinfolk.core.db.history import HistoryStep
from kinfolk.core.db.session import Session
from kinfolk.core.seen import Seen
from kinfolk.errors import AppError, StorageError
from kinfolk.gui.base import words
from kinfolk.gui.base.tasks import Tasks

T = TypeVar("T")
Refused = Callable[[AppError], None]


class Ops(QObject):
    """Runs commands for the pages. The window shows what the signals say.

    They begin in the order in which they are asked for, once the window has painted what the key or
    the click has changed on it: the writer's thread would hold that up.
    """

    done = Signal(str)  # a sentence to show beside "Undo"
    undone = Signal(str)  # what was undone, to show beside "Redo"
    redone = Signal(str)
    # A step of the history, by whatever way: its id before and now, whether it is undone now, and
    # the Changes that it made by that.
    turned = Signal(int, int, bool, object)
    refused = Signal(object)  # an AppError no page took
    offered = Signal(str, str, object)  # a sentence, and a button with what it does

    def __init__(self, db: Database, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._tasks = tasks
        self._asked: deque[Callable[[], object]] = deque()
        self._painted = QTimer(self, singleShot=True, interval=0)  # Qt paints before it comes
        self._painted.timeout.connect(self.begin)
        self._running = 0
        self._later: deque[Callable[[], object]] = deque()
        self.renamed: dict[str, str] = {}  # people, whom the screen may call by the name before
        self.step: int | None = None  # of the history: what was written last, if it was one

    def run(
        self,
        fn: Callable[[Session], T],
        action: Action | None,
        *,
        about: Sequence[Seen] = (),
        owner: QObject | None = None,
        toast: str | None = None,
        done: Callable[[T], None] | None = None,
        failed: Refused | None = None,
        initiator: object = None,
    ) -> None:
        """Writes as one undo step ("Merge 2 people"); without an action it is no step, but a fact.

        `about` are those whom the screen named, and faces as it showed them: Conflict where one of
        them is somebody else, or somebody else's, by the time it is written. `toast` says what was
        done ("2 people merged"): by default the action's words, "" for none.
        `done(result)` and `failed(AppError)` are called while `owner` lives.
        """
        renamed = dict(self.renamed)  # as it is now: the write comes later

        def work(session: Session) -> T:
            seen.check(session, about, renamed)
            return fn(session)

        sentence = words.action(action) if toast is None and action is not None else toast

        def finished(written: Written[T]) -> None:
            self.step = written.step_id
            if sentence and written.changes:
                self.done.emit(sentence)
            # The page may be gone by now: its half in Qt is deleted before its half in Python.
            if done is not None and (owner is None or shiboken6.isValid(owner)):
                done(written.result)

        def refused(error: AppError) -> None:
            if failed is not None and (owner is None or shiboken6.isValid(owner)):
                failed(error)
            else:
                self.refuse(error, action)

        begin = partial(self._db.write, work, label=action, initiator=initiator)
        self._follow(begin, finished, refused)

    def refuse(self, error: AppError, action: Action | None) -> None:
        """An error no page took; where a disk has failed, what is lost by it is named."""
        if isinstance(error, StorageError) and action is not None:
            # A copy: the same error may be raised for the next write as well.
            error = copy(error)
            error.message = self.tr("“{step}” wasn’t saved. {reason}").format(
                step=words.action(action), reason=words.said(error.message)
            )
        self.refused.emit(error)

    def undo(self, step_id: int | None = None) -> None:
        """Takes that step back, or refuses where something newer was done; else the newest."""
        undo = partial(self._db.undo, step_id=step_id)
        self._replay(undo, self.undone, step_id, is_undone=True)

    def take_back(self, step_id: int) -> None:
        """Takes that step back although newer ones stand, or refuses where it cannot."""
        take_back = partial(self._db.take_back, step_id)
        self._replay(take_back, self.undone, step_id, is_undone=True)

    def redo(self, step_id: int | None = None) -> None:
        """Does that step again, or else the one undone last."""
        redo = partial(self._db.redo, step_id=step_id)
        self._replay(redo, self.redone, step_id, is_undone=False)

    def turn(self, step: HistoryStep, done: Callable[[], None], refused: Refused) -> None:
        """Undoes that step, or does it again where it is undone; who asks tells what came of it."""
        turn = self._db.redo if step.is_undone else self._db.undo

        def finished(written: Written[HistoryStep]) -> None:
            is_undone = not step.is_undone
            self.turned.emit(step.id, written.result.id, is_undone, written.changes)
            done()

        self._follow(partial(turn, step_id=step.id), finished, refused)

    def when_idle(self, act: Callable[[], object]) -> None:
        """Calls `act` once the writes under way are done and shown: keys may come before that."""
        self._later.append(act)
        self._go_on()

    def _replay(
        self,
        begin: Callable[[], Future[Written[HistoryStep]]],
        signal: SignalInstance,
        asked: int | None,
        *,
        is_undone: bool,
    ) -> None:
        def finished(written: Written[HistoryStep]) -> None:
            step = written.result
            self.step = written.step_id
            signal.emit(words.action(step.action, step.origin))
            before = step.id if asked is None else asked
            self.turned.emit(before, step.id, is_undone, written.changes)

        self._follow(begin, finished, self.refused.emit)

    def begin(self) -> None:
        """Begins what has been asked for; who closes the library calls it before."""
        while self._asked:
            self._asked.popleft()()

    def _follow(
        self,
        begin: Callable[[], Future[Written[T]]],
        finished: Callable[[Written[T]], None],
        refused: Refused,
    ) -> None:
        self._running += 1

        def ended(written: Written[T]) -> None:
            self._running -= 1
            try:
                finished(written)
            finally:
                self._go_on()

        def failed(error: Exception) -> None:
            self._running -= 1
            try:
                if not isinstance(error, AppError):
                    refused(AppError("It wasn’t saved."))  # a page keeps its text
                    raise error  # a bug: the report dialog shows it
                refused(error)
            finally:
                self._go_on()

        tasks = self._tasks
        self._asked.append(lambda: tasks.follow(begin(), ended, owner=self, failed=failed))
        self._painted.start()

    def _go_on(self) -> None:
        while self._later and not self._running:
            self._later.popleft()()
