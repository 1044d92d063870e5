"""A card with a text or a name, and how far that has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Protocol

from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people import Card, Person
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges

MOSAIC = 5  # most faces on a group's card


class Cards(Protocol):
    """Define what naming needs of a list of cards."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the groups or single faces."""

    def card(self, row: int) -> Card | None:
        """Return the card of a row, None if its group is gone."""

    def row_of(self, person_id: str) -> int:
        """Return the row of a card, -1 if it is not shown."""

    def put(self, card: Card) -> None:
        """Show this card instead of the one with the same id."""


class State(Enum):
    """Name how far the name on a card may have come."""

    TYPED = auto()  # no name yet: being typed, or left on the card
    # Given by Enter, not saved yet
    WRITING = auto()
    NAMED = auto()
    REFUSED = auto()  # not saved; `problem` says why


@dataclass(eq=False)
class NamingEntry:
    """Hold a card with a text or a name, and the faces it showed when it was opened.

    The name is for these faces alone, even if a scan adds faces to the group later.
    """

    card: Card
    group: Shown
    cards: Cards  # the list in which the card is
    text: str = ""
    state: State = State.TYPED
    joins: str | None = None  # the name of the person who has it already and gets the faces
    whom: Person | Named | None = None  # that person, as far as they were shown
    problem: str = ""
    is_ignored: bool = False  # it is ignored: hidden, without a name
    is_taken: bool = False  # someone has the name that was left as text
    person_id: str = ""  # id of the person who has the faces once they are named
    step_id: int | None = None  # history step that gave the name
    without: tuple[str, ...] = ()  # faces taken out of the group in "Look closer"
    kept: PersonChanges = UNCHANGED  # what `whom` takes over from the group, such as its birth date
    is_unwanted: bool = False  # take it back as soon as it is written
    place: int = 0  # the card's row when the name was taken back

    @property
    def id(self) -> str:
        """The id of the group or single face."""
        return self.card.person.id

    @property
    def row(self) -> int:
        """The row in which the card is now, -1 if it is not shown."""
        return self.cards.row_of(self.id)

    @property
    def given(self) -> Given:
        return Given(self.group, self.text, self.joins, self.whom, self.without, self.kept)

    def take(self, given: Given) -> None:
        """Take over a name, and the faces that it is for."""
        self.show(given.group.face_ids)
        self.group = given.group
        self.text, self.without, self.kept = given.name, given.without, given.kept

    def left(self, face_ids: Sequence[str]) -> Sequence[str]:
        """Return those of the group's faces that were not taken out of it in "Look closer"."""
        return [face_id for face_id in face_ids if face_id not in self.without]

    def show(self, face_ids: tuple[str, ...]) -> None:
        """Set the faces that the card shows and that its name will be for."""
        self.group = replace(self.group, face_ids=face_ids)
        person = replace(self.card.person, face_count=len(face_ids))
        self.card = Card(person, face_ids[:MOSAIC])
        self.cards.put(self.card)

    @property
    def is_given(self) -> bool:
        """Whether the name is saved or being saved, so that no other name can be typed."""
        return self.state in (State.WRITING, State.NAMED)

    @property
    def is_single(self) -> bool:
        """Whether the card is about a single face and not about a group."""
        return self.group.group_id in self.group.face_ids

    @property
    def owner(self) -> Named:
        """The person of that name, who has the faces once the name is saved."""
        if self.whom:
            return Named(self.whom.id, self.whom.name or self.text)
        return Named(self.person_id or self.id, self.text)

    @property
    def is_refused(self) -> bool:
        """Whether the name could not be saved."""
        return self.state is State.REFUSED

    @property
    def waits(self) -> bool:
        """Whether the card has a text that was typed but not given."""
        return bool(self.text) and self.state is State.TYPED

    @property
    def look(self) -> tuple[object, ...]:
        """The values of this entry that decide whether its card is painted anew."""
        shown = (self.text, self.state, self.can_be_undone, self.is_taken, self.is_ignored)
        return *shown, self.problem

    @property
    def can_be_undone(self) -> bool:
        """Whether the name is saved and its history step can be undone."""
        return self.state is State.NAMED and self.step_id is not None
