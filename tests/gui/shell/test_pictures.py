"""Pictures of the window's pages, for the README and for the selfcheck."""

import threading
from pathlib import Path

import pytest

from kinfolk.core.photos import library
from kinfolk.gui.shell.pictures import pictures
from kinfolk.paths import Paths
from tests.asking import opened
from tests.patience import until

pytestmark = pytest.mark.slow


def test_no_folder_is_watched_afterwards(qapp: object, paths: Paths, tmp_path: Path) -> None:
    """Windows would refuse to delete it."""
    (tmp_path / "photos").mkdir()
    with opened(paths) as there:
        there.do(library.add_folder, tmp_path / "photos")
    assert pictures(paths, tmp_path / "pictures")
    until(
        lambda: "watch" not in [thread.name for thread in threading.enumerate()],
        "a folder is watched still",
    )
