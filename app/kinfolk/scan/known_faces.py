"""The known faces of a photo that is read again, to be matched with those found now."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk.core import assignment, crops, dismissals, embeddings
from kinfolk.core.db.models import Asset, DismissedBox, Face, Presence
from kinfolk.core.db.rows import among
from kinfolk.core.embeddings import Vector
from kinfolk.scan.face_matching import Observation
from kinfolk.scan.tasks import Box, ScannedFace, ScannedPhoto

Row = Face | DismissedBox


@dataclass(frozen=True)
class KnownFace:
    """A known face or dismissed box, and how it would look in the photo as it is now."""

    row: Row
    observation: Observation


def stamp(session: Session, known: Asset, scanned: ScannedPhoto) -> None:
    """Write into what was said and found of a photo which picture it is of, before it has another.

    What was said while the photo could not be read is of its bytes as they were then.
    """
    before = known.picture or known.content_hash
    pictures = [scanned.content_hash, scanned.picture]
    # With the same bytes and size it is the same picture, however they are decoded by now.
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
    """The columns that say which picture a box is of."""
    return {"seen_in": scanned.picture, **_size(scanned.width, scanned.height)}


def known_faces(
    session: Session, asset_id: str, scanned: ScannedPhoto, engine_id: str
) -> tuple[list[KnownFace], list[KnownFace]]:
    """The faces of the photo, and its dismissed boxes; also those that wait for another picture."""
    faces = session.execute(select(Face).where(col(Face.asset_id) == asset_id)).scalars().all()
    # Of the same picture the place alone decides: neither vectors nor pixels are needed for it.
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
    """A face found now; its vector and pixels are needed only to compare another picture."""
    if not is_compared:
        return Observation(face.box, at=face.at)
    vector = np.frombuffer(face.vector, "<f4")
    return Observation(face.box, vector, crops.look(face.crop), at=face.at)


def box_of(row: Row) -> Box:
    return row.x, row.y, row.w, row.h


def _observation(
    row: Row, scanned: ScannedPhoto, vector: Vector | None, look: bytes | None, decided: set[str]
) -> Observation:
    return Observation(
        _fitted(row, scanned),
        vector,
        look,
        is_same_picture=row.seen_in == scanned.picture,
        is_decided=row.id in decided,
        at=row.timestamp_ms,
    )


def _fitted(row: Row, scanned: ScannedPhoto) -> Box:
    """The box as it would lie in the photo as it is now, if that was merely resized."""
    wide = scanned.width / row.seen_width if row.seen_width else 1.0
    high = scanned.height / row.seen_height if row.seen_height else 1.0
    # Rounding to whole pixels changes the proportions a little; more than that is no mere resizing.
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
