"""Whose a face is: the rules for who may get one, and what follows when it moves.

Nothing else moves faces. The user gives faces (`give`), all of a person's (`give_all`), or splits a
group (`split_off`); a scan assigns them (`assign_by_scan`), and `release` leaves them to no one.
(Undo puts back whole rows, and a scan that sees another picture takes back what the old one led to,
with `NOBODYS`.)
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Final

from sqlalchemy import (
    ColumnElement,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.models import (
    AssignedBy,
    ClaimState,
    DistinctPair,
    Face,
    NameClaim,
    Person,
    Presence,
    Rejection,
    Remembered,
    Source,
    UtcDateTime,
    Verdict,
    now,
)
from kinfolk.core.db.rows import among, need, run
from kinfolk.core.faces import portraits
from kinfolk.errors import Invalid, NotFound

# The face's person under an alias, because the query around may use `person` itself. Made once:
# making an alias takes longer than the query does.
_GROUP = aliased(Person)


# The values of a face that belongs to no one.
NOBODYS: Final = {"person_id": None, "assigned_by": None, "scan_id": None}


def confirm(session: Session, person_id: str, face_ids: Collection[str] | None = None) -> None:
    """Mark all faces that the person has now as confirmed by the user, or those in `face_ids`.

    Rejections of the person for these faces are deleted. Faces that scans add later are not
    confirmed.
    """
    portraits.keep(session, [person_id])
    theirs = col(Face.person_id) == person_id
    if face_ids is not None:
        theirs &= among(col(Face.id), face_ids)
    _move(session, theirs & (col(Face.assigned_by) == AssignedBy.AUTO), person_id)
    mine = select(col(Face.id)).where(theirs)
    against = (col(Rejection.person_id) == person_id, col(Rejection.face_id).in_(mine))
    run(session, delete(Rejection).where(*against))
    _agree(session, col(NameClaim.face_id).in_(mine))
    _clear_thumbnails_of_others(session, person_id)
    settle(session, [person_id])


def is_confirmed() -> ColumnElement[bool]:
    """Return SQL, never NULL: the user said whose the face of the enclosing query is."""
    # Not by =: null = 'user' is null, and so is its opposite, so that a free face would be neither.
    return col(Face.assigned_by).is_not_distinct_from(AssignedBy.USER)


@cache
def is_decided() -> ColumnElement[bool]:
    """Return SQL: the user has a say in the face of the enclosing query, so no scan deletes it.

    That is a face that the user drew, confirmed, rejected for someone or chose as portrait, or one
    in an unnamed group that the user said something about. A face that a scan gave to a named
    person is not decided.
    """
    said = exists().where(col(Rejection.face_id) == col(Face.id))
    # A list, not `exists`: if no one has chosen one, SQLite may look through all people for each
    # face.
    thumbnails = select(col(Person.thumbnail_face_id)).where(
        col(Person.thumbnail_face_id).is_not(None)
    )
    chosen = col(Face.id).in_(thumbnails)
    group = exists().where(
        col(_GROUP.id) == col(Face.person_id),
        col(_GROUP.name).is_(None),
        is_person_decided(_GROUP),
    )
    return or_(
        is_confirmed(),
        col(Face.source) == Source.MANUAL,
        said,
        chosen,
        group,
    )


@cache
def is_person_decided(person: type[Person]) -> ColumnElement[bool]:
    """Return SQL: the user has said something about this person, who may have no name."""
    pair = or_(*(col(s) == col(person.id) for s in (DistinctPair.person_a, DistinctPair.person_b)))
    return or_(
        col(person.name).is_not(None),
        col(person.birth_date).is_not(None),
        col(person.is_hidden),
        col(person.is_favorite),
        col(person.thumbnail_face_id).is_not(None),
        exists().where(col(Rejection.person_id) == col(person.id)),
        exists().where(col(Presence.person_id) == col(person.id)),
        exists().where(pair),
    )


def give(
    session: Session,
    face_ids: Collection[str],
    person_id: str | None,
    *,
    is_split: bool = True,
    verdict: Verdict = Verdict.NO,
) -> int:
    """Give faces to a person, or to no one, by the user's decision; return how many moved.

    All faces have to exist and be in the person's library (NotFound, Invalid). Each former owner is
    rejected for the faces with this `verdict`, so that no face returns by itself. With `is_split`
    False an unnamed group is not rejected, as all of it may be that person, and a scan that is
    running may group its other faces again. A group without faces is deleted.
    """
    library_id = None if person_id is None else need(session, Person, person_id).library_id
    _check(session, face_ids, library_id)
    past = (
        select(col(Face.id), col(Face.person_id), is_confirmed(), col(Person.name))
        .outerjoin(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(Face.id), face_ids))
    )
    rows = session.execute(past).all()
    # A face that a scan assigned to the person counts as moved, too: from now on the user confirms
    # it.
    there = (person_id, person_id is not None)
    moved = [face for face, owner, by_user, _ in rows if (owner, bool(by_user)) != there]
    left = [(face, old, name) for face, old, _, name in rows if old not in (None, person_id)]
    against = [(face, old) for face, old, name in left if is_split or name is not None]
    reject(session, against, verdict)
    if person_id is not None and moved:
        # Before the move: a better face among the new ones must not change the portrait.
        portraits.keep(session, [person_id])
    _move(session, among(col(Face.id), moved), person_id)
    if person_id is not None:
        _accept(session, face_ids, person_id)
        _agree(session, among(col(NameClaim.face_id), face_ids))
    clear_thumbnails(session, moved)
    losers = {old for _, old, _ in left}
    drop_empty(session, losers)
    if is_split:
        settle(session, losers)  # the user has said something about them, too
    return len(moved)


def give_all(session: Session, source_ids: Collection[str], person_id: str) -> None:
    """Give every face of these people to the person, when they are merged into it.

    Faces of an unnamed group become the user's decision. Faces of a named person stay confirmed or
    not as they were: that two people are one says nothing about a face no one has looked at.
    """
    portraits.keep(session, [person_id])
    theirs = among(col(Face.person_id), source_ids)
    groups = select(col(Person.id)).where(among(col(Person.id), source_ids))
    of_group = col(Face.person_id).in_(groups.where(col(Person.name).is_(None)))
    _move(session, theirs & of_group, person_id)
    run(session, update(Face).where(theirs).values(person_id=person_id, updated_at=now()))
    _clear_thumbnails_of_others(session, person_id)


def release(session: Session, which: ColumnElement[bool]) -> None:
    """Take these faces from their people, without rejecting the people for them."""
    _move(session, which, None)


def assign_by_scan(
    session: Session,
    face_ids: Collection[str],
    person_id: str | None,
    *,
    owner: str | None,
    scan_id: int | None,
    where: ColumnElement[bool],
) -> None:
    """Assign faces for a scan to a person, or to no one.

    Only faces that `owner` still has (None for no one), that the user has not confirmed and that
    fulfil `where` are changed.
    """
    by = AssignedBy.AUTO if person_id else None
    theirs = (
        among(col(Face.id), face_ids),
        # As an expression, because by the index on person_id SQLite would read all unassigned
        # faces.
        func.coalesce(col(Face.person_id), "") == (owner or ""),
        ~is_confirmed(),
        where,
    )
    values = {"person_id": person_id, "assigned_by": by, "scan_id": scan_id}
    # Not by `run`: a scan makes many groups, and holds no face rows in the session to be refreshed.
    session.execute(
        update(Face).where(*theirs).values(values),
        execution_options={"synchronize_session": False},
    )


def settle(session: Session, person_ids: Iterable[str]) -> None:
    """Mark groups about which the user decided something, so that no scan groups them again."""
    fresh = (among(col(Person.id), person_ids), ~col(Person.is_settled))
    run(session, update(Person).where(*fresh).values(is_settled=True))


def split_off(session: Session, person_id: str, kept: Sequence[str]) -> None:
    """Move all faces but `kept` from the group to a new one; no one has said whose they are."""
    others = (col(Face.person_id) == person_id, ~among(col(Face.id), kept))
    if not session.execute(select(exists().where(*others))).scalar_one():
        return
    library_id = need(session, Person, person_id).library_id
    rest = Person(id=ids.new("person"), library_id=library_id)
    session.add(rest)
    session.flush()
    moved = list(session.execute(select(col(Face.id)).where(*others)).scalars())
    # `assigned_by` and `scan_id` stay as they are: the user has said nothing about these faces.
    values = {"person_id": rest.id, "updated_at": now()}
    run(session, update(Face).where(among(col(Face.id), moved)).values(values))
    clear_thumbnails(session, moved)


def set_alone(session: Session, face_ids: Collection[str]) -> Collection[str]:
    """Give each of these faces that still belongs to no one a hidden group of its own.

    Returns those faces. This says nothing about who it is: a scan may add faces to the
    group, as to any other.
    """
    nobodys = (among(col(Face.id), face_ids), col(Face.person_id).is_(None))
    found = session.execute(select(col(Face.id), col(Face.library_id)).where(*nobodys)).all()
    if not found:
        return ()
    groups = {face_id: ids.new("person") for face_id, _ in found}
    moment = now()
    fixed: dict[str, object] = {"is_hidden": True, "is_favorite": False, "is_settled": True}
    fixed |= {"created_at": moment, "updated_at": moment}
    rows = [{"id": groups[face], "library_id": library, **fixed} for face, library in found]
    session.execute(insert(Person), rows)
    # All faces in one statement, run many times; the session takes no notice of it, so it has to
    # forget what it has read.
    moved = [{"face": face, "group": group} for face, group in groups.items()]
    values = {"person_id": bindparam("group"), "assigned_by": AssignedBy.AUTO, "scan_id": None}
    statement = update(Face).where(col(Face.id) == bindparam("face"))
    session.connection().execute(statement.values(**values), moved)
    session.expire_all()
    return groups.keys()


def keep_apart(session: Session, person_id: str) -> None:
    """Reject the people a person differs from, for each face of the person, who is to be deleted.

    These are people marked as different from them, and people to whom the user gave one of their
    faces.
    """
    pair = (col(DistinctPair.person_a), col(DistinctPair.person_b))
    told_apart = select(*pair).where(or_(*(side == person_id for side in pair)))
    given_away = (
        select(col(Face.person_id))
        .join(Rejection, col(Rejection.face_id) == col(Face.id))
        .where(col(Rejection.person_id) == person_id, is_confirmed())
    )
    others = {each for row in session.execute(told_apart) for each in row}
    others.update(session.execute(given_away).scalars())
    # Both sides of a pair were read, so the person is among them.
    others -= {person_id}
    if others:
        _reject_all(session, person_id, others)


def reject(session: Session, pairs: Iterable[tuple[str, str]], verdict: Verdict) -> None:
    """Record the verdict on each (face, person), in place of an earlier one; moves no face."""
    faces_of: dict[str, list[str]] = defaultdict(list)
    for face_id, person_id in dict.fromkeys(pairs):
        faces_of[person_id].append(face_id)
    for person_id, face_ids in faces_of.items():
        said = (among(col(Rejection.face_id), face_ids), col(Rejection.person_id) == person_id)
        run(session, delete(Rejection).where(*said))
        fixed = {"person_id": person_id, "verdict": verdict}
        rows = [fixed | {"id": ids.new("rej"), "face_id": face_id} for face_id in face_ids]
        session.execute(insert(Rejection), rows)


def _clear_thumbnails_of_others(session: Session, person_id: str) -> None:
    """Unset the person's faces as portraits that others chose while they were no one's."""
    theirs = select(col(Face.id)).where(col(Face.person_id) == person_id)
    others = (col(Person.thumbnail_face_id).in_(theirs), col(Person.id) != person_id)
    run(session, update(Person).where(*others).values(thumbnail_face_id=None))


def clear_thumbnails(session: Session, face_ids: Iterable[str]) -> None:
    """Unset these faces as chosen portraits of people to whom they no longer belong."""
    # `coalesce`, because an unassigned face is not their own either, and NULL would match neither
    # way.
    owner = select(func.coalesce(col(Face.person_id), "")).where(
        col(Face.id) == col(Person.thumbnail_face_id)
    )
    lost = (
        among(col(Person.thumbnail_face_id), face_ids),
        owner.scalar_subquery() != col(Person.id),
    )
    run(session, update(Person).where(*lost).values(thumbnail_face_id=None))


def drop_empty(
    session: Session, person_ids: Iterable[str | None], *, by_machine: bool = False
) -> None:
    """Delete unnamed people without a face; with `by_machine` only if the user decided nothing.

    People with remembered faces stay, because the faces come back with their pictures.
    """
    has_face = or_(
        exists().where(col(Face.person_id) == col(Person.id)),
        exists().where(col(Remembered.person_id) == col(Person.id)),
    )
    # The user may have hidden an empty group or said who it is not, which a scan must not lose. If
    # the user empties a group by hand, it goes unless it has a name.
    stays = is_person_decided(Person) if by_machine else col(Person.name).is_not(None)
    run(session, delete(Person).where(among(col(Person.id), person_ids), ~stays, ~has_face))


def _move(session: Session, which: ColumnElement[bool], person_id: str | None) -> None:
    """Give these faces to a person on the user's behalf, or to no one."""
    said = AssignedBy.USER if person_id else None
    values = {"person_id": person_id, "assigned_by": said, "scan_id": None, "updated_at": now()}
    run(session, update(Face).where(which).values(values))


def _agree(session: Session, which: ColumnElement[bool]) -> None:
    """Mark names that files gave to these faces as confirmed by the user, too."""
    taken = (which, col(NameClaim.state) == ClaimState.TAKEN)
    run(session, update(NameClaim).where(*taken).values(state=ClaimState.AGREED))


def _check(session: Session, face_ids: Collection[str], library_id: str | None) -> None:
    """Raise NotFound unless these faces exist, Invalid unless they are in that library."""
    query = select(col(Face.id), col(Face.library_id)).where(among(col(Face.id), face_ids))
    known = dict(session.execute(query).all())
    for face_id in face_ids:
        if face_id not in known:
            raise NotFound("There is no face {face_id!r}.", face_id=face_id)
        if library_id not in (None, known[face_id]):
            raise Invalid("person_id", "The face is in another library.")


def _reject_all(session: Session, person_id: str, others: Iterable[str]) -> None:
    """Reject each of the others for each of a person's faces, where nothing was said before.

    One statement, with ids in order, because it may insert a hundred thousand rows.
    """
    said = exists().where(
        col(Rejection.face_id) == col(Face.id), col(Rejection.person_id) == col(Person.id)
    )
    # The row's number replaces the last six characters of a new id, so that each row has its own.
    number = func.printf("%06x", func.row_number().over())
    rows = (
        select(
            literal(ids.new("rej")[:-6]).concat(number),
            col(Face.id),
            col(Person.id),
            literal(Verdict.NO.value),
            literal(now(), UtcDateTime),
        )
        .join_from(Person, Face, true())
        .where(among(col(Person.id), others), col(Face.person_id) == person_id, ~said)
    )
    columns = ("id", "face_id", "person_id", "verdict", "created_at")
    session.execute(insert(Rejection).from_select(columns, rows, include_defaults=False))


def _accept(session: Session, face_ids: Collection[str], person_id: str) -> None:
    """Delete rejections of the person for these faces, and settle the person."""
    withdrawn = (among(col(Rejection.face_id), face_ids), col(Rejection.person_id) == person_id)
    run(session, delete(Rejection).where(*withdrawn))
    settle(session, [person_id])
