"""Any two libraries of one album: whatever each was told, nothing of it is lost by an import."""

import random
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates
from kinfolk.errors import AppError
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.core.exchange.pair import Home

pytestmark = pytest.mark.slow

NAMES = ("Anna", "Ben", "Carl", "Dora")
# What is to stand after an import as it did: the user's own words, by rows that are theirs.
WORDS = {
    "people": "SELECT id, name, birth_date, is_hidden FROM person WHERE name IS NOT NULL",
    "faces": """SELECT face.id, person.name FROM face JOIN person ON person.id = person_id
        WHERE assigned_by = 'user' AND person.name IS NOT NULL""",
    "answers": """SELECT face_id, person_id, verdict FROM rejection
        JOIN person ON person.id = person_id WHERE name IS NOT NULL AND verdict != 'not_by_scan'""",
    "pairs": """SELECT min(a.name, b.name), max(a.name, b.name), verdict FROM distinct_pair
        JOIN person a ON a.id = person_a JOIN person b ON b.id = person_b""",
    "faces off": "SELECT id, asset_id FROM dismissed_box",
    "dates": "SELECT id, taken_at, taken_precision FROM asset WHERE taken_source = 'user'",
    "portraits": "SELECT id, thumbnail_face_id FROM person WHERE thumbnail_face_id IS NOT NULL",
}


def words(home: Home) -> dict[str, set[tuple[object, ...]]]:
    with home.db.read() as session:
        return {what: {tuple(r) for r in session.execute(text(sql))} for what, sql in WORDS.items()}


@dataclass
class Chance:
    """Decides at random; what is refused is nothing."""

    home: Home
    random: random.Random

    def decide(self) -> None:
        home, self.photo = self.home, self.random.choice(list(self.home.photos()))
        found, self.asset_id = home.faces(self.photo), home.photo(self.photo)
        self.face = self.random.choice(found).id if found else ""
        whom, self.other = self.random.sample(NAMES, 2)
        about_faces = [self.is_theirs, self.is_theirs, self.is_not, self.portrait, self.no_face]
        what = self.random.choice(
            [self.date, self.present, self.draw, self.apart, *(about_faces if found else [])]
        )
        with suppress(AppError):
            home.decide(lambda session: what(session, people.create(session, name=whom).person.id))

    def date(self, session: Session, _: str) -> None:
        at = datetime(1990 + self.random.randrange(4), 1, 1)
        dates.give(session, [self.asset_id], CaptureDate(at, TakenPrecision.YEAR, TakenSource.USER))

    def present(self, session: Session, person_id: str) -> None:
        presence.add(session, self.asset_id, person_id)

    def draw(self, session: Session, person_id: str) -> None:
        box = Box(10 + 40 * self.random.randrange(4), 5, 20, 12)
        faces.create(session, asset_id=self.asset_id, box=box, person_id=person_id)

    def apart(self, session: Session, person_id: str) -> None:
        other = people.create(session, name=self.other).person.id
        review.answer_pair(session, person_id, other, self.answer())

    def is_theirs(self, session: Session, person_id: str) -> None:
        faces.assign(session, [self.face], person_id)

    def is_not(self, session: Session, person_id: str) -> None:
        review.answer_faces(session, [self.face], person_id, self.answer())

    def portrait(self, session: Session, person_id: str) -> None:
        people.update(session, person_id, replace(UNCHANGED, thumbnail_face_id=self.face))

    def no_face(self, session: Session, _: str) -> None:
        faces.delete(session, self.face)

    def answer(self) -> Answer:
        return self.random.choice([Answer.NO, Answer.UNSURE])


@pytest.mark.parametrize("seed", range(4))
def test_each_keeps_its_words(ours: Home, other: Home, seed: int) -> None:
    chance = random.Random(seed)
    for home in (ours, other):
        for _ in range(20):
            Chance(home, chance).decide()
    before = words(other)
    file = ours.file()
    other.take_in(file)
    after = words(other)
    for what, said in before.items():
        assert after[what] >= said, what
    again = other.take_in(file)
    assert again.counts.is_nothing
    assert words(other) == after
    theirs = words(ours)
    ours.take_in(other.file())
    for what, said in theirs.items():
        assert words(ours)[what] >= said, what
