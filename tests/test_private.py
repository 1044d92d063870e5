"""Our files and folders are for their owner alone, new ones and those that lie there."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kinfolk import private
from kinfolk.core.database import Database
from kinfolk.core.db import backups, restoring
from kinfolk.core.people import people
from kinfolk.paths import Paths
from kinfolk.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes are POSIX")


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def modes(base: Path) -> dict[str, int]:
    """Of everything under it."""
    return {path.relative_to(base).as_posix(): mode(path) for path in base.rglob("*")}


def test_everything_made_is_private(tmp_path: Path, umask: None) -> None:
    base = tmp_path / "base"
    paths = Paths.of(base)
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        db.write(lambda s: people.create(s, name="Eva"), label="Create").result()
        with Settings.changed(paths.settings_file) as settings:
            settings.place = "people"
        backups.make(paths)
        with restoring.held(paths.library_db):
            found = modes(base)
    assert {"data/library.lock", "data/library.backup-lock"} <= found.keys()
    assert {"data/library.db", "data/library.db-wal", "data/library.db-shm"} <= found.keys()
    assert {"cache/cache.db", "cache/cache.db-wal", "data/settings.json"} <= found.keys()
    loose = {name: oct(mode) for name, mode in found.items() if mode & 0o077}
    assert loose == {}


def test_a_library_made_without_folders_of_ours_is_private(tmp_path: Path, umask: None) -> None:
    with closing(Database(tmp_path / "library.db", tmp_path / "cache.db")):
        files = [tmp_path / f"{name}.db{end}" for name in ("library", "cache") for end in ENDS]
        assert [oct(mode(file)) for file in files] == ["0o600"] * len(files)


ENDS = ("", "-wal", "-shm")


def test_what_was_open_is_closed(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "base")
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        db.write(lambda s: people.create(s, name="Eva")).result()
    Settings().save(paths.settings_file)
    (paths.data / "api-token").write_text("x")
    (paths.data / "backups").mkdir()
    (paths.data / "backups" / "library-none-2026-01-01-000000-daily.db").write_text("x")
    (paths.data / "library-1.0-2026-01-01-000000.db").write_text("x")
    paths.log_file.write_text("x")
    (paths.logs / "kinfolk.log.1").write_text("x")
    for path in (tmp_path / "base").rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    Paths.of(tmp_path / "base")
    found = modes(tmp_path / "base")
    assert len(found) >= 11
    assert {name: oct(mode) for name, mode in found.items() if mode & 0o077} == {}
    assert found["data"] == found["data/backups"] == 0o700
    assert found["data/library.db"] == 0o600


def test_folders_above_a_new_one_are_private_from_the_first_moment(
    tmp_path: Path, umask: None
) -> None:
    """A library that moves begins with its backups: what holds these is not there yet."""
    private.make_folder(tmp_path / "Kinfolk" / "data" / "backups", ours=())
    assert set(modes(tmp_path).values()) == {0o700}


def test_what_is_not_ours_stays_as_it_is(tmp_path: Path) -> None:
    """A base folder among someone's photos, with folders called as ours are."""
    base = tmp_path / "photos"
    for name in ("data", "cache", "logs"):
        (base / name).mkdir(parents=True)
        (base / name).chmod(0o755)
        (base / name / "library of congress.jpg").write_text("a photo")
        (base / name / "library of congress.jpg").chmod(0o644)
    base.chmod(0o755)
    Paths.of(base)
    assert mode(base) == mode(base / "data") == mode(base / "cache") == 0o755
    assert mode(base / "data" / "library of congress.jpg") == 0o644
    with closing(Database(base / "data" / "library.db", base / "cache" / "cache.db")):
        assert mode(base / "data" / "library.db") == 0o600
    assert mode(base / "data" / "library of congress.jpg") == 0o644


def test_the_folder_above_is_not_touched(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    Paths.of(shared)
    assert mode(shared) == 0o755
    assert mode(shared / "data") == 0o700


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("x")
    target.chmod(0o644)
    link = tmp_path / "library.db"
    link.symlink_to(target)
    private.keep_to_owner(link)
    assert mode(target) == 0o644


def test_what_is_read_only_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    file.chmod(0o444)
    private.keep_to_owner(file)
    assert mode(file) == 0o400
