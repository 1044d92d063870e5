"""The face that stands for somebody: the one the user chose, else one that stays once it stood."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlmodel import Session, col

from kinfolk.core.db.models import CLEAR, Face, Person
from kinfolk.core.db.rows import among, run


def effective() -> ColumnElement[str | None]:
    """SQL: the face that stands for the person of the enclosing query.

    A poor face stands in only for those who have no clear one, whoever placed it.
    """
    return func.coalesce(col(Person.thumbnail_face_id), _automatic())


def keep(session: Session, person_ids: Iterable[str]) -> None:
    """Before faces come to somebody: who stood for them by itself does so afterwards, too.

    A better face that is not theirs would else be their portrait by one wrong yes.
    """
    automatic = _automatic()
    other = col(Person.portrait_face_id).is_distinct_from(automatic)
    statement = update(Person).where(among(col(Person.id), person_ids), other)
    run(session, statement.values(portrait_face_id=automatic))


def _automatic() -> ColumnElement[str | None]:
    """SQL: the one kept while it is theirs, else the best."""
    theirs = select(col(Face.id)).where(col(Face.person_id) == col(Person.id))
    kept = theirs.where(col(Face.id) == col(Person.portrait_face_id))
    order = (col(Face.assigned_by).desc(), col(Face.quality).desc(), col(Face.id))
    best = theirs.order_by(*order).limit(1)
    return func.coalesce(*map(_one, (_clear(kept), _clear(best), kept, best)))


def _clear(faces: Select[Any]) -> Select[Any]:
    return faces.where(col(Face.quality) >= CLEAR)


def _one(faces: Select[Any]) -> ColumnElement[str | None]:
    return faces.correlate(Person).scalar_subquery()
