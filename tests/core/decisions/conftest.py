"""Two libraries of the same photos."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.decisions.pair import Home, home, twin


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Home]:
    """The first one, scanned."""
    made = home(tmp_path / "ours")
    yield made
    made.rig.db.close()


@pytest.fixture
def theirs(tmp_path: Path, ours: Home) -> Iterator[Home]:
    """The second one: the same photos elsewhere, scanned, nothing decided."""
    made = home(tmp_path / "theirs", photos=ours.rig.folder)
    yield made
    made.rig.db.close()


@pytest.fixture
def other(tmp_path: Path, ours: Home) -> Iterator[Home]:
    """A second one of the very photos of the first, with nothing decided."""
    made = twin(ours, tmp_path / "other")
    yield made
    made.rig.db.close()
