"""The sample album of `kinfolk demo`: real faces of real people, on every machine."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from kinfolk.cli import album
from kinfolk.cli.album import SAMPLES
from kinfolk.pinned import FetchError
from tests.lacking import missing

# Who is in each photo, from left to right.
WHO = {sample.name: [each.who for each in sample.originals if each.who] for sample in SAMPLES}


@pytest.fixture(scope="session")
def sample_album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder, which no test changes. Its pictures are fetched once, and kept in a cache."""
    folder = tmp_path_factory.mktemp("sample album")
    try:
        album.make(folder)
    except FetchError as error:
        missing(f"the pictures of the sample album. {error.message}")
    return folder


def copied(folder: Path, into: Path, names: Iterable[str] = WHO) -> Path:
    """Copies of some of its photos, in folders as it has them."""
    for name in names:
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / name, into / name)
    return into
