"""The collector, which runs Python's cycle collection on the main thread only."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500  # how often it looks whether a generation is due


class Collector(QObject):
    """Collect reference cycles between two events of the main thread, never on a worker thread.

    A widget and its Python wrapper often form a cycle. Python would collect it on whichever thread
    happens to allocate, and Qt crashes when a widget is destroyed outside the main thread.
    """

    # Freeze only once: cycles that a second window froze would never be collected
    _has_frozen = False

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        if not Collector._has_frozen:
            Collector._has_frozen = True
            # Modules and classes live as long as the process. Without them a full collection takes
            # milliseconds; with them the first one takes a tenth of a second and finds only a few
            # hundred objects that imports have left.
            gc.freeze()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    def close(self) -> None:
        """Give collection back to Python; call it once the worker threads have ended."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def _on_look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if due:
            gc.collect(due[-1])
