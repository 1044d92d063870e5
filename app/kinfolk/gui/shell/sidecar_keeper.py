"""Saving names next to photos while the window is open, some time after each decision."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.actions import Act
from kinfolk.core.db.changes import Changes
from kinfolk.core.history import history
from kinfolk.core.names_in_files.sidecars import SidecarScope
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderInfo
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.scan import sidecars
from kinfolk.scan.sidecars import SidecarJob, SidecarTrouble

# Pause without changes before writing: naming groups in a row causes one run, not many
QUIET_MS = 2_000
LOOK_MS = 200
TABLES = ("person", "face", "presence", "folder", "asset", "place", "sidecar")


class SidecarKeeper(QObject):
    """Write sidecars on a thread of its own, one run at a time, after a pause without changes."""

    # A message: what was removed, or what could not be written; the same trouble is told once.
    told = Signal(str)
    ended = Signal(object)  # a SidecarProgress

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: SidecarJob | None = None
        self._told: set[SidecarTrouble] = set()
        # Folders from whose sidecars our names are to be removed
        self._unkept: list[SidecarScope] = []
        self._is_removal = False  # whether the run under way removes names
        self._wait = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._wait.timeout.connect(self._begin)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        context.bus.changed.connect(self._on_changed)
        context.ops.turned.connect(self._on_turned)
        self._wait.start()  # for decisions made elsewhere, or before a drive came back

    def close(self) -> None:
        """Stop and wait for the run under way; the next window writes what is left.

        What is to be removed is removed first, as the next window does not know of it.
        """
        self._wait.stop()
        self._look.stop()
        job, self._job = self._job, None
        if job is not None:
            if not self._is_removal:
                job.cancel()
            job.wait()
        while self._unkept:
            job = self._removal()
            job.start()
            job.wait()

    def _on_changed(self, changes: Changes) -> None:
        if any(table in changes for table in TABLES):
            self._wait.start()

    def take_out(self, library_id: str, folder: Path) -> None:
        """Remove our names from the sidecars of a folder."""
        self._unkept.append(SidecarScope(library_id, folder))
        self._wait.start()

    def _on_turned(self, before: int, step_id: int, is_undone: bool, changes: Changes) -> None:
        """Remove what a folder's switch has written when switching it on is undone."""
        if is_undone and (ids := changes.ids("folder")):
            find = partial(_switched_on, self._context, step_id, ids)
            self._context.tasks.run(find, self._take_all_out, owner=self)

    def _take_all_out(self, folders: list[FolderInfo]) -> None:
        for each in folders:
            self.take_out(each.library_id, each.path)

    def _begin(self) -> None:
        """Remove the names of a folder that no longer saves them, or else save what has changed."""
        if self._job is not None:  # try again: changes since then are seen by the next run
            self._wait.start()
            return
        self._is_removal = bool(self._unkept)
        if self._unkept:
            self._job = self._removal()
            self._wait.start()  # for what else there is to do
        else:
            self._job = sidecars.kept(self._context.db, self._context.decoders)
        self._job.start()
        self._look.start()

    def _removal(self) -> SidecarJob:
        """Return the job that removes our names from the next folder."""
        return sidecars.removed(self._context.db, self._context.decoders, self._unkept.pop(0))

    def _on_look(self) -> None:
        """Check whether the run has ended, and report what came of it."""
        job = self._job
        if job is None or job.is_running:
            return
        self._look.stop()
        self._job = None
        if job.error is not None and not isinstance(job.error, AppError):
            raise job.error
        said, troubles = [], set(job.troubles)
        if fresh := troubles - self._told:
            said.append(self._sentence(sorted(fresh, key=lambda each: each.path)))
        self._told = troubles
        if self._is_removal and job.progress.written:
            text = self.tr("Names removed from the files next to {}. The photos are unchanged.")
            said.append(text.format(words.photos(job.progress.written)))
        if said:
            self.told.emit(" ".join(said))  # as one: a second message would replace the first
        self.ended.emit(job.progress)

    def _sentence(self, troubles: list[SidecarTrouble]) -> str:
        """Say what went wrong with the first file, and in how many more."""
        first, others = troubles[0], len(troubles) - 1
        name = first.path.name or str(first.path)
        text = "{name}: {reason}"
        if others:
            one = "{name}: {reason} %Ln more place is affected."
            text = words.count(others, one, "{name}: {reason} %Ln more places are affected.")
        return text.format(name=name, reason=words.said(first.reason))


def _switched_on(context: Context, step_id: int, folder_ids: frozenset[str]) -> list[FolderInfo]:
    """Return the folders for which this step has switched on saving names; none for other steps."""
    with context.db.read() as session:
        steps = [each for each in history.steps(session, None) if each.id == step_id]
        if not steps or steps[0].action.code != Act.KEEP_NAMES:
            return []
        return [each for each in library.folders(session) if each.id in folder_ids]
