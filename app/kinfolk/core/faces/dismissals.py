"""Boxes that the user marked as not a face, kept with what a scan needs to recognise them."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.models import DismissedBox, Embedding, Face
from kinfolk.core.faces import crops


def remember(session: Session, face: Face) -> None:
    """Keep a face that is about to be deleted as dismissed, with its box, vectors and reduced crop.

    A scan knows the face by them, also in an edited picture. They lie in library.db, since this is
    a decision: losing the cache must not bring the face back.
    """
    from kinfolk.core.faces.embeddings import is_sound  # loads numpy: a tenth of a second

    seen = select(col(Embedding.engine_id), col(Embedding.vector))
    known = session.execute(
        seen.where(col(Embedding.face_id) == face.id, is_sound(Embedding))
    ).all()
    look = crops.looks(session, [face.id]).get(face.id)
    row = DismissedBox(
        id=ids.new("box"),
        asset_id=face.asset_id,
        x=face.x,
        y=face.y,
        w=face.w,
        h=face.h,
        seen_in=face.seen_in,
        seen_width=face.seen_width,
        seen_height=face.seen_height,
        vectors=as_text(dict(known)),
        look=look.hex() if look else None,
        timestamp_ms=face.timestamp_ms,
    )
    session.add(row)


def as_text(vectors: Mapping[str, bytes]) -> str:
    """Return vectors by engine as text for `DismissedBox.vectors`."""
    return json.dumps({engine_id: data.hex() for engine_id, data in vectors.items()})


def vectors(row: DismissedBox) -> dict[str, bytes]:
    """Return the stored vectors of a dismissed box as bytes, by engine."""
    known = json.loads(row.vectors) if row.vectors else {}
    return {engine_id: bytes.fromhex(data) for engine_id, data in known.items()}
