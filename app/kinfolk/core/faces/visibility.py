"""Whether a photo shows a face now, or the face waits for the picture it was seen in."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, DismissedBox, Face, NameClaim, Presence
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment

# What a photo may show: a face, a presence, a box that is not a face, or a name that a file gives.
Table = type[Face] | type[Presence] | type[DismissedBox] | type[NameClaim]


@cache
def is_shown(of: Table = Face) -> sa.ColumnElement[bool]:
    """Return SQL: the photo, joined by the query, shows the picture that the row was seen in."""
    # "" is for decisions made while the photo could not be read: they belong to no known picture.
    return sa.or_(col(of.seen_in) == col(Asset.picture), col(of.seen_in) == "")


def shown(
    query: sa.Select[*tuple[Any, ...]], of: Table, asset_ids: Collection[str]
) -> sa.Select[*tuple[Any, ...]]:
    """Restrict a query to rows that these photos show now, in the order of their ids."""
    joined = query.join(Asset, col(Asset.id) == col(of.asset_id))
    return joined.where(among(col(of.asset_id), asset_ids), is_shown(of)).order_by(col(of.id))


def was_seen_in(session: Session, face_id: str, picture: str) -> bool:
    """Return whether the face is one of that picture, as far as is known."""
    query = select(col(Face.seen_in)).where(col(Face.id) == face_id)
    return session.execute(query).scalar_one_or_none() in ("", picture)


def waiting_faces(session: Session, face_ids: Collection[str]) -> set[str]:
    """Return those of the faces that their photos do not show now."""
    query = select(col(Face.id)).join(Asset, col(Asset.id) == col(Face.asset_id))
    rows = session.execute(query.where(among(col(Face.id), face_ids), ~is_shown()))
    return set(rows.scalars())


def decided_photos(library_id: str) -> sa.Select[tuple[str, bool]]:
    """Return a query of photos of which the user said who is in them: `asset_id` and `is_shown`.

    `is_shown` tells whether the photo shows one of these decisions now.
    """
    faces = (
        select(col(Face.asset_id), is_shown().label("is_shown"))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(col(Face.library_id) == library_id, assignment.is_decided())
    )
    without = (
        select(col(Presence.asset_id), is_shown(Presence))
        .join(Asset, col(Asset.id) == col(Presence.asset_id))
        .where(col(Presence.library_id) == library_id)
    )
    both = sa.union_all(faces, without).subquery()
    is_any_shown = func.max(both.c.is_shown).label("is_shown")
    return select(both.c.asset_id, is_any_shown).group_by(both.c.asset_id)
