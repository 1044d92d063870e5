"""Small pictures as images: decoded on threads, kept in memory up to a byte budget."""

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QObject,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import QImage, QImageReader

from kinfolk.core import crops
from kinfolk.core.db.changes import Changes
from kinfolk.core.db.database import Database
from kinfolk.errors import AppError, Cancelled
from kinfolk.scan.previews import Previews

_log = logging.getLogger(__name__)

BUDGET = 96 * 1024 * 1024  # bytes of decoded pixels: about 2,600 tiles of 96×96
QUEUE = 400  # wishes kept; an older one is asked again when its tile is painted again
LARGEST = 1024  # pixels; those we make have up to 585
# Seconds of taking over what was read, before the event loop has its turn: a page of tiles comes at
# once, and a click would wait for all of them.
TURN = 0.006

Key = tuple[str, int]


@dataclass(frozen=True)
class Pictures:
    """Where pictures come from: those of faces, or of photos."""

    table: str  # whose rows, once touched, may have new ones
    steps: tuple[int, ...]  # longer sides that are kept in memory, device pixels
    read: Callable[[str], bytes | None]  # by id; on any thread


def crops_of(db: Database) -> Pictures:
    """Of faces; stored ones have at most 256 pixels."""

    def read(face_id: str) -> bytes | None:
        with db.read() as session:
            return crops.get(session, face_id)

    return Pictures("face", (64, 96, 128, 192, 256), read)


def previews_of(previews: Previews) -> Pictures:
    """Of photos; stored ones have about 512 pixels, and one that is lacking is made."""
    return Pictures("asset", (256, 384, 576), previews.get)


class Thumbs(QObject):
    """`image()` answers at once: the picture, or None and `ready(its id)` later."""

    ready = Signal(str)
    _loaded = Signal(object, object)  # Key, QImage; crosses from the reading thread to ours

    def __init__(
        self,
        pictures: Pictures,
        parent: QObject | None = None,
        *,
        threads: int = 2,
        budget: int = BUDGET,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._budget = budget
        self._bytes = 0
        self._images: OrderedDict[Key, QImage] = OrderedDict()  # a null image: no crop is stored
        self._stale: set[Key] = set()
        self._wishes = _Wishes()
        # Not while a page is painted: each call into Qt would wait for the threads that read.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._wishes.begin)
        self._arrived: deque[tuple[Key, QImage]] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._take_over)
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(
                target=_read,
                args=(pictures, self._wishes, self._loaded),
                name=f"thumbs-{n}",
                daemon=True,
            )
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def image(self, row_id: str | None, size: int) -> QImage | None:
        """The picture, its longer side at least `size` where the stored one's is, or None."""
        if row_id is None:
            return None
        steps = self._pictures.steps
        key = (row_id, next((step for step in steps if step >= size), steps[-1]))
        image = self._images.get(key)
        if image is None or key in self._stale:
            self._wishes.add(key)
            if not self._painted.isActive():
                self._painted.start()
        if image is None:
            return self._other_size(row_id)
        self._images.move_to_end(key)
        return None if image.isNull() else image

    def read(self, row_id: str, size: int) -> QImage:
        """The same, read now, on any thread; a null image where there is none."""
        return _decoded(self._pictures, (row_id, size))

    def _other_size(self, row_id: str) -> QImage | None:
        """Whatever is there already, until the right size has been read."""
        for step in reversed(self._pictures.steps):
            image = self._images.get((row_id, step))
            if image is not None and not image.isNull():
                return image
        return None

    @Slot(object, object)
    def on_changed(self, changes: Changes, initiator: object) -> None:
        """What is touched may look different: what is shown stays until the new one is read."""
        if changes.all:
            self._stale.update(self._images)
        elif self._pictures.table in changes:
            touched = changes.ids(self._pictures.table)
            self._stale.update(key for key in self._images if key[0] in touched)

    def close(self) -> None:
        """Ends the threads; nothing is sent any more."""
        self._wishes.close()
        for thread in self._threads:
            thread.join()

    @Slot(object, object)
    def _on_loaded(self, key: Key, image: QImage) -> None:
        self._arrived.append((key, image))
        if not self._next.isActive():
            self._take_over()

    def _take_over(self) -> None:
        began = time.perf_counter()
        while self._arrived:
            self._keep(*self._arrived.popleft())
            if time.perf_counter() - began > TURN:
                self._next.start()
                break

    def _keep(self, key: Key, image: QImage) -> None:
        self._wishes.fulfilled(key)
        self._stale.discard(key)
        before = self._images.pop(key, None)
        if before is not None:
            self._bytes -= before.sizeInBytes()
        self._images[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._budget and len(self._images) > 1:
            oldest, dropped = self._images.popitem(last=False)
            self._stale.discard(oldest)
            self._bytes -= dropped.sizeInBytes()
        if before != image:
            self.ready.emit(key[0])


class _Wishes:
    """What the threads are to read, newest first: that is what is on the screen now."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._open: OrderedDict[Key, None] = OrderedDict()
        self._taken: set[Key] = set()
        self._is_closed = False

    def add(self, key: Key) -> None:
        with self._condition:
            if key in self._taken:
                return
            self._open[key] = None
            self._open.move_to_end(key)
            if len(self._open) > QUEUE:
                self._open.popitem(last=False)

    def begin(self) -> None:
        """Wakes the threads, unless they are at it."""
        with self._condition:
            self._condition.notify_all()

    def take(self) -> Key | None:
        """Blocks; None once closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._open or self._is_closed)
            if self._is_closed:
                return None
            key, _ = self._open.popitem()
            # Until the main thread has the image: a tile painted meanwhile asks for it in vain.
            self._taken.add(key)
            return key

    def fulfilled(self, key: Key) -> None:
        with self._condition:
            self._taken.discard(key)

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    def close(self) -> None:
        with self._condition:
            self._is_closed = True
            self._open.clear()
            self._condition.notify_all()


def _read(pictures: Pictures, wishes: _Wishes, loaded: SignalInstance) -> None:
    while (key := wishes.take()) is not None:
        image = _decoded(pictures, key)
        if not wishes.is_closed:
            loaded.emit(key, image)


def _picture(stored: bytes, side: int) -> QImage:
    """One that is stored, its longer side at most `side`.

    None if it claims too many pixels: somebody else has written it. What is to be smaller is so as
    it is decoded, which takes half of the time.
    """
    data = QByteArray(stored)
    buffer = QBuffer(data)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))  # and nothing else that Qt reads
    size = reader.size()
    longer = max(size.width(), size.height())
    if longer > LARGEST:
        return QImage()
    if longer > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _decoded(pictures: Pictures, key: Key) -> QImage:
    row_id, side = key
    stored = None
    try:
        stored = pictures.read(row_id)
    except Cancelled:  # the window closes
        pass
    except AppError as error:  # busy or gone: the tile stays empty, the next change asks again
        _log.warning("no picture of %s: %s", row_id, error)
    image = _picture(stored, side) if stored else QImage()
    # As the screen has it: any other format would be converted at each painting.
    return image.convertToFormat(QImage.Format.Format_RGB32) if not image.isNull() else image
