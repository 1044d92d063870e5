"""The program as a user starts it: exit codes, where files go, what is loaded."""

import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest
import typer

from kinfolk.__main__ import without_base_dir
from kinfolk.cli.main import VERBS
from kinfolk.cli.main import program as program_of_verbs
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.cli.conftest import ROOT, Kinfolk, environment


@pytest.mark.parametrize(
    ("arguments", "rest", "base"),
    [
        ([], [], None),
        (["--base-dir", "d"], [], Path("d")),
        (["--base-dir=d"], [], Path("d")),
        (["people", "list", "--base-dir", "d"], ["people", "list"], Path("d")),
        (["--base-dir"], ["--base-dir"], None),
        (["--help"], ["--help"], None),
    ],
)
def test_without_a_verb_it_is_the_window(
    arguments: list[str], rest: list[str], base: Path | None
) -> None:
    assert without_base_dir(arguments) == (rest, base)


@pytest.mark.slow
@pytest.mark.parametrize("said", ["BASE --help", "people list --help BASE"])
def test_the_base_folder_may_be_said_where_help_is_asked_for(
    program: Kinfolk, tmp_path: Path, said: str
) -> None:
    helped = program(*said.replace("BASE", "").split())
    assert program(*said.replace("BASE", f"--base-dir {tmp_path / 'base'}").split()) == helped
    assert helped.code == 0


@pytest.mark.slow
def test_a_base_folder_keeps_everything(program: Kinfolk, tmp_path: Path) -> None:
    """Wherever it is said, also before arguments that are no options."""
    base = f"--base-dir={tmp_path / 'base'}"
    made = program(base, "people", "create", "--json", "--", "Eva")
    assert made.json["name"] == "Eva"
    assert program("people", base, "show", "Eva", "--json").json["name"] == "Eva"
    assert program("people", "show", "Eva", "--json", base).json["name"] == "Eva"
    assert (tmp_path / "base" / "data" / "library.db").is_file()
    assert list((tmp_path / "home").rglob("*")) == []


@pytest.mark.parametrize("verb", [["people", "list"], []])
def test_a_base_folder_that_cannot_be_made_is_one_line(
    program: Kinfolk, tmp_path: Path, verb: list[str]
) -> None:
    (tmp_path / "file").touch()
    assert "--base-dir" in program(*verb, "--base-dir", str(tmp_path / "file")).refusal


def test_a_window_without_a_display_is_one_line(program: Kinfolk, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("here a display is always there")
    assert program("--base-dir", str(tmp_path / "base")).refusal


def test_a_library_of_the_system_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "PySide6.py").write_text("raise ImportError('libEGL.so.1: cannot open it')")
    seen = {"PYTHONPATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    window = [sys.executable, "-m", "kinfolk", "--base-dir", str(tmp_path / "base")]
    ended = subprocess.run(
        window, cwd=ROOT, env=environment(tmp_path) | seen, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "libEGL.so.1: cannot open it" in ended.stderr


@pytest.mark.parametrize("arguments", [["dance"], ["--base-dir"], ["faces", "assign"]])
def test_wrong_usage_is_two_and_one_line(program: Kinfolk, arguments: list[str]) -> None:
    ended = program(*arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "See: kinfolk" in ended.err


def test_verbs_without_a_verb_show_their_help(program: Kinfolk) -> None:
    ended = program("people")
    assert (ended.code, ended.out) == (2, "")
    assert "merge" in ended.err


def test_help_and_version(program: Kinfolk) -> None:
    shown = program("--help")
    assert shown.code == 0
    verbs = ("scan", "people", "faces", "libraries", "demo", "history", "undo", "redo", "serve")
    assert [verb for verb in verbs if verb not in shown.out] == []
    assert program("--version").out.startswith("Kinfolk ")


def test_every_argument_and_option_says_what_it_is_for() -> None:
    silent = []
    groups = [typer.main.get_command(program_of_verbs(VERBS))]
    while groups:
        for verb in groups.pop().commands.values():  # type: ignore[attr-defined]
            groups += [verb] if hasattr(verb, "commands") else []
            silent += [f"{verb.name} {p.name}" for p in verb.params if not getattr(p, "help", None)]
    assert silent == []


def test_the_list_of_verbs_says_of_each_what_its_own_help_begins_with() -> None:
    listed, own = (_briefly(wanted) for wanted in ((), VERBS))
    assert listed == own
    assert [name for name, _ in listed] == list(VERBS)


def _briefly(wanted: Collection[str]) -> list[tuple[str, str]]:
    verbs = typer.main.get_command(program_of_verbs(wanted))
    return [(name, verb.get_short_help_str(999)) for name, verb in verbs.commands.items()]  # type: ignore[attr-defined]


SELDOM = {"PySide6", "onnxruntime", "fastapi", "skimage"}  # what no verb imports before it works
PICTURES = {"numpy", "PIL", "pi_heif", "lxml", "cv2", "rawpy"}
TABLES = {"sqlalchemy", "sqlmodel", "pydantic", "asyncio"}


@pytest.mark.parametrize(
    ("verb", "unused"), [("--help", SELDOM | PICTURES | TABLES), ("people list", SELDOM | PICTURES)]
)
def test_the_program_imports_what_it_uses(tmp_path: Path, verb: str, unused: set[str]) -> None:
    """So it starts quickly. The settings of who has used the window are there."""
    base = tmp_path / "base"
    Settings().save(Paths.of(base).settings_file)
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kinfolk", *verb.split(), f"--base-dir={base}"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    ).stderr
    imported = {line.rpartition("|")[2].strip() for line in said.splitlines()}
    assert "kinfolk.cli.main" in imported
    assert imported & unused == set()


@pytest.mark.slow
def test_verbs_load_neither_qt_nor_models_nor_a_server() -> None:
    code = "import sys, kinfolk.__main__, kinfolk.cli.main as cli; cli.program(cli.VERBS)"
    loaded = subprocess.run(
        [sys.executable, "-c", f"{code}; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert SELDOM & set(loaded) == set()
