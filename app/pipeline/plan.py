"""What a scan has to do: the folders as they are against the photos as they are known."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlmodel import Session, col

from app.core import embeddings, library
from app.core.library import FolderInfo
from app.core.models import Asset, AssetState, Crop, Face
from app.pipeline.relocate import relocate
from app.pipeline.tasks import Box, Known, Task
from app.pipeline.walk import Closed, Found, walk


@dataclass
class Plan:
    """Everything the walk found out about one library, to be stored before anything is read."""

    library_id: str
    tasks: list[Task] = field(default_factory=list)
    moved: list[tuple[Task, Known]] = field(default_factory=list)
    displaced: list[Known] = field(default_factory=list)  # another photo lies at their place
    returned: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    away: dict[str, bool] = field(default_factory=dict)  # folder id → whether it is away
    closed: list[Closed] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        return bool(self.moved or self.returned or self.vanished or self.away)


@dataclass(frozen=True)
class Memory:
    """What the library knows before the walk."""

    folders: list[FolderInfo]
    photos: dict[str, Known]  # by path
    folder_of: dict[str, str]  # asset id → folder id
    lacking: set[str]  # photos with faces that lack a crop or a vector
    crops: dict[str, list[tuple[str, Box]]]  # asset id → faces without a crop


def remember(session: Session, library_id: str, engine_id: str) -> Memory:
    """Read what is known; a few plain lists, however large the library."""
    columns = (
        *(col(Asset.id), col(Asset.path), col(Asset.file_size), col(Asset.modified_ns)),
        *(col(Asset.content_hash), col(Asset.state), col(Asset.width), col(Asset.folder_id)),
    )
    photos: dict[str, Known] = {}
    folder_of: dict[str, str] = {}
    for *facts, folder_id in session.execute(
        select(*columns).where(col(Asset.library_id) == library_id)
    ):
        known = Known(*facts)
        photos[known.path] = known
        folder_of[known.asset_id] = folder_id
    crops = _without_crop(session, library_id)
    lacking = set(embeddings.assets_lacking(session, engine_id)) | crops.keys()
    return Memory(library.folders(session, library_id), photos, folder_of, lacking, crops)


def _without_crop(session: Session, library_id: str) -> dict[str, list[tuple[str, Box]]]:
    query = (
        select(col(Face.asset_id), col(Face.id), *(col(Face.x), col(Face.y)), Face.w, Face.h)  # type: ignore[call-overload]
        .where(col(Face.library_id) == library_id)
        .where(~select(Crop.face_id).where(col(Crop.face_id) == col(Face.id)).exists())  # type: ignore[call-overload]
    )
    crops: dict[str, list[tuple[str, Box]]] = defaultdict(list)
    for asset_id, face_id, x, y, w, h in session.execute(query):
        crops[asset_id].append((face_id, (x, y, w, h)))
    return crops


def plan(
    memory: Memory,
    *,
    library_id: str,
    folder_ids: Sequence[str] | None,
    found: Callable[[int], None],
    is_cancelled: Callable[[], bool],
) -> Plan:
    """Walk the folders (all, or those named); `found` hears how many photos lie there so far."""
    made = Plan(library_id)
    seen: dict[str, tuple[Found, str]] = {}
    walked = set()
    for folder in memory.folders:
        if folder_ids is not None and folder.id not in folder_ids:
            continue
        is_there = _enter(folder, seen, made.closed, found=found, is_cancelled=is_cancelled)
        if is_cancelled():
            return Plan(library_id)
        if is_there:
            walked.add(folder.id)
        if is_there == folder.is_away:
            made.away[folder.id] = not is_there
    _compare(made, memory, seen, walked=walked)
    free = _free(memory, seen, set(made.vanished))
    made.moved, made.tasks = relocate(made.tasks, free, is_cancelled=is_cancelled)
    _settle_moves(made, memory)
    return made


def _enter(
    folder: FolderInfo,
    seen: dict[str, tuple[Found, str]],
    closed: list[Closed],
    *,
    found: Callable[[int], None],
    is_cancelled: Callable[[], bool],
) -> bool:
    """Whether the folder is there. An empty place that held photos is a drive not mounted."""
    try:
        if folder.photo_count and not any(os.scandir(folder.path)):
            return False
        for photo in walk(folder.path, closed=closed.append):
            seen.setdefault(photo.path, (photo, folder.id))
            found(len(seen))
            if is_cancelled():
                break
    except OSError:
        return False
    return True


def _compare(
    made: Plan, memory: Memory, seen: dict[str, tuple[Found, str]], *, walked: set[str]
) -> None:
    for path, (photo, folder_id) in seen.items():
        known = memory.photos.get(path)
        if known is not None and _is_as_it_was(known, photo, memory.lacking):
            if known.state == AssetState.MISSING:
                made.returned.append(known.asset_id)
            continue
        asset_id = known.asset_id if known else None
        lacking = tuple(memory.crops.get(asset_id, ())) if asset_id else ()
        made.tasks.append(Task(photo, made.library_id, folder_id, asset_id, lacking=lacking))
    hidden = tuple(place.path for place in made.closed)
    made.vanished = [
        known.asset_id
        for path, known in memory.photos.items()
        if path not in seen
        and memory.folder_of[known.asset_id] in walked
        and known.state != AssetState.MISSING
        and not _is_within(path, hidden)
    ]


def _is_as_it_was(known: Known, photo: Found, lacking: set[str]) -> bool:
    if (known.size, known.modified_ns) != (photo.size, photo.modified_ns):
        return False
    if known.state == AssetState.MISSING:
        return known.width > 0 and known.asset_id not in lacking
    if known.state == AssetState.DONE:
        return known.asset_id not in lacking
    return known.state in (AssetState.FAILED, AssetState.SKIPPED)


def _is_within(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place + os.sep) for place in places)


def _free(
    memory: Memory, seen: dict[str, tuple[Found, str]], vanished: set[str]
) -> Iterable[Known]:
    """Photos of which nobody knows where they are: gone, or their file is not the same."""
    for path, known in memory.photos.items():
        if path not in seen:
            if known.state == AssetState.MISSING or known.asset_id in vanished:
                yield known
        else:
            photo = seen[path][0]
            if (known.size, known.modified_ns) != (photo.size, photo.modified_ns):
                yield known


def _settle_moves(made: Plan, memory: Memory) -> None:
    """Moved photos are not gone; those that were not finished are still to be read."""
    owned = {known.asset_id for _, known in made.moved}
    made.vanished = [asset_id for asset_id in made.vanished if asset_id not in owned]
    for task, known in made.moved:
        if task.asset_id is not None and task.asset_id not in owned:
            made.displaced.append(memory.photos[task.found.path])
        if not is_finished(known) or known.asset_id in memory.lacking:
            lacking = tuple(memory.crops.get(known.asset_id, ()))
            made.tasks.append(replace(task, asset_id=known.asset_id, lacking=lacking))


def is_finished(known: Known) -> bool:
    """Its faces are known, or it is known that its bytes cannot be read."""
    if known.state == AssetState.FAILED:
        return known.modified_ns >= 0  # below: it could not be opened, see store.py
    return known.state != AssetState.PENDING and known.width > 0
