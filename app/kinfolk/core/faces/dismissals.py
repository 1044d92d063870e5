"""Boxes that the user marked as not a face, kept with what a scan needs to recognise them."""

import json
from collections.abc import Mapping
from typing import Any

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
        vectors=as_text(dict(known)),
        look=look.hex() if look else None,
        **place(face),
    )
    session.add(row)


def place(row: Face | DismissedBox) -> dict[str, Any]:
    """Return the columns that say where in which picture the row is."""
    box = ("asset_id", "x", "y", "w", "h", "timestamp_ms", "seen_in", "seen_width", "seen_height")
    return {name: getattr(row, name) for name in box}


def as_text(vectors: Mapping[str, bytes]) -> str:
    """Return vectors by engine as text for `DismissedBox.vectors`."""
    return json.dumps({engine_id: data.hex() for engine_id, data in vectors.items()})


def vectors(row: DismissedBox) -> dict[str, bytes]:
    """Return the stored vectors of a dismissed box as bytes, by engine."""
    known = json.loads(row.vectors) if row.vectors else {}
    return {engine_id: bytes.fromhex(data) for engine_id, data in known.items()}
