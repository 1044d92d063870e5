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
from kinfolk.core.db.storage import BACKUPS, explained
from kinfolk.errors import AppError, Cancelled, Damaged, Text, of_system
from kinfolk.paths import Paths
from kinfolk.settings import Settings

DAYS, WEEKS, MONTHS = 7, 4, 12  # of so many the newest backup is kept
RENEWED = timedelta(hours=1)  # a day's backup older than that gives way to a newer one
LOOK_SECONDS = 600.0  # how often a window or a server looks whether a backup is due
LAST_SECONDS = 3.0  # for the backup at the end, so that a window never closes slowly
PATIENCE = 30.0  # seconds that a backup waits while another one is being made
_AT_WORK = 24 * 3600.0  # seconds; no backup takes longer
_PAGES = 2048  # of 4096 bytes, copied between two looks at whether to stop
_SAFE = "Your library is as it was."
_log = logging.getLogger(__name__)


class BackupKind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    UPDATE = "before-update"
    IMPORT = "before-import"
    ENGINE = "before-engine"
    RESTORE = "before-restore"  # what was the library until then
    HAND = "by-hand"


# Several libraries may keep theirs in one folder: the end of the library's id tells them apart.
_NAME = re.compile(
    rf"library-(\w+)-(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-(\d+))?-({'|'.join(BackupKind)})\.db", re.ASCII
)
_ASKED_FOR = (BackupKind.HAND, BackupKind.RESTORE)  # never deleted
_NO_TAG = "none"
_STAMP = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """A file in a folder of backups; the moment is local time, as its name says it."""

    path: Path
    library: str  # whose it is
    made_at: datetime
    kind: BackupKind


@dataclass(frozen=True)
class Looked:
    """A backup that was opened: what it holds, or why it cannot be used."""

    backup: Backup
    counts: Counts | None
    problem: str = ""


class Busy(AppError):
    """Another backup of the library is being made."""


@dataclass(frozen=True)
class Destination:
    """Where backups go; `notice` tells the user where that is not the folder they chose."""

    folder: Path
    notice: AppError | None = None


def default_folder(library_db: Path) -> Path:
    """Beside the library."""
    return library_db.parent / BACKUPS


def destination(paths: Paths) -> Destination:
    """The folder that the user chose; the usual one, with a notice, while that cannot be written.

    No folder is made: where its drive is away, it would be made on the disk below.
    """
    usual = default_folder(paths.library_db)
    chosen = Settings.load(paths.settings_file).backup_folder
    if not chosen or Path(chosen) == usual:
        return Destination(usual)
    folder = Path(chosen)
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Destination(folder)
    notice = AppError(
        "The folder for backups, {folder}, is not there or cannot be written.",
        "Until it is, they are kept in {usual}.",
        folder=folder,
        usual=usual,
    )
    return Destination(usual, notice)


def folders(paths: Paths) -> list[Path]:
    """Wherever there may be backups; what a restore has kept lies beside the library."""
    chosen = Settings.load(paths.settings_file).backup_folder
    usual = default_folder(paths.library_db)
    return list(dict.fromkeys([*([Path(chosen)] if chosen else []), usual, paths.data]))


def listing(where: Collection[Path]) -> list[Backup]:
    """The backups in these folders, of any library, newest first; the rest there is not ours."""
    found = []
    for folder in where:
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
        except OSError:  # not there
            continue
        found += [made for name in names if (made := _known(folder / name)) is not None]
    return sorted(found, key=_made, reverse=True)


def look(backup: Backup) -> Looked:
    """Open it and read it through."""
    try:
        return Looked(backup, contents.check(backup.path))
    except AppError as error:
        return Looked(backup, None, error.message)


def newest_good(where: Collection[Path]) -> Looked | None:
    """The newest one that can be used and holds anything."""
    for backup in listing(where):
        if backup.kind is BackupKind.RESTORE:
            continue  # the user had a reason to put another one in its place
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
    """A new backup, and what is too old goes; for any thread, beside any writer."""
    folder = destination(paths).folder
    with _turn(paths.library_db, patience=PATIENCE):
        return _make(paths.library_db, folder, kind, now or datetime.now(), is_cancelled)


def before(
    library_db: Path, folder: Path, kind: BackupKind, *, now: datetime | None = None
) -> Looked | None:
    """A backup before something large, unless the newest one holds all there is.

    Before an update there is always one: it alone opens with the Kinfolk from before.
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
    """Today's backup; None where there is one not so old as that, or nothing has changed.

    Of several of one day the newest stays: what was decided on the first evening is in one.
    """
    now = now or datetime.now()
    library_db, folder = paths.library_db, destination(paths).folder
    # Asked first without the lock: every window asks this, and nearly always there is one.
    if _has_recent(library_db, folder, now, age):
        return None
    try:
        with _turn(library_db, patience=0):
            # Asked again: another process may have made one while this one waited for its turn.
            if _has_recent(library_db, folder, now, age) or not _is_due(library_db, folder, now):
                return None
            return _make(library_db, folder, BackupKind.DAILY, now, is_cancelled)
    except Busy:  # another process makes it
        return None


def write(library_db: Path, file: Path) -> Counts:
    """A backup as `file`, in place of an older one of the same library; never of anything else."""
    file = file.expanduser().absolute()
    _expect(library_db)
    _refuse_others(library_db, file)
    with _turn(library_db, patience=PATIENCE):
        for draft in atomic.drafts(file):  # nobody else is at it: it was killed
            _delete(draft)
        return _copy(library_db, file, lambda: False)


def renew(paths: Paths, *, now: datetime | None = None) -> Looked:
    """A backup of what there is now in place of all others of the library, of every kind.

    Raises AppError where one of them stays.
    """
    made = make(paths, BackupKind.DAILY, now=now)
    for old in listing(folders(paths)):
        if old.library == made.backup.library and old != made.backup:
            try:
                old.path.unlink(missing_ok=True)
            except OSError as error:
                said = "The backup {file} could not be deleted ({why})."
                raise AppError(said, file=old.path.name, why=of_system(error)) from error
    return made


def aside(library_db: Path, now: datetime) -> Path:
    """The name that what is the library now gets when a backup takes its place."""
    try:
        tag = _tag(library_db)
    except (AppError, sqlite3.Error):
        tag = _NO_TAG
    return _free(library_db.parent, tag, BackupKind.RESTORE, now)


def superfluous(known: Sequence[Backup], now: datetime) -> list[Backup]:
    """Those that may be deleted: all but the newest of each of 7 days, 4 weeks and 12 months.

    Those of the future are counted apart: a clock that is wrong, now or then, deletes nothing.
    """
    mine = [backup for backup in known if backup.kind not in _ASKED_FOR]
    past = [backup for backup in mine if backup.made_at <= now]
    future = [backup for backup in mine if backup.made_at > now]
    kept = {backup.path for group in (past, future) for backup in _kept(group)}
    return [backup for backup in mine if backup.path not in kept]


class BackupThread:
    """Makes the daily backup on a thread of its own: at once, when it is time, and at the end."""

    def __init__(self, paths: Paths, *, told: Callable[[AppError], None]) -> None:
        """`told` hears once, on that thread, of each thing that stands in the way."""
        self._paths = paths
        self._told = told
        self._heard: set[str] = set()
        self._end: float | None = None
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._work, name="backups", daemon=True)
        self._thread.start()

    def close(self, *, within: float = LAST_SECONDS) -> None:
        """Stop, after a last backup of what has changed.

        One that is not finished within so many seconds is none; what is left of it is swept later.
        """
        self._end = time.monotonic() + within
        self._wake.set()
        self._thread.join(within)

    def _work(self) -> None:
        while self._end is None:
            self._keep(RENEWED)
            self._wake.wait(LOOK_SECONDS)
        self._keep(timedelta())

    def _is_over(self) -> bool:
        return self._end is not None and time.monotonic() > self._end

    def _keep(self, age: timedelta) -> None:
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
        if error.message not in self._heard:
            self._heard.add(error.message)
            self._told(error)


@contextmanager
def _turn(library_db: Path, *, patience: float) -> Iterator[None]:
    """One backup of a library at a time, whoever makes it."""
    lock = library_db.with_name(f"{library_db.stem}.backup-lock")
    with explained(), locks.alone(lock, patience=patience) as is_ours:
        if not is_ours:
            raise Busy("Another backup is being made.", "Try again later.")
        yield


def _make(
    library_db: Path,
    folder: Path,
    kind: BackupKind,
    now: datetime,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Looked:
    _expect(library_db)
    with _told():
        # Without its parents: where a drive is away, no folder is made in its place.
        folder.mkdir(mode=0o700, exist_ok=True)
        tag = _tag(library_db)
        _sweep(folder, tag)
        target = _free(folder, tag, kind, now)
    counts = _copy(library_db, target, is_cancelled)
    made = _known(target)
    assert made is not None, "its name is one of ours"
    for old in superfluous(_mine(library_db, folder), now):
        if old != made:  # it is good, and so one good one always stays
            _delete(old.path)
    return Looked(made, counts)


def _is_there(library_db: Path) -> bool:
    return library_db.exists() and library_db.stat().st_size > 0


def _expect(library_db: Path) -> None:
    if not _is_there(library_db):
        raise AppError("There is no library to back up.", str(library_db))
    with explained(), closing(_reading(library_db)) as connection:
        contents.refuse_0_1(connection, Text(_SAFE))


def _copy(library_db: Path, target: Path, is_cancelled: Callable[[], bool]) -> Counts:
    """Copy and verify; only then does it get its name."""
    with _told(), atomic.replacing(target) as partial:
        try:
            return _pages(library_db, partial, is_cancelled)
        finally:
            for suffix in contents.SIDE_FILES:
                partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _pages(library_db: Path, partial: Path, is_cancelled: Callable[[], bool]) -> Counts:
    with closing(_reading(library_db)) as source:
        return copy_pages(source, partial, is_cancelled)


def copy_pages(
    source: sqlite3.Connection, partial: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> Counts:
    """One moment of the source, held by a read: writers go on, and it need not begin anew."""

    def look(_status: int, _left: int, _total: int) -> None:
        if is_cancelled():
            raise Cancelled

    with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # it is synced as a whole
        # BEGIN alone reads nothing yet: the counts are what holds the moment that is copied.
        source.execute("BEGIN")
        meant = contents.version(source), contents.counts(source)
        source.backup(copy, pages=_PAGES, progress=look)
        source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")  # it opens from where nothing can be written
    with contents.opened(partial) as connection, _stoppable(connection, is_cancelled):
        if health.damage(connection):
            # A faithful copy of a damaged library is not the drive's fault.
            health.refuse(health.damage(source))
            raise AppError("What was written does not come back as it was.", "Check the drive.")
        if meant != (contents.version(connection), contents.counts(connection)):
            raise AppError("The copy lacks something.", "Check the drive.")
    return meant[1]


@contextmanager
def _stoppable(connection: sqlite3.Connection, is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let a long query be stopped: it raises Cancelled soon after `is_cancelled` says so."""
    connection.set_progress_handler(is_cancelled, 100_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        raise


def _reading(library_db: Path) -> sqlite3.Connection:
    uri = library_db.absolute().as_uri() + "?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None)


@contextmanager
def _told() -> Iterator[None]:
    """Why there is no backup, in plain words, and that nothing is lost."""
    try:
        with explained():
            yield
    except (Cancelled, Damaged):
        raise
    except AppError as error:
        said = "The backup was not made. {why}"
        raise AppError(said, error.hint or _SAFE, why=error.message) from error
    except OSError as error:
        reason = of_system(error)
        raise AppError("The backup was not made. {reason}.", _SAFE, reason=reason) from error


def _is_due(library_db: Path, folder: Path, now: datetime) -> bool:
    """Whether the library holds anything that its newest backup does not."""
    if not _is_there(library_db):
        return False
    with explained(), closing(_reading(library_db)) as connection:
        if not contents.counts(connection):
            return False
        here = contents.fingerprint(connection)
    past = [backup for backup in _mine(library_db, folder) if backup.made_at <= now]
    return not past or _fingerprint(past[0].path) != here


def _fingerprint(path: Path) -> tuple[object, ...] | None:
    try:
        with contents.opened(path) as connection:
            return contents.fingerprint(connection)
    except sqlite3.Error:
        return None


def _has_recent(library_db: Path, folder: Path, now: datetime, age: timedelta) -> bool:
    """Whether there is a daily one of this day that is not so old; one of the future is."""
    if not _is_there(library_db):
        return False
    made = [each.made_at for each in _mine(library_db, folder) if each.kind is BackupKind.DAILY]
    return any(moment.date() == now.date() and now - moment < age for moment in made)


def _mine(library_db: Path, folder: Path) -> list[Backup]:
    tag = _tag(library_db)
    return [backup for backup in listing([folder]) if backup.library == tag]


def _tag(library_db: Path) -> str:
    """What tells this library from others, for as long as it lives."""
    with explained(), closing(_reading(library_db)) as connection:
        # Ids sort by time, so that this is the library that was made first.
        first: str | None = connection.execute("SELECT min(id) FROM library").fetchone()[0]
    tag = str(first)[-8:]  # drawn at random; an id begins with the time
    return tag if re.fullmatch(r"\w+", tag, re.ASCII) and first else _NO_TAG


def _kept(group: Sequence[Backup]) -> Iterator[Backup]:
    """Of backups, newest first, those that stay; some of them more than once.

    A backup before something large stays as long as the days that are kept.
    """
    days = list(dict.fromkeys(backup.made_at.date() for backup in group))[:DAYS]
    # The first of each day, ISO week and month is its newest, as the group begins with the newest.
    for key, count in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        newest: dict[str, Backup] = {}
        for backup in group:
            newest.setdefault(backup.made_at.strftime(key), backup)
        yield from list(newest.values())[:count]
    special = [backup for backup in group if backup.kind is not BackupKind.DAILY]
    yield from (backup for backup in special if backup.made_at.date() in days)
    # However old it is: only this one opens with the Kinfolk from before the update.
    yield from [backup for backup in special if backup.kind is BackupKind.UPDATE][:1]


def _known(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink():
        return None
    try:
        return Backup(path, match[1], datetime.strptime(match[2], _STAMP), BackupKind(match[4]))
    except ValueError:  # no such day
        return None


def _made(backup: Backup) -> tuple[datetime, int, str]:
    """What puts backups in order, those of one second as well."""
    match = _NAME.fullmatch(backup.path.name)
    assert match is not None, "its name is one of ours"
    return backup.made_at, int(match[3] or 1), backup.path.name


def _free(folder: Path, tag: str, kind: BackupKind, now: datetime) -> Path:
    """A name nobody has yet."""
    stamp, number = now.strftime(_STAMP), 1
    while True:
        again = f"-{number}" if number > 1 else ""
        path = folder / f"library-{tag}-{stamp}{again}-{kind}.db"
        if not path.exists():
            return path
        number += 1


def _sweep(folder: Path, tag: str) -> None:
    """What a backup that was killed has left. One of another library may still be at work."""
    for path in folder.glob(".library-*.partial*"):
        is_ours = path.name.startswith(f".library-{tag}-")
        with suppress(OSError):  # it went meanwhile
            if is_ours or time.time() - path.stat().st_mtime > _AT_WORK:
                _delete(path)


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        _log.info("a file cannot be deleted", exc_info=True)


def _refuse_others(library_db: Path, file: Path) -> None:
    """What lies at the user's file goes only if it is an older backup of this library."""
    # Names that begin so, too: library.db-wal, or library.db.restoring.
    if file.parent.resolve() == library_db.parent.resolve() and file.name.startswith(
        (f"{library_db.name}", "cache.db", "settings.json")
    ):
        raise AppError(
            "{file} is a file of Kinfolk itself.", "Choose another name.", file=file.name
        )
    if not file.parent.is_dir():
        raise AppError("There is no folder {parent}.", parent=file.parent)
    if not os.path.lexists(file) or (file.is_file() and not file.stat().st_size):
        return
    if not file.is_file() or _libraries(file).isdisjoint(_libraries(library_db)):
        raise AppError(
            "{file} is there already, and is no backup of this library.",
            "Choose another name.",
            file=file,
        )


def _libraries(path: Path) -> set[str]:
    try:
        with contents.opened(path) as connection:
            return {row[0] for row in connection.execute("SELECT id FROM library")}
    except sqlite3.Error:
        return set()
