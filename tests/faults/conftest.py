"""Fixtures: libraries that a test may damage, and the library that makes system calls fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.house import House

if sys.platform != "linux":  # preloading and SIGKILL work like this on Linux only
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A scanned library that no test changes."""
    return House.build(tmp_path_factory.mktemp("house"), photos=120)


@pytest.fixture
def house(built: House, tmp_path: Path) -> House:
    """A copy of that library, which the test may damage."""
    return built.copy(tmp_path)


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled shim.c, to be preloaded; skips the test without a C compiler, except in CI."""
    if shutil.which("cc") is None and not os.environ.get("CI"):
        pytest.skip("not installed: a C compiler (cc)")
    made = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True
    )
    return made
