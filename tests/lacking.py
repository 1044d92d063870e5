"""What a machine may lack: the test that needs it is left out, and says so by name."""

import os
import shutil
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Leave the test out for want of that.

    Where `CI` is set it fails instead: what was reached there is to stay reached, and a test that
    is left out would tell nobody.
    """
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {what}")
    pytest.skip(f"not here: {what}")


def program(name: str, package: str) -> str:
    """Where it lies; Debian has it in that package."""
    return shutil.which(name) or missing(f"{name} (Debian: {package})")
