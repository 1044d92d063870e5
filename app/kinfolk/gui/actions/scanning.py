"""The scan as the window sees it: started, watched ten times a second, paused, ended."""

import sys
import time

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.db.changes import Changes
from kinfolk.errors import AppError
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.suggestions import unless_expected
from kinfolk.recognition import engines
from kinfolk.scan import start
from kinfolk.scan.job import ScanJob, ScanProgress
from kinfolk.scan.walk import Closed

LOOK_MS = 100
QUIET_SECONDS = 1.5  # seconds after which looking through the folders is shown


class Scanning(QObject):
    """Run one scan at a time; change during a scan are scanned right after it."""

    began = Signal()
    progressed = Signal(object)  # ScanProgress
    ended = Signal(str)  # "done", "paused" or "failed"
    running = Signal(bool)  # whether one runs now

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: ScanJob | None = None
        self._again = False
        self._is_noticed = False  # folders have changed since the scan began
        self._is_paused = False  # the user has paused it and not started it again
        self._began = 0.0
        self._seen: ScanProgress | None = None
        self.closed: tuple[Closed, ...] = ()  # what the last scan could not read
        self.is_asked = False  # the user has started it, and is told how it ends
        self.last = ScanProgress()  # the progress that the last scan reached
        self.seconds = 0.0  # seconds that the last scan took
        self.touched: set[str] = set()  # ids of faces that it has found or assigned
        context.bus.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, *, is_asked: bool = True) -> None:
        """Scan all folders; `is_asked` says that the user has started the scan.

        A scan that runs is stopped and started again; what it has stored stays.
        """
        self.is_asked = is_asked or (self.is_asked and self.is_running)
        self._is_paused = False
        if self._job is not None:
            self._again = True
            self._job.cancel()
            return
        context = self._context
        few = context.settings.few_photos
        self._job = start.scan(context.db, context.paths, suggester=context.suggester, few=few)
        self._began = time.monotonic()
        self.touched.clear()
        self._job.start()
        self._timer.start()
        self.began.emit()
        self.running.emit(True)

    def notice(self) -> None:
        """Scan because something has changed in the folders, unless the user has paused scanning.

        During a scan, scan again after it.
        """
        if self.is_running:
            self._is_noticed = True
        elif not self._is_paused:
            self.start(is_asked=False)

    def regroup(self, face_ids: frozenset[str]) -> None:
        """Group faces that belong to no one again; during a scan leave that to the scan's end."""
        db, paths, suggester = self._context.db, self._context.paths, self._context.suggester
        if self._job is None:
            self._context.tasks.run(
                lambda: engines.regroup(db, paths, face_ids, suggester),
                owner=self,
                failed=unless_expected,  # the next scan groups the faces
            )

    def pause(self) -> None:
        """Pause the scan; what it has stored stays, and the next start continues there."""
        if self._job is not None:
            self._again = False
            self._is_paused = True
            self._job.cancel()

    def close(self) -> None:
        """Stop the scan and wait until it has ended."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            job.wait()

    def _on_changed(self, changes: Changes) -> None:
        if self.is_running:
            self.touched |= changes.ids("face")

    def _on_look(self) -> None:
        job = self._job
        if job is None:
            return
        progress = job.progress
        if progress != self._seen and self._is_worth_telling(progress):
            self._seen = progress
            self.progressed.emit(progress)
        if not job.is_running:
            self._end(job)

    def _is_worth_telling(self, progress: ScanProgress) -> bool:
        if progress.phase == "walking":
            return time.monotonic() - self._began > QUIET_SECONDS
        return progress.photos_total > 0

    def _end(self, job: ScanJob) -> None:
        """Handle the end of a scan: start again if that was asked for, else emit how it ended."""
        self._timer.stop()
        self._job = None
        if self._again:
            self._again = False
            self.start(is_asked=self.is_asked)
            return
        error, self.last = job.error, job.progress
        self.seconds = time.monotonic() - self._began
        self.closed = (*self.last.closed, *self.last.left_out)
        self.running.emit(False)
        self.ended.emit("failed" if error else "paused" if job.is_cancelled else "done")
        if isinstance(error, AppError):
            self._context.ops.refused.emit(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        noticed, self._is_noticed = self._is_noticed, False
        if noticed:
            self.notice()
