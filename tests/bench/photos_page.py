"""Measure the page of 100,000 photos with previews: first paint, scrolling, memory.

A frame is what the main thread does for one step of the wheel or of the scroll bar's handle: it
takes the event, and paints. Beside it: the longest turn of the event loop while what was asked for
is read, decoded and painted; and how long it takes until all visible photos are there. Previews are
those of a few hundred labelled photos, used repeatedly; the photos' files do not exist.

dev.py bench photos_page [--photos 100000] [--library FOLDER]
"""

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
from kinfolk.gui.base.kept_pictures import KeptPictures
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.scan.crops import QUALITY
from kinfolk.settings import Settings
from tests.bench._memory import peak
from tests.bench._photos import MANY, PHOTOS, machine, need_photos, options, photos, table
from tests.bench.photo_search import digest, fill

FIRST_MS, FRAME_MS, MEMORY_MB = 1000, 16, 570  # limits
DISTINCT = 300  # number of different previews
SIZE = (512, 384)  # pixels of a preview
NOTCH = 120  # of the wheel, in eighths of a degree
PLACES = 40  # number of places that the handle jumps to
PATIENCE = 1.0  # seconds to wait for the visible photos


class Frames(NamedTuple):
    """Milliseconds of each step of one way to scroll."""

    frames: list[float]
    busy: list[float]  # processor time of the main thread in each frame
    turns: list[float]  # the longest turn of the event loop after it
    rests: list[float]  # until all visible photos are there


class FirstPaint(QObject):
    """Notes when the view is first painted with photos in it."""

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
    chosen = options(__doc__, photos=100_000, steps=400, library=Path, make=Path)
    need_photos(PHOTOS, MANY)
    if chosen.make is not None:
        make(chosen.make, chosen.photos)
        return 0
    print(f"{chosen.photos:,} photos ({machine()})\n")
    with tempfile.TemporaryDirectory() as made:
        base = chosen.library or Path(made)
        # In another process: its memory is not the window's
        if not Paths.of(base).library_db.exists():
            again = [sys.executable, __file__, "--photos", str(chosen.photos)]
            subprocess.run([*again, "--make", str(base)], check=True)
        application()
        with opened(Paths.of(base), Settings()) as context:
            return measured(context, chosen.steps)


def make(base: Path, count: int) -> None:
    """Make a library of photos whose files do not exist, with a preview of each."""
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
    """Return a preview as large as that of a camera's photo."""
    file = io.BytesIO()
    with Image.open(path) as photo:
        ImageOps.fit(photo.convert("RGB"), SIZE).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def measured(context: Context, number: int) -> int:
    """Measure the page and print everything; return 1 beyond the limits."""
    window = Window(context)
    window.resize(1920, 1080)
    window.show()
    spin(500)
    first = FirstPaint(window)
    began, worked, longest = time.perf_counter(), time.process_time(), 0.0
    window.pages.show_photos()
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
    """Yield steps down the page by the wheel."""
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
    """Press on the handle and yield steps that drag it to these places, from 0 to 1."""
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
    """Return a place about a pixel farther with each step."""
    return step / 900 % 1


def back_and_forth(step: int) -> float:
    """Return places seen before, whose tiles have been dropped from memory meanwhile."""
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
    """Scroll step by step and return the times.

    Between two steps it waits until the screen would ask for the next frame, or all is there.
    """
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
    """Return whether nothing visible is still to be read or painted."""
    page, previews = window.photos, window.context.previews
    is_read = not (previews._wishes._open or previews._wishes._taken)
    return (
        is_read
        and not page.cards._wishes
        and not page.cards._reading
        and not any(each._next.isActive() for each in page.grid.findChildren(KeptPictures))
    )


def turn() -> float:
    """Run one turn of the event loop; return its milliseconds, without waiting."""
    began = time.perf_counter()
    QApplication.processEvents()
    took = 1e3 * (time.perf_counter() - began)
    time.sleep(0.0005)
    return took


def share(times: list[float], part: float) -> float:
    return sorted(times)[int(len(times) * part)]


def spin(milliseconds: int) -> None:
    """Run the event loop for that time."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
