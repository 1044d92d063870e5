"""Move the library to another folder: copy, check, switch to the copy, delete the old files.

A note in the usual folder says where the library is (`Paths.note`). Until it is written, the copy
counts for nothing; from then on the old files are left over. A mark beside the note says from where
to where, so that the leftovers of a killed move are recognised.
"""

import contextlib
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kinfolk import atomic, files, private
from kinfolk.core.db import contents, restoring
from kinfolk.core.db.storage import explained
from kinfolk.core.jobs import Job
from kinfolk.core.sizes import Size
from kinfolk.errors import AppError, StorageError, Text, in_words
from kinfolk.paths import Paths

NAME = "Kinfolk"  # the subfolder that is made in a folder with other files
_BLOCK = 1 << 20  # bytes copied at a time
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class MoveProgress:
    """Hold the progress in bytes."""

    done: int = 0
    total: int = 0


def place_in(paths: Paths, folder: Path) -> Paths:
    """Return the paths of the library if it were moved to `folder`.

    A folder with other files in it gets a subfolder for the library. Raises AppError if a library
    is there already, or the folder can't be read.
    """
    finish(paths)  # leftovers of an earlier move, on a drive that was away, are no library
    with _told(folder):
        if any(folder.iterdir()):
            folder /= NAME
        place = paths.moved_to(folder)
        _expect_nothing(paths, place)
    return place


def need_room(paths: Paths, place: Paths) -> tuple[int, int]:
    """Return the bytes that the library takes, and those free there; StorageError if too few."""
    with _told(place.data):
        # The folder itself need not exist yet; its drive is that of the nearest one that does.
        there = next(each for each in (place.data, *place.data.parents) if os.path.isdir(each))
        needed = sum(file.stat().st_size for file, _ in paths.pairs(place))
        free = shutil.disk_usage(there).free
    if needed >= free:
        raise StorageError(
            "The library needs {needed}, but only {free} is free.",
            "Choose another drive. Nothing was moved.",
            needed=Size(needed),
            free=Size(free),
        )
    return needed, free


def switch(place: Paths) -> None:
    """Let the library be at that place from now on, by writing or deleting the note about it."""
    if place.usual is None:
        atomic.remove(place.note)
    else:
        atomic.write(place.note, _spelled(place))


def finish(paths: Paths) -> None:
    """Delete what a move has left in the other place; called once the library is open in this one.

    Either the library was moved here, or a move from here was killed. If the other place is not
    there now, it waits for the next time.
    """
    mark = _mark(paths)
    try:
        source, target = (_read(paths, each) for each in mark.read_bytes().split(b"\0"))
    except (OSError, ValueError):
        return
    other = source if paths == target else target
    if not os.path.isdir(other.data.parent):
        return
    _delete(atomic.drafts(paths.note))
    if paths == target:
        let_go(source, paths)
    elif not any(target.data.glob("*.lock")):  # else it was opened, and may be in use
        drafts = [
            file for folder in (target.data, target.cache) for file in atomic.drafts_in(folder)
        ]
        _delete([*(copy for _, copy in source.pairs(target)), *drafts])
    atomic.remove(mark)


def let_go(paths: Paths, place: Paths) -> None:
    """Delete the files in `paths` that were copied to `place`, and what else belonged to them.

    Files that can't be deleted do no harm and are left.
    """
    rests = [*paths.data.glob("*.lock"), *paths.wishes.glob("*")]
    rests += [file for folder in (paths.data, paths.cache) for file in folder.glob("*-shm")]
    _delete([*(file for file, _ in paths.pairs(place)), *rests], paths.wishes)


class MoveJob(Job[MoveProgress]):
    """Copy the library, verify the copy, and switch to it; delete the copy if that fails.

    `is_done` tells whether it switched. The old files stay until `let_go`.
    """

    def __init__(self, paths: Paths, place: Paths) -> None:
        super().__init__(MoveProgress())
        self._paths = paths
        self._place = place
        self.is_done = False

    def run(self) -> None:
        """Move the library; raises AppError, and leaves everything as it was, if that fails."""
        made: list[Path] = []
        with _told(self._place.data), restoring.closed(self._paths.library_db):
            _expect_nothing(self._paths, self._place)
            needed, _ = need_room(self._paths, self._place)
            self.progress = MoveProgress(0, needed)
            mark = _mark(self._paths)
            try:
                atomic.write(mark, _spelled(self._paths) + b"\0" + _spelled(self._place))
                # library.db comes last: if it is there, all of it is.
                for file, copy in self._paths.pairs(self._place):
                    self._take(file, copy, made)
                contents.check(self._place.library_db)
                switch(self._place)
                self.is_done = True
            except BaseException:
                _delete([*made, mark])
                raise

    def _take(self, file: Path, copy: Path, made: list[Path]) -> None:
        """Copy one file, and compare the copy with it; `made` lists what to delete on failure."""
        private.make_folder(copy.parent, ours=())
        with file.open("rb") as source:
            with atomic.replacing(copy) as draft:
                made.append(copy)
                self._fill(draft, source)
            with copy.open("rb") as written:
                # Read back from the drive, because the original is deleted in the end.
                if files.digest(written) != files.digest(source):
                    raise StorageError(
                        "{copy} doesn’t match the original.", "Check the drive.", copy=copy
                    )

    def _fill(self, draft: Path, source: BinaryIO) -> None:
        with draft.open("wb") as sink:
            while block := source.read(_BLOCK):
                self.check_cancelled()
                sink.write(block)
                done, total = self.progress.done, self.progress.total
                self.progress = MoveProgress(done + len(block), total)


def _mark(paths: Paths) -> Path:
    """Return the file that says from where to where the library is being moved."""
    return paths.note.with_name("moving")


def _spelled(place: Paths) -> bytes:
    """Return the folder of a place as bytes, for note and mark; empty for the usual place."""
    return os.fsencode(place.data.parent) if place.usual is not None else b""


def _read(paths: Paths, spelled: bytes) -> Paths:
    return paths.moved_to(Path(os.fsdecode(spelled))) if spelled else paths.usual or paths


def _expect_nothing(paths: Paths, place: Paths) -> None:
    """Raise AppError if a file there would be overwritten, or deleted when the move fails."""
    if place.library_db.exists() or any(copy.exists() for _, copy in paths.pairs(place)):
        raise AppError(
            "There’s already a library in {folder}.",
            "Choose another folder.",
            folder=place.data.parent,
        )


def _delete(found: Sequence[Path], *emptied: Path) -> None:
    """Delete files, and folders that are empty then, but never the folder that the user chose."""
    for file in found:
        try:
            atomic.remove(file)
        except OSError:
            _log.info("a file that was moved cannot be deleted", exc_info=True)
    folders = {folder for file in found for folder in (file.parent, file.parent.parent)}
    chosen = {folder.parent for folder in folders if folder.name in ("data", "cache")}
    folders -= {folder for folder in chosen if folder.name != NAME}
    folders.update(emptied)
    for folder in sorted(folders, reverse=True):  # inner folders first
        with contextlib.suppress(OSError):  # it is not empty
            folder.rmdir()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn errors of the block into AppErrors that say the library is where it was."""
    said = Text("The library can’t be moved to {folder}: {why}.")
    with explained(), in_words(said, Text("Nothing was moved."), folder=folder):
        yield
