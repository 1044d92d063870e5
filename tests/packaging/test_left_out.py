"""Nothing that is left out of the frozen app is needed by what is in it."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CODE = """
import sys
from importlib.abc import MetaPathFinder

import parts


class LeftOut(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in parts.EXCLUDED:
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, LeftOut())
import kinfolk.api.application
import kinfolk.gui.shell.app
import uvicorn
from kinfolk.cli.main import VERBS, program
from kinfolk.vision.worker import KINDS

for name in KINDS.values():
    __import__(name)
program(VERBS)
"""


def test_every_surface_is_imported_without_it() -> None:
    command = [sys.executable, "-c", f"import sys; sys.path.append('packaging'){CODE}"]
    tried = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not tried.returncode, tried.stderr
