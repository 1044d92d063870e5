"""Photos: the assets of a library, where they are, and the state of their scan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset as Row
from kinfolk.core.db.models import AssetState, Face
from kinfolk.core.db.rows import ListPage, among, check_page, cut, need, run
from kinfolk.core.photos import library, photo_search
from kinfolk.core.photos.photo_filter import EVERY_PHOTO, PhotoFilter
from kinfolk.core.photos.photo_search import Order, PhotoSort
from kinfolk.metadata.capture_date import CaptureDate


@dataclass(frozen=True)
class Asset:
    """Hold a photo or video; sizes are displayed pixels, and `taken` is None if unknown."""

    id: str
    library_id: str
    folder_id: str
    path: Path
    mimetype: str
    file_size: int
    width: int
    height: int
    taken: CaptureDate | None
    state: AssetState
    reason: str | None
    length_ms: int | None  # length of a video, 0 if unknown; None for a photo
    picture: str  # digest of the displayed pixels; "" if it was never read
    is_looked_at: bool  # whether all its faces were looked for
    created_at: datetime
    updated_at: datetime

    @property
    def moment(self) -> datetime:
        """The time by which photos are sorted: when it was taken, else when it was found."""
        return self.taken.at if self.taken else self.created_at.replace(tzinfo=None)


@dataclass(frozen=True)
class AssetsQuery:
    """Hold the parameters of the list of photos, see docs/api.md."""

    library_id: str | None = None
    filter: PhotoFilter = EVERY_PHOTO
    ids: Collection[str] | None = None
    limit: int = 20
    starting_after_id: str | None = None
    sort: PhotoSort = PhotoSort.DATE
    order: Order = Order.DOWN


@dataclass(frozen=True)
class PhotoCounts:
    """Hold the number of photos by state; `total` counts all but the missing ones."""

    total: int
    pending: int
    done: int
    failed: int
    missing: int
    faces: int


def get(session: Session, asset_id: str) -> Asset:
    """Return the photo; NotFound if there is none with that id."""
    return _asset(need(session, Row, asset_id))


def page(session: Session, query: AssetsQuery) -> ListPage[Asset]:
    """Return a page of photos that are not missing, newest first by default."""
    check_page(query.limit, query.ids)
    library_id = library.known_or_none(session, query.library_id)
    statement = page_select(session, query, library_id)
    rows = session.execute(statement).scalars().all()
    return cut([_asset(row) for row in rows], query.limit)


def page_select(session: Session, query: AssetsQuery, library_id: str | None) -> sa.Select[Any]:
    """Return the query behind `page`, for one row more than the page has.

    The further row tells whether there is a next page.
    """
    statement = photo_search.page_select(
        session,
        query.filter,
        library_id,
        sort=query.sort,
        order=query.order,
        after=query.starting_after_id,
    )
    if query.ids is not None:
        statement = statement.where(among(col(Row.id), query.ids))
    return statement.limit(query.limit + 1)


def cards(session: Session, asset_ids: Collection[str]) -> dict[str, Asset]:
    """Return those of the photos that exist, by id, in one query."""
    rows = session.execute(select(Row).where(among(col(Row.id), asset_ids))).scalars()
    return {row.id: _asset(row) for row in rows}


def counts(session: Session, library_id: str | None = None) -> PhotoCounts:
    """Return the number of photos by state, and of faces, in one library or in all."""
    photos = select(col(Row.state), func.count()).group_by(col(Row.state))
    faces = select(func.count()).select_from(Face)
    if library_id is not None:
        photos = photos.where(col(Row.library_id) == library_id)
        faces = faces.where(col(Face.library_id) == library_id)
    states = {AssetState(state): count for state, count in session.execute(photos)}
    by_state = {state.value: states.get(state, 0) for state in AssetState}
    return PhotoCounts(
        total=sum(by_state.values()) - by_state["missing"],
        faces=session.execute(faces).scalar_one(),
        **by_state,
    )


def problems(session: Session, library_id: str | None = None) -> list[Asset]:
    """Return photos that could not be read, by path; `reason` says why."""
    query = select(Row).where(col(Row.state) == AssetState.FAILED)
    if library_id is not None:
        query = query.where(col(Row.library_id) == library_id)
    return [_asset(row) for row in session.execute(query.order_by(col(Row.path))).scalars()]


def try_again(session: Session, library_id: str | None = None) -> int:
    """Mark all unreadable photos to be read by the next scan; return how many there are."""
    failed = [col(Row.state) == AssetState.FAILED]
    if library_id is not None:
        failed.append(col(Row.library_id) == library_id)
    count: int = session.execute(select(func.count()).where(*failed)).scalar_one()
    run(session, sa.update(Row).where(*failed).values(state=AssetState.PENDING, reason=None))
    return count


def _asset(row: Row) -> Asset:
    return Asset(
        id=row.id,
        library_id=row.library_id,
        folder_id=row.folder_id,
        path=Path(row.path),
        mimetype=row.mimetype,
        file_size=row.file_size,
        width=row.width,
        height=row.height,
        taken=row.taken,
        state=AssetState(row.state),
        reason=row.reason,
        length_ms=row.length_ms,
        picture=row.picture,
        is_looked_at=row.is_looked_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
