"""Groups of faces: what vision finds alike, within what the user and earlier scans have settled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, and_, exists, insert, or_, select, update
from sqlmodel import Session, col

from kinfolk.core import assignment, ids
from kinfolk.core.db.database import Database
from kinfolk.core.db.models import (
    Asset,
    Embedding,
    Face,
    Person,
    Rejection,
    now,
)
from kinfolk.core.db.rows import among
from kinfolk.core.embeddings import is_sound
from kinfolk.core.placements import Mark
from kinfolk.recognition.constraints import Faces, Limits, day_of, is_forbidden, may_move, picture
from kinfolk.vision.group import ALONE, SAME
from kinfolk.vision.group import group as find_groups
from kinfolk.vision.index import near

_BATCH = 20_000  # rows read at a time


@dataclass(frozen=True)
class Situation:
    """Faces with vectors of one engine, in an order that follows from the photos alone."""

    face_ids: list[str]
    vectors: NDArray[np.float32]
    photos: list[int]
    qualities: list[float]
    people: list[str | None]  # whose each face is now
    placed: list[int]  # the person's number if it may not move, else -1
    numbers: list[str]  # number → person
    rejected: list[tuple[int, int]]  # (face, number) that must not meet
    loose: set[str]  # people who may be grouped anew


def group(db: Database, library_id: str, mark: Mark, *, settle: bool, same: float = SAME) -> None:
    """Place the faces that have no place, as seen by the engine of the scan.

    With `settle` that is for good. Without, they form groups that are made anew as if they had
    never been: nobody who is settled gets a face, so that it does not matter when a scan does so.
    `same` is the engine's own.
    """
    with db.read() as session:
        known = situation(session, library_id, mark.engine_id)
    group_these(db, known, library_id, mark, settle=settle, same=same)


def group_these(
    db: Database,
    known: Situation,
    library_id: str,
    mark: Mark,
    *,
    settle: bool,
    same: float = SAME,
) -> None:
    """Place the faces of a situation that have no place; see `group`."""
    labels = find_groups(
        known.vectors,
        photos=known.photos,
        qualities=known.qualities,
        placed=known.placed,
        rejected=known.rejected,
        neighbours=near,
        same=same,
    ).tolist()

    def store(session: Session) -> None:
        place(session, known, labels, library_id, mark, settle=settle)
        if settle:
            _settle(session, library_id)

    db.write(store).result()


def situation(session: Session, library_id: str, engine_id: str) -> Situation:
    """Read what grouping needs.

    Faces that the user drew, and those that wait for their picture, teach but are never grouped.
    """
    loose = loose_people(session, library_id)
    stays = and_(col(Face.person_id).is_not(None), ~among(col(Face.person_id), loose))
    query: Select[*tuple[Any, ...]] = (
        select(
            col(Face.id),
            picture(),
            col(Face.person_id),
            col(Face.quality),
            col(Asset.taken_at),
            col(Embedding.vector),
        )
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Face.library_id) == library_id, col(Embedding.engine_id) == engine_id)
        .where(is_sound(Embedding))
        .where(or_(may_move(), stays))
        .order_by(
            col(Asset.content_hash),
            col(Asset.path),
            col(Face.x),
            col(Face.y),
            col(Face.w),
            col(Face.h),
            col(Face.id),
        )
    )
    face_ids, pictures, people, qualities, taken, vectors = _columns(session, query)
    numbers = sorted({person_id for person_id in people if person_id} - loose)
    number = {person_id: index for index, person_id in enumerate(numbers)}
    placed = [number.get(person_id, ALONE) if person_id else ALONE for person_id in people]
    photo = {each: index for index, each in enumerate(dict.fromkeys(pictures))}
    photos = [photo[each] for each in pictures]
    return Situation(
        face_ids=face_ids,
        vectors=vectors,
        photos=photos,
        qualities=qualities,
        people=people,
        placed=placed,
        numbers=numbers,
        rejected=_forbidden(
            session, face_ids, photos=photos, taken=taken, placed=placed, number=number
        ),
        loose=loose,
    )


def _columns(session: Session, query: Select[*tuple[Any, ...]]) -> list[Any]:
    """The columns as lists, the last as a matrix: of a million rows only what is needed is kept."""
    columns: list[Any] = [[] for _ in range(5)]
    vectors = bytearray()
    for rows in session.execute(query.execution_options(yield_per=_BATCH)).partitions():
        *parts, blobs = zip(*rows, strict=True)
        for column, part in zip(columns, parts, strict=True):
            column += part
        vectors += b"".join(blobs)
    count = len(columns[0])
    matrix = np.frombuffer(vectors, "<f4").reshape(count, -1 if count else 0)
    return [*columns, matrix]


def loose_people(session: Session, library_id: str) -> set[str]:
    """Groups of a scan that has not ended, unless the user has had a say in them."""
    by_user = exists().where(col(Face.person_id) == col(Person.id), assignment.is_confirmed())
    refused = exists().where(col(Rejection.person_id) == col(Person.id))
    query = select(col(Person.id)).where(
        col(Person.library_id) == library_id,
        ~col(Person.is_settled),
        col(Person.name).is_(None),
        ~by_user,
        ~refused,
    )
    return set(session.execute(query).scalars())


def _forbidden(
    session: Session,
    face_ids: Sequence[str],
    *,
    photos: Sequence[int],
    taken: Sequence[datetime | None],
    placed: Sequence[int],
    number: dict[str, int],
) -> list[tuple[int, int]]:
    """Which faces that may move cannot be whose: (row, number)."""
    whose = np.array(placed, np.int64)
    rows = np.flatnonzero(whose == ALONE)
    place = {face_ids[row]: at for at, row in enumerate(rows.tolist())}
    said = session.execute(select(col(Rejection.face_id), col(Rejection.person_id)))
    refused = [
        (place[face_id], number[person_id])
        for face_id, person_id in said
        if face_id in place and person_id in number
    ]
    days = np.array([day_of(moment) for moment in taken], np.int64)
    in_photo = np.array(photos, np.int64)
    # A group that the user told apart from somebody has been settled: none of these is in one.
    faces = Faces(in_photo[rows], days[rows], whose[rows], refused)
    born = select(col(Person.id), col(Person.birth_date)).where(col(Person.birth_date).is_not(None))
    births = {person_id: day_of(day) for person_id, day in session.execute(born)}
    order = np.argsort(whose, kind="stable")
    theirs = np.split(in_photo[order], np.searchsorted(whose[order], np.arange(len(number))))[1:]
    return [
        (int(rows[at]), who)
        for person_id, who in number.items()
        for at in faces.forbidden(Limits(who, theirs[who], (), births.get(person_id))).tolist()
    ]


def place(
    session: Session,
    known: Situation,
    labels: Sequence[int],
    library_id: str,
    mark: Mark,
    *,
    settle: bool = True,
) -> None:
    """Store the labels, save where the user has decided something since they were found.

    A new group takes over the loose group that most of its faces were in.
    """
    owners = _owners(known, labels)
    everybody = select(col(Person.id)).where(
        col(Person.library_id) == library_id, among(col(Person.id), owners.values())
    )
    loose = loose_people(session, library_id)
    touched = known.loose - loose
    standing = set(session.execute(everybody).scalars()) - touched
    closed = set() if mark.joins_named else _named(session, owners.values())
    moves: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for face_id, old, fixed, label in zip(
        known.face_ids, known.people, known.placed, labels, strict=True
    ):
        is_early = not settle and 0 <= label < len(known.numbers)
        new = None if is_early or owners.get(label) in closed else owners.get(label)
        if fixed == ALONE and new != old and old not in touched:
            moves[old, new].append(face_id)
    _insert(session, sorted(_new_people(known, moves)), library_id)
    standing |= _new_people(known, moves)
    for (old, new), faces in moves.items():
        if new is None or new in standing:
            scan_id = mark.id(session, library_id) if new else None
            _move(session, faces, old, new, is_known=new in known.numbers, scan_id=scan_id)
    assignment.drop_empty(session, loose, by_machine=True)


def _named(session: Session, person_ids: Iterable[str]) -> set[str]:
    who = among(col(Person.id), person_ids)
    return set(
        session.execute(select(col(Person.id)).where(who, col(Person.name).is_not(None))).scalars()
    )


def _new_people(known: Situation, moves: Iterable[tuple[str | None, str | None]]) -> set[str]:
    return {new for _, new in moves if new} - set(known.numbers) - known.loose


def _insert(session: Session, person_ids: Sequence[str], library_id: str) -> None:
    """Unnamed groups that may still be made anew."""
    facts = {"library_id": library_id, "is_hidden": False, "is_favorite": False}
    facts |= {"is_settled": False, "created_at": now(), "updated_at": now()}
    if person_ids:
        session.execute(insert(Person), [{"id": person_id, **facts} for person_id in person_ids])


def _move(
    session: Session,
    faces: Sequence[str],
    old: str | None,
    new: str | None,
    *,
    is_known: bool,
    scan_id: int | None,
) -> None:
    """What was said since the situation was read holds, and so do faces no engine has seen.

    A face that waits for its picture by now stays where it is. Of a group that is made anew faces
    come and go in several steps, and two of one photo may meet there for a moment.
    """
    shown = exists().where(col(Asset.id) == col(Face.asset_id), may_move())
    where = shown & ~is_forbidden(new) if new is not None and is_known else shown
    assignment.place(session, faces, new, owner=old, scan_id=scan_id, where=where)


def _owners(known: Situation, labels: Sequence[int]) -> dict[int, str]:
    """Label → person: those placed, then loose groups by shared faces, then new people."""
    owners = dict(enumerate(known.numbers))
    shared = Counter(
        (label, old)
        for label, old in zip(labels, known.people, strict=True)
        if label >= len(known.numbers) and old in known.loose
    )
    free = set(known.loose)
    for (label, old), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if label not in owners and old in free:
            owners[label] = old
            free.remove(old)
    for label in labels:  # in the order of the photos, so that ids are, too
        if label != ALONE and label not in owners:
            owners[label] = ids.new("person")
    return owners


def _settle(session: Session, library_id: str) -> None:
    session.execute(
        update(Person)
        .where(col(Person.library_id) == library_id, ~col(Person.is_settled))
        .values(is_settled=True)
    )
