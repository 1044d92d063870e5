"""Names beside photos, kept by the window: written some time after a decision, and quietly."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core import library
from kinfolk.core.actions import Act
from kinfolk.core.db import history
from kinfolk.core.db.changes import Changes
from kinfolk.core.library import FolderInfo
from kinfolk.core.sidecars import Wanted
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.scan import sidecars
from kinfolk.scan.sidecars import SidecarJob, SidecarTrouble

QUIET_MS = 2_000  # without a change: who names one group after the other is not followed each time
LOOK_MS = 200
TABLES = ("person", "face", "presence", "folder", "asset", "place", "sidecar")


class SidecarKeeper(QObject):
    """One run at a time, on a thread of its own, after the last change for a while."""

    # What was taken out, and what could not be written, once as long as it is the same.
    told = Signal(str)
    ended = Signal(object)  # a SidecarProgress

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: SidecarJob | None = None
        self._told: set[SidecarTrouble] = set()
        self._unkept: list[Wanted] = []  # where ours is to be taken out
        self._is_removal = False  # what runs
        self._wait = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._wait.timeout.connect(self._begin)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        context.bus.changed.connect(self._on_changed)
        context.ops.turned.connect(self._on_turned)
        self._wait.start()  # what was decided elsewhere, or before a drive came back

    def close(self) -> None:
        """Stops, and waits until nothing runs; what is not written is so when it is next open."""
        self._wait.stop()
        self._look.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            job.wait()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if any(table in changes for table in TABLES):
            self._wait.start()

    def take_out(self, library_id: str, folder: Path) -> None:
        """What is ours beside the photos of a folder goes."""
        self._unkept.append(Wanted(library_id, folder))
        self._wait.start()

    def _on_turned(self, before: int, step_id: int, is_undone: bool, changes: Changes) -> None:
        """The switch of a folder that is undone takes what it has written along."""
        if is_undone and (ids := changes.ids("folder")):
            find = partial(_switched_on, self._context, step_id, ids)
            self._context.tasks.run(find, self._take_all_out, owner=self)

    def _take_all_out(self, folders: list[FolderInfo]) -> None:
        for each in folders:
            self.take_out(each.library_id, each.path)

    def _begin(self) -> None:
        if self._job is not None:  # it ends soon: what has changed since is seen after that
            self._wait.start()
            return
        db, decoders = self._context.db, self._context.decoders
        self._is_removal = bool(self._unkept)
        if self._unkept:
            self._job = sidecars.removed(db, decoders, self._unkept.pop(0))
            self._wait.start()  # what else there is
        else:
            self._job = sidecars.kept(db, decoders)
        self._job.start()
        self._look.start()

    def _on_look(self) -> None:
        job = self._job
        if job is None or job.is_running:
            return
        self._look.stop()
        self._job = None
        if job.error is not None and not isinstance(job.error, AppError):
            raise job.error
        troubles = set(job.troubles)
        if fresh := troubles - self._told:
            self.told.emit(self._sentence(sorted(fresh, key=lambda each: each.path)))
        self._told = troubles
        if self._is_removal and job.progress.written:
            text = self.tr("Names removed from the files next to {}. The photos are unchanged.")
            self.told.emit(text.format(words.photos(job.progress.written)))
        self.ended.emit(job.progress)

    def _sentence(self, troubles: list[SidecarTrouble]) -> str:
        first, others = troubles[0], len(troubles) - 1
        name = first.path.name or str(first.path)
        text = f"{name}: {words.said(first.reason)}"
        if others:
            one = "%Ln more place is affected."
            text = f"{text} {words.count(others, one, '%Ln more places are affected.')}"
        return text


def _switched_on(context: Context, step_id: int, folder_ids: frozenset[str]) -> list[FolderInfo]:
    """The folders whose names that step began to keep; none if it did something else."""
    with context.db.read() as session:
        steps = [each for each in history.steps(session) if each.id == step_id]
        if not steps or steps[0].action.code != Act.KEEP_NAMES:
            return []
        return [each for each in library.folders(session) if each.id in folder_ids]
