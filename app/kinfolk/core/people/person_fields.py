"""The fields of a person, and which values they may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NoReturn

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import names
from kinfolk.core.birth import OLDEST, Birth, Precision
from kinfolk.core.db import models
from kinfolk.core.db.rows import need
from kinfolk.core.faces import assignment
from kinfolk.core.photos import remembered_decisions
from kinfolk.core.unset import UNSET, Unset
from kinfolk.errors import Invalid, NameTaken


@dataclass(frozen=True, kw_only=True)
class PersonChanges:
    """Hold what becomes of each field: a value, None to clear it, or UNSET to leave it.

    No field has a default, so that mypy shows each place that has to pass a new one. To change only
    some: `replace(UNCHANGED, name=name)`.
    """

    name: str | Unset | None
    birth_date: date | Birth | Unset | None
    is_hidden: bool | Unset
    is_favorite: bool | Unset
    thumbnail_face_id: str | Unset | None


UNCHANGED: Final = PersonChanges(
    name=UNSET, birth_date=UNSET, is_hidden=UNSET, is_favorite=UNSET, thumbnail_face_id=UNSET
)


def apply(session: Session, person: models.Person, changes: PersonChanges) -> None:
    """Set the fields that are not UNSET, and `updated_at` if one of them differs.

    If an unnamed group gets a name, all its faces become confirmed by the user.
    """
    was_unnamed = person.name is None
    if changes.name is not UNSET:
        _set_name(session, person, changes.name)
    if changes.birth_date is not UNSET:
        said = changes.birth_date
        set_birth(person, birth(said) if said is not None else None)
    if changes.is_hidden is not UNSET:
        person.is_hidden = changes.is_hidden
    if changes.is_favorite is not UNSET:
        person.is_favorite = changes.is_favorite
    if changes.thumbnail_face_id is not UNSET:
        _set_thumbnail(session, person, changes.thumbnail_face_id)
    if session.is_modified(person):
        # The user has said something about the group: no scan may make it again from scratch.
        person.is_settled = True
        person.updated_at = models.now()
    session.flush()
    if changes.thumbnail_face_id is not UNSET:
        remembered_decisions.forget_portrait(session, person.id)
    if was_unnamed and person.name is not None:
        assignment.confirm(session, person.id)


def namesakes(session: Session, name: str, library_id: str | None) -> Sequence[models.Person]:
    """Return who has that name in the library, hidden or not; None stands for every library."""
    # The driver can't send half of a surrogate pair to SQLite; no one has such a name.
    if not names.is_text(name):
        return []
    query = select(models.Person).where(col(models.Person.name_key) == names.key(name))
    if library_id is not None:
        query = query.where(col(models.Person.library_id) == library_id)
    return session.execute(query.order_by(col(models.Person.id))).scalars().all()


def birth(value: date | Birth) -> Birth:
    """Return the date as Birth; Invalid if it is in the future or before the year 1000."""
    born = value if isinstance(value, Birth) else Birth(value)
    if born.said.year < OLDEST:
        raise Invalid("birth_date", "A birth year must have four digits: 1000 or later.")
    if born.said > date.today():
        raise Invalid("birth_date", "A birth date can’t be in the future.")
    return born


def face_in(session: Session, face_id: str, library_id: str) -> models.Face:
    """Return the face to be chosen as portrait; NotFound or Invalid unless it is in the library."""
    face = need(session, models.Face, face_id)
    if face.library_id != library_id:
        raise Invalid("thumbnail_face_id", "The face is in another library.")
    return face


def refuse_face() -> NoReturn:
    """Raise Invalid: a portrait has to be the person's own face, or no one's."""
    raise Invalid("thumbnail_face_id", "The face belongs to someone else.")


def refuse_name(owner: models.Person) -> NoReturn:
    """Raise NameTaken: `owner` has the name that someone else was to get."""
    assert owner.name is not None
    raise NameTaken(owner.id, owner.name)


def set_birth(person: models.Person, born: Birth | None) -> None:
    """Set the birth date without checking it: another library holds it already."""
    person.birth_date = born.day if born else None
    person.birth_precision = born.precision if born else Precision.DAY


def _set_name(session: Session, person: models.Person, value: str | None) -> None:
    """Set the name and its key; NameTaken if someone else in the library has the name."""
    name = names.clean(value)
    if name is None:
        person.name = person.name_key = None
        return
    for other in namesakes(session, name, person.library_id):
        if other.id != person.id:
            refuse_name(other)
    person.name, person.name_key = name, names.key(name)


def _set_thumbnail(session: Session, person: models.Person, face_id: str | None) -> None:
    """Set or clear the chosen portrait; it has to be the person's face, or no one's."""
    if face_id is not None:
        face = face_in(session, face_id, person.library_id)
        if face.person_id not in (None, person.id):
            refuse_face()
    person.thumbnail_face_id = face_id
