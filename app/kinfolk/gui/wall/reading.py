"""What the wall reads from the library: the order of cards, and the cards in view."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import inf

from kinfolk.core import faces, naming, people, people_lists, portraits, strangers
from kinfolk.core.db.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.faces import Single
from kinfolk.core.naming import Shown
from kinfolk.core.people import Person
from kinfolk.core.people_lists import Section, Sort
from kinfolk.errors import NotFound
from kinfolk.gui.faces.people import BLOCK, Card, Load, person_cards
from kinfolk.recognition.suggestion import Suggestion

MOSAIC = 5  # most faces on a group's card
# Sections without people, with groups and single faces
CARDS = (Section.UNNAMED, Section.STRANGERS)
# A single face has no times of its own; nothing shows these.
_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class WallOrder:
    """Hold ids in the order of the wall, and the cards that are in view."""

    people: list[str]
    groups: list[str]
    people_cards: Mapping[str, Card]  # of those in view and of the first ones
    group_cards: Mapping[str, Card]
    singles: list[str]  # ids of single faces; on Ignored the groups of one face
    single_cards: Mapping[str, Card]
    named: Mapping[str, str]  # id -> name of groups in `Wish.shown` that have got a name


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


@dataclass(frozen=True)
class OpenedCard:
    """Hold a group whose name is being typed: its card and all of its faces."""

    card: Card
    group: Shown


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
    return WallOrder(
        shown,
        groups,
        _cards(person_cards(db), shown, wish.people_seen),
        _cards(group_cards(db), groups, wish.groups_seen),
        singles,
        _cards(single_cards(db), singles, wish.singles_seen),
        {each.id: each.name for each in gone.values() if each.name},
    )


def _cards(load: Load, ids: Sequence[str], seen: Sequence[str]) -> Mapping[str, Card]:
    """Load the cards in view that still exist, and the first ones, which come into view next."""
    there = set(ids)
    wanted = list(dict.fromkeys([*(i for i in seen if i in there), *ids[:BLOCK]]))
    # Saves a query after each change: most sections show one kind of card
    return load(wanted) if wanted else {}


def opened(db: Database, card: Card) -> OpenedCard | None:
    """Read a group as its name begins to be typed; None if there is nothing left to name."""
    with db.read() as session:
        group = naming.shown(session, card.person.id, card.faces)
        if group is None:
            return None
        ordered = _cover_first(session, group.group_id, group.face_ids)
    group = replace(group, face_ids=tuple(ordered))
    person = replace(card.person, face_count=len(group.face_ids))
    return OpenedCard(Card(person, group.face_ids[:MOSAIC]), group)


def faces_now(db: Database, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Read all faces of these groups; a single face has itself.

    Those that are gone are left out.
    """
    with db.read() as session:
        alone = {one.id: [one.id] for one in faces.singles(session, ids)}
        groups = {
            each: _cover_first(session, each, faces.ids(session, person_id=each))
            for each in ids
            if each not in alone
        }
    return alone | {each: theirs for each, theirs in groups.items() if theirs}


def _cover_first(session: Session, group_id: str, face_ids: Sequence[str]) -> list[str]:
    """Put the group's portrait first, as on its card."""
    cover = portraits.of(session, group_id)
    return sorted(face_ids, key=lambda each: each != cover)


def owner(db: Database, face_id: str) -> str | None:
    """Return the id of the unnamed group that has the face now, or None."""
    with db.read() as session:
        try:
            person_id = faces.get(session, face_id).person_id or ""
        except NotFound:
            return None  # the face or its photo does not exist any more
        found = people.cards(session, [person_id]).get(person_id)
    return found.id if found is not None and found.name is None else None


def portrait(db: Database, person_id: str) -> str | None:
    """Return the face that stands for a person, or None."""
    with db.read() as session:
        return portraits.of(session, person_id)


def group_cards(db: Database) -> Callable[[Sequence[str]], Mapping[str, Card]]:
    """Return a function that loads cards of groups with their best faces."""

    def load(ids: Sequence[str]) -> Mapping[str, Card]:
        with db.read() as session:
            found = people.cards(session, ids)
            best = portraits.best_faces(session, ids, each=MOSAIC)
        return {
            person_id: Card(person, tuple(best.get(person_id, ())))
            for person_id, person in found.items()
        }

    return load


def _most_certain_first(face_ids: Iterable[str], known: Mapping[str, Suggestion]) -> list[str]:
    """Sort faces that look like somebody known first; the others stay in their order."""
    return sorted(face_ids, key=lambda each: known[each].order if each in known else (inf,))


def single_cards(db: Database) -> Callable[[Sequence[str]], Mapping[str, Card]]:
    """Return a function that loads cards of single faces, and of groups, by the id of either."""
    groups = group_cards(db)

    def load(ids: Sequence[str]) -> Mapping[str, Card]:
        with db.read() as session:
            found = {one.id: _alone(one) for one in faces.singles(session, ids)}
        return {**found, **groups([each for each in ids if each not in found])}

    return load


def _alone(one: Single) -> Card:
    """Return the card of a single face, as a group of this face, which it becomes once named."""
    person = Person(
        id=one.id,
        library_id=one.library_id,
        name=None,
        birth_date=None,
        is_hidden=False,
        is_favorite=False,
        thumbnail_face_id=None,
        effective_face_id=one.id,
        asset_count=1,
        face_count=1,
        created_at=_NEVER,
        updated_at=_NEVER,
    )
    return Card(person, (one.id,))
