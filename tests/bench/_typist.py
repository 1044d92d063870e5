"""A user at the keys of the page Unnamed, who looks at the screen before each key."""

import time
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from kinfolk.core import names
from kinfolk.core.people.people import Card
from kinfolk.gui.wall.lists import GroupList, SingleList
from kinfolk.gui.wall.page import Wall
from kinfolk.gui.who.completion import NameCompleter

PLAIN = Qt.KeyboardModifier.NoModifier
# Seconds to wait until the card says what Enter will do; after that the text stays on its card
PATIENCE_S = 2


class Press(NamedTuple):
    """A key, or a letter, to press."""

    key: Qt.Key | str
    modifiers: Qt.KeyboardModifier = PLAIN

    def send(self) -> None:
        target = QApplication.activePopupWidget() or _awake().focusWidget()
        assert isinstance(target, QWidget), "nothing has the keyboard"
        QTest.keyClick(target, self.key, self.modifiers)  # type: ignore[arg-type]  # or a letter


def _awake() -> QMainWindow:
    """Return the window, activated: offscreen none is active after a list of names has closed."""
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow))
    while not window.isActiveWindow():
        window.activateWindow()
        QApplication.processEvents()
    return window


ENTER, DOWN, TAB, BACKSPACE = (
    Press(Qt.Key.Key_Return),
    Press(Qt.Key.Key_Down),
    Press(Qt.Key.Key_Tab),
    Press(Qt.Key.Key_Backspace),
)
ALL = Press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def open_list(wall: Wall) -> GroupList | None:
    """Return the list in which a card is open, the groups or the single faces; None without one."""
    return next((each for each in (wall.groups, wall.singles) if each.naming.is_open), None)


def open_card(groups: GroupList) -> Card | None:
    group_id = groups.naming.open_id
    return groups.people.card(groups.people.row_of(group_id)) if group_id else None


def named(groups: GroupList, name: str, *, is_known: bool) -> Iterator[Press | None]:
    """Yield the keys that give the open card this name.

    None stands for a look at the screen before the next key. A name that the field already has is
    taken, typing stops once the list offers the name, and Enter comes when the card says whom the
    faces will go to.
    """
    naming = groups.naming
    if names.key(naming.field.text()) != names.key(name):
        if digit := _digit(groups, name):
            yield Press(digit)
            return
        yield from _typed(groups, name)
    end = time.monotonic() + PATIENCE_S
    while is_known and not naming.offer.is_seen and time.monotonic() < end:
        yield None
    yield ENTER
    if naming.session.is_asked:  # they don’t look like who they are
        yield ENTER


def _digit(groups: GroupList, name: str) -> str:
    """Return the digit of the person below a single face, "" if they are not offered."""
    if not isinstance(groups, SingleList):
        return ""
    shown = [person.name for person in groups.choices.people]
    number = shown.index(name) + 1 if name in shown else 0
    return str(number) if number and groups.choices.person(number) else ""


def _typed(groups: GroupList, name: str) -> Iterator[Press]:
    """Yield the letters, until the list offers the name."""
    field = groups.naming.field
    if field.text() and not field.hasSelectedText():
        yield ALL
    for place, letter in enumerate(name, 1):
        yield Press(letter)
        left = len(name) - place
        if names.key(field.text()) == names.key(name):
            return
        if left > 1 and _offered(groups) == name:
            yield DOWN
            return


def _offered(groups: GroupList) -> str | None:
    """Return the first name of the list below the field, None without a list."""
    choices = groups.naming.field.completer()
    if not isinstance(choices, NameCompleter) or not choices.is_open:
        return None
    return str(choices.completionModel().index(0, 0).data())
