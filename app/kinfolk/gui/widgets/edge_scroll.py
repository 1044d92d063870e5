"""Scrolls while something is dragged near the upper or lower edge."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QScrollArea, QWidget

EDGE = 56  # pixels from the edge in which it scrolls
STEP_MS = 16  # some 60 steps a second


class EdgeScroll(QObject):
    """Watches the widgets inside a scroll area that take drags."""

    def __init__(self, area: QScrollArea, *targets: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._speed = 0
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._on_step)
        for target in targets:
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragMoveEvent) and isinstance(watched, QWidget):
            view = self._area.viewport()
            y = watched.mapTo(view, event.position().toPoint()).y()
            self._go(min(0, y - EDGE) or max(0, y - view.height() + EDGE))
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop, QEvent.Type.Hide):
            self._go(0)
        return False

    def _go(self, beyond: int) -> None:
        """Faster the nearer the edge; 0 stands still."""
        self._speed = round(beyond / 4)
        if not self._speed:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _on_step(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + self._speed)
