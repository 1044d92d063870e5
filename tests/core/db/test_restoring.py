"""A backup takes the library's place whole or not at all, whatever happens meanwhile."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from kinfolk.core.db import backups, contents, restoring
from kinfolk.core.db.backups import BackupKind
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.errors import AppError, Damaged
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.asking import everybody, opened
from tests.core.db.raw import sql
from tests.windows_entries import without_inodes

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 3, 14, 12, 0, 0)
OLD = [f"Old {number:02}" for number in range(20)]
NEW = [f"New {number:02}" for number in range(20)]


@pytest.fixture
def backup(paths: Paths) -> Path:
    """A backup of the old names; the library has got the new ones since."""
    with opened(paths) as library:
        library.create(*OLD)
        made = backups.make(paths, now=NOW)
        library.create(*NEW)
    return made.backup.path


@pytest.mark.slow
def test_the_backup_comes_back_with_its_history_and_what_was_there_is_kept(
    paths: Paths, backup: Path
) -> None:
    done = restoring.restore(paths.library_db, backup, now=NOW)
    assert done.counts.people == 20
    assert done.aside == paths.data / backup.name.replace("by-hand", "before-restore")
    with opened(paths) as library:
        assert library.db.undo().result().result.words == "Create Old 19"
        assert library.db.redo().result().result.words == "Create Old 19"
        assert len(library.ask(history.steps)) == 20
    assert everybody(paths) == OLD
    assert done.aside is not None
    assert restoring.restore(paths.library_db, done.aside).counts.people == 40
    assert everybody(paths) == NEW + OLD
    assert contents.check(backup).people == 20


def test_a_backup_on_a_drive_without_inodes_is_not_the_library_itself(
    paths: Paths, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_inodes(monkeypatch)
    assert restoring.restore(paths.library_db, backup, now=NOW).counts.people == 20
    with pytest.raises(AppError, match="the library itself"):
        restoring.restore(paths.library_db, paths.library_db)


LATE = "UPDATE person SET name = 'Late', name_key = 'late' WHERE name = 'New 00'"


def killed(paths: Paths, change: str = LATE) -> None:
    """Leaves the library as `kill -9` leaves it: with names in the -wal alone."""
    code = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA wal_autocheckpoint = 0')\n"
        f"c.execute({change!r})\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(paths.library_db)], check=False)


def test_what_waits_in_the_wal_is_set_aside_with_its_library(paths: Paths, backup: Path) -> None:
    killed(paths)
    assert paths.library_db.with_name("library.db-wal").stat().st_size
    done = restoring.restore(paths.library_db, backup)
    assert everybody(paths) == OLD
    assert done.aside is not None
    restoring.restore(paths.library_db, done.aside)
    assert everybody(paths) == sorted([*NEW[1:], *OLD, "Late"])


@pytest.mark.slow
@pytest.mark.parametrize("has_index", [True, False])
def test_a_backup_put_in_place_by_hand_beside_an_old_wal_is_whole(
    paths: Paths, backup: Path, has_index: bool
) -> None:
    killed(paths, "UPDATE person SET name = name || ' late', name_key = name_key || ' late'")
    log = paths.library_db.with_name("library.db-wal").read_bytes()
    assert log
    shutil.copy(backup, paths.library_db)
    if not has_index:
        paths.library_db.with_name("library.db-shm").unlink()
    assert everybody(paths) == OLD
    (stray,) = paths.data.glob("library.db-wal.stray-*")
    assert stray.read_bytes() == log
    assert re.fullmatch(r"library\.db-wal\.stray-\d{4}-\d\d-\d\d-\d{6}", stray.name)


def test_an_empty_log_is_nothing_to_set_aside(paths: Paths, backup: Path) -> None:
    shutil.copy(backup, paths.library_db)
    paths.library_db.with_name("library.db-wal").touch()
    assert everybody(paths) == OLD
    assert not list(paths.data.glob("*stray*"))


def test_the_own_wal_of_a_killed_library_is_taken_in(paths: Paths, backup: Path) -> None:
    killed(paths)
    assert everybody(paths) == sorted([*NEW[1:], *OLD, "Late"])
    assert not list(paths.data.glob("*stray*"))


@pytest.mark.parametrize(
    "state", ["gone", "gone beside its log", "empty", "garbage", "damaged", "folder gone"]
)
def test_it_works_whatever_there_is(paths: Paths, backup: Path, state: str, tmp_path: Path) -> None:
    backup = Path(shutil.copy(backup, tmp_path / "mine.db"))
    if state == "gone beside its log":
        killed(paths)
    if state.startswith("gone"):
        paths.library_db.unlink()
    elif state == "empty":
        os.truncate(paths.library_db, 0)
    elif state == "garbage":
        paths.library_db.write_bytes(os.urandom(50_000))
    elif state == "damaged":
        data = bytearray(paths.library_db.read_bytes())
        data[4096:] = os.urandom(len(data) - 4096)
        paths.library_db.write_bytes(data)
    else:
        shutil.rmtree(paths.data)
        paths.data.mkdir()
    before = paths.library_db.read_bytes() if paths.library_db.exists() else None
    done = restoring.restore(paths.library_db, backup)
    assert everybody(paths) == OLD
    assert (done.aside.read_bytes() if done.aside else None) == before


def test_what_was_set_aside_is_listed_and_not_offered(paths: Paths, backup: Path) -> None:
    restoring.restore(paths.library_db, backup, now=NOW)
    listed = backups.listing(backups.folders(paths))
    assert {each.kind for each in listed} == {BackupKind.RESTORE, BackupKind.HAND}
    assert len({each.library for each in listed}) == 1
    good = backups.newest_good(backups.folders(paths))
    assert good is not None
    assert good.backup.path == backup


def test_what_is_no_backup_is_refused_and_changes_nothing(
    paths: Paths, backup: Path, tmp_path: Path
) -> None:
    """Which files are none, and what is said of each, is in test_error_texts."""
    (tmp_path / "cut").write_bytes(backup.read_bytes()[:20_000])
    damaged = bytearray(backup.read_bytes())
    damaged[-6000:] = os.urandom(6000)
    (tmp_path / "damaged").write_bytes(damaged)
    for name in ("cut", "damaged"):
        with pytest.raises(AppError, match="This file is damaged"):
            restoring.restore(paths.library_db, tmp_path / name)
    assert everybody(paths) == NEW + OLD
    assert not list(paths.data.glob("*before-restore*"))
    assert not list(paths.data.glob("library.db.*"))


DYING = """
import os, sys
from pathlib import Path
from kinfolk.core.db import restoring
left = int(sys.argv[3])
def counted(real):
    def call(*args, **kw):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
        result = real(*args, **kw)
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
        return result
    return call
for name in ("rename", "replace", "unlink", "fsync", "open", "truncate"):
    setattr(os, name, counted(getattr(os, name)))
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a Unix thing")
def test_killed_at_any_step_there_is_the_old_library_or_the_new_one(
    paths: Paths, backup: Path, tmp_path: Path
) -> None:
    killed(paths)
    shutil.copytree(paths.data, tmp_path / "before")
    late = sorted([*NEW[1:], *OLD, "Late"])
    found = set()
    for step in range(0, 200, 7):
        shutil.rmtree(paths.data)
        shutil.copytree(tmp_path / "before", paths.data)
        arguments = [str(paths.library_db), str(backup), str(step)]
        ended = subprocess.run([sys.executable, "-c", DYING, *arguments], cwd=ROOT, check=False)
        there = everybody(paths)
        assert there in (late, OLD)
        found.add(there == OLD)
        left = [*paths.data.glob("library.db.*"), *paths.data.glob("*.partial")]
        assert left == []  # no note, nothing half
        kept = list(paths.data.glob("*-before-restore.db"))
        assert len(kept) == (there == OLD)
        if kept:  # and the one before is whole, with what was in its -wal
            assert sql(kept[0], "SELECT name FROM person ORDER BY name") == late
        if ended.returncode == 0:
            break
    assert ended.returncode == 0
    assert step > 20
    assert found == {True, False}


@pytest.mark.parametrize("which", ["rename", "replace", "fsync"])
def test_a_step_that_fails_leaves_the_library_as_it_was(
    paths: Paths, backup: Path, which: str
) -> None:
    real, state = getattr(os, which), {"left": 0}

    def failing(*args: object, **kw: object) -> object:
        state["left"] -= 1
        if state["left"] == -1:
            raise OSError(28, "No space left on device")
        return real(*args, **kw)

    for step in range(40):
        state["left"] = step
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, which, failing)
            try:
                done = restoring.restore(paths.library_db, backup)
            except AppError as error:
                assert "no space left" in error.message  # noqa: PT017
                assert not list(paths.data.glob("library.db.*"))
                assert everybody(paths) == NEW + OLD
                continue
        assert everybody(paths) == OLD
        assert done.aside is not None
        return
    raise AssertionError("it never came through")


def test_a_file_put_there_in_between_is_not_written_over(paths: Paths, backup: Path) -> None:
    """Killed after the library has moved; then someone makes a file of that name."""
    before = paths.library_db.read_bytes()
    aside = backups.aside(paths.library_db, NOW)
    shutil.copy(backup, paths.data / "library.db.restored")
    (paths.data / "library.db.restoring").write_text(aside.name)
    paths.library_db.rename(aside)
    paths.library_db.write_text("notes")
    assert everybody(paths) == OLD
    assert aside.read_bytes() == before
    assert [path.read_text() for path in paths.data.glob("*.other")] == ["notes"]


@pytest.mark.slow
def test_of_a_damaged_library_what_can_be_read_is_counted(paths: Paths) -> None:
    def many(session: Session) -> None:
        for number in range(600):
            people.create(session, name=f"Name {number:04}")

    with opened(paths) as library:
        library.create("Eva")
        made = backups.make(paths, now=NOW).backup.path
        library.step("Name many", many)
    leaves = "SELECT pageno FROM dbstat WHERE name = 'person' AND pagetype = 'leaf'"
    pages = sql(paths.library_db, leaves)
    (size,) = sql(paths.library_db, "PRAGMA page_size")
    data = bytearray(paths.library_db.read_bytes())
    at = (pages[len(pages) // 2] - 1) * size
    data[at : at + size] = os.urandom(size)
    paths.library_db.write_bytes(data)
    with pytest.raises(Damaged):
        everybody(paths)
    found = contents.lack(paths.library_db, made)
    assert 500 < found.names < 600
    assert not found.is_whole
    paths.library_db.write_bytes(b"")
    assert contents.lack(paths.library_db, made) == contents.Lack(0, 0, 0, is_whole=False)


@pytest.mark.parametrize(
    ("names", "faces", "steps", "is_whole", "said"),
    [
        (0, 0, 0, True, "nothing is missing"),
        (0, 0, 3, True, "no names are missing"),
        (0, 0, 0, False, "names added since then can no longer be read"),
        (1, 1200, 3, True, "1 name and 1,200 named faces added since then are missing"),
        (2, 1, 0, False, "at least 2 names and 1 named face added since then are missing"),
        (1, 0, 0, True, "1 name added since then is missing"),
        (0, 2, 0, True, "2 named faces added since then are missing"),
    ],
)
def test_what_a_backup_lacks_in_words(
    names: int, faces: int, steps: int, is_whole: bool, said: str
) -> None:
    lack = contents.Lack(names, faces, steps, is_whole)
    assert str(lack) == said
    assert bool(lack) == (said != "nothing is missing")


def test_damage_in_the_words_of_the_schema_is_damage(paths: Paths, backup: Path) -> None:
    """SQLite's error quotes what spells nothing, and Python cannot read the error itself."""
    data = paths.library_db.read_bytes()
    bent = data.replace(
        b" ON person (library_id, name_key)", b" ON p\xfdrson (library_id, name_key)"
    )
    assert bent != data
    paths.library_db.write_bytes(bent)
    with pytest.raises(Damaged) as refused:
        everybody(paths)
    advice = restoring.advice(paths, refused.value)
    assert advice.message == refused.value.message
    assert advice.findings == refused.value.findings
    use = f"kinfolk restore {backup}"
    lack = contents.lack(paths.library_db, backup)
    best = (
        "The newest good backup, from 2026-03-14 12:00, contains 20 named people, 0 faces "
        f"and 0 photos; {lack}. To use it: {use}"
    )
    assert advice.hint == f"{best} --base-dir {paths.base}"
    usual = replace(paths, cache=paths.data)  # not under one folder
    assert restoring.advice(usual, refused.value).hint == best
    with pytest.raises(Damaged):
        contents.check(paths.library_db)
    restoring.restore(paths.library_db, backup, now=NOW)
    assert everybody(paths) == OLD


def test_without_a_backup_it_is_said_where_one_was_looked_for(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "none")
    advice = restoring.advice(paths, Damaged("It is damaged."))
    where = backups.default_folder(paths.library_db)
    assert advice.hint == f"Nothing was changed. No usable backup was found in {where}."
    with Settings.changed(paths.settings_file) as settings:
        settings.backup_folder = str(tmp_path)
    advice = restoring.advice(paths, Damaged("It is damaged.", findings=["a page"]))
    assert (advice.message, advice.findings) == ("It is damaged.", ("a page",))
    assert advice.hint == (
        f"Nothing was changed. No usable backup was found in {tmp_path}, {where}."
    )
