"""Going from one line of the history to another, step by step, until one is refused."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QObject, Signal

from kinfolk.core.history.history import HistoryStep
from kinfolk.core.history.timeline import Timeline
from kinfolk.errors import AppError
from kinfolk.gui.base.ops import Ops


def way_back(timeline: Timeline, step: HistoryStep | None) -> list[HistoryStep]:
    """Return the steps to undo, newest first, to get to this step; None means the beginning."""
    newest = -1 if step is None else step.id
    return [
        each
        for each in timeline.steps
        if each.id > newest and not each.is_undone and each.id not in timeline.facts
    ]


def way_on(timeline: Timeline, step: HistoryStep) -> list[HistoryStep]:
    """Return the steps to do again, oldest first, to get to this undone step.

    A step that was set aside is done again alone, as the newest.
    """
    if step.is_aside:
        return [step]
    in_line = [each for each in timeline.steps if each.is_undone and not each.is_aside]
    return [each for each in reversed(in_line) if each.id <= step.id]


class Journey(QObject):
    """Undo or redo several steps one after the other.

    Each is a write of its own: if it is stopped or refused, the steps before stay done.
    """

    went = Signal(int, int)  # number of steps done, and of all
    ended = Signal(object)  # None, or the AppError

    def __init__(self, ops: Ops, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = ops
        self._steps: Sequence[HistoryStep] = ()
        self._at = 0  # index of the step that is being turned; -1 before the first one is

    @property
    def is_under_way(self) -> bool:
        """Whether steps are being turned."""
        return self._at < len(self._steps)

    def start(self, steps: Sequence[HistoryStep]) -> None:
        """Turn these steps in this order; ignored while others are being turned."""
        if not self.is_under_way:
            self._steps, self._at = steps, -1
            self._ops.when_idle(self._go)

    def stop(self) -> None:
        """Stop after the step that is being written, if any."""
        self._steps = self._steps[: self._at + 1]

    def _go(self) -> None:
        """Undo or redo the next step on the way, or end."""
        self._at += 1
        if self.is_under_way:
            self.went.emit(self._at, len(self._steps))
            self._ops.turn(self._steps[self._at], self._on_turned, self._on_refused)
        else:
            self.ended.emit(None)

    def _on_turned(self) -> None:
        if shiboken6.isValid(self):  # the window may have been closed since
            self._go()

    def _on_refused(self, error: AppError) -> None:
        if shiboken6.isValid(self):
            self._steps = ()
            self.ended.emit(error)
