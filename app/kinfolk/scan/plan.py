"""Compare the folders on the disk with the photos of the library: what a scan has to do."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from sqlalchemy import false, func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssetState, Crop, Face, Place
from kinfolk.core.faces import embeddings, visibility
from kinfolk.core.faces.visibility import is_shown
from kinfolk.core.photos import library, remembered_decisions
from kinfolk.core.photos.library import FolderInfo
from kinfolk.errors import Text
from kinfolk.files import literal
from kinfolk.kinds import Extra, extra_for
from kinfolk.scan.file_state import FileState, WalkResult, compared, is_within
from kinfolk.scan.file_table import KnownPhotos
from kinfolk.scan.moved_files import MoveFinder, Resolved
from kinfolk.scan.name_files import FilesBeside
from kinfolk.scan.tasks import Box, FileLocation, KnownCopy, KnownPhoto, Task
from kinfolk.scan.walk import Closed, walk

_ROWS = 1_000  # read at a time
_ONE_ONLINE = (
    "1 photo was skipped because it is only online. To have it read, choose “Always keep on this "
    "device” for it in Explorer."
)
_ONLINE = (
    "{count} photos were skipped because they are only online. To have them read, choose “Always "
    "keep on this device” for their folders in Explorer."
)
_ONE_BROKEN = "1 photo was skipped because it is a link to a file that is not there."
_BROKEN = "{count} photos were skipped because they are links to files that are not there."


@dataclass
class Plan:
    """Hold all that the walk found out about one library, to be stored before photos are read."""

    library_id: str
    tasks: list[Task] = field(default_factory=list)
    # Photos, and the file that is their first place from now on.
    moved: list[tuple[FileLocation, KnownPhoto]] = field(default_factory=list)
    displaced: list[KnownPhoto] = field(default_factory=list)  # another photo is at their path now
    # Files that are further places of the assets with these ids.
    copies: list[tuple[FileLocation, str]] = field(default_factory=list)
    # Photos whose first place becomes a further one, and whether they were found elsewhere.
    left: list[tuple[KnownPhoto, bool]] = field(default_factory=list)
    marked: dict[str, bool] = field(default_factory=dict)  # place id → whether it was left
    dropped: list[str] = field(default_factory=list)  # ids of places whose file is gone
    returned: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    # Photos whose picture was also in a folder that was removed since they were read.
    remembered: list[str] = field(default_factory=list)
    away: dict[str, bool] = field(default_factory=dict)  # folder id → whether it is away
    found_at: dict[str, str | None] = field(default_factory=dict)  # folder id → where it may be
    closed: list[Closed] = field(default_factory=list)
    # Photos whose names have to be read again, because they or files beside them changed.
    names_changed: list[str] = field(default_factory=list)
    # What the walk saw, but what changes nothing in the library.
    left_out: list[Closed] = field(default_factory=list, compare=False)  # folders, and the message
    unread: int = field(default=0, compare=False)  # known photos whose extra is missing now
    back: int = field(default=0, compare=False)  # photos of folders that are available again
    walked: set[str] = field(default_factory=set, compare=False)
    beside: FilesBeside = field(default_factory=FilesBeside, compare=False)

    @property
    def changes_something(self) -> bool:
        """Whether storing the plan would change the library."""
        return replace(self, tasks=[], closed=[]) != Plan(self.library_id)


@dataclass(frozen=True)
class KnownLibrary:
    """Hold what the library knows before the walk."""

    folders: list[FolderInfo]
    photos: KnownPhotos
    copies: dict[str, KnownCopy]  # by path
    lacking: set[str]  # photos with faces that lack a crop or a vector
    crops: dict[str, list[tuple[str, Box]]]  # asset id → faces without a crop
    remembered: list[str]  # photos of whose picture something is remembered


def remember(session: Session, library_id: str, engine_id: str) -> KnownLibrary:
    """Read what is known, in a few queries however large the library is."""
    decided = visibility.decided_photos(library_id).subquery()
    facts = (
        col(Asset.id),
        col(Asset.path),
        col(Asset.file_size),
        col(Asset.modified_ns),
        col(Asset.content_hash),
        col(Asset.state),
        col(Asset.width),
        col(Asset.folder_id),
        col(Asset.names_read),
        col(Asset.is_looked_at),
        decided.c.asset_id.is_not(None),
        func.coalesce(decided.c.is_shown, false()),
    )
    of_library = (
        select(*facts)
        .outerjoin(decided, decided.c.asset_id == col(Asset.id))
        .where(col(Asset.library_id) == library_id)
        .order_by(col(Asset.path))
        .execution_options(yield_per=_ROWS)
    )
    photos = KnownPhotos(KnownPhoto(*row) for row in session.execute(of_library))
    crops = _without_crop(session, library_id)
    lacking = set(embeddings.assets_lacking(session, engine_id)) | crops.keys()
    return KnownLibrary(
        folders=library.folders(session, library_id),
        photos=photos,
        copies=_copies(session, library_id),
        lacking=lacking,
        crops=crops,
        remembered=remembered_decisions.shown_in(session, library_id),
    )


def _copies(session: Session, library_id: str) -> dict[str, KnownCopy]:
    facts = (
        col(Place.id),
        col(Place.asset_id),
        col(Place.folder_id),
        col(Place.path),
        col(Place.file_size),
        col(Place.modified_ns),
        col(Place.is_left),
    )
    of_library = select(*facts).where(col(Place.library_id) == library_id)
    return {copy.path: copy for copy in (KnownCopy(*row) for row in session.execute(of_library))}


def _without_crop(session: Session, library_id: str) -> dict[str, list[tuple[str, Box]]]:
    """Return faces that have no crop, with their boxes, by photo."""
    crop = select(col(Crop.face_id)).where(col(Crop.face_id) == col(Face.id))
    query = (
        select(col(Face.asset_id), col(Face.id), col(Face.x), col(Face.y), col(Face.w), col(Face.h))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(col(Face.library_id) == library_id, is_shown())
        .where(~crop.exists())
    )
    crops: dict[str, list[tuple[str, Box]]] = defaultdict(list)
    for asset_id, face_id, x, y, w, h in session.execute(query):
        crops[asset_id].append((face_id, (x, y, w, h)))
    return crops


def plan(
    memory: KnownLibrary,
    *,
    library_id: str,
    folder_ids: Sequence[str] | None,
    found: Callable[[int], None],
    is_cancelled: Callable[[], bool],
) -> Plan:
    """Walk the folders (all, or those named) and return the plan.

    `found` is called with the number of photos met so far. If cancelled, the plan is empty.
    """
    made = Plan(library_id, remembered=memory.remembered)
    walked = WalkResult()
    for folder in memory.folders:
        is_asked = folder_ids is None or folder.id in folder_ids
        if is_asked:
            is_there = _enter(folder, walked, made, found=found, is_cancelled=is_cancelled)
        else:
            is_there = not is_away(folder.path, held_photos=folder.photo_count > 0)
        if is_cancelled():
            return Plan(library_id)  # else photos not met yet would count as gone
        if is_there:
            walked.present.add(folder.id)
            if is_asked:
                walked.walked.add(folder.id)
        # Only if it differs from what is stored.
        if is_there == folder.is_away:
            made.away[folder.id] = not is_there
            made.back += folder.photo_count if is_there else 0
    made.walked = walked.walked
    walked.hidden = tuple(place.path for place in made.closed)
    _Comparison(made, memory, walked).run(is_cancelled=is_cancelled)
    return Plan(library_id) if is_cancelled() else made


def _enter(
    folder: FolderInfo,
    walked: WalkResult,
    made: Plan,
    *,
    found: Callable[[int], None],
    is_cancelled: Callable[[], bool],
) -> bool:
    if is_away(folder.path, held_photos=folder.photo_count > 0):
        return False
    left_out: list[Extra] = []
    online: list[str] = []
    broken: list[str] = []
    try:
        for photo in walk(
            folder.path,
            closed=made.closed.append,
            beside=made.beside.add,
            left_out=left_out.append,
            online=online.append,
            broken=broken.append,
        ):
            # The first folder keeps it: through a link a file may be met below two of them.
            walked.seen.add(FileLocation(photo, folder.id))
            found(walked.seen.added)
            if is_cancelled():
                break
    except OSError:
        return False
    told = [extra.left_out(count) for extra, count in Counter(left_out).items()]
    if online:
        walked.online.update(online)
        told.append(Text(_ONE_ONLINE if len(online) == 1 else _ONLINE, count=len(online)))
    if broken:
        told.append(Text(_ONE_BROKEN if len(broken) == 1 else _BROKEN, count=len(broken)))
    made.left_out += (Closed(str(folder.path), what) for what in told)
    return True


def is_away(folder: Path, *, held_photos: bool) -> bool:
    """Return whether the folder is missing or cannot be read.

    An empty folder that held photos is a mount point without its drive, and counts as missing.
    """
    try:
        with os.scandir(literal(folder)) as listing:
            return held_photos and not any(True for _ in listing)
    except OSError:
        return True


class _Comparison:
    """Compare what the walk saw with what is known, file by file and then photo by photo."""

    def __init__(self, made: Plan, memory: KnownLibrary, walked: WalkResult) -> None:
        self._made = made
        self._memory = memory
        self._walked = walked
        self._copies_of: dict[str, list[KnownCopy]] = defaultdict(list)
        for path, copy in sorted(memory.copies.items()):
            if path not in memory.photos:  # else the photo's own row counts
                self._copies_of[copy.asset_id].append(copy)
        self._first: dict[str, FileLocation] = {}  # asset id → its new first place
        # Files that this walk has found, by the asset they hold.
        self._new_places: dict[str, list[FileLocation]] = defaultdict(list)
        self._reads_names = {folder.id for folder in memory.folders if folder.reads_names}
        self._finds_faces = {folder.id for folder in memory.folders if folder.finds_faces}
        self._not_read = {extra for extra in Extra if not extra.is_installed}
        self._taken: dict[str, str] = {}  # path → asset id of the file there now

    def run(self, *, is_cancelled: Callable[[], bool]) -> None:
        """Compare all files found with the known photos, and enter the differences in the plan."""
        photos = self._memory.photos
        finder = MoveFinder(
            photos,
            is_present=self._is_present,
            has_other_file=lambda known: self._copy(known) is not None,
        )
        open_tasks, steady = self._tasks()
        # If nothing has changed, no photo is looked at.
        resolved = (
            finder.resolve(open_tasks, is_cancelled=is_cancelled) if open_tasks else Resolved()
        )
        self._note_moves(resolved)
        for known in photos:
            if known.asset_id not in self._first:
                self._resolve_photo(known)
        row = self._walked.seen.row
        tasks = sorted([*resolved.rest, *steady], key=lambda task: row(task.file.path))
        self._made.tasks = tasks + self._unfinished(resolved)
        self._resolve_copies()
        for folder in self._memory.folders:
            self._resolve_folder(folder)

    @cached_property
    def _compared(self) -> frozenset[str]:
        return frozenset(known.asset_id for known in self._memory.photos)

    def _tasks(self) -> tuple[list[Task], list[Task]]:
        """Return (changed, steady): new or changed files, and unchanged photos still to be read."""
        changed: list[Task] = []
        steady: list[Task] = []
        for location in self._walked.seen:
            path = location.file.path
            known, copy = self._memory.photos.get(path), self._memory.copies.get(path)
            now = location.file.size, location.file.modified_ns
            is_here = known is not None and compared(known, *now) is FileState.HERE
            if known is not None and is_here and self._has_other_names(location, known):
                self._made.names_changed.append(known.asset_id)
            if known is not None and is_here and self._is_up_to_date(location, known):
                if known.state == AssetState.MISSING:
                    self._made.returned.append(known.asset_id)
            elif known is not None:
                task = self._task(location, known)
                # An unchanged file still holds its photo; only the others are compared by their
                # bytes.
                (steady if is_here else changed).append(task)
            elif copy is None or self._walked.state_of(copy) is not FileState.HERE:
                task = Task(location.file, self._made.library_id, location.folder_id)
                changed.append(replace(task, compared=self._compared))
        return changed, steady

    def _has_other_names(self, location: FileLocation, known: KnownPhoto) -> bool:
        """Return whether names have to be read again; False if never read, which happens anyway."""
        if known.names_read is None or location.folder_id not in self._reads_names:
            return False
        copies = [
            FileLocation.of(copy).file
            for copy in self._copies_of.get(known.asset_id, ())
            if copy.folder_id in self._reads_names
        ]
        return self._made.beside.mark(location.file, copies) != known.names_read

    def _task(self, location: FileLocation, known: KnownPhoto) -> Task:
        lacking = tuple(self._memory.crops.get(known.asset_id, ()))
        library_id = self._made.library_id
        return Task(location.file, library_id, location.folder_id, known.asset_id, lacking=lacking)

    def _is_up_to_date(self, location: FileLocation, known: KnownPhoto) -> bool:
        """Return whether nothing of the photo has to be read."""
        if known.state == AssetState.MISSING:
            # A photo that vanished before it was ever read is read now.
            return known.width > 0 and not self._lacks_something(location, known)
        if known.state == AssetState.DONE:
            return not self._lacks_something(location, known)
        # The same bytes would fail again; `photos.try_again` makes it pending.
        return known.state == AssetState.FAILED

    def _lacks_something(self, location: FileLocation, known: KnownPhoto) -> bool:
        """Return whether reading the file would give something missing that its folder wants."""
        is_unseen = not known.is_looked_at and location.folder_id in self._finds_faces
        return is_unseen or known.asset_id in self._memory.lacking

    def _is_present(self, known: KnownPhoto) -> bool:
        """Return whether one of the photo's files is there unchanged."""
        if self._walked.state_of(known) is FileState.HERE or self._copy(known) is not None:
            return True
        return known.state != AssetState.MISSING and self._walked.is_here(known)

    def _copy(self, known: KnownPhoto) -> KnownCopy | None:
        """Return an unchanged further file, preferably seen by the walk and in the same folder."""
        copies = sorted(
            self._copies_of.get(known.asset_id, ()),
            key=lambda copy: copy.folder_id != known.folder_id,
        )
        seen = [copy for copy in copies if self._walked.state_of(copy) is FileState.HERE]
        return next(iter(seen), None) or next(filter(self._walked.is_here, copies), None)

    def _note_moves(self, resolved: Resolved) -> None:
        self._taken = {
            task.file.path: known.asset_id for task, known in (*resolved.moved, *resolved.copies)
        }
        for task, known in resolved.moved:
            self._first[known.asset_id] = task.location
            self._made.moved.append((task.location, known))
            if task.file.path != known.path:
                self._new_places[known.asset_id].append(task.location)
                self._leave(known)
        for task, known in resolved.copies:
            self._made.copies.append((task.location, known.asset_id))
            self._new_places[known.asset_id].append(task.location)

    def _resolve_photo(self, known: KnownPhoto) -> None:
        """Decide about a photo that was not found by its bytes: unchanged, at a copy, or gone."""
        state = self._walked.state_of(known)
        is_taken = known.path in self._taken
        # A missing photo is not expected at its old path, even if that drive is away.
        if is_taken or (known.state == AssetState.MISSING and state is not FileState.HERE):
            state = FileState.GONE
        if state in (FileState.HERE, FileState.UNSEEN):
            return
        copy = self._copy(known)
        # A file on a drive that is away is better than none.
        if copy is None and state is FileState.GONE:
            copies = self._copies_of.get(known.asset_id, ())
            copy = next((c for c in copies if self._walked.state_of(c) is FileState.AWAY), None)
        if copy is not None:
            self._first[known.asset_id] = FileLocation.of(copy)
            self._made.moved.append((FileLocation.of(copy), known))
            self._leave(known)
        elif is_taken:
            self._made.displaced.append(known)
        elif state is FileState.GONE and known.state != AssetState.MISSING:
            self._made.vanished.append(known.asset_id)
            self._made.unread += extra_for(known.path) in self._not_read

    def _leave(self, known: KnownPhoto) -> None:
        """Keep a first place on a drive that is away as a further one: it may come back."""
        if self._walked.state_of(known) is FileState.AWAY and known.state != AssetState.MISSING:
            self._made.left.append((known, known.asset_id in self._new_places))

    def _unfinished(self, resolved: Resolved) -> list[Task]:
        """Return tasks for photos that moved before they were read, or lack something."""
        hashes = {known.asset_id: task.content_hash for task, known in resolved.moved}
        return [
            replace(self._task(location, known), content_hash=hashes.get(known.asset_id, ""))
            for location, known in self._made.moved
            if location.folder_id in self._walked.present
            and (not is_finished(known) or self._lacks_something(location, known))
        ]

    def _resolve_copies(self) -> None:
        """Note which further places are gone, and which photos were found elsewhere."""
        again = {location.file.path for location, _ in self._made.copies}
        first = {location.file.path for location in self._first.values()}
        for path, copy in self._memory.copies.items():
            state = self._walked.state_of(copy)
            is_none = state in (FileState.GONE, FileState.CHANGED) and path not in again
            # A file is listed once: as the first one of a photo, or as a further one.
            if is_none or path in first or path in self._memory.photos:
                self._made.dropped.append(copy.place_id)
            elif state is FileState.HERE and copy.is_left:
                self._made.marked[copy.place_id] = False
            elif state is FileState.AWAY and not copy.is_left and self._new_places[copy.asset_id]:
                self._made.marked[copy.place_id] = True

    def _resolve_folder(self, folder: FolderInfo) -> None:
        """Note where a folder that is away was found: where more than half of its files lie."""
        if folder.id in self._walked.present:
            if folder.found_at is not None:
                self._made.found_at[folder.id] = None
            return
        count, pairs = 0, []
        for file, known in self._files_in(folder.id):
            count += 1
            for location in self._found(file, known):
                pairs.append((file.path, location))
        found_at = _home(folder, pairs, self._memory.folders, more_than=count // 2)
        if found_at is not None and Path(found_at) != folder.found_at:
            self._made.found_at[folder.id] = found_at

    def _files_in(self, folder_id: str) -> Iterator[tuple[KnownPhoto | KnownCopy, KnownPhoto]]:
        """Yield the photo's files in that folder, each with its photo."""
        copies_in = defaultdict(list)
        for copies in self._copies_of.values():
            for copy in copies:
                if copy.folder_id == folder_id:
                    copies_in[copy.asset_id].append(copy)
        for known in self._memory.photos:
            if known.folder_id == folder_id and known.state != AssetState.MISSING:
                yield known, known
            for copy in copies_in[known.asset_id]:
                yield copy, known

    def _found(self, file: KnownPhoto | KnownCopy, known: KnownPhoto) -> Iterator[FileLocation]:
        """Yield where a photo of a folder that is away was found, now or by an earlier scan."""
        yield from self._new_places.get(known.asset_id, ())
        if isinstance(file, KnownCopy) and file.is_left:
            yield self._first.get(known.asset_id) or FileLocation.of(known)


def _home(
    folder: FolderInfo,
    pairs: Sequence[tuple[str, FileLocation]],
    folders: Sequence[FolderInfo],
    *,
    more_than: int,
) -> str | None:
    """Return the folder below which more than `more_than` photos lie, or None.

    Preferably each lies there as it did in the old folder, else anywhere below a known one.
    """
    paths = {each.id: str(each.path) for each in folders}
    exact: dict[str, set[str]] = defaultdict(set)
    rough: dict[str, set[str]] = defaultdict(set)
    for old, location in pairs:
        outer, inner = paths[location.folder_id], os.sep + os.path.relpath(old, folder.path)
        rough[outer].add(old)
        # If a photo lies inside the new folder as it did in the old one, the rest of its path is
        # the new folder.
        root = location.file.path.removesuffix(inner)
        if root != location.file.path and is_within(root, (outer,)):
            exact[root].add(old)
    for found in (exact, rough):
        # Sorted, so that of equals every scan chooses the same one.
        best = max(sorted(found), key=lambda root: len(found[root]), default=None)
        if best is not None and len(found[best]) > more_than:
            return best
    return None


def is_finished(known: KnownPhoto) -> bool:
    """Return whether the photo's faces are known, or that its bytes can't be read."""
    if known.state == AssetState.FAILED:
        return known.modified_ns >= 0  # below 0: it could not be opened, see store.py
    return known.state != AssetState.PENDING and known.width > 0
