"""Restore a backup in place of the library; what was there is set aside, and never half.

A note says what is being done, from before the first file moves until after the last one has moved.
If the process is killed in between, whoever opens the library next finishes it first.
"""

import logging
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from kinfolk import atomic, files, private
from kinfolk.core.db import backups, contents, locks
from kinfolk.core.db.contents import Counts
from kinfolk.core.db.storage import explained
from kinfolk.errors import AppError, Damaged, Text, in_words
from kinfolk.paths import Paths

OPENING_SECONDS = 30.0  # that opening waits for a restore by another process
_HEADER, _NO_WAL = b"SQLite format 3\0", b"\1\1"  # of a database: its first bytes; bytes 18 and 19
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Restored:
    """Hold what the library contains now, and where the previous one is kept."""

    counts: Counts
    aside: Path | None


class InUse(AppError):
    """Report that another process has the library open, so that it can't be replaced."""

    def __init__(self) -> None:
        super().__init__(
            "Another copy of Kinfolk has the library open.",
            "Close its window, or stop its server or scan, then try again.",
        )


@contextmanager
def advised(paths: Paths) -> Iterator[None]:
    """Add to the error of a damaged library which backup to restore, and how."""
    try:
        yield
    except Damaged as error:
        raise advice(paths, error) from error


def advice(paths: Paths, error: Damaged) -> Damaged:
    """Return the error with a hint: the newest good backup, what it lacks, and the command."""
    best = backups.newest_good(backups.folders(paths))
    if best is None:
        where = ", ".join(str(folder) for folder in backups.folders(paths)[:-1])
        none = "Nothing was changed. No usable backup was found in {where}."
        hint: str = Text(none, where=where)
    else:
        lack = contents.lack(paths.library_db, best.backup.path)
        base = ["--base-dir", str(paths.base)] if paths.base else []
        verb = shlex.join(["kinfolk", "restore", str(best.backup.path), *base])
        moment = best.backup.made_at.strftime("%Y-%m-%d %H:%M")
        hint = Text(
            "The newest good backup, from {moment}, contains {counts}; {lack}. To use it: {verb}",
            moment=moment,
            counts=best.counts,
            lack=lack,
            verb=verb,
        )
    return Damaged(error.message, hint, findings=error.findings)


@contextmanager
def held(library_db: Path) -> Iterator[None]:
    """Keep the library from being replaced while it is open; finish an interrupted restore first.

    Raises AppError if a restore is running.
    """
    with ExitStack() as lock:
        with _told():
            _hold(library_db, lock)
        yield


def _hold(library_db: Path, lock: ExitStack) -> None:
    """Take the shared lock for as long as `lock` lives, after finishing an interrupted restore."""
    for _ in range(3):  # another process may begin a restore in between
        # There is a -wal whenever the library is open; then the lock can't be taken alone, and
        # nothing is done.
        left = [file(library_db).exists() for file in (_note, _fresh, _log_of)]
        if any(left) or atomic.drafts(_note(library_db)):
            with locks.alone(_lock(library_db)) as is_alone:
                if is_alone:
                    _finish(library_db)
                    _set_stray_log_aside(library_db)
        shared = locks.shared(_lock(library_db), patience=OPENING_SECONDS)
        if not lock.enter_context(shared):
            break
        if not _note(library_db).exists():
            return
        lock.close()
    raise AppError("The library is being restored.", "Try again in a moment.")


@contextmanager
def closed(library_db: Path) -> Iterator[None]:
    """Keep the library closed while the block runs; raises InUse if a process has it open."""
    with locks.alone(_lock(library_db)) as is_alone:
        if not is_alone:
            raise InUse
        yield


def restore(library_db: Path, backup: Path, *, now: datetime | None = None) -> Restored:
    """Put the backup in place of the library, and keep what was there.

    Raises AppError and changes nothing if the backup is not usable or the library is open.
    """
    backup = files.typed(backup)
    counts = contents.check(backup)
    with _told(), closed(library_db):
        _finish(library_db)
        if library_db.exists() and files.identity(backup) == files.identity(library_db):
            raise AppError("This file is the library itself.", "Choose a backup.")
        _prepare(backup, _fresh(library_db))
        aside = backups.aside(library_db, now or datetime.now())
        try:
            atomic.write(_note(library_db), aside.name)
            _finish(library_db)
        except OSError:
            # As long as the fresh copy has its own name, the backup is not in place.
            if _fresh(library_db).exists():
                _undo(library_db, aside)
                raise
            _log.info("restored; the note is taken away at the next start", exc_info=True)
    return Restored(counts, aside if aside.exists() else None)


def _prepare(backup: Path, fresh: Path) -> None:
    """Write a whole copy beside the library to the disk, before anything there is touched."""
    _delete(fresh)
    try:
        private.make_file(fresh)  # closed to others before it holds anything
        with contents.opened(backup) as source:
            backups.copy_pages(source, fresh)
        atomic.sync(fresh)
    except BaseException:
        _delete(fresh)
        raise


def _finish(library_db: Path) -> None:
    """Do what the note says, from wherever it was left; without one only delete leftovers."""
    note, fresh, folder = _note(library_db), _fresh(library_db), library_db.parent
    if not note.exists():
        _delete(fresh)
        for draft in atomic.drafts(note):
            atomic.remove(draft)
        return
    if fresh.exists():
        # Synced after each rename: after a power cut the disk may otherwise have only the later
        # one.
        _move(library_db, _noted(library_db))
        atomic.sync(folder)
        atomic.patiently(lambda: fresh.replace(library_db))
        atomic.sync(folder)
    atomic.remove(note)
    atomic.sync(folder)


def _undo(library_db: Path, aside: Path) -> None:
    """Move the old files back, because one could not be moved; else the next opening finishes."""
    try:
        _move(aside, library_db)
        atomic.remove(_note(library_db))
        _delete(_fresh(library_db))
    except OSError:
        _log.info("a restore was interrupted; it is finished at the next start", exc_info=True)


def _set_stray_log_aside(library_db: Path) -> None:
    """Rename the -wal of an earlier library beside a backup that was put in place by hand.

    SQLite would apply that log to the backup. Our backups say in their header that they have none.
    """
    log = _log_of(library_db)
    if not log.exists() or not log.stat().st_size or not library_db.is_file():
        return
    with library_db.open("rb") as file:  # it is not open, so that closing drops no lock
        head = file.read(len(_HEADER) + 4)
    if head.startswith(_HEADER) and head[-2:] == _NO_WAL:
        stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
        stray = log.with_name(f"{log.name}.stray-{stamp}")
        atomic.patiently(lambda: log.rename(stray))
        atomic.remove(library_db.with_name(f"{library_db.name}-shm"))


def _move(database: Path, to: Path) -> None:
    """Move a database with all files that SQLite keeps beside it, because they belong together."""
    for suffix in ("", *contents.SIDE_FILES):
        source, target = (path.with_name(path.name + suffix) for path in (database, to))
        while target.exists():  # another program put it there: overwrite nothing
            target = target.with_name(target.name + ".other")
        if source.exists():
            atomic.patiently(partial(source.rename, target))


def _noted(library_db: Path) -> Path:
    return library_db.with_name(Path(_note(library_db).read_bytes().decode()).name)


def _delete(database: Path) -> None:
    for suffix in ("", *contents.SIDE_FILES):
        atomic.remove(database.with_name(database.name + suffix))


def _lock(library_db: Path) -> Path:
    return library_db.with_name(f"{library_db.stem}.lock")


def _note(library_db: Path) -> Path:
    return library_db.with_name(f"{library_db.name}.restoring")


def _log_of(library_db: Path) -> Path:
    return library_db.with_name(f"{library_db.name}-wal")


def _fresh(library_db: Path) -> Path:
    return library_db.with_name(f"{library_db.name}.restored")


@contextmanager
def _told() -> Iterator[None]:
    """Turn errors of the block into AppErrors that say the library is as it was."""
    said = Text("The backup couldn’t be restored: {why}.")
    with explained(), in_words(said, Text("Your library is unchanged.")):
        yield
