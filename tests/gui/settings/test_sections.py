"""The sections of the settings: the one that was seen last, by keys, and a restart."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Language, Settings
from tests.album import Album
from tests.gui import other_language
from tests.gui.settings.test_library_location import opened_settings, run
from tests.gui.windows import visible

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, real: Window) -> SettingsSheet:
    qtbot.keyClick(real, Qt.Key.Key_Comma, CONTROL)
    return real.findChildren(SettingsSheet)[-1]


@pytest.mark.wiring
def test_sections_are_chosen_by_keys_and_the_last_one_opens_again(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    sheet = opened(qtbot, real)
    assert sheet.sections.hasFocus()
    assert sheet.language.isVisible()
    qtbot.keyClick(sheet.sections, Qt.Key.Key_Down)
    assert sheet.look.isVisible()
    assert not sheet.language.isVisible()
    qtbot.keyClick(sheet.sections, Qt.Key.Key_Tab)
    assert sheet.look.hasFocus()
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(sheet.look, Qt.Key.Key_Return)
    assert opened(qtbot, real).look.isVisible()


@pytest.mark.wiring
def test_another_language_offers_a_restart_as_long_as_it_differs(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    sheet = opened(qtbot, real)
    sheet.language.chosen.emit(2)
    assert sheet.restart.isVisible()
    sheet.language.chosen.emit(0)
    assert not sheet.restart.isVisible()


@pytest.mark.slow
def test_a_restart_opens_the_settings_in_the_other_language(paths: Paths) -> None:
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        Album(db).person("Eva", faces=1)

    def story() -> Iterator[None]:
        yield from opened_settings()
        (window,), (sheet,) = visible(Window), visible(SettingsSheet)
        sheet.sections.setCurrentRow(0)
        sheet.language.chosen.emit(2)
        QTest.mouseClick(sheet.restart_button, Qt.MouseButton.LeftButton)
        while not [each for each in visible(SettingsSheet) if each is not sheet]:
            yield
        (sheet,) = visible(SettingsSheet)
        assert visible(Window) != [window]
        assert sheet.title.text() == "Einstellungen"
        assert Settings.load(paths.settings_file).language is Language.GERMAN
        visible(Window)[0].close()

    with other_language.for_a_while():
        run(paths, story())
