"""A disk that takes nothing more, and files that may not be read: said as it is, in one line."""

import logging
from pathlib import Path

import pytest

from kinfolk import logs
from kinfolk.core.database import Database
from kinfolk.core.db import backups, restoring
from kinfolk.errors import AppError, StorageError
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.cli.conftest import Kinfolk, program  # noqa: F401
from tests.core.db.faults import no_room

pytest.importorskip("resource")  # POSIX


def test_a_library_that_cannot_be_opened_for_want_of_room(tmp_path: Path) -> None:
    """SQLite wants 32 kB for the index of its log before it reads anything."""
    files = tmp_path / "library.db", tmp_path / "cache.db"
    Database(*files).close()
    with no_room(1000), pytest.raises(StorageError) as told:
        Database(*files)
    assert told.value.message == "The disk is full."


def test_what_cannot_be_kept_says_why(tmp_path: Path) -> None:
    from kinfolk.api.security import read_or_make_token

    with (
        no_room(),
        pytest.raises(AppError, match=r"^The settings can’t be saved: file too large\.$"),
    ):
        Settings().save(tmp_path / "settings.json")
    with (
        no_room(),
        pytest.raises(AppError, match=r"^The access key can’t be saved in .*: file too large\.$"),
    ):
        read_or_make_token(tmp_path / "api-token")
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".lock"] == []


def test_a_log_without_room_ends_nothing(tmp_path: Path) -> None:
    with no_room(), logs.kept(tmp_path / "kinfolk.log"):
        logging.getLogger("kinfolk").info("the window opens")


@pytest.mark.parametrize("place", ["data/moved-to", "data/settings.json"])
def test_data_that_may_not_be_read_is_one_line(
    program: Kinfolk,  # noqa: F811
    tmp_path: Path,
    place: str,
) -> None:
    """A folder in place of the file is refused to whoever reads it, also to root."""
    (tmp_path / "base" / place).mkdir(parents=True)
    done = program("scan", str(tmp_path), "--base-dir", str(tmp_path / "base"))
    assert (done.code, done.out) == (1, "")
    assert {line.split(": ")[1] for line in done.err.splitlines()} == {"is a directory."}


def test_the_daily_backup_tells_what_it_cannot_read(tmp_path: Path) -> None:
    paths, heard = Paths.of(tmp_path), list[str]()
    paths.settings_file.mkdir()
    backups.BackupThread(paths, told=lambda error: heard.append(error.message)).close()
    assert heard == ["The settings can’t be read: is a directory."]


def test_what_fails_in_an_open_library_is_no_failed_restore(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), restoring.held(tmp_path / "library.db"):
        raise PermissionError
