"""The fixtures of naming without a window."""

import pytest

from kinfolk.naming.fit import Fit
from kinfolk.recognition.suggestion import THRESHOLDS
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album
from tests.naming.desk import Desk


@pytest.fixture
def fit(album: Album) -> Fit:
    """How faces of `album` fit people."""
    return Fit(album.db, lambda: (ENGINE_ID, THRESHOLDS))


@pytest.fixture
def desk(album: Album) -> Desk:
    """Someone who names the groups of `album`."""
    return Desk(album.db)
