"""The fixtures of naming without a window."""

import pytest

from tests.album import Album
from tests.naming.desk import Desk


@pytest.fixture
def desk(album: Album) -> Desk:
    """Somebody who names the groups of `album`."""
    return Desk(album.db)
