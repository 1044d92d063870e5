"""The known faces of a photo that is read again, prepared for matching with those found now."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, DismissedBox, Face, Presence
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment, crops, dismissals, embeddings
from kinfolk.core.faces.embeddings import Vector
from kinfolk.scan.face_matching import Observation
from kinfolk.scan.tasks import Box, ScannedFace, ScannedPhoto

Row = Face | DismissedBox


@dataclass(frozen=True)
class KnownFace:
    """Hold a known face or dismissed box, and how it would look in the photo as it is now."""

    row: Row
    observation: Observation


def stamp(session: Session, known: Asset, scanned: ScannedPhoto) -> None:
    """Note for the known faces, boxes and presences of a photo in which picture they were seen.

    Those of the photo's present picture move to the scanned one if the two are the same. Call it
    before the photo's row gets the scanned picture. Decisions made while the photo could not be
    read belong to its bytes of that time.
    """
    before = known.picture or known.content_hash
    pictures = [scanned.content_hash, scanned.picture]
    # Equal bytes and size mean the same picture, even if another decoder gives other pixels.
    is_as_it_was = scanned.content_hash == known.content_hash
    if is_as_it_was and (scanned.width, scanned.height) == (known.width, known.height):
        pictures.append(before)
    for table in (Face, DismissedBox, Presence):
        here = col(table.asset_id) == known.id
        unknown = (here, col(table.seen_in) == "")
        size = {} if table is Presence else _size(known.width, known.height)
        _set(session, table, unknown, seen_in=before, **size)
        same = (here, among(col(table.seen_in), pictures), col(table.seen_in) != scanned.picture)
        _set(session, table, same, seen_in=scanned.picture)


def picture_columns(scanned: ScannedPhoto) -> dict[str, Any]:
    """Return the columns that say which picture a box is in."""
    return {"seen_in": scanned.picture, **_size(scanned.width, scanned.height)}


def known_faces(
    session: Session, asset_id: str, scanned: ScannedPhoto, engine_id: str
) -> tuple[list[KnownFace], list[KnownFace]]:
    """Return the photo's faces and its dismissed boxes, including those that wait for a picture."""
    faces = session.execute(select(Face).where(col(Face.asset_id) == asset_id)).scalars().all()
    # In the same picture only the place decides, so vectors and pixels are not read.
    others = [face.id for face in faces if face.seen_in != scanned.picture]
    decided = set(
        session.execute(
            select(col(Face.id)).where(col(Face.asset_id) == asset_id, assignment.is_decided())
        ).scalars()
    )
    vectors = embeddings.vectors(session, others, engine_id)
    looks = crops.looks(session, others)
    known = [
        KnownFace(
            face, _observation(face, scanned, vectors.get(face.id), looks.get(face.id), decided)
        )
        for face in faces
    ]
    boxes = select(DismissedBox).where(col(DismissedBox.asset_id) == asset_id)
    refused = []
    for box in session.execute(boxes).scalars():
        data = dismissals.vectors(box).get(engine_id)
        vector = None if data is None else np.frombuffer(data, "<f4")
        look = bytes.fromhex(box.look) if box.look else None
        refused.append(KnownFace(box, _observation(box, scanned, vector, look, {box.id})))
    return known, refused


def observed(face: ScannedFace, *, is_compared: bool) -> Observation:
    """Return a face found now; vector and pixels are only needed to compare other pictures."""
    if not is_compared:
        return Observation(face.box, at=face.at)
    vector = np.frombuffer(face.vector, "<f4")
    return Observation(face.box, vector, crops.look(face.crop), at=face.at)


def box_of(row: Row) -> Box:
    return row.x, row.y, row.w, row.h


def _observation(
    row: Row, scanned: ScannedPhoto, vector: Vector | None, look: bytes | None, decided: set[str]
) -> Observation:
    """Return how a known face would look in the photo as it is now."""
    return Observation(
        _fitted(row, scanned),
        vector,
        look,
        is_same_picture=row.seen_in == scanned.picture,
        is_decided=row.id in decided,
        at=row.timestamp_ms,
    )


def _fitted(row: Row, scanned: ScannedPhoto) -> Box:
    """Return the box in the photo as it is now, if the photo was merely resized."""
    wide = scanned.width / row.seen_width if row.seen_width else 1.0
    high = scanned.height / row.seen_height if row.seen_height else 1.0
    # Rounding to pixels changes proportions a little; a larger difference is no mere resizing.
    if abs(wide / high - 1) > 0.02:
        wide = high = 1.0
    x, y, w, h = box_of(row)
    return round(x * wide), round(y * high), round(w * wide), round(h * high)


def _size(width: int, height: int) -> dict[str, int]:
    return {"seen_width": width, "seen_height": height}


def _set(session: Session, table: type[Row | Presence], which: Any, **values: Any) -> None:
    session.execute(
        update(table).where(*which).values(values), execution_options={"synchronize_session": False}
    )
