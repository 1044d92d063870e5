"""The list model of people: it holds ids; cards are read when they come into view."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from kinfolk.core.database import Database
from kinfolk.core.people import people
from kinfolk.core.people.people import Card, Load, Person
from kinfolk.gui.base import words
from kinfolk.gui.widgets.rows_model import Index, RowsModel

PERSON_ID, CARD = (Qt.ItemDataRole.UserRole + n for n in (1, 2))
BLOCK = 32  # number of cards read at once
KEPT = 4 * BLOCK  # number of cards read again after a change


class PeopleModel(RowsModel[str]):
    """Hold people by id."""

    def __init__(self, load: Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._cards: dict[str, Card] = {}

    @property
    def ids(self) -> Sequence[str]:
        return self.rows

    def card(self, row: int) -> Card | None:
        """Return the card of a row, read if needed; None if the person is gone since.

        The next sync removes that row.
        """
        person_id = self.rows[row]
        if person_id not in self._cards:
            # Read a block at once, since the neighbours are painted next.
            start = row - row % BLOCK
            wanted = [i for i in self.rows[start : start + BLOCK] if i not in self._cards]
            self._cards.update(self._load(wanted))
        return self._cards.get(person_id)

    def row_of(self, person_id: str) -> int:
        """Return someone's row, -1 if they are not shown."""
        return self.rows.index(person_id) if person_id in self.rows else -1

    def said(self, row: int, role: int) -> Any:
        if role == PERSON_ID:
            return self.rows[row]
        card = self.card(row)
        if card is None:
            return None
        if role == CARD:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return card.person.name or ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = card.person.name or self.tr("Unnamed group")
            return f"{name}, {words.photos(card.person.asset_count)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    @property
    def seen(self) -> Sequence[str]:
        """Ids of the cards read last: those in view, and some around them."""
        return list(self._cards)[-KEPT:]

    def put(self, card: Card) -> None:
        """Replace a card by one that has just been read."""
        self._cards[card.person.id] = card
        row = self.row_of(card.person.id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def renew(self, cards: Mapping[str, Card], *, held: Collection[str] = ()) -> None:
        """Replace the cards in memory; one that is missing is read again when it is painted.

        Those of `held` stay as they are.
        """
        cards = {**cards, **{each: self._cards[each] for each in held if each in self._cards}}
        changed = {
            person_id for person_id in self._cards if self._cards[person_id] != cards.get(person_id)
        }
        self._cards = dict(cards)
        rows = [row for row, person_id in enumerate(self.rows) if person_id in changed]
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def sync(self, rows: Sequence[str]) -> None:
        super().sync(rows)
        shown = set(rows)
        self._cards = {each: card for each, card in self._cards.items() if each in shown}


def stable_order(shown: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the wanted ids, with those shown in their order and new ones last."""
    remaining, held = set(wanted), set(shown)
    return [i for i in shown if i in remaining] + [i for i in wanted if i not in held]


def portrait_card(person: Person) -> Card:
    """Return a person's card with their portrait, if they have one."""
    return Card(person, (person.effective_face_id,) if person.effective_face_id else ())


def person_cards(db: Database) -> Callable[[Sequence[str]], Mapping[str, Card]]:
    """Return a function that loads cards with a portrait each."""

    def load(ids: Sequence[str]) -> Mapping[str, Card]:
        with db.read() as session:
            found = people.cards(session, ids)
        return {person_id: portrait_card(person) for person_id, person in found.items()}

    return load
