"""A write that fails takes nothing along: not the writer, not a later write, not the history."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.db.changes import Changes
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.errors import AppError, NotFound
from tests.album import Album
from tests.asking import opened
from tests.core.db.faults import Driver, driver, full
from tests.core.db.raw import sql
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
WRITES = 40


def check(folder: Path, acknowledged: list[str]) -> None:
    """All that was acknowledged is there, nothing else, and all of it can be undone."""
    with opened(folder) as library:
        assert library.everybody() == sorted(acknowledged)
        steps = [step.words for step in library.ask(history.steps)]
        assert steps == [f"Create {name}" for name in reversed(acknowledged)]
        for name in reversed(acknowledged):
            assert library.db.undo().result().result.words == f"Create {name}"
        assert library.everybody() == []
        for _ in acknowledged:
            library.db.redo().result()
        assert library.everybody() == sorted(acknowledged)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["commit", "begin", "statement", "new connection"])
def test_each_of_the_first_writes_fails_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    acknowledged = []
    with driver(monkeypatch) as failing, opened(tmp_path) as library:
        heard: list[bool] = []
        library.db.subscribe(lambda changes: heard.append(changes.all))
        for number in range(WRITES):
            heard.clear()
            name = f"Person {number:02}"
            left = {"commit": 1, "begin": 1, "statement": 3, "new connection": 1}[moment]

            def fail(now: str, connection: Driver) -> None:
                nonlocal left
                if (now == "commit") == (moment in ("commit", "new connection")):
                    left -= 1
                    if left == 0:
                        connection.break_()
                elif left < 1 and moment == "new connection" and not connection.in_transaction:
                    connection.break_()

            failing.at = staticmethod(fail)
            with pytest.raises(AppError, match="disk is full"):
                library.create(name)
            if moment == "new connection":
                with pytest.raises(AppError, match="disk is full"):
                    library.create(name)  # the next try has none to write with, either
            failing.at = Driver.at
            # Of what had come to its end, or may have been written over, all look anew.
            assert (True in heard) == (moment in ("commit", "new connection"))
            if number % 2:
                library.create(name)
                acknowledged.append(name)
        assert library.everybody() == acknowledged
    check(tmp_path, acknowledged)


@pytest.mark.parametrize("label", ["Create", None])
def test_a_commit_that_fails_makes_everybody_look_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str | None
) -> None:
    """Although the connection works still: who reads may have seen what is not kept."""
    with driver(monkeypatch) as failing, opened(tmp_path) as library:
        library.create("Eva")
        heard: list[bool] = []
        library.db.subscribe(lambda changes: heard.append(changes.all))

        def fail(now: str, connection: Driver) -> None:
            if now == "commit":
                raise full()

        failing.at = staticmethod(fail)
        with pytest.raises(AppError, match="disk is full"):
            library.db.write(partial(people.create, name="Bob"), label=label).result(PATIENCE)
        failing.at = Driver.at
        assert heard == [True]
        library.create("Ida")
        assert heard == [True, False]
    check(tmp_path, ["Eva", "Ida"])


@pytest.mark.warns
def test_what_library_db_took_is_done_even_if_the_cache_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """SQLite commits one file after the other; its error may come after the first."""
    with driver(monkeypatch) as failing, opened(tmp_path) as library:

        def fail(now: str, connection: Driver) -> None:
            if now == "committed":
                connection.break_()

        failing.at = staticmethod(fail)
        library.create("Eva")
        failing.at = Driver.at
        library.create("Bob")
    check(tmp_path, ["Eva", "Bob"])
    (record,) = (each for each in caplog.records if each.name == "kinfolk.core.database")
    assert record.getMessage() == "a commit did not reach the cache"
    assert record.exc_info


@pytest.mark.parametrize("ends", [SystemExit, KeyboardInterrupt, GeneratorExit, MemoryError])
def test_nothing_that_a_write_raises_ends_the_writer(
    album: Album, ends: type[BaseException]
) -> None:
    def stop(session: Session) -> None:
        people.create(session, name="Eva")
        raise ends

    with pytest.raises(ends):
        album.step("Stop", stop)
    album.create("Bob")
    assert album.everybody() == ["Bob"]


@pytest.mark.warns
def test_nothing_that_a_listener_raises_ends_the_writer(album: Album) -> None:
    def stop(changes: Changes) -> None:
        raise SystemExit

    end = album.db.subscribe(stop)
    album.create("Bob")
    end()
    future = album.db.write(lambda session: None)
    future.add_done_callback(lambda _: sys.exit())
    album.create("Eva")
    assert album.everybody() == ["Bob", "Eva"]


def test_a_connection_left_in_a_mess_is_not_used_again(album: Album) -> None:
    """A write may end the transaction it was given, or leave the recorder without its log."""

    def spoil(session: Session) -> None:
        session.execute(text("DROP TABLE temp.change_log"))
        session.connection().exec_driver_sql("COMMIT")
        people.get(session, "nobody")

    with pytest.raises((AppError, sqlite3.Error)):
        album.do(spoil)
    album.create("Eva")
    assert album.db.undo().result().result.words == "Create Eva"


def test_a_refused_write_does_not_make_everybody_look_anew(album: Album, tmp_path: Path) -> None:
    """Neither here nor in other processes: nothing was written."""
    heard: list[Changes] = []
    album.db.subscribe(heard.append)
    with closing(sqlite3.connect(tmp_path / "library.db")) as other:
        before = other.execute("PRAGMA data_version").fetchone()
        with pytest.raises(NotFound):
            album.do(people.get, "nobody")
        assert other.execute("PRAGMA data_version").fetchone() == before
    album.create("Eva")
    assert [changes.all for changes in heard] == [False]


def test_what_another_process_wrote_is_not_missed_with_the_connection(
    album: Album, tmp_path: Path
) -> None:
    heard: list[Changes] = []
    album.db.subscribe(heard.append)

    def fail(session: Session) -> None:
        raise RuntimeError("a bug")

    for number in range(5):
        sql(tmp_path / "library.db", f"UPDATE library SET description = '{number}'")
        with pytest.raises(RuntimeError):
            album.do(fail)
        album.db.write(lambda session: None).result()
        assert [changes.all for changes in heard] == [True]
        heard.clear()


def test_what_people_decide_is_synced_and_what_is_found_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def look(now: str, connection: Driver) -> None:
        if now == "commit":
            modes.extend(sqlite3.Connection.execute(connection, "PRAGMA synchronous").fetchone())

    with driver(monkeypatch) as failing, opened(tmp_path) as library:
        library.create("Adam")
        failing.at = staticmethod(look)
        library.create("Eva")
        library.do(people.create, name=None)
        library.db.undo().result()
        library.do(people.create, name=None)
        library.db.redo().result()
        failing.at = Driver.at
    normal, full = 1, 2
    assert modes == [full, normal, full, normal, full]


_SYNCS = """
import os, sys
from pathlib import Path
from kinfolk.core.people import people
from kinfolk.core.database import Database
folder = Path(sys.argv[1])
db = Database(folder / "library.db", folder / "cache.db")
for label in ("Create", None):
    os.write(2, b"marker\\n")
    for number in range(20):
        make = lambda session: people.create(session, name=f"{label} {number}")
        db.write(make, label=label).result()
os.write(2, b"marker\\n")
db.close()
"""


def traced(code: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, watched or disturbed by strace."""
    command = ["strace", "-f", *options, sys.executable, "-c", code, str(folder)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode and "ptrace" in ended.stderr:
        pytest.skip("this place allows no tracing")
    return ended


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace to count with")
def test_the_kernel_is_asked_to_sync_each_decision(tmp_path: Path) -> None:
    out = tmp_path / "calls"
    ended = traced(_SYNCS, tmp_path, "-y", "-o", str(out), "-e", "trace=write,fsync,fdatasync")
    assert ended.returncode == 0, ended.stderr
    _, decided, found, _ = out.read_text().split('"marker\\n"')
    wal = json.dumps(str(tmp_path / "library.db-wal"))[1:-1]
    synced = [line for line in decided.splitlines() if "sync(" in line and wal in line]
    assert len(synced) >= 20
    assert found.count("sync(") <= 2


_FAILS = """
import os, sys
from pathlib import Path
from kinfolk.core.people import people
from kinfolk.core.database import Database
from kinfolk.errors import AppError
folder = Path(sys.argv[1])
db = Database(folder / "library.db", folder / "cache.db")
for number in range(3):
    make = lambda session: people.create(session, name=f"P{number}")
    try:
        db.write(make, label="Create").result()
    except AppError:
        os.kill(os.getpid(), 9)
    print(f"P{number}", flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace to disturb with")
def test_what_the_disk_did_not_sync_does_not_come_back_after_a_crash(tmp_path: Path) -> None:
    """The commit stands in the log whole; SQLite would take it from there."""
    failed = 0
    for number in range(3, 9):
        home = tmp_path / str(number)
        home.mkdir()
        fault = f"inject=fsync,fdatasync:error=EIO:when={number}"
        out = str(tmp_path / "calls")
        ended = traced(_FAILS, home, "-o", out, "-e", "trace=fsync,fdatasync", "-e", fault)
        acknowledged = ended.stdout.split()
        failed += len(acknowledged) < 3
        with opened(home) as library:
            assert library.everybody() == acknowledged
    assert failed > 1
