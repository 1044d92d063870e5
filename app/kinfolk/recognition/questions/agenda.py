"""What the suggester still has to be asked, and in which order."""

from collections.abc import Iterable
from typing import Literal, NamedTuple


class Item(NamedTuple):
    """Hold one thing to ask: about a person, a group, whom a face is near, all pairs, and so on."""

    what: Literal["person", "group", "face", "children", "pairs", "strangers", "everybody"]
    who: str = ""


EVERYBODY, CHILDREN = Item("everybody"), Item("children")
PAIRS, STRANGERS = Item("pairs"), Item("strangers")


class Agenda:
    """Keep items in the order of asking; what someone waits for comes first."""

    def __init__(self) -> None:
        self._due: dict[Item, None] = {}  # a set that keeps its order
        self._urgent: set[Item] = set()
        self._held: set[Item] = set()  # an answer about it is being written
        self._answered: Item | None = None  # what was answered last

    def __len__(self) -> int:
        return len(self._due)

    def add(self, items: Iterable[Item]) -> None:
        for item in items:
            self._due.setdefault(item)

    def add_first(self, items: Iterable[Item]) -> None:
        """Put items before all others; the one that was answered last comes first of them."""
        first = dict.fromkeys(sorted(items, key=lambda item: item != self._answered))
        if not first:
            return
        self._due = first | {item: None for item in self._due if item not in first}
        self._urgent |= first.keys()

    def hold(self, item: Item) -> None:
        """Keep an item from being asked until `release`, because an answer is being written."""
        self._held.add(item)
        self._answered = item

    def release(self, item: Item) -> None:
        """Let a held item be asked again."""
        self._held.discard(item)

    def next(self) -> Item | None:
        """Return the first item that is not held, or None; it stays on the agenda."""
        return next((item for item in self._due if item not in self._held), None)

    def take(self, item: Item) -> bool:
        """Remove an item that is being asked; return whether someone waits for it."""
        del self._due[item]
        is_urgent = item in self._urgent
        self._urgent.discard(item)
        return is_urgent

    def is_urgent(self, item: Item | None) -> bool:
        return item in self._urgent

    def is_outdated(self, item: Item) -> bool:
        """Return whether what was asked before is older than an answer or a change."""
        return item in self._held or item in self._due
