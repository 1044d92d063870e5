"""Split a person who is two people: some faces become a group of their own."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.models import Face, Person
from kinfolk.core.db.rows import among, find
from kinfolk.core.faces import assignment, faces
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.errors import Conflict, Invalid


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
    review.answer_pair(session, person_id, part.id, Answer.NO)
    if person.name is None:
        assignment.confirm(session, person_id)
    return part.id
