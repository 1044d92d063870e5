"""Whether a photo shows a face now, or the face waits for the picture it was seen in."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, col

from app.core.models import Asset, Face
from app.core.rows import among


def is_found() -> sa.ColumnElement[bool]:
    """SQL: the photo shows the face now (of a query that joins faces with their photos)."""
    return sa.or_(col(Face.seen_in) == col(Asset.picture), col(Face.seen_in) == "")


def waiting(session: Session, face_ids: Collection[str]) -> set[str]:
    """Those of the faces that are not found in their photo now."""
    query = select(col(Face.id)).join(Asset, col(Asset.id) == col(Face.asset_id))
    rows = session.execute(query.where(among(col(Face.id), face_ids), ~is_found()))
    return set(rows.scalars())
