"""As on Windows: no file is deleted, renamed or replaced while this process has it open.

A plugin of pytest for Linux: `pytest -p tests.share_modes`. Tests of what other systems allow fail
with it: a library that is moved while it is open, for example.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.windows_entries import InUse


def is_open(path: str) -> bool:
    """Return whether this process has the file open, or mapped into its memory."""
    real = os.path.realpath(os.path.dirname(path)) + os.sep + os.path.basename(path)
    for handle in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{handle}") == real:
                return True
        except OSError:  # the handle of this listing
            continue
    return f" {real}\n" in Path("/proc/self/maps").read_text("utf-8", "surrogateescape")


def _strict(change: Callable[..., None]) -> Callable[..., None]:
    """Refuse to change files that are open."""

    def changed(*paths: Any, **how: Any) -> None:
        for path in paths:
            if not how.get("dir_fd") and os.path.isfile(path) and is_open(os.fsdecode(path)):
                raise InUse(os.fsdecode(path))
        change(*paths, **how)

    return changed


def pytest_configure() -> None:
    """Have all tests run so."""
    for name in ("unlink", "remove", "rename", "replace"):
        setattr(os, name, _strict(getattr(os, name)))
