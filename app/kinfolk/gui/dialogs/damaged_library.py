"""What is offered if the library is damaged or gone: the newest good backup."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from kinfolk.core.db import backups, contents, restoring
from kinfolk.core.db.backups import Looked
from kinfolk.core.db.contents import Lack
from kinfolk.core.db.restoring import Restored
from kinfolk.errors import AppError, Damaged
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.tasks import Tasks
from kinfolk.gui.dialogs.restore import RestoreSheet
from kinfolk.gui.widgets.controls import Button, Panel, column, fill, label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.paths import Paths
from kinfolk.settings import Settings


class OfferSheet(Sheet):
    """Say what happened, what is safe, and what the newest good backup holds and lacks."""

    chosen = Signal(object)  # Path of the backup to restore
    quit_wanted = Signal()

    def __init__(
        self, parent: QWidget, error: Damaged, *, paths: Paths, tasks: Tasks, outcome: str = ""
    ) -> None:
        """`outcome` is what became of an earlier attempt, "" for none."""
        super().__init__(
            parent,
            title=words.said(error.message).removesuffix("."),
            size=QSize(560, 400),
            action=self.tr("Restore this backup"),
        )
        self._paths = paths
        self._tasks = tasks
        self._best: Looked | None = None
        self.newest = label(self.tr("Newest good backup"), "section")
        self.when = label(self.tr("Looking for a good backup…"), "heading")
        self.holds = label("", "text", tone="muted")
        self.lacks = label("", "text", wrap=True)
        self.other = Button(self.tr("Choose another backup…"), "link", clicked=self._on_other)
        self.problem = label(outcome, "text", tone="danger", wrap=True)
        self.problem.setVisible(bool(outcome))
        self.cancel.setText(self.tr("Quit"))
        self.primary.setEnabled(False)
        self._lay_out_body()
        where = backups.folders(paths)
        tasks.run(lambda: _best(where, paths.library_db), self._show, owner=self)

    def accept(self) -> None:
        if self._best is not None:
            super().accept()
            self.chosen.emit(self._best.backup.path)

    def reject(self) -> None:
        super().reject()
        self.quit_wanted.emit()

    def _lay_out_body(self) -> None:
        text = self.tr(
            "Your photos are safe, and Kinfolk has stopped writing to the library. You can "
            "restore a backup; the damaged file is kept next to it."
        )
        card, about = Panel(), label(text, "lead", tone="muted", wrap=True)
        fill(card.body, self.newest, self.when, self.holds, self.lacks, spacing=4)
        fill(self.body, about, self.problem, card, row(self.other, None), None, spacing=14)

    def _show(self, found: tuple[Looked, Lack] | None) -> None:
        if found is None or found[0].counts is None:
            self.newest.hide()
            self.other.setText(self.tr("Look for a backup elsewhere…"))
            self.when.setText(self.tr("No backup found in the usual places"))
            self.holds.setText(self.tr("There may be one on another drive."))
            return
        self._best, lack = found
        self.when.setText(words.moment_text(self._best.backup.made_at))
        self.holds.setText(words.held(found[0].counts))
        self.lacks.setText(words.lacked(lack))
        self.primary.setEnabled(True)
        # Cancel has had the keyboard until now, unless another sheet has been opened over this one
        if self.window().focusWidget() is self.cancel:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other(self) -> None:
        sheet = RestoreSheet(self.window(), paths=self._paths, tasks=self._tasks)
        sheet.chosen.connect(self._on_chosen)
        sheet.open()

    def _on_chosen(self, file: Path) -> None:
        super().accept()
        self.chosen.emit(file)


class Rescue(QMainWindow):
    """Stand in for the window when no library can be opened: show the offer, or progress."""

    closed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._loop = QEventLoop(self)
        theme.SystemTheme(settings.theme, self)
        self.setWindowTitle("Kinfolk")
        self.resize(760, 560)
        page = QWidget()
        page.setObjectName("page")
        mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        mark.setPixmap(theme.ring(56, self.devicePixelRatioF()))
        self.text = label("", "lead", tone="muted")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cancel = Button(self.tr("Cancel"), clicked=self.close)
        self.cancel.hide()
        page.setLayout(
            column(None, mark, self.text, row(None, self.cancel, None), None, spacing=18)
        )
        self.setCentralWidget(page)

    def run(self, begin: Callable[[], object]) -> None:
        """Show the window, call `begin`, wait for `end`, then close and delete the window."""
        self.show()
        begin()
        self._loop.exec()
        self.close()
        self.deleteLater()

    def end(self) -> None:
        self._loop.quit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def asked(paths: Paths, error: Damaged, outcome: str = "") -> Path | None:
    """Show the offer in a window; return the chosen backup, or None if it was closed."""
    answers: list[Path] = []
    tasks = Tasks()
    window = Rescue(Settings.load(paths.settings_file))
    offer = OfferSheet(window, error, paths=paths, tasks=tasks, outcome=outcome)
    offer.chosen.connect(answers.append)
    for answered in (offer.chosen, offer.quit_wanted, window.closed):
        answered.connect(window.end)
    window.run(offer.open)
    tasks.close()
    return answers[0] if answers else None


def put_in_place(paths: Paths, backup: Path) -> str:
    """Restore a backup while a small window says so; return a message about the outcome."""
    ends: list[Restored | Exception] = []
    tasks = Tasks()
    window = Rescue(Settings.load(paths.settings_file))

    def end(how: Restored | Exception) -> None:
        ends.append(how)
        window.end()

    window.text.setText(window.tr("Verifying and restoring the backup…"))
    restore = partial(restoring.restore, paths.library_db, backup)
    window.run(lambda: tasks.run(restore, end, owner=window, failed=end))
    tasks.close()
    (how,) = ends
    if isinstance(how, Restored):
        return QCoreApplication.translate("rescue", "Restored: {}.").format(words.held(how.counts))
    if isinstance(how, AppError):
        return words.why(how)
    raise how


def _best(where: list[Path], library_db: Path) -> tuple[Looked, Lack] | None:
    """Return the newest good backup and what it lacks compared with the library.

    Returns None if there is none.
    """
    best = backups.newest_good(where)
    return None if best is None else (best, contents.lack(library_db, best.backup.path))
