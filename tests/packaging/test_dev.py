"""dev.py: what it asks of the system, and of whoever calls it."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dev() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "packaging" / "dev.py"))


def test_it_needs_the_standard_library_alone() -> None:
    code = "import sys, runpy; runpy.run_path('packaging/dev.py'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    others = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    assert others <= {"__main__", "__mp_main__"}


def test_missing_libraries_are_told_apart(dev: dict[str, Any]) -> None:
    assert dev["loads"]("libno-such-library.so.9") is False
    if sys.platform.startswith("linux"):
        assert dev["loads"]("libc.so.6") is True


def test_every_library_has_a_package_for_every_installer(dev: dict[str, Any]) -> None:
    libraries = dev["QT_LIBRARIES"] | dev["XCB_LIBRARIES"]
    assert {len(packages) for packages in libraries.values()} == {len(dev["INSTALLERS"])}


def test_an_unknown_verb_is_wrong_usage() -> None:
    ended = subprocess.run(
        [sys.executable, "packaging/dev.py", "dance"], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.returncode == 2
