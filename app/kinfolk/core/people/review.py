"""Answers to suggestions: yes, no, not sure; and splitting a person, which is a no, too.

They are kept for ever, and never asked again.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.actions import Act
from kinfolk.core.db.models import DistinctPair, Face, Person, Verdict, now
from kinfolk.core.db.rows import among, find, need, run
from kinfolk.core.faces import assignment, faces
from kinfolk.core.people import people
from kinfolk.errors import Conflict, Invalid, NotFound


class Answer(StrEnum):
    """Name what the user answers when asked whether someone is a person."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


# The history's action for each answer about faces.
ACTS: Final = {
    Answer.YES: Act.IS_THEIRS,
    Answer.NO: Act.NOT_THEIRS,
    Answer.UNSURE: Act.LEAVE_OPEN,
}


def answer_faces(
    session: Session, face_ids: Collection[str], person_id: str, answer: Answer
) -> None:
    """Record whether these faces are that person; a later answer replaces an earlier one.

    "Yes" to some faces of an unnamed group decides nothing about its other faces. "No" to a face
    that the person has removes it from the person. "Not sure" moves nothing. Raises NotFound if a
    face does not exist.
    """
    if answer == Answer.YES:
        # Without a rejection of the group that has them: all of it may be this person.
        people.give(session, person_id, face_ids, is_split=False)
        return
    need(session, Person, person_id)
    known = among(col(Face.id), face_ids)
    rows = session.execute(select(col(Face.id), col(Face.person_id)).where(known)).all()
    if len(rows) < len(set(face_ids)):
        raise NotFound("One of the faces no longer exists.")
    assignment.reject(session, [(face_id, person_id) for face_id, _ in rows], Verdict(answer))
    theirs = [face_id for face_id, owner in rows if owner == person_id]
    if theirs and answer == Answer.NO:
        faces.detach(session, theirs)
    else:
        assignment.settle(session, [person_id])


def answer_pair(session: Session, person_id: str, other_id: str, answer: Answer) -> str:
    """Record whether two people, or a person and an unnamed group, are one.

    Return the id of the one that stays. "Yes" merges the other into the person. "No" and "not sure"
    replace an earlier answer about the two. Raises Invalid if both ids are the same, and NotFound
    if one does not exist.
    """
    if person_id == other_id:
        raise Invalid("other_id", "A person can’t be compared with themselves.")
    if answer == Answer.YES:
        people.merge(session, person_id, [other_id])
        return person_id
    first, second = sorted((person_id, other_id))
    for each in (first, second):
        need(session, Person, each)
    run(
        session,
        delete(DistinctPair).where(
            col(DistinctPair.person_a) == first, col(DistinctPair.person_b) == second
        ),
    )
    session.add(
        DistinctPair(id=ids.new("pair"), person_a=first, person_b=second, verdict=Verdict(answer))
    )
    session.flush()
    # Settled, so that no scan deletes the group, and the answer with it.
    assignment.settle(session, [first, second])
    return person_id


def may_be_twice(session: Session, person_id: str, face_ids: Collection[str]) -> None:
    """Confirm that these faces are that person, although the person has two of them in one picture.

    That happens in a mirror or a collage. Faces that no longer belong to the person are skipped;
    raises Conflict if none of them does.
    """
    need(session, Person, person_id)
    theirs = (among(col(Face.id), face_ids), col(Face.person_id) == person_id)
    if session.execute(select(col(Face.id)).where(*theirs).limit(1)).first() is None:
        raise Conflict("This person is no longer in that photo.")
    assignment.confirm(session, person_id, face_ids)
    run(session, update(Face).where(*theirs).values(twice_at=now(), updated_at=now()))


def split(
    session: Session, person_id: str, *, stays: Collection[str], goes: Collection[str]
) -> str:
    """Make a group of the faces that go, mark it as different from the person, and return its id.

    All these faces were on the screen. If the person is an unnamed group, the faces that stay are
    confirmed, too, and faces it got since are split off as a third group. A person with a name
    keeps all other faces. Raises Invalid if no face stays or goes, and Conflict if a face has moved
    in the meantime.
    """
    if not stays or not goes:
        raise Invalid("face_ids", "Choose a face of each person.")
    person = find(session, Person, person_id)
    theirs = (among(col(Face.id), [*stays, *goes]), col(Face.person_id) == person_id)
    there = set(session.execute(select(col(Face.id)).where(*theirs)).scalars())
    if person is None or not there.issuperset(goes) or there.isdisjoint(stays):
        raise Conflict("These faces have been moved in the meantime.", "Check them again.")
    if person.name is None:
        assignment.split_off(session, person_id, sorted(there))
    part = Person(id=ids.new("person"), library_id=person.library_id)
    session.add(part)
    session.flush()
    faces.assign(session, goes, part.id, is_split=False)
    # Otherwise a scan, or a yes in Review, could bring them together again.
    answer_pair(session, person_id, part.id, Answer.NO)
    if person.name is None:
        assignment.confirm(session, person_id)
    return part.id
