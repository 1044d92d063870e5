"""The window's modules are imported without what makes that slow."""

import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import builtins, gc, linecache
from kinfolk.gui.shell import before_imports

plain = builtins.__import__
before_imports.prepare()
import kinfolk.gui.shell.app

read = [name for name in linecache.cache if name.startswith(kinfolk.__path__[0])]
print(builtins.__import__ is plain, gc.isenabled(), read)
"""

# A window's library with all of its threads, of which each has something.
THREADS = """
import ctypes, sys
from pathlib import Path
from kinfolk.gui.shell import before_imports

before_imports.prepare()
from kinfolk.gui.shell.app import application, opened
from kinfolk.paths import Paths

application()
with opened(Paths.of(Path(sys.argv[1]))) as context:
    context.tasks.ahead(lambda: bytearray(100_000)).result()
    ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.slow
def test_importing_the_window_reads_no_source_and_collects_nothing() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False", "[]"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux gives threads heaps")
def test_the_windows_threads_share_one_heap(tmp_path: Path) -> None:
    command = [sys.executable, "-c", THREADS, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stderr.count("Arena ") == 1
