"""What a killed move of the library, or a killed backup, has left is known again, and goes."""

import subprocess
import sys
import threading
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from kinfolk.cli.common import database
from kinfolk.core.db import backups, library_move, locks
from kinfolk.core.people import people
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from tests.asking import everybody, opened
from tests.patience import PATIENCE

# A process that moves the library, and is killed where it comes to that function.
MOVE = """
import os, sys
from pathlib import Path
from kinfolk.core.db import library_move
from kinfolk.paths import Paths
base, drive, when = sys.argv[1:]
paths = Paths.of(Path(base))
real = getattr(library_move, when, None)
def killed(*given, **named):
    if real is not None:
        real(*given, **named)
    os._exit(9)
if when == "_fill":
    def fill(job, draft, source):
        draft.write_bytes(source.read(9))
        killed()
    library_move.MoveJob._fill = fill
elif when == "check":
    library_move.contents.check = killed
else:
    library_move.switch = killed
library_move.MoveJob(paths, library_move.place_in(paths, Path(drive))).run()
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    paths = Paths.of(tmp_path / "base")
    with opened(paths) as library:
        library.create("Eva")
    backups.make(paths)
    return tmp_path / "base"


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "drive"
    folder.mkdir()
    return folder


def killed(base: Path, drive: Path, when: str) -> None:
    done = subprocess.run([sys.executable, "-c", MOVE, str(base), str(drive), when], check=False)
    assert done.returncode == 9


def files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


@pytest.mark.parametrize("when", ["_fill", "check"])
def test_a_move_killed_before_the_switch_leaves_nothing(base: Path, drive: Path, when: str) -> None:
    """What lay there before stays, and the same folder can be chosen again."""
    before = files(base / "data")
    killed(base, drive, when)
    assert files(drive)
    theirs = drive / "data" / "backups" / "library-of-another.db"
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_bytes(b"older")
    paths = Paths.of(base)
    paths.note.with_name(f".{paths.note.name}.{'0' * 16}.partial").touch()  # killed in the switch
    library_move.finish(paths)
    assert files(drive) == [theirs.name]
    assert files(base / "data") == before
    assert everybody(paths) == ["Eva"]
    job = library_move.MoveJob(paths, library_move.place_in(paths, drive))
    job.run()
    assert Paths.of(base).data.is_relative_to(drive)


def test_a_move_killed_after_the_switch_ends_where_it_was_going(base: Path, drive: Path) -> None:
    killed(base, drive, "switch")
    paths = Paths.of(base)
    assert paths.data.is_relative_to(drive)
    assert everybody(paths) == ["Eva"]
    library_move.finish(paths)
    assert files(base / "data") == ["moved-to"]
    assert files(base / "cache") == []
    assert everybody(paths) == ["Eva"]


def test_a_drive_that_reads_other_bytes_than_were_written_leaves_nothing(
    base: Path, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = Paths.of(base)
    before = files(base / "data")
    monkeypatch.setattr("kinfolk.files.digest", lambda file: file.name)
    with pytest.raises(AppError, match="doesn’t match the original"):
        library_move.MoveJob(paths, library_move.place_in(paths, drive)).run()
    assert files(drive) == []
    assert files(base / "data") == before
    assert everybody(paths) == ["Eva"]


def test_a_copy_that_somebody_uses_stays(base: Path, drive: Path) -> None:
    killed(base, drive, "check")
    assert everybody(Paths.of(drive)) == ["Eva"]
    library_move.finish(Paths.of(base))
    assert everybody(Paths.of(drive)) == ["Eva"]
    assert everybody(Paths.of(base)) == ["Eva"]


def test_what_waits_for_the_end_of_a_move_does_not_write_into_the_old_files(
    base: Path, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are deleted, with the name that was given."""
    paths = Paths.of(base)
    place = library_move.place_in(paths, drive)
    switched, waiting, asked = library_move.switch, locks.shared, threading.Event()
    refused: list[str] = []

    def name() -> None:
        try:
            with database(base) as db:
                db.write(partial(people.create, name="Anna")).result()
        except AppError as error:
            refused.append(error.message)

    waits = threading.Thread(target=name)

    def shared(path: Path, *, patience: float = 0) -> AbstractContextManager[bool]:
        asked.set()
        return waiting(path, patience=patience)

    def switch(place: Paths) -> None:
        waits.start()
        assert asked.wait(PATIENCE)
        switched(place)

    monkeypatch.setattr(locks, "shared", shared)
    monkeypatch.setattr(library_move, "switch", switch)
    library_move.MoveJob(paths, place).run()
    waits.join()
    assert refused == [f"The library has just been moved to {place.data}."]
    library_move.finish(place)
    assert files(base / "data") == ["moved-to"]
    assert everybody(Paths.of(base)) == ["Eva"]


def test_leftovers_on_a_drive_that_is_away_wait_for_it(base: Path, drive: Path) -> None:
    killed(base, drive, "check")
    away = drive.rename(drive.with_name("away"))
    library_move.finish(Paths.of(base))
    away.rename(drive)
    place = library_move.place_in(Paths.of(base), drive)
    assert place.data == drive / "data"
    assert files(drive) == []


def test_a_backup_into_a_file_sweeps_what_a_killed_one_has_left(base: Path, drive: Path) -> None:
    paths, file = Paths.of(base), drive / "own.db"
    for name in (".own.db.0123456789abcdef.partial", ".other.db.0123456789abcdef.partial"):
        (drive / name).write_bytes(b"half")
    backups.write(paths.library_db, file)
    assert files(drive) == [".other.db.0123456789abcdef.partial", "own.db"]
