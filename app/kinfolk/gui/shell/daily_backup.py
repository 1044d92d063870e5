"""The daily backup as the window has it: made beside it, and told only where it cannot be."""

from PySide6.QtCore import QObject, Qt, Signal

from kinfolk.core.db.backups import BackupThread
from kinfolk.paths import Paths


class DailyBackup(QObject):
    """Makes the daily backup on a thread, and passes its troubles on to the main thread."""

    told = Signal(object)  # an AppError, on the main thread
    _heard = Signal(object)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self.told, Qt.ConnectionType.QueuedConnection)
        self._keeper = BackupThread(paths, told=self._heard.emit)

    def close(self) -> None:
        """A backup that is not finished is none; the next window makes it."""
        self._keeper.close()
