"""Backups in the window: made, listed, put in place; and what is offered for a damaged library."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from kinfolk.core.database import Database
from kinfolk.core.db import backups
from kinfolk.core.people import people
from kinfolk.errors import Damaged
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.damaged_library import OfferSheet, Rescue
from kinfolk.gui.dialogs.restore import RestoreSheet
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.album import Album
from tests.gui.hands import CONTROL, Key, click, heard, press, until
from tests.gui.windows import comes, over, played, says_something, show_part, there, visible

NOW = datetime(2026, 3, 14, 12, 0, 0)


def settings(window: Window) -> SettingsSheet:
    press(Key.Key_Comma, held=CONTROL, on=window)
    sheet = window.findChildren(SettingsSheet)[-1]
    show_part(sheet, sheet.backups)
    return sheet


def rows(sheet: RestoreSheet) -> list[str]:
    return [sheet.model.item(number).text() for number in range(sheet.model.rowCount())]


@pytest.mark.wiring
def test_a_backup_is_made_on_ones_word(real: Window, context: Context, album: Album) -> None:
    album.person("Eva")
    section = settings(real).backups
    until(lambda: section.last.text() == "No backup yet")
    click(section.now)
    until(lambda: section.last.text().startswith("Today, "))
    assert section.holds.text() == "1 person · 0 faces · 0 photos"
    (made,) = backups.listing(backups.folders(context.paths))
    assert made.kind is backups.BackupKind.HAND
    assert section.notice.isHidden()


def test_backups_go_where_one_wants_them(
    real: Window, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album.person("Eva")
    drive = tmp_path / "drive"
    drive.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(drive))
    section = settings(real).backups
    click(section.change)
    assert section.place.text() == str(drive)
    click(section.now)
    until(lambda: bool(backups.listing([drive])))
    assert Settings.load(real.context.paths.settings_file).backup_folder == str(drive)
    until(section.notice.isHidden)
    drive.rename(tmp_path / "away")
    section.read()
    assert section.notice.isVisible()
    assert str(drive) in section.notice.text.text().replace("\N{ZERO WIDTH SPACE}", "")
    click(section.usual)
    assert section.place.text() == str(real.context.paths.data / "backups")
    assert section.notice.isHidden()
    assert not drive.exists()


def test_the_list_says_what_each_holds_and_lacks(real: Window, album: Album) -> None:
    album.decide(people.create, name="Eva")
    old = backups.make(real.context.paths, now=NOW).backup
    album.decide(people.create, name="Bob")
    bad = backups.make(real.context.paths, now=NOW + timedelta(days=1)).backup
    bad.path.write_bytes(b"scratched" * 5000)
    album.decide(people.create, name="Carla")
    section = settings(real).backups
    section.restore.click()
    sheet = real.findChildren(RestoreSheet)[-1]
    until(lambda: len(rows(sheet)) == 2)
    assert rows(sheet)[0].startswith("15 Mar 2026")
    assert not sheet.primary.isEnabled()
    press(Key.Key_Down, on=sheet.view)
    until(lambda: sheet.sentence.text() == "This backup lacks 2 names added since then.")
    assert sheet.primary.isEnabled()
    assert heard(sheet.chosen, lambda: press(Key.Key_Return, on=sheet)) == [old.path]
    assert not real.isVisible()  # it closes: the library is let go of first


@pytest.fixture
def backup(paths: Paths, qapp: QApplication) -> Path:
    """Of Eva alone; Bob has come since."""
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        album = Album(db)
        album.person("Eva", faces=2)
        made = backups.make(paths, now=NOW).backup.path
        album.create("Bob")
    return made


def names(paths: Paths) -> list[str]:
    with closing(sqlite3.connect(paths.library_db)) as connection:
        return sorted(row[0] for row in connection.execute("SELECT name FROM person"))


def test_a_backup_is_put_in_place_between_two_windows(paths: Paths, backup: Path) -> None:
    def story() -> Iterator[None]:
        (yield from comes(Window)).reopen(backup)
        window = yield from comes(Window, says_something)
        assert window.toast.text == "Restored: 1 person · 2 faces · 2 photos."
        window.close()

    assert played(lambda: running.run(paths), story()) == 0
    assert names(paths) == ["Eva"]
    (kept,) = paths.data.glob("*-before-restore.db")
    assert kept.stat().st_size


def test_a_backup_that_is_under_way_leaves_the_chosen_one(paths: Paths) -> None:
    """It ends while the window closes, and replaces the day’s."""
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        album = Album(db)
        album.person("Eva", faces=2)
        today = there(backups.daily(paths)).backup
        album.create("Bob")

    def story() -> Iterator[None]:
        window = yield from comes(Window)
        window.reopening_wanted.connect(lambda _: backups.daily(paths, age=timedelta()))
        window.reopen(today.path)
        window = yield from comes(Window, says_something)
        assert window.toast.text == "Restored: 1 person · 2 faces · 2 photos."
        window.close()

    assert played(lambda: running.run(paths), story()) == 0
    assert names(paths) == ["Eva"]
    kept = backups.listing(backups.folders(paths))
    assert (today.made_at, backups.BackupKind.HAND) in [(each.made_at, each.kind) for each in kept]


def test_another_process_that_has_the_library_open_is_said(paths: Paths, backup: Path) -> None:
    def story() -> Iterator[None]:
        (yield from comes(Window)).reopen(backup)
        window = yield from comes(Window, says_something)
        assert "Another copy of Kinfolk has the library open." in window.toast.text
        window.close()

    with closing(Database(paths.library_db, paths.cache_db)):
        assert played(lambda: running.run(paths), story()) == 0
    assert names(paths) == ["Bob", "Eva"]


@pytest.mark.parametrize("state", ["garbage", "damaged"])
def test_a_damaged_library_is_met_with_an_offer(paths: Paths, backup: Path, state: str) -> None:
    data = paths.library_db.read_bytes()
    head = b"" if state == "garbage" else data[:4096]
    paths.library_db.write_bytes(head + os.urandom(len(data) - len(head)))

    def story() -> Iterator[None]:
        offer = yield from comes(OfferSheet, lambda sheet: sheet.primary.isEnabled())
        assert offer.holds.text() == "1 person · 2 faces · 2 photos"
        assert offer.when.text().startswith("14 Mar 2026")
        offer.primary.click()
        (yield from comes(Window)).close()

    assert played(lambda: running.run(paths), story()) == 0
    assert names(paths) == ["Eva"]


def test_the_offer_can_be_left(paths: Paths, backup: Path) -> None:
    paths.library_db.write_bytes(b"no library " * 1000)

    def story() -> Iterator[None]:
        (yield from comes(OfferSheet)).reject()

    assert played(lambda: running.run(paths), story()) == 1
    assert paths.library_db.read_bytes() == b"no library " * 1000
    assert not visible(Rescue)


def test_damage_that_is_noticed_later_is_met_with_the_same_offer(
    real: Window, context: Context, album: Album
) -> None:
    album.person("Eva")
    made = backups.make(context.paths).backup
    context.bus.trouble.emit(Damaged("The library is damaged.", ""))
    (offer,) = real.findChildren(OfferSheet)
    until(offer.primary.isEnabled)
    assert heard(real.reopening_wanted, offer.primary.click) == [made.path]


def test_the_window_makes_the_daily_backup(paths: Paths, backup: Path) -> None:
    def is_made(_: Window) -> bool:
        kept = backups.listing(backups.folders(paths))
        return backups.BackupKind.DAILY in [each.kind for each in kept]

    def story() -> Iterator[None]:
        (yield from comes(Window, is_made)).close()

    assert played(lambda: running.run(paths), story()) == 0


def test_a_good_backup_that_is_found_leaves_the_keyboard_to_the_list_over_it(
    real: Window, context: Context, album: Album
) -> None:
    album.person("Eva")
    backups.make(context.paths)
    context.bus.trouble.emit(Damaged("The library is damaged.", ""))
    (offer,) = real.findChildren(OfferSheet)
    offer.other.click()
    until(offer.primary.isEnabled)
    assert over(real, RestoreSheet).isAncestorOf(there(real.focusWidget()))
