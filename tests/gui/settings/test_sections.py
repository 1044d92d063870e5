"""The sections of the settings, the folders in them, and how much room previews may take."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from kinfolk.api import server as api
from kinfolk.api.server import Server
from kinfolk.core.database import Database
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.settings.sheet import THEMES, SettingsSheet
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button
from kinfolk.paths import Paths
from kinfolk.settings import Language, Settings, Theme
from tests.album import Album
from tests.gui import other_language
from tests.gui.hands import CONTROL, LEFT, Key, click, heard, press, rest, until
from tests.gui.settings.test_library_location import opened_settings
from tests.gui.windows import choose, comes, played, show_part, texts_of, visible


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
    filled = [each.text() for each in sheet.findChildren(Button) if each.kind == "primary"]
    assert filled == ["Restart Kinfolk"]
    sheet.language.chosen.emit(0)
    assert not sheet.restart.isVisible()
    assert sheet.primary.kind == "primary"
    for look in (Theme.DARK, Theme.LIGHT):
        sheet.look.chosen.emit(THEMES.index(look))
        for mode, token in ((QIcon.Mode.Normal, "text"), (QIcon.Mode.Selected, "accent")):
            image = sheet.sections.item(2).icon().pixmap(16, mode).toImage()
            inks = (image.pixelColor(x, y) for x in range(16) for y in range(16))
            assert theme.color(token) in [ink for ink in inks if ink.alpha() == 255]


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
    choose(menu, "Remove from library")
    until(lambda: list(section.buttons) == [album.folder_id])
    sheet.accept()


@pytest.mark.wiring
def test_the_room_for_previews_is_chosen(real: Window, context: Context) -> None:
    sheet = opened(real)
    assert sheet.room.index == 1
    sheet.room.choose(2)
    sheet.accept()
    assert Settings.load(context.paths.settings_file).preview_bytes == 16_000_000_000
    context.settings.preview_bytes = 5_000_000_000  # as someone wrote it into the file
    assert opened(real).room.index == 2


def test_what_was_set_takes_effect_at_once_and_is_kept_on_escape(
    real: Window, context: Context
) -> None:
    sheet = opened(real)
    sheet.look.choose(2)
    sheet.size_slider.setValue(150)
    press(Key.Key_Escape, on=sheet)
    kept = Settings.load(context.paths.settings_file)
    assert (kept.theme, kept.portrait_size) == (Theme.DARK, 150)
    assert real.wall.people.portraits.card_size.width() > 150


class TakenPort:
    """An API that cannot start."""

    token_file = Path("token")
    url = "http://localhost"

    def start(self) -> None:
        raise AppError("The port is taken.")

    def stop(self) -> None:
        pass


def test_why_the_api_cannot_start_stays_beside_its_switch(real: Window, context: Context) -> None:
    sheet = SettingsSheet(context, real, scanning=real.scanning, server=TakenPort())
    sheet.open()
    show_part(sheet, sheet.serving)
    click(sheet.serving)
    until(lambda: not sheet.serving.isChecked())
    later: list[None] = []
    context.tasks.run(lambda: None, later.append, owner=sheet)
    until(lambda: later == [None])  # what else would be said has been said by then
    assert "The port is taken." in texts_of(sheet)


def test_the_api_is_off_if_it_is_switched_off_before_it_has_started(
    real: Window, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Server(context.db, context.paths, context.suggester, port=0)
    bind, is_off = api._bind, Event()

    def slow(port: int) -> list[socket.socket]:
        is_off.wait()
        return bind(port)

    monkeypatch.setattr(api, "_bind", slow)
    sheet = SettingsSheet(context, real, scanning=real.scanning, server=made)
    sheet.open()
    show_part(sheet, sheet.serving)
    for _ in range(2):
        click(sheet.serving)
    is_off.set()
    rest(context)
    try:
        assert not made.is_running
        with socket.socket() as client:
            assert client.connect_ex(("127.0.0.1", made.port)) != 0
    finally:
        made.stop()


def test_the_buttons_of_a_folder_with_a_long_name_are_seen(
    real: Window, album: Album, tmp_path: Path
) -> None:
    folder = tmp_path / ("a" * 180)
    folder.mkdir()
    added = album.do(library.add_folder, folder)
    sheet = opened(real)
    show_part(sheet, sheet.folders)
    until(lambda: added.id in sheet.folders.buttons)
    for button in (sheet.folders.buttons[added.id], sheet.folders.finds[added.id]):
        until(lambda button=button: button.visibleRegion().boundingRect() == button.rect())  # type: ignore[misc]
