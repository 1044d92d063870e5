"""A library whose faces lie where a test puts them, and the suggestions made from it."""

from datetime import datetime
from pathlib import Path

import numpy as np
from sqlmodel import Session

from kinfolk.core import embeddings, review
from kinfolk.core.db.database import Database
from kinfolk.core.review import Answer
from kinfolk.recognition.suggest import Suggester
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album

APART = 0.33  # a cosine distance, well within "likely"


class Gallery:
    """An album whose faces have vectors: a person is a direction, a face lies near it."""

    def __init__(self, db: Database, album: Album, folder: Path) -> None:
        self.db, self.album = db, album
        self.suggester = Suggester(db, folder)
        self._made = 0

    def face(
        self,
        direction: int,
        person_id: str | None = None,
        *,
        apart: float = APART,
        asset_id: str | None = None,
        taken: str | None = None,
        quality: float = 0.9,
    ) -> str:
        """A face at a cosine distance from a direction, each to another side."""
        if taken:
            asset_id = self.album.photo(taken_at=datetime.fromisoformat(taken))
        face_id = self.album.face(person_id, asset_id=asset_id, quality=quality)
        vector = np.zeros(128, np.float32)
        vector[direction] = 1 - apart
        vector[64 + self._made % 64] = np.sqrt(1 - (1 - apart) ** 2)
        self._made += 1
        self.db.write(lambda s: embeddings.put(s, face_id, ENGINE_ID, vector)).result()
        return face_id

    def say(self, face_id: str, person_id: str, answer: Answer) -> None:
        def write(session: Session) -> None:
            review.answer_faces(session, [face_id], person_id, answer)

        self.db.write(write, label="Answer").result()

    def names(self, person_id: str) -> list[str]:
        return [one.face_id for one in self.suggester.for_person(person_id)]

    def distance(self, face_id: str, person_id: str) -> float:
        found = self.suggester.distance(face_id, person_id)
        assert found is not None
        return found
