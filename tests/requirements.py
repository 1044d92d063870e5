"""What a machine may lack: the test that needs it is skipped and says what is missing."""

import os
import shutil
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip the test for want of something.

    Where `CI` is set the test fails instead: no one would notice that it does not run any more.
    """
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {what}")
    pytest.skip(f"not here: {what}")


def program(name: str, package: str) -> str:
    """Return the path of a program, or skip the test and name the package that Debian has it in."""
    return shutil.which(name) or missing(f"{name} (Debian: {package})")
