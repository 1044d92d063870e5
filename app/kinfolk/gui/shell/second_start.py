"""Tells the window what later starts of Kinfolk on its library were asked for."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from kinfolk import private
from kinfolk.gui.shell import one_window


class SecondStart(QObject):
    """Watch the folder in which later starts leave their wishes; emit `rung` with each one."""

    rung = Signal(object)  # Wish

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        # On a full disk the window opens all the same, without hearing of later starts
        with suppress(OSError):
            private.make_folder(folder, ours=())
            self._watcher.addPath(str(folder))

    def look(self) -> None:
        """Take the wishes that lie in the folder, and emit them."""
        for wish in one_window.taken(self._folder):
            self.rung.emit(wish)
