"""Name a group: exactly the faces its card showed get the name, whatever a scan did meanwhile."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from kinfolk.core.db.models import AssignedBy, Face, now
from kinfolk.core.db.models import Person as Row
from kinfolk.core.db.rows import among, find, need
from kinfolk.core.faces import assignment, faces
from kinfolk.core.people import concurrent_decisions, people, person_fields, review
from kinfolk.core.people.concurrent_decisions import Asked, Named
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges
from kinfolk.core.people.review import Answer
from kinfolk.errors import Conflict


@dataclass(frozen=True)
class Shown:
    """Hold an unnamed group as its card showed it to the user."""

    group_id: str
    library_id: str
    face_ids: tuple[str, ...]  # all its faces, surest first
    # When it was shown, or an error about it was: a no said after that is not overruled
    at: datetime = field(default_factory=now, compare=False, repr=False)

    def again(self) -> "Shown":
        """Return the group as shown now, because the user was told what stands against the name."""
        return replace(self, at=now())


@dataclass(frozen=True)
class Given:
    """Hold a name as the user gave it to a group."""

    group: Shown
    name: str
    joins: str | None = None  # name of the person who has it already and gets the faces
    whom: Person | Named | None = None  # that person, as far as they were shown
    without: tuple[str, ...] = ()  # faces taken out of the group in "Look closer"
    kept: PersonChanges = UNCHANGED  # what `whom` takes over from the group


def shown(session: Session, group_id: str, seen: Sequence[str] = ()) -> Shown | None:
    """Return the group as it is now, or None if nothing of it is left to name.

    If it is gone, it consists of those faces in `seen` that no one with a name has and that the
    user has not given to another group.
    """
    row = find(session, Row, group_id)
    if row is not None:
        if row.name is not None:
            return None
        return Shown(group_id, row.library_id, tuple(faces.ids(session, person_id=group_id)))
    query = (
        select(col(Face.id), col(Face.library_id))
        .outerjoin(Row, col(Row.id) == col(Face.person_id))
        .where(among(col(Face.id), seen), col(Row.name).is_(None))
        .where(or_(col(Row.id).is_(None), col(Face.assigned_by).is_distinct_from(AssignedBy.USER)))
    )
    left = dict(session.execute(query).all())
    # In the order of the screen, because a query has its own.
    kept = tuple(face_id for face_id in seen if face_id in left)
    return Shown(group_id, left[kept[0]], kept) if kept else None


def companions(session: Session, face_ids: Sequence[str]) -> list[str]:
    """Return names of people in at least half of the photos of these faces, most frequent first.

    Hidden people are left out; the person of these faces is not. The names help to tell apart two
    people who have the same name.
    """
    photos = select(col(Face.asset_id)).where(among(col(Face.id), face_ids)).distinct()
    often = func.count(distinct(col(Face.asset_id)))
    total = session.execute(select(func.count()).select_from(photos.subquery())).scalar_one()
    query = (
        select(col(Row.name))
        .join(Face, col(Face.person_id) == col(Row.id))
        .where(col(Row.name).is_not(None), ~col(Row.is_hidden), col(Face.asset_id).in_(photos))
        .group_by(col(Row.id))
        .having(2 * often >= total)
        .order_by(often.desc(), col(Row.name_key))
    )
    return [name for name in session.execute(query).scalars() if name]


def photos_with(session: Session, face_ids: Collection[str], person_id: str) -> int:
    """Return in how many of the faces' photos the person has another face in the same picture."""
    theirs = aliased(Face)
    query = (
        select(func.count(distinct(col(Face.asset_id))))
        .join(theirs, col(theirs.asset_id) == col(Face.asset_id))
        .where(among(col(Face.id), face_ids), ~among(col(theirs.id), face_ids))
        .where(col(theirs.person_id) == person_id, col(theirs.seen_in) == col(Face.seen_in))
        .where(col(theirs.timestamp_ms).is_not_distinct_from(col(Face.timestamp_ms)))
    )
    photos: int = session.execute(query).scalar_one()
    return photos


def give_name(session: Session, given: Given) -> Person:
    """Give the faces shown, and no others, to the person of that name, as the user's decision.

    If someone has the name, `given.joins` must say so, and the other way round: else Conflict is
    raised, as no one becomes part of someone else unasked. Faces in `given.without` are rejected
    for the person.
    """
    group = given.group
    known = next(iter(person_fields.namesakes(session, given.name, group.library_id)), None)
    if known is not None and given.joins is None:
        person_fields.refuse_name(known)
    if known is None and given.joins is not None:
        raise Conflict(
            "No one is named {name} any more.",
            "Press Enter to create a new person.",
            name=given.name.strip(),
        )
    gathered = _gathered(session, group, known, given.without)
    if known is None:
        # Whoever is named is hidden no more, as ignored groups are.
        return people.update(
            session, gathered, replace(UNCHANGED, name=given.name, is_hidden=False)
        )
    people.merge_keeping(session, known.id, [gathered], given.kept)
    return people.get(session, known.id)


def give_to(
    session: Session,
    group: Shown,
    person_id: str,
    *,
    without: Collection[str] = (),
    kept: PersonChanges = UNCHANGED,
) -> Person | None:
    """Merge the group into a person, named or not, whom the user chose by their face.

    `without` and `kept` are as in `Given`. Returns None if no one is left.
    """
    known = need(session, Row, person_id)
    gathered = _gathered(session, group, known, without)
    return people.merge_keeping(session, person_id, [gathered], kept)


def take_out(session: Session, group_id: str, face_ids: Collection[str]) -> None:
    """Take these faces out of the group, as far as it has them, and reject the group for them."""
    theirs = (among(col(Face.id), face_ids), col(Face.person_id) == group_id)
    faces.detach(session, list(session.execute(select(col(Face.id)).where(*theirs)).scalars()))


def _gathered(session: Session, group: Shown, known: Row | None, without: Collection[str]) -> str:
    """Return the id of a group that has exactly the faces shown on the card.

    The faces in `without` leave it and are rejected for it.
    """
    whose = (known.id,) if known else ()
    face_ids = concurrent_decisions.still_free(session, group.face_ids, group.group_id, whose)
    # A face may have been taken out of the group meanwhile, other than for that person.
    has_other = or_(col(Face.person_id).is_(None), col(Face.person_id).not_in(whose))
    query = select(col(Face.id), col(Face.person_id)).where(among(col(Face.id), group.face_ids))
    others: dict[str, str | None] = dict(session.execute(query.where(has_other)).all())
    asked = [Asked(group.group_id, others, since=group.at)]
    asked += [Asked(each, group.face_ids, since=group.at) for each in whose]
    # Their group may have been told apart: the one shown, or the one they are in by now.
    owners = {group.group_id, *filter(None, others.values())}
    pairs = product((group.group_id, *whose), owners)
    asked += [Asked(each, other_id=owner, since=group.at) for each, owner in pairs]
    concurrent_decisions.check(session, asked, {})
    take_out(session, group.group_id, without)
    gathered = _gather(session, group.group_id, group.library_id, face_ids)
    # The group was gone and is new: taking faces out of the old one did not reject the new one.
    if gathered != group.group_id:
        there = among(col(Face.id), without)
        rest = list(session.execute(select(col(Face.id)).where(there)).scalars())
        review.answer_faces(session, rest, gathered, Answer.NO)
    return gathered


def _gather(session: Session, group_id: str, library_id: str, face_ids: Sequence[str]) -> str:
    """Return the id of a group with exactly these faces: the old one, or else a new one."""
    if find(session, Row, group_id) is None:
        made = people.create(session, library_id=library_id, face_ids=face_ids)
        return made.person.id
    assignment.split_off(session, group_id, face_ids)
    faces.assign(session, face_ids, group_id, is_split=False)
    return group_id
