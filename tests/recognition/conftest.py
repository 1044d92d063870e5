"""Fixtures with made-up faces: a crowd that a module shares, and a gallery for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kinfolk.core.database import Database
from tests.album import Album
from tests.recognition.crowd import Crowd
from tests.recognition.gallery import Gallery


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """A library of made-up faces that the tests of a module share; they empty it themselves."""
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
    """The same object as `gallery`."""
    return gallery
