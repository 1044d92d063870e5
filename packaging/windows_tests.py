"""The tests that make sense on Windows, and why the others do not run there."""

from collections.abc import Sequence
from pathlib import Path

from frozen import ROOT
from windows_wine import Wine, on_z

# Folders and files of tests that do not run there, and why.
LEFT_OUT: dict[str, str] = {}


def run(wine: Wine, python: Path, chosen: Sequence[str]) -> int:
    """Run pytest in Wine with the tests chosen, or all that make sense; return its exit code."""
    tests = chosen or ["tests", *(f"--ignore={path}" for path in LEFT_OUT)]
    pytest = (on_z(python / "python.exe"), "-m", "pytest", "-p", "no:cacheprovider")
    return wine.start(*pytest, *tests, at=ROOT, is_heard=False).wait()
