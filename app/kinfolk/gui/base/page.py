"""A page of the window: refreshed when what it shows has changed, now or when next seen."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.db.changes import Changes


class Page(QWidget):
    """Subclasses name their `tables` and fill themselves in `refresh()`."""

    tables: frozenset[str] = frozenset()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.stale = True

    def refresh(self, changes: Changes) -> None:
        """Reads anew; `changes` may narrow what must be redrawn."""
        raise NotImplementedError

    def read_ahead(self) -> None:
        """Reads what it is about to show, while the rest of the window is made."""
        self.stale = False
        self.refresh(Changes.everything())

    def on_changed(self, changes: Changes, initiator: object) -> None:
        """Redraws now if seen, later if not, not at all if it is no business of this page."""
        if initiator is self or not any(table in changes for table in self.tables):
            return
        if self.isVisible():
            self.refresh(changes)
        else:
            self.stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self.stale = False
            self.refresh(Changes.everything())
