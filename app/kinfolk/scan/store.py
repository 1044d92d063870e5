"""Write what a scan found: one transaction for each batch, and never a step of the history."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.checksums import is_unit
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    Crop,
    DismissedBox,
    Embedding,
    Face,
    Folder,
    Presence,
    Source,
    now,
)
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment, crops, dismissals
from kinfolk.core.photos import dates, places, previews
from kinfolk.metadata import file_name
from kinfolk.metadata.capture_date import TakenSource
from kinfolk.scan import known_faces
from kinfolk.scan.face_matching import MIN_IOU, Observation, match_faces
from kinfolk.scan.known_faces import KnownFace
from kinfolk.scan.plan import Plan, is_finished
from kinfolk.scan.reattach import reattach
from kinfolk.scan.tasks import FileLocation, KnownPhoto, ScannedFace, ScannedPhoto, Task
from kinfolk.settings import PREVIEW_BYTES
from kinfolk.vision.boxes import iou

# Stored as the file's time if the drive, not the bytes, was at fault: the next scan tries again.
TRY_AGAIN = -1


def store_plan(session: Session, made: Plan) -> None:
    """Store where photos are now, before the scan reads any photo."""
    moment = now()
    for folder_id, is_away in made.away.items():
        _set_folder(session, folder_id, is_away=is_away)
    for folder_id, found_at in made.found_at.items():
        _set_folder(session, folder_id, found_at=found_at)
    _set_state(session, made.vanished, AssetState.MISSING, moment)
    _set_state(session, made.returned, AssetState.DONE, moment)
    unread = among(col(Asset.id), made.names_changed)
    session.execute(update(Asset).where(unread).values(names_read=None))
    _store_moves(session, made, moment)
    _store_copies(session, made)
    # Last, because it depends on the states and places stored above.
    moved = [known.asset_id for _, known in made.moved]
    reattach(session, [*made.returned, *moved, *made.remembered])


def _store_moves(session: Session, made: Plan, moment: datetime) -> None:
    """Store the new paths of photos that were found in another place."""
    moved = _not_taken(session, made)
    movers = {known.asset_id for _, known in moved}
    targets = [location.file.path for location, _ in moved]
    # Paths are freed first, because photos may have swapped places.
    session.execute(update(Asset).where(among(col(Asset.id), movers)).values(path=col(Asset.id)))
    for known in made.displaced:
        if known.width:
            path = f"{known.path} ({known.asset_id})"
            _set(session, known.asset_id, path=path, state=AssetState.MISSING, updated_at=moment)
        else:  # the photo was never readable, so nothing was decided about it
            session.execute(delete(Asset).where(col(Asset.id) == known.asset_id))
    places.forget(session, made.dropped)
    places.forget_at(session, made.library_id, targets)
    rows = [
        _place(location) | {"asset": known.asset_id, "state": _state(known), "updated_at": moment}
        for location, known in moved
    ]
    if rows:  # a whole folder may have moved: one statement for all
        names = rows[0].keys() - {"asset"}
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        this = update(Asset).where(col(Asset.id) == bindparam("asset")).values(values)
        session.connection().execute(this, rows)


def _state(moved: KnownPhoto) -> AssetState:
    """Return the state for a photo whose file was found in another place."""
    if not is_finished(moved):
        return AssetState.PENDING
    return AssetState.FAILED if moved.state == AssetState.FAILED else AssetState.DONE


def _not_taken(session: Session, made: Plan) -> list[tuple[FileLocation, KnownPhoto]]:
    """Return the moves to paths where no other process has stored a photo in the meantime.

    The other moves are left to the next scan.
    """
    movers = {known.asset_id for _, known in made.moved}
    movers.update(known.asset_id for known in made.displaced)
    targets = [location.file.path for location, _ in made.moved]
    there = select(col(Asset.path), col(Asset.id)).where(
        col(Asset.library_id) == made.library_id, among(col(Asset.path), targets)
    )
    taken = {path for path, asset_id in session.execute(there) if asset_id not in movers}
    return [(location, known) for location, known in made.moved if location.file.path not in taken]


def _store_copies(session: Session, made: Plan) -> None:
    """Store the further files of photos that were found, or are on a drive that is unavailable."""
    places.mark(session, made.marked)
    left = [
        _further(FileLocation.of(known), known.asset_id, is_left=left) for known, left in made.left
    ]
    copies = [_further(location, asset_id) for location, asset_id in made.copies]
    places.add(session, made.library_id, [*left, *copies])


def _further(location: FileLocation, asset_id: str, *, is_left: bool = False) -> places.File:
    """Return a file as a row for a further file of a photo."""
    found = location.file
    return places.File(
        asset_id, location.folder_id, found.path, found.size, found.modified_ns, is_left=is_left
    )


def _set_folder(session: Session, folder_id: str, **values: Any) -> None:
    session.execute(update(Folder).where(col(Folder.id) == folder_id).values(**values))


def _set_state(
    session: Session, asset_ids: Iterable[str], state: AssetState, moment: datetime
) -> None:
    here = among(col(Asset.id), asset_ids)
    session.execute(update(Asset).where(here).values(state=state, updated_at=moment))


def _set(session: Session, asset_id: str, **values: Any) -> None:
    session.execute(update(Asset).where(col(Asset.id) == asset_id).values(**values))


def _place(location: FileLocation) -> dict[str, Any]:
    """Return the columns that say where a photo is."""
    found = location.file
    return {
        "folder_id": location.folder_id,
        "path": found.path,
        "file_size": found.size,
        "modified_ns": found.modified_ns,
    }


def save(
    session: Session,
    batch: Sequence[ScannedPhoto],
    engine_id: str,
    *,
    same: float,
    preview_bytes: int = PREVIEW_BYTES,
) -> None:
    """Store photos that were read, and their faces; decisions about recognised faces stay.

    `same` is the engine's similarity for grouping, see `vision.group`. `preview_bytes` is the most
    bytes that all previews may have.
    """
    still_there = set(
        session.execute(
            select(col(Folder.id)).where(
                among(col(Folder.id), {scanned.task.folder_id for scanned in batch})
            )
        ).scalars()
    )
    writer = _Writer(session, batch, engine_id, same)
    for scanned in batch:
        if scanned.task.folder_id in still_there:  # else removed while its photos were read
            writer.photo(scanned)
    writer.flush()
    previews.keep(session, writer.previews, limit=preview_bytes)


class _Writer:
    """Collect the rows of one batch, and write them with `flush`."""

    def __init__(
        self, session: Session, batch: Sequence[ScannedPhoto], engine_id: str, same: float
    ) -> None:
        self._session = session
        self._taken, self._shown = _known(session, batch)
        self._engine_id = engine_id
        self._same = same
        self._moment = now()
        self._today = date.today()
        self._read: list[str] = []  # ids of the photos of the batch
        self._assets: list[dict[str, Any]] = []
        self._fresh: dict[tuple[str, str], str] = {}  # (library, content hash) → asset id
        self._further: dict[str, list[places.File]] = defaultdict(list)  # by library
        self._faces: list[dict[str, Any]] = []
        self._vectors: list[dict[str, Any]] = []
        self._crops: list[dict[str, Any]] = []
        self.previews: list[previews.Made] = []

    def photo(self, scanned: ScannedPhoto) -> None:
        """Add one photo: update a known one, create a new one, or store it as a copy of another."""
        task = scanned.task
        known = self._known(task)
        if known is not None:
            self._update_photo(scanned, known)
            asset_id = known.id
        else:
            twin = self._twin(scanned)
            asset_id = twin or ids.new("asset")
            if twin is not None:
                self._further[task.library_id].append(_further(task.location, twin))
            else:
                self._create(scanned, asset_id)
        if scanned.preview:
            self.previews.append(previews.Made(asset_id, scanned.picture, scanned.preview))
        if scanned.content_hash == task.content_hash:  # unchanged since the plan was made
            for location in task.copies:
                self._further[task.library_id].append(_further(location, asset_id))

    def _known(self, task: Task) -> Asset | None:
        """Return the photo stored at the path of the task, or None.

        Look it up by path and not by id, because another process may have scanned since.
        """
        # One query for the batch tells which photos are new, without one for each.
        if (task.library_id, task.file.path) not in self._taken:
            return None
        here = (col(Asset.library_id) == task.library_id, col(Asset.path) == task.file.path)
        return self._session.execute(select(Asset).where(*here)).scalar_one_or_none()

    def _create(self, scanned: ScannedPhoto, asset_id: str) -> None:
        """Add rows for a new photo and its faces."""
        library_id = scanned.task.library_id
        if scanned.content_hash:
            self._fresh[library_id, scanned.content_hash] = asset_id
        self._assets.append(
            {"id": asset_id, "library_id": library_id, "created_at": self._moment}
            | self._facts(scanned)
        )
        self._read.append(asset_id)
        for face in scanned.faces:
            self._insert(face, asset_id, scanned)

    def _update_photo(self, scanned: ScannedPhoto, known: Asset) -> None:
        """Update a known photo, and match its known faces with those found now."""
        if scanned.content_hash and scanned.content_hash != known.content_hash:
            # Its further files have its old bytes: the next walk finds out what they are now.
            places.forget_of(self._session, known.id)
            # A later photo of the batch may be a copy of these bytes.
            self._shown.add((known.library_id, scanned.content_hash))
        self._read.append(known.id)
        if scanned.reason is None:
            # First, because the calls below rely on it to know which faces are of this picture.
            known_faces.stamp(self._session, known, scanned)
            self._cut(scanned, known)
            self._store_vectors(scanned, known)
            self._describe(scanned, known)
            if scanned.is_searched:
                self._match(scanned, known)
        _set(self._session, known.id, **self._facts(scanned, known))

    def _twin(self, scanned: ScannedPhoto) -> str | None:
        """Return the id of a photo with the same bytes that was stored after the plan was made.

        Return None if there is none.
        """
        if not scanned.content_hash:
            return None
        fresh = self._fresh.get((scanned.task.library_id, scanned.content_hash))
        if fresh is not None:
            return fresh
        if (scanned.task.library_id, scanned.content_hash) not in self._shown:
            return None
        alike = select(col(Asset.id)).where(
            col(Asset.library_id) == scanned.task.library_id,
            col(Asset.content_hash) == scanned.content_hash,
            col(Asset.state) != AssetState.MISSING,
        )
        found = self._session.execute(alike.order_by(col(Asset.path))).scalars()
        return next((each for each in found if each not in scanned.task.compared), None)

    def _facts(self, scanned: ScannedPhoto, known: Asset | None = None) -> dict[str, Any]:
        """Return all columns of the photo's row that a scan sets."""
        facts = _place(scanned.task.location) | {
            "updated_at": self._moment,
            "reason": scanned.reason,
        }
        if scanned.reason is None:
            if known and (known.content_hash, known.picture) != (
                scanned.content_hash,
                scanned.picture,
            ):
                facts["names_read"] = None  # it may contain other names now
            return (
                self._dates(scanned, known)
                | facts
                | {
                    "state": AssetState.DONE,
                    "content_hash": scanned.content_hash,
                    "mimetype": scanned.mimetype,
                    "width": scanned.width,
                    "height": scanned.height,
                    "picture": scanned.picture,
                    "length_ms": scanned.length,
                    "is_looked_at": _is_looked_at(scanned, known),
                }
            )
        # With this time the next scan takes the file for a changed one, and reads it again.
        if not scanned.is_lasting:
            facts["modified_ns"] = TRY_AGAIN
        # What was known of it stays until it can be read again.
        blank: dict[str, Any] = {}
        if not known:
            blank = {"mimetype": "", "width": 0, "height": 0} | self._dates(scanned, known)
        content_hash = scanned.content_hash or (known.content_hash if known else "")
        if known and content_hash != known.content_hash:  # what these bytes show is unknown
            blank = {"picture": ""}
        return facts | blank | {"state": AssetState.FAILED, "content_hash": content_hash}

    def _dates(self, scanned: ScannedPhoto, known: Asset | None) -> dict[str, Any]:
        """Return the date columns, empty if the stored date stays.

        A date from the user stays. A date from XMP beside the photo stays if the photo has the same
        bytes and no date of its own. Otherwise the photo's own date counts, then the one in its
        file name.
        """
        before = known.taken if known else None
        if before and before.is_given:
            return {}
        is_same = known is not None and known.content_hash == scanned.content_hash
        if before and before.source is TakenSource.XMP and is_same and scanned.taken is None:
            return {}
        named = file_name.taken(scanned.task.file.path, self._today)
        return dates.columns(scanned.taken or named)

    def _cut(self, scanned: ScannedPhoto, known: Asset) -> None:
        """Add missing crops of faces that are still in the photo's picture."""
        still_there = self._still_there([face_id for face_id, _ in scanned.crops], scanned, known)
        self._crops.extend(
            {"face_id": face_id, "jpeg": image}
            for face_id, image in scanned.crops
            if face_id in still_there
        )

    def _still_there(
        self, face_ids: Sequence[str], scanned: ScannedPhoto, known: Asset
    ) -> set[str]:
        """Return those of the faces that exist and belong to the picture that was read."""
        if not face_ids:
            return set()
        here = (col(Face.asset_id) == known.id, col(Face.seen_in) == scanned.picture)
        query = select(col(Face.id)).where(among(col(Face.id), face_ids), *here)
        return set(self._session.execute(query).scalars())

    def _store_vectors(self, scanned: ScannedPhoto, known: Asset) -> None:
        """Add vectors of another engine; boxes and people stay as they are."""
        still_there = self._still_there([each[0] for each in scanned.vectors], scanned, known)
        here = among(col(Face.id), still_there)
        # For galleries in memory, which only notice changes of faces.
        self._session.execute(update(Face).where(here).values(updated_at=self._moment))
        self._vectors.extend(
            {"face_id": face_id, "engine_id": self._engine_id, "vector": vector, "age": age}
            for face_id, vector, age in scanned.vectors
            if face_id in still_there and is_unit(vector)
        )

    def _describe(self, scanned: ScannedPhoto, known: Asset) -> None:
        """Store landmarks, quality, vector and crop of drawn faces; leave their boxes unchanged."""
        still_there = self._still_there(
            [face_id for face_id, _ in scanned.described], scanned, known
        )
        for face_id, face in scanned.described:
            if face_id in still_there:
                seen = {"landmarks": face.landmarks, "quality": face.quality}
                values = seen | {"updated_at": self._moment}
                self._session.execute(update(Face).where(col(Face.id) == face_id).values(**values))
                self._keep(face, face_id)

    def _match(self, scanned: ScannedPhoto, known: Asset) -> None:
        """Match the faces found now with known faces and dismissed boxes, and store the result."""
        before, refused = known_faces.known_faces(self._session, known.id, scanned, self._engine_id)
        everything = [*before, *refused]
        # In the same picture boxes decide alone, so vectors and pixels need not be made ready.
        is_compared = any(not each.observation.is_same_picture for each in everything)
        same = match_faces(
            [each.observation for each in everything],
            [known_faces.observed(face, is_compared=is_compared) for face in scanned.faces],
            same=self._same,
        )
        if any(everything[at].row.seen_in == known.picture for at in same.values()):
            # A matched face shows that it is the same picture, edited: presences stay in it.
            told = (col(Presence.asset_id) == known.id, col(Presence.seen_in) == known.picture)
            self._session.execute(update(Presence).where(*told).values(seen_in=scanned.picture))
        for index, face in enumerate(scanned.faces):
            each = everything[same[index]] if index in same else None
            if each is None:
                if scanned.task.finds_faces:
                    self._insert(face, known.id, scanned)
            elif isinstance(each.row, Face):
                self._update(face, each.row, each.observation, scanned)
            else:
                self._refuse(face, each.row, scanned)
        again = set(same.values())
        self._drop_unmatched([each for at, each in enumerate(before) if at not in again])
        people = {each.row.person_id for each in before if isinstance(each.row, Face)}
        assignment.drop_empty(self._session, people, by_machine=True)

    def _insert(self, face: ScannedFace, asset_id: str, scanned: ScannedPhoto) -> None:
        face_id = ids.new("face")
        self._faces.append(
            {
                "id": face_id,
                "library_id": scanned.task.library_id,
                "asset_id": asset_id,
                "source": Source.AUTOMATIC,
                "created_at": self._moment,
            }
            | self._face_columns(face, scanned)
        )
        self._keep(face, face_id)

    def _update(
        self, face: ScannedFace, known: Face, observation: Observation, scanned: ScannedPhoto
    ) -> None:
        """Update a known face to what was found now.

        `observation` is the known face, placed in the photo as it is now. If the photo shows
        another picture, a scan's assignment is undone, because it was based on the former picture.
        """
        values, box = self._face_columns(face, scanned), observation.box
        if not (observation.is_same_picture or observation.is_decided):
            values |= assignment.NOBODYS
        if known.source == Source.MANUAL:  # it stays drawn, without a confidence
            values["confidence"] = None
            if iou(box, face.box) >= MIN_IOU:  # the detector's box is not better than the user's
                values |= dict(zip("xywh", box, strict=True))
        self._session.execute(update(Face).where(col(Face.id) == known.id).values(**values))
        self._keep(face, known.id)

    def _refuse(self, face: ScannedFace, known: DismissedBox, scanned: ScannedPhoto) -> None:
        """Update box, vectors and look of a dismissed box to those of the face found there now."""
        look = crops.look(face.crop)
        values = dict(zip("xywh", face.box, strict=True)) | known_faces.picture_columns(scanned)
        values["timestamp_ms"] = face.at
        vectors = dismissals.vectors(known)
        if is_unit(face.vector):  # else the engine has not seen the face
            vectors[self._engine_id] = face.vector
        values |= {"vectors": dismissals.as_text(vectors), "look": look.hex() if look else None}
        this = col(DismissedBox.id) == known.id
        self._session.execute(update(DismissedBox).where(this).values(**values))

    def _face_columns(self, face: ScannedFace, scanned: ScannedPhoto) -> dict[str, Any]:
        """Return the columns of a face row that a scan sets."""
        return (
            dict(zip("xywh", face.box, strict=True))
            | known_faces.picture_columns(scanned)
            | {
                "confidence": face.confidence,
                "quality": face.quality,
                "landmarks": face.landmarks,
                "timestamp_ms": face.at,
                "updated_at": self._moment,
            }
        )

    def _keep(self, face: ScannedFace, face_id: str) -> None:
        if is_unit(face.vector):  # else the engine has not seen the face
            self._vectors.append(
                {
                    "face_id": face_id,
                    "engine_id": self._engine_id,
                    "vector": face.vector,
                    "age": face.age,
                }
            )
        self._crops.append({"face_id": face_id, "jpeg": face.crop})

    def _drop_unmatched(self, left: Sequence[KnownFace]) -> None:
        """Delete faces that were not found again; decided ones stay and wait for the picture."""
        decided = [each.row.id for each in left if each.observation.is_decided]
        gone = [each.row.id for each in left if not each.observation.is_decided]
        # For pages that show them, which only notice changes of faces.
        waits = among(col(Face.id), decided)
        self._session.execute(update(Face).where(waits).values(updated_at=self._moment))
        self._session.execute(delete(Face).where(among(col(Face.id), gone)))
        crops.sweep(self._session, gone)

    def flush(self) -> None:
        """Write all rows that were collected."""
        # In the order of references: photos, then their faces.
        if self._assets:
            self._session.execute(insert(Asset), self._assets)
        for library_id, found in self._further.items():
            places.add(self._session, library_id, found)
        if self._faces:
            self._session.execute(insert(Face), self._faces)
        _upsert(self._session, Embedding, self._vectors, key=["face_id", "engine_id"])
        _upsert(self._session, Crop, self._crops, key=["face_id"])
        reattach(self._session, self._read, fresh={asset["id"] for asset in self._assets})


def _is_looked_at(scanned: ScannedPhoto, known: Asset | None) -> bool:
    """Return whether a scan has looked for all faces in the photo's picture, now or before.

    Equal bytes count as the same picture, even if another decoder gives other pixels.
    """
    is_now = scanned.is_searched and scanned.task.finds_faces
    if is_now or known is None or not known.is_looked_at:
        return is_now
    return scanned.picture == known.picture or scanned.content_hash == known.content_hash


def _known(
    session: Session, batch: Sequence[ScannedPhoto]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return known paths and known content hashes of the batch, each with its library."""
    paths = among(col(Asset.path), (scanned.task.file.path for scanned in batch))
    hashes = among(col(Asset.content_hash), (h for scanned in batch if (h := scanned.content_hash)))
    here = among(col(Asset.library_id), {scanned.task.library_id for scanned in batch})

    def found(value: Any, which: ColumnElement[bool]) -> set[tuple[str, str]]:
        query = select(col(Asset.library_id), col(value)).where(here, which)
        return {(library_id, known) for library_id, known in session.execute(query)}

    return found(Asset.path, paths), found(Asset.content_hash, hashes)


def _upsert(
    session: Session,
    table: type[Embedding] | type[Crop],
    rows: list[dict[str, Any]],
    *,
    key: list[str],
) -> None:
    """Insert rows into a table of the cache; replace rows with the same `key`."""
    if rows:
        kept = ("vector", "age") if table is Embedding else ("jpeg",)
        query = sqlite.insert(table)
        values = {name: query.excluded[name] for name in (*kept, "checksum")}
        session.execute(query.on_conflict_do_update(key, set_=values), rows)
