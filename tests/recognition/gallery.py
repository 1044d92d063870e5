"""A library whose faces lie where a test puts them, and the suggestions made from it."""

from pathlib import Path
from typing import Any

from kinfolk.core.database import Database
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.recognition import grouping
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Certainty
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album


class Gallery(Album):
    """An album with suggestions."""

    def __init__(self, db: Database, folder: Path) -> None:
        super().__init__(db)
        self.suggester = Suggester(db, folder)

    def known(self, name: str, *, near: int = 0, **fields: Any) -> str:
        """Create a person known by one clear face in that very direction, and return the id."""
        person_id = self.person(name, **fields)
        self.face(person_id, near=near, apart=0)
        return person_id

    def say(self, face_id: str, person_id: str, answer: Answer) -> None:
        """Answer a question about a face, as a step of the history."""
        self.decide(review.answer_faces, [face_id], person_id, answer)

    def scan(self) -> int:
        """Group all faces as a scan does at its end; return the number of the scan."""
        record = ScanRecord(ENGINE_ID)
        grouping.group(self.db, self.library_id, record, settle=True)
        return self.do(record.id, self.library_id)

    def certainties(self, person_id: str) -> list[Certainty]:
        """Return how certain each suggestion for a person is."""
        return [one.certainty for one in self.suggester.ask(Ranking.for_person, person_id)]

    def names(self, person_id: str) -> list[str]:
        """Return the faces that are suggested for a person."""
        return [one.face_id for one in self.suggester.ask(Ranking.for_person, person_id)]

    def distance(self, face_id: str, person_id: str) -> float:
        """Return the distance of a face to a person."""
        found = self.suggester.ask(Ranking.distance, face_id, person_id)
        assert found is not None
        return found
