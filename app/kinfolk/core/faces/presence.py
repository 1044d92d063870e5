"""People in a photo without a box, because the user said so: their faces can't be seen."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, select
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.models import Asset, Face, Person, Presence
from kinfolk.core.db.rows import among, need, run
from kinfolk.core.faces import assignment, visibility
from kinfolk.errors import Invalid


def in_photos(session: Session, asset_ids: Collection[str]) -> dict[str, list[str]]:
    """Return for each photo the ids of people in it without a face, by name.

    Whoever has a face there by now is left out. A presence belongs to its picture, as faces do.
    """
    query = (
        select(col(Presence.asset_id), col(Presence.person_id))
        .join(Asset, col(Asset.id) == col(Presence.asset_id))
        .join(Person, col(Person.id) == col(Presence.person_id))
        .where(
            among(col(Presence.asset_id), asset_ids),
            visibility.is_shown(Presence),
            ~_is_seen(col(Asset.id), col(Person.id)),
        )
        .order_by(col(Person.name_key), col(Presence.id))
    )
    found: dict[str, list[str]] = {}
    for asset_id, person_id in session.execute(query):
        found.setdefault(asset_id, []).append(person_id)
    return found


def is_in(session: Session, asset_id: str, person_id: str) -> bool:
    """Return whether someone is in the photo, with a face or without."""
    told = exists().where(
        col(Presence.asset_id) == asset_id,
        col(Presence.person_id) == person_id,
        col(Asset.id) == asset_id,
        visibility.is_shown(Presence),
    )
    seen = select(_is_seen(asset_id, person_id) | told)
    return bool(session.execute(seen).scalar_one())


def add(session: Session, asset_id: str, person_id: str) -> str:
    """Note that the person is in the photo without a face, and return the new presence's id.

    Raises NotFound if there is no such photo or person, and Invalid if the photo shows a face of
    theirs or is in another library. An earlier presence of theirs in the photo is replaced.
    """
    photo, person = need(session, Asset, asset_id), need(session, Person, person_id)
    if photo.library_id != person.library_id:
        raise Invalid("person_id", "The photo is in another library.")
    if session.execute(select(_is_seen(asset_id, person_id))).scalar_one():
        shown = (
            "{name} is already in the photo."
            if person.name
            else "This group is already in the photo."
        )
        raise Invalid("person_id", shown, name=person.name)
    # A presence of an earlier picture of the photo is replaced by one of the current picture.
    remove(session, asset_id, person_id)
    row = Presence(
        id=ids.new("presence"),
        library_id=photo.library_id,
        asset_id=asset_id,
        person_id=person_id,
        seen_in=photo.picture,
    )
    session.add(row)
    session.flush()
    assignment.settle(session, [person_id])
    return row.id


def remove(session: Session, asset_id: str, person_id: str) -> None:
    """Remove the person from the photo; nothing happens if there is no presence."""
    this = (col(Presence.asset_id) == asset_id, col(Presence.person_id) == person_id)
    run(session, delete(Presence).where(*this))


def _is_seen(asset_id: object, person_id: object) -> ColumnElement[bool]:
    """Return SQL: the photo shows a face of the person now."""
    here = exists().where(col(Face.asset_id) == asset_id, col(Face.person_id) == person_id)
    return here.where(col(Asset.id) == col(Face.asset_id), visibility.is_shown())
