"""The tests that run on Windows in Wine, and why the others do not."""

from collections.abc import Sequence
from pathlib import Path

from frozen import ROOT
from windows_wine import Wine, on_z

# Where Windows differs: names, paths, files, links, and what is written and read of them. The rest
# of the suite was not tried there: in Wine it takes far longer than here.
TESTS = (
    "tests/test_atomic.py",
    "tests/test_files.py",
    "tests/test_logs.py",
    "tests/test_paths.py",
    "tests/test_private.py",
    "tests/test_settings.py",
    "tests/core/people/test_naming.py",
    "tests/scan/test_cloud_files.py",
    "tests/scan/test_walk.py",
)


def run(wine: Wine, python: Path, chosen: Sequence[str]) -> int:
    """Run pytest in Wine with the tests chosen, or TESTS; return its exit code."""
    pytest = (on_z(python / "python.exe"), "-m", "pytest", "-p", "no:cacheprovider")
    return wine.start(*pytest, *(chosen or TESTS), at=ROOT, is_heard=False).wait()
