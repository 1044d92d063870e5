"""What a library remembers of answers about a person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from kinfolk.core.db.models import DistinctPair, Rejection, Verdict
from kinfolk.core.people.review import Answer


@dataclass(frozen=True)
class PastAnswer:
    """Hold a "no" or "not sure" about a person: to a face, or to someone else (one id is None)."""

    face_id: str | None
    other_id: str | None
    answer: Answer
    created_at: datetime


def answered(session: Session, person_id: str) -> list[PastAnswer]:
    """Return every "no" and "not sure" about a person, newest first.

    A "yes" is not among them, because it is stored as the face's person.
    """
    mine = (col(Rejection.person_id) == person_id, col(Rejection.verdict) != Verdict.NOT_BY_SCAN)
    found = [
        PastAnswer(row.face_id, None, Answer(row.verdict), row.created_at)
        for row in session.execute(select(Rejection).where(*mine)).scalars()
    ]
    either = or_(col(DistinctPair.person_a) == person_id, col(DistinctPair.person_b) == person_id)
    for pair in session.execute(select(DistinctPair).where(either)).scalars():
        other = pair.person_b if pair.person_a == person_id else pair.person_a
        found.append(PastAnswer(None, other, Answer(pair.verdict), pair.created_at))
    return sorted(found, key=lambda answer: answer.created_at, reverse=True)
