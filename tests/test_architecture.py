"""The rules the code's shape is held to: who imports whom, and that each module says what it is."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path for folder in ("app", "packaging", "tests") for path in (ROOT / folder).rglob("*.py")
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_keep_to_the_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    # It sets up logging for a process of its own: the app's warnings would be silent from here on.
    monkeypatch.setattr("importlinter.cli.logging_config.dictConfig", lambda config: None)
    assert lint_imports(no_cache=True, no_logo=True) == 0


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports within functions count, too: they only hide a circle."""
    graph = grimp.build_graph("kinfolk", cache_dir=None)
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(imports).prepare()


def _is_in_any_encoding(call: ast.Call) -> bool:
    """Return whether a call reads or writes a text in the encoding of whoever runs it."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    given = {each.value for each in call.args if isinstance(each, ast.Constant)}
    is_opened = name == "open" and bool(given & {"r", "w", "a", "x"})
    is_named = "utf-8" in given or any(each.arg == "encoding" for each in call.keywords)
    return (is_opened or name in ("read_text", "write_text")) and not is_named


@pytest.mark.slow
def test_every_text_is_read_and_written_in_an_encoding_that_is_named() -> None:
    """Windows has another one in each country."""
    told = [
        f"{named(path)}:{call.lineno}"
        for path in (ROOT / "app").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _is_in_any_encoding(call)
    ]
    assert told == []


@pytest.mark.slow
def test_every_module_says_what_it_is() -> None:
    silent = [
        named(path)
        for path in SOURCES
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []
