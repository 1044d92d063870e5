"""The steps of the history that were made on one page: what its key U takes back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from kinfolk.core.db import history
from kinfolk.core.db.changes import Changes
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context


class OwnSteps(QObject):
    """What was done elsewhere cannot be seen on the page, so that its key does not take it back."""

    taken_back = Signal(object)  # the faces that such a step was about, by whatever way

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._db, self._ops = context.db, context.ops
        self._steps: dict[int | None, Sequence[str]] = {}  # and the faces each was about
        self._ops.turned.connect(self._on_turned)

    def note(self, *, about: Sequence[str] = ()) -> None:
        """What was written last was done here, with these faces."""
        self._steps[self._ops.step] = about

    def undo(self) -> None:
        """Takes the last step back; one that was not made here is named, with the way back."""
        # A step may be on its way: which one is the last is known when that is written.
        self._ops.when_idle(self._undo_last)

    def _undo_last(self) -> None:
        with self._db.read() as session:
            step = history.next_undo(session)
        if step is None:
            return
        undo = partial(self._ops.undo, step.id)
        if step.id in self._steps:
            undo()
            return
        done = words.action(step.action, step.origin)
        text = self.tr("The last step was made elsewhere: {}").format(done)
        self._ops.offered.emit(text, self.tr("Undo"), undo)

    def _on_turned(self, before: int, now: int, is_undone: bool, changes: Changes) -> None:
        """A step that is done again may have another number by it."""
        if before in self._steps:
            self._steps[now] = self._steps[before]
            if is_undone:
                self.taken_back.emit(self._steps[before])
