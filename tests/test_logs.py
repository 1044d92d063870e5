"""The log and the report: what went wrong, and nothing of what someone's photos hold."""

import ast
import logging
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk import logs, scrub
from kinfolk.core.database import Database
from kinfolk.core.db.models import Person
from kinfolk.errors import AppError, Conflict
from kinfolk.paths import Paths
from tests.album import Album
from tests.cli.conftest import environment

ROOT = Path(__file__).resolve().parent.parent
NAME = "Zoë Mustermann"
SHY = "adelheid"  # a name that looks like any word
PLACE = "/home/zoe/Bilder/Strand 2019/IMG_0412.jpg"
NOTHING: dict[str, str] = {}
SECRETS = (NAME, "Zoë", "Mustermann", SHY, PLACE, "IMG_0412", "Bilder", "/home", "Strand")


pytestmark = pytest.mark.warns


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "logs" / "kinfolk.log"
    with logs.kept(path):
        yield path


def leaks(said: str) -> list[str]:
    return [secret for secret in SECRETS if secret in said]


def fails(work: Callable[[], object]) -> BaseException:
    try:
        work()
    except Exception as error:
        return error
    raise AssertionError("it should have failed")


def failing(db: Database) -> dict[str, Callable[[], object]]:
    """Whatever may go wrong with a name or a path in its hands."""
    given = {"name": NAME, "shy": SHY, "path": PLACE}

    def write(work: Callable[[Session], object]) -> Callable[[], object]:
        return lambda: db.write(work, label=f"Name {NAME}").result()

    def twice(session: Session) -> None:
        for _ in range(2):
            row = Person(id=f"person_{SHY}", library_id=PLACE, name=NAME, name_key=SHY)
            session.add(row)
            session.flush()

    def nested() -> None:
        try:
            open(PLACE)  # noqa: SIM115
        except OSError as error:
            raise RuntimeError(f"cannot look at {PLACE} of {SHY}") from error

    def hidden() -> None:
        try:
            int(given["name"])
        except ValueError:
            NOTHING[given["shy"]]

    def group() -> None:
        raise ExceptionGroup(given["name"], [ValueError(given["shy"]), OSError(2, "x", PLACE)])

    def noted() -> None:
        error = ValueError(f"about {given['shy']}")
        error.add_note(given["name"])
        raise error

    return {
        "no table": write(
            lambda s: s.execute(text("SELECT 1 FROM nowhere WHERE x = :name"), given)
        ),
        "a literal": write(lambda s: s.execute(text(f"SELECT '{NAME}', \"{SHY}\" FROM nowhere"))),
        "a constraint": write(twice),
        "many parameters": write(
            lambda s: s.execute(
                text("INSERT INTO person (id, name) VALUES (:name, :shy)"), [given] * 9
            )
        ),
        "a plain cursor": lambda: sqlite3.connect(":memory:").execute(f"SELECT {SHY}"),
        "no database": lambda: sqlite3.connect(f"{PLACE}/x"),
        "a cause": nested,
        "a context": hidden,
        "a group": group,
        "a note": noted,
        "a key": lambda: NOTHING[NAME],
        "a number": lambda: float(given["shy"]),
        "a message": lambda: fail_with(ValueError(f"{NAME} is not {SHY}")),
        "bare": lambda: fail_with(ValueError(SHY)),
        "quoted": lambda: fail_with(RuntimeError(f"“{NAME}” and '{SHY}' in {PLACE!r}")),
        "an expected error": lambda: fail_with(Conflict(f"Somebody is called {SHY}.", PLACE)),
        "bytes": lambda: PLACE.encode().decode("utf-16"),
        "no character": lambda: "Zoë".encode("ascii"),
        "an assertion": lambda: fail_with(AssertionError(SHY, NAME)),
    }


def fail_with(error: Exception) -> None:
    raise error


def test_no_error_says_a_name_or_a_path(album: Album, file: Path) -> None:
    for number, (kind, work) in enumerate(failing(album.db).items(), 1):
        error = fails(work)
        told = scrub.error(error)
        assert type(error).__name__ in told
        assert leaks(told) == [], kind
        logging.getLogger("kinfolk").error("it failed", exc_info=error)
        logging.getLogger("kinfolk").error("%s: %s", NAME, error)
        logging.getLogger("uvicorn.error").error("it failed", exc_info=error)
        logging.getLogger("asyncio").error(f"{NAME} {PLACE}", exc_info=error)
        written = file.read_text("utf-8")
        assert written.count("Traceback") >= 3 * number
        assert "it failed" in written
        assert leaks(written) == [], kind


def test_an_error_still_says_what_it_was(album: Album) -> None:
    def work(session: Session) -> None:
        session.execute(text("SELECT name FROM nowhere WHERE name = :name"), {"name": NAME})

    told = scrub.error(fails(lambda: album.db.write(work).result()))
    assert "SQLITE_ERROR" in told
    assert "[SQL: SELECT name FROM nowhere WHERE name = ?]" in told
    assert 'File "kinfolk/core/database.py"' in told
    assert str(ROOT) not in told
    assert "result, step_id = work(session)" in told  # our own source
    missing = scrub.error(fails(lambda: open("/no/such/file")))  # noqa: SIM115
    assert missing.endswith("FileNotFoundError: [Errno 2] No such file or directory")
    none = scrub.error(fails(lambda: None.x))  # type: ignore[attr-defined]
    assert none.endswith("AttributeError: 'NoneType' object has no attribute 'x'")
    words = scrub.error(fails(lambda: fail_with_words(SHY)))
    assert words.endswith("ValueError: there is no room for <text> in 3 rows")


def fail_with_words(name: str) -> None:
    raise ValueError(f"there is no room for {name} in 3 rows")


def test_a_long_chain_has_an_end() -> None:
    def deep(number: int) -> None:
        if number:
            deep(number - 1)
        raise ValueError("deep")

    assert len(scrub.error(fails(lambda: deep(500))).splitlines()) < 200

    def chained() -> None:
        error: Exception = ValueError("first")
        for _ in range(500):
            error, before = ValueError("next"), error
            error.__cause__ = before
        raise error

    assert scrub.error(fails(chained)).count("ValueError") <= 20


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (NAME, "<text>"),
        (SHY, "<text>"),
        (PLACE, "<path>"),
        (Path("x"), "<path>"),
        (r"C:\Users\zoe", "<path>"),
        (7, 7),
        (0.5, 0.5),
        (None, None),
        (True, True),
        ("person_2Ja5BTZfDEofh76jkZXXTX", "person_2Ja5BTZfDEofh76jkZXXTX"),
        ("person_zoe", "<text>"),
        (scrub.Plain("GET"), "GET"),
        (ValueError(SHY), "ValueError"),
        ([NAME], "<text>"),
        (b"zoe", "<text>"),
    ],
)
def test_values(given: object, told: object) -> None:
    assert scrub.value(given) == told


def test_a_message_keeps_its_words(file: Path) -> None:
    logging.getLogger("kinfolk.x").warning("no crop of %s: %s", "person_x", AppError(NAME))
    logging.getLogger("kinfolk.x").warning("%(n)d of %(who)s", {"n": 3, "who": NAME})
    said = file.read_text("utf-8")
    assert "WARNING kinfolk.x: no crop of <text>: kinfolk.errors.AppError" in said
    assert "3 of <text>" in said
    assert leaks(said) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.slow
def test_the_log_is_private_and_bounded(file: Path) -> None:
    log = logging.getLogger("kinfolk.test")
    before = os.umask(0)
    try:
        for _ in range(5_000):
            log.warning("%s something that is said" + " again and again" * 60, 1)
    finally:
        os.umask(before)
    found = sorted(path.name for path in file.parent.iterdir())
    assert found == ["kinfolk.log", "kinfolk.log.1", "kinfolk.log.2", "kinfolk.log.3"]
    for path in file.parent.iterdir():
        assert path.stat().st_size <= 1_000_000
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_two_processes_write_to_one_log(file: Path) -> None:
    log = logging.getLogger("kinfolk.test")
    log.warning("first")
    file.rename(file.with_name("kinfolk.log.1"))  # as the other one does when it is full
    file.write_text("of the other\n")
    log.warning("second")
    assert "second" in file.read_text("utf-8")
    assert "of the other" in file.read_text("utf-8")


def test_nothing_is_made_until_there_is_something_to_say(file: Path) -> None:
    assert not file.parent.exists()


def test_a_log_that_cannot_be_written_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("no folder")
    with logs.kept(tmp_path / "logs" / "kinfolk.log"):
        logging.getLogger("kinfolk").warning("%s", NAME)
    assert leaks("".join(capsys.readouterr())) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_on_a_thread_is_logged(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thread = threading.Thread(target=lambda: fail_with(ValueError(NAME)))
    thread.start()
    thread.join()
    assert "a bug on a thread" in file.read_text("utf-8")
    assert leaks(file.read_text("utf-8") + "".join(capsys.readouterr())) == []


def test_everything_is_as_before_afterwards(tmp_path: Path) -> None:
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = list(root.handlers), logging.getLogger("kinfolk").level
    with logs.kept(tmp_path / "x.log"):
        assert root.handlers != handlers
    assert (root.handlers, logging.getLogger("kinfolk").level) == (handlers, level)
    assert threading.excepthook is hook


def test_names_are_there_only_where_they_are_allowed(tmp_path: Path) -> None:
    with logs.kept(tmp_path / "x.log", with_names=True):
        logging.getLogger("kinfolk").warning("no crop of %s", NAME)
    assert NAME in (tmp_path / "x.log").read_text("utf-8")


BUG = """
import sys
from kinfolk.core.people import people_lists
def boom(*arguments, **named):
    raise RuntimeError("no " + sys.argv[-1])
people_lists.page = boom
from kinfolk.__main__ import main
main()
"""


@pytest.mark.parametrize("allowed", [False, True])
def test_a_bug_in_a_verb_is_one_line_and_in_the_log(tmp_path: Path, allowed: bool) -> None:
    base = tmp_path / "base"
    paths = Paths.of(base)
    if allowed:
        paths.settings_file.write_text('{"log_names": true}')
    done = subprocess.run(
        [sys.executable, "-c", BUG, "--base-dir", str(base), "people", "list", "--name", NAME],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == f"Kinfolk ran into a problem. Details are in its log: {paths.log_file}\n"
    said = paths.log_file.read_text("utf-8")
    assert "RuntimeError" in said
    assert bool(leaks(said)) is allowed


def test_an_expected_error_is_not_in_the_log(tmp_path: Path) -> None:
    base = tmp_path / "base"
    done = subprocess.run(
        [sys.executable, "-m", "kinfolk", "people", "show", NAME, "--base-dir", str(base)],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert not Paths.planned(base).log_file.exists()


@pytest.mark.slow
def test_what_is_logged_is_a_constant_with_its_values_apart() -> None:
    """Else they could not be told apart."""
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    loose = []
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            who = ast.unparse(node.func.value)
            if node.func.attr in levels and who in ("log", "_log", "logging"):
                text_ = node.args[0]
                if not (isinstance(text_, ast.Constant) and isinstance(text_.value, str)):
                    loose.append(f"{path.name}:{node.lineno}")
    assert loose == []


def test_no_engine_shows_parameters(album: Album) -> None:
    with album.db.read() as session:
        error = fails(lambda: session.execute(text("SELECT :x FROM nowhere"), {"x": NAME}))
    assert NAME not in str(error)
    write = album.db.write(lambda s: s.execute(text("SELECT :x FROM nowhere"), {"x": NAME}))
    assert NAME not in str(fails(write.result))
