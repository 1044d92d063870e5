"""Where files live."""

from pathlib import Path

import pytest

from kinfolk.errors import AppError
from kinfolk.paths import Paths, resource


def test_a_base_folder_holds_every_file(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "new" / "base")
    places = {paths.data, paths.cache, paths.logs, paths.library_db, paths.cache_db}
    assert all(place.is_relative_to(tmp_path / "new" / "base") for place in places)
    assert paths.data.is_dir()
    assert paths.cache.is_dir()
    assert paths.logs.is_dir()


def test_a_relative_base_folder_stays_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = Paths.of(Path("base"))
    monkeypatch.chdir("/")
    assert paths.library_db.parent.is_dir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AppError, match="can’t be created"):
        Paths.of(tmp_path / "file")


def test_resources_are_found() -> None:
    assert resource("style.qss").is_file()
    assert list(resource("icons").glob("*.svg"))
