"""Read what the Review page shows on its cards from the suggester; off the main thread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.faces import faces, portraits
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Person
from kinfolk.errors import NotFound
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Certainty, SameChild, Suggestion

FACES = 12  # the most a card shows before it is unfolded
PAIRS = 50  # likeliest pairs looked at


@dataclass(frozen=True)
class PersonRead:
    """Hold a person with the faces that may be theirs, best first, without unlikely ones."""

    person: Person
    found: tuple[Suggestion, ...]
    near: tuple[str, ...] = ()  # those and the unlikely: any change may make them likelier
    child: tuple[SameChild, ...] = ()  # what may be the same child, by date

    @cached_property
    def groups(self) -> frozenset[str]:
        """The unnamed groups that some of the faces are in."""
        return frozenset(one.group_id for one in self.found if one.group_id)

    @cached_property
    def singles(self) -> frozenset[str]:
        """Those of the faces that are in no group."""
        return frozenset(one.face_id for one in self.found if not one.group_id)


@dataclass(frozen=True)
class GroupRead:
    """Hold an unnamed group with the named person it may be."""

    group: Person
    person: Person
    certainty: Certainty
    distance: float
    faces: tuple[str, ...]  # all of the group, best first


@dataclass(frozen=True)
class PairRead:
    """Hold two people who may be one; `person` is the one to stay."""

    person: Person
    other: Person
    certainty: Certainty
    distance: float
    faces: tuple[str, ...]  # of `other`
    theirs: tuple[str, ...]  # of `person`


def everybody(db: Database) -> list[str]:
    """Return who may be asked about: people with a name, in the order of the wall."""
    with db.read() as session:
        return people_lists.wall(session)


def read_person(suggester: Suggester, db: Database, person_id: str) -> PersonRead | None:
    """Read a person's suggestions; None if they are gone, hidden or without a name."""
    try:
        found = suggester.ask(Ranking.for_person, person_id)
    except NotFound:
        return None
    with db.read() as session:
        person = people.cards(session, [person_id]).get(person_id)
    if person is None or person.is_hidden or not person.name:
        return None
    shown = tuple(one for one in found if one.certainty != Certainty.UNLIKELY)
    child = suggester.ask(Ranking.same_child, person_id)
    near = dict.fromkeys((*(one.face_id for one in found), *(one.face_ids[0] for one in child)))
    return PersonRead(person, shown, tuple(near), tuple(child))


def read_children(suggester: Suggester, db: Database) -> list[PersonRead]:
    """Read unnamed groups of small children with what may be the same child."""
    found = {
        who: tuple(suggester.ask(Ranking.same_child, who))
        for who in suggester.ask(Ranking.children, limit=PAIRS)
    }
    with db.read() as session:
        cards = people.cards(session, found)
    there = {who: child for who, child in found.items() if child and who in cards}
    return [PersonRead(cards[who], (), (), child) for who, child in there.items()]


def read_group(suggester: Suggester, db: Database, group_id: str) -> GroupRead | None:
    """Read whom a group may be; None if the group is gone, or no one is near."""
    try:
        found = suggester.ask(Ranking.for_group, group_id, limit=1)
    except NotFound:
        return None
    if not found or found[0].certainty == Certainty.UNLIKELY:
        return None
    best = found[0]
    with db.read() as session:
        cards = people.cards(session, [group_id, best.person_id])
        every = tuple(faces.ids(session, person_id=group_id))
    group, person = cards.get(group_id), cards.get(best.person_id)
    # A group of one face is asked about as a face.
    if group is None or person is None or group.name or group.face_count < 2:
        return None
    return GroupRead(group, person, best.certainty, best.distance, every)


def read_face(suggester: Suggester, db: Database, face_id: str, *, most: int) -> list[Person]:
    """Return the people that one face may be, the likeliest first, without unlikely ones."""
    near = near_face(suggester, face_id, most=most)
    with db.read() as session:
        cards = people.cards(session, near)
    return [cards[who] for who in near if who in cards]


def near_face(suggester: Suggester, face_id: str, *, most: int) -> list[str]:
    """Return the ids of the people that a face may be, likeliest first, without unlikely ones."""
    found = suggester.ask(Ranking.for_face, face_id, limit=most)
    return [one.person_id for one in found if one.certainty is not Certainty.UNLIKELY]


def read_pairs(suggester: Suggester, db: Database) -> list[PairRead]:
    """Read pairs of named people who may be the same person.

    `read_group` reads pairs of a person and a group. Pairs of two groups are not asked about:
    groups that are alike enough are already in one group.
    """
    pairs = [
        pair
        for pair in suggester.ask(Ranking.merges, limit=PAIRS)
        if pair.certainty != Certainty.UNLIKELY
    ]
    with db.read() as session:
        ids = {who for pair in pairs for who in (pair.person_id, pair.other_id)}
        named = {who: card for who, card in people.cards(session, ids).items() if card.name}
        faces = _faces(session, named)
    return [
        PairRead(
            named[pair.person_id],
            named[pair.other_id],
            pair.certainty,
            pair.distance,
            faces.get(pair.other_id, ()),
            faces.get(pair.person_id, ()),
        )
        for pair in pairs
        if pair.person_id in named and pair.other_id in named
    ]


def _faces(session: Session, person_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    best = portraits.best_faces(session, person_ids, each=FACES)
    return {person_id: tuple(faces) for person_id, faces in best.items()}
