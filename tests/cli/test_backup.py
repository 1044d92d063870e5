"""`kinfolk backup` and `restore`, and what every verb says of a library that is damaged."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kinfolk.core.database import Database
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.album import Album
from tests.cli.conftest import ROOT, Kinfolk, environment, names
from tests.patience import PATIENCE, until


def create(kinfolk: Kinfolk, *wanted: str) -> None:
    for name in wanted:
        assert kinfolk("people", "create", name).code == 0


def test_a_backup_and_back(kinfolk: Kinfolk, base: Path) -> None:
    create(kinfolk, "Eva", "Bob")
    made = kinfolk("backup", "--json").json
    assert (made["people"], made["faces"], made["photos"]) == (2, 0, 0)
    create(kinfolk, "Carla")
    (listed,) = kinfolk("backup", "--list", "--json").json
    assert (listed["path"], listed["kind"], listed["problem"]) == (made["path"], "by-hand", None)
    done = kinfolk("restore", made["path"], "--json").json
    assert done["lacks"] == {"names": 1, "faces": 0, "is_exact": True}
    assert names(kinfolk) == ["Bob", "Eva"]
    assert "Create Bob" in kinfolk("undo").out
    kinds = [each["kind"] for each in kinfolk("backup", "--list", "--json").json]
    assert sorted(kinds) == ["before-restore", "by-hand"]
    told = kinfolk("restore", done["kept"]).out
    assert "3 named people" in told
    assert "\nThe previous library is kept as " in told
    assert names(kinfolk) == ["Carla", "Bob", "Eva"]
    assert "before a restore" in kinfolk("backup", "--list").out


def test_a_file_of_ones_own(kinfolk: Kinfolk, tmp_path: Path) -> None:
    create(kinfolk, "Eva")
    file = tmp_path / "mine.db"
    said = kinfolk("backup", str(file))
    assert str(file) in said.out
    assert "1 named person" in said.out
    create(kinfolk, "Bob")
    assert kinfolk("backup", str(file)).code == 0
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    assert "already exists" in kinfolk("backup", str(photo)).refusal
    assert photo.read_bytes() == b"a photo"
    assert kinfolk("backup", str(file), "--list").code == 2
    assert kinfolk("restore", str(photo)).err == (
        "This file isn’t a Kinfolk library. Choose a file that `kinfolk backup --list` shows.\n"
    )
    assert names(kinfolk) == ["Bob", "Eva"]


def test_without_a_library_there_is_nothing_to_back_up(kinfolk: Kinfolk, base: Path) -> None:
    assert "no library to back up" in kinfolk("backup").refusal
    assert kinfolk("backup", "--list", "--json").json == []
    assert not (base / "data" / "library.db").exists()


def test_a_drive_that_is_away_is_told(kinfolk: Kinfolk, base: Path, tmp_path: Path) -> None:
    create(kinfolk, "Eva")
    with Settings.changed(Paths.of(base).settings_file) as settings:
        settings.backup_folder = str(tmp_path / "drive")
    made = kinfolk("backup", "--json")
    assert str(tmp_path / "drive") in made.err
    assert Path(made.json["path"]).parent == base / "data" / "backups"


@contextmanager
def serving(base: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "kinfolk", "serve", "--port", "0", "--base-dir", str(base)],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert "People API on" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_nothing_is_restored_under_a_running_server(
    kinfolk: Kinfolk, base: Path, tmp_path: Path
) -> None:
    create(kinfolk, "Eva")
    made = kinfolk("backup", "--json").json
    create(kinfolk, "Bob")
    with serving(base, tmp_path) as server:
        refused = kinfolk("restore", made["path"]).refusal
        assert "Another copy of Kinfolk has the library open." in refused
        assert names(kinfolk) == ["Bob", "Eva"]
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
    assert kinfolk("restore", made["path"]).code == 0
    assert names(kinfolk) == ["Eva"]


@pytest.mark.slow
def test_a_server_makes_the_daily_backup(kinfolk: Kinfolk, base: Path, tmp_path: Path) -> None:
    create(kinfolk, "Eva")
    folder = base / "data" / "backups"
    with serving(base, tmp_path) as server:
        until(lambda: any(folder.glob("*-daily.db")))
        assert server.poll() is None
    (listed,) = kinfolk("backup", "--list", "--json").json
    assert (listed["kind"], listed["people"]) == ("daily", 1)


@pytest.mark.slow
def test_a_scan_makes_one_a_day(kinfolk: Kinfolk, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    shutil.copy(ROOT / "docs" / "images" / "people.png", photos)
    assert kinfolk("scan", str(photos)).code == 0
    create(kinfolk, "Eva")
    assert kinfolk("scan").code == 0
    (listed,) = kinfolk("backup", "--list", "--json").json
    assert (listed["kind"], listed["photos"]) == ("daily", 1)


def test_another_engine_has_a_backup_before_it(kinfolk: Kinfolk) -> None:
    create(kinfolk, "Eva")
    built_in = next(
        each["id"] for each in kinfolk("engines", "list", "--json").json if each["is_used"]
    )
    assert kinfolk("engines", "use", built_in).code == 0
    (listed,) = kinfolk("backup", "--list", "--json").json
    assert (listed["kind"], listed["people"]) == ("before-engine", 1)


def fill(base: Path) -> None:
    """Eva has a face that the cache knows."""
    paths = Paths.of(base)
    db = Database(paths.library_db, paths.cache_db)
    album = Album(db)
    album.face(album.person("Eva"), near=0)
    db.close()


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("garbage", ["people", "list"]),
        ("damaged", ["scan"]),
        ("empty", ["history"]),
        ("gone", ["people", "list"]),
    ],
)
def test_a_damaged_library_names_the_command_that_helps(
    kinfolk: Kinfolk, base: Path, state: str, verb: list[str]
) -> None:
    fill(base)
    made = kinfolk("backup", "--json").json["path"]
    create(kinfolk, *(f"Name {number}" for number in range(3)))
    library = base / "data" / "library.db"
    if state == "garbage":
        library.write_bytes(os.urandom(60_000))
    elif state == "damaged":
        data = library.read_bytes()
        library.write_bytes(data[:4096] + os.urandom(len(data) - 4096))
    elif state == "empty":
        os.truncate(library, 0)
    else:
        library.unlink()
    refused = kinfolk(*verb).refusal
    assert "contains 1 named person, 1 face and 1 photo" in refused
    command = shlex.split(refused[refused.index("kinfolk restore") :])
    assert command == ["kinfolk", "restore", made, "--base-dir", str(base)]
    assert kinfolk("restore", made).code == 0
    assert names(kinfolk) == ["Eva"]


def test_a_damaged_library_without_a_backup_says_so(kinfolk: Kinfolk, base: Path) -> None:
    fill(base)
    (base / "data" / "library.db").write_bytes(os.urandom(60_000))
    assert "No usable backup was found" in kinfolk("people", "list").refusal
