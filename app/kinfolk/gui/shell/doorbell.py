"""Tells the window of what later starts on its library were wished for."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from kinfolk import private
from kinfolk.gui.shell import one_window


class Doorbell(QObject):
    """Looks into the folder of wishes whenever that changes."""

    rung = Signal(object)  # Wish

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        with suppress(OSError):  # on a full disk nobody can ring, and the window opens all the same
            private.make_folder(folder, ours=())
            self._watcher.addPath(str(folder))

    def look(self) -> None:
        """Takes what lies there."""
        for wish in one_window.taken(self._folder):
            self.rung.emit(wish)
