"""Libraries of made-up faces: a crowd that several tests share, and a gallery of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kinfolk.core.db.database import Database
from tests.album import Album
from tests.recognition.crowd import Crowd
from tests.recognition.gallery import Gallery


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    made = Crowd(tmp_path_factory.mktemp("crowd"))
    yield made
    made.close()


@pytest.fixture
def gallery(db: Database, tmp_path: Path) -> Iterator[Gallery]:
    made = Gallery(db, tmp_path)
    yield made
    made.suggester.close()


@pytest.fixture
def album(gallery: Gallery) -> Album:
    """The same one."""
    return gallery
