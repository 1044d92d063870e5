"""The base of sheets that put something into a folder: ask, work, tell the result."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from kinfolk.core.db.session import Session
from kinfolk.core.exchange import copying
from kinfolk.core.exchange.copying import Amount
from kinfolk.core.jobs import Job
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.menu_links import open_outside
from kinfolk.gui.widgets.bar import Bar
from kinfolk.gui.widgets.controls import Button, Elided, holding, label, row, set_tone
from kinfolk.gui.widgets.sheet import Sheet

J = TypeVar("J", bound=Job)  # type: ignore[type-arg]

LOOK_MS = 100
_WIDTH = 560  # pixels


class _State(Enum):
    """Name what the sheet may be doing."""

    ASKING = auto()
    RUNNING = auto()
    ENDED = auto()


class OutputSheet(Sheet, Generic[J]):
    """Ask for a folder, run a job, and tell what came of it.

    Subclasses say what else is asked, make the job, and put its progress and result into words.
    """

    def __init__(
        self, context: Context, parent: QWidget, *, title: str, action: str, ids: Sequence[str]
    ) -> None:
        super().__init__(parent, title=title, size=QSize(_WIDTH, 0), action=action)
        self._context, self._action = context, action
        self._ids = list(ids)
        self._state = _State.ASKING
        self._folder: Path | None = None
        self.job: J | None = None
        self.amount = label("", "text", tone="muted")
        self.where = Elided("text")
        self.choose = Button(self.tr("Change…"), clicked=self._on_choose)
        self.choose.setAccessibleName(self.tr("Change folder"))
        self._asked: list[QWidget] = []
        self.told = label("", "text", wrap=True)
        self.details = label("", "caption", tone="muted", wrap=True)
        self.bar = Bar()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._read()

    # what subclasses say

    def lay_out(self, *parts: QWidget) -> None:
        """Set the widgets for what is asked besides the folder, from top to bottom."""
        folder = holding(
            row(label(self.tr("Folder"), "text", tone="muted"), self.where, self.choose, grow=1)
        )
        self._asked = [self.amount, folder, *parts]
        self.body.setSpacing(14)
        for part in (*self._asked, self.told, self.bar, self.details):
            self.body.addWidget(part)
        self.cancel.setMinimumWidth(90)
        self._show_state()

    def set_action(self, action: str) -> None:
        """Set the text of the primary button, which says what it does with the choices made."""
        self._action = action
        self._show_state()

    def amount_text(self, amount: Amount) -> str:
        """Return how much it is about, as a text."""
        return words.photos(amount.photos)

    def make_job(self, folder: Path) -> J:
        """Return the job for what was asked, writing into this folder."""
        raise NotImplementedError

    def share(self, job: J) -> float:
        """Return how much of the job is done, from 0 to 1."""
        raise NotImplementedError

    def progress_text(self, job: J) -> str:
        raise NotImplementedError

    def result_text(self, job: J) -> str:
        raise NotImplementedError

    def left_out_text(self, job: J) -> str:
        """Return what was skipped, and why; "" for nothing."""
        return ""

    # asking

    def _read(self) -> None:
        """Read how much it is about, and whether the folder used last exists."""
        ids, text = self._ids, self._context.settings.output_folder

        def read(session: Session) -> tuple[Amount, Path | None]:
            folder = Path(text) if text and Path(text).is_dir() else None
            return copying.amount(session, ids), folder

        self._context.tasks.run(self._context.reading(read), self._on_read, owner=self)

    def _on_read(self, found: tuple[Amount, Path | None]) -> None:
        amount, folder = found
        self.amount.setText(self.amount_text(amount))
        self._folder = self._folder or folder
        self._show_state()

    def _on_choose(self) -> None:
        """Ask for the folder and remember it for the next time."""
        start = self._context.settings.output_folder
        text = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), start)
        if not text:
            return
        self._folder = Path(text)
        self._context.remember_folder("output_folder", self._folder)
        self._say("")
        self._show_state()
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str, *, details: str = "", is_bad: bool = False) -> None:
        set_tone(self.told, "danger" if is_bad else "")
        self.told.setText(text)
        self.details.setText(details)

    # working

    def accept(self) -> None:
        if self._state is _State.ASKING and self._folder is None:
            self._on_choose()
        elif self._state is _State.ASKING and self._folder is not None:
            self._begin(self._folder)
        elif self._state is _State.ENDED and self._folder is not None:
            open_outside(self._folder)
            super().accept()

    def reject(self) -> None:
        """Stop the job if it runs; otherwise close."""
        if self._state is _State.RUNNING and self.job is not None:
            self.job.cancel()
            self.cancel.setEnabled(False)
        else:
            super().reject()

    def _begin(self, folder: Path) -> None:
        """Run the job on a thread."""
        job = self.job = self.make_job(folder)
        self.destroyed.connect(lambda: job.cancel())  # the window may be closed meanwhile

        def work() -> None:
            job.start()
            job.wait()

        self._state = _State.RUNNING
        self._say(self.progress_text(job))
        self.bar.show_share(0)
        self._show_state()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.start()
        self._context.tasks.run(
            work, lambda _: self._on_end(job), owner=self, failed=lambda e: self._on_end(job, e)
        )

    def _on_look(self) -> None:
        if self.job is not None:
            self.bar.show_share(self.share(self.job))
            self.told.setText(self.progress_text(self.job))

    def _on_end(self, job: J, error: Exception | None = None) -> None:
        """Tell the result, or the error; a bug is raised."""
        self._look.stop()
        if error is not None and not isinstance(error, AppError):
            self._state = _State.ASKING
            self._show_state()
            raise error
        result = self.result_text(job)
        if error is None:
            self._state = _State.ENDED
            self._say(result, details=self.left_out_text(job))
        else:
            self._state = _State.ASKING  # it may work with another folder
            said = " ".join(part for part in (words.why(error), result) if part)
            self._say(said, is_bad=True)
        self._show_state()
        self.take_keys(self.coloured)

    def _show_state(self) -> None:
        """Show the parts of the sheet for its state: choosing, working or finished."""
        is_asking, is_running = self._state is _State.ASKING, self._state is _State.RUNNING
        for part in self._asked:
            part.setVisible(is_asking)
        self.bar.setVisible(is_running)
        self.told.setVisible(bool(self.told.text()))
        self.details.setVisible(bool(self.details.text()))
        self.where.setText(str(self._folder) if self._folder else self.tr("None chosen"))
        self.choose.setVisible(is_asking and self._folder is not None)
        action = self._action if self._folder else self.tr("Choose a folder…")
        self.primary.setText(action if is_asking or is_running else self.tr("Show folder"))
        self.primary.setEnabled(not is_running)
        texts = {_State.ASKING: self.tr("Cancel"), _State.RUNNING: self.tr("Stop")}
        self.cancel.setText(texts.get(self._state, self.tr("Close")))
        self.cancel.setEnabled(True)
        self.fit_height()
