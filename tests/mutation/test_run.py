"""`dev.py mutate` on a program of two functions."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SETTINGS = """
[tool.mutmut]
source_paths = ["app"]
only_mutate = ["app/sums.py"]
do_not_mutate = []
pytest_add_cli_args_test_selection = ["tests"]
[tool.pytest.ini_options]
pythonpath = ["app"]
"""
PROGRAM = """
def count(limit):
    found = 0
    while found < limit:
        found += 1
    return found

def named(text):
    return text.encode("utf-8")

def unseen():
    return 1
"""
TESTS = """
from sums import count, named

def test_counted():
    assert count(2) == 2

def test_named():
    named("x")
"""
EQUIVALENT = """
[[change]]
file = "app/sums.py"
new = 'UTF-8'
why = "an encoding's name is the same in upper case"
"""


@pytest.mark.slow
def test_what_is_found_and_what_no_test_notices(tmp_path: Path) -> None:
    for path, text in {
        "pyproject.toml": SETTINGS,
        "app/sums.py": PROGRAM,
        "tests/test_sums.py": TESTS,
        "tests/mutation/equivalent.toml": EQUIVALENT,
        "tests/mutation/trial.py": (HERE / "trial.py").read_text().replace("= 20\n", "= 1\n"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    run = shutil.copy(HERE / "run.py", tmp_path / "tests" / "mutation")
    environment = {name: value for name, value in os.environ.items() if "MUTA" not in name}
    done = subprocess.run(
        [sys.executable, run], capture_output=True, text=True, cwd=tmp_path, env=environment
    )
    assert done.returncode == 1, done.stderr
    _, listed = done.stdout.split("Each tried for")
    assert "app/sums.py x_unseen__mutmut_1\n  - return 1\n  + return 2" in listed
    assert "+ found += 2" in listed
    assert "+ found -= 1" not in listed  # it never ends
    assert "6 found, 1 harmless, 3 not found" in listed
    assert "6 of 9 found: 66.7% (1 change nothing)" in listed
