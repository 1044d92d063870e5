"""Fixtures for the command line, run in this process on a library of its own, or as a program."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kinfolk import pinned
from kinfolk.cli.album import make
from kinfolk.cli.common import Surfaces
from kinfolk.cli.main import program as program_of_verbs
from kinfolk.cli.main import run
from kinfolk.core.database import Database
from kinfolk.paths import Paths
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, parsed as JSON; asserts that it succeeded."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line that says why nothing was done; asserts that it is so."""
        assert (self.code, self.out, self.err.count("\n")) == (1, "", 1), self.err
        return self.err


Kinfolk = Callable[..., Result]


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample album."""
    folder = tmp_path_factory.mktemp("pictures")
    make(folder)
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The base folder that the commands use."""
    return tmp_path / "base"


@pytest.fixture
def db(base: Path) -> Iterator[Database]:
    """The commands' library, opened as by another program; `album` fills it."""
    paths = Paths.of(base)
    made = Database(paths.library_db, paths.cache_db)
    yield made
    made.close()


@pytest.fixture
def kinfolk(base: Path, capsys: pytest.CaptureFixture[str]) -> Kinfolk:
    """Run a command in this process: `kinfolk("people", "list", "--json")`."""
    surfaces = Surfaces(
        window=None, pictures=lambda paths, into: [into], serve=lambda paths, port: None
    )

    def call(*arguments: str) -> Result:
        """Run the command and return its exit code and output."""
        capsys.readouterr()
        code = run(program_of_verbs(arguments), [*arguments, "--base-dir", str(base)], surfaces)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def program(tmp_path: Path) -> Kinfolk:
    """Run `python -m kinfolk` as a process, with a home folder of its own and without a display."""
    home = tmp_path / "home"
    home.mkdir()

    def call(*arguments: str) -> Result:
        """Run the program and return its exit code and output."""
        done = subprocess.run(
            [sys.executable, "-m", "kinfolk", *arguments],
            cwd=ROOT,
            env=environment(home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return call


def names(kinfolk: Kinfolk) -> list[str]:
    """Return the names of all people who are listed, the newest first."""
    return [person["name"] for person in kinfolk("people", "list", "--json").json]


def environment(home: Path) -> dict[str, str]:
    """Return this process's environment without a display, with all the user's folders in `home`.

    Only the cache of downloads for the sample album is shared, so that they are fetched once.
    """
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    kept[pinned.CACHE_VARIABLE] = str(pinned.cache_folder())
    return kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"}
