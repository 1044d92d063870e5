"""The toast and the menu take back the step they show, and no other that came since."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window
from tests.album import Album

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def rename(db: Database, person_id: str, name: str) -> None:
    label = f"Rename to {name}"
    db.write(
        lambda s: people.update(s, person_id, replace(UNCHANGED, name=name)), label=label
    ).result()


def act(qtbot: QtBot, real: Window, context: Context, person_id: str, name: str) -> None:
    with qtbot.waitSignal(context.ops.done):
        real.wall.act.rename(Named(person_id, "Anna"), name)


@pytest.mark.wiring
def test_the_toast_does_not_take_back_what_another_process_did_since(
    qtbot: QtBot, real: Window, context: Context, album: Album, other: Database
) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    act(qtbot, real, context, anna, "Eva")
    rename(other, ben, "Bob")
    with qtbot.waitSignal(context.ops.refused):
        real.toast.button.click()
    assert "Rename to Bob" in real.toast.text
    assert "Rename to Eva" in real.toast.text
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")


def test_the_toast_of_redo_does_again_what_it_tells(
    qtbot: QtBot, real: Window, context: Context, album: Album, other: Database
) -> None:
    """Also after something else was done: the step was set aside, and is done again."""
    anna, ben = album.person("Anna"), album.person("Ben")
    act(qtbot, real, context, anna, "Eva")
    with qtbot.waitSignal(context.ops.undone):
        real.toast.button.click()
    rename(other, ben, "Bob")
    with qtbot.waitSignal(context.ops.redone):
        real.toast.button.click()
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")
    with qtbot.waitSignal(context.ops.undone):
        real.toast.button.click()
    assert (album.name_of(anna), album.name_of(ben)) == ("Anna", "Bob")


def test_the_menu_takes_back_what_it_shows(
    qtbot: QtBot, real: Window, context: Context, album: Album, other: Database
) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    act(qtbot, real, context, anna, "Eva")
    qtbot.waitUntil(lambda: real.menus.undo.text() == "Undo: Rename to Eva")
    rename(other, ben, "Bob")  # the window has not heard of it
    assert real.menus.undo.text() == "Undo: Rename to Eva"
    with qtbot.waitSignal(context.ops.refused):
        real.menus.undo.trigger()
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")
    qtbot.waitUntil(lambda: real.menus.undo.text() == "Undo: Rename to Bob")
    with qtbot.waitSignal(context.ops.undone):
        real.menus.undo.trigger()
    assert album.name_of(ben) == "Ben"


def test_keys_are_faster_than_the_disk(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    """Ctrl+Z right after an action is about that action; pressed three times it undoes three."""
    anna = album.person("Anna", faces=1)
    act(qtbot, real, context, anna, "A")
    qtbot.waitUntil(lambda: real.menus.undo.text() == "Undo: Rename to A")
    undone: list[str] = []
    context.ops.undone.connect(undone.append)
    for name in ("B", "C", "D"):
        real.wall.act.rename(Named(anna, "A"), name)
    for _ in range(3):
        qtbot.keyClick(real, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(undone) == 3)
    assert undone == ["Rename to D", "Rename to C", "Rename to B"]
    assert album.name_of(anna) == "A"
    redone: list[str] = []
    context.ops.redone.connect(redone.append)
    qtbot.waitUntil(real.menus.redo.isEnabled)
    for _ in range(2):
        qtbot.keyClick(real, Qt.Key.Key_Z, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(redone) == 2)
    assert album.name_of(anna) == "C"


def test_a_folder_taken_in_is_no_step(
    qtbot: QtBot, real: Window, context: Context, tmp_path: Path
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    with qtbot.waitSignal(real.scanning.began):
        real.folders.add([photos])
    assert real.toast.text == "photos added"
    assert real.toast.button.text() == "Don’t find faces in it"  # and no Undo
    with context.db.read() as session:
        assert history.steps(session) == []
    assert not real.menus.undo.isEnabled()
