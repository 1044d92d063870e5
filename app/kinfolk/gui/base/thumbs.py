"""Thumbnails: small pictures decoded on threads and kept in memory up to a byte budget."""

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QImage, QImageReader

from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.faces import crops
from kinfolk.errors import AppError, Cancelled
from kinfolk.scan.previews import Previews

_log = logging.getLogger(__name__)

THREADS = 2
BUDGET = 96 * 1024 * 1024  # bytes of decoded pixels: about 2,600 tiles of 96×96
QUEUE = 400  # most requests kept; a dropped one is made again when its tile is painted again
LARGEST = 1024  # pixels of the longer side; Kinfolk itself stores up to 585
# Seconds of taking over pictures before the event loop gets its turn: those of a page arrive
# together, and a click would wait for all of them.
TURN = 0.006

Key = tuple[str, int]  # id of a face or photo, and the longer side in device pixels


@dataclass(frozen=True)
class Pictures:
    """Read pictures from one source: those of faces, or those of photos."""

    table: str  # the table whose rows, once changed, may have new pictures
    steps: tuple[int, ...]  # longer sides in which pictures are kept in memory, device pixels
    read: Callable[[str], bytes | None]  # returns the JPEG of an id, or None; called on any thread


def crops_of(db: Database) -> Pictures:
    """Return the source of face crops; stored ones have at most 256 pixels."""

    def read(face_id: str) -> bytes | None:
        with db.read() as session:
            return crops.get(session, face_id)

    return Pictures("face", (64, 96, 128, 192, 256), read)


def previews_of(previews: Previews) -> Pictures:
    """Return the source of photo previews; stored ones have about 512 pixels.

    A preview that is missing is made as it is read.
    """
    return Pictures("asset", (256, 384, 576), previews.get)


class Thumbs(QObject):
    """Cache pictures in memory and read missing ones on threads of its own.

    `image()` returns at once; if the picture is not there yet it returns None, and `ready(id)` is
    emitted later.
    """

    ready = Signal(str)
    # Key, QImage; emitted on a reading thread, received on the main thread
    _loaded = Signal(object, object)

    def __init__(self, pictures: Pictures, *, budget: int = BUDGET) -> None:
        super().__init__()
        self._pictures = pictures
        self._budget = budget
        self._bytes = 0
        # A null image if no picture is stored
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        # Pictures still shown whose rows have changed: they are read again when next asked for.
        self._stale: set[Key] = set()
        self._wishes = _Wishes()
        # The threads start after a page has been painted: else each call into Qt would wait for
        # them.
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
            for n in range(THREADS)
        ]
        for thread in self._threads:
            thread.start()

    def image(self, row_id: str | None, size: int) -> QImage | None:
        """Return the picture, its longer side at least `size` device pixels if the stored one's is.

        Return None if it is not read yet or there is none; `ready` tells when that changes. Until
        the right size is read, another size may be returned.
        """
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
        """Read the picture now, on the calling thread; return a null image if there is none."""
        return _decoded(self._pictures, (row_id, size))

    def _other_size(self, row_id: str) -> QImage | None:
        """Return a picture of this id in another size, the largest that is in memory, or None."""
        for step in reversed(self._pictures.steps):
            image = self._images.get((row_id, step))
            if image is not None and not image.isNull():
                return image
        return None

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Mark the pictures of changed rows as stale.

        They stay shown until the new ones are read.
        """
        if changes.all:
            self._stale.update(self._images)
        elif self._pictures.table in changes:
            touched = changes.ids(self._pictures.table)
            self._stale.update(key for key in self._images if key[0] in touched)

    def close(self) -> None:
        """End the reading threads; `ready` is not emitted any more."""
        self._wishes.close()
        for thread in self._threads:
            thread.join()

    @Slot(object, object)
    def _on_loaded(self, key: Key, image: QImage) -> None:
        self._arrived.append((key, image))
        if not self._next.isActive():
            self._take_over()

    def _take_over(self) -> None:
        """Take over pictures that were read, for at most `TURN` seconds.

        The rest waits until other events were handled.
        """
        began = time.perf_counter()
        while self._arrived:
            self._keep(*self._arrived.popleft())
            if time.perf_counter() - began > TURN:
                self._next.start()
                break

    def _keep(self, key: Key, image: QImage) -> None:
        """Put a picture into the cache and announce it if it differs from the one before.

        The oldest pictures beyond the budget are dropped.
        """
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
    """Hold the pictures to be read, newest request first: those are on the screen now."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._open: OrderedDict[Key, None] = OrderedDict()
        self._taken: set[Key] = set()
        self.is_closed = False

    def add(self, key: Key) -> None:
        """Ask for a picture, unless a thread is reading it.

        Drop the oldest request beyond `QUEUE`.
        """
        with self._condition:
            if key in self._taken:
                return
            self._open[key] = None
            self._open.move_to_end(key)
            if len(self._open) > QUEUE:
                self._open.popitem(last=False)

    def begin(self) -> None:
        """Wake the threads that are waiting."""
        with self._condition:
            self._condition.notify_all()

    def take(self) -> Key | None:
        """Return the newest request, waiting for one; None once closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._open or self.is_closed)
            if self.is_closed:
                return None
            key, _ = self._open.popitem()
            # It counts as taken until the main thread has the image, so that a tile painted
            # meanwhile does not ask again.
            self._taken.add(key)
            return key

    def fulfilled(self, key: Key) -> None:
        """Allow the picture to be asked for again."""
        with self._condition:
            self._taken.discard(key)

    def close(self) -> None:
        """Drop all requests and let the threads end."""
        with self._condition:
            self.is_closed = True
            self._open.clear()
            self._condition.notify_all()


def _read(pictures: Pictures, wishes: _Wishes, loaded: SignalInstance) -> None:
    """Read pictures until the requests are closed; this is what each thread runs."""
    while (key := wishes.take()) is not None:
        image = _decoded(pictures, key)
        if not wishes.is_closed:
            loaded.emit(key, image)


def _picture(stored: bytes, side: int) -> QImage:
    """Decode a stored JPEG, its longer side at most `side` pixels.

    Return a null image if it claims more than `LARGEST` pixels, as Kinfolk has not written it then.
    Scaling is left to the decoder, which takes half the time.
    """
    data = QByteArray(stored)
    buffer = QBuffer(data)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))  # and no other format that Qt could read
    size = reader.size()
    longer = max(size.width(), size.height())
    if longer > LARGEST:
        return QImage()
    if longer > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _decoded(pictures: Pictures, key: Key) -> QImage:
    """Read and decode a picture; return a null image if there is none or the library is busy."""
    row_id, side = key
    stored = None
    try:
        stored = pictures.read(row_id)
    except Cancelled:  # the window closes
        pass
    except AppError as error:  # busy or gone: the tile stays empty, the next change asks again
        _log.warning("no picture of %s: %s", row_id, error)
    image = _picture(stored, side) if stored else QImage()
    # The screen's format: Qt would convert any other one at each painting.
    return image.convertToFormat(QImage.Format.Format_RGB32) if not image.isNull() else image
