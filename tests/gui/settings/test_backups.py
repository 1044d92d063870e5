"""Backups in the window: made, listed, put in place; and what is offered for a damaged library."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

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
from tests.gui.sections import show_part
from tests.gui.windows import visible, when

NOW = datetime(2026, 3, 14, 12, 0, 0)


def settings(qtbot: QtBot, window: Window) -> SettingsSheet:
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    sheet = window.findChildren(SettingsSheet)[-1]
    show_part(sheet, sheet.backups)
    return sheet


def rows(sheet: RestoreSheet) -> list[str]:
    return [sheet.model.item(number).text() for number in range(sheet.model.rowCount())]


@pytest.mark.wiring
def test_a_backup_is_made_on_ones_word(qtbot: QtBot, real: Window, context: Context) -> None:
    context.db.write(lambda s: people.create(s, name="Eva")).result()
    section = settings(qtbot, real).backups
    qtbot.waitUntil(lambda: section.last.text() == "No backup yet")
    qtbot.mouseClick(section.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: section.last.text().startswith("Today, "))
    assert section.holds.text() == "1 person · 0 faces · 0 photos"
    (made,) = backups.listing(backups.folders(context.paths))
    assert made.kind is backups.BackupKind.HAND
    assert section.notice.isHidden()


def test_backups_go_where_one_wants_them(
    qtbot: QtBot, real: Window, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.db.write(lambda s: people.create(s, name="Eva")).result()
    drive = tmp_path / "drive"
    drive.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(drive))
    section = settings(qtbot, real).backups
    qtbot.mouseClick(section.change, Qt.MouseButton.LeftButton)
    assert section.place.text() == str(drive)
    qtbot.mouseClick(section.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(backups.listing([drive])))
    assert Settings.load(context.paths.settings_file).backup_folder == str(drive)
    qtbot.waitUntil(section.notice.isHidden)
    drive.rename(tmp_path / "away")
    section.read()
    assert section.notice.isVisible()
    assert str(drive) in section.notice.text.text().replace("\N{ZERO WIDTH SPACE}", "")
    qtbot.mouseClick(section.usual, Qt.MouseButton.LeftButton)
    assert section.place.text() == str(context.paths.data / "backups")
    assert section.notice.isHidden()
    assert not drive.exists()


def test_the_list_says_what_each_holds_and_lacks(
    qtbot: QtBot, real: Window, context: Context
) -> None:
    def name(who: str) -> None:
        context.db.write(lambda s: people.create(s, name=who), label=f"Name {who}").result()

    name("Eva")
    old = backups.make(context.paths, now=NOW).backup
    name("Bob")
    bad = backups.make(context.paths, now=NOW + timedelta(days=1)).backup
    bad.path.write_bytes(b"scratched" * 5000)
    name("Carla")
    section = settings(qtbot, real).backups
    section.restore.click()
    sheet = real.findChildren(RestoreSheet)[-1]
    qtbot.waitUntil(lambda: len(rows(sheet)) == 2)
    assert rows(sheet)[0].startswith("15 Mar 2026")
    assert not sheet.primary.isEnabled()
    qtbot.keyClick(sheet.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: sheet.sentence.text() == "This backup lacks 2 names added since then.")
    assert sheet.primary.isEnabled()
    with qtbot.waitSignal(sheet.chosen) as chosen:
        qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert chosen.args == [old.path]
    assert not real.isVisible()  # it closes: the library is let go of first


@pytest.fixture
def backup(paths: Paths, qapp: QApplication) -> Path:
    """Of Eva alone; Bob has come since."""
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        Album(db).person("Eva", faces=2)
        made = backups.make(paths, now=NOW).backup.path
        db.write(lambda s: people.create(s, name="Bob"), label="Create Bob").result()
    return made


def names(paths: Paths) -> list[str]:
    with closing(sqlite3.connect(paths.library_db)) as connection:
        return sorted(row[0] for row in connection.execute("SELECT name FROM person"))


def test_a_backup_is_put_in_place_between_two_windows(paths: Paths, backup: Path) -> None:
    said: list[str] = []

    def restore() -> bool:
        for window in visible(Window):
            window.reopen(backup)
            return True
        return False

    def close() -> bool:
        for window in visible(Window):
            if window.toast.isVisible():
                said.append(window.toast.text)
                window.close()
                return True
        return False

    def go_on() -> None:
        if not first.isActive():
            steps.append(when(close))

    steps: list[QTimer] = []
    first = when(restore)
    first.timeout.connect(go_on)
    assert running.run(paths) == 0
    assert said == ["Restored: 1 person · 2 faces · 2 photos."]
    assert names(paths) == ["Eva"]
    (kept,) = paths.data.glob("*-before-restore.db")
    assert kept.stat().st_size


def test_another_process_that_has_the_library_open_is_said(paths: Paths, backup: Path) -> None:
    said: list[str] = []
    with closing(Database(paths.library_db, paths.cache_db)):

        def act() -> bool:
            for window in visible(Window):
                if window.toast.isVisible():
                    said.append(window.toast.text)
                    window.close()
                    return True
                if not window.property("asked"):
                    window.setProperty("asked", True)
                    window.reopen(backup)
            return False

        timer = when(act)
        assert running.run(paths) == 0
        assert not timer.isActive()
    assert "Another copy of Kinfolk has the library open." in said[0]
    assert names(paths) == ["Bob", "Eva"]


@pytest.mark.parametrize("state", ["garbage", "damaged"])
def test_a_damaged_library_is_met_with_an_offer(paths: Paths, backup: Path, state: str) -> None:
    data = paths.library_db.read_bytes()
    head = b"" if state == "garbage" else data[:4096]
    paths.library_db.write_bytes(head + os.urandom(len(data) - len(head)))
    said: list[str] = []

    def act() -> bool:
        for offer in visible(OfferSheet):
            if offer.primary.isEnabled():
                said.extend([offer.title.text(), offer.when.text(), offer.holds.text()])
                offer.primary.click()
        for window in visible(Window):
            window.close()
            return True
        return False

    timer = when(act)
    assert running.run(paths) == 0
    assert not timer.isActive()
    assert said[2] == "1 person · 2 faces · 2 photos"
    assert said[1].startswith("14 Mar 2026")
    assert names(paths) == ["Eva"]


def test_the_offer_can_be_left(paths: Paths, backup: Path) -> None:
    paths.library_db.write_bytes(b"no library " * 1000)

    def act() -> bool:
        for offer in visible(OfferSheet):
            offer.reject()
            return True
        return False

    timer = when(act)
    assert running.run(paths) == 1
    assert not timer.isActive()
    assert paths.library_db.read_bytes() == b"no library " * 1000
    assert not visible(Rescue)


def test_damage_that_is_noticed_later_is_met_with_the_same_offer(
    qtbot: QtBot, real: Window, context: Context
) -> None:
    context.db.write(lambda s: people.create(s, name="Eva")).result()
    made = backups.make(context.paths).backup
    context.bus.trouble.emit(Damaged("The library is damaged.", ""))
    (offer,) = real.findChildren(OfferSheet)
    qtbot.waitUntil(offer.primary.isEnabled)
    with qtbot.waitSignal(real.reopening_wanted) as wanted:
        offer.primary.click()
    assert wanted.args == [made.path]


def test_the_window_makes_the_daily_backup(paths: Paths, backup: Path) -> None:
    def act() -> bool:
        kinds = [each.kind for each in backups.listing(backups.folders(paths))]
        for window in visible(Window):
            if backups.BackupKind.DAILY in kinds:
                window.close()
                return True
        return False

    timer = when(act)
    assert running.run(paths) == 0
    assert not timer.isActive()
