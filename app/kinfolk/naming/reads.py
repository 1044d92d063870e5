"""What naming reads from the library: cards, the group of one that opens, and its faces now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces, portraits
from kinfolk.core.faces.faces import Single
from kinfolk.core.people import naming, people
from kinfolk.core.people.naming import Shown
from kinfolk.core.people.people import Card, Load, Person
from kinfolk.errors import NotFound
from kinfolk.naming.entry import MOSAIC

# A single face has no times of its own; nothing shows these.
_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class OpenedCard:
    """Hold a group whose name is being typed: its card and all of its faces."""

    card: Card
    group: Shown


def group_cards(db: Database) -> Load:
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


def single_cards(db: Database) -> Load:
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


def persons(db: Database, person_ids: Sequence[str]) -> dict[str, Person]:
    with db.read() as session:
        return people.cards(session, person_ids)


def companions(db: Database, face_ids: Sequence[str]) -> Sequence[str]:
    """Return the names of people who appear with these faces in photos."""
    with db.read() as session:
        return naming.companions(session, face_ids)


def renewed(before: Sequence[str], now: Sequence[str], touched: Collection[str]) -> tuple[str, ...]:
    """Return a card's faces `before`, with the `touched` ones replaced by those in `now`.

    `now` are the group's faces in the library. Other faces stay and keep their order. A new face is
    put before the first shown face that follows it in `now`. If none of the faces in `before`
    stays, the result is empty, because the group is then no longer the one for which a name was
    typed.
    """
    places = {face: place for place, face in enumerate(now)}
    shown = [face for face in before if face not in touched or face in places]
    for face in now if shown else ():
        if face in touched and face not in before:
            later = (at for at, each in enumerate(shown) if places.get(each, -1) > places[face])
            shown.insert(next(later, len(shown)), face)
    return tuple(shown)
