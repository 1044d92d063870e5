"""The user's rejections and open answers: list them, and take them back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.models import (
    Asset,
    DismissedBox,
    DistinctPair,
    Face,
    Person,
    Rejection,
    Source,
    Verdict,
    now,
)
from kinfolk.core.db.rows import among, run
from kinfolk.core.faces import dismissals, portraits
from kinfolk.core.faces.faces import SAME_PLACE, Box, overlap
from kinfolk.core.people.review import Answer

# Faces that agree in these are one person's in one picture, or at one moment of a video.
_ONE_PICTURE = tuple(map(col, (Face.person_id, Face.asset_id, Face.seen_in, Face.timestamp_ms)))


class RejectionKind(StrEnum):
    """Name what was asked."""

    FACE = "face"  # whether a face is a person's
    PAIR = "pair"  # whether two people are one
    NO_FACE = "no_face"  # whether it is a face at all
    TWICE = "twice"  # whether one of a person's two faces in a photo is someone else's


@dataclass(frozen=True)
class RejectedSuggestion:
    """Hold one answer as it stands."""

    id: str  # id of its row, or of one of the faces it is about
    kind: RejectionKind
    answer: Answer  # no, or unsure
    created_at: datetime
    face_id: str | None = None  # the face, or a portrait of the pair; None if it was not a face
    name: str | None = None  # name of the person; None for a group
    other_name: str | None = None  # name of the other one of a pair
    photo: str = ""  # path of the photo with what is not a face, or someone twice


def listing(session: Session) -> list[RejectedSuggestion]:
    """Return all answers, the newest first."""
    found = [*_faces(session), *_pairs(session), *_no_faces(session), *_twice(session)]
    return sorted(found, key=lambda each: each.created_at, reverse=True)


def take_back(session: Session, refusal_ids: Collection[str]) -> int:
    """Delete these answers and return how many there were.

    Pairs and faces may be asked about again. What was not a face becomes a face of no one again:
    the next scan looks at it and cuts its crop. If the user has drawn one there since, that stays.
    """
    boxes = among(col(DismissedBox.id), refusal_ids)
    for box in session.execute(select(DismissedBox).where(boxes)).scalars().all():
        if not _has_face(session, box):
            session.add(_face_of(session, box))
    session.flush()
    number = _take_back_twice(session, refusal_ids)
    for table in (DismissedBox, DistinctPair, Rejection):
        said = among(col(table.id), refusal_ids)
        number += session.execute(select(func.count()).where(said)).scalar_one()
        run(session, delete(table).where(said))
    return number


def _faces(session: Session) -> list[RejectedSuggestion]:
    query = (
        select(Rejection, col(Person.name))
        .join(Person, col(Person.id) == col(Rejection.person_id))
        .where(col(Rejection.verdict) != Verdict.NOT_BY_SCAN)
    )
    return [
        RejectedSuggestion(
            row.id, RejectionKind.FACE, Answer(row.verdict), row.created_at, row.face_id, name
        )
        for row, name in session.execute(query)
    ]


def _pairs(session: Session) -> list[RejectedSuggestion]:
    """Return the answers that two people are not one, or not surely."""
    first, second = aliased(Person), aliased(Person)
    query = (
        select(DistinctPair, col(first.name), col(second.name))
        .join(first, col(first.id) == col(DistinctPair.person_a))
        .join(second, col(second.id) == col(DistinctPair.person_b))
    )
    rows = session.execute(query).all()
    # A pair has no face: a portrait of one is shown, of the group if the other one has a name.
    shown = {
        row.id: row.person_b if name and not other_name else row.person_a
        for row, name, other_name in rows
    }
    face = portraits.portrait()
    known = among(col(Person.id), list(shown.values()))
    faces = {row[0]: row[1] for row in session.execute(select(col(Person.id), face).where(known))}
    return [
        RejectedSuggestion(
            row.id,
            RejectionKind.PAIR,
            Answer(row.verdict),
            row.created_at,
            faces.get(shown[row.id]),
            name,
            other_name,
        )
        for row, name, other_name in rows
    ]


def _no_faces(session: Session) -> list[RejectedSuggestion]:
    """Return the boxes that the user marked as not a face."""
    query = select(col(DismissedBox.id), col(DismissedBox.created_at), col(Asset.path)).join(
        Asset, col(Asset.id) == col(DismissedBox.asset_id)
    )
    return [
        RejectedSuggestion(row_id, RejectionKind.NO_FACE, Answer.NO, created_at, photo=path)
        for row_id, created_at, path in session.execute(query)
    ]


def _twice(session: Session) -> list[RejectedSuggestion]:
    """Return people who are twice in a picture by the user's word, if they still have the faces."""
    # One line for each picture, whichever of its faces stands for it.
    query = (
        select(
            func.min(col(Face.id)), func.max(col(Face.twice_at)), col(Person.name), col(Asset.path)
        )
        .join(Person, col(Person.id) == col(Face.person_id))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(col(Face.twice_at).is_not(None))
        .group_by(*_ONE_PICTURE)
        .having(func.count() > 1)
    )
    return [
        RejectedSuggestion(
            face_id, RejectionKind.TWICE, Answer.NO, said_at, face_id, name, photo=path
        )
        for face_id, said_at, name, path in session.execute(query)
    ]


def _take_back_twice(session: Session, face_ids: Collection[str]) -> int:
    """Clear the mark "twice" of all faces of the same person in the same picture."""
    is_said = col(Face.twice_at).is_not(None)
    these = select(*_ONE_PICTURE).where(among(col(Face.id), face_ids), is_said).distinct()
    found = session.execute(these).all()
    for values in found:
        same = (column == value for column, value in zip(_ONE_PICTURE, values, strict=True))
        run(session, update(Face).where(*same, is_said).values(twice_at=None, updated_at=now()))
    return len(found)


def _has_face(session: Session, box: DismissedBox) -> bool:
    """Return whether there is a face by now at a box that was dismissed, in the same picture."""
    query = select(Face).where(
        col(Face.asset_id) == box.asset_id,
        col(Face.seen_in) == box.seen_in,
        col(Face.timestamp_ms).is_not_distinct_from(box.timestamp_ms),
    )
    there = Box(box.x, box.y, box.w, box.h)
    return any(
        overlap(there, Box(face.x, face.y, face.w, face.h)) >= SAME_PLACE
        for face in session.execute(query).scalars()
    )


def _face_of(session: Session, box: DismissedBox) -> Face:
    """Return the face of a dismissed box as a detector finds it.

    It has no crop and no vector, so that the next scan looks at the photo again.
    """
    library_id = session.get_one(Asset, box.asset_id).library_id
    place = dismissals.place(box)
    return Face(id=ids.new("face"), library_id=library_id, source=Source.AUTOMATIC, **place)
