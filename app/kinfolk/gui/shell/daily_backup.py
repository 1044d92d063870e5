"""The daily backup while a window is open; the user hears of it only if it fails."""

from PySide6.QtCore import QObject, Qt, Signal

from kinfolk.core.db.backups import BackupThread
from kinfolk.paths import Paths


class DailyBackup(QObject):
    """Make the daily backup on a thread; `told` passes its errors to the main thread."""

    told = Signal(object)  # an AppError, on the main thread
    _heard = Signal(object)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self.told, Qt.ConnectionType.QueuedConnection)
        self._keeper = BackupThread(paths, told=self._heard.emit)

    def close(self) -> None:
        """Stop; an unfinished backup is dropped, and the next window makes it."""
        self._keeper.close()
