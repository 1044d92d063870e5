"""What every test may use, and what no test may leave behind."""

import logging
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinfolk.core.db.database import Database
from tests import chance
from tests.album import Album
from tests.fake_engine import FakeEngine
from tests.rig import Rig

POOLS = ("AnyIO", "asyncio", "ThreadPoolExecutor")  # threads that libraries keep for the next time


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="fault tests, lives and chance at full length"
    )


def pytest_configure(config: pytest.Config) -> None:
    chance.begin(long=bool(config.getoption("--long")))
    config.addinivalue_line("markers", "warns: the test means the app to log warnings")
    config.addinivalue_line("markers", "alone: there is no other library, whoever asks for all")
    # Where it is ignored (nohup, a job in the background) a program that a test starts and
    # interrupts would inherit that, and never end.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first: of two workers none begins it when the other has nothing to do."""
    items.sort(key=lambda item: item.path.parent.name != "life")


@pytest.fixture(scope="session")
def is_long() -> bool:
    """Whether this is `dev.py test --long`."""
    return chance.is_long


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """What pytest-qt makes: ours, which the window needs."""
    from kinfolk.gui.shell.app import Application

    return Application


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty library in a folder of its own."""
    database = Database(tmp_path / "library.db", tmp_path / "cache.db")
    yield database
    database.close()


@pytest.fixture
def album(db: Database) -> Album:
    """Rows for the library, as a scan would have made them."""
    return Album(db)


@pytest.fixture
def rig(request: pytest.FixtureRequest, db: Database, tmp_path: Path) -> Rig:
    """On an empty folder; unless told otherwise, beside another library from the first scan on."""
    folder = tmp_path / "photos"
    folder.mkdir()
    is_alone = request.node.get_closest_marker("alone") is not None
    made = Rig(db, folder, FakeEngine(), is_alone=is_alone)
    made.add(folder)
    return made


@pytest.fixture(autouse=True)
def no_leftovers(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that leaves a thread running or lets the app log an unexpected warning."""
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
