"""Carry out the plan of an import, in one step that can be undone."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, true
from sqlmodel import Session, col

from kinfolk.core import ids, names
from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import DismissedBox, Face, Person, Source, Verdict
from kinfolk.core.db.rows import among, need
from kinfolk.core.exchange.document import Export, ExportedPerson
from kinfolk.core.exchange.known_pictures import PhotoHere, Spot
from kinfolk.core.exchange.plan import Disagreement, ImportCounts, ImportPlan, plan
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.people import people, person_fields, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates, library, saved_searches


@dataclass(frozen=True)
class Imported:
    """Hold what came in, or would, and what did not because the user says otherwise here."""

    counts: ImportCounts
    disagreements: tuple[Disagreement, ...]


def preview(session: Session, export: Export, library_id: str | None = None) -> Imported:
    """Return what `bring_in` would do now; changes nothing."""
    home = library.known_or_none(session, library_id)
    return _told(plan(session, export, home))


def bring_in(session: Session, export: Export, library_id: str | None = None) -> Imported:
    """Add what the library does not know yet; what the user said here stays.

    Photos that are not here are skipped: importing the file again later adds the rest.
    """
    home = library.resolve(session, library_id)
    made = plan(session, export, home)
    _people(session, made, home)
    _faces(session, made, home)
    _answers(session, made)
    _photos(session, made)
    for person_id, face_ids in made.twice.items():
        review.may_be_twice(session, person_id, face_ids)
    for person_id, face_id in made.portraits.items():
        _change(session, person_id, replace(UNCHANGED, thumbnail_face_id=face_id))
    for name, wanted in made.searches:
        saved_searches.save(session, wanted, name=name, library_id=home)
    # Last, because it replaces the face by another row, with all that was said of it.
    for face_id, box in made.reframed.items():
        faces.reframe(session, face_id, box)
    return _told(made)


def action(counts: ImportCounts) -> Action:
    return Action.of(
        Act.IMPORT_DECISIONS, faces=counts.faces or None, people=counts.new_people or None
    )


def _told(made: ImportPlan) -> Imported:
    return Imported(made.counts, tuple(made.disagreements))


def _change(
    session: Session,
    person_id: str,
    changes: person_fields.PersonChanges,
    born: Birth | None = None,
) -> None:
    """Change fields of a person; a birth date is set without the checks for today."""
    person = need(session, Person, person_id)
    if born is not None:
        person_fields.set_birth(person, born)
    person_fields.apply(session, person, changes)


def _people(session: Session, made: ImportPlan, home: str) -> None:
    """Create the new people, and change the known ones."""
    for person_id, person in made.new_people.items():
        session.add(_person(person_id, person, home))
    session.flush()
    for person_id, group in made.groups.items():
        said = replace(UNCHANGED, is_hidden=group.is_hidden, is_favorite=group.is_favorite)
        _change(session, person_id, said, group.born)
    for person_id, born in made.births.items():
        _change(session, person_id, UNCHANGED, born)
    for person_id in made.favorites:
        _change(session, person_id, replace(UNCHANGED, is_favorite=True))


def _person(person_id: str, person: ExportedPerson, home: str) -> Person:
    row = Person(
        id=person_id,
        library_id=home,
        name=person.name,
        name_key=names.key(person.name) if person.name is not None else None,
        is_favorite=person.is_favorite,
        is_hidden=person.is_hidden,
    )
    person_fields.set_birth(row, person.born)
    return row


def _faces(session: Session, made: ImportPlan, home: str) -> None:
    """Create faces, and carry out what the plan says of whose faces are."""
    for face in made.drawn.values():
        box = _box(face.photo, face.box)
        row = Face(id=face.id, library_id=home, asset_id=face.photo.id, source=Source.MANUAL, **box)
        session.add(row)
    session.flush()
    for person_id, face_ids in made.given.items():
        people.give_groups(session, person_id, face_ids)
    for person_id, face_ids in made.given.items():
        assignment.give(session, face_ids, person_id, is_split=False)
    for (person_id, verdict), face_ids in made.answers.items():
        if verdict is Verdict.NOT_BY_SCAN:
            _take_back(session, face_ids, person_id)
        else:
            review.answer_faces(session, face_ids, person_id, Answer(verdict))
    # After the user's answers: what they decide is no longer for a scan to assign.
    for (owner, person_id), face_ids in made.placed.items():
        assignment.assign_by_scan(
            session, face_ids, person_id, owner=owner, scan_id=None, where=true()
        )
    session.expire_all()
    assignment.drop_empty(session, {owner for owner, _ in made.placed}, by_machine=True)


def _answers(session: Session, made: ImportPlan) -> None:
    """Record pairs of different people, and what is not a face."""
    for first, second, verdict in made.pairs:
        review.answer_pair(session, first, second, Answer(verdict))
    faces.delete(session, *made.no_faces)
    for photo, box in made.no_face_boxes:
        row = DismissedBox(id=ids.new("box"), asset_id=photo.id, **_box(photo, box))
        session.add(row)
    session.flush()


def _take_back(session: Session, face_ids: list[str], person_id: str) -> None:
    """Note that scans must not give the person these faces, and take those back that one has."""
    theirs = (among(col(Face.id), face_ids), col(Face.person_id) == person_id)
    placed = session.execute(select(col(Face.id)).where(*theirs)).scalars().all()
    assignment.give(session, placed, None, verdict=Verdict.NOT_BY_SCAN)
    pairs = [(face_id, person_id) for face_id in face_ids]
    assignment.reject(session, pairs, Verdict.NOT_BY_SCAN)


def _photos(session: Session, made: ImportPlan) -> None:
    """Record who is in photos without a face, and dates."""
    for asset_id, person_id in made.present:
        presence.add(session, asset_id, person_id)
    for taken, asset_ids in made.dates.items():
        dates.put(session, asset_ids, taken)


def _box(photo: PhotoHere, box: Spot) -> dict[str, Any]:
    """Return the columns of a box in the picture that the photo shows."""
    seen = {"seen_in": photo.picture, "seen_width": photo.width, "seen_height": photo.height}
    place = {"x": box.x, "y": box.y, "w": box.w, "h": box.h, "timestamp_ms": box.at}
    return place | seen
