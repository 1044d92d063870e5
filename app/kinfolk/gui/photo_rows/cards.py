"""What is known of the photos that are seen: names and problems, read a moment later."""

from collections import OrderedDict

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core import photo_cards
from kinfolk.core.photo_cards import PhotoCard
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest

KEPT = 4096  # photos: more than any screen shows


class PhotoCards(QObject):
    """`get()` answers at once: the card, or None and `arrived` later."""

    arrived = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._db = context.db
        self._reads = Latest(context.tasks, self)
        self._cards: OrderedDict[str, PhotoCard | None] = OrderedDict()  # None: there is none
        self._stale: set[str] = set()
        self._wishes: dict[str, None] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)

    def get(self, asset_id: str) -> PhotoCard | None:
        if asset_id not in self._cards or asset_id in self._stale:
            self._wishes[asset_id] = None
            if not self._soon.isActive():
                self._soon.start()
        return self._cards.get(asset_id)

    def forget(self) -> None:
        """Something has changed: what is shown stays until it is read anew."""
        self._stale.update(self._cards)

    def describe(self, asset_id: str) -> str:
        """IMG_0412.jpg · 12 Mar 2014 · Anna and Ben · 2 unknown; what is not known is left out."""
        card = self._cards.get(asset_id)
        if card is None:
            try:
                with self._db.read() as session:
                    card = photo_cards.cards(session, [asset_id]).get(asset_id)
            except AppError:  # the library is busy
                return ""
        if card is None:
            return ""
        day = words.date_text(card.taken_at.date()) if card.taken_at else ""
        who, unknown = words.listed(card.names), words.unknown(card.unknown)
        parts = (card.path.name, day, who, unknown, card.problem)
        return " · ".join(part for part in parts if part)

    def _read(self) -> None:
        wanted, db = list(self._wishes), self._db

        def read() -> dict[str, PhotoCard]:
            with db.read() as session:
                return photo_cards.cards(session, wanted)

        # What is out of sight again by then is not read: whoever is seen asks with each painting.
        self._wishes.clear()
        self._reads.ask(read, lambda found: self._take(wanted, found))

    def _take(self, wanted: list[str], found: dict[str, PhotoCard]) -> None:
        for asset_id in wanted:
            self._stale.discard(asset_id)
            self._cards[asset_id] = found.get(asset_id)
            self._cards.move_to_end(asset_id)
        while len(self._cards) > KEPT:
            oldest, _ = self._cards.popitem(last=False)
            self._stale.discard(oldest)
        self.arrived.emit()
