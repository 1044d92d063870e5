"""Which faces stand for somebody: the portrait, the best ones of a card, and the order of all.

Two orders, both in one place. `surest_first` puts what the user confirmed before what a scan found,
then the better face. On a card, by which somebody is recognised, a good face stands before all of
low quality (`best_faces`, and the portrait).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlmodel import Session, col

from kinfolk.core.db.models import MIN_QUALITY, Face, Person
from kinfolk.core.db.rows import among, run


def surest_first() -> tuple[Any, ...]:
    """SQL order of somebody's faces, for which there is an index."""
    return col(Face.assigned_by).desc(), col(Face.quality).desc(), col(Face.id)


def clearest_first() -> tuple[Any, ...]:
    """SQL order by which somebody is recognised: a good face before all of low quality."""
    return _is_clear().desc(), *surest_first()


def portrait() -> ColumnElement[str | None]:
    """SQL: the face that stands for the person of the enclosing query.

    The one the user chose, else the one that was kept (`keep`), else the best. It is a face of low
    quality only for those who have no good one, whoever assigned it.
    """
    return func.coalesce(col(Person.thumbnail_face_id), _automatic())


def of(session: Session, person_id: str) -> str | None:
    """The face that stands for this person; null for who has none, or is gone."""
    query = select(portrait()).where(col(Person.id) == person_id)
    return session.execute(query).scalar_one_or_none()


def keep(session: Session, person_ids: Iterable[str]) -> None:
    """Before faces are assigned to people: keep the portrait they have, also if nobody chose it.

    Else one wrong yes would make a stranger's face, if it is of better quality, the portrait.
    """
    automatic = _automatic()
    other = col(Person.portrait_face_id).is_distinct_from(automatic)
    statement = update(Person).where(among(col(Person.id), person_ids), other)
    run(session, statement.values(portrait_face_id=automatic))


def represent(session: Session, chosen: Mapping[str, str]) -> None:
    """Each of these groups is shown by that face as long as it is theirs."""
    for group_id, face_id in chosen.items():
        this = update(Person).where(col(Person.id) == group_id)
        run(session, this.values(portrait_face_id=face_id))


def best_faces(session: Session, person_ids: Iterable[str], *, each: int) -> dict[str, list[str]]:
    """So many of everybody's faces, in one query; who has none is left out.

    The portrait stands first, as far as it is a clear face, then the best.
    """
    portrait_id = func.coalesce(col(Person.thumbnail_face_id), col(Person.portrait_face_id), "")
    order = (_is_clear().desc(), (col(Face.id) == portrait_id).desc(), *surest_first())
    place = func.row_number().over(partition_by=col(Face.person_id), order_by=order)
    ranked = (
        select(col(Face.id), col(Face.person_id), place.label("place"))
        .join(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(Face.person_id), person_ids))
        .subquery()
    )
    query = select(ranked.c.person_id, ranked.c.id).where(ranked.c.place <= each)
    found: dict[str, list[str]] = {}
    for person_id, face_id in session.execute(query.order_by(ranked.c.place)):
        found.setdefault(person_id, []).append(face_id)
    return found


def _automatic() -> ColumnElement[str | None]:
    """SQL: the one kept while it is theirs, else the best."""
    theirs = select(col(Face.id)).where(col(Face.person_id) == col(Person.id))
    kept = theirs.where(col(Face.id) == col(Person.portrait_face_id))
    best = theirs.order_by(*surest_first()).limit(1)
    clear = (kept.where(_is_clear()), best.where(_is_clear()))
    # A clear face comes before one that is not, be it kept or the best.
    return func.coalesce(*map(_one, (*clear, kept, best)))


def _is_clear() -> ColumnElement[bool]:
    return col(Face.quality) >= MIN_QUALITY


def _one(faces: Select[Any]) -> ColumnElement[str | None]:
    return faces.correlate(Person).scalar_subquery()
