"""Check that people and faces are still as the screen showed them when the user decided.

Another program may have changed them since.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, true
from sqlmodel import Session, col

from kinfolk.core import names
from kinfolk.core.db.models import AssignedBy, DistinctPair, Face, Rejection, Verdict
from kinfolk.core.db.models import Person as Row
from kinfolk.core.db.rows import among, find, need
from kinfolk.core.people.people import Person
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates
from kinfolk.core.photos.dates import Dates
from kinfolk.errors import Conflict, NotFound, Text


@dataclass(frozen=True)
class Named:
    """Hold a person of whom the screen showed the name, but not whether they are hidden."""

    id: str
    name: str
    is_hidden: bool = True


@dataclass(frozen=True)
class SeenFaces:
    """Hold faces that the screen showed without a name, or as those of the people in `whose`.

    The screen showed the names of these people: a group that has got a name since is someone else.
    """

    ids: Collection[str]
    whose: Collection[Person | Named] = ()


@dataclass(frozen=True)
class Asked:
    """Hold a question to which the user says yes: are these faces, or is another group, the person?

    No one had said no when the screen asked it. If the user may overrule an earlier no by this yes,
    `since` is when the screen was drawn: only a no said after that counts.
    """

    person_id: str
    face_ids: Collection[str] = ()
    other_id: str | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class SeenBirth:
    """Hold the birth date that the screen showed of a person to whom the user gives another one."""

    person: Person


@dataclass(frozen=True)
class SeenPortrait:
    """Hold the chosen portrait that the screen showed of a person who gets another one.

    `also` are portraits that are no news: the one that the user has chosen here last, which the
    screen may not show yet, or None where no one's choice is overruled.
    """

    person: Person
    also: Collection[str | None] = ()


@dataclass(frozen=True)
class SeenDates:
    """Hold photos that the user dates, or takes dates from, with what the screen said of all."""

    ids: Collection[str]
    known: Dates


Seen = Person | Named | SeenFaces | SeenBirth | SeenPortrait | SeenDates | Asked


def about_merge(*people: Person | Named) -> list[Seen]:
    """Return what the user saw of people who become one; the names alone of those in `Named`."""
    compared = [person for person in people if isinstance(person, Person)]
    return [*people, *map(SeenBirth, compared), *map(SeenPortrait, compared)]


def about_answer(person: Person, face_ids: Collection[str], answer: Answer) -> list[Seen]:
    """Return what the user saw when answering whether these faces are the person."""
    if answer is not Answer.YES:
        return [person, SeenFaces(face_ids)]
    # A yes given elsewhere meanwhile is no conflict.
    return [person, SeenFaces(face_ids, [person]), Asked(person.id, face_ids)]


def check(session: Session, shown: Iterable[Seen], renamed: Mapping[str, str]) -> None:
    """Raise Conflict if one of them is gone, hidden, or named differently than the screen showed.

    It also raises if someone else has one of the faces now (`still_free`), if a question was
    answered with no, or if a birth date, a photo's date or a chosen portrait is another one. Call
    it in the transaction of the decision. `renamed` are people whom the user has given a name that
    the screen may not show yet.
    """
    for one in shown:
        match one:
            case Asked():
                _still_asked(session, one)
            case SeenBirth() | SeenPortrait():
                _as_shown(session, one)
            case SeenDates():
                _still_dated(session, one)
            case SeenFaces():
                # Only people whose name was on the screen: a group that has got one since is
                # someone else.
                whose = [each.id for each in one.whose if each.name or each.id in renamed]
                still_free(session, one.ids, None, whose)
            case Person() | Named():
                now = find(session, Row, one.id)
                said = (one.name, renamed.get(one.id, one.name))
                if what := _since(now, said, was_hidden=one.is_hidden):
                    told = Text(what[not one.name], name=one.name, now=now.name if now else None)
                    raise Conflict(told, "Nothing was changed.")


def _still_asked(session: Session, one: Asked) -> None:
    """Raise Conflict if the question has been answered with no since it was shown."""

    def said_no(row: type[Rejection | DistinctPair]) -> ColumnElement[bool]:
        recent = true() if one.since is None else col(row.created_at) > one.since
        return (col(row.verdict) == Verdict.NO) & recent

    to_face = select(col(Rejection.id)).where(
        among(col(Rejection.face_id), one.face_ids),
        col(Rejection.person_id) == one.person_id,
        said_no(Rejection),
    )
    # A pair is stored with the smaller id first.
    first, second = sorted((one.person_id, one.other_id or ""))
    to_other = select(col(DistinctPair.id)).where(
        col(DistinctPair.person_a) == first,
        col(DistinctPair.person_b) == second,
        said_no(DistinctPair),
    )
    if any(session.execute(query.limit(1)).first() for query in (to_face, to_other)):
        raise Conflict("This has been answered with no in the meantime.", "Nothing was changed.")


def _as_shown(session: Session, one: SeenBirth | SeenPortrait) -> None:
    """Raise Conflict if the person, who still exists, has another birth date or portrait now."""
    now, shown = need(session, Row, one.person.id), one.person
    if isinstance(one, SeenBirth):
        if now.born != shown.born:
            what = "This birth date has been changed in the meantime."
            raise Conflict(what, "Nothing was changed.")
    elif now.thumbnail_face_id not in (shown.thumbnail_face_id, *one.also):
        raise Conflict("This portrait has been changed in the meantime.", "Nothing was changed.")


def _still_dated(session: Session, one: SeenDates) -> None:
    """Raise Conflict if one of the photos, if it still exists, has another date now."""
    now = dates.known(session, one.ids).of
    if any(taken != one.known.of[asset_id] for asset_id, taken in now.items()):
        what = "A photo’s date has been changed in the meantime."
        raise Conflict(what, "Nothing was changed.")


def still_free(
    session: Session, face_ids: Collection[str], group_id: str | None, whose: Collection[str] = ()
) -> list[str]:
    """Return those of the faces that still exist; the screen showed them unnamed, or as `whose`.

    Raises Conflict if another person got one by the user's decision in the meantime, NotFound if
    none exists. `group_id` is the unnamed group that had them.
    """
    columns = (col(Face.id), col(Face.person_id), col(Face.assigned_by), col(Row.name))
    query = select(*columns).outerjoin(Row, col(Row.id) == col(Face.person_id))
    there = set()
    for face_id, owner, by, name in session.execute(query.where(among(col(Face.id), face_ids))):
        # Faces that a scan assigned in the meantime yield to the user. But the group itself may
        # have got a name in another window: then all of its faces belong to someone.
        is_decided = by == AssignedBy.USER or owner == group_id
        if name is not None and is_decided and owner not in whose:
            raise Conflict("These faces have been moved to {name} in the meantime.", name=name)
        there.add(face_id)
    if not there:
        raise NotFound("These faces no longer exist.")
    return [face_id for face_id in face_ids if face_id in there]


# What may have become of a person, and of a group.
_GONE = Text("{name} no longer exists."), Text("This group no longer exists.")
_RENAMED = Text("{name} has been renamed {now}."), Text("This group has been named {now}.")
_NAMELESS = Text("{name} no longer has a name."), Text("This group no longer has a name.")
_HIDDEN = Text("{name} is now hidden."), Text("This group is now hidden.")


def _since(
    now: Row | None, said: Iterable[str | None], *, was_hidden: bool
) -> tuple[Text, Text] | None:
    """Return what has changed about someone, None if nothing has."""
    if now is None:
        return _GONE
    if names.key(now.name or "") not in {names.key(name or "") for name in said}:
        return _RENAMED if now.name else _NAMELESS
    return _HIDDEN if now.is_hidden and not was_hidden else None
