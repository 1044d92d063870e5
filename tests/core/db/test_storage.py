"""A full disk, a file that cannot be written, a damaged one: said in plain words."""

import os
import sqlite3
import stat
import threading
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path, PureWindowsPath

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from kinfolk.core.db.storage import address, connect, statements
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import AppError, Waiting
from tests.album import Album
from tests.asking import everybody, opened
from tests.patience import PATIENCE


def test_a_full_disk_is_said_and_loses_nothing(album: Album) -> None:
    eva = album.person("Eva")

    def fill(session: Session) -> None:
        people.update(session, eva, replace(UNCHANGED, name="Eve"))
        session.execute(text("PRAGMA max_page_count = 1"))
        session.execute(text("UPDATE person SET name = hex(zeroblob(1000000))"))

    with pytest.raises(AppError, match="disk is full"):
        album.do(fill)

    album.do(Session.execute, text("PRAGMA max_page_count = 1000000"))
    assert album.person("Bob")
    assert album.ask(people.get, eva).name == "Eva"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(AppError, match="can’t be opened"):
            everybody(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="can’t be opened"):
        everybody(tmp_path / "nowhere")


def test_a_busy_library_is_said(
    album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.core.db.storage.BUSY_SECONDS", 0.05)
    with opened(tmp_path) as other, closing(connect(tmp_path / "library.db")) as blocker:
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(AppError, match="busy"):
            other.do(library.create, name="A")
        blocker.execute("ROLLBACK")
        assert other.do(library.create, name="A").name == "A"


def test_a_write_that_waits_for_another_process_is_told_and_done(
    album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("storage", "writer_connection"):
        monkeypatch.setattr(f"kinfolk.core.db.{module}.BUSY_SECONDS", 0)
    monkeypatch.setattr("kinfolk.core.database._UNTOLD", 0.01)
    with opened(tmp_path) as other, closing(connect(tmp_path / "library.db")) as blocker:
        told = other.troubles()
        blocker.execute("BEGIN IMMEDIATE")
        waiting = other.db.write(partial(library.create, name="A"))
        assert isinstance(told.get(timeout=PATIENCE), Waiting)
        blocker.execute("ROLLBACK")
        assert waiting.result().result.name == "A"
        assert told.empty()


# connections


def test_how_a_connection_is_set_up(album: Album, tmp_path: Path) -> None:
    """As decisions need it: foreign keys watched over, a log beside both files."""
    with closing(connect(tmp_path / "library.db", tmp_path / "cache.db")) as connection:

        def pragma(name: str) -> object:
            return connection.execute(f"PRAGMA {name}").fetchone()[0]

        normal = 1
        assert pragma("main.synchronous") == pragma("cache.synchronous") == normal
        assert pragma("main.journal_mode") == pragma("cache.journal_mode") == "wal"
        assert pragma("foreign_keys") == pragma("fullfsync") == 1
        assert pragma("busy_timeout") == 30_000
        assert connection.isolation_level is None
        order = "SELECT name_order('b') > name_order('A'), name_order('') IS NOT NULL"
        assert connection.execute(order).fetchone() == (1, 1)
        assert connection.execute("SELECT fits(1, x'00', x'00', x'00')").fetchone() == (0,)
        asked = threading.Thread(target=connection.execute, args=("SELECT 1",))
        asked.start()
        asked.join()


@pytest.mark.parametrize("has_cache", [False, True])
def test_a_file_is_made_only_where_it_may_be(tmp_path: Path, has_cache: bool) -> None:
    library, cache = tmp_path / "library.db", tmp_path / "cache.db" if has_cache else None
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="unable to open"):
            connect(library, cache)
        assert list(tmp_path.iterdir()) == []
    connect(library, cache, may_create=True).close()
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == (["cache.db", "library.db"] if has_cache else ["library.db"])
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    if cache is not None:
        cache.unlink()
        with pytest.raises(sqlite3.OperationalError, match="unable to open"):
            connect(library, cache)
        assert not cache.exists()


def test_a_path_of_any_kind_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ("100% #1 ü" if os.name == "nt" else "100% #1? ü")
    folder.mkdir()
    monkeypatch.chdir(folder)
    connect(Path("a.db"), Path("b.db"), may_create=True).close()
    assert sorted(path.name for path in folder.iterdir()) == ["a.db", "b.db"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"C:\Users\Zoë\library.db", "file:///C:/Users/Zo%C3%AB/library.db?mode=rw"),
        (r"\\nas\photos\library.db", "file:////nas/photos/library.db?mode=rw"),
    ],
)
def test_a_path_of_windows_is_one_that_sqlite_takes(path: str, uri: str) -> None:
    assert address(PureWindowsPath(path), "mode=rw") == uri
    with pytest.raises(sqlite3.OperationalError, match="unable to open database file"):
        sqlite3.connect(uri, uri=True)  # not: invalid uri authority


@pytest.mark.parametrize(
    ("script", "parts"),
    [
        ("", []),
        ("SELECT 1", ["SELECT 1;"]),
        ("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;", []),  # no end
        ("SELECT 1;", ["SELECT 1;"]),
        ("SELECT 1; SELECT ';' ;\n", ["SELECT 1;", " SELECT ';' ;"]),
        (
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; SELECT 3;",
            ["CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END;", " SELECT 3;"],
        ),
        ("-- a; b\nSELECT 1;", ["-- a; b\nSELECT 1;"]),
    ],
)
def test_the_statements_of_a_script(script: str, parts: list[str]) -> None:
    assert [part for part in statements(script) if part.strip(" \n;")] == parts


def test_many_read_at_once(album: Album) -> None:
    album.person("Eva")
    with ExitStack() as stack:
        sessions = [stack.enter_context(album.db.read()) for _ in range(25)]
        counts = [session.execute(text("SELECT count(*) FROM person")) for session in sessions]
        assert [count.scalar() for count in counts] == [1] * 25


def test_a_write_has_the_lock_from_its_beginning(album: Album, tmp_path: Path) -> None:
    def look(session: Session) -> str:
        with closing(sqlite3.connect(tmp_path / "library.db", timeout=0)) as other:
            other.execute("SELECT count(*) FROM person")  # to read is free
            with pytest.raises(sqlite3.OperationalError) as refused:
                other.execute("BEGIN IMMEDIATE")
        return str(refused.value)

    assert album.do(look) == "database is locked"


def test_what_went_wrong_names_nobody(album: Album) -> None:
    """An error may be shown, logged and sent."""

    lost = text("INSERT INTO nowhere VALUES (:name)")
    with pytest.raises(DBAPIError) as refused:
        album.do(Session.execute, lost, {"name": "Rumpelstilzchen"})
    assert "Rumpelstilzchen" not in str(refused.value)
    assert "nowhere" in str(refused.value)
