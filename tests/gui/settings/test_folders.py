"""The folders of photos in the settings, with the menu that they have in the sidebar."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from kinfolk.core.photos import library
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.gui.hands import CONTROL, Key, press, until
from tests.gui.sections import show_part
from tests.gui.windows import visible


@pytest.mark.wiring
def test_folders_are_listed_and_have_their_menu(real: Window, album: Album, tmp_path: Path) -> None:
    album.photo()
    press(Key.Key_Comma, held=CONTROL, on=real)
    (sheet,) = visible(SettingsSheet)
    section = sheet.folders
    show_part(sheet, section)
    until(lambda: list(section.buttons) == [album.folder_id])
    (tmp_path / "summer").mkdir()
    second = album.do(library.add_folder, tmp_path / "summer")
    until(lambda: set(section.buttons) == {album.folder_id, second.id})
    said = [each.text() for each in section.findChildren(QLabel)]
    assert {"summer", "0 photos", "1 photo"} <= set(said)
    until(lambda: second.id in real.sidebar.folders.rows)  # the sidebar has read it, too
    button = section.buttons[second.id]
    assert button.accessibleName() == "Options for summer"
    sheet.sections.setFocus()
    both = zip(section.buttons.values(), section.finds.values(), strict=True)
    order = [*(stop for stops in both for stop in stops), section.add]
    for stop in order:
        QTest.keyClick(real.focusWidget(), Key.Key_Tab)
        assert real.focusWidget() is stop
    switch = section.finds[second.id]
    assert (switch.accessibleName(), switch.isChecked()) == ("Find faces in summer", True)
    switch.setFocus()
    QTest.keyClick(switch, Key.Key_Space)
    until(lambda: section.finds[second.id] is not switch)
    assert not section.finds[second.id].isChecked()
    assert section.finds[second.id].hasFocus()
    assert real.toast.text == "Kinfolk won’t find new faces in summer. Existing ones stay."
    wanted = ("summer", "faces off")
    until(lambda: wanted in {(e.name, e.state) for e in real.sidebar.folders.shown})
    button = section.buttons[second.id]
    QTest.keyClick(button, Key.Key_Space)
    menu = visible(QMenu)[0]
    take_out = next(each for each in menu.actions() if each.text() == "Remove from library")
    take_out.trigger()
    menu.close()
    until(lambda: list(section.buttons) == [album.folder_id])
    sheet.accept()
