"""What is known of the photos that are seen: names and problems, read a moment later."""

from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core import photo_cards
from kinfolk.core.photo_cards import PhotoCard
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context

KEPT = 4096  # photos: more than any screen shows


class PhotoCards(QObject):
    """`get()` answers at once: the card, or None and `arrived` later."""

    arrived = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._db = context.db
        self._tasks = context.tasks
        self._cards: OrderedDict[str, PhotoCard | None] = OrderedDict()  # None: there is none
        self._stale: set[str] = set()
        self._wishes: dict[str, None] = {}
        self._reading: dict[str, None] = {}  # one read at a time; no wish is read twice for that
        self._first: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)

    def get(self, asset_id: str) -> PhotoCard | None:
        is_known = asset_id in self._cards or asset_id in self._reading
        if not is_known or asset_id in self._stale:
            self._wishes[asset_id] = None
            self._read_soon()
        return self._cards.get(asset_id)

    def forget(self) -> None:
        """Something has changed: what is shown stays until it is read anew."""
        self._stale.update(self._cards, self._reading)

    def put_first(self, person_ids: Collection[str]) -> None:
        """Whose names come before the others: there may not be room for all."""
        if self._first != frozenset(person_ids):
            self._first = frozenset(person_ids)
            self.forget()

    def describe(self, asset_id: str) -> str:
        """IMG_0412.jpg · 12 Mar 2014 · Anna and Ben · 2 unknown; what is not known is left out.

        Of a video its length, too.
        """
        card = self._cards.get(asset_id)
        if card is None:
            try:
                with self._db.read() as session:
                    card = photo_cards.cards(session, [asset_id], first=self._first).get(asset_id)
            except AppError:  # the library is busy
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
        # What is out of sight again by then is not read: whoever is seen asks with each painting.
        self._reading, self._wishes = self._wishes, {}
        self._stale.difference_update(self._reading)
        wanted, db, first = list(self._reading), self._db, self._first

        def read() -> dict[str, PhotoCard]:
            with db.read() as session:
                return photo_cards.cards(session, wanted, first=first)

        self._tasks.run(read, self._take, owner=self, failed=self._on_failed)

    def _take(self, found: dict[str, PhotoCard]) -> None:
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
        """What is seen is asked for again as it is painted."""
        self._stale.update(self._reading)
        self._reading = {}
        raise error
