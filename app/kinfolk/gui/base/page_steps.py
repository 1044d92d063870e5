"""The steps of the history that were made on one page, which its key U undoes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from kinfolk.core.db.changes import Changes
from kinfolk.core.history import history
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context


class OwnSteps(QObject):
    """Remember which steps were made on a page, so that its undo key takes back only those.

    What was done on another page cannot be seen here, so undoing it by a single key would surprise.
    `taken_back` is emitted with the faces of a step when that step is undone, by whatever way.
    """

    taken_back = Signal(object)  # the face ids that the undone step was about

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._db, self._ops = context.db, context.ops
        self._steps: dict[int | None, Sequence[str]] = {}  # by step id: the faces it was about
        self._ops.turned.connect(self._on_turned)

    def note(self, *, about: Sequence[str] = ()) -> None:
        """Remember the step written last as made here, about these faces."""
        self._steps[self._ops.step] = about

    def undo(self) -> None:
        """Undo the last step if it was made here.

        Otherwise say which it was and offer to undo it.
        """
        # A step may still be on its way to the library: which one is the last is known once it is
        # written.
        self._ops.when_idle(self._undo_last)

    def take_back(self, face_id: str) -> None:
        """Undo the newest step made here that was about this face; other steps stay done."""
        self._ops.when_idle(partial(self._take_back, face_id))

    def _take_back(self, face_id: str) -> None:
        about = (step for step, faces in reversed(self._steps.items()) if face_id in faces)
        if (step_id := next(about, None)) is not None:
            self._ops.take_back(step_id)

    def _undo_last(self) -> None:
        """Undo the newest step if it was made here, else offer that in a message."""
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
        """Follow a step that is undone or done again; doing it again may give it another id."""
        if before in self._steps:
            self._steps[now] = self._steps[before]
            if is_undone:
                self.taken_back.emit(self._steps[before])
