"""What is at the boxes of names that wait for a decision, as their photos are today."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, DismissedBox, Face, NameClaim
from kinfolk.core.db.rows import among
from kinfolk.core.faces import visibility
from kinfolk.core.names_in_files import box_fit
from kinfolk.core.names_in_files.box_fit import BoxFit
from kinfolk.metadata.region import RelativeBox

R = TypeVar("R", Face, DismissedBox, NameClaim)


class BoxSpot(NamedTuple):
    """Hold the face at a box, or None, and whether one may be drawn there then."""

    face_id: str | None
    may_be_drawn: bool


def of(session: Session, claims: Collection[NameClaim]) -> dict[str, BoxSpot]:
    """Return what is at the boxes of these claims, by their ids, by the rules of the import.

    Nothing is at a box of another picture, or of a file whose boxes do not fit this one.
    """
    if not claims:
        return {}
    ids = {claim.asset_id for claim in claims}
    query = select(Asset).where(among(col(Asset.id), ids))
    photos = {row.id: row for row in session.execute(query).scalars()}

    def rows(model: type[R], *which: ColumnElement[bool]) -> dict[str, list[R]]:
        found: dict[str, list[R]] = defaultdict(list)
        query = visibility.shown(select(model).where(*which), model, ids)
        for row in session.execute(query).scalars():
            found[row.asset_id].append(row)
        return found

    faces, dismissed = rows(Face), rows(DismissedBox)
    said = rows(NameClaim, col(NameClaim.x).is_not(None))
    asked = {claim.id for claim in claims}
    found = {each: BoxSpot(None, may_be_drawn=False) for each in asked}
    for asset_id, file in {(claim.asset_id, claim.file) for claim in claims}:
        photo, there = photos[asset_id], faces[asset_id]
        boxes = {e.id: _part(e, photo) for e in said[asset_id] if e.file == file}
        shown = [_part(face, photo) for face in there]
        every = [*shown, *(_part(box, photo) for box in dismissed[asset_id])]
        fits = box_fit.fit(list(boxes.values()), every)
        if fits is BoxFit.NOT:
            continue
        met = box_fit.met(list(boxes.values()), shown)
        for number, claim_id in enumerate(boxes):
            if claim_id in asked:
                face_id = there[met[number]].id if number in met else None
                found[claim_id] = BoxSpot(face_id, may_be_drawn=fits is BoxFit.WHOLE)
    return found


def _part(row: Face | DismissedBox | NameClaim, photo: Asset) -> RelativeBox:
    """Return the row's box in fractions of the picture's sides."""
    wide, high = max(photo.width, 1), max(photo.height, 1)
    x, y, w, h = (side or 0 for side in (row.x, row.y, row.w, row.h))
    return RelativeBox(x / wide, y / high, w / wide, h / high)
