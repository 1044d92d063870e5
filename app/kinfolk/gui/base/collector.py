"""Python's cycle collector, kept on the main thread: on another one it would destroy widgets."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500


class Collector(QObject):
    """While it lives, cycles are collected between two events and never on a worker thread.

    A widget and its Python half are often a cycle. Whichever thread happens to allocate would
    collect it, and Qt crashes when a widget is destroyed outside the main thread.
    """

    _has_frozen = False  # once in a process: what a second window found would never be collected

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        if not Collector._has_frozen:
            Collector._has_frozen = True
            # Modules and classes stay: a full look takes milliseconds without them. A first one
            # would take a tenth of a second, for some hundred pieces that imports have left.
            gc.freeze()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    def close(self) -> None:
        """Back to how Python does it by itself, once the threads have ended."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def _on_look(self) -> None:
        """The oldest generation that is due, by Python's own thresholds."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if due:
            gc.collect(due[-1])
