"""The sheet that copies photos: what it says before, meanwhile and after, and what is there."""

import errno
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kinfolk import atomic
from kinfolk.core.exchange import copying
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs.copying import CopySheet
from kinfolk.gui.shell.window import Window
from tests.album import dump
from tests.gui.hands import Key, press, until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import closed, opened, there
from tests.patience import PATIENCE
from tests.photo_facts import facts_of


@pytest.fixture
def to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen in the dialog."""
    folder = tmp_path / "for grandma"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def asked(real: Window) -> CopySheet:
    """By key, on the page of photos."""
    real.pages.show_photos()
    grid = real.photos.grid
    until(lambda: len(grid.photos.ids) == 2)
    grid.setFocus()
    press(Key.Key_C, on=grid)
    sheet = real.findChildren(CopySheet)[-1]
    until(lambda: sheet.amount.text() != "")
    return sheet


def focused() -> object:
    return QApplication.focusWidget()


def test_all_that_is_shown_is_copied_by_keys_alone(
    real: Window, context: Context, pictured: Pictured, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos, rows = facts_of(pictured.folder), dump(context.db)
    sheet = asked(real)
    size = sum(path.stat().st_size for path in pictured.folder.iterdir())
    assert sheet.amount.text() == f"2 photos · {words.size_text(size)}"
    assert sheet.sentence.text() == "Undo doesn’t delete copies."
    assert sheet.primary.text() == "Choose a folder…"
    assert not sheet.choose.isVisible()
    press(Key.Key_Return)
    assert sheet.where.text() == str(to)
    assert focused() is sheet.primary
    press(Key.Key_Return)
    until(lambda: sheet.primary.text() == "Show folder")
    assert sheet.told.text() == f"2 photos ({words.size_text(size)}) copied to “for grandma”."
    assert facts_of(to) == {
        name: (digest, moment, facts_of(to)[name][2])
        for name, (digest, moment, _) in photos.items()
    }
    assert (facts_of(pictured.folder), dump(context.db)) == (photos, rows)
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    press(Key.Key_Return)
    assert shown == [QUrl.fromLocalFile(str(to))]
    assert not sheet.isVisible()
    assert focused() is real.photos.grid
    again = asked(real)  # the folder is known now
    assert (again.where.text(), again.primary.text()) == (str(to), "Copy")
    again.reject()
    to.rename(to.with_name("away"))
    again = asked(real)
    assert (again.where.text(), again.primary.text()) == ("None chosen", "Choose a folder…")


def test_what_a_link_is_stands_there_before_one_is_made(
    real: Window, pictured: Pictured, to: Path
) -> None:
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == 2)
    real.photos.grid.toggle(0)
    sheet = asked(real)
    assert sheet.amount.text().startswith("1 photo · ")  # the selected one
    assert "stay as they are" in sheet.meaning.text()
    sheet.choose.click()
    sheet.how.setFocus()
    press(Key.Key_Right, on=sheet.how)
    assert "Editing one changes both" in sheet.meaning.text()
    assert sheet.primary.text() == "Create links"
    inside = sheet.meaning.mapTo(sheet.card, sheet.meaning.rect().bottomLeft())
    assert sheet.card.rect().contains(inside)
    assert sheet.meaning.height() >= sheet.meaning.heightForWidth(sheet.meaning.width())
    sheet.primary.click()
    until(lambda: sheet.primary.text() == "Show folder")
    name = os.listdir(to)[0]
    assert (to / name).samefile(pictured.folder / name)
    assert sheet.told.text().startswith("1 photo (")
    assert sheet.told.text().endswith("linked in “for grandma”.")


def test_a_folder_of_photos_is_refused_and_another_one_asked_for(
    real: Window, pictured: Pictured, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = asked(real)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(pictured.folder))
    sheet.choose.click()
    sheet.primary.click()
    until(lambda: "Kinfolk doesn’t write there" in sheet.told.text())
    assert sorted(os.listdir(pictured.folder)) == ["a.jpg", "b.jpg"]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(to))
    sheet.choose.click()
    assert sheet.told.text() == ""
    sheet.primary.click()
    until(lambda: sheet.primary.text() == "Show folder")
    assert sorted(os.listdir(to)) == ["a.jpg", "b.jpg"]
    sheet.reject()
    for copy in to.iterdir():
        copy.unlink()
    (pictured.folder / "a.jpg").unlink()
    sheet = asked(real)
    sheet.primary.click()
    until(lambda: sheet.primary.text() == "Show folder")
    assert sheet.told.text().startswith("1 photo (")
    assert sheet.details.text() == "1 photo skipped:\na.jpg: It no longer exists."
    assert sheet.details.isVisible()


def test_a_full_drive_is_told_with_what_is_there(
    real: Window, pictured: Pictured, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sheet = asked(real)
    sheet.choose.click()
    monkeypatch.setattr(atomic, "sync", full)
    sheet.primary.click()
    until(lambda: sheet.told.text().startswith("The drive is full."))
    said = (
        "The drive is full. What was already saved stays. 0 photos (0 kB) copied to “for grandma”."
    )
    assert sheet.told.text() == said
    assert sheet.primary.isEnabled()  # another folder may do
    assert os.listdir(to) == []


class Slow:
    """Reading waits at the second photo."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, to: Path) -> None:
        self.waits, self._go_on = threading.Event(), threading.Event()
        read = copying._read

        def slow(file: object, size: int) -> bytes:
            if any(to.glob("*.jpg")):
                self.waits.set()
                assert self._go_on.wait(PATIENCE)
            return read(file, size)  # type: ignore[arg-type]

        monkeypatch.setattr(copying, "_read", slow)

    def go_on(self) -> None:
        self._go_on.set()


def test_esc_stops_it_and_what_is_there_stays(
    real: Window, pictured: Pictured, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch, to)
    sheet = asked(real)
    sheet.choose.click()
    press(Key.Key_Return)
    until(slow.waits.is_set)
    until(lambda: sheet.told.text().startswith("1 of 2 photos · "))
    assert (sheet.bar.isVisible(), sheet.cancel.text()) == (True, "Stop")
    press(Key.Key_Escape)
    slow.go_on()
    until(lambda: sheet.told.text().startswith("Stopped. 1 photo ("))
    assert len(os.listdir(to)) == 1
    press(Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.slow
def test_a_window_that_is_closed_ends_it(
    qtbot: QtBot, context: Context, pictured: Pictured, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch, to)
    window = opened(qtbot, context)
    sheet = asked(window)
    sheet.choose.click()
    sheet.primary.click()
    until(slow.waits.is_set)
    job = there(sheet.job)
    closed(window)
    assert job.is_cancelled
    slow.go_on()
    assert job.wait(PATIENCE)
    assert len(os.listdir(to)) == 1
