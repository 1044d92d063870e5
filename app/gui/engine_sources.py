"""Where more engines come from: files the user has, or a download after a clear word."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.gui import words
from app.gui.context import Context
from app.gui.engine_row import megabytes
from app.gui.notice import Answer, Notice
from app.gui.widgets import Button, row
from app.pipeline import engines
from app.pipeline.engines import Fetch
from app.vision.packs import ZOO_ID
from app.vision.published import ZOO, ZOO_NAME

LOOK_MS = 100


class EngineSources(QWidget):
    """Two buttons; what they ask, do and refuse is said in the notice."""

    installed = Signal(object)  # a Pack

    def __init__(self, context: Context, notice: Notice) -> None:
        super().__init__()
        self._context = context
        self._notice = notice
        self._job: Fetch | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._size = megabytes(sum(file.size for file in ZOO))
        self.install = Button(self.tr("Install from files…"), clicked=self._on_install)
        offer = self.tr("Get {} ({})…").format(ZOO_NAME, self._size)
        self.get = Button(offer, clicked=self._on_get)
        self.setLayout(row(self.install, self.get, None))

    def offer(self, engine_ids: Collection[str]) -> None:
        """Nothing is to be downloaded that is there."""
        self.get.setVisible(ZOO_ID not in engine_ids)

    def close_down(self) -> None:
        """The sheet goes: a download goes with it."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def install_files(self, files: Sequence[Path]) -> None:
        """Checks them, and takes them in if they are an engine."""
        db, paths = self._context.db, self._context.paths
        self._notice.work(
            self._context.tasks,
            self.tr("Looking at {}…").format(words.listed([file.name for file in files])),
            lambda: engines.install(db, paths, files),
            self.installed.emit,
            failed=self.tr("That is no engine for Kinfolk"),
        )

    def _on_install(self) -> None:
        kinds = self.tr("Models (*.onnx)")
        title, start = self.tr("Choose the files of one engine"), self._context.settings.last_folder
        names, _ = QFileDialog.getOpenFileNames(self, title, start, kinds)
        if names:
            self.install_files([Path(name) for name in names])

    def _on_get(self) -> None:
        text = self.tr(
            "{} files, {}, come from {}, where OpenCV publishes them (licences: {}). Only these "
            "files are asked for: nothing about you or your photos is sent. They are compared "
            "with what was published before anything is kept."
        ).format(
            words.number_text(len(ZOO)),
            self._size,
            urlsplit(ZOO[0].url).hostname,
            words.listed([file.licence for file in ZOO]),
        )
        answer = Answer(self.tr("Download {}").format(self._size), self._fetch)
        self._notice.ask(self.tr("Get {}?").format(ZOO_NAME), text, answer)

    def _fetch(self) -> None:
        self._job = Fetch(self._context.paths)
        self._notice.tell(self.tr("Getting {}…").format(ZOO_NAME), stop=self._job.cancel)
        self._job.start()
        self._on_look()
        self._timer.start()

    def _on_look(self) -> None:
        job = self._job
        assert job is not None, "the timer runs only with a job"
        is_running, now = job.is_running, job.progress
        text = self.tr("{} of {}").format(megabytes(now.done), megabytes(now.total))
        self._notice.progress(now.done / now.total, text)
        if not is_running and self._timer.isActive():
            self._timer.stop()
            self._job = None
            self._on_fetched(job)

    def _on_fetched(self, job: Fetch) -> None:
        if job.error is not None:
            copied = partial(QApplication.clipboard().setText, "\n".join(one.url for one in ZOO))
            elsewhere = Answer(self.tr("Copy both addresses"), copied)
            self._notice.refuse(self.tr("Nothing was fetched"), job.error, elsewhere)
            return
        self._notice.dismissed()
        if job.progress.pack is not None:
            self.installed.emit(job.progress.pack)
