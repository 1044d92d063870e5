"""Face crops: WebP, the face with a 40 % margin, at most 256 pixels wide."""

import io
from collections.abc import Collection, Iterable

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col

from app.core.models import Crop, Embedding, Face
from app.core.rows import among, find

_LOOK = 24  # pixels square


def get(session: Session, face_id: str) -> bytes | None:
    row = find(session, Crop, face_id)
    return row.webp if row else None


def put(session: Session, face_id: str, webp: bytes) -> None:
    """Keep a face's crop, in place of an older one."""
    statement = insert(Crop).values(face_id=face_id, webp=webp)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[col(Crop.face_id)], set_={"webp": statement.excluded.webp}
        )
    )


def look(webp: bytes) -> bytes | None:
    """A crop as a few grey pixels: enough to know the same picture again, not another one like it.

    Null where it is damaged.
    """
    from PIL import Image  # loads slowly, and is seldom needed

    try:
        with Image.open(io.BytesIO(webp), formats=("WEBP",)) as image:
            return image.convert("L").resize((_LOOK, _LOOK), Image.Resampling.BOX).tobytes()
    except (OSError, ValueError, SyntaxError):
        return None


def looks(session: Session, face_ids: Iterable[str]) -> dict[str, bytes]:
    """The looks of those faces that have a crop."""
    query = select(col(Crop.face_id), col(Crop.webp)).where(among(col(Crop.face_id), face_ids))
    seen = ((face_id, look(webp)) for face_id, webp in session.execute(query))
    return {face_id: each for face_id, each in seen if each is not None}


def sweep(session: Session, face_ids: Collection[str]) -> None:
    """Of those faces that are gone for good, keep neither crop nor embedding."""
    standing = select(col(Face.id)).where(among(col(Face.id), face_ids))
    gone = set(face_ids).difference(session.execute(standing).scalars())
    for table in (Crop, Embedding):
        session.execute(
            delete(table).where(among(col(table.face_id), gone)),
            execution_options={"synchronize_session": False},
        )
