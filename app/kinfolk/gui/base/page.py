"""The base class of the window's pages."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.gui.base.context import Context


class WindowPage(QWidget):
    """Show a page and refresh it when its data has changed: now if visible, else when next seen.

    Subclasses name the `tables` of the library that they show, and fill themselves in `refresh()`.
    """

    tables: frozenset[str] = frozenset()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.stale = True
        context.bus.changed.connect(self.on_changed)

    def refresh(self) -> None:
        """Read from the library again."""
        raise NotImplementedError

    def read_ahead(self) -> None:
        """Fill the page before it is shown, while the rest of the window is being built."""
        self.stale = False
        self.refresh()

    def on_changed(self, changes: Changes) -> None:
        """React to a commit: refresh if visible, be `stale` if not."""
        if any(table in changes for table in self.tables):
            self.renew()

    def renew(self) -> None:
        """Refresh if visible, be `stale` if not."""
        if self.isVisible():
            self.refresh()
        else:
            self.stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self.stale = False
            self.refresh()
