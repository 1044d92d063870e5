"""The check of what is installed: each part by itself, without a network and with nothing left."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from kinfolk.cli import selfcheck
from kinfolk.cli.common import Surfaces
from kinfolk.cli.main import program as program_of_verbs
from kinfolk.cli.main import run
from kinfolk.paths import Paths
from tests.cli.conftest import ROOT, environment
from tests.patience import PATIENCE

pytestmark = pytest.mark.slow

CHECKS = ("resources", "models", "library", "photo", "window")
ALONE = ["unshare", "--user", "--map-root-user", "--net"]  # a process that has no network


def without_network() -> list[str]:
    """What to put before a command; nothing where the system does not allow it."""
    if shutil.which(ALONE[0]) and not subprocess.run([*ALONE, "true"], check=False).returncode:
        return ALONE
    return []


def test_each_part_is_tried_and_nothing_is_left(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    done = subprocess.run(
        [*without_network(), sys.executable, "-m", "kinfolk", "selfcheck"],
        cwd=ROOT,
        env=environment(home) | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    *checks, end = done.stdout.splitlines()
    assert tuple(line.split()[0] for line in checks) == CHECKS
    assert end == "Everything works."
    assert list(temporary.iterdir()) == []
    made = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in made if not path.is_relative_to(home / ".cache" / "fontconfig")] == []


def checked(capsys: pytest.CaptureFixture[str], *, colours: int = 256) -> tuple[int, str, str]:
    """Its exit code and what it says, where the window draws pages of so many colours."""

    def pictures(paths: Paths, into: Path) -> list[Path]:
        into.mkdir()
        page = Image.frombytes("L", (256, 1), bytes(value % colours for value in range(256)))
        page.save(into / "wall.png")
        return [into / "wall.png"]

    surfaces = Surfaces(window=None, pictures=pictures, serve=lambda paths, port: None)
    capsys.readouterr()
    code = run(program_of_verbs(["selfcheck"]), ["selfcheck"], surfaces)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_failed_is_said_and_the_rest_is_tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(selfcheck, "resource", lambda name: tmp_path / name)
    code, out, err = checked(capsys, colours=2)
    assert code == 1
    assert [line.split()[0] for line in out.splitlines()] == ["models", "library", "photo"]
    *checks, end = err.splitlines()
    assert [line.split()[0] for line in checks] == ["resources", "window"]
    assert end == "These checks found a problem: resources, window. Reinstall Kinfolk."


@pytest.mark.warns
def test_whatever_goes_wrong_is_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library of the system that is not there, a plug-in that does not load."""

    def missing(name: str) -> Path:
        raise OSError(f"{name} cannot be loaded")

    monkeypatch.setattr(selfcheck, "resource", missing)
    code, out, err = checked(capsys)
    assert code == 1
    assert err.splitlines()[0] == "resources  OSError: icons cannot be loaded"
    assert "Traceback" not in out + err


def test_a_face_that_is_not_found_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selfcheck, "drawn_face", lambda: Image.new("RGB", (480, 480)))
    code, _, err = checked(capsys)
    assert code == 1
    assert err.splitlines()[0] == "photo      The photo shows one face, but 0 were found."
