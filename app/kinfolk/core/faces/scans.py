"""Scans that have assigned faces: which engine they used, and how to take them back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import AssignedBy, Face, Person, Scan, Verdict, now
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment
from kinfolk.errors import NotFound


@dataclass(frozen=True)
class ScanInfo:
    """Hold a scan, and how many faces it assigned are still there and not confirmed."""

    id: int
    library_id: str
    engine_id: str
    started_at: datetime
    face_count: int
    known_count: int  # those with people who have a name; the others are in groups


class ScanRecord:
    """Hold a running scan; its row is stored with the first face that it assigns."""

    def __init__(self, engine_id: str) -> None:
        self.engine_id = engine_id
        # False for an engine on trial: its faces are only suggested to people with a name.
        self.joins_named = True
        self._started_at = now()
        self._noted: dict[str, int] = {}  # by library: the number of its row

    def id(self, session: Session, library_id: str) -> int:
        """Return the scan's id in that library; store the scan's row first if there is none."""
        known = self._noted.get(library_id)
        # The write that stored the row may have failed after that: then the row is not there.
        if known is None or session.get(Scan, known) is None:
            row = Scan(library_id=library_id, engine_id=self.engine_id, started_at=self._started_at)
            session.add(row)
            session.flush()
            assert row.id is not None
            known = self._noted[library_id] = row.id
        return known


def newest(session: Session) -> int:
    """Return the id of the last scan that assigned a face, 0 for none.

    A later scan always has a higher id.
    """
    return int(session.execute(select(func.coalesce(func.max(col(Scan.id)), 0))).scalar_one())


def listing(session: Session, library_id: str | None = None) -> list[ScanInfo]:
    """Return scans, newest first, that have assigned faces which are still assigned as they did."""
    query = (
        # The second number leaves out people without a name, whose name is NULL.
        select(Scan, func.count(col(Face.id)), func.count(col(Person.name)))
        .join(Face, col(Face.scan_id) == col(Scan.id))
        .join(Person, col(Person.id) == col(Face.person_id))
        .where(col(Face.assigned_by) == AssignedBy.AUTO)
        .group_by(col(Scan.id))
        .order_by(col(Scan.id).desc())
    )
    if library_id is not None:
        query = query.where(col(Scan.library_id) == library_id)
    return [
        ScanInfo(row.id or 0, row.library_id, row.engine_id, row.started_at, faces, known)
        for row, faces, known in session.execute(query)
    ]


def take_back(session: Session, scan_id: int) -> int:
    """Undo the assignment of all faces that a scan assigned, and return how many they are.

    No later scan assigns these faces to the same people, but Kinfolk may suggest them, because the
    user rejected the scan and not each face. Groups that only this scan made are deleted. Raises
    NotFound if there is no such scan.
    """
    if session.get(Scan, scan_id) is None:
        raise NotFound(
            "There is no scan {scan_id}.",
            "To list scans, run `kinfolk scans list`.",
            scan_id=str(scan_id),
        )
    face_ids = _assigned(session, col(Face.scan_id) == scan_id)
    return assignment.give(session, face_ids, None, verdict=Verdict.NOT_BY_SCAN)


def take_back_engine(session: Session, engine_id: str) -> int:
    """Undo the assignment of all faces that an engine assigned, and return how many they are.

    The faces count as new: nothing is rejected, and the next scan assigns them with another engine.
    """
    scans = select(col(Scan.id)).where(col(Scan.engine_id) == engine_id)
    face_ids = _assigned(session, col(Face.scan_id).in_(scans))
    placed = among(col(Face.id), face_ids)
    people = session.execute(select(col(Face.person_id)).where(placed).distinct()).scalars().all()
    assignment.release(session, placed)
    assignment.drop_empty(session, people, by_machine=True)
    return len(face_ids)


def _assigned(session: Session, which: ColumnElement[bool]) -> list[str]:
    theirs = (which, col(Face.assigned_by) == AssignedBy.AUTO)
    return list(session.execute(select(col(Face.id)).where(*theirs)).scalars())
