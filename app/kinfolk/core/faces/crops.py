"""Face crops: JPEGs of a face with a margin of 40 %, at most SIDE pixels wide."""

import io
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from sqlalchemy import Boolean, LargeBinary, cast, delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col

from kinfolk.core.db import checksums
from kinfolk.core.db.models import Crop, Embedding, Face
from kinfolk.core.db.rows import among, run

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE: Final = 256  # pixels
UNSOUND = "unsound crops"  # key of a session's info: faces whose crop was found damaged

_LOOK = 24  # pixels on each side


def get(session: Session, face_id: str) -> bytes | None:
    """Return the face's crop, or None if it is missing or damaged; a damaged one is noted."""
    try:
        key = face_id.encode()
    except UnicodeEncodeError:  # no one's id
        return None
    # The key is not selected: if damage left bytes in it that are no text, reading it would fail.
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
    """Delete the damaged crops of these faces; the next scan cuts them again."""
    fits = func.fits(
        col(Crop.checksum), col(Crop.jpeg), cast(col(Crop.face_id), LargeBinary), type_=Boolean
    )
    run(session, delete(Crop).where(among(col(Crop.face_id), face_ids), ~fits))


def put(session: Session, face_id: str, image: bytes) -> None:
    """Store a face's crop, in place of an older one."""
    statement = insert(Crop).values(face_id=face_id, jpeg=image)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[col(Crop.face_id)],
            set_={"jpeg": statement.excluded.jpeg, "checksum": statement.excluded.checksum},
        )
    )


def opened(jpeg: bytes) -> "Image | None":
    """Return a crop in RGB; None if it is damaged, or larger than a crop is."""
    from PIL import Image  # loads slowly, and is seldom needed

    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            # The cache is only as trusted as whoever may write to it.
            return picture.convert("RGB") if max(picture.size) <= SIDE else None
    except (OSError, ValueError, SyntaxError):
        return None


def look(image: bytes) -> bytes | None:
    """Return a crop reduced to 24 × 24 RGB pixels, or None if it is damaged.

    That is enough to recognise the same picture again, and to tell it from a similar one.
    """
    from PIL import Image

    picture = opened(image)
    small = picture.resize((_LOOK, _LOOK), Image.Resampling.BOX) if picture else None
    return small.tobytes() if small else None


def looks(session: Session, face_ids: Iterable[str]) -> dict[str, bytes]:
    """Return the reduced crops (see `look`) of those faces that have a crop."""
    cut = ((face_id, get(session, face_id)) for face_id in face_ids)
    seen = {face_id: look(image) for face_id, image in cut if image is not None}
    return {face_id: each for face_id, each in seen.items() if each is not None}


def sweep(session: Session, face_ids: Collection[str]) -> None:
    """Delete crops and embeddings of those faces that do not exist any more."""
    standing = select(col(Face.id)).where(among(col(Face.id), face_ids))
    gone = set(face_ids).difference(session.execute(standing).scalars())
    # By hand, because foreign keys do not reach into the other file.
    for table in (Crop, Embedding):
        session.execute(
            delete(table).where(among(col(table.face_id), gone)),
            execution_options={"synchronize_session": False},
        )
