"""User actions: writing them, announcing them with Undo, reporting what fails."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from copy import copy
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from kinfolk.core.actions import Action
from kinfolk.core.database import Database, Written
from kinfolk.core.db.session import Session
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.people import concurrent_decisions
from kinfolk.core.people.concurrent_decisions import Seen
from kinfolk.errors import AppError, StorageError
from kinfolk.gui.base import words
from kinfolk.gui.base.tasks import Tasks

_SLOW_MS = 400  # a write that takes longer is said to be on its way

T = TypeVar("T")
Refused = Callable[[AppError], None]


class Ops(QObject):
    """Write what the user does, in order, and emit signals that the window turns into messages.

    Each write begins only after the window has painted what the key or click has changed on it,
    because the writer's thread would delay the painting.
    """

    done = Signal(str)  # a sentence to show with "Undo"
    undone = Signal(str)  # what was undone, to show with "Redo"
    redone = Signal(str)  # what was done again
    # A step of the history was undone or done again, by whatever way: its id before, its id now,
    # whether it is undone now, and the Changes that this made.
    turned = Signal(int, int, bool, object)
    refused = Signal(object)  # an AppError that no page has handled
    offered = Signal(str, str, object)  # a sentence, a button's text, and what the button does
    waiting = Signal(str)  # what takes long, "" once it is over

    def __init__(self, db: Database, tasks: Tasks) -> None:
        super().__init__()
        self._db = db
        self._tasks = tasks
        self._asked: deque[Callable[[], object]] = deque()
        self._painted = QTimer(self, singleShot=True, interval=0)  # fires after Qt has painted
        self._painted.timeout.connect(self.begin)
        self._running = 0
        self._waits_for = ""
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        self._later: deque[Callable[[], object]] = deque()
        # Person id -> name before, which the screen may still show
        self.renamed: dict[str, str] = {}
        self.step: int | None = None  # id of the last step written; None if the last write was none

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
        back: Callable[[], None] | None = None,
    ) -> None:
        """Write `fn(session)` as one undo step that the history calls `action`.

        Without an action it is not a step. `about` are the people and faces as the screen showed
        them: if one of them has changed by the time it is written, the write fails with Conflict.
        `toast` is the message shown: by default the action's words, "" for none. `done(result)` is
        called on the main thread while `owner` lives. If it was refused, so is `back()`, which puts
        back what the screen has changed, or `failed(AppError)`, which also reports the error.
        """
        renamed = dict(self.renamed)  # a copy, because the write comes later

        def work(session: Session) -> T:
            concurrent_decisions.check(session, about, renamed)
            return fn(session)

        sentence = words.action(action) if toast is None and action is not None else toast

        def finished(written: Written[T]) -> None:
            self.step = written.step_id
            if sentence and written.changes:
                self.done.emit(sentence)
            if done is not None and is_there():
                done(written.result)

        def refused(error: AppError) -> None:
            if back is not None and is_there():
                back()
            if failed is not None and is_there():
                failed(error)
            else:
                self.refuse(error, action)

        def is_there() -> bool:
            # The page may be gone by now: its half in Qt is deleted before its half in Python.
            return owner is None or shiboken6.isValid(owner)

        begin = partial(self._db.write, work, label=action)
        self._follow(begin, finished, refused, self.tr("Saving…"))

    def refuse(self, error: AppError, action: Action | None) -> None:
        """Report an error that no page has handled; if the disk failed, name what was not saved."""
        if isinstance(error, StorageError) and action is not None:
            # A copy: the same error may be raised for the next write as well.
            error = copy(error)
            error.message = self.tr("“{step}” wasn’t saved. {reason}").format(
                step=words.action(action), reason=words.said(error.message)
            )
        self.refused.emit(error)

    def undo(self, step_id: int | None = None) -> None:
        """Undo the step with this id, or the newest one.

        An older step stays if something newer depends on it, and the user is told.
        """
        undo = partial(self._db.undo, step_id=step_id)
        self._replay(undo, self.undone, step_id, is_undone=True)

    def take_back(self, step_id: int) -> None:
        """Undo this step although newer ones stay done.

        It is refused where they are about the same.
        """
        take_back = partial(self._db.take_back, step_id)
        self._replay(take_back, self.undone, step_id, is_undone=True)

    def redo(self, step_id: int | None = None) -> None:
        """Do the step with this id again, or the one that was undone last."""
        redo = partial(self._db.redo, step_id=step_id)
        self._replay(redo, self.redone, step_id, is_undone=False)

    def turn(self, step: HistoryStep, done: Callable[[], None], refused: Refused) -> None:
        """Undo this step, or do it again if it is undone; no message is shown.

        The caller is told by `done` or `refused`.
        """
        turn = self._db.redo if step.is_undone else self._db.undo

        is_undone = not step.is_undone

        def finished(written: Written[HistoryStep]) -> None:
            self.turned.emit(step.id, written.result.id, is_undone, written.changes)
            done()

        self._follow(partial(turn, step_id=step.id), finished, refused, self._turning(is_undone))

    def when_idle(self, act: Callable[[], object]) -> None:
        """Call `act` once all writes under way are done and shown.

        Further keys may come before that.
        """
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
        """Start an undo or redo; on success emit `signal` with its words, and `turned`."""

        def finished(written: Written[HistoryStep]) -> None:
            step = written.result
            self.step = written.step_id
            signal.emit(words.action(step.action, step.origin))
            # Without an id the library chose the step; the result says which one.
            before = step.id if asked is None else asked
            self.turned.emit(before, step.id, is_undone, written.changes)

        self._follow(begin, finished, self.refused.emit, self._turning(is_undone))

    def _turning(self, is_undone: bool) -> str:
        return self.tr("Undoing…") if is_undone else self.tr("Redoing…")

    def begin(self) -> None:
        """Start all writes that were asked for; whoever closes the library calls this first."""
        while self._asked:
            self._asked.popleft()()

    def _follow(
        self,
        begin: Callable[[], Future[Written[T]]],
        finished: Callable[[Written[T]], None],
        refused: Refused,
        waits_for: str,
    ) -> None:
        """Queue a write and count it as running until its result has been handled."""
        self._running += 1
        if not self._slow.isActive():
            self._waits_for = waits_for
            self._slow.start()

        def ended(written: Written[T]) -> None:
            self._count_down()
            try:
                finished(written)
            finally:
                self._go_on()

        def failed(error: Exception) -> None:
            self._count_down()
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

    def _say_slow(self) -> None:
        self.waiting.emit(self._waits_for)

    def _count_down(self) -> None:
        self._running -= 1
        if not self._running:
            self._slow.stop()
            self.waiting.emit("")

    def _go_on(self) -> None:
        while self._later and not self._running:
            self._later.popleft()()
