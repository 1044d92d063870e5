"""Backups: whole copies of library.db, made while it is in use, verified, and kept for a year."""

import logging
import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kinfolk import atomic
from kinfolk.core.db import contents, health, locks
from kinfolk.core.db.contents import Counts
from kinfolk.core.db.storage import BACKUPS, address, explained, is_there
from kinfolk.errors import AppError, Cancelled, Damaged, Text, in_words, of_system
from kinfolk.files import resolved, typed
from kinfolk.paths import Paths
from kinfolk.settings import Settings

DAYS, WEEKS, MONTHS = 7, 4, 12  # for each of these the newest backup is kept
RENEWED = timedelta(hours=1)  # an older backup of the same day is replaced
LOOK_SECONDS = 600.0  # how often a window or a server checks whether one is due
LAST_SECONDS = 3.0  # for the last backup, so that a window closes quickly
PATIENCE = 30.0  # seconds to wait while another backup is being made
_AT_WORK = 24 * 3600.0  # seconds that no backup exceeds
_PAGES = 2048  # of 4096 bytes, copied between two checks for cancelling
_SAFE = "Your library is unchanged."
_log = logging.getLogger(__name__)


class BackupKind(StrEnum):
    """Name why a backup was made."""

    DAILY = "daily"
    UPDATE = "before-update"
    IMPORT = "before-import"
    ENGINE = "before-engine"
    RESTORE = "before-restore"  # the library that a restored backup replaced
    HAND = "by-hand"


# Several libraries may keep their backups in one folder: the end of the library's id tells them
# apart.
_NAME = re.compile(
    rf"library-(\w+)-(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-(\d+))?-({'|'.join(BackupKind)})\.db", re.ASCII
)
_ASKED_FOR = (BackupKind.HAND, BackupKind.RESTORE)  # never deleted
_NO_TAG = "none"
_STAMP = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """Hold a backup file; `made_at` is local time, as in its name."""

    path: Path
    library: str  # end of the id of its library
    made_at: datetime
    kind: BackupKind


@dataclass(frozen=True)
class Looked:
    """Hold a backup that was opened: its contents, or the problem that makes it unusable."""

    backup: Backup
    counts: Counts | None
    problem: str = ""


class Busy(AppError):
    """Report that another backup of the library is being made."""


@dataclass(frozen=True)
class Destination:
    """Hold the folder for backups; `notice` says if it is not the one the user chose, and why."""

    folder: Path
    notice: AppError | None = None


def default_folder(library_db: Path) -> Path:
    """Return the folder for backups beside the library."""
    return library_db.parent / BACKUPS


def destination(paths: Paths) -> Destination:
    """Return the folder the user chose, or the usual folder with a notice if that is unavailable.

    The folder is not created: if its drive is not mounted, it would be created on another disk.
    """
    usual = default_folder(paths.library_db)
    chosen = Settings.load(paths.settings_file).backup_folder
    if not chosen or Path(chosen) == usual:
        return Destination(usual)
    folder = Path(chosen)
    # Not `Path.is_dir`, which raises an error for a network drive that is off.
    if os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK):
        return Destination(folder)
    notice = AppError(
        "The backup folder, {folder}, can’t be found or written to.",
        "For now, backups are saved in {usual}.",
        folder=folder,
        usual=usual,
    )
    return Destination(usual, notice)


def folders(paths: Paths) -> list[Path]:
    """Return all folders that may hold backups.

    These are the chosen folder, the usual one, and the data folder, where a restore keeps the
    library that it replaced.
    """
    chosen = Settings.load(paths.settings_file).backup_folder
    usual = default_folder(paths.library_db)
    return list(dict.fromkeys([*([Path(chosen)] if chosen else []), usual, paths.data]))


def listing(where: Collection[Path]) -> list[Backup]:
    """Return the backups of any library in these folders, newest first; other files are ignored."""
    found = []
    for folder in where:
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
        except OSError:  # not there
            continue
        found += [made for name in names if (made := _known(folder / name)) is not None]
    return sorted(found, key=_made, reverse=True)


def look(backup: Backup) -> Looked:
    """Open a backup, check it, and return what it holds or why it can't be used."""
    try:
        return Looked(backup, contents.check(backup.path))
    except AppError as error:
        return Looked(backup, None, error.message)


def newest_good(where: Collection[Path]) -> Looked | None:
    """Return the newest backup that can be used and is not empty, or None."""
    for backup in listing(where):
        if backup.kind is BackupKind.RESTORE:
            continue  # the user has chosen to replace that library
        looked = look(backup)
        if looked.counts:
            return looked
    return None


def make(
    paths: Paths,
    kind: BackupKind = BackupKind.HAND,
    *,
    now: datetime | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Looked:
    """Make a backup and delete those that are too old.

    It may run on any thread and beside any writer. Raises Busy, Cancelled or another AppError.
    """
    folder = destination(paths).folder
    with _turn(paths.library_db, patience=PATIENCE):
        return _make(paths.library_db, folder, kind, now or datetime.now(), is_cancelled)


def before(
    library_db: Path, folder: Path, kind: BackupKind, *, now: datetime | None = None
) -> Looked | None:
    """Make a backup before a large change; return None if the newest one is up to date.

    Before an update a backup is always made, because the older version of Kinfolk can open only
    that.
    """
    now = now or datetime.now()
    with _turn(library_db, patience=PATIENCE):
        if kind is not BackupKind.UPDATE and not _is_due(library_db, folder, now):
            return None
        return _make(library_db, folder, kind, now)


def daily(
    paths: Paths,
    *,
    now: datetime | None = None,
    age: timedelta = RENEWED,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Looked | None:
    """Make today's backup; return None if one is younger than `age`, or if nothing has changed.

    Only the newest backup of a day is kept, so that it contains the latest decisions.
    """
    now = now or datetime.now()
    library_db, folder = paths.library_db, destination(paths).folder
    # Checked first without the lock: every window asks, and as a rule there is a recent one.
    if _has_recent(library_db, folder, now, age):
        return None
    try:
        with _turn(library_db, patience=0):
            # Checked again: another process may have made one while this one waited for the lock.
            if _has_recent(library_db, folder, now, age) or not _is_due(library_db, folder, now):
                return None
            return _make(library_db, folder, BackupKind.DAILY, now, is_cancelled)
    except Busy:  # another process makes it
        return None


def write(library_db: Path, file: Path) -> Counts:
    """Write a backup to `file` and return the counts of what it holds.

    `file` may replace an older backup of the same library; raises AppError for any other file.
    """
    file = typed(file)
    _expect(library_db)
    _refuse_others(library_db, file)
    with _turn(library_db, patience=PATIENCE):
        for draft in atomic.drafts(file):  # the lock is ours, so its writer was killed
            _delete(draft)
        return _copy(library_db, file, lambda: False)


def renew(paths: Paths) -> Looked:
    """Replace all backups of the library, of every kind, with a new one, and return it.

    The app calls this when the user has the history forgotten. Raises AppError if a backup can't
    be deleted.
    """
    made = make(paths, BackupKind.DAILY)
    for old in listing(folders(paths)):
        if old.library == made.backup.library and old != made.backup:
            said = Text("The backup {file} couldn’t be deleted ({why}).")
            with in_words(said, file=old.path.name):
                atomic.remove(old.path)
    return made


def keep(paths: Paths, chosen: Path) -> Path:
    """Give a backup that the user restores a name that is never deleted, and return its path.

    A new backup may be under way, which would replace that of the day. Other files keep their name.
    """
    backup, folder = _known(chosen), destination(paths).folder
    is_ours = backup is not None and resolved(chosen.parent) == resolved(folder)
    if backup is None or not is_ours or backup.kind in _ASKED_FOR:
        return chosen
    kept = _free(folder, backup.library, BackupKind.HAND, backup.made_at)
    try:
        atomic.patiently(lambda: chosen.rename(kept))
    except OSError:  # gone, or on a read-only drive, where it is not deleted either
        return chosen
    return kept


def aside(library_db: Path, now: datetime) -> Path:
    """Return the file name for the current library when a backup replaces it."""
    try:
        tag = _tag(library_db)
    except (AppError, sqlite3.Error):
        tag = _NO_TAG
    return _free(library_db.parent, tag, BackupKind.RESTORE, now)


def superfluous(known: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return backups to delete: all but the newest of each of 7 days, 4 weeks and 12 months.

    Backups with a time in the future are counted apart, so that a wrong clock deletes nothing.
    """
    mine = [backup for backup in known if backup.kind not in _ASKED_FOR]
    past = [backup for backup in mine if backup.made_at <= now]
    future = [backup for backup in mine if backup.made_at > now]
    kept = {backup.path for group in (past, future) for backup in _kept(group)}
    return [backup for backup in mine if backup.path not in kept]


class BackupThread:
    """Make daily backups on a thread of its own: at once, when they are due, and at the end."""

    def __init__(self, paths: Paths, *, told: Callable[[AppError], None]) -> None:
        """Start the thread; it calls `told`, on itself, once for each different error message."""
        self._paths = paths
        self._told = told
        self._heard: set[str] = set()
        self._end: float | None = None
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._work, name="backups", daemon=True)
        self._thread.start()

    def close(self, *, within: float = LAST_SECONDS) -> None:
        """Stop the thread after a last backup, which is made only if something has changed.

        Wait for `within` seconds at most. A backup not finished by then is cancelled, and its
        unfinished file is deleted before the next backup.
        """
        self._end = time.monotonic() + within
        self._wake.set()
        self._thread.join(within)

    def _work(self) -> None:
        """Run the thread: make a backup whenever one is due, and a last one at the end."""
        while self._end is None:
            self._keep(RENEWED)
            self._wake.wait(LOOK_SECONDS)
        self._keep(timedelta())

    def _is_over(self) -> bool:
        return self._end is not None and time.monotonic() > self._end

    def _keep(self, age: timedelta) -> None:
        """Make the daily backup if none is younger than `age`; report errors, raise none."""
        try:
            notice = destination(self._paths).notice
            if notice is not None:
                self._tell(notice)
            daily(self._paths, age=age, is_cancelled=self._is_over)
        except Cancelled:
            pass
        except AppError as error:
            self._tell(error)
        except Exception:
            _log.exception("the daily backup failed")

    def _tell(self, error: AppError) -> None:
        """Call `told` with the error, unless an error with the same message was reported before."""
        if error.message not in self._heard:
            self._heard.add(error.message)
            self._told(error)


@contextmanager
def _turn(library_db: Path, *, patience: float) -> Iterator[None]:
    """Hold the lock for making backups; raise Busy if it is not free within `patience` seconds."""
    lock = library_db.with_name(f"{library_db.stem}.backup-lock")
    with explained(), locks.alone(lock, patience=patience) as is_ours:
        if not is_ours:
            raise Busy("Another backup is in progress.", "Try again later.")
        yield


def _make(
    library_db: Path,
    folder: Path,
    kind: BackupKind,
    now: datetime,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Looked:
    """Make one backup while the lock is held, and delete the backups that are superfluous now."""
    _expect(library_db)
    with _told():
        # Without its parents: if a drive is away, no folder may be created in its place.
        folder.mkdir(mode=0o700, exist_ok=True)
        tag = _tag(library_db)
        _sweep(folder, tag)
        target = _free(folder, tag, kind, now)
    counts = _copy(library_db, target, is_cancelled)
    made = _known(target)
    assert made is not None, "its name is one of ours"
    for old in superfluous(_mine(library_db, folder), now):
        if old != made:  # a new backup is verified, so one good backup always stays
            _delete(old.path)
    return Looked(made, counts)


def _expect(library_db: Path) -> None:
    """Raise AppError unless there is a library, of a version that can be read."""
    if not is_there(library_db):
        raise AppError("There is no library to back up.", str(library_db))
    with explained(), closing(_reading(library_db)) as connection:
        contents.refuse_0_1(connection, Text(_SAFE))


def _copy(library_db: Path, target: Path, is_cancelled: Callable[[], bool]) -> Counts:
    """Copy the library into a draft, verify it, then rename it to `target`; return its counts."""
    with _told(), atomic.replacing(target) as partial:
        try:
            return _pages(library_db, partial, is_cancelled)
        finally:
            for suffix in contents.SIDE_FILES:
                atomic.remove(partial.with_name(partial.name + suffix))


def _pages(library_db: Path, partial: Path, is_cancelled: Callable[[], bool]) -> Counts:
    with closing(_reading(library_db)) as source:
        return copy_pages(source, partial, is_cancelled)


def copy_pages(
    source: sqlite3.Connection, partial: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> Counts:
    """Copy the database as it is at one moment into `partial`, verify it, and return what it holds.

    A read transaction fixes that moment, so that others can write and the copy need not start
    again. Raises Cancelled if `is_cancelled` says so, and AppError if the copy differs.
    """

    def look(_status: int, _left: int, _total: int) -> None:
        if is_cancelled():
            raise Cancelled

    with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # the whole file is synced later
        # BEGIN alone does not fix the moment: the first read, that of the counts, does.
        source.execute("BEGIN")
        meant = contents.version(source), contents.counts(source)
        source.backup(copy, pages=_PAGES, progress=look)
        source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")  # so it can be opened on a read-only drive
    with contents.opened(partial) as connection, _stoppable(connection, is_cancelled):
        if health.damage(connection):
            # If the library itself is damaged, its copy is faithful, and the drive is not at fault.
            health.refuse(health.damage(source))
            raise AppError("The copy doesn’t match the original.", "Check the drive.")
        if meant != (contents.version(connection), contents.counts(connection)):
            raise AppError("The copy is incomplete.", "Check the drive.")
    return meant[1]


@contextmanager
def _stoppable(connection: sqlite3.Connection, is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Stop a long query of the block once `is_cancelled` returns True, and raise Cancelled."""
    connection.set_progress_handler(is_cancelled, 100_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        raise


def _reading(library_db: Path) -> sqlite3.Connection:
    uri = address(library_db.absolute(), "mode=ro")
    return sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None)


@contextmanager
def _told() -> Iterator[None]:
    """Turn the AppError or OSError of the block into an AppError that names the reason.

    The message says that the backup was not made, and the hint, unless the error has one, that the
    library is unchanged. Cancelled and Damaged pass through as they are.
    """
    try:
        with explained():
            yield
    except (Cancelled, Damaged):  # Cancelled is no failure, and Damaged explains itself
        raise
    except AppError as error:
        said = "The backup wasn’t made. {why}"
        raise AppError(said, error.hint or _SAFE, why=error.message) from error
    except OSError as error:
        reason = of_system(error)
        raise AppError("The backup wasn’t made: {reason}.", _SAFE, reason=reason) from error


def _is_due(library_db: Path, folder: Path, now: datetime) -> bool:
    """Return whether the library has data and differs from its newest backup."""
    if not is_there(library_db):
        return False
    with explained(), closing(_reading(library_db)) as connection:
        if not contents.counts(connection):
            return False
        here = contents.fingerprint(connection)
    past = [backup for backup in _mine(library_db, folder) if backup.made_at <= now]
    return not past or _fingerprint(past[0].path) != here


def _fingerprint(path: Path) -> tuple[object, ...] | None:
    """Return a value that is equal for backups with equal contents; None if one can't be read."""
    try:
        with contents.opened(path) as connection:
            return contents.fingerprint(connection)
    except sqlite3.Error:
        return None


def _has_recent(library_db: Path, folder: Path, now: datetime, age: timedelta) -> bool:
    """Return whether a daily backup of today exists that is younger than `age`.

    A time in the future counts as young.
    """
    if not is_there(library_db):
        return False
    made = [each.made_at for each in _mine(library_db, folder) if each.kind is BackupKind.DAILY]
    return any(moment.date() == now.date() and now - moment < age for moment in made)


def _mine(library_db: Path, folder: Path) -> list[Backup]:
    tag = _tag(library_db)
    return [backup for backup in listing([folder]) if backup.library == tag]


def _tag(library_db: Path) -> str:
    """Return the last 8 characters of the library's first id, which name it in backup files.

    Return "none" if the library has no id that fits a file name.
    """
    with explained(), closing(_reading(library_db)) as connection:
        # Ids sort by time, so this is the library that was created first.
        first: str | None = connection.execute("SELECT min(id) FROM library").fetchone()[0]
    tag = str(first)[-8:]  # the random part: an id begins with the time
    return tag if re.fullmatch(r"\w+", tag, re.ASCII) and first else _NO_TAG


def _kept(group: Sequence[Backup]) -> Iterator[Backup]:
    """Yield the backups to keep from a list sorted newest first; a backup may be yielded twice.

    A backup made before a large change is kept as long as the daily backups of its day.
    """
    days = list(dict.fromkeys(backup.made_at.date() for backup in group))[:DAYS]
    # The list begins with the newest, so the first one of each day, ISO week and month is its
    # newest.
    for key, count in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        newest: dict[str, Backup] = {}
        for backup in group:
            newest.setdefault(backup.made_at.strftime(key), backup)
        yield from list(newest.values())[:count]
    special = [backup for backup in group if backup.kind is not BackupKind.DAILY]
    yield from (backup for backup in special if backup.made_at.date() in days)
    # However old it is: only this one opens with the version of Kinfolk before the update.
    yield from [backup for backup in special if backup.kind is BackupKind.UPDATE][:1]


def _known(path: Path) -> Backup | None:
    """Return the Backup that a file name describes, or None if the name is of another form."""
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink():
        return None
    try:
        return Backup(path, match[1], datetime.strptime(match[2], _STAMP), BackupKind(match[4]))
    except ValueError:  # no such day
        return None


def _made(backup: Backup) -> tuple[datetime, int, str]:
    """Return a sort key for backups by time, which also orders backups of the same second."""
    match = _NAME.fullmatch(backup.path.name)
    assert match is not None, "its name is one of ours"
    return backup.made_at, int(match[3] or 1), backup.path.name


def _free(folder: Path, tag: str, kind: BackupKind, now: datetime) -> Path:
    """Return a path for a new backup, at which no file exists yet."""
    stamp, number = now.strftime(_STAMP), 1
    while True:
        again = f"-{number}" if number > 1 else ""
        path = folder / f"library-{tag}-{stamp}{again}-{kind}.db"
        if not path.exists():
            return path
        number += 1


def _sweep(folder: Path, tag: str) -> None:
    """Delete unfinished backups that were left by processes that were killed.

    Those of another library are deleted only once they are a day old.
    """
    for path in folder.glob(".library-*.partial*"):
        is_ours = path.name.startswith(f".library-{tag}-")
        with suppress(OSError):  # another process may delete it first
            if is_ours or time.time() - path.stat().st_mtime > _AT_WORK:
                _delete(path)


def _delete(path: Path) -> None:
    """Delete a file; if that is impossible, write a log line instead of raising."""
    try:
        atomic.remove(path)
    except OSError:
        _log.info("a file cannot be deleted", exc_info=True)


def _refuse_others(library_db: Path, file: Path) -> None:
    """Raise AppError unless the path is free or holds an older backup of this library."""
    # Also names that begin so: library.db-wal, or library.db.restoring.
    if resolved(file.parent) == resolved(library_db.parent) and file.name.startswith(
        (f"{library_db.name}", "cache.db", "settings.json")
    ):
        raise AppError(
            "{file} is one of Kinfolk’s own files.", "Choose another name.", file=file.name
        )
    if not os.path.isdir(file.parent):
        raise AppError(
            "There is no folder {parent}.",
            "Create it, or choose another folder.",
            parent=file.parent,
        )
    if not os.path.lexists(file) or (os.path.isfile(file) and not file.stat().st_size):
        return
    if not os.path.isfile(file) or _libraries(file).isdisjoint(_libraries(library_db)):
        raise AppError(
            "{file} already exists, and isn’t a backup of this library.",
            "Choose another name.",
            file=file,
        )


def _libraries(path: Path) -> set[str]:
    """Return the ids of the libraries in a file; empty if it can't be read."""
    try:
        with contents.opened(path) as connection:
            return {row[0] for row in connection.execute("SELECT id FROM library")}
    except sqlite3.Error:
        return set()
