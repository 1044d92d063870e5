"""Watching the library's folders while the window is open."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from kinfolk.core.photos.library import FolderInfo
from kinfolk.scan.watch import FolderWatch


class Watching(QObject):
    """Emit `noticed` once files in the folders have changed and no more change for a moment."""

    noticed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = FolderWatch(self.noticed.emit)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._on_state)

    def follow(self, folders: Sequence[FolderInfo]) -> None:
        self._watch.follow(folder.path for folder in folders)

    def close(self) -> None:
        self._watch.close()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._watch.look()
