"""Names beside photos, kept by the window: written some time after a decision, and quietly."""

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.db.changes import Changes
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.scan import sidecars
from kinfolk.scan.sidecars import SidecarJob, SidecarTrouble

QUIET_MS = 2_000  # without a change: who names one group after the other is not followed each time
LOOK_MS = 200
TABLES = ("person", "face", "presence", "folder", "asset", "place")


class SidecarKeeper(QObject):
    """One run at a time, on a thread of its own, after the last change for a while."""

    told = Signal(str)  # what could not be written, once as long as it is the same
    ended = Signal(object)  # a SidecarProgress

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: SidecarJob | None = None
        self._told: set[SidecarTrouble] = set()
        self._wait = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._wait.timeout.connect(self._begin)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        context.bus.changed.connect(self._on_changed)
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

    def _begin(self) -> None:
        if self._job is not None:  # it ends soon: what has changed since is seen after that
            self._wait.start()
            return
        self._job = sidecars.kept(self._context.db, self._context.decoders)
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
        self.ended.emit(job.progress)

    def _sentence(self, troubles: list[SidecarTrouble]) -> str:
        first, others = troubles[0], len(troubles) - 1
        name = first.path.name or str(first.path)
        text = f"{name}: {first.reason}"
        if others:
            text = self.tr("{} And so in {} more.").format(text, words.places(others))
        return text
