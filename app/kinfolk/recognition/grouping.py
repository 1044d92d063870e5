"""Group faces: vision clusters them, within what the user and earlier scans have decided."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Select, and_, exists, insert, or_, select, update
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.actions import Act, Action
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Embedding, Face, Person, Rejection
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment, portraits
from kinfolk.core.faces.embeddings import age, is_sound
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.photos import dates
from kinfolk.recognition.constraints import (
    Faces,
    PersonFacts,
    birth_date,
    births,
    births_of_children,
    day_of,
    is_forbidden,
    may_move,
    picture,
)
from kinfolk.recognition.likeness import cover
from kinfolk.vision.arrays import Doubles, Floats
from kinfolk.vision.comparable import comparable
from kinfolk.vision.group import ALONE, SAME
from kinfolk.vision.group import group as find_groups
from kinfolk.vision.index import near

_BATCH = 20_000  # rows read at a time


@dataclass(frozen=True)
class Situation:
    """Hold faces with vectors of one engine, in an order that follows from the photos alone."""

    face_ids: list[str]
    vectors: Floats
    photos: list[int]
    qualities: list[float]
    people: list[str | None]  # whose each face is now
    assigned: list[int]  # the person's number if it may not move, else -1
    numbers: list[str]  # number → person
    rejected: list[tuple[int, int]]  # cannot-link: (face, number)
    births: Doubles  # of small children in photos with a date, see `constraints.births_of_children`
    provisional: set[str]  # groups of a scan that has not ended: they are made anew


def group(
    db: Database, library_id: str, record: ScanRecord, *, settle: bool, same: float = SAME
) -> None:
    """Assign the faces that no one has, by the vectors of the scan's engine.

    With `settle` the groups are final. Without, they are provisional: the next call makes them
    again from all free faces, and no settled person gets a face, so that the result does not depend
    on when a scan calls this. `same` is the engine's similarity for grouping.
    """
    with db.read() as session:
        known = situation(session, library_id, record.engine_id)
    group_these(db, known, library_id, record, settle=settle, same=same)


def group_these(
    db: Database,
    known: Situation,
    library_id: str,
    record: ScanRecord,
    *,
    settle: bool,
    same: float = SAME,
) -> None:
    """Assign the faces of a situation that no one has; see `group`."""
    labels = _labels(known, same)

    def store(session: Session) -> None:
        store_labels(session, known, labels, library_id, record, settle=settle)
        if settle:
            _settle(session, library_id)

    db.write(store).result()


def regroup(db: Database, library_id: str, record: ScanRecord, *, same: float) -> None:
    """Make the groups that no one has touched again, as a step of the history."""
    with db.read() as session:
        anew = _untouched(session, library_id)
        known = situation(session, library_id, record.engine_id, anew)
    labels = _labels(known, same)

    def store(session: Session) -> None:
        open_before = provisional_groups(session, library_id)
        still = anew & _untouched(session, library_id)
        opened = update(Person).where(among(col(Person.id), still))
        session.execute(opened.values(is_settled=False))
        store_labels(session, known, labels, library_id, record, settle=False)
        _settle(session, library_id, but=open_before)

    if anew:
        db.write(store, label=Action.of(Act.REGROUP)).result()


def _labels(known: Situation, same: float) -> list[int]:
    labels: list[int] = find_groups(
        known.vectors,
        photos=known.photos,
        qualities=known.qualities,
        assigned=known.assigned,
        rejected=known.rejected,
        births=known.births,
        neighbours=near,
        same=same,
    ).tolist()
    return labels


def _untouched(session: Session, library_id: str) -> set[str]:
    """Return the ids of settled groups about which the user has decided nothing."""
    by_user = exists().where(col(Face.person_id) == col(Person.id), assignment.is_confirmed())
    query = select(col(Person.id)).where(
        col(Person.library_id) == library_id,
        col(Person.is_settled),
        ~assignment.is_person_decided(Person),
        ~by_user,
    )
    return set(session.execute(query).scalars())


def situation(
    session: Session, library_id: str, engine_id: str, anew: Collection[str] = ()
) -> Situation:
    """Read what grouping needs; `anew` are groups that are to be made anew.

    Faces that the user drew, and those that wait for their picture, are references, and stay.
    """
    provisional = provisional_groups(session, library_id).union(anew)
    stays = and_(col(Face.person_id).is_not(None), ~among(col(Face.person_id), provisional))
    query: Select[*tuple[Any, ...]] = (
        select(
            col(Face.id),
            picture(),
            col(Face.person_id),
            col(Face.quality),
            dates.latest_day(),
            dates.span(),
            age(),
            col(Embedding.vector),
        )
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Face.library_id) == library_id, col(Embedding.engine_id) == engine_id)
        .where(is_sound(Embedding))
        .where(or_(may_move(), stays))
        # By the photos alone: the same photos give the same groups, whichever was scanned first.
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
    face_ids, pictures, people, qualities, taken, spans, ages, vectors = _columns(session, query)
    ages = np.array(ages, np.float32)
    days = np.array([day_of(day) for day in taken], np.int64)
    born = births(days, np.array(spans, np.int64), ages)
    numbers = sorted({person_id for person_id in people if person_id} - provisional)
    number = {person_id: index for index, person_id in enumerate(numbers)}
    assigned = [number.get(person_id, ALONE) if person_id else ALONE for person_id in people]
    photo = {each: index for index, each in enumerate(dict.fromkeys(pictures))}
    photos = [photo[each] for each in pictures]
    return Situation(
        face_ids=face_ids,
        vectors=comparable(vectors, ages, engine_id),
        photos=photos,
        qualities=qualities,
        people=people,
        assigned=assigned,
        numbers=numbers,
        rejected=_forbidden(
            session, face_ids, photos=photos, born=born, assigned=assigned, number=number
        ),
        births=births_of_children(born, ages),
        provisional=provisional,
    )


def _columns(session: Session, query: Select[*tuple[Any, ...]]) -> list[Any]:
    """Return columns as lists, the last one as a matrix, in little memory for a million rows."""
    columns: list[Any] = [[] for _ in range(7)]
    vectors = bytearray()
    for rows in session.execute(query.execution_options(yield_per=_BATCH)).partitions():
        *parts, blobs = zip(*rows, strict=True)
        for column, part in zip(columns, parts, strict=True):
            column += part
        vectors += b"".join(blobs)
    count = len(columns[0])
    matrix = np.frombuffer(vectors, "<f4").reshape(count, -1 if count else 0)
    return [*columns, matrix]


def provisional_groups(session: Session, library_id: str) -> set[str]:
    """Return groups of a scan that has not ended, about which the user has decided nothing."""
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
    born: Doubles,
    assigned: Sequence[int],
    number: dict[str, int],
) -> list[tuple[int, int]]:
    """Return pairs (row of a free face, number of a person) that a constraint forbids."""
    whose = np.array(assigned, np.int64)
    rows = np.flatnonzero(whose == ALONE)
    position = {face_ids[row]: at for at, row in enumerate(rows.tolist())}
    said = session.execute(select(col(Rejection.face_id), col(Rejection.person_id)))
    refused = [
        (position[face_id], number[person_id])
        for face_id, person_id in said
        if face_id in position and person_id in number
    ]
    in_photo = np.array(photos, np.int64)
    # No one is told apart below (the empty tuple): an answer about a group settles it, and so no
    # free face is in such a group.
    faces = Faces(in_photo[rows], born[rows], whose[rows], refused)
    known = select(col(Person.id), birth_date())
    known = known.where(birth_date().is_not(None))
    birthdays = {person_id: day.toordinal() for person_id, day in session.execute(known)}
    order = np.argsort(whose, kind="stable")
    # The part before the first person holds the free faces, which are ALONE, -1.
    theirs = np.split(in_photo[order], np.searchsorted(whose[order], np.arange(len(number))))[1:]
    return [
        (int(rows[at]), who)
        for person_id, who in number.items()
        for at in faces.forbidden(
            PersonFacts(who, theirs[who], (), birthdays.get(person_id))
        ).tolist()
    ]


def store_labels(
    session: Session,
    known: Situation,
    labels: Sequence[int],
    library_id: str,
    record: ScanRecord,
    *,
    settle: bool,
) -> None:
    """Write the labels, except where the user has decided something since they were computed.

    A new group keeps the id of the provisional group that most of its faces were in.
    """
    owners = _owners(known, labels)
    everybody = select(col(Person.id)).where(
        col(Person.library_id) == library_id, among(col(Person.id), owners.values())
    )
    provisional = provisional_groups(session, library_id)
    # Of these groups, which were provisional when the situation was read, the user has decided
    # something since: they stay as they are.
    decided = known.provisional - provisional
    existing = set(session.execute(everybody).scalars()) - decided
    # People with a name get no face by an engine that has not proved itself: it is suggested.
    closed = set() if record.joins_named else _named(session, owners.values())
    moves: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for face_id, old, fixed, label in zip(
        known.face_ids, known.people, known.assigned, labels, strict=True
    ):
        # Until a scan has seen everything no face joins a settled person: whom it joined would
        # depend on which photo came first.
        is_early = not settle and 0 <= label < len(known.numbers)
        new = None if is_early or owners.get(label) in closed else owners.get(label)
        if fixed == ALONE and new != old and old not in decided:
            moves[old, new].append(face_id)
    fresh = {new for _, new in moves if new} - set(known.numbers) - known.provisional
    _insert(session, sorted(fresh), library_id)
    existing |= fresh
    for (old, new), faces in moves.items():
        if new is None or new in existing:
            scan_id = record.id(session, library_id) if new else None
            _move(session, faces, old, new, is_known=new in known.numbers, scan_id=scan_id)
    portraits.represent(session, _covers(known, labels, owners, existing))
    # A new group is empty if all its faces were given to people meanwhile.
    assignment.drop_empty(session, provisional | fresh, by_machine=True)


def _covers(
    known: Situation, labels: Sequence[int], owners: dict[int, str], there: set[str]
) -> dict[str, str]:
    """Return which face stands for each new group; existing people keep theirs."""
    qualities = np.array(known.qualities, np.float32)
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(labels):
        if label >= len(known.numbers) and owners[label] in there:
            rows_of[label].append(row)
    return {
        owners[label]: known.face_ids[rows[cover(known.vectors[rows], qualities[rows])]]
        for label, rows in rows_of.items()
    }


def _named(session: Session, person_ids: Iterable[str]) -> set[str]:
    who = among(col(Person.id), person_ids)
    return set(
        session.execute(select(col(Person.id)).where(who, col(Person.name).is_not(None))).scalars()
    )


def _insert(session: Session, person_ids: Sequence[str], library_id: str) -> None:
    """Insert groups that belong to the running scan until it settles them."""
    rows = [{"id": each, "library_id": library_id, "is_settled": False} for each in person_ids]
    if rows:
        session.execute(insert(Person), rows)


def _move(
    session: Session,
    faces: Sequence[str],
    old: str | None,
    new: str | None,
    *,
    is_known: bool,
    scan_id: int | None,
) -> None:
    """Move faces, except those about which the user has decided since the situation was read.

    A face that waits for its picture by now stays where it is. The constraints are asked again only
    for people who were there before: a group that is being made changes in several steps, between
    which it may have two faces of one photo.
    """
    shown = exists().where(col(Asset.id) == col(Face.asset_id), may_move())
    where = shown & ~is_forbidden(new) if new is not None and is_known else shown
    assignment.assign_by_scan(session, faces, new, owner=old, scan_id=scan_id, where=where)


def _owners(known: Situation, labels: Sequence[int]) -> dict[int, str]:
    """Map labels to people: known ones, then provisional groups by shared faces, then new ones."""
    owners = dict(enumerate(known.numbers))
    shared = Counter(
        (label, old)
        for label, old in zip(labels, known.people, strict=True)
        if label >= len(known.numbers) and old in known.provisional
    )
    free = set(known.provisional)
    # Equal shares by label, so that chance does not decide which group keeps its id.
    for (label, old), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if label not in owners and old in free:
            owners[label] = old
            free.remove(old)
    # The faces are in the order of the photos: so are the ids of new groups, and lists by id.
    for label in labels:
        if label != ALONE and label not in owners:
            owners[label] = ids.new("person")
    return owners


def _settle(session: Session, library_id: str, *, but: Collection[str] = ()) -> None:
    """Make the groups of the library final, except for some."""
    here = (col(Person.library_id) == library_id, ~among(col(Person.id), but))
    query = update(Person).where(*here, ~col(Person.is_settled))
    session.execute(query.values(is_settled=True))
