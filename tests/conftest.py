"""Fixtures that every test may use, options of pytest, and checks of what tests leave behind."""

import gc
import logging
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kinfolk.core.database import Database
from kinfolk.paths import Paths
from tests import one_compiler, random_examples, warm_workers
from tests.album import Album
from tests.fake_engine import FakeEngine
from tests.rig import Rig

pytest_plugins = ["tests.surroundings", "tests.sample_album"]

POOLS = ("AnyIO", "asyncio", "ThreadPoolExecutor")  # names of threads that libraries keep for reuse
MEMORY = Path("/dev/shm")  # where Linux keeps files in memory
WHOLE_WINDOW = {"placed", "real", "reviewed"}  # fixtures that open the whole window
LEFT_OUT = pytest.StashKey[int]()  # how many slow tests were left out
ROOM = 2 * 1024**3  # bytes that must be free in memory: a run leaves only the files of failed tests


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options `--all` and `--long`."""
    parser.addoption("--all", action="store_true", help="the slow tests, too")
    parser.addoption(
        "--long", action="store_true", help="all tests; faults, lives and chance at full length"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Set up a run before any test is imported."""
    random_examples.begin(long=bool(config.getoption("--long")))
    use_memory()
    one_compiler.use()
    # A process started in the background (nohup) ignores SIGINT. Programs that tests start and
    # interrupt would inherit that and never end.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def use_memory() -> None:
    """Put temporary files into memory, for this process and those that it starts.

    On a disk a new library takes five times as long, since each commit waits for the disk.
    """
    is_there = "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK)
    if is_there and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # so that tempfile looks at TMPDIR again


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out slow tests, unless all are wanted or the command line names their file.

    The tests of life/ take longest and come first, so that no worker starts one when the others are
    done.
    """
    items.sort(key=lambda item: item.path.parent.name != "life")
    if config.getoption("--all") or config.getoption("--long"):
        return
    named = {config.invocation_params.dir / each.partition("::")[0] for each in config.args}
    slow = [item for item in items if is_slow(item) and item.path not in named]
    items[:] = [item for item in items if item not in set(slow)]
    config.hook.pytest_deselected(items=slow)
    config.stash[LEFT_OUT] = len(slow)


def pytest_collection_finish() -> None:
    """Have Python look for cycles more rarely, and not among what was there before the tests.

    They leave few, and to look for those took a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def is_slow(item: pytest.Item) -> bool:
    """Return whether a test is marked slow, or opens the whole window without the mark "wiring"."""
    if item.get_closest_marker("slow"):
        return True
    opens_window = WHOLE_WINDOW.intersection(getattr(item, "fixturenames", ()))
    return bool(opens_window) and item.get_closest_marker("wiring") is None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that started this worker how many tests were left out."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over a worker's number; each worker has left out the same tests."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print how many slow tests were left out."""
    if number := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{number} slow tests were left out. All: python3 packaging/dev.py test --all"
        )


@pytest.fixture(scope="session")
def is_long() -> bool:
    """Whether this is `dev.py test --long`."""
    return random_examples.is_long


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The class of the QApplication that pytest-qt makes: ours, which the window needs."""
    from kinfolk.gui.shell.app import Application

    return Application


@pytest.fixture(autouse=True)
def warm_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Worker processes are kept from scan to scan, unless the test is marked "cold"."""
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("cold") is None:
            warm_workers.use(patch)
        yield


@pytest.fixture(scope="session")
def new_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new library. To copy it takes less time than to make a new one."""
    folder = tmp_path_factory.mktemp("new")
    Database(folder / "library.db", folder / "cache.db").close()
    return folder


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The paths of a program that runs in this test's folder."""
    return Paths.of(tmp_path / "base")


@pytest.fixture
def db(tmp_path: Path, new_library: Path) -> Iterator[Database]:
    """An empty library in a folder of its own."""
    shutil.copytree(new_library, tmp_path, dirs_exist_ok=True)
    database = Database(tmp_path / "library.db", tmp_path / "cache.db")
    yield database
    database.close()


@pytest.fixture
def album(db: Database) -> Album:
    """Rows for the library, as a scan would have stored them."""
    return Album(db)


@pytest.fixture
def rig(request: pytest.FixtureRequest, db: Database, tmp_path: Path) -> Iterator[Rig]:
    """A library on an empty folder of photos.

    From its first scan on another library is beside it. With the mark "alone" there is no other
    library.
    """
    folder = tmp_path / "photos"
    folder.mkdir()
    is_alone = request.node.get_closest_marker("alone") is not None
    made = Rig(db, folder, FakeEngine(), is_alone=is_alone)
    made.add(folder)
    yield made
    made.db.close()


@pytest.fixture(autouse=True)
def no_leftovers(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that leaves a thread running, or lets the app log a warning without "warns"."""
    before = set(threading.enumerate())
    with caplog.at_level(logging.WARNING, logger="kinfolk"):
        yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(timeout=0 if thread.name.startswith(POOLS) else 2)
    alive = [t.name for t in left if t.is_alive() and not t.name.startswith(POOLS)]
    assert alive == []
    if request.node.get_closest_marker("warns") is None:
        logged = [
            record.getMessage()
            for when in ("setup", "call")
            for record in caplog.get_records(when)
            if record.name.startswith("kinfolk") and record.levelno >= logging.WARNING
        ]
        assert logged == []
