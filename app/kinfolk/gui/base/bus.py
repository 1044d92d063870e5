"""The bus, which brings changes of the library from the writer's thread to the main thread."""

from PySide6.QtCore import QObject, Qt, Signal

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.database import Database


class Bus(QObject):
    """Emits `changed(Changes, initiator)` on the main thread after every commit.

    `initiator` is what the writer was told by whoever asked for the write, often a page. `trouble`
    carries an AppError.
    """

    changed = Signal(object, object)
    trouble = Signal(object)  # an AppError: the library is damaged, or not there any more
    _arrived = Signal(object, object)
    _noticed = Signal(object)

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Emitted on the writer's thread, and queued, so that the slot runs on ours.
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._noticed.connect(self.trouble, Qt.ConnectionType.QueuedConnection)
        self._ends = db.subscribe(self._arrived.emit), db.on_trouble(self._noticed.emit)

    def close(self) -> None:
        """Stop all signals, also those already queued: their receivers may be closed by then."""
        self.blockSignals(True)
        for end in self._ends:
            end()

    def _on_arrived(self, changes: Changes, initiator: object) -> None:
        self.changed.emit(changes, initiator)
