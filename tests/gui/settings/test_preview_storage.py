"""How much room previews of photos may take."""

import pytest

from kinfolk.gui.base.context import Context
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell.window import Window
from kinfolk.settings import Settings
from tests.gui.hands import CONTROL, Key, press


@pytest.mark.wiring
def test_the_room_for_previews_is_chosen(real: Window, context: Context) -> None:
    def opened() -> SettingsSheet:
        press(Key.Key_Comma, held=CONTROL, on=real)
        return real.findChildren(SettingsSheet)[-1]

    sheet = opened()
    assert sheet.room.index == 1
    sheet.room.choose(2)
    sheet.accept()
    assert Settings.load(context.paths.settings_file).preview_bytes == 16_000_000_000
    context.settings.preview_bytes = 5_000_000_000  # as someone wrote it into the file
    assert opened().room.index == 2
