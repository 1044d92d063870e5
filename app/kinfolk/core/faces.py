"""Faces: where they are in a photo, and whose they are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import assignment, dismissals, library, portraits, visibility
from kinfolk.core import ids as new_ids
from kinfolk.core.db import models
from kinfolk.core.db.models import WHEN_TAKEN, AssignedBy, Source
from kinfolk.core.db.rows import ListPage, all_ids, among, check_page, cut, find, need, run
from kinfolk.errors import Invalid

# Boxes that share so much of the area of both show the same face, if the picture is the same.
SAME_PLACE: Final = 0.5


@dataclass(frozen=True)
class Box:
    """A rectangle in displayed pixels (after EXIF rotation)."""

    x: int
    y: int
    w: int
    h: int


def overlap(one: Box, other: Box) -> float:
    """Shared area over the area of both, 0..1."""
    wide = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    high = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    shared = max(0, wide) * max(0, high)
    both = one.w * one.h + other.w * other.h - shared
    return shared / both if both else 0.0


@dataclass(frozen=True)
class Face:
    """A face; `confidence` and `quality` are 0..1, `confidence` is null for a manual face.

    landmarks: JSON, five [x, y] in displayed pixels; null where no engine has seen the face. Of a
    drawn one that the detector does not find they are where they are in a box as a rule.
    """

    id: str
    library_id: str
    asset_id: str
    box: Box
    source: Source
    confidence: float | None
    quality: float
    landmarks: str | None
    person_id: str | None
    assigned_by: AssignedBy | None
    timestamp_ms: int | None
    created_at: datetime
    updated_at: datetime

    @property
    def is_placed(self) -> bool:
        """A scan gave it to whoever has it; nobody has said so yet."""
        return self.assigned_by is AssignedBy.AUTO


@dataclass(frozen=True)
class FacesQuery:
    """The list parameters of docs/api.md."""

    library_id: str | None = None
    asset_id: str | None = None
    person_id: str | None = None
    unassigned: bool = False
    ids: Collection[str] | None = None
    limit: int = 20
    starting_after_id: str | None = None


@dataclass(frozen=True)
class ListedFace:
    """A face together with its photo's place and size, and whether the photo shows it now."""

    face: Face
    path: str
    asset_width: int
    asset_height: int
    is_shown: bool


@dataclass(frozen=True)
class PersonFace:
    """A person's face and when it was taken (local time; null when the photo does not say)."""

    face_id: str
    asset_id: str
    taken_at: datetime | None
    assigned_by: AssignedBy
    quality: float

    @property
    def is_placed(self) -> bool:
        """As that of `Face`."""
        return self.assigned_by is AssignedBy.AUTO


@dataclass(frozen=True)
class Single:
    """A face of nobody that its photo shows."""

    id: str
    library_id: str


def get(session: Session, face_id: str) -> Face:
    return _face(need(session, models.Face, face_id))


def page(session: Session, query: FacesQuery) -> ListPage[Face]:
    """Faces, newest first; the last page costs what the first does."""
    check_page(query.limit, query.ids)
    library_id = library.known_or_none(session, query.library_id)
    if query.starting_after_id is not None:
        need(session, models.Face, query.starting_after_id)
    if not _is_of(session, query, library_id):
        return ListPage([], has_more=False)
    rows = session.execute(page_select(query, library_id)).scalars().all()
    return cut([_face(row) for row in rows], query.limit)


def page_select(query: FacesQuery, library_id: str | None) -> sa.Select[Any]:
    """The statement behind `page`: one row more than asked for."""
    face = models.Face
    statement = select(face)
    if query.asset_id is None and query.person_id is None:  # they are of one library anyway
        statement = statement.where(col(face.library_id) == library_id)
    if query.asset_id is not None:
        statement = statement.where(col(face.asset_id) == query.asset_id)
    if query.person_id is not None:
        statement = statement.where(col(face.person_id) == query.person_id)
    if query.unassigned:
        statement = statement.where(col(face.person_id).is_(None))
    if query.ids is not None:
        statement = statement.where(among(col(face.id), query.ids))
    if query.starting_after_id is not None:
        statement = statement.where(col(face.id) < query.starting_after_id)
    return statement.order_by(col(face.id).desc()).limit(query.limit + 1)


def libraries(session: Session, face_ids: Collection[str]) -> list[str]:
    """The libraries that have some of these faces."""
    query = select(col(models.Face.library_id)).where(among(col(models.Face.id), face_ids))
    return sorted(session.execute(query.distinct()).scalars())


def ids(
    session: Session,
    *,
    library_id: str | None = None,
    person_id: str | None = None,
    unassigned: bool = False,
) -> list[str]:
    """Ids for a grid: a person's faces surest first; of all or of nobody the clearest first."""
    face = models.Face
    query = select(col(face.id))
    if library_id is not None:
        query = query.where(col(face.library_id) == library_id)
    if unassigned:
        query = query.where(col(face.person_id).is_(None))
    if person_id is None:
        clearest = col(face.quality).desc(), col(face.id).desc()
        return list(session.execute(query.order_by(*clearest)).scalars())
    query = query.where(col(face.person_id) == person_id)
    return list(session.execute(query.order_by(*portraits.surest_first())).scalars())


def photo_count(session: Session, face_ids: Collection[str]) -> int:
    """How many photos these faces are in."""
    photos = sa.func.count(sa.distinct(col(models.Face.asset_id)))
    query = select(photos).where(among(col(models.Face.id), face_ids))
    number: int = session.execute(query).scalar_one()
    return number


def placed_ids(
    session: Session, *, library_id: str | None = None, person_id: str | None = None
) -> set[str]:
    """The faces that scans gave to people with a name, or to this one, and nobody has confirmed."""
    face, person = models.Face, models.Person
    named = select(col(person.id)).where(col(person.name).is_not(None))
    theirs = (col(face.person_id).in_(named), col(face.assigned_by) == AssignedBy.AUTO)
    query = select(col(face.id)).where(*theirs)
    if person_id is not None:
        query = query.where(col(face.person_id) == person_id)
    if library_id is not None:
        query = query.where(col(face.library_id) == library_id)
    return set(session.execute(query).scalars())


def single_ids(session: Session) -> list[str]:
    """All faces of nobody that their photos show: the good ones first, the best before others."""
    quality = col(models.Face.quality)
    order = (quality < models.MIN_QUALITY, quality.desc(), col(models.Face.id))
    return all_ids(session, _singles(col(models.Face.id)).order_by(*order))


def singles(session: Session, face_ids: Collection[str]) -> list[Single]:
    """Those of these faces that are nobody's, and that their photos show."""
    query = _singles(col(models.Face.id), col(models.Face.library_id))
    rows = session.execute(query.where(among(col(models.Face.id), face_ids)))
    return [Single(*row) for row in rows]


def _singles(*columns: Any) -> sa.Select[Any]:
    asset = models.Asset
    query = select(*columns).join(asset, col(asset.id) == col(models.Face.asset_id))
    return query.where(col(models.Face.person_id).is_(None), visibility.is_shown())


def in_photos(session: Session, asset_ids: Collection[str]) -> dict[str, list[Face]]:
    """The faces of each of these photos, the oldest first."""
    found: dict[str, list[Face]] = {asset_id: [] for asset_id in asset_ids}
    query = select(models.Face).where(among(col(models.Face.asset_id), asset_ids))
    for row in session.execute(query.order_by(col(models.Face.id))).scalars():
        found[row.asset_id].append(_face(row))
    return found


def are_known(session: Session, asset_id: str) -> bool:
    """Whether there are faces of the photo, be it as it is now or as it was."""
    query = select(col(models.Face.id)).where(col(models.Face.asset_id) == asset_id).limit(1)
    return session.execute(query).first() is not None


def moments(session: Session, asset_id: str) -> dict[str, int]:
    """At which moment of a video each of its faces is; of a photo there are none."""
    face = models.Face
    query = select(col(face.id), col(face.timestamp_ms)).where(
        col(face.asset_id) == asset_id, col(face.timestamp_ms).is_not(None)
    )
    found: dict[str, int] = dict(session.execute(query).all())
    return found


def person_faces(session: Session, person_id: str) -> list[PersonFace]:
    """A person's faces, the latest photo first."""
    face, asset = models.Face, models.Asset
    columns = face.id, face.asset_id, asset.taken_at, face.assigned_by, face.quality
    query = (
        select(*map(col, columns))
        .join(asset, col(asset.id) == col(face.asset_id))
        .where(col(face.person_id) == person_id)
        .order_by(WHEN_TAKEN.desc(), col(face.id))
    )
    return [
        PersonFace(face_id, asset_id, taken_at, AssignedBy(by or AssignedBy.AUTO), quality)
        for face_id, asset_id, taken_at, by, quality in session.execute(query)
    ]


def of_years(session: Session, person_id: str) -> dict[str, str]:
    """The face that stands for somebody in each year; "" is the year of photos without a date."""
    face, asset = models.Face, models.Asset
    year = sa.func.coalesce(sa.func.strftime("%Y", col(asset.taken_at)), "")
    place = sa.func.row_number().over(partition_by=year, order_by=portraits.clearest_first())
    ranked = (
        select(year.label("year"), col(face.id), place.label("place"))
        .join(asset, col(asset.id) == col(face.asset_id))
        .where(col(face.person_id) == person_id, visibility.is_shown())
        .subquery()
    )
    query = select(ranked.c.year, ranked.c.id).where(ranked.c.place == 1)
    return {row.year: row.id for row in session.execute(query)}


def listing(session: Session, library_id: str | None = None) -> Iterator[ListedFace]:
    """All faces with their photos, by path."""
    asset = models.Asset
    query = (
        select(
            models.Face,
            col(asset.path),
            col(asset.width),
            col(asset.height),
            visibility.is_shown(),
        )
        .join(asset, col(asset.id) == col(models.Face.asset_id))
        .order_by(col(asset.path), col(models.Face.id))
        .execution_options(yield_per=1000)
    )
    if library_id is not None:
        query = query.where(col(models.Face.library_id) == library_id)
    for row, *place in session.execute(query):
        yield ListedFace(_face(row), *place)


def create(
    session: Session,
    *,
    asset_id: str,
    box: Box,
    person_id: str | None = None,
    library_id: str | None = None,
    timestamp_ms: int | None = None,
) -> Face:
    """A face the user has drawn; it is never grouped or moved automatically.

    In a video it is at a moment: at the first one unless another is named.
    """
    asset = need(session, models.Asset, asset_id)
    if library_id is not None and library_id != asset.library_id:
        need(session, models.Library, library_id)
        raise Invalid("asset_id", "The photo is in another library.")
    if not _is_inside(box, asset):
        raise Invalid("bounding_box", "The box is not inside the photo.")
    row = models.Face(
        id=new_ids.new("face"),
        library_id=asset.library_id,
        asset_id=asset.id,
        source=Source.MANUAL,
        seen_in=asset.picture,
        seen_width=asset.width,
        seen_height=asset.height,
        timestamp_ms=_moment(asset, timestamp_ms),
        x=box.x,
        y=box.y,
        w=box.w,
        h=box.h,
    )
    session.add(row)
    session.flush()
    if person_id is not None:
        assign(session, [row.id], person_id)
    return get(session, row.id)


def reframe(session: Session, face_id: str, box: Box) -> Face:
    """The face with another box: a drawn one now, of whomever it was.

    It is another row, so that crop and vectors of the old box go and come with it by undo. Where
    a scan would not know the new box by the old one, it does not find the old one again.
    """
    row = need(session, models.Face, face_id)
    made = create(session, asset_id=row.asset_id, box=box, timestamp_ms=row.timestamp_ms)
    fresh = need(session, models.Face, made.id)
    fresh.person_id, fresh.assigned_by = row.person_id, row.assigned_by
    fresh.scan_id, fresh.twice_at = row.scan_id, row.twice_at
    session.flush()
    said = (models.Rejection, "face_id"), (models.Person, "thumbnail_face_id")
    kept = (models.Person, "portrait_face_id"), (models.NameClaim, "face_id")
    for table, name in (*said, *kept):
        column = getattr(table, name)
        run(session, sa.update(table).where(column == face_id).values({name: made.id}))
    is_known = overlap(Box(row.x, row.y, row.w, row.h), box) >= SAME_PLACE
    if row.landmarks is not None and not is_known:
        dismissals.remember(session, row)
    run(session, sa.delete(models.Face).where(col(models.Face.id) == face_id))
    return get(session, made.id)


def assign(
    session: Session, face_ids: Collection[str], person_id: str, *, is_split: bool = True
) -> int:
    """Give faces to a person, by the user's word; how many were not that already.

    `is_split` tells them apart from the unnamed group they were in.
    """
    return assignment.give(session, face_ids, person_id, is_split=is_split)


def detach(session: Session, face_ids: Collection[str]) -> int:
    """Take faces off whoever has them, for good; how many of them were somebody's."""
    return assignment.give(session, face_ids, None)


def delete(session: Session, face_id: str) -> None:
    """Remove a face; one that a detector has seen is remembered, so that no scan brings it back."""
    row = need(session, models.Face, face_id)
    if row.source == Source.AUTOMATIC or row.landmarks is not None:
        dismissals.remember(session, row)
    person_id = row.person_id
    run(session, sa.delete(models.Face).where(col(models.Face.id) == face_id))
    assignment.drop_empty(session, [person_id])


def _is_of(session: Session, query: FacesQuery, library_id: str | None) -> bool:
    """Whether the person and the photo asked for are of the library."""
    homes: list[str | None] = []
    if query.person_id is not None:
        person = find(session, models.Person, query.person_id)
        homes.append(person.library_id if person else None)
    if query.asset_id is not None:
        asset = find(session, models.Asset, query.asset_id)
        homes.append(asset.library_id if asset else None)
    return all(home == library_id for home in homes)


def _moment(asset: models.Asset, wanted: int | None) -> int | None:
    """Null in a photo; in a video that does not say how long it is any moment."""
    if asset.length_ms is None:
        is_fine = wanted is None
    else:
        wanted = wanted or 0
        is_fine = wanted >= 0 and (not asset.length_ms or wanted <= asset.length_ms)
    if not is_fine:
        raise Invalid("timestamp_ms", "It has no such moment.")
    return wanted


def _is_inside(box: Box, asset: models.Asset) -> bool:
    return (
        box.x >= 0
        and box.y >= 0
        and box.w > 0
        and box.h > 0
        and box.x + box.w <= asset.width
        and box.y + box.h <= asset.height
    )


def _face(row: models.Face) -> Face:
    return Face(
        id=row.id,
        library_id=row.library_id,
        asset_id=row.asset_id,
        box=Box(row.x, row.y, row.w, row.h),
        source=Source(row.source),
        confidence=row.confidence,
        quality=row.quality,
        landmarks=row.landmarks,
        person_id=row.person_id,
        assigned_by=AssignedBy(row.assigned_by) if row.assigned_by else None,
        timestamp_ms=row.timestamp_ms,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
