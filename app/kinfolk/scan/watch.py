"""Notices photos that come, change or go in the folders, and folders that go away and come back.

The system's reports (watchdog) say that something has changed, never what: the next scan compares
everything anyway, so a report that is lost or comes twice does no harm. It is told once all of it
stands still, so that a copy of 5,000 photos is one scan and none is read half copied. What the
system does not report (a network drive, more folders than its limit) is looked through by time.
"""

import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from kinfolk import atomic
from kinfolk.kinds import is_photo
from kinfolk.scan.walk import says_names

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

# Seconds. Nothing is told before it has been quiet for so long,
STILL = 3.0
# a file that was begun and not closed counts as being written until it rests for so long,
UNFINISHED = 10.0
# whether the folders are there is seen so often,
LOOK = 5.0
# and what is not reported is looked through so often, and not more often than that.
UNREPORTED, AGAIN = 600.0, 60.0
# File systems whose changes by other machines the kernel does not see.
_REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "fuse", "vboxsf", "prl_fs", "davfs")
_LOCAL = "fuseblk"  # NTFS and exFAT of a drive at this machine
_MOUNTS = Path("/proc/self/mountinfo")
_BEGINS, _ENDS = {"created", "modified"}, {"closed", "deleted"}
# Without those of files that are only read: a scan would be told of each that it reads.
_WANTED: list[type[FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileClosedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]

_Identity = tuple[int, int] | None  # device and inode; null where nothing is there
_log = logging.getLogger(__name__)


class FolderWatch:
    """Calls `changed()` on a thread of its own; nothing of it waits for a drive that hangs."""

    def __init__(
        self, changed: Callable[[], None], *, still: float = STILL, look: float = LOOK
    ) -> None:
        self._changed = changed
        self._still, self._look = still, look
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._is_closed = False
        self._folders: frozenset[Path] = frozenset()
        self._seen: dict[Path, _Identity] = {}
        self._watches: dict[Path, ObservedWatch] = {}
        self._unreported: set[Path] = set()
        self._looked = time.monotonic()  # when the unreported ones were looked through last
        self._heard: float | None = None  # the last report that was not told yet
        self._unfinished: dict[str, float] = {}  # files that are being written: last heard of
        self._observer: BaseObserver | None = None
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def follow(self, folders: Iterable[Path]) -> None:
        """Watch these and no others; at once, and the system is asked later."""
        wanted = frozenset(folders)
        with self._lock:
            if wanted == self._folders:
                return
            self._folders = wanted
        if not self._thread.is_alive() and not self._is_closed:
            self._thread.start()
        self._wake.set()

    def look(self) -> None:
        """The user is back: what is not reported is looked through soon, if there is any."""
        with self._lock:
            if time.monotonic() - self._looked > AGAIN:
                self._looked = -UNREPORTED
        self._wake.set()

    def close(self) -> None:
        """Nothing is told any more."""
        with self._lock:
            self._is_closed = True
        self._wake.set()

    # on the thread

    def _run(self) -> None:
        try:
            while not self._is_closed:
                self._wake.wait(self._pause())
                self._wake.clear()
                self._keep_up()
                self._tell()
        finally:
            if self._observer is not None:
                self._observer.stop()

    def _pause(self) -> float:
        with self._lock:
            return self._look if self._heard is None else self._still / 4

    def _keep_up(self) -> None:
        """Watch what is there now; a folder that has gone or come since is a report by itself."""
        with self._lock:
            folders = self._folders
        for folder in self._seen.keys() - folders:
            del self._seen[folder]
            self._leave(folder)
        is_changed = False
        for folder in folders:
            identity, is_new = _identity(folder), folder not in self._seen
            if not is_new and identity == self._seen[folder]:
                continue
            self._leave(folder)
            if identity is not None:
                self._enter(folder)
            self._seen[folder] = identity
            is_changed = True
            if not is_new:
                self._note()
        if is_changed:
            self._see_limit()

    def _enter(self, folder: Path) -> None:
        """Have it watched; what comes from this machine is reported on any drive."""
        if not _is_reported(folder):
            self._unreported.add(folder)
        try:
            self._watches[folder] = self._ask(_Reports(self._on_event), folder)
        except OSError:  # the system's limit, or it went away meanwhile
            _log.info("a folder is not watched, and looked through by time", exc_info=True)
            self._unreported.add(folder)

    def _ask(self, handler: FileSystemEventHandler, folder: Path) -> "ObservedWatch":
        from watchdog.observers import Observer

        if self._observer is None:
            # It logs errors as a watch ends that are none; what matters is raised.
            logging.getLogger("watchdog").setLevel(logging.CRITICAL)
            observer = Observer()
            observer.start()
            self._observer = observer
        return self._observer.schedule(handler, str(folder), recursive=True, event_filter=_WANTED)

    def _see_limit(self) -> None:
        """Folders inside that are beyond the system's limit are passed over without a word.

        Where one more folder would not be watched, some of ours may not be, either.
        """
        if self._watches.keys() <= self._unreported:
            return
        with TemporaryDirectory(prefix="kinfolk-") as another:
            try:
                watch = self._ask(FileSystemEventHandler(), Path(another))
            except OSError:
                _log.info("no more folders can be watched: they are looked through by time")
                self._unreported |= self._watches.keys()
            else:
                self._unwatch(watch)

    def _leave(self, folder: Path) -> None:
        self._unreported.discard(folder)
        watch = self._watches.pop(folder, None)
        if watch is not None:
            self._unwatch(watch)

    def _unwatch(self, watch: "ObservedWatch") -> None:
        if self._observer is not None:
            with suppress(KeyError, OSError):  # its thread may have ended with the drive
                self._observer.unschedule(watch)

    def _tell(self) -> None:
        now = time.monotonic()
        with self._lock:
            if self._unreported and now - self._looked >= UNREPORTED:
                self._looked = now
                self._heard = self._heard or now - self._still
            if self._heard is None or now - self._heard < self._still or self._is_closed:
                return
            if any(now - heard < UNFINISHED for heard in self._unfinished.values()):
                return
            self._heard = None
            self._unfinished.clear()
            self._changed()
        self._see_limit()  # folders may have come

    # on watchdog's thread

    def _on_event(self, event: FileSystemEvent) -> None:
        kind, path = event.event_type, os.fsdecode(event.src_path)
        if event.is_directory:
            self._note()
        elif kind == "moved":
            self._on_moved(path, os.fsdecode(event.dest_path))
        elif is_photo(path) and kind in _BEGINS | _ENDS:
            if kind in _BEGINS:
                self._begin(path)
            else:
                self._finish(path)
            self._note()
        elif kind != "deleted" and says_names(os.path.basename(path)):
            self._note()

    def _on_moved(self, path: str, there: str) -> None:
        """A name that a file beside a photo takes from a draft of ours is no news."""
        self._finish(path)
        is_news = says_names(os.path.basename(there)) and not atomic.is_draft(path)
        if is_photo(path) or is_photo(there) or is_news:
            self._note()

    def _begin(self, path: str) -> None:
        with self._lock:
            self._unfinished[path] = time.monotonic()

    def _finish(self, path: str) -> None:
        with self._lock:
            self._unfinished.pop(path, None)

    def _note(self) -> None:
        with self._lock:
            is_first, self._heard = self._heard is None, time.monotonic()
        if is_first:
            self._wake.set()


class _Reports(FileSystemEventHandler):
    """What watchdog calls."""

    def __init__(self, told: Callable[[FileSystemEvent], None]) -> None:
        self._told = told

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._told(event)


def _identity(folder: Path) -> _Identity:
    try:
        facts = os.stat(folder)
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _is_reported(folder: Path) -> bool:
    """Whether the system sees what changes there: not on a drive that is another machine's."""
    if not sys.platform.startswith("linux"):
        return True
    kind = _file_system(os.path.realpath(folder), os.fsdecode(_MOUNTS.read_bytes()))
    return kind == _LOCAL or not kind.startswith(_REMOTE)


def _file_system(path: str, mounts: str) -> str:
    """The kind of file system around a path, by the kernel's list (proc(5), mountinfo)."""
    best, kind = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        # Spaces and the like stand there as octal numbers.
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), before.split(" ")[4])
        inside = point if point.endswith("/") else f"{point}/"
        if f"{path}/".startswith(inside) and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind
