"""dev.py: what it asks of the system, and of whoever calls it."""

import re
import subprocess
import sys
import tomllib
from itertools import chain, pairwise
from pathlib import Path

import dev
import pytest
import system

ROOT = Path(__file__).resolve().parents[2]


def test_it_needs_the_standard_library_alone() -> None:
    code = "import sys; sys.path.append('packaging'); import dev; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    others = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    assert others <= {"__main__", "__mp_main__", "dev", "system"}


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are named as on Linux")
@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("libc.so.6", True),
        ("libno-such-library.so.9", False),
        ("sh", True),
        ("no-such-program", False),
        ("/etc/pass*", True),
        ("/etc/no/such/**/*.file", False),
    ],
)
def test_what_is_missing_is_told_apart(name: str, is_there: bool) -> None:
    assert system.is_there(name) is is_there


def test_every_library_has_a_package_for_every_installer() -> None:
    libraries = [packages.split() for packages in (system.WINDOW | system.X11).values()]
    assert {len(packages) for packages in libraries} == {len(system.INSTALLERS)}


def test_what_the_system_lacks_is_named_before_anything_is_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "argv", ["dev.py", "demo"])
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setitem(dev.NEEDED, "demo", {"no-such-program": "such-a-package"})
    monkeypatch.setattr(dev, "install", lambda verb: pytest.fail("it was built"))
    assert dev.main() == 1
    assert re.search("sudo .* such-a-package", capsys.readouterr().err)


def test_what_is_installed_with_more_is_not_installed_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for model in ("one.onnx", "two.onnx"):
        (tmp_path / model).touch()
    installed = []

    def python(*arguments: str, env: dict[str, str]) -> int:
        installed.append(arguments[-1].removeprefix(str(ROOT)))
        return 0

    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "MODELS", tmp_path)
    monkeypatch.setattr(dev, "python", python)
    assert all(dev.install(verb) for verb in ("run", "test", "demo", "app", "bench", "lint"))
    assert installed == ["[api]", "[dev]", "[bench,dev]"]


def test_each_set_of_extras_holds_the_one_before_it() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]

    def held(names: str) -> set[str]:
        """The names of these extras, and of those that they hold."""
        inner = [
            re.findall(r"^kinfolk\[(.*)\]", each) for n in names.split(",") for each in extras[n]
        ]
        return {*names.split(","), *chain(*(held(each) for found in inner for each in found))}

    assert all(held(less) < held(more) for less, more in pairwise(dev.SETS))
    assert set(dev.SETS) == set(dev.EXTRAS.values())


@pytest.mark.parametrize("version", dev.LOCKED)
def test_all_that_is_asked_for_is_locked_for_each_python(version: str) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    lock = (ROOT / dev.LOCKS.format(version)).read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert {re.split(r"[^\w-]", each.lower())[0] for each in asked} - locked == {"kinfolk"}
    assert "://" not in lock  # from where is each machine's own matter


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_no_known_verb_is_wrong_usage(arguments: list[str]) -> None:
    command = [sys.executable, "packaging/dev.py", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert all(verb in ended.stderr for verb in dev.VERBS)


def test_the_last_line_of_lint_names_what_failed_and_what_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "python", lambda *arguments, program: 2 * ("format" in arguments))
    assert dev.lint() == 2
    assert re.search("Failed: ruff format. .*ruff format$", capsys.readouterr().err.strip())


def test_what_lint_finds_beside_the_tests_is_told_and_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "dev.py").write_text("import sys; sys.exit(f'{sys.argv[1]} found something')")
    monkeypatch.setattr(dev, "__file__", str(tmp_path / "dev.py"))
    monkeypatch.setattr(dev, "python", lambda *_: 0)
    assert dev.test([]) == 1
    assert "lint found something" in capsys.readouterr().err
    assert dev.test(["-k", "undo"]) == 0
    assert "Lint was left out" in capsys.readouterr().out
