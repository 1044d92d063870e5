"""The folders are watched while the window is open: new photos appear by themselves."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from kinfolk.core.library import FolderInfo
from kinfolk.scan.watch import FolderWatch


class Watching(QObject):
    """`noticed` comes once what has changed stands still."""

    noticed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = FolderWatch(self.noticed.emit)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._on_state)

    def follow(self, folders: Sequence[FolderInfo]) -> None:
        """These are the library's folders now."""
        self._watch.follow(folder.path for folder in folders)

    def close(self) -> None:
        """The window goes."""
        self._watch.close()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._watch.look()
