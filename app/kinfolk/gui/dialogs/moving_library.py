"""Moving the library to another folder, between two windows: a small one shows progress."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer

from kinfolk.core.db.library_move import MoveJob
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.dialogs.damaged_library import Rescue
from kinfolk.paths import Paths
from kinfolk.settings import Settings

_tr = partial(QCoreApplication.translate, "moving")

LOOK_MS = 100


def moved(paths: Paths, place: Paths) -> tuple[Paths, str]:
    """Move the library; return where it is then, and a message about the outcome."""
    job = MoveJob(paths, place)
    window = Rescue(Settings.load(paths.settings_file))
    window.cancel.show()
    window.closed.connect(job.cancel)
    timer = QTimer(interval=LOOK_MS)

    def look() -> None:
        """Show the progress, and end the wait once the job has ended."""
        done, total = job.progress.done, job.progress.total
        text = window.tr("Moving the library: {} of {}…")
        window.text.setText(text.format(words.size_text(done), words.size_text(total)))
        if not job.is_running:
            window.end()

    def begin() -> None:
        window.cancel.setFocus()
        job.start()
        look()
        timer.start()

    timer.timeout.connect(look)
    window.run(begin)
    return _outcome(job, paths, place)


def not_opened(paths: Paths, error: AppError) -> str:
    """Say that the copy could not be opened, and that the library is still at its old place."""
    text = _tr("The library couldn’t be opened in the new folder, so it’s still in {folder}. {why}")
    return text.format(folder=paths.data, why=words.said(error.message))


def _outcome(job: MoveJob, paths: Paths, place: Paths) -> tuple[Paths, str]:
    """Return where the library is, and the message; raise a bug."""
    error = job.error
    if job.is_done:
        return place, _tr("The library is now in {}.").format(place.data)
    if isinstance(error, AppError):
        return paths, words.why(error)
    if error is not None:
        raise error
    return paths, _tr("The library wasn’t moved.")
