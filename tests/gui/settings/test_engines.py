"""The engines in the settings: seen, used, left, removed, installed, refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.settings.engines import Recognition
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell.status_line import Strip
from kinfolk.gui.shell.window import Window
from kinfolk.recognition import engines
from kinfolk.scan.job import ScanProgress
from kinfolk.settings import Settings
from kinfolk.vision import packs
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.packs import Pack
from tests.gui.drops import drop_files
from tests.gui.hands import CONTROL, Key, heard, hearing, press, until
from tests.gui.windows import closed, opened, show_part, there
from tests.vision.pictures import portraits
from tests.vision.test_packs import model

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[Window]:
    made = opened(qtbot, context)
    made.whole.setCurrentIndex(1)
    yield made
    closed(made)


@pytest.fixture
def tiny(context: Context, tmp_path: Path) -> Pack:
    """A pack that is installed."""
    return packs.install(engines.folder(context.paths), model(tmp_path / "tiny.onnx"))


def settings(window: Window) -> SettingsSheet:
    press(Key.Key_Comma, held=CONTROL, on=window)
    sheet = window.findChildren(SettingsSheet)[-1]
    show_part(sheet, sheet.recognition)
    return sheet


def says(section: Recognition, text: str) -> None:
    """Waits until the notice holds the words; invisible breaks in long ones do not count."""

    def shown() -> str:
        notice = section.notice
        words = f"{notice.title.text()} {notice.text.text()}" if notice.isVisible() else ""
        return words.replace("\N{ZERO WIDTH SPACE}", "")

    until(lambda: text in shown())


def answer(section: Recognition, text: str) -> None:
    """Presses the notice's button by the keyboard."""
    button = there(section.notice.answer)
    assert button.text() == text
    press(Key.Key_Return, on=button)


def used(context: Context) -> str:
    return engines.chosen(context.paths).id


def test_the_engines_are_listed_with_what_they_are(window: Window, tiny: Pack) -> None:
    section = settings(window).recognition
    built_in, other = section.rows
    assert "MIT, Apache-2.0" in built_in.facts.text()
    assert "research" in other.facts.text()
    assert not built_in.use.isVisible()
    assert not built_in.remove.isVisible()
    assert other.use.isVisible()
    assert other.remove.isVisible()
    sheet = settings(window)
    section = sheet.recognition
    for _ in range(2):
        window.activateWindow()
        sheet.sections.setFocus()
        until(sheet.sections.hasFocus)
        row = section.rows[1]
        for stop in (row.use, row.remove, section.install):
            press(Key.Key_Tab)
            assert QApplication.focusWidget() is stop
        section.read()  # as after anything that was done
    section.rows[1].remove.setFocus()
    section.rows[1].remove.click()
    assert window.focusWidget() is section.notice.dismiss  # what deletes is not at hand
    press(Key.Key_Tab, on=window.focusWidget())
    assert window.focusWidget() is section.notice.answer
    press(Key.Key_Escape, on=window.focusWidget())
    assert window.focusWidget() is section.rows[1].remove


def test_what_has_the_keyboard_is_seen(window: Window, tiny: Pack) -> None:
    window.resize(window.minimumSize())
    window.activateWindow()
    sheet = settings(window)
    last = sheet.room
    show_part(sheet, last)
    sheet.primary.setFocus()
    until(sheet.primary.hasFocus)
    assert last.visibleRegion().boundingRect() != last.rect()
    press(Key.Key_Backtab, on=sheet.primary)
    assert window.focusWidget() is last
    until(lambda: last.visibleRegion().boundingRect() == last.rect())


def test_another_is_used_and_left_again(
    qtbot: QtBot, context: Context, tiny: Pack, tmp_path: Path
) -> None:
    first = opened(qtbot, context)
    heard(first.scanning.ended, lambda: first.add_folders([portraits(tmp_path / "album")]))
    photos = engines.unread(context.db, tiny.id)
    section = settings(first).recognition
    section.rows[1].use.click()
    says(section, f"{photos} photos with faces will be scanned again")
    assert used(context) == ENGINE_ID
    heard(first.scanning.began, lambda: answer(section, "Use engine"))
    assert used(context) == tiny.id
    assert not section.rows[1].use.isVisible()
    closed(first)  # in the middle of it

    second = opened(qtbot, context)
    assert heard(second.scanning.ended, second.look_for_new_photos) == ["done"]
    assert engines.unread(context.db, tiny.id) == 0
    sheet = settings(second)
    section = sheet.recognition
    until(lambda: section.rows[1].state.text().startswith("Grouping cautiously"))
    # Going back asks nothing: nothing is read again.
    with hearing(second.scanning.ended):
        section.rows[0].use.click()
        until(lambda: used(context) == ENGINE_ID)
    sheet.accept()
    assert Settings.load(context.paths.settings_file).engine == ""
    closed(second)


def test_what_is_chosen_elsewhere_outlives_the_window(window: Window, tiny: Pack) -> None:
    engines.use(window.context.paths, tiny.id)  # as the command line does
    window.close()
    assert used(window.context) == tiny.id


def test_it_is_removed_on_ones_word(window: Window, context: Context, tiny: Pack) -> None:
    engines.use(context.paths, tiny.id)
    section = settings(window).recognition
    section.rows[1].remove.click()
    says(section, "YuNet and SFace will be used instead")
    heard(window.scanning.ended, lambda: answer(section, "Remove"))
    assert used(context) == ENGINE_ID
    assert len(section.rows) == 1


def test_a_file_is_chosen_and_installed(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = str(model(tmp_path / "mine.onnx"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (file, ""))
    section = settings(window).recognition
    section.install.click()
    until(lambda: len(section.rows) == 2)
    assert section.rows[1].pack.name == "mine"
    assert not section.notice.isVisible()
    assert window.focusWidget() is section.rows[1].use


def test_a_file_is_dropped_and_refused_with_the_reason(window: Window, tmp_path: Path) -> None:
    section = settings(window).recognition
    text = tmp_path / "notes.onnx"
    text.write_text("no model")
    assert not drop_files(section)
    assert drop_files(section, text)
    says(section, "notes.onnx can’t be used: it isn’t an ONNX model")
    assert not drop_files(section, text, model(tmp_path / "other.onnx"))  # an engine is one file
    section.notice.dismiss.click()
    assert section.install.isVisible()
    assert not engines.folder(window.context.paths).exists()


def test_a_bug_leaves_no_notice_behind(
    qtbot: QtBot, window: Window, tiny: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path, engine_id: str) -> Pack:
        raise RuntimeError(f"{engine_id} in {folder.name}")

    monkeypatch.setattr(packs, "remove", broken)
    section = settings(window).recognition
    section.rows[1].remove.click()
    with qtbot.captureExceptions() as raised:
        answer(section, "Remove")
        until(lambda: bool(raised))
    assert str(raised[0][1]) == f"{tiny.id} in engines"
    assert not section.notice.isVisible()
    assert section.rows[1].isEnabled()


def test_the_strip_says_that_known_faces_are_looked_at_again(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.resize(1000, strip.height())
    strip.show_progress(ScanProgress("reading", photos_done=3, photos_total=9, faces_found=4))
    assert strip.title == "Finding faces"
    again = ScanProgress("reading", photos_done=3, photos_total=9, faces_found=5, embedded=4)
    strip.show_progress(again)
    assert strip.title == "Recognising faces again"
    assert "5 faces" in strip.facts


def test_the_settings_stay_open_until_the_window_knows_of_another_engine(
    window: Window, tiny: Pack
) -> None:
    sheet = settings(window)
    bars: list[tuple[bool, bool]] = []
    notice = sheet.recognition.notice
    notice.busy.connect(lambda is_busy: bars.append((is_busy, sheet.primary.isEnabled())))
    heard(window.scanning.began, sheet.recognition.rows[1].use.click)
    assert (True, False) in bars
    assert sheet.primary.isEnabled()
    press(Key.Key_Escape, on=sheet)
    assert not sheet.isVisible()
