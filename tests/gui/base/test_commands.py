"""A command says once what it is: key, hint, button, menu entry and line of the list follow."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.commands import Command, Commands, ListedKey, is_letter, listed
from kinfolk.gui.shell import window
from kinfolk.paths import resource
from tests.gui.hands import ALT, CONTROL, PLAIN, SHIFT, Key, press

PLACE = "A place of this test"


class Lamp(QWidget):
    """A lamp with a switch."""

    is_lit = False
    is_broken = False
    lifted = 0

    def switch(self) -> None:
        self.is_lit = not self.is_lit

    def lift(self) -> None:
        self.lifted += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.commands.press(self, event):
            super().keyPressEvent(event)

    def __init__(self) -> None:
        super().__init__()
        self.commands: Commands[Lamp] = Commands(
            PLACE,
            Command("Tab", "Next lamp", hint="next"),
            Command("Up", "Lift the lamp", Lamp.lift),
            Command(
                "L Ctrl+L",
                "Switch the lamp",
                Lamp.switch,
                when=lambda lamp: not lamp.is_broken,
                menu=lambda lamp: "Off" if lamp.is_lit else "On",
                hint="light",
                tip="Switch it",
            ),
        )


@pytest.fixture
def lamp(qtbot: QtBot) -> Iterator[Lamp]:
    made = Lamp()
    qtbot.addWidget(made)
    yield made
    Commands.tables.remove(made.commands)


def held(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, PLAIN, "", autorep=True)


@pytest.mark.parametrize(
    ("text", "modifiers", "is_one"),
    [
        ("l", PLAIN, True),
        ("Ł", SHIFT | CONTROL | ALT, True),  # Ctrl and Alt: AltGr on Windows
        ("l", ALT, False),
        ("l", CONTROL, False),
        ("\x0c", CONTROL | ALT, False),
        (" ", PLAIN, False),
    ],
)
def test_which_keys_type_a_letter(
    text: str, modifiers: Qt.KeyboardModifier, *, is_one: bool
) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_L, modifiers, text)
    assert is_letter(event) is is_one


def test_all_its_keys_do_it(lamp: Lamp) -> None:
    press(Key.Key_L, on=lamp)
    assert lamp.is_lit
    press(Key.Key_L, held=CONTROL, on=lamp)
    assert not lamp.is_lit


def test_a_held_key_acts_again_only_if_it_moves(lamp: Lamp) -> None:
    assert lamp.commands.press(lamp, held(Key.Key_L))
    assert not lamp.is_lit
    assert lamp.commands.press(lamp, held(Key.Key_Up))
    assert lamp.lifted == 1


def test_a_button_and_a_menu_offer_it(lamp: Lamp) -> None:
    button, menu = QPushButton(lamp), QMenu(lamp)
    lamp.commands.tie(button, lamp, "L")
    assert (button.toolTip(), button.accessibleName()) == ("Switch it (L)", "Switch it (L)")
    button.click()
    assert lamp.is_lit
    lamp.commands.fill(menu, lamp, "L")
    (entry,) = menu.actions()
    assert (entry.text(), entry.shortcut().toString()) == ("Off", "L")
    entry.trigger()
    assert not lamp.is_lit


def test_it_is_listed_and_hinted_at(lamp: Lamp) -> None:
    assert listed([PLACE])[PLACE] == [
        ListedKey(("Tab",), "Next lamp"),
        ListedKey(("Up",), "Lift the lamp"),
        ListedKey(("L", "Ctrl+L"), "Switch the lamp"),
    ]
    assert lamp.commands.hints(lamp) == (("Tab", "next"), ("L", "light"))
    assert lamp.commands.hints(lamp, "L") == (("L", "light"),)


def test_another_table_of_the_place_is_listed_apart(lamp: Lamp) -> None:
    more: Commands[Lamp] = Commands(
        PLACE, Command("X", "Break it"), Command("L", "Not listed again")
    )
    assert listed([PLACE])[PLACE][3:] == [ListedKey(("X",), "Break it", is_apart=True)]
    Commands.tables.remove(more)


def test_what_cannot_be_done_now_is_offered_nowhere(lamp: Lamp) -> None:
    lamp.is_broken = True
    menu, button = QMenu(lamp), QPushButton(lamp)
    lamp.commands.tie(button, lamp, "L")
    button.click()
    press(Key.Key_L, on=lamp)
    lamp.commands.fill(menu, lamp, "L")
    assert not lamp.is_lit
    assert menu.actions() == []
    assert lamp.commands.hints(lamp) == (("Tab", "next"),)


def test_in_the_window_a_key_stands_once_in_a_table_and_what_is_only_hinted_at_is_listed() -> None:
    assert set(window.COMMANDS) < set(Commands.tables)  # it imports all tables
    lines = {
        key
        for table in Commands.tables
        for each in table.commands
        for key in each.keys
        if each.text
    }
    for table in Commands.tables:
        keys = [key for each in table.commands for key in each.keys]
        assert len(keys) == len(set(keys)), table.place
        assert lines.issuperset(each.name for each in table.commands if each.hint)


def test_what_the_tables_say_is_translated() -> None:
    said = {table.place for table in Commands.tables}
    for each in (each for table in Commands.tables for each in table.commands):
        said |= {
            text for text in (each.text, each.menu, each.hint, each.tip) if isinstance(text, str)
        }
    (known,) = (
        {message.findtext("source") for message in context.iter("message")}
        for context in ElementTree.parse(resource("i18n") / "kinfolk_de.ts").iter("context")
        if context.findtext("name") == "keys"
    )
    assert said - known - {""} == set()
