"""Ignored groups: unnamed groups that the user has hidden, until they are seen more often."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, distinct, func, or_, select, update
from sqlmodel import Session, col

from kinfolk.core.db.models import Face, Person, Scan, Source, now
from kinfolk.core.db.rows import among, need, run
from kinfolk.core.faces import assignment
from kinfolk.core.people import concurrent_decisions, people, review
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import remembered_decisions
from kinfolk.errors import Conflict

FEW = 3  # default: people in fewer photos may be ignored together


@dataclass(frozen=True)
class Unknown:
    """Hold a group without a name, or a single face."""

    id: str  # id of the group or of the face
    face_ids: tuple[str, ...]  # the best first
    is_single: bool


def listing(session: Session) -> list[tuple[str, int]]:
    """Return the ignored groups on the page, each with its number of faces, the largest first."""
    theirs = select(func.count()).where(col(Face.person_id) == col(Person.id))
    size = theirs.correlate(Person).scalar_subquery()
    is_there = ~remembered_decisions.is_out_of_sight(Person)
    query = select(col(Person.id), size).where(_waits(), is_there)
    rows = session.execute(query.order_by(size.desc(), col(Person.id)))
    return [(person_id, number) for person_id, number in rows]


def seen_in_fewer(session: Session, photos: int) -> list[Unknown]:
    """Return unnamed groups in fewer than `photos` photos that the user has said nothing about.

    Groups with a face that the user drew are left out.
    """
    untouched = (
        col(Person.name).is_(None),
        ~col(Person.is_hidden),
        ~col(Person.is_favorite),
        col(Person.birth_date).is_(None),
        col(Person.thumbnail_face_id).is_(None),
    )
    few = (
        select(col(Face.person_id))
        .where(col(Face.person_id).is_not(None))
        .group_by(col(Face.person_id))
        .having(func.count(distinct(col(Face.asset_id))) < photos)
    )
    query = (
        select(col(Person.id), col(Face.id), col(Face.source))
        .join(Face, col(Face.person_id) == col(Person.id))
        .where(*untouched, col(Person.id).in_(few))
        .order_by(col(Person.id), col(Face.quality).desc(), col(Face.id))
    )
    found: dict[str, list[str]] = {}
    drawn = set()
    for person_id, face_id, source in session.execute(query):
        found.setdefault(person_id, []).append(face_id)
        if source == Source.MANUAL:
            drawn.add(person_id)
    return [
        Unknown(person_id, tuple(face_ids), is_single=False)
        for person_id, face_ids in found.items()
        if person_id not in drawn
    ]


def faces_of_all(session: Session) -> dict[str, list[str]]:
    """Return the faces of all ignored groups, by group."""
    query = select(col(Person.id), col(Face.id)).join(Face, col(Face.person_id) == col(Person.id))
    found: dict[str, list[str]] = {}
    for person_id, face_id in session.execute(query.where(_waits())):
        found.setdefault(person_id, []).append(face_id)
    return found


def grown(session: Session, photos: int) -> list[str]:
    """Return ignored groups that reached `photos` photos only through faces found since.

    The time at which a group was ignored is that of the last change of its own fields.
    """
    came = or_(
        col(Face.created_at) > col(Person.updated_at),
        # NULL for faces that no scan has assigned.
        func.coalesce(col(Scan.started_at) > col(Person.updated_at), False),
    )
    number = func.count(distinct(col(Face.asset_id)))
    before = func.count(distinct(case((~came, col(Face.asset_id)))))
    query = (
        select(col(Person.id))
        .join(Face, col(Face.person_id) == col(Person.id))
        .outerjoin(Scan, col(Scan.id) == col(Face.scan_id))
        .where(_waits())
        .group_by(col(Person.id))
        .having(number >= photos, before < photos)
    )
    return list(session.execute(query).scalars())


def ignore(
    session: Session,
    *,
    groups: Collection[str] = (),
    faces: Collection[str] = (),
    unlike: Mapping[str, Collection[str]] | None = None,
    shown: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Hide these groups, and these faces that belong to no one; return the number of both.

    `shown` are the faces that a group's card showed: faces it got since are split off and stay
    visible, and a group that a scan has dissolved is put together again. `unlike` are people whom
    the screen suggested for a group or a face: they are rejected, or the group would come back at
    once. Groups that have a name by now, and faces that have a person, are left alone; raises
    Conflict if that is true of all.
    """
    shown = shown or {}
    _put_together(session, shown)
    waiting = (among(col(Person.id), groups), col(Person.name).is_(None), ~col(Person.is_hidden))
    hidden = list(session.execute(select(col(Person.id)).where(*waiting)).scalars())
    # The user has decided about the faces on the card, not about those that came since.
    people.keep_shown(session, {each: theirs for each, theirs in shown.items() if each in hidden})
    values = {"is_hidden": True, "is_settled": True, "updated_at": now()}
    run(session, update(Person).where(among(col(Person.id), hidden)).values(values))
    alone = assignment.set_alone(session, faces)
    number = len(hidden) + len(alone)
    if not number:
        raise Conflict("They have all been named in the meantime.")
    for one, others in (unlike or {}).items():
        # Whoever was deleted since the screen suggested them is nothing to be rejected.
        there = select(col(Person.id)).where(among(col(Person.id), others))
        for other in session.execute(there).scalars().all():
            if one in hidden:
                review.answer_pair(session, other, one, Answer.NO)
            elif one in alone:
                review.answer_faces(session, [one], other, Answer.NO)
    return number


def _put_together(session: Session, shown: Mapping[str, Sequence[str]]) -> None:
    """Make groups that are gone again, of the faces that their cards showed."""
    known = select(col(Person.id)).where(among(col(Person.id), shown))
    for group_id in shown.keys() - set(session.execute(known).scalars()):
        face_ids = concurrent_decisions.still_free(session, shown[group_id], group_id)
        library_id = need(session, Face, face_ids[0]).library_id
        session.add(Person(id=group_id, library_id=library_id))
        session.flush()
        assignment.give(session, face_ids, group_id, is_split=False)


def show_again(session: Session, person_ids: Collection[str]) -> int:
    """Show those of the groups that are still ignored; return their number."""
    back = list(
        session.execute(
            select(col(Person.id)).where(among(col(Person.id), person_ids), _waits())
        ).scalars()
    )
    values = {"is_hidden": False, "updated_at": now()}
    run(session, update(Person).where(among(col(Person.id), back)).values(values))
    return len(back)


def _waits() -> ColumnElement[bool]:
    return col(Person.name).is_(None) & col(Person.is_hidden)
