"""A person's own fields: what may stand in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NoReturn

from sqlalchemy import select
from sqlmodel import Session, col

from app.core import assignment, models, names
from app.core.birth import Birth, Precision
from app.core.rows import need
from app.errors import Conflict, Invalid

_FLAGS = ("is_hidden", "is_favorite")


def apply(session: Session, person: models.Person, changes: Mapping[str, object]) -> None:
    """Set the fields that are present; `updated_at` moves only if one of them differs.

    Whoever gets a name is the user's from then on, with every face.
    """
    was_unnamed = person.name is None
    for field, value in changes.items():
        if field == "name":
            _set_name(session, person, value)
        elif field == "birth_date":
            _set_birth(person, birth(value))
        elif field == "thumbnail_face_id":
            person.thumbnail_face_id = _thumbnail(session, person, value)
        elif field in _FLAGS:
            setattr(person, field, flag(field, value))
        else:
            raise Invalid(field, "A person has no such field.")
    if session.is_modified(person):
        person.is_settled = True
        person.updated_at = models.now()
    session.flush()
    if was_unnamed and person.name is not None:
        assignment.confirm(session, person.id)


def namesakes(session: Session, name: str, library_id: str | None) -> Sequence[models.Person]:
    """Whoever has that name in the library, hidden or not; null looks into every library."""
    if not names.is_text(name):
        return []
    query = select(models.Person).where(col(models.Person.name_key) == names.key(name))
    if library_id is not None:
        query = query.where(col(models.Person.library_id) == library_id)
    return session.execute(query.order_by(col(models.Person.id))).scalars().all()


def birth(value: object) -> Birth | None:
    """The value as a birth date, or null."""
    if value is None:
        return None
    if type(value) is date:
        value = Birth(value)
    if not isinstance(value, Birth):
        raise Invalid("birth_date", "A birth date is a date.")
    if value.day > date.today():
        raise Invalid("birth_date", "A birth date cannot lie in the future.")
    return value


def flag(field: str, value: object) -> bool:
    """The value as a switch; null is none."""
    if not isinstance(value, bool):
        raise Invalid(field, "This is either true or false.")
    return value


def face_in(session: Session, face_id: str, library_id: str) -> models.Face:
    """The face to choose as thumbnail: it exists and is of the library."""
    face = need(session, models.Face, face_id)
    if face.library_id != library_id:
        raise Invalid("thumbnail_face_id", "The face is in another library.")
    return face


def refuse_face() -> NoReturn:
    """A thumbnail is one's own face or nobody's."""
    raise Invalid("thumbnail_face_id", "The face is somebody else's.")


def _set_birth(person: models.Person, born: Birth | None) -> None:
    person.birth_date = born.day if born else None
    person.birth_precision = born.precision if born else Precision.DAY


def _set_name(session: Session, person: models.Person, value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise Invalid("name", "A name is text.")
    name = names.clean(value)
    if name is None:
        person.name = person.name_key = None
        return
    if name != person.name:
        names.check_length(name)
    for other in namesakes(session, name, person.library_id):
        if other.id != person.id:
            raise Conflict(f"Somebody is called {other.name} already.", person_id=other.id)
    person.name, person.name_key = name, names.key(name)


def _thumbnail(session: Session, person: models.Person, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Invalid("thumbnail_face_id", "A face is named by its id.")
    face = face_in(session, value, person.library_id)
    if face.person_id not in (None, person.id):
        refuse_face()
    return face.id
