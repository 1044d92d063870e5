"""All that the user said no to, or left open: listed, and taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from kinfolk.core import ids, portraits
from kinfolk.core.db.models import (
    Asset,
    DismissedBox,
    DistinctPair,
    Face,
    Person,
    Rejection,
    Source,
    Verdict,
)
from kinfolk.core.db.rows import among, run
from kinfolk.core.review import Answer


class RefusalKind(StrEnum):
    """What was asked."""

    FACE = "face"  # whether a face is somebody's
    PAIR = "pair"  # whether two people are one
    NO_FACE = "no_face"  # whether it is a face at all


@dataclass(frozen=True)
class Refusal:
    """One answer, as it stands."""

    id: str  # of its row
    kind: RefusalKind
    answer: Answer  # no, or unsure
    created_at: datetime
    face_id: str | None = None  # what it was about, or who; of what is no face nothing is kept
    name: str | None = None  # of the person; null for a group
    other_name: str | None = None  # of a pair the other one
    photo: str = ""  # the path of the photo with what is no face


def listing(session: Session) -> list[Refusal]:
    """Every one, the newest first."""
    found = [*_faces(session), *_pairs(session), *_no_faces(session)]
    return sorted(found, key=lambda each: each.created_at, reverse=True)


def take_back(session: Session, refusal_ids: Collection[str]) -> int:
    """As if these had never been said; how many there were.

    Who was told from whom may be asked again. What is no face is one again, nobody's yet: the next
    scan looks at it, and makes its picture.
    """
    boxes = among(col(DismissedBox.id), refusal_ids)
    for box in session.execute(select(DismissedBox).where(boxes)).scalars().all():
        session.add(_face_of(session, box))
    session.flush()
    number = 0
    for table in (DismissedBox, DistinctPair, Rejection):
        said = among(col(table.id), refusal_ids)
        number += session.execute(select(func.count()).where(said)).scalar_one()
        run(session, delete(table).where(said))
    return number


def _faces(session: Session) -> list[Refusal]:
    query = (
        select(Rejection, col(Person.name))
        .join(Person, col(Person.id) == col(Rejection.person_id))
        .where(col(Rejection.verdict) != Verdict.NOT_BY_SCAN)
    )
    return [
        Refusal(row.id, RefusalKind.FACE, Answer(row.verdict), row.created_at, row.face_id, name)
        for row, name in session.execute(query)
    ]


def _pairs(session: Session) -> list[Refusal]:
    first, second = aliased(Person), aliased(Person)
    query = (
        select(DistinctPair, col(first.name), col(second.name))
        .join(first, col(first.id) == col(DistinctPair.person_a))
        .join(second, col(second.id) == col(DistinctPair.person_b))
    )
    rows = session.execute(query).all()
    # A pair has no face of its own: the portrait of the first one is shown.
    face = portraits.portrait()
    known = among(col(Person.id), [row.person_a for row, _, _ in rows])
    faces = {row[0]: row[1] for row in session.execute(select(col(Person.id), face).where(known))}
    return [
        Refusal(
            row.id,
            RefusalKind.PAIR,
            Answer(row.verdict),
            row.created_at,
            faces.get(row.person_a),
            name,
            other_name,
        )
        for row, name, other_name in rows
    ]


def _no_faces(session: Session) -> list[Refusal]:
    query = select(col(DismissedBox.id), col(DismissedBox.created_at), col(Asset.path)).join(
        Asset, col(Asset.id) == col(DismissedBox.asset_id)
    )
    return [
        Refusal(row_id, RefusalKind.NO_FACE, Answer.NO, created_at, photo=path)
        for row_id, created_at, path in session.execute(query)
    ]


def _face_of(session: Session, box: DismissedBox) -> Face:
    """As a detector has found it; without a picture and a vector, so that a scan looks anew."""
    asset = session.get_one(Asset, box.asset_id)
    return Face(
        id=ids.new("face"),
        library_id=asset.library_id,
        asset_id=box.asset_id,
        source=Source.AUTOMATIC,
        x=box.x,
        y=box.y,
        w=box.w,
        h=box.h,
        seen_in=box.seen_in,
        seen_width=box.seen_width,
        seen_height=box.seen_height,
    )
