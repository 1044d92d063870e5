"""Photos in which people are several times: nobody is twice in one picture.

Unless it shows a mirror or is a collage: where the user said so of all the faces, it is none of
these photos.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import WHEN_TAKEN, Asset, Face
from kinfolk.core.db.rows import among
from kinfolk.recognition.constraints import picture


@dataclass(frozen=True)
class Shared:
    """Faces of some people in one picture of a photo, from left to right."""

    asset_id: str
    face_ids: tuple[str, ...]
    person_ids: tuple[str, ...]  # whose each of the faces is

    @property
    def is_proof(self) -> bool:
        """Whether it tells people apart: else it is one person who is there twice."""
        return len(set(self.person_ids)) > 1


def shared(session: Session, person_ids: Collection[str]) -> list[Shared]:
    """Where these people have more than one face together, the latest photo first."""
    theirs = among(col(Face.person_id), person_ids)
    is_open = func.count() > func.count(col(Face.twice_at))  # of one of them nothing is said
    several = select(picture()).where(theirs).group_by(picture()).having(func.count() > 1, is_open)
    query = (
        select(picture(), col(Face.asset_id), col(Face.id), col(Face.person_id))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(theirs, picture().in_(several))
        .order_by(WHEN_TAKEN.desc(), col(Face.x), col(Face.id))
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for each, asset_id, face_id, person_id in session.execute(query):
        found[each, asset_id].append((face_id, person_id))
    return [Shared(asset_id, *zip(*faces, strict=True)) for (_, asset_id), faces in found.items()]
