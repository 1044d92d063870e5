"""A user who answers one card after the other by keys alone in the real window, and the clock.

Keys are pressed at their time, whether or not the window is ready; each is timed until its effect
is painted.
"""

import argparse
import io
import os
import tempfile
import time
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kinfolk.paths import Paths  # before numpy: it says that numpy's threads do not wait busily

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Without warnings of what offscreen cannot do
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from sqlmodel import Session

from kinfolk.core.faces import crops
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from tests.bench import _photos
from tests.bench._crowd import Crowd, Kind, draw, fill, labelled_faces, read
from tests.bench._photos import MANY, machine, need_photos
from tests.bench._typist import Press

AGAIN_MS = 5  # milliseconds until the user looks again for what has not come yet
PICTURES = 40  # number of different pictures of faces


def options(words: str | None, what: str, count: int) -> argparse.Namespace:
    """Read the command line and draw the faces; return the options, `crowd` among them.

    words: the program's description. what and count: the option for how many answers are wanted,
    and its default.
    """
    chosen = _photos.options(words, **{what: count}, faces=100_000, vectors=Path)
    if chosen.vectors is None:
        need_photos(MANY)
    known = labelled_faces() if chosen.vectors is None else read(chosen.vectors)
    chosen.crowd = draw(Kind.of(known), chosen.faces)
    print(f"{machine()}\n", flush=True)
    return chosen


@contextmanager
def library_of(crowd: Crowd, names: Sequence[str | None] | None = None) -> Iterator[Context]:
    application()
    with tempfile.TemporaryDirectory() as base:
        paths = Paths.of(Path(base))
        fill(paths.data, crowd, names=names)
        (paths.data / "cache.db").rename(paths.cache_db)
        with opened(paths) as context:
            yield context


def paint(context: Context, face_ids: Sequence[str]) -> None:
    """Store colourful pictures of these faces, of the size that photos' have."""
    random = np.random.default_rng(4)
    made = [_picture(random) for _ in range(PICTURES)]

    def put(session: Session) -> None:
        for place, face_id in enumerate(face_ids):
            crops.put(session, face_id, made[place % len(made)])

    context.db.write(put).result()


def _picture(random: np.random.Generator) -> bytes:
    file = io.BytesIO()
    small = Image.fromarray(random.integers(0, 255, (16, 16, 3), np.uint8))
    small.resize((256, 256), Image.Resampling.BICUBIC).save(file, "JPEG", quality=85)
    return file.getvalue()


class Evening(QObject):
    """The window and a user who presses keys at their time; measures until each shows.

    Subclasses say which keys are pressed and which of them answer.
    """

    def __init__(self, context: Context, pause_s: float) -> None:
        super().__init__()
        self.context = context
        self.window = Window(context)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._next)
        self._presses = self.presses()
        self._pause_s = pause_s
        self._due = 0.0  # when the next key is due, by perf_counter
        # Keys whose effect is not on the screen yet: when they were due, and the processor time
        # then.
        self._unseen: list[tuple[Press, float, float]] = []
        self._is_painted = False
        self.answered: list[float] = []  # milliseconds from each key that answers until it shows
        self.others: list[float] = []  # the same from each other key
        # Milliseconds of the processor from each answer until it shows
        self.worked: list[float] = []
        self.waited = self.took = 0.0  # seconds

    @abstractmethod
    def presses(self) -> Iterator[Press | None]:
        """Yield all keys of the evening; None where the user looks again before the next."""

    @abstractmethod
    def is_answer(self, press: Press) -> bool: ...

    def looks_s(self, press: Press) -> float:
        """Return how many seconds the user looks at what comes, beside the pause after each key."""
        return 0.0

    def open(self) -> None:
        self.window.resize(1280, 820)
        self.window.show()
        while not self.window.isActiveWindow():
            wait()

    def spend(self, watched: QWidget) -> None:
        """Press the keys until they end. watched: the widget that is painted after each key."""
        watched.installEventFilter(self)
        began = self._due = time.perf_counter()
        self._timer.start(0)
        application().exec()
        self.took = time.perf_counter() - began

    def close(self) -> None:
        self.context.db.write(lambda session: None).result()
        self.window.close()
        self.window.deleteLater()
        application().processEvents()

    def _next(self) -> None:
        try:
            press = next(self._presses)
        except StopIteration:
            application().quit()
            return
        if press is None:
            self.waited += AGAIN_MS / 1000
            # From now on: a look that came late is no key that came late
            self._due = time.perf_counter() + AGAIN_MS / 1000
        else:
            self._unseen.append((press, self._due, time.thread_time()))
            self._is_painted = False
            press.send()
            if self._is_painted:  # painted while the key was handled
                self._on_shown()
            self._due += self._pause_s + self.looks_s(press)
        self._timer.start(max(0, round(1000 * (self._due - time.perf_counter()))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._unseen:
            self._is_painted = True
            QTimer.singleShot(0, self, self._on_shown)  # once the whole window is painted
        return False

    def _on_shown(self) -> None:
        """Note how long the keys took that are now on the screen."""
        now, worked = time.perf_counter(), time.thread_time()
        for press, due, before in self._unseen:
            (self.answered if self.is_answer(press) else self.others).append(1000 * (now - due))
            if self.is_answer(press):
                self.worked.append(1000 * (worked - before))
        self._unseen.clear()


def wait() -> None:
    application().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def spread(times: Mapping[str, Sequence[float]]) -> list[tuple[str, ...]]:
    """Return a row for each kind of times: the 50th, 99th and 100th percentile."""
    percents = (50, 99, 100)
    return [
        (what, *(f"{each:.0f}" for each in np.percentile(found, percents)))
        for what, found in times.items()
        if found
    ]
