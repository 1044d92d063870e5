"""From one line of the history to another: step by step, in order, until one refuses."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QObject, Signal

from kinfolk.core.db.history import HistoryStep
from kinfolk.core.timeline import Timeline
from kinfolk.errors import AppError
from kinfolk.gui.base.ops import Ops


def way_back(timeline: Timeline, step: HistoryStep | None) -> list[HistoryStep]:
    """What is undone to come to a step that stands, newest first; null: to the beginning."""
    newest = -1 if step is None else step.id
    return [
        each
        for each in timeline.steps
        if each.id > newest and not each.is_undone and each.id not in timeline.facts
    ]


def way_on(timeline: Timeline, step: HistoryStep) -> list[HistoryStep]:
    """What is done again to come to an undone step, oldest first.

    One that was set aside stands for itself: it is done again as the newest.
    """
    if step.is_aside:
        return [step]
    in_line = [each for each in timeline.steps if each.is_undone and not each.is_aside]
    return [each for each in reversed(in_line) if each.id <= step.id]


class Journey(QObject):
    """Turns several steps, one after the other.

    Each is a write of its own: where the journey is stopped or refused, those before it stand.
    """

    went = Signal(int, int)  # so many steps, of so many
    ended = Signal(object)  # null; or the AppError of the step that refused

    def __init__(self, ops: Ops, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = ops
        self._steps: Sequence[HistoryStep] = ()
        self._at = 0

    @property
    def is_under_way(self) -> bool:
        return self._at < len(self._steps)

    def start(self, steps: Sequence[HistoryStep]) -> None:
        """Turns these, in this order, once what was begun before has ended."""
        if not self.is_under_way:
            self._steps, self._at = steps, 0
            self._ops.when_idle(self._go)

    def stop(self) -> None:
        """Ends after the step that is being written."""
        self._steps = self._steps[: self._at + 1]

    def _go(self) -> None:
        if self.is_under_way:
            self.went.emit(self._at, len(self._steps))
            self._ops.turn(self._steps[self._at], self._on_turned, self._on_refused)

    def _on_turned(self) -> None:
        if not shiboken6.isValid(self):  # the window has closed on the way
            return
        self._at += 1
        if self.is_under_way:
            self._go()
        else:
            self.ended.emit(None)

    def _on_refused(self, error: AppError) -> None:
        if shiboken6.isValid(self):
            self._steps, self._at = (), 0
            self.ended.emit(error)
