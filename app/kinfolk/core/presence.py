"""Who is in a photo without a box, by the user's word: their face cannot be seen."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, select
from sqlmodel import Session, col

from kinfolk.core import assignment, ids, visibility
from kinfolk.core.db.models import Asset, Face, Person, Presence
from kinfolk.core.db.rows import among, need, run
from kinfolk.errors import Invalid


def in_photos(session: Session, asset_ids: Collection[str]) -> dict[str, list[str]]:
    """Of each photo that has such people now, their ids by name.

    Whoever has a face there meanwhile is seen; a presence follows its picture, as faces do.
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
    """Whether somebody is in the photo, with a face or without."""
    told = exists().where(
        col(Presence.asset_id) == asset_id,
        col(Presence.person_id) == person_id,
        col(Asset.id) == asset_id,
        visibility.is_shown(Presence),
    )
    seen = select(_is_seen(asset_id, person_id) | told)
    return bool(session.execute(seen).scalar_one())


def add(session: Session, asset_id: str, person_id: str) -> str:
    """The id of what is said. Invalid where the photo shows a face of theirs, or is elsewhere."""
    photo, person = need(session, Asset, asset_id), need(session, Person, person_id)
    if photo.library_id != person.library_id:
        raise Invalid("person_id", "The photo is in another library.")
    if session.execute(select(_is_seen(asset_id, person_id))).scalar_one():
        shown = (
            "The photo shows {name} already." if person.name else "The photo shows them already."
        )
        raise Invalid("person_id", shown, name=person.name)
    # They may have been in a picture that the photo showed before: it is this one now.
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
    """Nothing happens where they are not said to be there."""
    this = (col(Presence.asset_id) == asset_id, col(Presence.person_id) == person_id)
    run(session, delete(Presence).where(*this))


def _is_seen(asset_id: object, person_id: object) -> ColumnElement[bool]:
    """SQL: the photo shows a face of theirs now."""
    here = exists().where(col(Face.asset_id) == asset_id, col(Face.person_id) == person_id)
    return here.where(col(Asset.id) == col(Face.asset_id), visibility.is_shown())
