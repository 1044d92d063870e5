"""What is known of a photo's faces when it is read again, laid over what it shows now."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk.core import assignment, crops, dismissals, embeddings
from kinfolk.core.db.models import Asset, DismissedBox, Face
from kinfolk.core.db.rows import among
from kinfolk.core.embeddings import Vector
from kinfolk.scan.match import Sight
from kinfolk.scan.tasks import Box, Seen, SeenFace

Row = Face | DismissedBox


@dataclass(frozen=True)
class Remembered:
    """A face, or what the user said is none, and how it would look in the photo as it is now."""

    row: Row
    sight: Sight


def stamp(session: Session, known: Asset, seen: Seen) -> None:
    """Note of all that is known of a photo which picture it is of, before the photo has another.

    A picture that was told by its bytes is told by its pixels from now on.
    """
    before = known.picture or known.content_hash
    pictures = [seen.content_hash, seen.picture]
    is_as_it_was = seen.content_hash == known.content_hash
    if is_as_it_was and (seen.width, seen.height) == (known.width, known.height):
        pictures.append(before)
    for table in (Face, DismissedBox):
        here = col(table.asset_id) == known.id
        unknown = (here, col(table.seen_in) == "")
        _set(session, table, unknown, seen_in=before, **_size(known.width, known.height))
        same = (here, among(col(table.seen_in), pictures), col(table.seen_in) != seen.picture)
        _set(session, table, same, seen_in=seen.picture)


def place(seen: Seen) -> dict[str, Any]:
    """The columns that say which picture a box is of."""
    return {"seen_in": seen.picture, **_size(seen.width, seen.height)}


def remembered(
    session: Session, asset_id: str, seen: Seen, engine_id: str
) -> tuple[list[Remembered], list[Remembered]]:
    """Faces of the photo, and what is none, wherever they wait for a picture that is not there."""
    faces = session.execute(select(Face).where(col(Face.asset_id) == asset_id)).scalars().all()
    others = [face.id for face in faces if face.seen_in != seen.picture]
    decided = set(
        session.execute(
            select(col(Face.id)).where(col(Face.asset_id) == asset_id, assignment.is_decided())
        ).scalars()
    )
    vectors = embeddings.vectors(session, others, engine_id)
    looks = crops.looks(session, others)
    known = [
        Remembered(face, _sight(face, seen, vectors.get(face.id), looks.get(face.id), decided))
        for face in faces
    ]
    boxes = select(DismissedBox).where(col(DismissedBox.asset_id) == asset_id)
    refused = []
    for box in session.execute(boxes).scalars():
        data = dismissals.vectors(box).get(engine_id)
        vector = None if data is None else np.frombuffer(data, "<f4")
        look = bytes.fromhex(box.look) if box.look else None
        refused.append(Remembered(box, _sight(box, seen, vector, look, {box.id})))
    return known, refused


def found(face: SeenFace, *, is_compared: bool) -> Sight:
    """A face of the photo as it is; its looks count only where there is another picture."""
    if not is_compared:
        return Sight(face.box)
    return Sight(face.box, np.frombuffer(face.vector, "<f4"), crops.look(face.crop))


def box_of(row: Row) -> Box:
    return row.x, row.y, row.w, row.h


def _sight(
    row: Row, seen: Seen, vector: Vector | None, look: bytes | None, decided: set[str]
) -> Sight:
    return Sight(
        _fitted(row, seen),
        vector,
        look,
        is_same_picture=row.seen_in == seen.picture,
        is_decided=row.id in decided,
    )


def _fitted(row: Row, seen: Seen) -> Box:
    """The box as it would lie in the photo as it is now, if that was merely resized."""
    wide = seen.width / row.seen_width if row.seen_width else 1.0
    high = seen.height / row.seen_height if row.seen_height else 1.0
    if abs(wide / high - 1) > 0.02:
        wide = high = 1.0
    x, y, w, h = box_of(row)
    return round(x * wide), round(y * high), round(w * wide), round(h * high)


def _size(width: int, height: int) -> dict[str, int]:
    return {"seen_width": width, "seen_height": height}


def _set(session: Session, table: type[Row], which: Any, **values: Any) -> None:
    session.execute(
        update(table).where(*which).values(values), execution_options={"synchronize_session": False}
    )
