"""What a scan writes: prepared rows, in one transaction per batch, never a step of the history."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, col

from kinfolk.core import assignment, crops, dismissals, ids, places
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    Crop,
    DismissedBox,
    Embedding,
    Face,
    Folder,
    Source,
    now,
)
from kinfolk.core.db.rows import among
from kinfolk.core.db.seal import is_unit
from kinfolk.scan import sightings
from kinfolk.scan.homecoming import come_home
from kinfolk.scan.match import OVERLAP, Sight, match
from kinfolk.scan.plan import Plan, is_finished
from kinfolk.scan.sightings import Remembered
from kinfolk.scan.tasks import Known, Seen, SeenFace, Spot, Task
from kinfolk.vision.boxes import iou

# Stands for the file's time when the drive, not the bytes, was at fault: the next scan tries again.
TRY_AGAIN = -1


def settle_plan(session: Session, made: Plan) -> None:
    """Store where photos are, before any is read."""
    moment = now()
    for folder_id, is_away in made.away.items():
        _set_folder(session, folder_id, is_away=is_away)
    for folder_id, found_at in made.found_at.items():
        _set_folder(session, folder_id, found_at=found_at)
    _set_state(session, made.vanished, AssetState.MISSING, moment)
    _set_state(session, made.returned, AssetState.DONE, moment)
    _settle_moves(session, made, moment)
    _settle_places(session, made)
    come_home(session, [*made.returned, *(known.asset_id for _, known in made.moved)])


def _settle_moves(session: Session, made: Plan, moment: datetime) -> None:
    moved = _not_taken(session, made)
    movers = {known.asset_id for _, known in moved}
    targets = [spot.found.path for spot, _ in moved]
    # Off their places first: photos may have changed places with each other.
    session.execute(update(Asset).where(among(col(Asset.id), movers)).values(path=col(Asset.id)))
    for known in made.displaced:
        if known.width:
            path = f"{known.path} ({known.asset_id})"
            _set(session, known.asset_id, path=path, state=AssetState.MISSING, updated_at=moment)
        else:  # it never could be read: nobody has said anything about it
            session.execute(delete(Asset).where(col(Asset.id) == known.asset_id))
    places.forget(session, made.dropped)
    places.forget_at(session, made.library_id, targets)
    rows = [
        _place(spot) | {"asset": known.asset_id, "state": _state(known), "updated_at": moment}
        for spot, known in moved
    ]
    if rows:  # a whole folder may have moved: one statement, many rows
        names = rows[0].keys() - {"asset"}
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        this = update(Asset).where(col(Asset.id) == bindparam("asset")).values(values)
        session.connection().execute(this, rows)


def _state(moved: Known) -> AssetState:
    """Of a photo whose file was found."""
    if not is_finished(moved):
        return AssetState.PENDING
    return AssetState.FAILED if moved.state == AssetState.FAILED else AssetState.DONE


def _not_taken(session: Session, made: Plan) -> list[tuple[Spot, Known]]:
    """Moves to places where another process has found a photo meanwhile wait for the next scan."""
    movers = {known.asset_id for _, known in made.moved}
    movers.update(known.asset_id for known in made.displaced)
    targets = [spot.found.path for spot, _ in made.moved]
    there = select(col(Asset.path), col(Asset.id)).where(
        col(Asset.library_id) == made.library_id, among(col(Asset.path), targets)
    )
    taken = {path for path, asset_id in session.execute(there) if asset_id not in movers}
    return [(spot, known) for spot, known in made.moved if spot.found.path not in taken]


def _settle_places(session: Session, made: Plan) -> None:
    places.mark(session, made.marked)
    left = [_further(Spot.of(known), known.asset_id, is_left=left) for known, left in made.left]
    copies = [_further(spot, asset_id) for spot, asset_id in made.copies]
    places.add(session, made.library_id, [*left, *copies])


def _further(spot: Spot, asset_id: str, *, is_left: bool = False) -> places.File:
    found = spot.found
    return places.File(
        asset_id, spot.folder_id, found.path, found.size, found.modified_ns, is_left=is_left
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


def _place(spot: Spot) -> dict[str, Any]:
    found = spot.found
    return {
        "folder_id": spot.folder_id,
        "path": found.path,
        "file_size": found.size,
        "modified_ns": found.modified_ns,
    }


def save(session: Session, batch: Sequence[Seen], engine_id: str, *, same: float) -> None:
    """Photos that were read, and their faces; what the user said about a face seen again stays.

    `same` is the engine's own, see `vision.group`.
    """
    standing = set(
        session.execute(
            select(col(Folder.id)).where(
                among(col(Folder.id), {seen.task.folder_id for seen in batch})
            )
        ).scalars()
    )
    writer = _Writer(session, batch, engine_id, same)
    for seen in batch:
        if seen.task.folder_id in standing:  # not removed while its photos were read
            writer.photo(seen)
    writer.flush()


class _Writer:
    """The rows of one batch."""

    def __init__(
        self, session: Session, batch: Sequence[Seen], engine_id: str, same: float
    ) -> None:
        self._session = session
        self._taken, self._shown = _known(session, batch)
        self._engine_id = engine_id
        self._same = same
        self._moment = now()
        self._read: list[str] = []  # the photos of the batch
        self._assets: list[dict[str, Any]] = []
        self._fresh: dict[tuple[str, str], str] = {}  # (library, content hash) → asset id
        self._further: dict[str, list[places.File]] = defaultdict(list)  # by library
        self._faces: list[dict[str, Any]] = []
        self._vectors: list[dict[str, Any]] = []
        self._crops: list[dict[str, Any]] = []

    def photo(self, seen: Seen) -> None:
        task = seen.task
        known = self._known(task)
        if known is not None:
            self._see_again(seen, known)
            asset_id = known.id
        else:
            twin = self._twin(seen)
            asset_id = twin or ids.new("asset")
            if twin is not None:
                self._further[task.library_id].append(_further(task.spot, twin))
            else:
                self._create(seen, asset_id)
        if seen.content_hash == task.content_hash:  # it has not changed since the plan was made
            for spot in task.copies:
                self._further[task.library_id].append(_further(spot, asset_id))

    def _known(self, task: Task) -> Asset | None:
        """By its place, not by what was known: another process may have scanned meanwhile."""
        if (task.library_id, task.found.path) not in self._taken:
            return None
        here = (col(Asset.library_id) == task.library_id, col(Asset.path) == task.found.path)
        return self._session.execute(select(Asset).where(*here)).scalar_one_or_none()

    def _create(self, seen: Seen, asset_id: str) -> None:
        library_id = seen.task.library_id
        if seen.content_hash:
            self._fresh[library_id, seen.content_hash] = asset_id
        self._assets.append(
            {"id": asset_id, "library_id": library_id, "created_at": self._moment}
            | self._facts(seen)
        )
        self._read.append(asset_id)
        for face in seen.faces:
            self._insert(face, asset_id, seen)

    def _see_again(self, seen: Seen, known: Asset) -> None:
        if seen.content_hash and seen.content_hash != known.content_hash:
            places.forget_of(self._session, known.id)
            self._shown.add((known.library_id, seen.content_hash))
        self._read.append(known.id)
        if seen.reason is None:
            sightings.stamp(self._session, known, seen)
            self._cut(seen, known)
            if seen.vectors:
                self._describe(seen, known)
            else:
                self._match(seen, known)
        _set(self._session, known.id, **self._facts(seen, known))

    def _twin(self, seen: Seen) -> str | None:
        """A photo of the same bytes that came in since the plan was made: this is its copy."""
        if not seen.content_hash:
            return None
        fresh = self._fresh.get((seen.task.library_id, seen.content_hash))
        if fresh is not None:
            return fresh
        if (seen.task.library_id, seen.content_hash) not in self._shown:
            return None
        alike = select(col(Asset.id)).where(
            col(Asset.library_id) == seen.task.library_id,
            col(Asset.content_hash) == seen.content_hash,
            col(Asset.state) != AssetState.MISSING,
        )
        found = self._session.execute(alike.order_by(col(Asset.path))).scalars()
        return next((each for each in found if each not in seen.task.compared), None)

    def _facts(self, seen: Seen, known: Asset | None = None) -> dict[str, Any]:
        facts = _place(seen.task.spot) | {"updated_at": self._moment, "reason": seen.reason}
        if seen.reason is None:
            return facts | {
                "state": AssetState.DONE,
                "content_hash": seen.content_hash,
                "mimetype": seen.mimetype,
                "width": seen.width,
                "height": seen.height,
                "taken_at": seen.taken_at,
                "picture": seen.picture,
            }
        if not seen.is_lasting:
            facts["modified_ns"] = TRY_AGAIN
        # What was known of it stays until it can be read again.
        blank: dict[str, Any] = {}
        if not known:
            blank = {"mimetype": "", "width": 0, "height": 0, "taken_at": None}
        content_hash = seen.content_hash or (known.content_hash if known else "")
        if known and content_hash != known.content_hash:  # nobody knows what these bytes show
            blank = {"picture": ""}
        return facts | blank | {"state": AssetState.FAILED, "content_hash": content_hash}

    def _cut(self, seen: Seen, known: Asset) -> None:
        """Crops that were lacking, of faces that are of this picture still."""
        standing = self._standing([face_id for face_id, _ in seen.crops], seen, known)
        self._crops.extend(
            {"face_id": face_id, "webp": image}
            for face_id, image in seen.crops
            if face_id in standing
        )

    def _standing(self, face_ids: Sequence[str], seen: Seen, known: Asset) -> set[str]:
        """Those of the faces that are there, in the picture that was read."""
        if not face_ids:
            return set()
        here = (col(Face.asset_id) == known.id, col(Face.seen_in) == seen.picture)
        query = select(col(Face.id)).where(among(col(Face.id), face_ids), *here)
        return set(self._session.execute(query).scalars())

    def _describe(self, seen: Seen, known: Asset) -> None:
        """Another engine's vectors; where the faces are stays as it is."""
        standing = self._standing([face_id for face_id, _ in seen.vectors], seen, known)
        here = among(col(Face.id), standing)
        # Whoever keeps vectors in memory hears of faces alone.
        self._session.execute(update(Face).where(here).values(updated_at=self._moment))
        self._vectors.extend(
            {"face_id": face_id, "engine_id": self._engine_id, "vector": vector}
            for face_id, vector in seen.vectors
            if face_id in standing and is_unit(vector)
        )

    def _match(self, seen: Seen, known: Asset) -> None:
        before, refused = sightings.remembered(self._session, known.id, seen, self._engine_id)
        everything = [*before, *refused]
        is_compared = any(not each.sight.is_same_picture for each in everything)
        same = match(
            [each.sight for each in everything],
            [sightings.found(face, is_compared=is_compared) for face in seen.faces],
            same=self._same,
        )
        for index, face in enumerate(seen.faces):
            each = everything[same[index]] if index in same else None
            if each is None:
                self._insert(face, known.id, seen)
            elif isinstance(each.row, Face):
                self._update(face, each.row, each.sight, seen)
            else:
                self._refuse(face, each.row, seen)
        again = set(same.values())
        self._let_go([each for at, each in enumerate(before) if at not in again])
        people = {each.row.person_id for each in before if isinstance(each.row, Face)}
        assignment.drop_empty(self._session, people, by_machine=True)

    def _insert(self, face: SeenFace, asset_id: str, seen: Seen) -> None:
        face_id = ids.new("face")
        self._faces.append(
            {
                "id": face_id,
                "library_id": seen.task.library_id,
                "asset_id": asset_id,
                "source": Source.AUTOMATIC,
                "created_at": self._moment,
            }
            | self._sight(face, seen)
        )
        self._keep(face, face_id)

    def _update(self, face: SeenFace, known: Face, sight: Sight, seen: Seen) -> None:
        """The face as it is seen now; `sight` is how it would look if it were as it was.

        Where a machine put a face, it did by the picture it saw: in another one it looks again.
        """
        values, box = self._sight(face, seen), sight.box
        if not (sight.is_same_picture or sight.is_decided):
            values |= assignment.NOBODYS
        if known.source == Source.MANUAL:  # from now on the face teaches
            values["confidence"] = None
            if iou(box, face.box) >= OVERLAP:  # how much of it is the face, the user has said
                values |= dict(zip("xywh", box, strict=True))
        self._session.execute(update(Face).where(col(Face.id) == known.id).values(**values))
        self._keep(face, known.id)

    def _refuse(self, face: SeenFace, known: DismissedBox, seen: Seen) -> None:
        """The user has said that this is no face; it is known by what is seen of it now."""
        look = crops.look(face.crop)
        values = dict(zip("xywh", face.box, strict=True)) | sightings.place(seen)
        vectors = dismissals.vectors(known)
        if is_unit(face.vector):
            vectors[self._engine_id] = face.vector
        values |= {"vectors": dismissals.as_text(vectors), "look": look.hex() if look else None}
        this = col(DismissedBox.id) == known.id
        self._session.execute(update(DismissedBox).where(this).values(**values))

    def _sight(self, face: SeenFace, seen: Seen) -> dict[str, Any]:
        return (
            dict(zip("xywh", face.box, strict=True))
            | sightings.place(seen)
            | {
                "confidence": face.confidence,
                "quality": face.quality,
                "landmarks": face.landmarks,
                "updated_at": self._moment,
            }
        )

    def _keep(self, face: SeenFace, face_id: str) -> None:
        if is_unit(face.vector):  # else the engine has not seen the face
            row = {"face_id": face_id, "engine_id": self._engine_id, "vector": face.vector}
            self._vectors.append(row)
        self._crops.append({"face_id": face_id, "webp": face.crop})

    def _let_go(self, left: Sequence[Remembered]) -> None:
        """Faces not found any more go; those the user has a say in wait, just as they are."""
        decided = [each.row.id for each in left if each.sight.is_decided]
        gone = [each.row.id for each in left if not each.sight.is_decided]
        # Whoever shows them hears of faces alone.
        waits = among(col(Face.id), decided)
        self._session.execute(update(Face).where(waits).values(updated_at=self._moment))
        self._session.execute(delete(Face).where(among(col(Face.id), gone)))
        crops.sweep(self._session, gone)

    def flush(self) -> None:
        if self._assets:
            self._session.execute(insert(Asset), self._assets)
        for library_id, found in self._further.items():
            places.add(self._session, library_id, found)
        if self._faces:
            self._session.execute(insert(Face), self._faces)
        _upsert(self._session, Embedding, self._vectors, key=["face_id", "engine_id"])
        _upsert(self._session, Crop, self._crops, key=["face_id"])
        come_home(self._session, self._read, fresh={asset["id"] for asset in self._assets})


def _known(
    session: Session, batch: Sequence[Seen]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Where photos are already, and bytes that one has, each with its library: mostly none."""
    paths = among(col(Asset.path), (seen.task.found.path for seen in batch))
    hashes = among(col(Asset.content_hash), (h for seen in batch if (h := seen.content_hash)))
    here = among(col(Asset.library_id), {seen.task.library_id for seen in batch})

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
    if rows:
        value = "vector" if table is Embedding else "webp"
        query = sqlite.insert(table)
        values = {name: query.excluded[name] for name in (value, "checksum")}
        session.execute(query.on_conflict_do_update(key, set_=values), rows)
