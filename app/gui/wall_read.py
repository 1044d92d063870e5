"""What the wall reads: who stands where, and the cards as they come into view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.core import faces, people, roster
from app.core.db import Database
from app.core.roster import Section, Sort
from app.gui.people_model import Card

MOSAIC = 5  # faces on a group's card


@dataclass(frozen=True)
class Standing:
    """Ids in the order of the wall, the named above, the groups below."""

    people: list[str]
    groups: list[str]


def standing(db: Database, section: Section, *, text: str, sort: Sort) -> Standing:
    """One moment of the wall; off the main thread, it may look at every face."""
    with db.read() as session:
        if section is Section.UNNAMED:
            return Standing([], roster.wall(session, section=section))
        shown = roster.wall(session, section=section, text=text, sort=sort)
        if section is not Section.PEOPLE or text:
            return Standing(shown, [])
        return Standing(shown, roster.wall(session, section=Section.UNNAMED))


def person_cards(db: Database) -> Callable[[Sequence[str]], Mapping[str, Card]]:
    """Reads one portrait each."""

    def load(ids: Sequence[str]) -> Mapping[str, Card]:
        with db.read() as session:
            found = people.cards(session, ids)
        return {
            person_id: Card(person, (person.effective_face_id,) if person.effective_face_id else ())
            for person_id, person in found.items()
        }

    return load


def group_cards(db: Database) -> Callable[[Sequence[str]], Mapping[str, Card]]:
    """Reads the five best faces each."""

    def load(ids: Sequence[str]) -> Mapping[str, Card]:
        with db.read() as session:
            return {
                person_id: Card(person, tuple(faces.ids(session, person_id=person_id)[:MOSAIC]))
                for person_id, person in people.cards(session, ids).items()
            }

    return load
