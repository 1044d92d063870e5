"""Backups: whole beside writers, verified, one a day, thinned out; nothing else is touched."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kinfolk.core.db import backups, contents
from kinfolk.core.history import history
from kinfolk.core.people import people_lists
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.album import Album, dump
from tests.asking import Opened, opened
from tests.copies import copies
from tests.core.db.raw import sql
from tests.patience import PATIENCE

NOW = datetime(2026, 3, 14, 12, 0, 0)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def library(paths: Paths) -> Iterator[Opened]:
    with opened(paths) as made:
        yield made


def fail(error: AppError) -> None:
    pytest.fail(error.message)


def names_in(library_db: Path) -> list[str]:
    return sorted(sql(library_db, "SELECT name FROM person"))


def folder(paths: Paths) -> Path:
    return backups.default_folder(paths.library_db)


def test_a_copy_of_library_db_alone_holds_every_name_that_was_acknowledged(
    library: Opened, paths: Paths, tmp_path: Path
) -> None:
    wanted = [f"Name {number:02}" for number in range(20)]
    for number, each in enumerate(wanted, 1):
        library.create(each)
        shutil.copy(paths.library_db, tmp_path / "copy.db")
        assert names_in(tmp_path / "copy.db") == wanted[:number]
    library.db.undo().result()
    shutil.copy(paths.library_db, tmp_path / "copy.db")
    assert names_in(tmp_path / "copy.db") == wanted[:-1]


def test_what_a_read_held_up_is_in_the_copy_once_it_has_ended(
    library: Opened, paths: Paths, tmp_path: Path
) -> None:
    library.create("Eva")
    with library.db.read() as session:
        assert people_lists.counts(session, None).named == 1
        library.create("Bob")
        library.do(lambda session: None)  # what no person decided is owed nothing
    arrived = threading.Event()

    def look() -> None:
        while not arrived.is_set():
            shutil.copy(paths.library_db, tmp_path / "copy.db")
            if names_in(tmp_path / "copy.db") == ["Bob", "Eva"]:
                arrived.set()

    looking = threading.Thread(target=look)
    looking.start()
    assert arrived.wait(PATIENCE)
    looking.join()


def test_a_backup_holds_what_is_in_the_log_and_opens_as_it_was(
    library: Opened, paths: Paths, tmp_path: Path
) -> None:
    Album(library.db).person("Eva", faces=3)
    with closing(sqlite3.connect(paths.library_db)) as reader:  # nothing can leave the -wal
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        library.create("Bob", "Carla")
        made = backups.make(paths, now=NOW)
    assert made.counts == contents.Counts(people=3, faces=3, photos=3)
    assert made.backup.path.parent == folder(paths)
    assert os.listdir(folder(paths)) == [made.backup.path.name]  # no -wal, nothing half
    if os.name == "posix":
        assert stat.S_IMODE(made.backup.path.stat().st_mode) == 0o600
    before = dump(library.db)
    (tmp_path / "other").mkdir()
    shutil.copy(made.backup.path, tmp_path / "other" / "library.db")
    with opened(tmp_path / "other") as copy:
        photos_wait = {"asset": dump(copy.db)["asset"]}  # beside a new cache they are read again
        assert dump(copy.db) == before | photos_wait
        assert copy.db.undo().result().result.words == "Create Carla"
        assert [step.words for step in copy.ask(history.steps)] == ["Create Carla", "Create Bob"]


@pytest.mark.slow
def test_a_large_library_is_backed_up_while_writes_go_on(library: Opened, paths: Paths) -> None:
    Album(library.db).face()
    with closing(sqlite3.connect(paths.library_db)) as connection, connection:
        copies(connection, "asset", 3_000, id="'asset_' || i", path="path || i")
        of = "'asset_' || (1 + i % 3000)"
        copies(connection, "face", 29_999, id="'face_' || i", asset_id=of)
    written, end = 0, threading.Event()

    def write() -> None:
        nonlocal written
        while not end.is_set():
            library.create(f"Name {written}")
            written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backups.make(paths, now=NOW + timedelta(hours=hour)) for hour in range(3)]
    finally:
        end.set()
        writer.join()
    assert written > 3
    assert [each.counts.faces for each in made if each.counts] == [30_000] * 3
    kept = names_in(made[-1].backup.path)
    assert set(kept) == {f"Name {number}" for number in range(len(kept))}  # one moment, no gap


def test_libraries_with_one_folder_leave_each_other_their_drafts(
    library: Opened, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Paths.of(tmp_path / "other")
    shared = tmp_path / "shared"
    shared.mkdir()
    for each in (paths, other):
        with Settings.changed(each.settings_file) as settings:
            settings.backup_folder = str(shared)
    library.create("Eva")
    with opened(other) as second:
        second.create("Zoe")
    copy = backups.copy_pages

    def copy_beside(*what: Any) -> contents.Counts:
        """The other one begins its backup, and ends it, before this one has."""
        monkeypatch.setattr(backups, "copy_pages", copy)
        found = copy(*what)
        backups.make(other)
        return found

    monkeypatch.setattr(backups, "copy_pages", copy_beside)
    made = backups.make(paths)
    assert made.backup in backups.listing([shared])
    assert len(backups.listing([shared])) == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a Unix thing")
def test_killed_at_any_moment_there_are_only_good_ones(library: Opened, paths: Paths) -> None:
    library.create(*(f"Name {number}" for number in range(20)))
    code = (
        "import os, sqlite3, sys; from pathlib import Path; from kinfolk.paths import Paths;"
        "from kinfolk.core.db import backups\n"
        "left = int(sys.argv[2])\n"
        "def trace(frame, event, arg):\n"
        "    global left\n"
        "    left -= 1\n"
        "    if left == 0: os.kill(os.getpid(), 9)\n"
        "    return trace\n"
        "paths = Paths.of(Path(sys.argv[1]))\n"
        "sys.settrace(trace)\n"
        "backups.make(paths)"
    )
    ends = set()
    for step in (1, 150, 300, 400, 500, 600, 900, sys.maxsize):
        arguments = [str(paths.data.parent), str(step)]
        done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=False)
        ends.add(done.returncode)
        found = [backups.look(each) for each in backups.listing([folder(paths)])]
        assert [each.problem for each in found] == [""] * len(found)
        assert names_in(paths.library_db) == sorted(f"Name {number}" for number in range(20))
    assert ends == {0, -9}
    assert not list(folder(paths).glob("*.partial*"))


@pytest.mark.slow
def test_a_damaged_library_makes_no_backup_and_costs_none(paths: Paths) -> None:
    with opened(paths) as library:
        library.create(*(f"Name {number}" for number in range(300)))
        made = backups.daily(paths, now=NOW)
    data = bytearray(paths.library_db.read_bytes())
    data[len(data) // 2 :] = os.urandom(len(data) - len(data) // 2)
    paths.library_db.write_bytes(data)
    for day in (1, 8, 40):
        with pytest.raises(AppError, match="damaged"):
            backups.daily(paths, now=NOW + timedelta(days=day))
    assert made is not None
    assert backups.listing([folder(paths)]) == [made.backup]
    assert backups.newest_good([folder(paths)]) == made


def test_the_keeper_makes_the_backup_and_tells_what_stands_in_its_way(
    library: Opened, paths: Paths, tmp_path: Path
) -> None:
    library.create("Eva")
    with Settings.changed(paths.settings_file) as settings:
        settings.backup_folder = str(tmp_path / "away")
    told: list[AppError] = []
    before = set(threading.enumerate())
    keeper = backups.BackupThread(paths, told=told.append)
    assert all(thread.daemon for thread in set(threading.enumerate()) - before)  # holds no exit up
    keeper.close(within=30)
    assert len(backups.listing([folder(paths)])) == 1
    assert ["can’t be found" in error.message for error in told] == [True]


def test_what_was_decided_until_the_end_is_in_the_last_backup(
    library: Opened, paths: Paths
) -> None:
    library.create("Eva")
    backups.BackupThread(paths, told=fail).close(within=30)
    keeper = backups.BackupThread(paths, told=fail)
    library.create("Bob")
    keeper.close(within=30)
    [one] = backups.listing([folder(paths)])
    assert names_in(one.path) == ["Bob", "Eva"]


def test_a_last_backup_that_would_take_too_long_is_none(library: Opened, paths: Paths) -> None:
    library.create("Eva")
    backups.BackupThread(paths, told=fail).close(within=30)
    # What it says once it is given up is heard by no one: the library may be gone by then.
    keeper = backups.BackupThread(paths, told=lambda _: None)
    library.create("Bob")
    keeper.close(within=0)
    [one] = backups.listing([folder(paths)])
    assert names_in(one.path) == ["Eva"]
