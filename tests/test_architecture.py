"""The rules the code's shape is held to: who imports whom, and how long things may grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path for folder in ("app", "packaging", "tests") for path in (ROOT / folder).rglob("*.py")
)
FILE_LINES = 300
FUNCTION_LINES = 40


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_keep_to_the_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == 0


def test_files_stay_short() -> None:
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: n for name, n in lengths.items() if n > FILE_LINES} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{named(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_functions_of_the_app_stay_short() -> None:
    app = [path for path in SOURCES if path.is_relative_to(ROOT / "app")]
    lengths = [each for path in app for each in functions(path)]
    assert [each for each in lengths if each[1] > FUNCTION_LINES] == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        named(path)
        for path in SOURCES
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []
