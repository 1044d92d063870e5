"""The toast and the menu take back the step they show, and no other that came since."""

from dataclasses import replace

import pytest

from kinfolk.core.database import Database
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.gui.hands import CONTROL, SHIFT, Key, heard, press, until


def rename(db: Database, person_id: str, name: str) -> None:
    label = f"Rename to {name}"
    db.write(
        lambda s: people.update(s, person_id, replace(UNCHANGED, name=name)), label=label
    ).result()


def act(real: Window, context: Context, person_id: str, name: str) -> None:
    heard(context.ops.done, lambda: real.wall.act.rename(Named(person_id, "Anna"), name))


@pytest.mark.wiring
def test_the_toast_does_not_take_back_what_another_process_did_since(
    real: Window, context: Context, album: Album, other: Database
) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    act(real, context, anna, "Eva")
    rename(other, ben, "Bob")
    heard(context.ops.refused, real.toast.button.click)
    assert "Rename to Bob" in real.toast.text
    assert "Rename to Eva" in real.toast.text
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")


def test_the_toast_of_redo_does_again_what_it_tells(
    real: Window, context: Context, album: Album, other: Database
) -> None:
    """Also after something else was done: the step was set aside, and is done again."""
    anna, ben = album.person("Anna"), album.person("Ben")
    act(real, context, anna, "Eva")
    heard(context.ops.undone, real.toast.button.click)
    rename(other, ben, "Bob")
    heard(context.ops.redone, real.toast.button.click)
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")
    heard(context.ops.undone, real.toast.button.click)
    assert (album.name_of(anna), album.name_of(ben)) == ("Anna", "Bob")


def test_the_menu_takes_back_what_it_shows(
    real: Window, context: Context, album: Album, other: Database
) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    act(real, context, anna, "Eva")
    until(lambda: real.menus.undo.text() == "Undo: Rename to Eva")
    rename(other, ben, "Bob")  # the window has not heard of it
    assert real.menus.undo.text() == "Undo: Rename to Eva"
    heard(context.ops.refused, real.menus.undo.trigger)
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")
    until(lambda: real.menus.undo.text() == "Undo: Rename to Bob")
    heard(context.ops.undone, real.menus.undo.trigger)
    assert album.name_of(ben) == "Ben"


def test_keys_are_faster_than_the_disk(real: Window, context: Context, album: Album) -> None:
    """Ctrl+Z right after an action is about that action; pressed three times it undoes three."""
    anna = album.person("Anna", faces=1)
    act(real, context, anna, "A")
    until(lambda: real.menus.undo.text() == "Undo: Rename to A")
    undone: list[str] = []
    context.ops.undone.connect(undone.append)
    for name in ("B", "C", "D"):
        real.wall.act.rename(Named(anna, "A"), name)
    for _ in range(3):
        press(Key.Key_Z, held=CONTROL, on=real)
    until(lambda: len(undone) == 3)
    assert undone == ["Rename to D", "Rename to C", "Rename to B"]
    assert album.name_of(anna) == "A"
    redone: list[str] = []
    context.ops.redone.connect(redone.append)
    until(real.menus.redo.isEnabled)
    for _ in range(2):
        press(Key.Key_Z, held=CONTROL | SHIFT, on=real)
    until(lambda: len(redone) == 2)
    assert album.name_of(anna) == "C"
