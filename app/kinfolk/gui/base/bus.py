"""The bus, which brings changes of the library from the writer's thread to the main thread."""

from PySide6.QtCore import QObject, Qt, Signal

from kinfolk.core.database import Database


class Bus(QObject):
    """Emit `changed(Changes)` on the main thread after every commit, and `trouble(AppError)`."""

    changed = Signal(object)
    trouble = Signal(object)  # the library is damaged, or not there any more
    _arrived = Signal(object)
    _noticed = Signal(object)

    def __init__(self, db: Database) -> None:
        super().__init__()
        # Emitted on the writer's thread, and queued, so that the slots run on ours.
        self._arrived.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._noticed.connect(self.trouble, Qt.ConnectionType.QueuedConnection)
        self._ends = db.subscribe(self._arrived.emit), db.on_trouble(self._noticed.emit)

    def close(self) -> None:
        """Stop all signals, also those already queued: their receivers may be closed by then."""
        self.blockSignals(True)
        for end in self._ends:
            end()
