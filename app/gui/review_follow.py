"""Whose suggestions a change of the library touches, so that nobody else is asked about anew."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session, col

from app.core.changes import Changes
from app.core.models import DistinctPair, Face, Person, Rejection
from app.core.rows import among
from app.pipeline.suggest import Suggester

MANY = 60  # strange faces at once: a scan, after which everybody is asked about


@dataclass
class Memory:
    """What was asked in this window, for the changes that take something away."""

    asked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # face → people
    said: dict[str, set[str]] = field(default_factory=dict)  # an answer's id → people

    def note(self, face_ids: Iterable[str], person_id: str) -> None:
        """These faces were suggested for them."""
        for face_id in face_ids:
            self.asked[face_id].add(person_id)


@dataclass(frozen=True)
class Touched:
    """Whom to ask about anew; somebody who is gone is in both."""

    people: set[str]
    groups: set[str]


def touched(
    session: Session, suggester: Suggester, changes: Changes, memory: Memory, *, scanning: bool
) -> Touched | None:
    """None for everybody. What a scan brings is not looked at: everybody is asked about later."""
    suggester.catch_up()
    answers, faces = changes.ids("rejection") | changes.ids("distinct_pair"), changes.ids("face")
    memory.said |= _answers(session, answers)
    if changes.all or not (faces or answers <= memory.said.keys()):
        return None  # an answer of another day was taken back: whose it was is not known
    found = set(changes.ids("person")).union(*(memory.said.get(each, ()) for each in answers))
    owners = _owners(session, faces & memory.asked.keys() if scanning else faces)
    found |= {owner for owner in owners.values() if owner}
    names = _names(session, found)
    # Faces nobody has named, never suggested before: they may be anybody's now.
    strange = [f for f, who in owners.items() if f not in memory.asked and not names.get(who or "")]
    if len(strange) > MANY:
        return None
    near = {one.person_id for face_id in strange for one in suggester.for_face(face_id)}
    near.update(*(memory.asked.get(face_id, ()) for face_id in faces))
    return Touched(
        near | {who for who in found if names.get(who, "gone")},
        {who for who in found if not names.get(who)},
    )


def _names(session: Session, person_ids: Iterable[str]) -> dict[str, str | None]:
    """Of those who are there."""
    query = select(col(Person.id), col(Person.name)).where(among(col(Person.id), person_ids))
    return dict(session.execute(query).all())


def _answers(session: Session, answer_ids: Iterable[str]) -> dict[str, set[str]]:
    """Of those that are there: whom they are about."""
    no = select(col(Rejection.id), col(Rejection.person_id))
    apart = select(col(DistinctPair.id), col(DistinctPair.person_a), col(DistinctPair.person_b))
    rows = [
        *session.execute(no.where(among(col(Rejection.id), answer_ids))),
        *session.execute(apart.where(among(col(DistinctPair.id), answer_ids))),
    ]
    return {answer_id: set(people) for answer_id, *people in rows}


def _owners(session: Session, face_ids: Iterable[str]) -> dict[str, str | None]:
    """Who has each face that is there."""
    query = select(col(Face.id), col(Face.person_id)).where(among(col(Face.id), face_ids))
    return dict(session.execute(query).all())
