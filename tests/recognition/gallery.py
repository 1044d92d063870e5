"""A library whose faces lie where a test puts them, and the suggestions made from it."""

from pathlib import Path

from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.recognition.suggest import Suggester
from tests.album import Album


class Gallery(Album):
    """An album with suggestions."""

    def __init__(self, db: Database, folder: Path) -> None:
        super().__init__(db)
        self.suggester = Suggester(db, folder)

    def say(self, face_id: str, person_id: str, answer: Answer) -> None:
        """Answer a question about a face, as a step of the history."""

        def write(session: Session) -> None:
            """Write the answer."""
            review.answer_faces(session, [face_id], person_id, answer)

        self.db.write(write, label="Answer").result()

    def names(self, person_id: str) -> list[str]:
        """Return the faces that are suggested for a person."""
        return [one.face_id for one in self.suggester.for_person(person_id)]

    def distance(self, face_id: str, person_id: str) -> float:
        """Return the distance of a face to a person."""
        found = self.suggester.distance(face_id, person_id)
        assert found is not None
        return found
