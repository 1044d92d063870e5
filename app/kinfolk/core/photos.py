"""Photos: the assets of a library, where they are and how their scan went."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core import library
from kinfolk.core.db.models import WHEN_TAKEN, AssetState, Face
from kinfolk.core.db.models import Asset as Row
from kinfolk.core.db.rows import ListPage, among, check_page, cut, need, run


class Order(StrEnum):
    """By the time they were taken."""

    NEWEST = "desc"
    OLDEST = "asc"


@dataclass(frozen=True)
class Asset:
    """A photo; sizes are displayed pixels, `taken_at` is local time (null: not known)."""

    id: str
    library_id: str
    folder_id: str
    path: Path
    mimetype: str
    file_size: int
    width: int
    height: int
    taken_at: datetime | None
    state: AssetState
    reason: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class AssetsQuery:
    """The list parameters of docs/api.md; `person_ids` asks for photos that show all of them.

    `after` and `before` are exclusive, in local time without a zone.
    """

    library_id: str | None = None
    person_ids: Collection[str] | None = None
    ids: Collection[str] | None = None
    limit: int = 20
    starting_after_id: str | None = None
    order: Order = Order.NEWEST
    after: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True)
class PhotoCounts:
    """How many photos there are by state; `total` counts all but the missing ones."""

    total: int
    pending: int
    done: int
    failed: int
    missing: int
    faces: int


def get(session: Session, asset_id: str) -> Asset:
    return _asset(need(session, Row, asset_id))


def page(session: Session, query: AssetsQuery) -> ListPage[Asset]:
    """Photos that are there, in the order they were taken."""
    check_page(query.limit, query.ids)
    library_id = library.known_or_none(session, query.library_id)
    statement = page_select(session, query, library_id)
    rows = session.execute(statement).scalars().all()
    return cut([_asset(row) for row in rows], query.limit)


def page_select(session: Session, query: AssetsQuery, library_id: str | None) -> sa.Select[Any]:
    """The statement behind `page`: one row more than asked for."""
    here = (col(Row.library_id) == library_id, col(Row.state) != AssetState.MISSING)
    statement = select(Row).where(*here)
    if query.ids is not None:
        statement = statement.where(among(col(Row.id), query.ids))
    for person_id in set(query.person_ids or ()):
        shown = select(col(Face.asset_id)).where(col(Face.person_id) == person_id)
        statement = statement.where(col(Row.id).in_(shown))
    if query.after is not None:
        statement = statement.where(query.after < WHEN_TAKEN)
    if query.before is not None:
        statement = statement.where(query.before > WHEN_TAKEN)
    if query.starting_after_id is not None:
        statement = statement.where(_after(session, query.order, query.starting_after_id))
    if query.order == Order.NEWEST:
        statement = statement.order_by(WHEN_TAKEN.desc(), col(Row.id).desc())
    else:
        statement = statement.order_by(WHEN_TAKEN, col(Row.id))
    return statement.limit(query.limit + 1)


def cards(session: Session, asset_ids: Collection[str]) -> dict[str, Asset]:
    """Those of the ids that exist, in one query."""
    rows = session.execute(select(Row).where(among(col(Row.id), asset_ids))).scalars()
    return {row.id: _asset(row) for row in rows}


def counts(session: Session, library_id: str | None = None) -> PhotoCounts:
    """The photos of one library or of all."""
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
    """Photos that could not be read, by path; `reason` says why."""
    query = select(Row).where(col(Row.state) == AssetState.FAILED)
    if library_id is not None:
        query = query.where(col(Row.library_id) == library_id)
    return [_asset(row) for row in session.execute(query.order_by(col(Row.path))).scalars()]


def try_again(session: Session, library_id: str | None = None) -> int:
    """Let the next scan read once more what could not be read, changed or not; how many."""
    failed = [col(Row.state) == AssetState.FAILED]
    if library_id is not None:
        failed.append(col(Row.library_id) == library_id)
    count: int = session.execute(select(func.count()).where(*failed)).scalar_one()
    run(session, sa.update(Row).where(*failed).values(state=AssetState.PENDING, reason=None))
    return count


def _after(session: Session, order: Order, cursor: str) -> sa.ColumnElement[bool]:
    """Everything that sorts after the photo under the cursor."""
    row = need(session, Row, cursor)
    # As `WHEN_TAKEN`: local time, or the moment the photo was found, which SQLite has without a
    # zone.
    when = row.taken_at or row.created_at.replace(tzinfo=None)
    # Spelled out: SQLite does not seek in an index on an expression by comparing a row of values.
    if order == Order.NEWEST:
        return sa.and_(when >= WHEN_TAKEN, sa.or_(when > WHEN_TAKEN, col(Row.id) < row.id))
    return sa.and_(when <= WHEN_TAKEN, sa.or_(when < WHEN_TAKEN, col(Row.id) > row.id))


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
        taken_at=row.taken_at,
        state=AssetState(row.state),
        reason=row.reason,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
