"""Tables of commands: keys, menus, buttons, hints and the list of shortcuts are made of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from kinfolk.gui.base import plain_text

T = TypeVar("T")
# Keys and what they do, as the bar along the bottom shows them
KeyHints = tuple[tuple[str, str], ...]
SCAN = "F5"  # the key of a scan, which empty pages name
_ARROWS = {"Right": "→", "Left": "←", "Down": "↓", "Up": "↑"}
_MOVES = {
    *(Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus),  # the zoom
    *(Qt.Key.Key_Period, Qt.Key.Key_Comma),  # the moments of a video
}
_ALT = Qt.KeyboardModifier.AltModifier
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class Command(Generic[T]):
    """Describe one thing that can be done with a `T`, and all by which the window offers it.

    Texts are in English and translated when they are shown. A text that depends on what is on the
    screen is a function that returns it translated.
    """

    shortcuts: str  # spelled as QKeySequence does, with spaces between; the first one is shown
    text: str  # in the list of shortcuts, where "" is left out
    # May return False if it means nothing now: the key is then passed on to the widget's base
    # class. None if Qt, or the widget itself, handles the keys, so that they are only listed.
    act: Callable[[T], object] | None = None
    when: Callable[[T], bool] = lambda target: True  # whether it can be done now
    menu: str | Callable[[T], str] = ""  # in menus, if it is not `text`
    hint: str | Callable[[T], str] = ""  # along the bottom of the window; "" for none
    cap: str = ""  # the key in the hint, if it is not the first one
    tip: str = ""  # of a button that does the same, if it is not `text`; the key is added

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.shortcuts.split())

    @property
    def name(self) -> str:
        """What the table calls it: its first key, or what it does."""
        return self.keys[0] if self.keys else self.text

    @property
    def hinted_key(self) -> str:
        return QCoreApplication.translate("caps", self.cap) if self.cap else cap(self.keys[0])

    def label(self, target: T) -> str:
        """Return what a menu entry says."""
        return _said(self.menu or self.text, target)

    def do(self, target: T) -> object:
        """Do it if it can be done now; return False if it means nothing now."""
        return self.when(target) and self.act is not None and self.act(target)

    def action(
        self,
        target: T,
        parent: QObject,
        *widgets: QWidget,
        scope: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> QAction:
        """Return an action that does it; its keys work where the keyboard is in these widgets."""
        action = QAction(self.label(target), parent)
        action.setShortcuts([QKeySequence(name) for name in self.keys])
        action.setShortcutContext(scope)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: self.do(target))
        for widget in widgets:
            widget.addAction(action)
        return action


@dataclass(frozen=True)
class ListedKey:
    """Describe a line of the list of keyboard shortcuts."""

    keys: tuple[str, ...]
    text: str
    is_apart: bool = False  # whether it begins another table of its place


class Commands(Generic[T]):
    """List what can be done in one place, most important first.

    Tables with the same `place` are listed together.
    """

    # All tables there are, in the order in which their modules are imported.
    tables: ClassVar[list["Commands[Any]"]] = []

    def __init__(self, place: str, *commands: Command[T], heading: str = "") -> None:
        """`heading` stands above them in a menu that has several tables."""
        self.place = place
        self.heading = heading
        self.commands = commands
        self._by_name = {each.name: each for each in commands}
        self._by_code = {_code(name): each for each in commands for name in each.keys}
        self.tables.append(self)

    def __getitem__(self, name: str) -> Command[T]:
        return self._by_name[name]

    def press(self, target: T, event: QKeyEvent) -> bool:
        """Do what the key means; return whether it meant anything."""
        # Enter and the arrows of the number pad mean the same as the others.
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        command = self._by_code.get(event.key() | modifiers.value)
        if command is None or command.act is None or not command.when(target):
            return False
        # Held, only a key that moves acts again: any other is meant for one card, and the next has
        # not been looked at. The event ends here all the same.
        if event.isAutoRepeat() and (event.key() not in _MOVES or modifiers & _ALT):
            return True
        return command.act(target) is not False

    def fill(self, menu: QMenu, target: T, *names: str) -> None:
        """Add an entry, with its key, for each of these commands that can be done now."""
        for command in (self[name] for name in names):
            if command.when(target):
                action = menu.addAction(command.label(target), partial(command.do, target))
                if command.keys:
                    say_key(action, command.keys[0])

    def tip(self, names: str, text: str = "") -> str:
        """Return what a command does, or `text`, and its key, for a tooltip.

        `names` may be several commands, with spaces between.
        """
        commands = [self[name] for name in names.split()]
        keys = ", ".join(cap(command.keys[0]) for command in commands)
        return f"{text or translated(commands[0].tip or commands[0].text)} ({keys})"

    def tie(self, button: QAbstractButton, target: T, name: str) -> None:
        """Let a button do what the key does; its tooltip says what that is, and names the key."""
        command = self[name]
        tip = self.tip(name)
        button.setToolTip(plain_text.tip(tip))
        if not button.text():
            button.setAccessibleName(tip)
        button.clicked.connect(lambda: command.do(target))

    def hints(self, target: T, *names: str) -> KeyHints:
        """Return key and text of each hint of a command that can be done now, without repeats.

        `names` picks commands by `Command.name`, in this order; without names all are taken.
        """
        found = [
            (command.hinted_key, _said(command.hint, target))
            for command in ([self[name] for name in names] or self.commands)
            if command.hint and command.when(target)
        ]
        return tuple(dict.fromkeys((key, words) for key, words in found if words))


def say_key(action: QAction, name: str) -> QAction:
    """Show the key beside a menu entry without making it a shortcut: the widget listens to it."""
    action.setShortcut(shown(name))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)
    return action


def show_letters(menu: QMenu, *, are_keys: bool) -> None:
    """Show or hide the menu's keys that are single letters.

    `are_keys` is False while letters are typed into a name.
    """
    for action in menu.actions():
        is_letter = len(action.shortcut().toString()) == 1
        action.setShortcutVisibleInContextMenu(are_keys or not is_letter)


def is_letter(event: QKeyEvent) -> bool:
    """Return whether the key types a visible character.

    Ctrl and Alt together are AltGr on Windows, which types letters such as "ł".
    """
    keys = Qt.KeyboardModifier
    held = event.modifiers() & (keys.ControlModifier | keys.AltModifier | keys.MetaModifier)
    is_typing = held in (keys.NoModifier, keys.ControlModifier | keys.AltModifier)
    return is_typing and bool(event.text().strip()) and event.text().isprintable()


def key_tip(name: str) -> str:
    """Return a tooltip that only names the key."""
    key = QKeySequence(name).toString(_NATIVE)
    return plain_text.tip(translated("Shortcut: {}").format(key)) if name else ""


def shown(name: str) -> QKeySequence:
    """Return a shortcut such as "Ctrl+Return" for display, with "Return" called "Enter".

    Not for matching keys: Qt's "Enter" is the key of the number pad.
    """
    return QKeySequence(name.replace("Return", "Enter"))


def cap(name: str) -> str:
    """Return a key's label, such as "Ctrl Enter" (in German "Strg Enter") for Ctrl+Return."""
    sequence = shown(name)
    *modifiers, last = _parts(sequence.toString(_NATIVE))
    english = _parts(sequence.toString())[-1]
    return " ".join([*modifiers, _ARROWS.get(english, last)])


def translated(text: str) -> str:
    """Translate a text, or the heading, of a table of commands."""
    return QCoreApplication.translate("keys", text) if text else ""


def listed(first: Iterable[str]) -> dict[str, list[ListedKey]]:
    """Return all keys by place; these places come first, in their order."""
    found: dict[str, list[ListedKey]] = {translated(place): [] for place in first}
    for table in Commands.tables:
        known = found.setdefault(translated(table.place), [])
        before = len(known)
        for command in table.commands:
            is_apart = 0 < before == len(known)
            _add(known, ListedKey(command.keys, translated(command.text), is_apart))
    return found


def _said(text: str | Callable[[T], str], target: T) -> str:
    return translated(text) if isinstance(text, str) else text(target)


def _add(known: list[ListedKey], line: ListedKey) -> None:
    """Add a line unless its first key is listed; merge it with the last one if the texts are equal.

    Two kinds of widgets in one place may have the same key.
    """
    taken = {name for each in known for name in each.keys}
    if not line.keys or not line.text or line.keys[0] in taken:
        return
    if known and known[-1].text == line.text:
        known[-1] = replace(known[-1], keys=known[-1].keys + line.keys)
    else:
        known.append(line)


def _parts(keys: str) -> list[str]:
    # The key + itself would be taken for the separator.
    return [part.replace("plus", "+") for part in keys.replace("++", "+plus").split("+")]


def _code(name: str) -> int:
    combination: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]
    return combination.toCombined()
