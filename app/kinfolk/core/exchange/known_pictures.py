"""What the library knows of the pictures of an export, before anything is imported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import exists, func, or_, select
from sqlmodel import Session, col

from kinfolk.core import names
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    AssignedBy,
    ClaimState,
    DismissedBox,
    Face,
    NameClaim,
    Person,
    Presence,
    Rejection,
    Source,
    Verdict,
)
from kinfolk.core.db.rows import among
from kinfolk.core.exchange.document import ExportedPhoto
from kinfolk.core.faces import assignment, visibility
from kinfolk.core.faces.faces import Box, overlap
from kinfolk.core.photos import remembered_decisions
from kinfolk.metadata.capture_date import CaptureDate

_AT_ONCE: Final = 500  # photos
_SAME_SHAPE: Final = 0.02  # rounding to pixels changes a resized picture's proportions


@dataclass(frozen=True)
class Spot(Box):
    """Hold a box in a picture, and the moment in a video."""

    at: int | None = None

    def shared(self, other: "Spot") -> float:
        """Return the `overlap` of the two boxes; 0 if they are of different moments."""
        return overlap(self, other) if self.at == other.at else 0.0


@dataclass(frozen=True)
class PersonHere:
    """Hold a person of this library; `is_decided` means that the user said something about them."""

    id: str
    name: str | None
    name_key: str | None
    born: Birth | None
    is_favorite: bool
    is_hidden: bool
    portrait: str | None  # the one that the user chose
    is_decided: bool
    face_count: int


@dataclass(frozen=True)
class FaceHere:
    """Hold a face that a photo of this library shows."""

    id: str
    box: Spot
    person_id: str | None = None
    is_confirmed: bool = False
    is_by_file: bool = False  # only a file says whose it is
    is_drawn: bool = False
    is_decided: bool = False
    may_be_twice: bool = False


@dataclass
class PhotoHere:
    """Hold a photo of this library, with all that is known of the picture it shows now."""

    id: str
    path: str
    picture: str
    width: int
    height: int
    taken: CaptureDate | None
    length_ms: int | None  # of a video
    faces: list[FaceHere] = field(default_factory=list)
    no_faces: list[Spot] = field(default_factory=list)
    present: set[str] = field(default_factory=set)
    answers: dict[tuple[str, str], Verdict] = field(default_factory=dict)  # (face, person)

    def fitted(
        self, corner: tuple[int, int, int, int], photo: ExportedPhoto, at: int | None
    ) -> Spot:
        """Return a box of the export in the pixels of this photo, at a moment of this video."""
        at = None if self.length_ms is None else min(at or 0, self.length_ms)
        wide, high = _scales(self, photo)
        x, y, w, h = corner
        return Spot(round(x * wide), round(y * high), round(w * wide), round(h * high), at)

    def inside(self, box: Spot) -> Spot | None:
        """Return the part of the box that lies in the photo; None if it is empty."""
        left, top = max(0, box.x), max(0, box.y)
        wide = min(self.width, box.x + box.w) - left
        high = min(self.height, box.y + box.h) - top
        return Spot(left, top, wide, high, box.at) if wide > 0 and high > 0 else None


def people(session: Session, library_id: str) -> dict[str, PersonHere]:
    confirmed = exists().where(
        col(Face.person_id) == col(Person.id), col(Face.assigned_by) == AssignedBy.USER
    )
    decided = or_(assignment.is_person_decided(Person), confirmed)
    theirs = select(col(Face.person_id), func.count()).group_by(col(Face.person_id))
    counts = dict(session.execute(theirs.where(col(Face.library_id) == library_id)).all())
    # Chosen in a folder that was removed: it comes back with its picture.
    remembered = {
        kept.person_id: was["thumbnail_face_id"]
        for kept, was in remembered_decisions.rows_of(session, Person, library_id)
    }
    query = select(Person, decided).where(col(Person.library_id) == library_id)
    return {
        row.id: PersonHere(
            id=row.id,
            name=row.name,
            name_key=row.name_key,
            born=row.born,
            is_favorite=row.is_favorite,
            is_hidden=row.is_hidden,
            portrait=row.thumbnail_face_id or remembered.get(row.id),
            is_decided=is_decided,
            face_count=counts.get(row.id, 0),
        )
        for row, is_decided in session.execute(query)
    }


def photos(
    session: Session, library_id: str, exported: Sequence[ExportedPhoto]
) -> Iterator[tuple[ExportedPhoto, PhotoHere | None]]:
    """Yield each exported photo with the one here of the same bytes, else pixels, or None."""
    known: dict[str, PhotoHere] = {}
    for start in range(0, len(exported), _AT_ONCE):
        batch = exported[start : start + _AT_ONCE]
        by_content = _found(session, library_id, Asset.content_hash, [p.content for p in batch])
        by_picture = _found(session, library_id, Asset.picture, [p.picture for p in batch])
        pairs = [
            (photo, by_content.get(photo.content) or by_picture.get(photo.picture))
            for photo in batch
        ]
        fresh = {asset.id: _photo(asset) for _, asset in pairs if asset and asset.id not in known}
        _fill(session, fresh)
        known |= fresh
        for photo, asset in pairs:
            here = known[asset.id] if asset is not None else None
            yield photo, here if here is not None and _is_same_shape(here, photo) else None


def _photo(asset: Asset) -> PhotoHere:
    size = (asset.width, asset.height)
    return PhotoHere(asset.id, asset.path, asset.picture, *size, asset.taken, asset.length_ms)


def _found(session: Session, library_id: str, column: Any, wanted: list[str]) -> dict[str, Asset]:
    """Return photos that were read, by digest; of several one with a file, then by path."""
    query = select(Asset).where(
        col(Asset.library_id) == library_id,
        among(col(column), {digest for digest in wanted if digest}),
        col(Asset.width) > 0,
    )
    is_missing = col(Asset.state) == AssetState.MISSING
    found: dict[str, Asset] = {}
    for asset in session.execute(query.order_by(is_missing, col(Asset.path))).scalars():
        found.setdefault(getattr(asset, column.key), asset)
    return found


def _fill(session: Session, known: dict[str, PhotoHere]) -> None:
    """Add to each photo its faces, boxes that are not faces, presences and rejections."""
    by_file = _by_file(session, known)
    faces = select(Face, assignment.is_decided(), col(Asset.id))
    for row, is_decided, asset_id in session.execute(visibility.shown(faces, Face, known)):
        face = FaceHere(
            id=row.id,
            box=_spot(row),
            person_id=row.person_id,
            is_confirmed=row.assigned_by == AssignedBy.USER,
            is_by_file=row.id in by_file,
            is_drawn=row.source == Source.MANUAL,
            is_decided=is_decided,
            may_be_twice=row.twice_at is not None,
        )
        known[asset_id].faces.append(face)
    boxes = visibility.shown(select(DismissedBox), DismissedBox, known)
    for box in session.execute(boxes).scalars():
        known[box.asset_id].no_faces.append(_spot(box))
    presences = visibility.shown(select(Presence), Presence, known)
    for presence in session.execute(presences).scalars():
        known[presence.asset_id].present.add(presence.person_id)
    photo_of = {face.id: photo for photo in known.values() for face in photo.faces}
    said = select(Rejection).where(among(col(Rejection.face_id), photo_of))
    for row in session.execute(said).scalars():
        photo_of[row.face_id].answers[row.face_id, row.person_id] = Verdict(row.verdict)


def _by_file(session: Session, known: dict[str, PhotoHere]) -> set[str]:
    """Return the faces whose name only files have said."""
    query = (
        select(col(NameClaim.face_id), col(NameClaim.name), col(Person.name_key))
        .join(Face, col(Face.id) == col(NameClaim.face_id))
        .join(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(NameClaim.asset_id), known), col(NameClaim.state) == ClaimState.TAKEN)
    )
    return {face_id for face_id, name, key in session.execute(query) if names.key(name) == key}


def _spot(row: Face | DismissedBox) -> Spot:
    return Spot(row.x, row.y, row.w, row.h, row.timestamp_ms)


def _scales(here: PhotoHere, photo: ExportedPhoto) -> tuple[float, float]:
    """Return by how much the photo here is wider and higher than the exported picture."""
    wide = here.width / photo.width if photo.width else 1.0
    high = here.height / photo.height if photo.height else 1.0
    return wide, high


def _is_same_shape(here: PhotoHere, photo: ExportedPhoto) -> bool:
    wide, high = _scales(here, photo)
    return abs(wide / high - 1) <= _SAME_SHAPE
