"""The page of photos with 100,000 of them and their previews: first paint, scrolling, memory.

A frame is what the main thread does for one step of the wheel or of the scroller's handle: it takes
the event, and paints. Beside it: the longest turn of the event loop while what was asked for is
read, decoded and painted; and how long it takes until all photos in sight are there. Previews are
those of a few hundred labelled photos, used over and over; the photos' files are not there.

dev.py bench photos_page [--photos 100000] [--library FOLDER]
"""

import argparse
import io
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageOps
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider, QWidget

from kinfolk.core.db.checksums import preview_checksum
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.scan.crops import QUALITY
from kinfolk.settings import Settings
from tests.bench._memory import peak
from tests.bench._photos import MANY, PHOTOS, machine, need_photos, photos, table
from tests.bench.photo_search import digest, fill

FIRST_MS, FRAME_MS, MEMORY_MB = 1000, 16, 570  # what may be taken
DISTINCT = 300  # previews
SIZE = (512, 384)  # pixels of a preview
NOTCH = 120  # of a wheel
PLACES = 40  # to which the handle jumps
PATIENCE = 1.0  # seconds until all photos in sight are there


class Frames(NamedTuple):
    """Milliseconds for each step of a way to scroll."""

    frames: list[float]
    busy: list[float]  # of the frames, the main thread's processor
    turns: list[float]  # the longest turn after it
    rests: list[float]  # until all is there


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
    """0 if the page is as quick and as small as it has to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=400, help="of each way to scroll")
    parser.add_argument("--library", type=Path, help="keep it here, and take it again")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    need_photos(PHOTOS, MANY)
    if options.make is not None:
        make(options.make, options.photos)
        return 0
    print(f"{options.photos:,} photos ({machine()})\n")
    with tempfile.TemporaryDirectory() as made:
        base = options.library or Path(made)
        if not Paths.of(base).library_db.exists():  # elsewhere: its memory is not the window's
            again = [sys.executable, __file__, "--photos", str(options.photos)]
            subprocess.run([*again, "--make", str(base)], check=True)
        application()
        with opened(Paths.of(base), Settings()) as context:
            return measured(context, options.steps)


def make(base: Path, count: int) -> None:
    """A library of so many photos that are away, and a preview of each."""
    paths = Paths.of(base)
    for file in (paths.library_db, paths.cache_db):
        file.parent.mkdir(parents=True, exist_ok=True)
    fill(paths.library_db, paths.cache_db, count)
    with closing(sqlite3.connect(paths.cache_db)) as connection:
        connection.executemany(
            "INSERT INTO preview (asset_id, picture, size, checksum, jpeg) VALUES (?, ?, ?, ?, ?)",
            previews(count),
        )
        connection.commit()


def previews(count: int) -> Iterator[tuple[object, ...]]:
    every = photos(MANY)
    jpegs = [jpeg(path) for path in every[:: len(every) // DISTINCT]]
    for n in range(count):
        asset_id, picture, data = f"asset_{n:022}", digest(n), jpegs[n % len(jpegs)]
        checksum = preview_checksum(data, asset_id, picture)
        yield asset_id, picture, len(data), checksum, data


def jpeg(path: Path) -> bytes:
    """As large as that of a photo of a camera."""
    file = io.BytesIO()
    with Image.open(path) as photo:
        ImageOps.fit(photo.convert("RGB"), SIZE).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def measured(context: Context, number: int) -> int:
    window = Window(context)
    window.resize(1920, 1080)
    window.show()
    spin(500)
    first = FirstPaint(window)
    began, worked, longest = time.perf_counter(), time.process_time(), 0.0
    window.show_photos()
    while not first.at:
        longest = max(longest, turn())
    took, worked = 1e3 * (first.at - began), 1e3 * (time.process_time() - worked)
    print(f"first paint: {took:.0f} ms, {worked:.0f} of the processor; ", end="")
    print(f"the longest turn until then: {longest:.0f} ms\n")
    grid = window.photos.grid
    rows, worst = [], 0.0
    for name, steps in (
        ("by the wheel, a notch", wheel(grid, 1, number)),
        ("by the wheel, six", wheel(grid, 6, number)),
        ("by the handle, slowly", handle(grid, slowly, number)),
        ("by the handle, jumps", handle(grid, back_and_forth, number)),
    ):
        found = scrolled(window, steps)
        worst = max(worst, share(found.frames, 0.95))
        numbers = (
            share(found.frames, 0.5),
            share(found.frames, 0.95),
            max(found.frames),
            share(found.busy, 0.95),
            share(found.turns, 0.95),
            share(found.rests, 0.5),
            share(found.rests, 0.95),
        )
        rows.append((name, *(f"{each:.1f}" for each in numbers)))
    frame = ("ms a frame", "median", "95 %", "longest", "of the processor, 95 %")
    headings = (*frame, "turns, 95 %", "all there, median", "95 %")
    table(headings, rows)
    print(f"memory at most: {peak():.0f} MB")
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return int(took > FIRST_MS or worst > FRAME_MS or peak() > MEMORY_MB)


def wheel(grid: PhotoGrid, notches: int, number: int) -> Iterator[Callable[[], None]]:
    """Down the page."""
    grid.verticalScrollBar().setValue(0)
    viewport, at = grid.viewport(), QPointF(grid.viewport().rect().center())
    for _ in range(number):
        event = QWheelEvent(
            at,
            viewport.mapToGlobal(at),
            QPoint(),
            QPoint(0, -NOTCH * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        yield lambda event=event: send(viewport, event)  # type: ignore[misc]


def handle(
    grid: PhotoGrid, places: Callable[[int], float], number: int
) -> Iterator[Callable[[], None]]:
    """The button goes down on the handle, and it is drawn to these places, from 0 to 1."""
    bar = grid.verticalScrollBar()
    bar.setValue(0)
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    control, style = QStyle.ComplexControl.CC_ScrollBar, bar.style()
    knob = style.subControlRect(control, option, QStyle.SubControl.SC_ScrollBarSlider, bar)
    groove = style.subControlRect(control, option, QStyle.SubControl.SC_ScrollBarGroove, bar)
    at, room = QPointF(knob.center()), groove.bottom() - knob.bottom()
    mouse(bar, QEvent.Type.MouseButtonPress, at)
    for n in range(number):
        there = at + QPointF(0, round(places(n) * room))
        yield lambda there=there: mouse(bar, QEvent.Type.MouseMove, there)  # type: ignore[misc]
    mouse(bar, QEvent.Type.MouseButtonRelease, at)


def slowly(step: int) -> float:
    """About a pixel a frame."""
    return step / 900 % 1


def back_and_forth(step: int) -> float:
    """Over places that were seen before, whose tiles have been let go meanwhile."""
    return step * 17 % PLACES / PLACES


def mouse(target: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    is_move = kind == QEvent.Type.MouseMove
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    keys = Qt.KeyboardModifier.NoModifier
    where = target.mapToGlobal(at)
    send(target, QMouseEvent(kind, at, where, none if is_move else left, held, keys))


def send(target: QWidget, event: QEvent) -> None:
    QApplication.sendEvent(target, event)


def scrolled(window: Window, steps: Iterator[Callable[[], None]]) -> Frames:
    """Between two steps it rests until the screen would ask for the next one, or all is there."""
    found = Frames([], [], [], [])
    grid = window.photos.grid
    for step in steps:
        began, worked = time.perf_counter(), time.thread_time()
        step()
        grid.viewport().repaint()
        found.frames.append(1e3 * (time.perf_counter() - began))
        found.busy.append(1e3 * (time.thread_time() - worked))
        longest = 0.0
        while not is_there(window) and time.perf_counter() - began < PATIENCE:
            longest = max(longest, turn())
        found.rests.append(1e3 * (time.perf_counter() - began))
        while 1e3 * (time.perf_counter() - began) < FRAME_MS:
            longest = max(longest, turn())
        found.turns.append(longest)
    return found


def is_there(window: Window) -> bool:
    """Whether nothing that is in sight is still to be read or painted."""
    page, previews = window.photos, window._context.previews
    is_read = not (previews._wishes._open or previews._wishes._taken)
    return (
        is_read
        and not page.cards._wishes
        and not page.cards._reading
        and (not page.grid._kept._next.isActive())
    )


def turn() -> float:
    """One of the event loop; its milliseconds, without waiting."""
    began = time.perf_counter()
    QApplication.processEvents()
    took = 1e3 * (time.perf_counter() - began)
    time.sleep(0.0005)
    return took


def share(times: list[float], part: float) -> float:
    """So many of them took no longer."""
    return sorted(times)[int(len(times) * part)]


def spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
