"""Faces: where they are in a photo, and whose they are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import ids as new_ids
from kinfolk.core.db import models
from kinfolk.core.db.models import WHEN_TAKEN, AssignedBy, Source
from kinfolk.core.db.rows import ListPage, all_ids, among, check_page, cut, find, need, run
from kinfolk.core.faces import assignment, dismissals, portraits, visibility
from kinfolk.core.photos import library
from kinfolk.errors import Invalid

# Boxes whose `overlap` is at least this show the same face, if the picture is the same.
SAME_PLACE: Final = 0.5


@dataclass(frozen=True)
class Box:
    """Hold a rectangle in displayed pixels (after EXIF rotation)."""

    x: int
    y: int
    w: int
    h: int


def overlap(one: Box, other: Box) -> float:
    """Return the shared area of two boxes divided by the area of both together, 0..1."""
    wide = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    high = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    shared = max(0, wide) * max(0, high)
    both = one.w * one.h + other.w * other.h - shared
    return shared / both if both else 0.0


@dataclass(frozen=True)
class Face:
    """Hold a face in a photo.

    `quality` and `confidence` (the detector's score) are 0..1; `confidence` is None for a face that
    the user drew. `landmarks` is JSON, five [x, y] in displayed pixels, or None as long as no
    engine has seen the face. For a drawn face that the detector does not find, they are typical
    positions in its box. `timestamp_ms` is the moment in a video, None in a photo.
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
        """Whether a scan assigned it, and the user has not confirmed it."""
        return self.assigned_by is AssignedBy.AUTO


@dataclass(frozen=True)
class FacesQuery:
    """Hold the list parameters of docs/api.md."""

    library_id: str | None = None
    asset_id: str | None = None
    person_id: str | None = None
    unassigned: bool = False
    ids: Collection[str] | None = None
    limit: int = 20
    starting_after_id: str | None = None


@dataclass(frozen=True)
class ListedFace:
    """Hold a face, its photo's path and size, and whether the photo's current picture has it."""

    face: Face
    path: str
    asset_width: int
    asset_height: int
    is_shown: bool


@dataclass(frozen=True)
class PersonFace:
    """Hold a person's face and when its photo was taken (local time; None if unknown)."""

    face_id: str
    asset_id: str
    taken_at: datetime | None
    assigned_by: AssignedBy
    quality: float

    @property
    def is_placed(self) -> bool:
        """Whether a scan assigned it, and the user has not confirmed it."""
        return self.assigned_by is AssignedBy.AUTO


@dataclass(frozen=True)
class Single:
    """Hold a face that belongs to no one and is in the current picture of its photo."""

    id: str
    library_id: str


def get(session: Session, face_id: str) -> Face:
    """Return the face; NotFound if there is none with that id."""
    return _face(need(session, models.Face, face_id))


def page(session: Session, query: FacesQuery) -> ListPage[Face]:
    """Return a page of faces, newest first.

    The page starts after an id, not at an offset, so the last page is as fast as the first.
    """
    check_page(query.limit, query.ids)
    library_id = library.known_or_none(session, query.library_id)
    if query.starting_after_id is not None:
        need(session, models.Face, query.starting_after_id)
    if not _is_of(session, query, library_id):
        return ListPage([], has_more=False)
    rows = session.execute(page_select(query, library_id)).scalars().all()
    return cut([_face(row) for row in rows], query.limit)


def page_select(query: FacesQuery, library_id: str | None) -> sa.Select[Any]:
    """Return the query behind `page`, for one row more than the page has.

    The further row tells whether there is a next page.
    """
    face = models.Face
    statement = select(face)
    # A photo, like a person, is in one library anyway.
    if query.asset_id is None and query.person_id is None:
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
    """Return the ids of the libraries that these faces are in, each once."""
    query = select(col(models.Face.library_id)).where(among(col(models.Face.id), face_ids))
    return sorted(session.execute(query.distinct()).scalars())


def ids(
    session: Session,
    *,
    library_id: str | None = None,
    person_id: str | None = None,
    unassigned: bool = False,
) -> list[str]:
    """Return face ids for a grid: all faces, those of a person, or those that belong to no one.

    A person's faces come surest first (see `portraits.surest_first`), others best quality first.
    """
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


def clear_ids(
    session: Session, *, person_id: str | None = None, among_ids: Collection[str] = ()
) -> list[str]:
    """Return a person's faces, or those of `among_ids`, by which someone can be recognised.

    They come surest first.
    """
    face = models.Face
    whose = col(face.person_id) == person_id if person_id else among(col(face.id), among_ids)
    query = select(col(face.id)).where(whose, col(face.quality) >= models.MIN_QUALITY)
    return list(session.execute(query.order_by(*portraits.surest_first())).scalars())


def photo_count(session: Session, face_ids: Collection[str]) -> int:
    """Return how many photos these faces are in."""
    photos = sa.func.count(sa.distinct(col(models.Face.asset_id)))
    query = select(photos).where(among(col(models.Face.id), face_ids))
    number: int = session.execute(query).scalar_one()
    return number


def placed_ids(
    session: Session, *, library_id: str | None = None, person_id: str | None = None
) -> set[str]:
    """Return the faces that scans assigned to people with a name and that are not confirmed.

    `person_id` and `library_id`, if given, restrict the result.
    """
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
    """Return the ids of all faces of no one that are in the current picture of their photo.

    They are sorted by quality, best first, so that faces of poor quality come last.
    """
    quality = col(models.Face.quality)
    order = (quality < models.MIN_QUALITY, quality.desc(), col(models.Face.id))
    return all_ids(session, _singles(col(models.Face.id)).order_by(*order))


def singles(session: Session, face_ids: Collection[str]) -> list[Single]:
    """Return those of the faces that belong to no one and are in their photo's current picture."""
    query = _singles(col(models.Face.id), col(models.Face.library_id))
    rows = session.execute(query.where(among(col(models.Face.id), face_ids)))
    return [Single(*row) for row in rows]


def _singles(*columns: Any) -> sa.Select[Any]:
    """Select columns of faces that belong to no one and are in their photo's current picture."""
    asset = models.Asset
    query = select(*columns).join(asset, col(asset.id) == col(models.Face.asset_id))
    return query.where(col(models.Face.person_id).is_(None), visibility.is_shown())


def in_photos(session: Session, asset_ids: Collection[str]) -> dict[str, list[Face]]:
    """Return the faces of each of these photos, by photo; faces found first come first."""
    found: dict[str, list[Face]] = {asset_id: [] for asset_id in asset_ids}
    query = select(models.Face).where(among(col(models.Face.asset_id), asset_ids))
    for row in session.execute(query.order_by(col(models.Face.id))).scalars():
        found[row.asset_id].append(_face(row))
    return found


def are_known(session: Session, asset_id: str) -> bool:
    """Return whether the photo has any faces, in its current picture or in an earlier one."""
    query = select(col(models.Face.id)).where(col(models.Face.asset_id) == asset_id).limit(1)
    return session.execute(query).first() is not None


def moments(session: Session, asset_id: str) -> dict[str, int]:
    """Return the moment of each face of a video in ms, by face id; empty for a photo."""
    face = models.Face
    query = select(col(face.id), col(face.timestamp_ms)).where(
        col(face.asset_id) == asset_id, col(face.timestamp_ms).is_not(None)
    )
    found: dict[str, int] = dict(session.execute(query).all())
    return found


def person_faces(session: Session, person_id: str) -> list[PersonFace]:
    """Return a person's faces, the latest photo first."""
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
    """Return a person's best face of each year, by year ("2014").

    "" stands for photos without a date.
    """
    face, asset = models.Face, models.Asset
    year = sa.func.coalesce(sa.func.strftime("%Y", col(asset.taken_at)), "")
    # Numbered within each year, so that one query finds all of them.
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
    """Yield all faces with their photos, by path."""
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
        # Rows are read as they are used: a library may have a million faces.
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
    """Create a face that the user has drawn; no scan ever groups or moves it.

    `timestamp_ms` is the moment in a video, 0 if omitted. Raises Invalid if the box is not inside
    the photo, or if the photo is in another library or has no such moment.
    """
    asset = need(session, models.Asset, asset_id)
    if library_id is not None and library_id != asset.library_id:
        need(session, models.Library, library_id)
        raise Invalid("asset_id", "The photo is in another library.")
    if not _is_inside(box, asset):
        raise Invalid("bounding_box", "The box isn’t inside the photo.")
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
    """Replace a face by a new one with another box, and return it; raises as `create` does.

    The new face counts as drawn by the user and belongs to the same person. It is a new row, so
    that an undo brings back crop and vectors of the old box. If the two boxes overlap too little
    for a scan to match them, the old box is dismissed, so that no scan finds it again.
    """
    row = need(session, models.Face, face_id)
    made = create(session, asset_id=row.asset_id, box=box, timestamp_ms=row.timestamp_ms)
    fresh = need(session, models.Face, made.id)
    fresh.person_id, fresh.assigned_by = row.person_id, row.assigned_by
    fresh.scan_id, fresh.twice_at = row.scan_id, row.twice_at
    session.flush()
    # What refers to the old row follows to the new one first: foreign keys would delete or clear
    # it.
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
    """Give faces to a person by the user's decision; return how many moved or were confirmed by it.

    Former owners are rejected for the faces; with `is_split` False unnamed groups are not. Raises
    as `assignment.give` does.
    """
    return assignment.give(session, face_ids, person_id, is_split=is_split)


def detach(session: Session, face_ids: Collection[str]) -> int:
    """Remove faces from their people by the user's decision; return how many had a person."""
    return assignment.give(session, face_ids, None)


def delete(session: Session, *face_ids: str) -> None:
    """Delete faces; if a detector found one, dismiss its box, so that no scan finds it again."""
    for face_id in face_ids:
        row = need(session, models.Face, face_id)
        if row.source == Source.AUTOMATIC or row.landmarks is not None:
            dismissals.remember(session, row)
        person_id = row.person_id
        run(session, sa.delete(models.Face).where(col(models.Face.id) == face_id))
        assignment.drop_empty(session, [person_id])


def _is_of(session: Session, query: FacesQuery, library_id: str | None) -> bool:
    """Return whether the query's person and photo, as far as given, are in the library."""
    homes: list[str | None] = []
    if query.person_id is not None:
        person = find(session, models.Person, query.person_id)
        homes.append(person.library_id if person else None)
    if query.asset_id is not None:
        asset = find(session, models.Asset, query.asset_id)
        homes.append(asset.library_id if asset else None)
    return all(home == library_id for home in homes)


def _moment(asset: models.Asset, wanted: int | None) -> int | None:
    """Return the moment in ms for a new face, None in a photo.

    Raises Invalid for a moment after the end of the video. A video of unknown length (0) accepts
    any moment.
    """
    if asset.length_ms is None:
        is_fine = wanted is None
    else:
        wanted = wanted or 0
        is_fine = wanted >= 0 and (not asset.length_ms or wanted <= asset.length_ms)
    if not is_fine:
        raise Invalid("timestamp_ms", "The video has no such moment.")
    return wanted


def _is_inside(box: Box, asset: models.Asset) -> bool:
    """Return whether the box has an area, all of it inside the photo."""
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
