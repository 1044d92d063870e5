"""Face crops: JPEG, the face with a 40 % margin, at most 256 pixels wide."""

import io
from collections.abc import Collection, Iterable

from sqlalchemy import Boolean, LargeBinary, cast, delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col

from kinfolk.core.db import checksums
from kinfolk.core.db.models import Crop, Embedding, Face
from kinfolk.core.db.rows import among, run

UNSOUND = "unsound crops"  # in a session's info: faces whose crop was found to be damaged

_LOOK = 24  # pixels square


def get(session: Session, face_id: str) -> bytes | None:
    """The face's crop; one that is damaged counts as missing, and is noted."""
    try:
        key = face_id.encode()
    except UnicodeEncodeError:  # nobody's id
        return None
    # The key is not selected: where damage has left bytes that are no text, reading it would fail.
    query = select(col(Crop.jpeg), col(Crop.checksum)).where(col(Crop.face_id) == face_id)
    row = session.execute(query).first()
    if row is None:
        return None
    image: bytes = row.jpeg
    if not checksums.fits(row.checksum, image, key):
        session.info.setdefault(UNSOUND, set()).add(face_id)
        return None
    return image


def drop_unsound(session: Session, face_ids: Collection[str]) -> None:
    """Of those crops keep only the sound: what is missing is cut anew by the next scan."""
    fits = func.fits(
        col(Crop.checksum), col(Crop.jpeg), cast(col(Crop.face_id), LargeBinary), type_=Boolean
    )
    run(session, delete(Crop).where(among(col(Crop.face_id), face_ids), ~fits))


def put(session: Session, face_id: str, image: bytes) -> None:
    """Keep a face's crop, in place of an older one."""
    statement = insert(Crop).values(face_id=face_id, jpeg=image)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[col(Crop.face_id)],
            set_={"jpeg": statement.excluded.jpeg, "checksum": statement.excluded.checksum},
        )
    )


def look(image: bytes) -> bytes | None:
    """A crop as a few pixels: enough to know the same picture again, not another one like it.

    Null where it is damaged.
    """
    from PIL import Image  # loads slowly, and is seldom needed

    try:
        with Image.open(io.BytesIO(image), formats=("JPEG",)) as picture:
            return picture.convert("RGB").resize((_LOOK, _LOOK), Image.Resampling.BOX).tobytes()
    except (OSError, ValueError, SyntaxError):
        return None


def looks(session: Session, face_ids: Iterable[str]) -> dict[str, bytes]:
    """The looks of those faces that have a crop."""
    cut = ((face_id, get(session, face_id)) for face_id in face_ids)
    seen = {face_id: look(image) for face_id, image in cut if image is not None}
    return {face_id: each for face_id, each in seen.items() if each is not None}


def sweep(session: Session, face_ids: Collection[str]) -> None:
    """Of those faces that are gone for good, keep neither crop nor embedding."""
    standing = select(col(Face.id)).where(among(col(Face.id), face_ids))
    gone = set(face_ids).difference(session.execute(standing).scalars())
    for table in (Crop, Embedding):
        session.execute(
            delete(table).where(among(col(table.face_id), gone)),
            execution_options={"synchronize_session": False},
        )
