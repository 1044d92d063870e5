"""Cards kept as pictures, so that a page of them is painted in a few calls."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QAbstractItemView

# Seconds of painting anew before the event loop has its turn: a click waits no longer.
TURN = 0.006
KNOWN = 4096  # cards that may be shown as they were: more than any screen has


class KeptPictures(QObject):
    """Paints cards anew when what they show has changed, and no more of them at once than is quick.

    Each call into Qt may have to wait for a thread of a scan: anew a page of cards takes a thousand
    of them, and a few as pictures. While a scan runs most cards of a page change at once.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._before: OrderedDict[Hashable, tuple[str, str]] = OrderedDict()
        self._has_begun = 0.0
        self._is_behind = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_next)

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        card: Hashable,
        *,
        at_once: str,
        soon: str,
        draw: Callable[[QPainter], None],
    ) -> None:
        """What `draw` paints inside the rect.

        `at_once` and `soon` say all that it depends on. Where only the latter has changed the card
        may stay as it was for a moment, and one that comes into view may come a moment later.
        """
        ratio = painter.device().devicePixelRatio()
        at_once = f"{rect.width()}x{rect.height()}@{ratio}/{at_once}"
        key, kept = f"{at_once}/{soon}", QPixmap()
        if not QPixmapCache.find(key, kept) and not self._may_wait(card, at_once, kept):
            kept = _painted(rect, ratio, draw)
            QPixmapCache.insert(key, kept)
            self._note(card, at_once, key)
        painter.drawPixmap(rect.topLeft(), kept)

    def _may_wait(self, card: Hashable, at_once: str, kept: QPixmap) -> bool:
        """Whether it can be shown as it was, which is `kept` then, or not yet.

        So it is with what is new, and with what was out of sight for so long that it was let go.
        """
        if not self._next.isActive() or time.perf_counter() - self._has_begun < TURN:
            return False
        before = self._before.get(card)
        if before is not None and QPixmapCache.find(before[1], kept) and before[0] != at_once:
            return False
        self._is_behind = True
        return True

    def _note(self, card: Hashable, at_once: str, key: str) -> None:
        self._before[card] = (at_once, key)
        self._before.move_to_end(card)
        if len(self._before) > KNOWN:
            self._before.popitem(last=False)
        if not self._next.isActive():
            self._has_begun = time.perf_counter()
            self._next.start()

    def _on_next(self) -> None:
        if self._is_behind:
            self._is_behind = False
            self._view.viewport().update()


def _painted(rect: QRect, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    picture = QPixmap(rect.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(-rect.topLeft())
    draw(painter)
    painter.end()
    return picture
