"""What the wall reads from the library: ids in order, and the cards in view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people import people, people_lists, strangers
from kinfolk.core.people.people import Card, Load
from kinfolk.core.people.people_lists import Section, Sort
from kinfolk.core.photos import library, photos
from kinfolk.gui.faces.people import BLOCK, person_cards
from kinfolk.naming.reads import group_cards, single_cards
from kinfolk.recognition.suggestion import Suggestion

# Sections without people, with groups and single faces
CARDS = (Section.UNNAMED, Section.STRANGERS)


@dataclass(frozen=True)
class WallOrder:
    """Hold ids in the order of the wall, and the cards that are in view."""

    people: list[str]
    groups: list[str]
    people_cards: Mapping[str, Card]  # of those in view and of the first ones
    group_cards: Mapping[str, Card]
    singles: list[str]  # ids of single faces; on Ignored the groups of one face
    single_cards: Mapping[str, Card]
    named: Mapping[str, str]  # id -> name of groups in `WallRequest.shown` that have got a name
    lacks_faces: bool  # whether there are folders, but no face in them


@dataclass(frozen=True)
class WallRequest:
    """Hold what the wall is to show, and which cards are in view."""

    section: Section
    text: str
    sort: Sort
    people_seen: Sequence[str]
    groups_seen: Sequence[str]
    singles_seen: Sequence[str] = ()
    alike: Mapping[str, Suggestion] = field(default_factory=dict)  # suggestions by single face
    shown: Sequence[str] = ()  # groups whose cards stay in any case


def wall_order(db: Database, wish: WallRequest) -> WallOrder:
    """Read the order of the wall and its visible cards at one moment of the library.

    Call it off the main thread, as it may look at every face.
    """
    shown: list[str] = []
    groups: list[str] = []
    singles: list[str] = []
    with db.read() as session:
        if wish.section not in CARDS:
            shown = people_lists.wall(session, section=wish.section, text=wish.text, sort=wish.sort)
        if wish.section is Section.UNNAMED or (wish.section is Section.PEOPLE and not wish.text):
            groups = people_lists.wall(session, section=Section.UNNAMED)
        if wish.section is Section.UNNAMED:
            singles = _most_certain_first(faces.single_ids(session), wish.alike)
        elif wish.section is Section.STRANGERS:
            waiting = strangers.listing(session)
            groups = [each for each, number in waiting if number > 1]
            singles = [each for each, number in waiting if number <= 1]
        gone = people.cards(session, set(wish.shown) - set(groups)) if wish.shown else {}
        is_empty = not (shown or groups or photos.counts(session).faces)
        lacks_faces = is_empty and bool(library.folders(session))
    return WallOrder(
        shown,
        groups,
        _cards(person_cards(db), shown, wish.people_seen),
        _cards(group_cards(db), groups, wish.groups_seen),
        singles,
        _cards(single_cards(db), singles, wish.singles_seen),
        {each.id: each.name for each in gone.values() if each.name},
        lacks_faces,
    )


def _cards(load: Load, ids: Sequence[str], seen: Sequence[str]) -> Mapping[str, Card]:
    """Load the cards in view that still exist, and the first ones, which come into view next."""
    there = set(ids)
    wanted = list(dict.fromkeys([*(i for i in seen if i in there), *ids[:BLOCK]]))
    # Saves a query after each change: most sections show one kind of card
    return load(wanted) if wanted else {}


def _most_certain_first(face_ids: Iterable[str], known: Mapping[str, Suggestion]) -> list[str]:
    """Sort faces that look like someone known first; the others stay in their order."""
    return sorted(face_ids, key=lambda each: known[each].order if each in known else (inf,))
