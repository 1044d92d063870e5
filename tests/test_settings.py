"""Settings and where files live: they never stand in the way of starting."""

from pathlib import Path
from threading import Event, Thread

import pytest
from pydantic import ValidationError

from kinfolk.errors import AppError
from kinfolk.paths import Paths, resource
from kinfolk.settings import Settings, Theme
from tests.patience import PATIENCE


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "settings.json") == Settings()


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    Settings(theme=Theme.DARK, portrait_size=90, last_folder="/photos/ä").save(file)
    assert Settings.load(file) == Settings(
        theme=Theme.DARK, portrait_size=90, last_folder="/photos/ä"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.warns
@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b'{"portrait_size": 9000}', b"[]"])
def test_a_damaged_file_is_kept_aside(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(damage)
    assert Settings.load(file) == Settings()
    assert (tmp_path / "settings.damaged.json").read_bytes() == damage


def test_settings_of_a_newer_version_survive(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"theme": "dark", "something_new": 7}')
    Settings.load(file).save(file)
    assert "something_new" in file.read_text()


def test_what_two_threads_set_at_once_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"

    is_about_to = Event()

    def choose() -> None:
        is_about_to.set()
        with Settings.changed(file) as settings:
            settings.engine = "other/1"

    other = Thread(target=choose)
    with Settings.changed(file) as settings:
        other.start()
        assert is_about_to.wait(PATIENCE)
        settings.portrait_size = 90
    other.join()
    assert Settings.load(file) == Settings(portrait_size=90, engine="other/1")


def test_a_setting_out_of_range_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings().portrait_size = 10


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
