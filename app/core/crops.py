"""Face crops: WebP, the face with a 40 % margin, at most 256 pixels wide."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col

from app.core.models import Crop, Embedding, Face
from app.core.rows import among, find


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


def sweep(session: Session, face_ids: Collection[str]) -> None:
    """Of those faces that are gone for good, keep neither crop nor embedding."""
    standing = select(col(Face.id)).where(among(col(Face.id), face_ids))
    gone = set(face_ids).difference(session.execute(standing).scalars())
    for table in (Crop, Embedding):
        session.execute(
            delete(table).where(among(col(table.face_id), gone)),
            execution_options={"synchronize_session": False},
        )
