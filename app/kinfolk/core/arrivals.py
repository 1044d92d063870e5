"""What scans have placed with people one knows, until the user has said that it is right.

And the groups that came with it, of whom nobody has said yet who they are.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlmodel import Session, col

from kinfolk.core import assignment, people, review
from kinfolk.core.db.models import AssignedBy, Face, Scan
from kinfolk.core.db.models import Person as Row
from kinfolk.core.db.rows import among
from kinfolk.core.people import Person
from kinfolk.core.review import Answer
from kinfolk.core.scans import newest


@dataclass(frozen=True)
class Placed:
    """Faces that scans gave to somebody with a name; nobody has confirmed them."""

    person: Person
    face_ids: tuple[str, ...]  # the best first


@dataclass(frozen=True)
class Arrivals:
    """All that is new: who has most new faces first."""

    people: tuple[Placed, ...] = ()
    since: datetime | None = None  # when the first of the scans began that placed them
    first_scan: int = 0  # that one; without any the newest of all
    groups: tuple[str, ...] = ()  # people without a name who came since, the largest first


@dataclass(frozen=True)
class ArrivalCounts:
    """How many faces are new, and the last scan that placed one, 0 for none."""

    faces: int
    last_scan: int


def counts(session: Session) -> ArrivalCounts:
    """Of every library."""
    number = session.execute(_placed(func.count())).scalar_one()
    # By itself: there is an index for each of the two, and none for both.
    last = _placed(col(Face.scan_id)).where(col(Face.scan_id).is_not(None))
    scan_id = session.execute(last.order_by(col(Face.scan_id).desc()).limit(1)).scalar()
    return ArrivalCounts(number, scan_id or 0)


def listing(
    session: Session,
    *,
    library_id: str | None = None,
    after: int = 0,
    known_since: int | None = None,
) -> Arrivals:
    """Of one library or of all, by scans after that one; hidden people have none.

    `known_since` is the `first_scan` of an earlier listing: its groups are new as long as they have
    no name, though all faces are confirmed and another scan has been.
    """
    query = _placed(col(Face.person_id), col(Face.id), col(Face.scan_id))
    if library_id is not None:
        query = query.where(col(Face.library_id) == library_id)
    if after:
        query = query.where(col(Face.scan_id) > after)
    rows = session.execute(query.order_by(col(Face.quality).desc(), col(Face.id))).all()
    theirs: dict[str, list[str]] = defaultdict(list)
    for person_id, face_id, _ in rows:
        theirs[person_id].append(face_id)
    cards = people.cards(session, theirs)
    placed = [Placed(cards[person_id], tuple(ids)) for person_id, ids in theirs.items()]
    placed.sort(key=lambda one: (-len(one.face_ids), one.person.name or "", one.person.id))
    scans = {scan_id for *_, scan_id in rows if scan_id is not None}
    began = select(func.min(col(Scan.started_at))).where(among(col(Scan.id), scans))
    since = session.execute(began).scalar_one()
    first = min({*scans, newest(session) if known_since is None else known_since})
    return Arrivals(tuple(placed), since, first, _groups(session, first, library_id))


def look_over(
    session: Session, person_id: str, right: Collection[str], wrong: Collection[str]
) -> None:
    """The user has looked at faces of somebody: some are theirs, the others are not."""
    confirm(session, {person_id: right})
    review.answer_faces(session, wrong, person_id, Answer.NO)


def confirm(session: Session, said: Mapping[str, Collection[str]]) -> None:
    """The user says of people that these faces are theirs; what they lost meanwhile is let be."""
    for person_id in people.cards(session, said):
        assignment.confirm(session, person_id, said[person_id])


def _groups(session: Session, since: int, library_id: str | None) -> tuple[str, ...]:
    """Those without a name all of whose faces came with that scan or a later one."""
    some = select(col(Face.person_id)).where(col(Face.scan_id) >= since)
    theirs = col(Face.person_id) == col(Row.id)
    is_older = func.coalesce(col(Face.scan_id) < since, True)
    size = select(func.count()).where(theirs).correlate(Row).scalar_subquery()
    query = (
        select(col(Row.id))
        .where(
            col(Row.id).in_(some),  # first: a scan mostly brings few, and an index holds them
            col(Row.name).is_(None),
            ~col(Row.is_hidden),
            col(Row.is_settled),
            ~exists().where(theirs, is_older),
        )
        .order_by(size.desc(), col(Row.id))
    )
    if library_id is not None:
        query = query.where(col(Row.library_id) == library_id)
    return tuple(session.execute(query).scalars())


def _placed(*columns: Any) -> Select[Any]:
    """Not by a join: SQLite would go through all faces, not through those of each person."""
    known = select(col(Row.id)).where(col(Row.name).is_not(None), ~col(Row.is_hidden))
    theirs = (col(Face.person_id).in_(known), col(Face.assigned_by) == AssignedBy.AUTO)
    return select(*columns).select_from(Face).where(*theirs)
