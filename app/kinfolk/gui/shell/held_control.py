"""Showing the keys of the sidebar's rows while Ctrl is held."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.shell.sidebar import Row

HELD_MS = 300


class HeldControl(QObject):
    """Show the keys in place of the counts once Ctrl alone was held for a moment."""

    def __init__(self, window: QWidget, rows: Collection[Row]) -> None:
        super().__init__(window)
        self._window = window
        self._rows = rows
        self._timer = QTimer(self, singleShot=True, interval=HELD_MS)
        self._timer.timeout.connect(lambda: self._show(True))

    def listen(self) -> None:
        """Filter the keys of the window's handle, because fields keep theirs to themselves."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() != Qt.Key.Key_Control:
                self._end()
            elif not event.isAutoRepeat():
                self._timer.start()
        elif event.type() in (QEvent.Type.KeyRelease, QEvent.Type.FocusOut):
            self._end()
        return False

    def _end(self) -> None:
        self._timer.stop()
        self._show(False)

    def _show(self, is_shown: bool) -> None:
        for each in self._rows:
            each.show_key(is_shown=is_shown)
