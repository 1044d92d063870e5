"""The sections of the settings: the one that was seen last, by keys, and a restart."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtTest import QTest

from kinfolk.core.database import Database
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Language, Settings
from tests.album import Album
from tests.gui import other_language
from tests.gui.hands import CONTROL, LEFT, Key, heard, press
from tests.gui.settings.test_library_location import opened_settings
from tests.gui.windows import comes, played, visible


def opened(real: Window) -> SettingsSheet:
    press(Key.Key_Comma, held=CONTROL, on=real)
    return real.findChildren(SettingsSheet)[-1]


@pytest.mark.wiring
def test_sections_are_chosen_by_keys_and_the_last_one_opens_again(
    real: Window, album: Album
) -> None:
    sheet = opened(real)
    assert sheet.sections.hasFocus()
    assert sheet.language.isVisible()
    press(Key.Key_Down, on=sheet.sections)
    assert sheet.look.isVisible()
    assert not sheet.language.isVisible()
    press(Key.Key_Tab, on=sheet.sections)
    assert sheet.look.hasFocus()
    heard(sheet.finished, lambda: press(Key.Key_Return, on=sheet.look))
    assert opened(real).look.isVisible()


@pytest.mark.wiring
def test_another_language_offers_a_restart_as_long_as_it_differs(
    real: Window, album: Album
) -> None:
    sheet = opened(real)
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
        before = sheet
        sheet.sections.setCurrentRow(0)
        sheet.language.chosen.emit(2)
        QTest.mouseClick(sheet.restart_button, LEFT)
        sheet = yield from comes(SettingsSheet, lambda each: each is not before)
        assert visible(Window) != [window]
        assert sheet.title.text() == "Einstellungen"
        assert Settings.load(paths.settings_file).language is Language.GERMAN
        visible(Window)[0].close()

    with other_language.for_a_while():
        assert played(lambda: running.run(paths), story()) == 0
