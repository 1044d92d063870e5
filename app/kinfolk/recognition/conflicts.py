"""Find photos in which people have several faces: no one is twice in one picture.

A mirror or a collage may show someone twice: photos where the user said so of all faces are left
out.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import WHEN_TAKEN, Asset, Face
from kinfolk.core.db.rows import among

_PICTURE = (Face.seen_in, Face.timestamp_ms)
_FACE = (Face.id, Face.person_id, Face.twice_at)
_Picture = tuple[str, str, int | None]  # the photo, what it shows, and the moment of a video


@dataclass(frozen=True)
class Shared:
    """Hold the faces of the asked-for people that appear together in one photo, left to right."""

    asset_id: str
    face_ids: tuple[str, ...]
    person_ids: tuple[str, ...]  # whose each of the faces is

    @property
    def is_proof(self) -> bool:
        """Whether it shows that people are different; else it is one person who is there twice."""
        return len(set(self.person_ids)) > 1


def shared(session: Session, person_ids: Collection[str]) -> list[Shared]:
    """Return where these people have more than one face together, the latest photo first."""
    theirs = among(col(Face.person_id), person_ids)
    # First by photo alone, which an index holds: someone may have ten thousands of faces.
    photo = col(Face.asset_id)
    several = select(photo).where(theirs).group_by(photo).having(func.count() > 1)
    query = (
        select(photo, *map(col, _PICTURE), *map(col, _FACE))
        .join(Asset, col(Asset.id) == photo)
        .where(theirs, photo.in_(several))
        .order_by(WHEN_TAKEN.desc(), col(Face.x), col(Face.id))
    )
    pictures: dict[_Picture, list[tuple[str, str, datetime | None]]] = defaultdict(list)
    for asset_id, seen_in, moment, *face in session.execute(query):
        pictures[asset_id, seen_in, moment].append(tuple(face))
    found = []
    for (asset_id, *_), faces in pictures.items():
        face_ids, people, said = zip(*faces, strict=True)
        if len(faces) > 1 and not all(said):
            found.append(Shared(asset_id, face_ids, people))
    return found
