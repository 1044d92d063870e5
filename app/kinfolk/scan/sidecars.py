"""Write names next to photos: read, merge and replace sidecars. Photos are never written."""

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from kinfolk import atomic
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.jobs import Job
from kinfolk.core.names_in_files import sidecars
from kinfolk.core.names_in_files.sidecars import SidecarTask
from kinfolk.errors import AppError, Text, of_system
from kinfolk.files import is_online, whole
from kinfolk.metadata import sidecar_writing
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.packet import LARGEST
from kinfolk.metadata.sidecar_writing import SidecarText
from kinfolk.metadata.sidecars import to_write
from kinfolk.vision.decoders import Decoders

AT_ONCE: Final = 50  # files between two writes to the library
# Errors that the next file of the folder would have, too.
_OF_FOLDER: Final = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
}
_DRAFT: Final = re.compile(r"\..+\.xmp\.[0-9a-f]{16}\.partial", re.IGNORECASE)
_STALE: Final = 3600  # seconds
_MODE: Final = 0o666  # for new sidecars, less the umask, like photos


@dataclass(frozen=True)
class SidecarProgress:
    """Hold how many files are done, and how many of them had to be written."""

    total: int = 0
    done: int = 0
    written: int = 0


@dataclass(frozen=True)
class Foreseen:
    """Hold what writing names would do: next to how many photos, and into whose files."""

    photos: int = 0
    others: int = 0  # of these, files of other programs
    ours: int = 0  # sidecars in the folder that contain an entry of ours now


@dataclass(frozen=True)
class SidecarTrouble:
    """Hold a sidecar, or a folder, that stays as it is, and why."""

    path: Path
    reason: str


class _Unfit(Exception):
    """Tell that this sidecar stays as it is, for that reason."""


_Mark = tuple[int, int, int] | None  # inode, size and time of a file; None if there is none


@dataclass
class _Ready:
    """Hold a sidecar's new content; `mark` is of the file read, later of the file written."""

    one: SidecarTask
    file: Path
    existing: bytes | None
    mark: _Mark
    made: SidecarText


@dataclass
class _Folder:
    """Hold the names in a folder of photos; `is_closed` if nothing can be written there now."""

    files: set[str] = field(default_factory=set)
    is_closed: bool = False


class SidecarJob(Job[SidecarProgress]):
    """Write the sidecars that `find` returns; `troubles` and `skipped` grow during the run.

    Photos that are not there, or not as scanned, are skipped: if a drive is away, nothing is
    written.
    """

    def __init__(
        self, db: Database, decoders: Decoders, find: Callable[[Session], Sequence[SidecarTask]]
    ) -> None:
        super().__init__(SidecarProgress())
        self._db, self._decoders, self._find = db, decoders, find
        self._folders: dict[Path, _Folder] = {}
        self._again: set[Path] | None = set()  # files that others were at; None: it is the last try
        self.troubles: list[SidecarTrouble] = []
        self.skipped = 0  # number of photos that were skipped

    def run(self) -> None:
        """Write the sidecars in batches; what is ours is noted in the library first."""
        self._write_all(self._todo())
        if again := self._again:
            self._again = None
            # Found anew: another Kinfolk may have written all of it meanwhile.
            self._write_all([one for one in self._todo() if one.photo in again])

    def _todo(self) -> list[SidecarTask]:
        with self._db.read() as session:
            return list(self._find(session))

    def _write_all(self, todo: Sequence[SidecarTask]) -> None:
        self.progress = replace(self.progress, total=self.progress.total + len(todo))
        for start in range(0, len(todo), AT_ONCE):
            self.check_cancelled()
            self._write(todo[start : start + AT_ONCE])

    def _write(self, batch: Sequence[SidecarTask]) -> None:
        """Write one batch: prepare all, note what will be ours, replace files, note the result."""
        ready: dict[Path, _Ready] = {}
        later = []  # two libraries may write into one sidecar
        for one in batch:
            made = self._prepared(one)
            if made is not None and made.file in ready:
                later.append(one)
            elif made is not None:
                ready[made.file] = made
        changed = [each for each in ready.values() if each.made.data != each.existing]
        if changed:
            self._note(changed)
        failed = [each for each in ready.values() if not self._put(each)]
        self._store([each for each in ready.values() if each not in failed])
        self.progress = replace(
            self.progress,
            done=self.progress.done + len(batch) - len(later),
            written=self.progress.written + sum(each not in failed for each in changed),
        )
        if later:
            self._write(later)

    def _note(self, ready: Sequence[_Ready]) -> None:
        """Note what is about to be written as ours, so that it can be removed even after a kill."""

        def work(session: Session) -> None:
            for each in ready:
                sidecars.note(session, each.one, each.file, each.made.ours)

        self._db.write(work).result()

    def _store(self, ready: Sequence[_Ready]) -> None:
        def work(session: Session) -> None:
            for each in ready:
                was_there, mark = each.existing is not None, each.mark and each.mark[1:]
                ours = each.made.ours
                sidecars.store(session, each.one, each.file, ours, was_there=was_there, mark=mark)

        self._db.write(work).result()

    def _prepared(self, one: SidecarTask) -> _Ready | None:
        """Return the new content of a sidecar; None if that can't be determined now."""
        folder = self._folder(one.photo.parent)
        try:
            # The names belong to the picture that was scanned. `file` is set where that photo has
            # gone from here.
            if folder.is_closed or (one.file is None and not _is_as_scanned(one)):
                raise FileNotFoundError(one.photo)
            return self._merged(one, self._file(one))
        except (FileNotFoundError, NotADirectoryError):
            self.skipped += one.file is None
        except OSError as error:
            self._trouble(one.photo.parent, error)
        except _Unfit as why:
            self.troubles.append(SidecarTrouble(one.photo, why.args[0]))
        except AppError as error:
            self.troubles.append(SidecarTrouble(one.file or one.photo, error.message))
        return None

    def _file(self, one: SidecarTask) -> Path:
        """Return its sidecar, which need not exist yet."""
        files = self._folder(one.photo.parent).files
        return one.file or one.photo.with_name(to_write(one.photo.name, files))

    def foresee(self, folder: Path) -> Foreseen:
        """Return what would be written now, without writing; new files are only counted."""
        with self._db.read() as session:
            todo, ours = list(self._find(session)), sidecars.are_ours(session)
        fresh: set[Path] = set()
        others: set[Path] = set()
        for one in todo:
            file = self._file(one)
            if not file.exists():
                fresh.update([file] if one.photo.exists() else [])
            elif (made := self._prepared(one)) and made.made.data != made.existing:
                (fresh if file in ours else others).add(file)
        there = sum(file.is_relative_to(folder) and file.exists() for file in ours)
        return Foreseen(len(fresh | others), len(others), there)

    def _merged(self, one: SidecarTask, file: Path) -> _Ready:
        """Merge our names into the sidecar; _Unfit if it is read-only."""
        before = _mark(file)
        existing = _read(file) if before is not None else None
        has_box = any(region.box for region in one.regions) or any(e.box for e in one.ours)
        # Only boxes need the photo's size and orientation, for which the photo has to be opened.
        is_opened = has_box and one.file is None
        if is_opened and is_online(one.photo.stat()):
            raise FileNotFoundError(one.photo)  # it waits until the photo is on this computer
        frame = self._decoders.frame(one.photo) if is_opened else Frame()
        corrected = [each for each in one.corrected if each.theirs.file == file.name]
        made = sidecar_writing.write(
            *(existing, one.regions, one.ours, frame, corrected),
            elsewhere=one.elsewhere,
            leaves_ours=one.leaves_ours,
        )
        is_changed = existing is not None and made.data != existing
        # Replacing a file needs no permission to write it, so this has to be asked.
        if is_changed and not file.stat().st_mode & stat.S_IWUSR:
            raise _Unfit(Text("Its XMP file is read-only, so it was left alone."))
        return _Ready(one, file, existing, before, made)

    def _put(self, ready: _Ready) -> bool:
        """Write a prepared sidecar, unless it says all already; return whether that succeeded."""
        try:
            # Checked as late as possible, because another program may write the file at any time,
            # or we have just written it by another path.
            if _mark(ready.file) != ready.mark:
                if self._again is not None:
                    self._again.add(ready.one.photo)
                    return False
                raise _Unfit(Text("Another app is using it. Kinfolk will try again next time."))
            if ready.made.data == ready.existing:
                return True
            if ready.made.data is None:
                atomic.remove(ready.file)
                ready.mark = None
                self._folder(ready.file.parent).files.discard(ready.file.name)
            else:
                is_new = ready.mark is None
                ready.mark = _replace(ready.file, ready.made.data, is_new=is_new)
                self._folder(ready.file.parent).files.add(ready.file.name)
        except OSError as error:
            self._trouble(ready.file.parent, error)
            return False
        except _Unfit as why:
            self.troubles.append(SidecarTrouble(ready.file, why.args[0]))
            return False
        return True

    def _folder(self, path: Path) -> _Folder:
        """Return what is known of a folder; list it and delete old drafts the first time."""
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = _Folder()
            try:
                known.files = set(os.listdir(path))
                _sweep(path, known.files)
            except FileNotFoundError:
                known.is_closed = True
            except OSError as error:
                self._trouble(path, error)
        return known

    def _trouble(self, folder: Path, error: OSError) -> None:
        """Note a folder's trouble once: what hinders one file hinders the next."""
        known = self._folders.setdefault(folder, _Folder())
        if not known.is_closed:
            reason = Text(
                "Names can’t be saved ({why}). Nothing is lost; Kinfolk will try again.",
                why=of_system(error),
            )
            trouble = SidecarTrouble(folder, reason)
            self.troubles.append(trouble)
        known.is_closed = known.is_closed or error.errno in _OF_FOLDER


def kept(db: Database, decoders: Decoders) -> SidecarJob:
    """Return a job that brings the names next to photos up to date, in folders that have them."""
    return SidecarJob(db, decoders, sidecars.kept)


def foreseen(db: Database, decoders: Decoders, folder_id: str, folder: Path) -> Foreseen:
    """Return what would be written if names were saved next to the photos of that folder."""
    find = partial(sidecars.to_keep, folder_id=folder_id)
    return SidecarJob(db, decoders, find).foresee(folder)


def written(db: Database, decoders: Decoders, wanted: sidecars.SidecarScope) -> SidecarJob:
    """Return a job that writes names on request, also into sidecars changed or deleted since."""

    def is_other(file: str, mark: sidecars.Mark) -> bool:
        is_asked = wanted.inside is None or Path(file).is_relative_to(wanted.inside)
        return is_asked and _has_changed(Path(file), mark)

    doubt(db, wanted.library_id, is_other)
    return SidecarJob(db, decoders, partial(sidecars.to_write, wanted=wanted))


def removed(db: Database, decoders: Decoders, wanted: sidecars.SidecarScope) -> SidecarJob:
    """Return a job that removes our entries."""
    return SidecarJob(db, decoders, partial(sidecars.to_remove, wanted=wanted))


def doubt(
    db: Database, library_id: str | None, is_other: Callable[[str, sidecars.Mark], bool]
) -> None:
    """Mark sidecars as unknown that changed since we wrote them, by size and time."""
    with db.read() as session:
        known = sidecars.marks(session, library_id)
    if files := {file for file, mark in known if is_other(file, mark)}:
        db.write(partial(sidecars.doubt, files=files)).result()


def _has_changed(file: Path, mark: sidecars.Mark) -> bool:
    """Return whether a file changed; False if its folder is not there, as its drive may be away."""
    try:
        now = _mark(file)
    except (OSError, _Unfit):
        return False
    if now is None:
        return mark is not None and file.parent.is_dir()
    return now[1:] != mark


def _sweep(folder: Path, files: Iterable[str]) -> None:
    """Delete drafts of killed runs; a fresh one may belong to another process."""
    for name in filter(_DRAFT.fullmatch, files):
        with suppress(OSError):
            if time.time() - (folder / name).lstat().st_mtime > _STALE:
                (folder / name).unlink()


def _is_as_scanned(one: SidecarTask) -> bool:
    """Return True if the photo is as scanned; _Unfit if it has changed."""
    facts = one.photo.stat()
    if (facts.st_size, facts.st_mtime_ns) == (one.file_size, one.modified_ns):
        return True
    raise _Unfit(Text("The photo has changed since the last scan. Scan for new photos first."))


def _mark(file: Path) -> _Mark:
    """Return what tells whether a file has changed; _Unfit if it is no regular file."""
    try:
        facts = file.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(facts.st_mode):
        raise _Unfit(Text("Its XMP file isn’t a regular file, so it was left alone."))
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _read(file: Path) -> bytes:
    """Return a sidecar's bytes; _Unfit if it is too large."""
    data = whole(file, LARGEST)
    if data is None:
        raise _Unfit(
            Text("Its XMP file is larger than {size} MB, so it was left alone.", size=LARGEST >> 20)
        )
    return data


def _replace(file: Path, data: bytes, *, is_new: bool) -> _Mark:
    """Replace the file at once and whole, with its permissions; return the mark of the new one."""
    mode = _MODE if is_new else stat.S_IMODE(file.stat().st_mode)
    with atomic.replacing(file, mode=mode) as draft:
        draft.write_bytes(data)
        if not is_new:
            draft.chmod(mode)  # to restore what the umask took away
        return _mark(draft)
