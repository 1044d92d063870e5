"""The tests that run on Windows in Wine, and why the others do not."""

from collections.abc import Sequence
from pathlib import Path

from frozen import ROOT
from windows_wine import Wine, on_z

# Where Windows differs: names, paths, files, links, what is written and read of them, and the parts
# of the window, off screen. Of the rest, faults need strace, the tests of packages need Debian, and
# those of whole pages and with the real models take far longer in Wine than here.
TESTS = (
    "tests/test_files.py",
    "tests/test_logs.py",
    "tests/test_private.py",
    "tests/test_settings.py",
    "tests/core/people/test_naming.py",
    "tests/core/db/test_locks.py",
    "tests/core/db/test_storage.py",
    "tests/cli/test_scan.py::test_ctrl_c_in_a_console_of_windows_stops_cleanly",
    "tests/cli/test_terminal.py",
    "tests/gui/base",
    "tests/gui/outputs/test_contact_sheet.py::test_it_is_made_by_keys_alone_and_called_by_its_title",
    "tests/gui/outputs/test_contact_sheet.py::test_there_are_as_many_pages_as_it_takes",
    "tests/gui/widgets",
    "tests/scan/test_cloud_files.py",
    "tests/scan/test_moves.py",
    "tests/scan/test_walk.py",
)


def run(wine: Wine, python: Path, chosen: Sequence[str]) -> int:
    """Run pytest in Wine with the tests chosen, or TESTS; return its exit code."""
    pytest = (on_z(python / "python.exe"), "-u", "-m", "pytest", "-p", "no:cacheprovider")
    process = wine.start(*pytest, *(chosen or TESTS), at=ROOT)
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
    return process.wait()
