"""Face crops as images: decoded on threads, kept in memory up to a byte budget."""

import logging
import threading
import time
from collections import OrderedDict, deque

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QObject,
    QSize,
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
from kinfolk.errors import AppError

_log = logging.getLogger(__name__)

BUDGET = 96 * 1024 * 1024  # bytes of decoded pixels: about 2,600 tiles of 96×96
QUEUE = 400  # wishes kept; an older one is asked again when its tile is painted again
LARGEST_CROP = 1024  # pixels; those we make have a quarter of it
# Seconds of taking over what was read, before the event loop has its turn: a page of tiles comes at
# once, and a click would wait for all of them.
TURN = 0.006
STEPS = (64, 96, 128, 192, 256)  # sides kept, device pixels; stored crops have at most 256

Key = tuple[str, int]


class Thumbs(QObject):
    """`image()` answers at once: the picture, or None and `ready(face_id)` later."""

    ready = Signal(str)
    _loaded = Signal(object, object)  # Key, QImage; crosses from the reading thread to ours

    def __init__(
        self, db: Database, parent: QObject | None = None, *, threads: int = 2, budget: int = BUDGET
    ) -> None:
        super().__init__(parent)
        self._budget = budget
        self._bytes = 0
        self._images: OrderedDict[Key, QImage] = OrderedDict()  # a null image: no crop is stored
        self._stale: set[Key] = set()
        self._wishes = _Wishes()
        self._arrived: deque[tuple[Key, QImage]] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._take_over)
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(
                target=_read, args=(db, self._wishes, self._loaded), name=f"thumbs-{n}", daemon=True
            )
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def image(self, face_id: str | None, size: int) -> QImage | None:
        """The crop, at least `size` device pixels wide where the stored one is, or None."""
        if face_id is None:
            return None
        key = (face_id, next((step for step in STEPS if step >= size), STEPS[-1]))
        image = self._images.get(key)
        if image is None or key in self._stale:
            self._wishes.add(key)
        if image is None:
            return self._other_size(face_id)
        self._images.move_to_end(key)
        return None if image.isNull() else image

    def _other_size(self, face_id: str) -> QImage | None:
        """Whatever is there already, until the right size has been read."""
        for step in reversed(STEPS):
            image = self._images.get((face_id, step))
            if image is not None and not image.isNull():
                return image
        return None

    @Slot(object, object)
    def on_changed(self, changes: Changes, initiator: object) -> None:
        """Touched faces may have new crops: what is shown stays until the new one is read."""
        if changes.all:
            self._stale.update(self._images)
        elif "face" in changes:
            touched = changes.ids("face")
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
            self._condition.notify()

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


def _read(db: Database, wishes: _Wishes, loaded: SignalInstance) -> None:
    while (key := wishes.take()) is not None:
        image = _decoded(db, key)
        if not wishes.is_closed:
            loaded.emit(key, image)


def _picture(crop: bytes) -> QImage:
    """A crop; none if it claims more pixels than one has: somebody else has written it."""
    data = QByteArray(crop)
    buffer = QBuffer(data)
    kind = b"webp" if crop.startswith(b"RIFF") else b"jpeg"  # and nothing else that Qt reads
    reader = QImageReader(buffer, QByteArray(kind))
    if max(reader.size().width(), reader.size().height()) > LARGEST_CROP:
        return QImage()
    return reader.read()


def _decoded(db: Database, key: Key) -> QImage:
    face_id, side = key
    try:
        with db.read() as session:
            crop = crops.get(session, face_id)
    except AppError as error:  # busy or gone: the tile stays empty, the next change asks again
        _log.warning("no crop of %s: %s", face_id, error)
        crop = None
    image = _picture(crop) if crop else QImage()
    if not image.isNull() and max(image.width(), image.height()) > side:
        image = image.scaled(
            QSize(side, side),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    # As the screen has it: any other format would be converted at each painting.
    return image.convertToFormat(QImage.Format.Format_RGB32) if not image.isNull() else image
