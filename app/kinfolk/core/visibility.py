"""Whether a photo shows a face now, or the face waits for the picture it was seen in."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core import assignment
from kinfolk.core.db.models import Asset, DismissedBox, Face, Presence
from kinfolk.core.db.rows import among


def is_shown(of: type[Face] | type[Presence] | type[DismissedBox] = Face) -> sa.ColumnElement[bool]:
    """SQL: the photo shows the face now, or who is in it without one (of a query that joins it).

    Or the place of what is no face.
    """
    # Of faces from older libraries it may be unknown in which picture they were seen ("").
    return sa.or_(col(of.seen_in) == col(Asset.picture), col(of.seen_in) == "")


def waiting_faces(session: Session, face_ids: Collection[str]) -> set[str]:
    """Those of the faces that are not found in their photo now."""
    query = select(col(Face.id)).join(Asset, col(Asset.id) == col(Face.asset_id))
    rows = session.execute(query.where(among(col(Face.id), face_ids), ~is_shown()))
    return set(rows.scalars())


def decided_photos(session: Session, library_id: str) -> dict[str, bool]:
    """Photos of which the user has said who is in them, and whether they show such a one now."""
    faces = (
        select(col(Face.asset_id), func.max(is_shown()))  # 1 where one of them is shown
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(col(Face.library_id) == library_id, assignment.is_decided())
        .group_by(col(Face.asset_id))
    )
    without = (
        select(col(Presence.asset_id), func.max(is_shown(Presence)))
        .join(Asset, col(Asset.id) == col(Presence.asset_id))
        .where(col(Presence.library_id) == library_id)
        .group_by(col(Presence.asset_id))
    )
    found: dict[str, bool] = {}
    for query in (faces, without):
        for asset_id, shown in session.execute(query):
            found[asset_id] = found.get(asset_id, False) or bool(shown)
    return found
