"""Which faces stand for a person: the portrait, the best ones for a card, and the order of all.

There are two orders. `surest_first` puts faces that the user confirmed before those of scans, then
better quality first. On a card, by which someone is recognised, every good face comes before those
of low quality (`best_faces`, and the portrait).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlmodel import Session, col

from kinfolk.core.db.models import MIN_QUALITY, Face, Person
from kinfolk.core.db.rows import among, run


def surest_first() -> tuple[Any, ...]:
    """Return the SQL order of a person's faces: confirmed first, then by quality.

    The database has an index in this order.
    """
    return col(Face.assigned_by).desc(), col(Face.quality).desc(), col(Face.id)


def clearest_first() -> tuple[Any, ...]:
    """Return the SQL order for recognising a person: every good face before the poor ones."""
    return _is_clear().desc(), *surest_first()


@cache  # built once, as other SQL without parameters
def portrait() -> ColumnElement[str | None]:
    """Return SQL: the face that stands for the person of the enclosing query.

    It is the one the user chose, else the one kept (`keep`), else the best. It is a face of low
    quality only if they have no good one, whoever assigned it.
    """
    return func.coalesce(col(Person.thumbnail_face_id), _automatic())


def of(session: Session, person_id: str) -> str | None:
    """Return the face that stands for this person; None if they have none or don't exist."""
    query = select(portrait()).where(col(Person.id) == person_id)
    return session.execute(query).scalar_one_or_none()


def keep(session: Session, person_ids: Iterable[str]) -> None:
    """Keep the portraits that people have, also if the user did not choose them.

    Call it before faces are assigned: otherwise one wrong yes could make a stranger's face, if its
    quality is better, the portrait.
    """
    automatic = _automatic()
    other = col(Person.portrait_face_id).is_distinct_from(automatic)
    statement = update(Person).where(among(col(Person.id), person_ids), other)
    run(session, statement.values(portrait_face_id=automatic))


def represent(session: Session, chosen: Mapping[str, str]) -> None:
    """Make each of these faces the portrait of its group as long as the group has it."""
    for group_id, face_id in chosen.items():
        this = update(Person).where(col(Person.id) == group_id)
        run(session, this.values(portrait_face_id=face_id))


def best_faces(
    session: Session, person_ids: Iterable[str], *, each: int, without: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Return up to `each` faces of each person, best first, in one query.

    The portrait comes first if it is a good face. The faces `without`, and people without faces,
    are left out.
    """
    portrait_id = func.coalesce(col(Person.thumbnail_face_id), col(Person.portrait_face_id), "")
    order = (_is_clear().desc(), (col(Face.id) == portrait_id).desc(), *surest_first())
    # Numbered within each person, so that one query serves all of them.
    place = func.row_number().over(partition_by=col(Face.person_id), order_by=order)
    ranked = (
        select(col(Face.id), col(Face.person_id), place.label("place"))
        .join(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(Face.person_id), person_ids), ~among(col(Face.id), without))
        .subquery()
    )
    query = select(ranked.c.person_id, ranked.c.id).where(ranked.c.place <= each)
    found: dict[str, list[str]] = {}
    for person_id, face_id in session.execute(query.order_by(ranked.c.place)):
        found.setdefault(person_id, []).append(face_id)
    return found


@cache
def _automatic() -> ColumnElement[str | None]:
    """Return SQL: the kept portrait while it is the person's, else the best face."""
    theirs = select(col(Face.id)).where(col(Face.person_id) == col(Person.id))
    kept = theirs.where(col(Face.id) == col(Person.portrait_face_id))
    best = theirs.order_by(*surest_first()).limit(1)
    clear = (kept.where(_is_clear()), best.where(_is_clear()))
    # A good face comes before a poor one, whether it was kept or is the best.
    return func.coalesce(*map(_one, (*clear, kept, best)))


def _is_clear() -> ColumnElement[bool]:
    return col(Face.quality) >= MIN_QUALITY


def _one(faces: Select[Any]) -> ColumnElement[str | None]:
    return faces.correlate(Person).scalar_subquery()
