"""The window's modules are imported without what makes that slow."""

import subprocess
import sys

CODE = """
import builtins, gc, linecache
from kinfolk.gui.shell import before_imports

plain = builtins.__import__
before_imports.prepare()
import kinfolk.gui.shell.app

read = [name for name in linecache.cache if name.startswith(kinfolk.__path__[0])]
print(builtins.__import__ is plain, gc.isenabled(), read)
"""


def test_importing_the_window_reads_no_source_and_collects_nothing() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False", "[]"]
