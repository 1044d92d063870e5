"""Recognise photos by their bytes: moved, renamed, swapped, touched, returned or copied."""

import os
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from kinfolk.core.db.models import AssetState
from kinfolk.files import digest, open_photo
from kinfolk.scan.stages import ahead
from kinfolk.scan.tasks import KnownPhoto, Task
from kinfolk.vision.decode import most_bytes

# How many last parts of their paths a photo and a file must share: first four, in the end none.
_DEPTHS = (4, 3, 2, 1, 0)
Numbered = tuple[int, Task]


@dataclass
class Resolved:
    """Hold which photo each new or changed file is."""

    # The file is the photo's first place from now on.
    moved: list[tuple[Task, KnownPhoto]] = field(default_factory=list)
    copies: list[tuple[Task, KnownPhoto]] = field(default_factory=list)  # it is a further place
    rest: list[Task] = field(default_factory=list)  # to be read


class MoveFinder:
    """Compare new and changed files with all photos of the library.

    `is_present` tells whether a file of the photo is there unchanged, `has_other_file` whether one
    is besides its first place. Both may ask the disk, so they are asked only about photos whose
    bytes turned up.
    """

    def __init__(
        self,
        photos: Iterable[KnownPhoto],
        *,
        is_present: Callable[[KnownPhoto], bool],
        has_other_file: Callable[[KnownPhoto], bool],
    ) -> None:
        self._photos = photos
        self._is_present = is_present
        self._has_other_file = has_other_file
        self._by_id: dict[str, KnownPhoto] = {}  # those whose files have changed
        self._number: dict[str, int] = {}  # of the task with the file at their place
        self._contents: set[str] = set()  # of new and changed files
        self._moved: dict[int, KnownPhoto] = {}  # by the number of the task that has the file
        self._owned: set[str] = set()  # ids of these photos

    def resolve(self, tasks: Sequence[Task], *, is_cancelled: Callable[[], bool]) -> Resolved:
        """Return what each file holds: a known photo, a copy of one, or something new.

        Only files with the size of a photo, or of each other, are read. A file that changed at its
        place keeps its photo, even if it has the bytes of another one now, unless its own photo is
        elsewhere. Any other file with the bytes of a present photo is a copy.

        Photos are followed so that no decided face is lost. Equal bytes prove little for a photo
        without a decided face (many files may be plain grey), so it never takes the file of a photo
        that has one. A photo whose decided faces all wait stays with its file.
        """
        read = _with_hashes(tasks, self._sizes(tasks), is_cancelled=is_cancelled)
        owners = {task.asset_id for task in tasks}
        self._by_id = {known.asset_id: known for known in self._photos if known.asset_id in owners}
        self._number = {task.asset_id: index for index, task in enumerate(read) if task.asset_id}
        files: dict[str, list[Numbered]] = defaultdict(list)
        for index, task in enumerate(read):
            if task.content_hash:
                files[task.content_hash].append((index, task))
        self._contents = set(files)
        alike: dict[str, list[KnownPhoto]] = defaultdict(list)
        for known in self._photos:
            if known.content_hash in files:
                alike[known.content_hash].append(known)
        for content, group in alike.items():
            # Photos whose file has not moved come first, before others look for a place.
            self._keep(files[content], group)
        # For all contents, the sure ones come first: they may take a place that an unsure one would
        # get.
        for is_sure in (True, False):
            for content, group in alike.items():
                self._follow(files[content], group, is_sure=is_sure)
        copied: dict[int, KnownPhoto] = {}
        for content, group in alike.items():
            free = [
                index
                for index, task in files[content]
                if index not in self._moved and self._is_free(task, for_copy=True)
            ]
            if there := [
                each for each in group if each.asset_id in self._owned or self._is_present(each)
            ]:
                # The newest photo: an older one may have got these bytes by an edit.
                copied |= dict.fromkeys(free, max(there, key=lambda each: each.asset_id))
        rest = [
            # A file whose photo is elsewhere now says nothing about it any more: it is read as a
            # new one.
            task if not self._is_free(task) else replace(task, asset_id=None)
            for index, task in enumerate(read)
            if index not in self._moved and index not in copied
        ]
        return Resolved(
            [(read[index], known) for index, known in sorted(self._moved.items())],
            [(read[index], known) for index, known in sorted(copied.items())],
            _with_twins(rest),
        )

    def _sizes(self, tasks: Iterable[Task]) -> set[int]:
        """Return sizes that occur more than once among the files, or that a known photo has."""
        known = {photo.size for photo in self._photos if photo.content_hash}
        counted = Counter(task.file.size for task in tasks)
        return known | {size for size, count in counted.items() if count > 1}

    def _is_free(self, task: Task, *, for_copy: bool = False) -> bool:
        """Return whether the photo at this path loses nothing if the file becomes another photo's.

        A photo that was missing before, or never could be read, gives up its old path if the bytes
        say that another photo is there. So does one whose decided faces all wait for another
        picture: they find it in whatever photo it comes back. But if its bytes are in a file that
        another photo keeps, it stays: as a missing one it would show their faces a second time.
        """
        if task.asset_id is None or task.asset_id in self._owned:
            return True
        known = self._by_id[task.asset_id]
        if for_copy and (
            known.state == AssetState.MISSING
            or not known.width
            or (_only_waits(known) and known.content_hash not in self._contents)
        ):
            return True
        return self._has_other_file(known)

    def _keep(self, files: Sequence[Numbered], group: Sequence[KnownPhoto]) -> None:
        """Keep photos of one content at their old paths, if the files there still have it."""
        at = {known.path: known for known in group}
        for index, task in files:
            if task.file.path in at:
                self._move(index, at[task.file.path])

    def _follow(
        self, files: Sequence[Numbered], group: Sequence[KnownPhoto], *, is_sure: bool
    ) -> None:
        """Join photos of one content that are gone from their places with files that have it now.

        With `is_sure` these are photos that show decided faces, which take the place of whatever
        photo was there.
        """
        lost = [each for each in group if each.shows_decided is is_sure and self._is_lost(each)]
        free = [each for each in files if lost and self._may_take(each, is_sure=is_sure)]
        for index, known in _pairs(free, lost):
            self._move(index, known)

    def _is_lost(self, known: KnownPhoto) -> bool:
        """Return whether the photo's file is gone from its place, so that another may be it."""
        if known.asset_id in self._owned or self._is_present(known):
            return False
        file = self._number.get(known.asset_id)
        # A photo with only waiting faces stays with its own file.
        return not _only_waits(known) or file is None or file in self._moved

    def _may_take(self, file: Numbered, *, is_sure: bool) -> bool:
        """Return whether the file may become another photo's; see `_is_free`."""
        index, task = file
        if index in self._moved:
            return False
        if is_sure or task.asset_id is None or task.asset_id in self._owned:
            return True
        known = self._by_id[task.asset_id]
        # A photo with decisions keeps its file, unless another file of it is there.
        return not known.is_decided or self._has_other_file(known)

    def _move(self, index: int, known: KnownPhoto) -> None:
        self._moved[index] = known
        self._owned.add(known.asset_id)


def _only_waits(known: KnownPhoto) -> bool:
    """Return whether all of its decided faces wait for a picture to come back."""
    return known.is_decided and not known.shows_decided


def _pairs(
    files: Sequence[Numbered], lost: Sequence[KnownPhoto]
) -> Iterator[tuple[int, KnownPhoto]]:
    """Yield each photo with the file whose path ends most like its own, new paths first."""
    # A file at a new path takes no photo's place.
    files = sorted(files, key=lambda each: each[1].asset_id is not None)
    # The longest common end of two paths first: in a renamed folder each of several equal files
    # keeps its name and the folders just above it.
    for depth in _DEPTHS:
        if not files or not lost:
            return
        by_tail: dict[str, deque[KnownPhoto]] = defaultdict(deque)
        for known in lost:
            by_tail[_tail(known.path, depth)].append(known)
        left = []
        for index, task in files:
            fitting = by_tail[_tail(task.file.path, depth)]
            if fitting:
                yield index, fitting.popleft()
            else:
                left.append((index, task))
        files = left
        lost = [known for fitting in by_tail.values() for known in fitting]


def _tail(path: str, depth: int) -> str:
    return os.sep.join(path.split(os.sep)[-depth:]) if depth else ""


def _with_twins(tasks: Sequence[Task]) -> list[Task]:
    """Join new files of equal bytes to one task, so that they are read once as one photo.

    If one of the files is a known photo that was edited, it leads them. If several are, no one can
    tell which, and the new files are a photo of their own.
    """
    edited = Counter(task.content_hash for task in tasks if task.asset_id is not None)
    leaders: dict[str, int] = {}
    for index, task in enumerate(tasks):
        # Exactly one edited photo among equal files leads them; else the first new file does.
        leads_known = edited[task.content_hash] == 1
        if task.content_hash and leads_known == (task.asset_id is not None):
            leaders.setdefault(task.content_hash, index)
    followers: dict[int, list[Task]] = defaultdict(list)
    rest = {}
    for index, task in enumerate(tasks):
        leader = leaders.get(task.content_hash, index)
        if leader != index and task.asset_id is None:
            followers[leader].append(task)
        else:
            rest[index] = task
    return [
        replace(task, copies=tuple(each.location for each in followers[index]))
        for index, task in rest.items()
    ]


def _with_hashes(
    tasks: Sequence[Task], sizes: set[int], *, is_cancelled: Callable[[], bool]
) -> list[Task]:
    """Return the tasks with digests of their bytes, as far as the size makes them worth reading."""

    def read(task: Task) -> Task:
        # No file of another size can have the same bytes, so most new files are not read for this.
        is_worth_it = task.file.size in sizes and task.file.size <= most_bytes(task.file.path)
        if not is_worth_it or is_cancelled():
            return task
        try:
            with open_photo(task.file.path) as file:
                return replace(task, content_hash=digest(file))
        except OSError:  # reading the photo will fail, too, and tells why
            return task

    with closing(ahead(tasks, read, threads=2, limit=4, name="hash")) as done:
        return list(done)
