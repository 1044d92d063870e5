"""Cards cached as pictures, so that a page of them is painted in a few calls."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QAbstractItemView

from kinfolk.gui.base.shapes import smooth

# Seconds of repainting before the event loop gets its turn: a click waits no longer than this.
TURN = 0.006
KNOWN = 4096  # cards remembered for showing an old picture: more than fit on any screen


class KeptPictures(QObject):
    """Repaint cards when what they show has changed, a few milliseconds' worth at a time.

    Each call into Qt may have to wait for a thread of a scan. Painting a page of cards anew takes a
    thousand calls, copying their pictures a few. While a scan runs most cards change at once.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        # By card: the `at_once` text and the cache key of the picture shown last.
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
        """Paint the card at the rect: from the cache, or by calling `draw`.

        `card` identifies the card. `at_once` and `soon` are texts that say everything the picture
        depends on. If only `soon` has changed, the old picture may stay for a moment; if the card
        has just come into view, it may appear a moment later.
        """
        ratio = painter.device().devicePixelRatio()
        at_once = f"{rect.width()}x{rect.height()}@{ratio}/{at_once}"
        key, kept = f"{at_once}/{soon}", QPixmap()
        if not QPixmapCache.find(key, kept) and not self._may_wait(card, at_once, kept):
            kept = painted(rect, ratio, draw)
            QPixmapCache.insert(key, kept)
            self._note(card, at_once, key)
        painter.drawPixmap(rect.topLeft(), kept)

    def _may_wait(self, card: Hashable, at_once: str, kept: QPixmap) -> bool:
        """Return whether painting can wait for the next turn.

        Loads the card's old picture into `kept`, if any. A card that is new, or whose picture has
        left the cache while out of sight, stays empty until then.
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
        """Repaint the view for the cards that were put off."""
        if self._is_behind:
            self._is_behind = False
            self._view.viewport().update()


def painted(rect: QRect, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    """Paint what `draw` draws inside the rect onto a new pixmap."""
    picture = QPixmap(rect.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    smooth(painter)
    painter.translate(-rect.topLeft())
    draw(painter)
    painter.end()
    return picture
