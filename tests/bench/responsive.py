"""Measure how long the window blocks while a scan runs: the longest gap of its event loop.

A timer in the real window fires every few milliseconds; whatever delays it would delay a click,
too. Printed beside that: photos and faces a second, and peak memory. Measured alone on the machine,
and beside one process that never rests.

dev.py bench responsive [FOLDER]
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, Qt, QTimer

from kinfolk.core.photos import photos
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from tests.bench._memory import peak
from tests.bench._photos import PHOTOS, machine, need_photos, table

TICK_MS = 2
LIMIT_MS = 50  # limit for the longest gap


class Pulse:
    """Measures the gaps between the ticks of a timer on the event loop, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer(interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _on_tick(self) -> None:
        self.gaps.append(self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def main() -> int:
    need_photos()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PHOTOS
    print(f"{machine()}\n")
    alone, row = measured(folder)
    with busy():
        beside, other = measured(folder)
    heads = ("longest gap", "99.9 %", "99 %", "photos", "photos/s", "faces/s", "seconds", "peak MB")
    table(["", *heads], [["alone", *row], ["beside a busy process", *other]])
    return int(max(alone, beside) > LIMIT_MS)


@contextmanager
def busy() -> Iterator[None]:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
        yield
        other.kill()


def measured(folder: Path) -> tuple[float, list[str]]:
    """Scan in the window; return the longest gap in milliseconds, and the cells of the table."""
    app = application()
    with tempfile.TemporaryDirectory() as base, opened(Paths.of(Path(base))) as context:
        window = Window(context)
        window.resize(1200, 800)
        window.show()
        app.processEvents()
        pulse = Pulse()
        said: list[str] = []
        window.scanning.began.connect(pulse.start)
        window.scanning.ended.connect(said.append)
        window.scanning.ended.connect(app.quit)
        began = time.monotonic()
        window.add_folders([folder])
        app.exec()
        took = time.monotonic() - began
        pulse.stop()
        with context.db.read() as session:
            counted = photos.counts(session)
        window.close()
        window.deleteLater()
        app.processEvents()
    assert said == ["done"]
    gaps = sorted(pulse.gaps)
    return gaps[-1], [
        f"{gaps[-1]:.0f} ms",
        f"{gaps[int(len(gaps) * 0.999)]:.0f} ms",
        f"{gaps[int(len(gaps) * 0.99)]:.0f} ms",
        f"{counted.total}",
        f"{counted.total / took:.1f}",
        f"{counted.faces / took:.1f}",
        f"{took:.1f}",
        f"{peak():.0f}",
    ]


if __name__ == "__main__":
    sys.exit(main())
