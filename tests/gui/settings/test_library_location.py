"""The library is moved to another folder in the settings, and found there by the next start."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kinfolk import __main__ as entry
from kinfolk.core.database import Database
from kinfolk.core.db import library_move
from kinfolk.core.db.library_move import MoveJob
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from kinfolk.gui.base.context import Context
from kinfolk.gui.settings.library_location import PlaceSection
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell import one_window
from kinfolk.gui.shell.no_start import NoStartSheet
from kinfolk.gui.shell.start_request import NOTHING
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from tests.album import Album
from tests.asking import opened
from tests.gui.hands import CONTROL, Key, press, until
from tests.gui.windows import comes, played, says_something, show_part, visible
from tests.patience import PATIENCE

FILES = {name: os.urandom(100_000) for name in ("backups/library-old.db", "engines/arc/model.onnx")}


@pytest.fixture
def base(tmp_path: Path, qapp: QApplication) -> Path:
    """A library with a person, a backup and an engine."""
    paths = Paths.of(tmp_path / "base")
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        Album(db).person("Eva", faces=2)
    for name, data in FILES.items():
        (paths.data / name).parent.mkdir(parents=True)
        (paths.data / name).write_bytes(data)
    return tmp_path / "base"


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """With other things on it."""
    folder = tmp_path / "drive"
    folder.mkdir()
    (folder / "letters.txt").write_text("Dear Eva")
    return folder


def check(paths: Paths) -> None:
    """All of it is there, and for its owner alone."""
    with closing(sqlite3.connect(paths.library_db)) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("Eva",)]
    assert {name: (paths.data / name).read_bytes() for name in FILES} == FILES
    assert paths.cache_db.stat().st_mode & 0o077 == 0


def moving(first: Paths, place: Paths) -> MoveJob:
    job = MoveJob(first, place)
    job.start()
    return job


def databases(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*.db"))


def opened_settings() -> Iterator[None]:
    while not visible(SettingsSheet):
        for window in visible(Window):
            press(Key.Key_Comma, held=CONTROL, on=window)
        yield
    sheet = visible(SettingsSheet)[0]
    show_part(sheet, sheet.place)


def answered(section: PlaceSection) -> Iterator[None]:
    while section.notice.answer is None or not section.notice.answer.isVisible():
        yield
    press(Key.Key_Space, on=section.notice.answer)


@pytest.mark.slow
def test_there_and_back_again(base: Path, drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Paths.of(base)
    asked: list[Path] = []  # another window, to take a wish
    monkeypatch.setattr(one_window, "_left", lambda folder, wish: asked.append(folder))

    def story() -> Iterator[None]:
        yield from opened_settings()
        window, section = visible(Window)[0], visible(SettingsSheet)[0].place
        assert section.usual.isHidden()
        section.ask(drive)
        yield from answered(section)
        moved = yield from comes(Window, lambda each: each is not window and says_something(each))
        assert moved.toast.text == f"The library is now in {drive}/Kinfolk/data."
        check(Paths.of(base))
        assert databases(base) == []
        yield from opened_settings()
        section = visible(SettingsSheet)[0].place
        press(Key.Key_Space, on=section.usual)
        yield from answered(section)
        back = yield from comes(Window, lambda each: each is not moved and says_something(each))
        assert back.toast.text == f"The library is now in {first.data}."
        back.close()

    with one_window.only(first, NOTHING) as is_only:
        assert is_only
        assert played(lambda: running.run(first), story()) == 0
    assert asked == []
    check(Paths.of(base))
    assert Paths.of(base) == first
    assert [each.name for each in drive.rglob("*")] == ["letters.txt"]
    assert (drive / "letters.txt").read_text() == "Dear Eva"


def test_a_drive_that_is_away_begins_no_new_library(base: Path, drive: Path) -> None:
    first = Paths.of(base)
    place = library_move.place_in(first, drive)
    assert moving(first, place).wait(PATIENCE)
    library_move.let_go(first, place)
    drive.rename(away := drive.with_name("away"))
    with pytest.raises(AppError, match="can’t be found"):
        Paths.of(base)

    def story() -> Iterator[None]:
        sheet = yield from comes(NoStartSheet)
        assert not drive.exists()
        away.rename(drive)
        sheet.primary.click()
        (yield from comes(Window)).close()

    assert played(lambda: entry.start(base, NOTHING), story()) == 0
    check(Paths.of(base))


def test_what_is_not_finished_leaves_nothing(base: Path, drive: Path) -> None:
    """Cancelled, with the library open elsewhere, onto a drive that fails, or without room."""
    first = Paths.of(base)
    place = library_move.place_in(first, drive)
    job = MoveJob(first, place)
    job.cancel()
    job.start()
    assert job.wait(PATIENCE)
    with opened(first), pytest.raises(AppError, match="has the library open"):
        moving(first, place).wait(PATIENCE)
    place.data.mkdir(parents=True)
    (first.data / "settings.json").write_text("{}")
    (place.data / "settings.json").write_text('{"theme": "dark"}')
    with pytest.raises(AppError, match="There’s already a library"):
        moving(first, place).wait(PATIENCE)
    assert (place.data / "settings.json").read_text() == '{"theme": "dark"}'
    shutil.rmtree(drive / "Kinfolk")
    (drive / "Kinfolk").write_text("a file in its place")
    with pytest.raises(AppError, match="can’t be moved"):
        moving(first, place).wait(PATIENCE)
    (drive / "Kinfolk").unlink()
    assert databases(drive) == []
    assert Paths.of(base) == first
    check(first)


@pytest.mark.slow
def test_a_copy_that_cannot_be_opened_is_left_for_the_old_one(
    base: Path, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Paths.of(base)
    switch = library_move.switch

    def damaging(place: Paths) -> None:
        switch(place)
        if place != first:
            place.library_db.write_bytes(b"no library " * 1000)

    monkeypatch.setattr(library_move, "switch", damaging)

    def story() -> Iterator[None]:
        yield from opened_settings()
        window, section = visible(Window)[0], visible(SettingsSheet)[0].place
        section.ask(drive)
        yield from answered(section)
        again = yield from comes(Window, lambda each: each is not window and says_something(each))
        said = "The library couldn’t be opened in the new folder, so it’s still"
        assert again.toast.text.startswith(said)
        again.close()

    assert played(lambda: running.run(first), story()) == 0
    assert Paths.of(base) == first
    check(first)


def test_where_it_cannot_go(
    context: Context, album: Album, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside photos, where a library is, and where there is no room; said in the settings."""
    section = PlaceSection(context)

    def refused(folder: Path) -> str:
        section.ask(folder)
        until(lambda: section.notice.title.text().endswith("there"))
        text = section.notice.text.text()
        section.notice.dismissed()
        section.notice.title.setText("")
        return text

    photos = drive / "photos"
    photos.mkdir()
    album.do(library.add_folder, photos)
    assert "one of your photo folders" in refused(photos)
    other = Paths.of(drive / "other")
    other.library_db.touch()
    (drive / "other" / "Kinfolk" / "data").mkdir(parents=True)
    (drive / "other" / "Kinfolk" / "data" / "library.db").touch()
    assert "There’s already a library in" in refused(drive / "other")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 0))
    assert "only 0 kB is free" in refused(drive)
    section.deleteLater()
