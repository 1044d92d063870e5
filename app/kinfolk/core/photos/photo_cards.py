"""What a page of photos shows for each: who is in it, and why it may not be seen."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import case, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssetState, Face, Folder, Person, Presence
from kinfolk.core.db.rows import among
from kinfolk.core.faces import visibility
from kinfolk.metadata.capture_date import CaptureDate


@dataclass(frozen=True)
class PhotoCard:
    """Hold what the window shows for a photo.

    Names come from left to right, then those of people without a box by name. Hidden people and
    ignored groups are left out.
    """

    id: str
    path: Path
    taken: CaptureDate | None
    names: tuple[str, ...]
    unknown: int  # number of people without a name
    problem: str  # why it could not be read, "" if it could
    away: Path | None  # its folder, if that was unavailable at the last scan
    length_ms: int | None = None  # of a video


def cards(
    session: Session, asset_ids: Collection[str], *, first: Collection[str] = ()
) -> dict[str, PhotoCard]:
    """Return the cards of those photos that exist, by photo id.

    On each card, the names of the people in `first` come before the other names.
    """
    who = {
        asset_id: dict(sorted(people.items(), key=lambda each: each[0] not in first))
        for asset_id, people in _who(session, asset_ids).items()
    }
    photos = (
        select(
            col(Asset.id),
            col(Asset.path),
            col(Asset.taken_at),
            col(Asset.taken_precision),
            col(Asset.taken_source),
            case((col(Asset.state) == AssetState.FAILED, col(Asset.reason))),
            case((col(Folder.is_away), col(Folder.path))),
            col(Asset.length_ms),
        )
        .join(Folder, col(Folder.id) == col(Asset.folder_id))
        .where(among(col(Asset.id), asset_ids))
    )
    return {
        asset_id: PhotoCard(
            id=asset_id,
            path=Path(path),
            taken=CaptureDate.stored(*taken),
            names=tuple(name for name in who.get(asset_id, {}).values() if name is not None),
            unknown=sum(name is None for name in who.get(asset_id, {}).values()),
            problem=problem or "",
            away=Path(away) if away else None,
            length_ms=length,
        )
        for asset_id, path, *taken, problem, away, length in session.execute(photos)
    }


def named(session: Session, asset_id: str) -> dict[str, str]:
    """Return ids and names of the people in a photo who have a name, in the order of its card."""
    who = _who(session, [asset_id]).get(asset_id, {})
    return {person_id: name for person_id, name in who.items() if name is not None}


def _who(session: Session, asset_ids: Collection[str]) -> dict[str, dict[str, str | None]]:
    """Return for each photo its people and their names, each person once; leave out hidden people.

    A face that belongs to no one has its own id as key and None as name, so that it counts as one
    unknown person.
    """
    faces = (
        select(col(Face.asset_id), col(Face.id), col(Face.person_id), col(Person.name))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .outerjoin(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(Face.asset_id), asset_ids), visibility.is_shown())
        .where(col(Person.is_hidden).is_not(True))
        .order_by(col(Face.x), col(Face.id))
    )
    boxless = (
        select(col(Presence.asset_id), col(Presence.id), col(Presence.person_id), col(Person.name))
        .join(Asset, col(Asset.id) == col(Presence.asset_id))
        .join(Person, col(Person.id) == col(Presence.person_id))
        .where(among(col(Presence.asset_id), asset_ids), visibility.is_shown(Presence))
        .where(~col(Person.is_hidden))
        .order_by(col(Person.name_key), col(Presence.id))
    )
    found: dict[str, dict[str, str | None]] = {}
    rows = chain(session.execute(faces), session.execute(boxless))
    for asset_id, row_id, person_id, name in rows:
        # The first one counts, so whoever has a face stands where the face is, from left to right.
        found.setdefault(asset_id, {}).setdefault(person_id or row_id, name)
    return found
