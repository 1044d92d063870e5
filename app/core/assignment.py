"""Whose face it is: what follows when faces move from one person to another."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from app.core import ids
from app.core.models import AssignedBy, Face, Person, Rejection, Verdict, now
from app.core.rows import among, run


def move(session: Session, face_ids: Sequence[str], person_id: str | None) -> int:
    """The user gives faces to a person, or to nobody; how many were not there already.

    Whoever had them is rejected for them: no face returns there by itself. An unnamed person
    who loses the last face goes.
    """
    there = (person_id, AssignedBy.USER if person_id else None)
    past = select(col(Face.id), col(Face.person_id), col(Face.assigned_by))
    rows = session.execute(past.where(among(col(Face.id), face_ids))).all()
    moved = [face for face, *place in rows if tuple(place) != there]
    left = [(face, old) for face, old, _ in rows if old not in (None, person_id)]
    _reject(session, left)
    values = dict(zip(("person_id", "assigned_by"), there, strict=True)) | {"updated_at": now()}
    run(session, update(Face).where(among(col(Face.id), moved)).values(values))
    if person_id is not None:
        _accept(session, face_ids, person_id)
    clear_thumbnails(session, moved)
    losers = {old for _, old in left}
    drop_empty(session, losers)
    settle(session, losers)
    return len(moved)


def settle(session: Session, person_ids: Iterable[str]) -> None:
    """A group the user has touched is never grouped anew."""
    fresh = (among(col(Person.id), person_ids), ~col(Person.is_settled))
    run(session, update(Person).where(*fresh).values(is_settled=True))


def clear_thumbnails(session: Session, face_ids: Iterable[str]) -> None:
    """Nobody keeps one of these faces as thumbnail unless it is their own."""
    owner = select(func.coalesce(col(Face.person_id), "")).where(
        col(Face.id) == col(Person.thumbnail_face_id)
    )
    lost = (
        among(col(Person.thumbnail_face_id), face_ids),
        owner.scalar_subquery() != col(Person.id),
    )
    run(session, update(Person).where(*lost).values(thumbnail_face_id=None))


def drop_empty(session: Session, person_ids: Iterable[str]) -> None:
    """Remove those who are unnamed and have no face left."""
    has_face = select(col(Face.id)).where(col(Face.person_id) == col(Person.id)).exists()
    nobody = (among(col(Person.id), person_ids), col(Person.name).is_(None), ~has_face)
    run(session, delete(Person).where(*nobody))


def _reject(session: Session, pairs: Iterable[tuple[str, str]]) -> None:
    for face_id, person_id in pairs:
        same = (col(Rejection.face_id) == face_id, col(Rejection.person_id) == person_id)
        session.execute(delete(Rejection).where(*same))
        session.add(
            Rejection(id=ids.new("rej"), face_id=face_id, person_id=person_id, verdict=Verdict.NO)
        )
    session.flush()


def _accept(session: Session, face_ids: Sequence[str], person_id: str) -> None:
    """A "no" to one of the faces is withdrawn, and the person is the user's from now on."""
    withdrawn = (among(col(Rejection.face_id), face_ids), col(Rejection.person_id) == person_id)
    run(session, delete(Rejection).where(*withdrawn))
    settle(session, [person_id])
