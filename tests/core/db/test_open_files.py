"""A library.db that is moved, replaced or removed while it is open: nothing is written past it."""

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from kinfolk.core import database
from kinfolk.core.db.open_files import OpenFiles
from kinfolk.core.people import people
from kinfolk.errors import AppError, Replaced
from tests.asking import everybody, opened, refused
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows moves and replaces no file that is open"
)
MOVED = "The library was moved or replaced while Kinfolk was open."
Move = Callable[[Path], None]


def rename(home: Path) -> None:
    (home / "library.db").rename(home / "elsewhere.db")


def remove(home: Path) -> None:
    shutil.rmtree(home)


def remove_the_log(home: Path) -> None:
    """What was named lately stands there alone."""
    (home / "library.db-wal").unlink()


def remove_its_index(home: Path) -> None:
    """Without it the next process would not see that this one writes."""
    (home / "library.db-shm").unlink()


def restore_by_hand(home: Path) -> None:
    shutil.copy(home / "library.db", home / "copy.db")
    (home / "copy.db").replace(home / "library.db")


def begin_another(home: Path) -> None:
    remove(home)
    home.mkdir()
    everybody(home)


MOVES = [rename, remove, remove_the_log, remove_its_index, restore_by_hand, begin_another]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.mark.parametrize("move", MOVES)
def test_no_write_is_acknowledged_and_no_read_answers(home: Path, move: Move) -> None:
    with opened(home) as library:
        library.create("Eva")
        unheard: list[AppError] = []
        stop = library.db.on_trouble(unheard.append)
        told = library.troubles()
        stop()
        move(home)
        hint = (
            f"Kinfolk has stopped saving. Put {home / 'library.db'} back,"
            " or close and reopen Kinfolk."
        )
        undo = library.db.undo
        for ask in (lambda: library.create("Bob"), lambda: undo().result(), library.everybody) * 2:
            assert refused(ask) == (MOVED, hint)
        assert isinstance(told.get(timeout=PATIENCE), Replaced)
        assert unheard == []


@pytest.mark.parametrize("move", MOVES)
def test_a_file_that_goes_during_the_write_is_noticed_before_it_is_kept(
    home: Path, move: Move
) -> None:
    def create(session: Session) -> None:
        people.create(session, name="Bob")
        session.flush()
        move(home)

    with opened(home) as library:
        with pytest.raises(Replaced):
            library.step("Create Bob", create)
        there = (home / "library.db").exists()
        with pytest.raises(Replaced):
            library.create("Carla")
        assert (home / "library.db").exists() == there == (move not in (rename, remove))


def test_it_goes_on_once_the_same_file_is_back(home: Path) -> None:
    with opened(home) as library:
        library.create("Eva")
        away = home.with_name("away")
        home.rename(away)
        with pytest.raises(Replaced):
            library.create("Bob")
        away.rename(home)
        library.create("Carla")
        assert library.everybody() == ["Carla", "Eva"]
    assert everybody(home) == ["Carla", "Eva"]


def test_what_was_written_before_stays_in_the_file_that_was_moved(home: Path) -> None:
    """Closing deletes no log of a library that was put in the place of ours."""
    away = home.with_name("away")
    with opened(home) as ours:
        ours.create("Eva")
        home.rename(away)
        home.mkdir()
        with opened(home) as other:
            other.create("Otto")
            ours.db.close()
            other.create("Paul")
            assert other.everybody() == ["Otto", "Paul"]
    assert everybody(home) == ["Otto", "Paul"]
    assert everybody(away) == ["Eva"]


@pytest.mark.slow
def test_a_copy_that_is_put_in_its_place_is_not_damaged_by_our_log(home: Path) -> None:
    """What a hand does that knows of one file only: SQLite takes the old log for the copy's."""
    file = home / "library.db"
    with opened(home) as library:
        library.create("Eva")
    copy = file.read_bytes()
    with opened(home) as library:
        library.create(*(f"Person {number:02}" for number in range(50)))
        told = library.troubles()
        file.rename(home / "old.db")
        file.write_bytes(copy)
        assert isinstance(told.get(timeout=PATIENCE), Replaced)
        with pytest.raises(Replaced):
            library.create("Bob")
    with opened(home) as library:
        assert library.everybody() == ["Eva"]
        library.create("Carla")
    assert everybody(home) == ["Carla", "Eva"]
    (home / "old").mkdir()
    (home / "old.db").rename(home / "old" / "library.db")
    assert len(everybody(home / "old")) == 51


def test_a_connection_lost_with_the_file_comes_back_with_it(home: Path) -> None:
    with opened(home) as library:
        library.create("Eva")

        def fail(session: Session) -> None:
            home.rename(home.with_name("away"))
            raise AppError("No.")

        with pytest.raises(AppError):
            library.do(fail)
        home.with_name("away").rename(home)
        library.create("Bob")
        assert library.everybody() == ["Bob", "Eva"]
        assert library.db.undo().result().result.words == "Create Bob"


# the files alone, as they are told apart


class Files:
    """Stand-ins for what SQLite keeps open; each has a name and a body of its own."""

    names = tuple(f"{of}.db{end}" for of in ("library", "cache") for end in ("", "-wal", "-shm"))

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in self.names:
            (folder / name).write_text(name)
        self.opened = OpenFiles(folder / "library.db", folder / "cache.db")

    def exchange(self, name: str) -> None:
        """Another file under that name, as long as the first one is still there."""
        (self.folder / "new").write_text("another")
        (self.folder / name).rename(self.folder / f"{name}.old")
        (self.folder / "new").rename(self.folder / name)

    def remove(self, name: str) -> None:
        (self.folder / name).rename(self.folder / f"{name}.old")

    def is_there(self) -> bool:
        try:
            self.opened.check()
        except Replaced:
            return False
        return True

    def strays(self) -> list[str]:
        return [path.name for path in self.opened.strays()]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.mark.parametrize("how", [Files.exchange, Files.remove])
@pytest.mark.parametrize("name", Files.names)
def test_each_file_is_missed_by_itself(
    files: Files, how: Callable[[Files, str], None], name: str
) -> None:
    how(files, name)
    assert files.is_there() == name.startswith("cache")
    assert files.opened.has_cache() == name.startswith("library")


@pytest.mark.parametrize("how", [Files.exchange, Files.remove])
def test_what_lies_beside_is_asked_for_while_it_is_open(
    files: Files, how: Callable[[Files, str], None]
) -> None:
    files.opened.closed()
    for name in ("library.db-wal", "library.db-shm", "cache.db", "cache.db-wal"):
        how(files, name)
        assert files.is_there()
        assert files.opened.has_cache()
        assert files.strays() == []
    files.opened.opened()
    assert files.is_there()
    how(files, "library.db")
    assert not files.is_there()
    files.opened.closed()
    assert not files.is_there()
    files.opened.opened()  # library.db itself must be the same as ever
    assert not files.is_there()


@pytest.mark.parametrize(
    ("exchanged", "removed", "strays"),
    [
        (["library.db"], [], ["library.db-wal", "library.db-shm"]),
        (["library.db", "library.db-shm"], [], ["library.db-wal"]),
        (["library.db"], ["library.db-wal"], ["library.db-shm"]),
        (["cache.db"], [], ["cache.db-wal", "cache.db-shm"]),
        (["cache.db", "cache.db-wal"], [], ["cache.db-shm"]),
        (
            ["library.db", "cache.db"],
            [],
            ["library.db-wal", "library.db-shm", "cache.db-wal", "cache.db-shm"],
        ),
        (["library.db-wal"], [], []),  # of the file that is there
        ([], ["library.db", "cache.db"], []),  # there is no other file that they could damage
    ],
)
def test_logs_of_ours_beside_other_files(
    files: Files, exchanged: list[str], removed: list[str], strays: list[str]
) -> None:
    for name in exchanged:
        files.exchange(name)
    for name in removed:
        files.remove(name)
    assert files.strays() == strays


def test_a_log_that_was_never_there_is_nobodys(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.remove("library.db-wal")
    files.opened = OpenFiles(tmp_path / "library.db", tmp_path / "cache.db")
    assert files.is_there()
    files.exchange("library.db")
    assert files.strays() == ["library.db-shm"]


def test_a_trouble_is_over_once_something_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No one has looked in between, since there was something to write."""
    away = home.with_name("away")
    with opened(home) as library:
        told = library.troubles()

        def look_after(seconds: float) -> None:
            monkeypatch.setattr(database, "_POLL_SECONDS", seconds)
            with pytest.raises(Replaced):
                library.create("Bob")  # so that the writer waits anew

        for turn in range(2):
            home.rename(away)
            look_after(0.005)
            assert told.get(timeout=PATIENCE)
            look_after(10 * PATIENCE)
            away.rename(home)
            library.create(f"Person {turn}")


def test_a_folder_that_goes_during_a_look_has_lost_no_cache(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_POLL_SECONDS", 0.005)
    has_cache, away = OpenFiles.has_cache, home.with_name("away")

    def going(files: OpenFiles) -> bool:
        if home.exists():
            home.rename(away)
        return has_cache(files)

    with opened(home) as library:
        library.create("Eva")
        told = library.troubles()
        with monkeypatch.context() as patch:
            patch.setattr(OpenFiles, "has_cache", going)
            assert told.get(timeout=PATIENCE).message == MOVED
        away.rename(home)
        library.create("Ben")
        assert told.empty()


def test_a_trouble_is_told_once_until_it_is_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_POLL_SECONDS", 0.005)
    away, strays, begun = home.with_name("away"), OpenFiles.strays, threading.Semaphore(0)

    def look(files: OpenFiles) -> list[Path]:
        begun.release()
        return strays(files)

    def look_again() -> None:
        """Until it has looked once more from the beginning to the end."""
        while begun.acquire(blocking=False):
            pass
        for _ in range(2):
            assert begun.acquire(timeout=PATIENCE)

    with opened(home) as library:
        library.create("Eva")
        told = library.troubles()
        monkeypatch.setattr(OpenFiles, "strays", look)
        for turn in range(1, 3):
            home.rename(away)
            assert told.get(timeout=PATIENCE).message == MOVED
            for _ in range(5):
                with pytest.raises(Replaced):
                    library.create("Bob")
                look_again()
            assert told.empty()
            away.rename(home)
            library.create(f"Person {turn}")
            look_again()
