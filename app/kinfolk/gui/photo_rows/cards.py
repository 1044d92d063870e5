"""The cards of photos in view (names, problems), read shortly after they are asked for."""

from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.photos import photo_cards
from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context

KEPT = 4096  # most cards kept, more than any screen shows


class PhotoCards(QObject):
    """Cache what is known of photos and reads missing cards in the background.

    `get()` returns at once: the card, or None and later emits `arrived`.
    """

    arrived = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._db = context.db
        self._tasks = context.tasks
        # None if the photo has no card
        self._cards: OrderedDict[str, PhotoCard | None] = OrderedDict()
        # Shown although something has changed, until they are read again.
        self._stale: set[str] = set()
        self._wishes: dict[str, None] = {}
        # Being read; only one read runs at a time, and these are not asked for again
        self._reading: dict[str, None] = {}
        self._first: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)

    def get(self, asset_id: str) -> PhotoCard | None:
        """Return a photo's card, or None until it is read."""
        is_known = asset_id in self._cards or asset_id in self._reading
        if not is_known or asset_id in self._stale:
            self._wishes[asset_id] = None
            self._read_soon()
        return self._cards.get(asset_id)

    def forget(self) -> None:
        """Read the cards again when they are next asked for; the old ones are shown until then."""
        self._stale.update(self._cards, self._reading)

    def put_first(self, person_ids: Collection[str]) -> None:
        """Put the names of these people first, since there may not be room for all."""
        if self._first != frozenset(person_ids):
            self._first = frozenset(person_ids)
            self.forget()

    def describe(self, asset_id: str) -> str:
        """Return a tip such as "IMG_0412.jpg · 12 Mar 2014 · Anna and Ben · 2 unknown".

        What is not known is left out; of a video it also says the length.
        """
        card = self._cards.get(asset_id)
        if card is None:
            try:
                with self._db.read() as session:
                    card = photo_cards.cards(session, [asset_id], first=self._first).get(asset_id)
            except AppError:  # the library is busy or not there
                return ""
        if card is None:
            return ""
        day = words.taken_text(card.taken)
        who, unknown = words.listed(card.names), words.unknown(card.unknown)
        length = "" if card.length_ms is None else words.video(card.length_ms)
        parts = (card.path.name, length, day, who, unknown, words.said(card.problem))
        return " · ".join(part for part in parts if part)

    def _read_soon(self) -> None:
        if self._wishes and not self._reading and not self._soon.isActive():
            self._soon.start()

    def _read(self) -> None:
        # Requests replaced by the next painting are not read: visible photos ask at each painting.
        self._reading, self._wishes = self._wishes, {}
        self._stale.difference_update(self._reading)
        wanted, db, first = list(self._reading), self._db, self._first

        def read() -> dict[str, PhotoCard]:
            with db.read() as session:
                return photo_cards.cards(session, wanted, first=first)

        self._tasks.run(read, self._take, owner=self, failed=self._on_failed)

    def _take(self, found: dict[str, PhotoCard]) -> None:
        """Take over the cards that were read, and drop the oldest beyond `KEPT`."""
        for asset_id in self._reading:
            self._cards[asset_id] = found.get(asset_id)
            self._cards.move_to_end(asset_id)
        self._reading = {}
        while len(self._cards) > KEPT:
            oldest, _ = self._cards.popitem(last=False)
            self._stale.discard(oldest)
        self._read_soon()
        self.arrived.emit()

    def _on_failed(self, error: Exception) -> None:
        """Ask again when the photos are next painted, and raise the error."""
        self._stale.update(self._reading)
        self._reading = {}
        raise error
