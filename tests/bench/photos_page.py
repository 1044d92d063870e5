"""The page of photos with 100,000 of them: to its first paint, scrolled through, and memory.

A frame is what the main thread does for one step of the wheel: it scrolls and paints. Beside it:
how long it is busy until what was read is painted, too, in several turns of the event loop. The
files are not there: photos are drawn images that are in memory.

dev.py bench photos_page [--photos 100000]
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from kinfolk.core.db.database import Database
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.bench._photos import machine, table
from tests.bench.photo_search import fill

FIRST_MS, FRAME_MS = 1000, 16  # what the first paint and a frame may take
STEPS = 400  # of the wheel, at each of these paces in pixels
PACES = {"slowly": 60, "a page at a time": 700, "by the handle": 40_000}
IMAGES = 60


class FirstPaint(QObject):
    """When the view is painted with photos for the first time."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._grid = window.photos.grid
        self.at = 0.0
        self._grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._grid.photos.ids and not self.at:
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.at = self.at or time.perf_counter()


def main() -> int:
    """0 if the page is as quick as it has to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    options = parser.parse_args()
    print(f"{options.photos:,} photos ({machine()})\n")
    application()
    with tempfile.TemporaryDirectory() as base:
        paths = Paths.of(Path(base))
        paths.library_db.parent.mkdir(parents=True, exist_ok=True)
        Database(paths.library_db, paths.cache_db).close()
        fill(paths.library_db, options.photos)
        with opened(paths, Settings()) as context:
            return measured(context)


def measured(context: Context) -> int:
    window = Window(context)
    show_drawn_images(window)
    window.resize(1920, 1080)
    window.show()
    spin(500)
    first = FirstPaint(window)
    began, longest = time.perf_counter(), 0.0
    window.show_photos()
    while not first.at:
        turn = time.perf_counter()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        longest = max(longest, time.perf_counter() - turn)
    took = 1e3 * (first.at - began)
    print(f"first paint: {took:.0f} ms; the longest turn until then: {1e3 * longest:.0f} ms\n")
    rows, worst = [], 0.0
    for name, pace in PACES.items():
        frames, rests = scrolled(window, pace)
        worst = max(worst, share(frames, 0.95))
        part = (share(frames, 0.5), share(frames, 0.95), max(frames), share(rests, 0.95))
        rows.append((name, *(f"{each:.1f} ms" for each in part)))
    table(("a frame", "median", "95 %", "longest", "until all is there, 95 %"), rows)
    unit = 1 if sys.platform == "darwin" else 1024
    print(f"\nmemory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6:.0f} MB")
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return int(took > FIRST_MS or worst > FRAME_MS)


def show_drawn_images(window: Window) -> None:
    """In place of the files'."""
    images = []
    for n in range(IMAGES):
        image = QImage(512, 384, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(360 * n // IMAGES, 120, 160))
        images.append(image)
    window._context.previews.image = (  # type: ignore[method-assign]
        lambda row_id, size: images[int((row_id or "")[6:]) % IMAGES]
    )


def scrolled(window: Window, pace: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each frame, and until all of it is there; between two it rests."""
    grid, frames, rests = window.photos.grid, [], []
    bar = grid.verticalScrollBar()
    bar.setValue(0)
    for _ in range(STEPS):
        began = time.perf_counter()
        bar.setValue(bar.value() + pace if bar.value() < bar.maximum() else 0)
        grid.viewport().repaint()
        frames.append(1e3 * (time.perf_counter() - began))
        QApplication.processEvents()
        rests.append(1e3 * (time.perf_counter() - began))
        spin(max(1, round(FRAME_MS - rests[-1])))  # until the screen asks for the next one
    return frames, rests


def share(times: list[float], part: float) -> float:
    """So many of them took no longer."""
    return sorted(times)[int(len(times) * part)]


def spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
