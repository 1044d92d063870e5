"""The sample album of `kinfolk demo`: photos of real people, on every machine."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from kinfolk.cli import album
from kinfolk.cli.album import SAMPLES
from kinfolk.pinned import FetchError
from tests.requirements import missing

# Photo → who is in it, from left to right.
WHO = {sample.name: [each.who for each in sample.originals if each.who] for sample in SAMPLES}


@pytest.fixture(scope="session")
def sample_album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The album's folder, which no test may change. Its pictures are fetched once and cached.

    Skips the test where they cannot be fetched.
    """
    folder = tmp_path_factory.mktemp("sample album")
    try:
        album.make(folder)
    except FetchError as error:
        missing(f"the pictures of the sample album. {error.message}")
    return folder


def copied(folder: Path, into: Path, names: Iterable[str] = WHO) -> Path:
    """Copy some of its photos into a folder, at the same paths, and return the folder."""
    for name in names:
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / name, into / name)
    return into
