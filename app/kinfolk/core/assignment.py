"""Whose face it is: who may get one, and what follows when it moves. Nothing else moves faces.

The user gives faces (`give`), all of somebody's (`give_all`), or splits a group (`split_off`); a
scan assigns them (`assign_by_scan`), and `release` leaves them to nobody. (Undo puts back whole
rows, and a scan that sees another picture takes back what the old one led to: `NOBODYS`.)
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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

from kinfolk.core import ids, portraits
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
from kinfolk.errors import Invalid, NotFound

# The person that has the face, under a name of its own: the query around may have `person`, too.
# Made once, as making an alias takes longer than the query does.
_GROUP = aliased(Person)


# Columns of a face that is nobody's.
NOBODYS: Final = {"person_id": None, "assigned_by": None, "scan_id": None}


def confirm(session: Session, person_id: str, face_ids: Collection[str] | None = None) -> None:
    """The user has said who this is: that is their word for every face the person has now.

    Or for those of `face_ids` that the person still has. What was said against one of these faces
    is withdrawn. Faces that come later are the machine's.
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
    settle(session, [person_id])


def is_confirmed() -> ColumnElement[bool]:
    """SQL, never null: the user has said whose the face of the enclosing query is."""
    # Not by =: null = 'user' is null, and so is its opposite, so that a free face would be neither.
    return col(Face.assigned_by).is_not_distinct_from(AssignedBy.USER)


def is_decided() -> ColumnElement[bool]:
    """SQL: the user has a say in the face of the enclosing query, so no machine deletes it.

    Whoever drew it, said whose it is or is not, chose it as thumbnail, or has said something about
    the unnamed group it is in. (What a machine gave to somebody with a name is no such thing.)
    """
    said = exists().where(col(Rejection.face_id) == col(Face.id))
    # Listed once: where nobody has chosen one, SQLite may look through all people for each face.
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


def is_person_decided(person: type[Person]) -> ColumnElement[bool]:
    """SQL: the user has said something about this person, with or without a name."""
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
    """The user gives faces to a person, or to nobody; how many were not there already.

    All of them have to be there, and of the person's library. Whoever had them is rejected for
    them, as `verdict` says: no face returns there by itself. Without `is_split` an unnamed group
    is not, as all of it may be that person's. It goes when it loses the last face.
    """
    library_id = None if person_id is None else need(session, Person, person_id).library_id
    _check(session, face_ids, library_id)
    past = (
        select(col(Face.id), col(Face.person_id), is_confirmed(), col(Person.name))
        .outerjoin(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(Face.id), face_ids))
    )
    rows = session.execute(past).all()
    # A face that a scan placed there is moved, too: from now on it is there by the user's word.
    there = (person_id, person_id is not None)
    moved = [face for face, owner, by_user, _ in rows if (owner, bool(by_user)) != there]
    left = [(face, old, name) for face, old, _, name in rows if old not in (None, person_id)]
    against = [(face, old) for face, old, name in left if is_split or name is not None]
    reject(session, against, verdict)
    if person_id is not None and moved:
        # Before the faces come: a better one among them changes no portrait.
        portraits.keep(session, [person_id])
    _move(session, among(col(Face.id), moved), person_id)
    if person_id is not None:
        _accept(session, face_ids, person_id)
        _agree(session, among(col(NameClaim.face_id), face_ids))
    clear_thumbnails(session, moved)
    losers = {old for _, old, _ in left}
    drop_empty(session, losers)
    settle(session, losers)  # the user has said something about them, too
    return len(moved)


def give_all(session: Session, source_ids: Collection[str], person_id: str) -> None:
    """Every face of these people is the person's: those of a group by the user's word.

    Of who has a name each is placed as it was: that two people are one says nothing about a face
    that a scan has given to one of them, and nobody has looked at.
    """
    portraits.keep(session, [person_id])
    theirs = among(col(Face.person_id), source_ids)
    groups = select(col(Person.id)).where(among(col(Person.id), source_ids))
    of_group = col(Face.person_id).in_(groups.where(col(Person.name).is_(None)))
    _move(session, theirs & of_group, person_id)
    run(session, update(Face).where(theirs).values(person_id=person_id, updated_at=now()))


def release(session: Session, which: ColumnElement[bool]) -> None:
    """Take these faces off their people, without rejecting anybody for them."""
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
    """A scan assigns those of the faces that `owner` still has to somebody, or to nobody.

    What the user has confirmed stays; `where` says what else has to hold.
    """
    by = AssignedBy.AUTO if person_id else None
    theirs = (
        among(col(Face.id), face_ids),
        # As an expression: by the index on person_id SQLite would read all unassigned faces.
        func.coalesce(col(Face.person_id), "") == (owner or ""),
        ~is_confirmed(),
        where,
    )
    values = {"person_id": person_id, "assigned_by": by, "scan_id": scan_id}
    # Not by `run`: a scan makes many groups, and has no face in its hands to be read again.
    session.execute(
        update(Face).where(*theirs).values(values),
        execution_options={"synchronize_session": False},
    )


def settle(session: Session, person_ids: Iterable[str]) -> None:
    """A group about which the user has decided something is never grouped anew."""
    fresh = (among(col(Person.id), person_ids), ~col(Person.is_settled))
    run(session, update(Person).where(*fresh).values(is_settled=True))


def split_off(session: Session, person_id: str, kept: Sequence[str]) -> None:
    """All but these faces leave the group for one of their own: nobody has said whose they are."""
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


def set_alone(session: Session, face_ids: Collection[str], *, is_hidden: bool) -> int:
    """Each of these faces that is still nobody's gets a group of its own; how many there were.

    It is no word about who it is: a scan may add faces to it, as to any group.
    """
    nobodys = (among(col(Face.id), face_ids), col(Face.person_id).is_(None))
    found = session.execute(select(col(Face.id), col(Face.library_id)).where(*nobodys)).all()
    if not found:
        return 0
    groups = {face_id: ids.new("person") for face_id, _ in found}
    moment = now()
    fixed: dict[str, object] = {"is_hidden": is_hidden, "is_favorite": False, "is_settled": True}
    fixed |= {"created_at": moment, "updated_at": moment}
    rows = [{"id": groups[face], "library_id": library, **fixed} for face, library in found]
    session.execute(insert(Person), rows)
    moved = [{"face": face, "group": group} for face, group in groups.items()]
    values = {"person_id": bindparam("group"), "assigned_by": AssignedBy.AUTO, "scan_id": None}
    statement = update(Face).where(col(Face.id) == bindparam("face"))
    session.connection().execute(statement.values(**values), moved)
    session.expire_all()
    return len(found)


def keep_apart(session: Session, person_id: str) -> None:
    """Before a person is deleted: reject those they were told apart from, for each of their faces.

    These are people marked as not the same, and people to whom the user gave one of their faces.
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
    others -= {person_id}
    if others:
        _reject_all(session, person_id, others)


def reject(session: Session, pairs: Iterable[tuple[str, str]], verdict: Verdict) -> None:
    """The verdict on each (face, person), in place of what was said before; moves no face."""
    faces_of: dict[str, list[str]] = defaultdict(list)
    for face_id, person_id in dict.fromkeys(pairs):
        faces_of[person_id].append(face_id)
    for person_id, face_ids in faces_of.items():
        said = (among(col(Rejection.face_id), face_ids), col(Rejection.person_id) == person_id)
        run(session, delete(Rejection).where(*said))
        fixed = {"person_id": person_id, "verdict": verdict}
        rows = [fixed | {"id": ids.new("rej"), "face_id": face_id} for face_id in face_ids]
        session.execute(insert(Rejection), rows)


def clear_thumbnails(session: Session, face_ids: Iterable[str]) -> None:
    """Nobody keeps one of these faces as thumbnail unless it is their own."""
    # An unassigned face is not their own either: NULL would compare as neither.
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
    """Remove those who are unnamed and have no face left; a machine only who is not decided.

    Whose faces are remembered stay: they come back with their pictures.
    """
    has_face = or_(
        exists().where(col(Face.person_id) == col(Person.id)),
        exists().where(col(Remembered.person_id) == col(Person.id)),
    )
    # The user may have hidden an empty group, or said who it is not: a scan that deleted it would
    # lose that. What the user empties by hand goes, unless it has a name.
    stays = is_person_decided(Person) if by_machine else col(Person.name).is_not(None)
    run(session, delete(Person).where(among(col(Person.id), person_ids), ~stays, ~has_face))


def _move(session: Session, which: ColumnElement[bool], person_id: str | None) -> None:
    """These faces are somebody's by the user's word, or nobody's."""
    said = AssignedBy.USER if person_id else None
    values = {"person_id": person_id, "assigned_by": said, "scan_id": None, "updated_at": now()}
    run(session, update(Face).where(which).values(values))


def _agree(session: Session, which: ColumnElement[bool]) -> None:
    """The names that files have given to these faces are the user's word from now on, too."""
    taken = (which, col(NameClaim.state) == ClaimState.TAKEN)
    run(session, update(NameClaim).where(*taken).values(state=ClaimState.AGREED))


def _check(session: Session, face_ids: Collection[str], library_id: str | None) -> None:
    """All of these faces exist, and are of that library."""
    query = select(col(Face.id), col(Face.library_id)).where(among(col(Face.id), face_ids))
    known = dict(session.execute(query).all())
    for face_id in face_ids:
        if face_id not in known:
            raise NotFound("There is no face {face_id!r}.", face_id=face_id)
        if library_id not in (None, known[face_id]):
            raise Invalid("person_id", "The face is in another library.")


def _reject_all(session: Session, person_id: str, others: Iterable[str]) -> None:
    """ "No" to each of a person's faces and each of the others, where nothing was said before.

    One statement with ids in order: it may be a hundred thousand rows.
    """
    said = exists().where(
        col(Rejection.face_id) == col(Face.id), col(Rejection.person_id) == col(Person.id)
    )
    # The last six characters of a new id make way for the number of the row, so that each id
    # differs.
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
    """A "no" to one of the faces is withdrawn, and the person is the user's from now on."""
    withdrawn = (among(col(Rejection.face_id), face_ids), col(Rejection.person_id) == person_id)
    run(session, delete(Rejection).where(*withdrawn))
    settle(session, [person_id])
