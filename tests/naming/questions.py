"""Who the cards may be, as a test says."""

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.recognition.questions.queue import QuestionQueue
from kinfolk.recognition.questions.reads import GroupRead
from kinfolk.recognition.suggestion import Certainty, Suggestion


class Likely(QuestionQueue):
    """A queue that asks nothing, and knows what it was told."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self.told: dict[str, Person] = {}  # by card: the person who it likely is
        self.of_faces: dict[str, tuple[Suggestion, Person]] = {}  # by single face: who it may be

    def group(self, group_id: str) -> GroupRead | None:
        person = self.told.get(group_id)
        return GroupRead(person, person, Certainty.LIKELY, 0.1, ()) if person else None

    def single(self, face_id: str) -> tuple[Suggestion, Person] | None:
        return self.of_faces.get(face_id)
