"""New faces: what scans have added to people with a name and the user has not confirmed yet.

Also the unnamed groups that came with the same scans.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import AssignedBy, Face, Scan
from kinfolk.core.db.models import Person as Row
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment
from kinfolk.core.faces.scans import newest
from kinfolk.core.people import people, review
from kinfolk.core.people.people import Person
from kinfolk.core.people.review import Answer


@dataclass(frozen=True)
class Placed:
    """Hold the faces that scans gave to a person with a name and no one has confirmed."""

    person: Person
    face_ids: tuple[str, ...]  # the best first


@dataclass(frozen=True)
class NewFaces:
    """Hold all that is new; people with the most new faces come first."""

    people: tuple[Placed, ...] = ()
    since: datetime | None = None  # start of the first scan that added one of the faces
    first_scan: int = 0  # id of that scan; of the newest one if no face is new
    groups: tuple[str, ...] = ()  # unnamed groups that came since then, the largest first


@dataclass(frozen=True)
class NewFacesCounts:
    """Hold how many faces are new, and the id of the last scan that added one (0 for none)."""

    faces: int
    last_scan: int


def counts(session: Session) -> NewFacesCounts:
    """Count the new faces in all libraries."""
    number = session.execute(_placed(func.count())).scalar_one()
    # A query of its own, because SQLite has an index for each of the two and none for both.
    last = _placed(col(Face.scan_id)).where(col(Face.scan_id).is_not(None))
    scan_id = session.execute(last.order_by(col(Face.scan_id).desc()).limit(1)).scalar()
    return NewFacesCounts(number, scan_id or 0)


def listing(
    session: Session,
    *,
    library_id: str | None = None,
    after: int = 0,
    known_since: int | None = None,
) -> NewFaces:
    """Return what is new in one library, or in all, without hidden people.

    `after` leaves out faces of scans up to that id. `known_since` is the `first_scan` of an earlier
    listing: its groups stay in the list as long as they have no name, even if all faces were
    confirmed and another scan has run.
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
    # Groups count as new from this scan on. `known_since` keeps them in a list that is on the
    # screen.
    first = min({*scans, newest(session) if known_since is None else known_since})
    return NewFaces(tuple(placed), since, first, _groups(session, first, library_id))


def look_over(
    session: Session, person_id: str, right: Collection[str], wrong: Collection[str]
) -> None:
    """Record the user's check of a person's new faces: confirm those in `right`, reject `wrong`."""
    confirm(session, {person_id: right})
    review.answer_faces(session, wrong, person_id, Answer.NO)


def confirm(session: Session, said: Mapping[str, Collection[str]]) -> None:
    """Confirm these faces of each person; faces that a person has lost since are skipped."""
    for person_id, face_ids in said.items():
        assignment.confirm(session, person_id, face_ids)


def _groups(session: Session, since: int, library_id: str | None) -> tuple[str, ...]:
    """Return unnamed groups that consist only of faces from that scan or later ones."""
    some = select(col(Face.person_id)).where(col(Face.scan_id) >= since)
    theirs = col(Face.person_id) == col(Row.id)
    is_older = func.coalesce(col(Face.scan_id) < since, True)
    size = select(func.count()).where(theirs).correlate(Row).scalar_subquery()
    query = (
        select(col(Row.id))
        .where(
            col(Row.id).in_(some),  # first: a scan brings few, and an index holds them
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
    """Select columns of the faces that are new.

    It uses no join, because SQLite would go through all faces then instead of each person's.
    """
    known = select(col(Row.id)).where(col(Row.name).is_not(None), ~col(Row.is_hidden))
    theirs = (col(Face.person_id).in_(known), col(Face.assigned_by) == AssignedBy.AUTO)
    return select(*columns).select_from(Face).where(*theirs)
