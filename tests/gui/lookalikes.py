"""Faces with vectors: a direction is a person, a face lies near it."""

from collections.abc import Callable

import numpy as np

from kinfolk.core import embeddings
from kinfolk.core.db.database import Database
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album

LIKELY, MAYBE = 0.15, 0.51  # cosine distances from the direction
Paint = Callable[[str, str], None]


class Lookalikes:
    """Each face lies to another side: two of them are farther apart than from the middle."""

    def __init__(self, db: Database, album: Album) -> None:
        self.db, self.album = db, album
        self._made = 0

    def face(
        self,
        direction: int,
        person_id: str | None = None,
        *,
        apart: float = LIKELY,
        asset_id: str | None = None,
    ) -> str:
        """A face at a cosine distance from a direction."""
        face_id = self.album.face(person_id, asset_id=asset_id, quality=0.9)
        vector = np.zeros(128, np.float32)
        vector[direction] = 1 - apart
        vector[64 + self._made % 64] = np.sqrt(1 - (1 - apart) ** 2)
        self._made += 1
        self.db.write(lambda s: embeddings.put(s, face_id, ENGINE_ID, vector)).result()
        return face_id

    def person(self, direction: int, name: str | None, *, faces: int = 1) -> str:
        """Somebody known by faces right in a direction."""
        person_id = self.album.person(name)
        for _ in range(faces):
            self.face(direction, person_id, apart=0.01)
        return person_id

    def faces(self, direction: int, number: int, *, apart: float = LIKELY) -> list[str]:
        """So many faces of nobody, the likeliest first."""
        return [self.face(direction, apart=apart + n * 0.005) for n in range(number)]
