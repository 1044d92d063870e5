"""Previews: each photo as a small JPEG, so that pages of photos need neither the drive nor time.

They lie in cache.db, up to a limit. Over it the oldest are deleted first. Those of photos that are
away, which no one can make again now, are deleted only when there are no others.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select, true
from sqlmodel import Session, col

from kinfolk.core.db import checksums
from kinfolk.core.db.models import WHEN_TAKEN, Asset, AssetState, Face, Folder, Preview
from kinfolk.core.db.rows import among, find, run
from kinfolk.core.faces.visibility import is_shown
from kinfolk.core.names import is_text
from kinfolk.core.photos import places

SIDE = 512  # approximate pixels of the longer side
# Over the limit they are reduced to this part of it, so that a long scan does so seldom.
_ENOUGH = 0.98
# Bytes of a large preview: a scan makes only as many as would fit at this size.
_LARGE = 80_000


@dataclass(frozen=True, slots=True)
class Made:
    """Hold the preview of a photo, and the digest of the picture that it shows."""

    asset_id: str
    picture: str  # as `Asset.picture`
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class PreviewSource:
    """Hold the file a preview can be made of, and what it has to contain."""

    asset_id: str
    picture: str
    path: Path
    content_hash: str
    at: int | None  # in a video the moment of its best face, if it has any


def get(session: Session, asset_id: str) -> bytes | None:
    """Return the photo's preview; None if it is missing, damaged or of another picture."""
    if not is_text(asset_id):
        return None
    query = select(col(Preview.jpeg), col(Preview.checksum), col(Asset.picture))
    found = query.join(Asset, _is_of(Asset.id, Asset.picture)).where(col(Asset.id) == asset_id)
    row = session.execute(found).first()
    if row is None:
        return None
    jpeg: bytes = row.jpeg
    # The check of a large cache skips previews, so each is checked as it is read
    # (docs/decisions/0058).
    fits = row.checksum == checksums.preview_checksum(jpeg, asset_id, row.picture)
    return jpeg if fits else None


def keep(session: Session, found: Iterable[Made], *, limit: int) -> None:
    """Store these previews in place of older ones; over `limit` bytes the oldest go."""
    rows = [
        {
            "asset_id": made.asset_id,
            "picture": made.picture,
            "size": len(made.jpeg),
            "checksum": checksums.preview_checksum(made.jpeg, made.asset_id, made.picture),
            "jpeg": made.jpeg,
        }
        for made in found
    ]
    if rows:
        # Replaced, not updated, so that it counts as new.
        session.execute(insert(Preview).prefix_with("OR REPLACE"), rows)
        if _stored(session) > limit:
            _shrink(session, int(_ENOUGH * limit))


def source(session: Session, asset_id: str) -> PreviewSource | None:
    """Return what a preview of the photo can be made of; None if its picture is unknown."""
    photo = find(session, Asset, asset_id)
    if photo is None or not photo.picture:
        return None
    path = places.readable(session, photo.id)
    return PreviewSource(
        photo.id, photo.picture, path, photo.content_hash, best_moment(session, photo.id)
    )


def best_moment(session: Session, asset_id: str) -> int | None:
    """Return the moment of a video's best face in milliseconds; None if it shows no one."""
    here = (col(Face.asset_id) == asset_id, col(Face.timestamp_ms).is_not(None), is_shown())
    query = select(col(Face.timestamp_ms)).join(Asset, col(Asset.id) == col(Face.asset_id))
    best = query.where(*here).order_by(col(Face.quality).desc(), col(Face.id)).limit(1)
    return session.execute(best).scalar_one_or_none()


def lacking(
    session: Session,
    *,
    limit: int,
    library_id: str | None = None,
    folder_ids: Collection[str] | None = None,
) -> list[str]:
    """Return photos that could be read and have no preview, newest first, as many as fit."""
    room = max(0, int(_ENOUGH * limit) - _stored(session))
    query = (
        select(col(Asset.id))
        .join(Folder, col(Folder.id) == col(Asset.folder_id))
        .where(col(Asset.state) == AssetState.DONE, ~col(Folder.is_away), col(Asset.picture) != "")
        .where(~exists().where(_is_of(Asset.id, Asset.picture)))
    )
    if library_id is not None:
        query = query.where(col(Asset.library_id) == library_id)
    if folder_ids is not None:
        query = query.where(among(col(Asset.folder_id), folder_ids))
    query = query.order_by(WHEN_TAKEN.desc(), col(Asset.id).desc()).limit(room // _LARGE)
    return list(session.execute(query).scalars())


def sweep(session: Session, asset_ids: Collection[str]) -> None:
    """Delete the previews of those photos that do not exist any more."""
    standing = select(col(Asset.id)).where(among(col(Asset.id), asset_ids))
    gone = set(asset_ids).difference(session.execute(standing).scalars())
    run(session, delete(Preview).where(among(col(Preview.asset_id), gone)))


def _stored(session: Session) -> int:
    """Return the total bytes of all previews."""
    total: int = session.execute(select(func.coalesce(func.sum(col(Preview.size)), 0))).scalar_one()
    return total


def _shrink(session: Session, enough: int) -> None:
    """Delete the oldest previews, down to `enough` bytes; those of unavailable photos last."""
    for which in (~_is_away(), true()):
        over = _stored(session) - enough
        query = select(col(Preview.n), col(Preview.size)).where(which).order_by(col(Preview.n))
        gone = []
        # A few at a time: as a rule a thousand of a hundred thousand are enough.
        with session.execute(query.execution_options(yield_per=500)) as oldest:
            while over > 0 and (row := oldest.fetchone()) is not None:
                gone.append(row.n)
                over -= row.size
        run(session, delete(Preview).where(among(col(Preview.n), gone)))


def _is_of(asset_id: Any, picture: Any) -> ColumnElement[bool]:
    return and_(col(Preview.asset_id) == asset_id, col(Preview.picture) == picture)


def _is_away() -> ColumnElement[bool]:
    """Return SQL: the preview's photo was not there at the last scan."""
    photo = select(col(Asset.id)).join(Folder, col(Folder.id) == col(Asset.folder_id))
    is_gone = or_(col(Asset.state) == AssetState.MISSING, col(Folder.is_away))
    return photo.where(col(Asset.id) == col(Preview.asset_id), is_gone).exists()
