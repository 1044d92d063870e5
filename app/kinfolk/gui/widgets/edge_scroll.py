"""Scrolling while something is dragged near an edge."""

from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

EDGE = 56  # pixels from the edge within which it scrolls
STEP_MS = 16  # about 60 steps a second


class _Over(NamedTuple):
    """Hold the target that a drag was over last, where, and what it carries; `at` is global."""

    target: QWidget
    at: QPoint
    actions: Qt.DropAction
    mime: QMimeData


class EdgeScroll(QObject):
    """Scroll an area while something is dragged near its edges over one of the `targets`.

    The targets are widgets inside the area that accept drags.
    """

    def __init__(
        self, area: QScrollArea, *targets: QWidget, along: Qt.Orientation = Qt.Orientation.Vertical
    ) -> None:
        super().__init__(area)
        self._area = area
        self._is_sideways = along == Qt.Orientation.Horizontal
        self._speed = 0
        self._over: _Over | None = None
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._on_step)
        for target in targets:
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll while a drag is near an edge, the faster the nearer; only watches the events."""
        if isinstance(event, QDragMoveEvent) and isinstance(watched, QWidget):
            at = event.position().toPoint()
            actions, mime = event.possibleActions(), event.mimeData()
            self._over = _Over(watched, watched.mapToGlobal(at), actions, mime)
            view = self._area.viewport()
            place = watched.mapTo(view, at)
            here, end = place.y(), view.height()
            if self._is_sideways:
                here, end = place.x(), view.width()
            self._go(min(0, here - EDGE) or max(0, here - end + EDGE))
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop, QEvent.Type.Hide):
            self._over = None
            self._go(0)
        return False

    def _go(self, beyond: int) -> None:
        """Scroll at a speed that grows towards the edge; 0 stops. `beyond` is in pixels, signed."""
        self._speed = round(beyond / 4)
        if not self._speed:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _on_step(self) -> None:
        """Scroll one step, and let the widget under the cursor show what a drop does now."""
        area = self._area
        bar = area.horizontalScrollBar() if self._is_sideways else area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + self._speed)
        over = self._over
        if bar.value() == before or over is None or not shiboken6.isValid(over.mime):
            return
        # The cursor is over something else now: send a move so that the label says what a drop
        # does.
        place = over.target.mapFromGlobal(over.at)
        if over.target.rect().contains(place):
            held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            event = QDragMoveEvent(place, over.actions, over.mime, *held)
            QApplication.sendEvent(over.target, event)
