"""The list model of people: it holds ids; cards are read when they come into view."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kinfolk.core.database import Database
from kinfolk.core.people import people
from kinfolk.core.people.people import Card, Load, Person
from kinfolk.gui.base import words

PERSON_ID, CARD = (Qt.ItemDataRole.UserRole + n for n in (1, 2))
BLOCK = 32  # number of cards read at once
KEPT = 4 * BLOCK  # number of cards read again after a change
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PeopleModel(QAbstractListModel):
    """Hold people by id.

    `sync()` changes rows as little as possible, so that nothing flickers or jumps.
    """

    def __init__(self, load: Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._ids: list[str] = []
        self._cards: dict[str, Card] = {}

    @property
    def ids(self) -> Sequence[str]:
        """The ids, in order."""
        return self._ids

    def card(self, row: int) -> Card | None:
        """Return the card of a row, read if needed; None if the person is gone since.

        The next sync removes that row.
        """
        person_id = self._ids[row]
        if person_id not in self._cards:
            # Read a block at once, since the neighbours are painted next.
            start = row - row % BLOCK
            wanted = [i for i in self._ids[start : start + BLOCK] if i not in self._cards]
            self._cards.update(self._load(wanted))
        return self._cards.get(person_id)

    def row_of(self, person_id: str) -> int:
        """Return someone's row, -1 if they are not shown."""
        return self._ids.index(person_id) if person_id in self._ids else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        if role == PERSON_ID:
            return self._ids[index.row()]
        card = self.card(index.row())
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
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

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
        rows = [row for row, person_id in enumerate(self._ids) if person_id in changed]
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def sync(self, ids: Sequence[str]) -> None:
        """Show exactly these ids, in this order."""
        wanted = set(ids)
        self._remove([row for row, person_id in enumerate(self._ids) if person_id not in wanted])
        held = set(self._ids)
        kept = [person_id for person_id in ids if person_id in held]
        if kept != self._ids:
            self._reorder(kept)
        self._insert(ids, held)

    def _remove(self, rows: Sequence[int]) -> None:
        # From the end, so that the row numbers before stay valid.
        for first, last in reversed(_ranges(rows)):
            self.beginRemoveRows(QModelIndex(), first, last)
            for person_id in self._ids[first : last + 1]:
                self._cards.pop(person_id, None)
            del self._ids[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, ids: list[str]) -> None:
        """Bring the rows into the order of these ids, and keep the selection."""
        self.layoutAboutToBeChanged.emit()
        place = {person_id: row for row, person_id in enumerate(ids)}
        # Selection and current card are persistent indexes, which must be told their new rows.
        before = self.persistentIndexList()
        after = [self.index(place[self._ids[index.row()]]) for index in before]
        self._ids = ids
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, ids: Sequence[str], held: set[str]) -> None:
        new = [row for row, person_id in enumerate(ids) if person_id not in held]
        for first, last in _ranges(new):
            self.beginInsertRows(QModelIndex(), first, last)
            self._ids[first:first] = ids[first : last + 1]
            self.endInsertRows()


def _ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return runs of neighbouring rows as (first, last)."""
    result: list[tuple[int, int]] = []
    for row in rows:
        if result and result[-1][1] == row - 1:
            result[-1] = (result[-1][0], row)
        else:
            result.append((row, row))
    return result


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
