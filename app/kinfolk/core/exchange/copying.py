"""Copy photos into a folder, or link them there: each once, under its name, over no other file.

The folder has to lie outside of the library, and photos are only read. If a run ends early, even by
a kill, every file there is whole.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk import atomic, files
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Place
from kinfolk.core.db.rows import among
from kinfolk.core.jobs import Job
from kinfolk.core.photos import library
from kinfolk.core.sizes import Size
from kinfolk.errors import Invalid, StorageError, Text, is_in_use, of_system

READ_AT_ONCE = 500  # photos whose files are looked up together
_BLOCK = 1 << 20  # bytes between two checks for cancelling
_LONGEST = 255  # bytes of a file's name
_STAYS = "What was already saved stays."
_FULL = {errno.ENOSPC, errno.EDQUOT}  # the drive is full, or the user's share of it
_NO_SUCH_NAME = {errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG}
_NO_LINK = {
    errno.EXDEV: "It’s on a different drive from the folder, so it can’t be linked.",
    errno.EPERM: "The drive doesn’t support links, or the file belongs to someone else.",
    errno.EOPNOTSUPP: "The drive doesn’t support links.",
    errno.EMLINK: "It already has as many links as the drive allows.",
}
# Windows' own numbers, for which Python has only EINVAL: no such function, not supported, too many.
_OF_WINDOWS = {1: errno.EOPNOTSUPP, 50: errno.EOPNOTSUPP, 1142: errno.EMLINK}


class How(StrEnum):
    """Name how photos get into a folder."""

    COPY = "copy"
    LINK = "link"  # a second name of the same file (hard link)


@dataclass(frozen=True)
class Amount:
    """Hold a number of photos, and their bytes."""

    photos: int
    bytes: int


@dataclass(frozen=True)
class CopyProgress:
    """Hold how much there is to copy and how much is done; skipped photos count as neither."""

    total: Amount = Amount(0, 0)
    done: Amount = Amount(0, 0)


@dataclass(frozen=True)
class LeftOut:
    """Hold a photo that was skipped, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class _Source:
    """Hold the files of a photo, and the digest of the content they have to have."""

    paths: Sequence[Path]
    content_hash: str


class _Unusable(Exception):
    """Tell that a photo can't be copied, while the others can."""


def amount(session: Session, asset_ids: Collection[str]) -> Amount:
    """Return how many of the photos exist, and their bytes, as the library knows them."""
    query = select(func.count(), func.coalesce(func.sum(col(Asset.file_size)), 0))
    return Amount(*session.execute(query.where(among(col(Asset.id), asset_ids))).one())


def outside(session: Session, folder: Path) -> Path:
    """Return the folder with links resolved; Invalid if it is in a folder of the library.

    Nothing is ever written beside a photo. Folders are compared by what identifies them, because a
    path can be spelled in several ways.
    """
    folder = files.resolved(folder)
    roots = {files.identity_if_there(each.path) for each in library.folders(session)} - {None}
    if any(files.identity_if_there(each) in roots for each in (folder, *folder.parents)):
        raise Invalid(
            "folder",
            "{folder} is one of your photo folders, or inside one.",
            "Kinfolk doesn’t write there. Choose another folder.",
            folder=folder,
        )
    return folder


class CopyJob(Job[CopyProgress]):
    """Put photos into the folder, which is created if its parent exists.

    `left_out` lists the skipped photos and grows during the run. `run` raises AppError if the
    folder can't be used or is full.
    """

    def __init__(self, db: Database, asset_ids: Sequence[str], folder: Path, how: How) -> None:
        super().__init__(CopyProgress())
        self._db = db
        self._asset_ids = list(dict.fromkeys(asset_ids))
        self.how = how
        self._numbers: dict[str, int] = {}  # by name: the next number that may be free
        self.folder = folder
        self.left_out: list[LeftOut] = []

    def run(self) -> None:
        """Copy or link all photos; raises AppError if the folder can't be used or is full."""
        with self._db.read() as session:
            self.folder = outside(session, self.folder)
            total = amount(session, self._asset_ids)
            roots = [each.path for each in library.folders(session)]
        self.progress = CopyProgress(total)
        try:
            make(self.folder)
            self._need_room()
            for source in self._sources():
                self.check_cancelled()
                self._take(source, roots)
            atomic.sync(self.folder)
        except OSError as error:
            raise refused(self.folder, error) from error

    def _need_room(self) -> None:
        """Raise StorageError if the photos to be copied do not fit on the drive."""
        needed, free = self.progress.total.bytes, shutil.disk_usage(self.folder).free
        if self.how is How.COPY and needed > free:
            raise StorageError(
                "The photos need {needed}, but only {free} is free.",
                "Nothing was copied. Choose fewer photos or another drive.",
                needed=Size(needed),
                free=Size(free),
            )

    def _sources(self) -> Iterator[_Source]:
        """Yield the photos that still exist, a part at a time."""
        for at in range(0, len(self._asset_ids), READ_AT_ONCE):
            part = self._asset_ids[at : at + READ_AT_ONCE]
            with self._db.read() as session:
                found = _sources(session, part)
            yield from (found[asset_id] for asset_id in part if asset_id in found)

    def _take(self, source: _Source, roots: Sequence[Path]) -> None:
        """Copy the photo from the first of its files that can be read, or note it as skipped."""
        reasons = []
        for path in source.paths:
            try:
                with _opened(path, source.content_hash, roots) as file:
                    size = self._put(file, path)
            except _Unusable as error:
                reasons.append(error.args[0])
            else:
                self._count(photos=1)
                if self.how is How.LINK:
                    self._count(bytes_=size)
                return
        self.left_out.append(LeftOut(source.paths[0], reasons[0]))

    def _count(self, *, photos: int = 0, bytes_: int = 0) -> None:
        done = self.progress.done
        done = Amount(done.photos + photos, done.bytes + bytes_)
        self.progress = replace(self.progress, done=done)

    def _put(self, file: BinaryIO, path: Path) -> int:
        """Put one open file into the folder and return its size in bytes."""
        facts = os.fstat(file.fileno())
        if self.how is How.LINK:
            self._place(path.name, lambda target: _link(path, target, facts))
            return facts.st_size
        draft = draft_in(self.folder)
        # A file that fails half-way does not count; another file of the same photo may be tried
        # next.
        before = self.progress
        try:
            self._fill(draft, file, facts)
            self._place(path.name, lambda target: atomic.place(draft, target))
        except BaseException:
            self.progress = before
            raise
        finally:
            atomic.remove(draft)
        return facts.st_size

    def _fill(self, draft: Path, file: BinaryIO, facts: os.stat_result) -> None:
        """Copy bytes and times into the draft; _Unusable if the file changed meanwhile."""
        # No more than the file had at the beginning: one that keeps growing would never end.
        left = facts.st_size
        with draft.open("xb") as copy:
            while left > 0 and (block := _read(file, min(left, _BLOCK))):
                self.check_cancelled()
                copy.write(block)
                left -= len(block)
                self._count(bytes_=len(block))
        if left or os.fstat(file.fileno()).st_mtime_ns != facts.st_mtime_ns:
            raise _Unusable(Text("It changed while it was being read."))
        os.utime(draft, ns=(facts.st_atime_ns, facts.st_mtime_ns))
        atomic.sync(draft)

    def _place(self, name: str, put: Callable[[Path], None]) -> None:
        """Put a file under its name or the next numbered one; _Unusable if none is allowed."""
        try:
            number = put_named(self.folder, name, put, first=self._numbers.get(name, 1))
        except OSError as error:
            if error.errno in _NO_SUCH_NAME:
                raise _Unusable(Text("The drive doesn’t allow a file with that name.")) from error
            raise
        self._numbers[name] = number + 1


def make(folder: Path) -> None:
    """Create the folder unless it exists, but not its parents: their drive may be away."""
    folder.mkdir(exist_ok=True)


def draft_in(folder: Path) -> Path:
    """Return a name in the folder for a file that is being written."""
    return folder / f".kinfolk-{secrets.token_hex(8)}.partial"


def put_named(folder: Path, name: str, put: Callable[[Path], None], *, first: int = 1) -> int:
    """Call `put` with the name, then with numbered names while each is taken.

    Returns the number that was free, beginning with `first`; 1 stands for the name itself. `put`
    raises FileExistsError if the name is taken.
    """
    for number in count(first):
        try:
            put(folder / numbered(name, number))
        except FileExistsError:
            continue
        return number
    raise AssertionError  # numbers have no end


def refused(folder: Path, error: OSError) -> StorageError:
    """Return the error that tells why the folder can't be written to."""
    if error.errno in _FULL:
        return StorageError("The drive is full.", _STAYS)
    why = "{folder} can’t be written to ({why})."
    return StorageError(why, _STAYS, folder=folder, why=of_system(error))


def numbered(name: str, number: int) -> str:
    """Return IMG.jpg, IMG (2).jpg, IMG (3).jpg…; a name that becomes too long is cut."""
    if number == 1:
        return name
    stem, suffix = os.path.splitext(name)
    while True:
        made = f"{stem} ({number}){suffix}"
        if len(os.fsencode(made)) <= _LONGEST or not stem:
            return made
        # By characters, because cutting bytes could leave half of one.
        stem = stem[:-1]


def _sources(session: Session, asset_ids: Collection[str]) -> dict[str, _Source]:
    """Return the files of those photos that exist, by id; the main file comes first."""
    photos = select(col(Asset.id), col(Asset.path), col(Asset.content_hash))
    found = {
        asset_id: _Source([Path(path)], content_hash)
        for asset_id, path, content_hash in session.execute(
            photos.where(among(col(Asset.id), asset_ids))
        )
    }
    further = select(col(Place.asset_id), col(Place.path)).order_by(col(Place.path))
    for asset_id, path in session.execute(further.where(among(col(Place.asset_id), asset_ids))):
        known = found[asset_id]
        found[asset_id] = replace(known, paths=[*known.paths, Path(path)])
    return found


@contextmanager
def _opened(path: Path, content_hash: str, roots: Sequence[Path]) -> Iterator[BinaryIO]:
    """Open a photo's file for reading; a link has to lead to the bytes that the library knows.

    Raises _Unusable with the reason if it can't be opened or leads elsewhere.
    """
    try:
        file = files.open_photo(path)
    except OSError as error:
        raise _Unusable(_reason(error, path, roots)) from error
    with file:
        try:
            # Only for links, because it reads the whole file: a link can lead out of the library's
            # folders.
            is_other = os.path.realpath(path) != str(path) and files.digest(file) != content_hash
        except OSError as error:
            raise _Unusable(_reason(error, path, roots)) from error
        if is_other:
            raise _Unusable(Text("The link now leads to a different file."))
        yield file


def _reason(error: OSError, path: Path, roots: Sequence[Path]) -> str:
    """Return why a photo's file could not be read, in words."""
    if isinstance(error, files.NoFile):
        return Text("It’s no longer a file.")
    if isinstance(error, FileNotFoundError):
        is_away = any(path.is_relative_to(root) and not os.path.isdir(root) for root in roots)
        away = Text("Its folder can’t be found. Is the drive connected?")
        return away if is_away else Text("It no longer exists.")
    if isinstance(error, PermissionError) and not is_in_use(error):
        return Text("Kinfolk doesn’t have permission to read it.")
    return Text("It couldn’t be read ({why}).", why=of_system(error))


def _read(file: BinaryIO, size: int) -> bytes:
    """Read up to `size` bytes; _Unusable if that fails."""
    try:
        return file.read(size)
    except OSError as error:
        raise _Unusable(Text("It couldn’t be read ({why}).", why=of_system(error))) from error


def _link(path: Path, target: Path, facts: os.stat_result) -> None:
    """Make `target` another name of the file that was opened.

    Raises _Unusable if the drive can't, or if another file lies at the path now.
    """
    try:
        # Resolved, because some systems would give the second name to a symbolic link itself.
        os.link(os.path.realpath(path), target)
    except OSError as error:
        number = _OF_WINDOWS.get(getattr(error, "winerror", 0), error.errno)
        if number in _NO_LINK:
            raise _Unusable(Text(_NO_LINK[number])) from error
        if not os.path.exists(path):
            raise _Unusable(Text("It no longer exists.")) from error
        raise
    # Another program may have replaced the file between its opening and the link.
    if not os.path.samestat(os.stat(target, follow_symlinks=False), facts):
        atomic.remove(target)
        raise _Unusable(Text("It changed while it was being read."))
