"""Notice changes of photos in the folders, and folders that go away and come back.

The system's reports (through watchdog) say that something has changed, never what. That is enough,
because a scan compares everything, so lost or repeated reports do no harm. The watch calls
`changed` once no report has come for a while. So a copy of 5,000 photos leads to one scan, and no
photo is read before it is copied completely. Folders without reports (on a network drive, or beyond
the system's limit of watched folders) are scanned at intervals.
"""

import logging
import math
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
from kinfolk.files import Identity, identity_if_there
from kinfolk.kinds import is_photo
from kinfolk.metadata.name_forms.registry import says_names

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

# Seconds without changes before the watch reports,
STILL = 3.0
# seconds after which an unclosed file no longer counts as being written,
UNFINISHED = 10.0
# seconds between two looks whether the folders are there,
LOOK = 5.0
# seconds between two scans of folders that the system does not report, usually and at least.
UNREPORTED, AGAIN = 600.0, 60.0
# File systems on which the kernel does not see changes by other machines.
_REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "fuse", "vboxsf", "prl_fs", "davfs")
_LOCAL = "fuseblk"  # NTFS and exFAT on a local drive
_MOUNTS = Path("/proc/self/mountinfo")  # what is mounted where, on Linux
_BEGINS, _ENDS = {"created", "modified"}, {"closed", "deleted"}
# Events of files that are only read are left out: a scan would hear of each file it reads.
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

_log = logging.getLogger(__name__)


class FolderWatch:
    """Watch folders on a thread of its own, and call `changed()` on that thread after changes.

    `follow` sets the folders. No method waits for a drive that does not respond.
    """

    def __init__(
        self, changed: Callable[[], None], *, still: float = STILL, look: float = LOOK
    ) -> None:
        self._changed = changed
        self._still, self._look = still, look
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._is_closed = False
        self._folders: frozenset[Path] = frozenset()
        self._seen: dict[Path, Identity | None] = {}
        self._watches: dict[Path, ObservedWatch] = {}
        self._unreported: set[Path] = set()
        self._looked = time.monotonic()  # last scan of folders without reports
        self._heard: float | None = None  # time of the last report not passed on
        self._unfinished: dict[str, float] = {}  # files being written: time of the last report
        self._observer: BaseObserver | None = None
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def follow(self, folders: Iterable[Path]) -> None:
        """Watch these folders and no others; return at once, before the watches are set up."""
        wanted = frozenset(folders)
        with self._lock:
            if wanted == self._folders:
                return
            self._folders = wanted
        if not self._thread.is_alive() and not self._is_closed:
            self._thread.start()
        self._wake.set()

    def look(self) -> None:
        """Scan folders without reports soon, because the user has come back to the window."""
        with self._lock:
            if time.monotonic() - self._looked > AGAIN:
                # Makes the next look due at once.
                self._looked = -math.inf
        self._wake.set()

    def close(self) -> None:
        """Stop the watch; `changed` is not called any more after that."""
        with self._lock:
            self._is_closed = True
        self._wake.set()

    # Called on the watch's thread.

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
        """Watch the folders that exist now; one that has gone or come back counts as a change."""
        with self._lock:
            folders = self._folders
        for folder in self._seen.keys() - folders:
            del self._seen[folder]
            self._leave(folder)
        is_changed = False
        for folder in folders:
            identity, is_new = identity_if_there(folder), folder not in self._seen
            # By inode: a folder that was replaced has the same path, but its watch is of the old
            # one.
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
        """Watch a folder; mark it as without reports if the system can't report all its changes.

        Changes by this computer are reported on any drive.
        """
        if not _is_reported(folder):
            self._unreported.add(folder)
        try:
            self._watches[folder] = self._ask(_Reports(self._on_event), folder)
        except OSError:  # the system's limit, or it has just gone
            _log.info("a folder is not watched, and looked through by time", exc_info=True)
            self._unreported.add(folder)

    def _ask(self, handler: FileSystemEventHandler, folder: Path) -> "ObservedWatch":
        """Watch the folder through watchdog, started at the first call; raises OSError."""
        from watchdog.observers import Observer

        if self._observer is None:
            # It logs harmless errors when a watch ends; what matters is raised.
            logging.getLogger("watchdog").setLevel(logging.CRITICAL)
            observer = Observer()
            observer.start()
            self._observer = observer
        return self._observer.schedule(handler, str(folder), recursive=True, event_filter=_WANTED)

    def _see_limit(self) -> None:
        """Mark all folders as without reports if the system's limit of watched folders is reached.

        watchdog skips folders beyond the limit silently. So try to watch one more folder: if that
        fails, some of the others may not be watched either.
        """
        if self._watches.keys() <= self._unreported:
            return
        # A folder of our own, which can fail for no other reason.
        with TemporaryDirectory(prefix="kinfolk-", ignore_cleanup_errors=True) as another:
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
        """Call `changed` if there was a change and no report has come for a while."""
        now = time.monotonic()
        with self._lock:
            if self._unreported and now - self._looked >= UNREPORTED:
                self._looked = now
                # As if a change had been reported, and everything had been still since.
                self._heard = self._heard or now - self._still
            if self._heard is None or now - self._heard < self._still or self._is_closed:
                return
            if any(now - heard < UNFINISHED for heard in self._unfinished.values()):
                return
            self._heard = None
            self._unfinished.clear()
            self._changed()
        self._see_limit()  # new folders may have reached the limit

    # Called on watchdog's thread.

    def _on_event(self, event: FileSystemEvent) -> None:
        """Note a report that is about a photo, a folder, or a file with names beside photos."""
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
        """Note a rename, except that of Kinfolk's own draft of a sidecar to the sidecar's name."""
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
        """Note the time of a report, and wake the thread if it is the first one."""
        with self._lock:
            is_first, self._heard = self._heard is None, time.monotonic()
        if is_first:
            self._wake.set()


class _Reports(FileSystemEventHandler):
    """Pass watchdog's events on to a function."""

    def __init__(self, told: Callable[[FileSystemEvent], None]) -> None:
        self._told = told

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._told(event)


def _is_reported(folder: Path) -> bool:
    """Return whether the system reports changes in the folder by other computers, too.

    It does not for network drives on Linux.
    """
    if not sys.platform.startswith("linux"):
        return True
    kind = _file_system(os.path.realpath(folder), os.fsdecode(_MOUNTS.read_bytes()))
    return kind == _LOCAL or not kind.startswith(_REMOTE)


def _file_system(path: str, mounts: str) -> str:
    """Return the type of the file system that holds a path, by the kernel's list `mounts`.

    The list has the form of mountinfo in proc(5).
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        # Spaces and some other characters are octal numbers there.
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), before.split(" ")[4])
        inside = point if point.endswith("/") else f"{point}/"
        if f"{path}/".startswith(inside) and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind
