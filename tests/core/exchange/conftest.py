"""Fixtures with two libraries of the same photos."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.exchange.pair import Home, home, twin


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Home]:
    """The first library, scanned."""
    made = home(tmp_path / "ours")
    yield made
    made.db.close()


@pytest.fixture
def theirs(tmp_path: Path, ours: Home) -> Iterator[Home]:
    """A second library on a copy of the photos in another folder, scanned, without decisions."""
    made = home(tmp_path / "theirs", photos=ours.folder)
    yield made
    made.db.close()


@pytest.fixture
def other(tmp_path: Path, ours: Home) -> Iterator[Home]:
    """A second library on the very same folder of photos, without decisions."""
    made = twin(ours, tmp_path / "other")
    yield made
    made.db.close()
