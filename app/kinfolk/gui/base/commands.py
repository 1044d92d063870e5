"""Tables of commands: keys, menus, buttons, hints and the list of shortcuts are made of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from kinfolk.gui.base import plain_text

T = TypeVar("T")
# Keys and what they do, as the bar along the bottom shows them
KeyHints = tuple[tuple[str, str], ...]
_ARROWS = {"Right": "→", "Left": "←", "Down": "↓", "Up": "↑"}
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class Command(Generic[T]):
    """One thing that can be done with a `T`, and everything by which the window offers it.

    Texts are in English and translated when they are shown. A text that depends on what is on the
    screen is a function that returns it translated.
    """

    keys: tuple[str, ...]  # spelled as QKeySequence does; the first one is shown
    text: str  # in the list of shortcuts, where "" is left out, and in menus
    # May return False if it means nothing now: the key is then passed on to the widget's base
    # class. None if Qt, or the widget itself, handles the keys, so that they are only listed.
    act: Callable[[T], object] | None = None
    repeats: bool = False  # whether a key that is held acts again and again
    when: Callable[[T], bool] = lambda target: True  # whether it can be done now
    hint: str | Callable[[T], str] = ""  # along the bottom of the window; "" for none
    cap: str = ""  # the key in the hint, if it is not the first one
    tip: str = ""  # of a button that does the same

    @property
    def hinted_key(self) -> str:
        """The key, or keys, as the hint shows them."""
        return QCoreApplication.translate("caps", self.cap) if self.cap else cap(self.keys[0])


@dataclass(frozen=True)
class ListedKey:
    """One line of the list of keyboard shortcuts."""

    keys: tuple[str, ...]
    text: str


class Commands(Generic[T]):
    """What can be done in one place, most important first; commands are named by their first key.

    Tables with the same `place` are listed together.
    """

    # All tables there are, in the order in which their modules are imported.
    tables: ClassVar[list["Commands[Any]"]] = []

    def __init__(self, place: str, *commands: Command[T]) -> None:
        self.place = place
        self.commands = commands
        self._by_code = {_code(name): each for each in commands for name in each.keys}
        self.tables.append(self)

    def __getitem__(self, name: str) -> Command[T]:
        return self._by_code[_code(name)]

    def press(self, target: T, event: QKeyEvent) -> bool:
        """Do what the key means; return whether it meant anything."""
        # Enter and the arrows of the number pad mean the same as the others.
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        command = self._by_code.get(event.key() | modifiers.value)
        if command is None or command.act is None or not command.when(target):
            return False
        # A held key must not answer the next question as well. The event ends here all the same.
        if event.isAutoRepeat() and not command.repeats:
            return True
        return command.act(target) is not False

    def fill(self, menu: QMenu, target: T, *names: str) -> None:
        """Add an entry, with its key, for each of these commands that can be done now."""
        for command in (self[name] for name in names):
            if command.when(target):
                assert command.act is not None
                act = partial(command.act, target)
                say_key(menu.addAction(translated(command.text), act), command.keys[0])

    def tie(self, button: QAbstractButton, target: T, name: str) -> None:
        """Let a button do what the key does, and name the key in its tooltip."""
        command = self[name]
        assert command.act is not None
        tip, act = translated(command.tip), command.act
        button.setToolTip(plain_text.tip(tip))
        if not button.text():
            button.setAccessibleName(tip)
        button.clicked.connect(lambda: act(target))

    def hints(self, target: T) -> KeyHints:
        """Return the hints for what can be done now, in the order of the table; equal ones once."""
        found = [
            (command.hinted_key, _said(command.hint, target))
            for command in self.commands
            if command.hint and command.when(target)
        ]
        return tuple(dict.fromkeys((key, words) for key, words in found if words))


def say_key(action: QAction, name: str) -> None:
    """Show the key beside a menu entry without making it a shortcut: the widget listens to it."""
    action.setShortcut(shown(name))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)


def shown(name: str) -> QKeySequence:
    """Return the key as people know it: "Enter", which Qt calls "Return" on the main keyboard."""
    return QKeySequence(name.replace("Return", "Enter"))


def cap(name: str) -> str:
    """Return a key's label, such as "Ctrl Enter" (in German "Strg Enter") for Ctrl+Return."""
    sequence = shown(name)
    *modifiers, last = _parts(sequence.toString(_NATIVE))
    english = _parts(sequence.toString())[-1]
    return " ".join([*modifiers, _ARROWS.get(english, last)])


def translated(text: str) -> str:
    """Translate a place or a text of a table."""
    return QCoreApplication.translate("keys", text) if text else ""


def listed(places: Iterable[tuple[str, Sequence[QWidget]]]) -> dict[str, list[ListedKey]]:
    """Return all keys by place: of the actions of these widgets, then of all tables.

    `places` come first, in their order. Places without keys are left out.
    """
    found: dict[str, list[ListedKey]] = {}
    for place, widgets in places:
        known = found.setdefault(place, [])
        for action in (action for widget in widgets for action in widget.actions()):
            _add(known, ListedKey(_names(action), _plain(action)))
    for table in Commands.tables:
        known = found.setdefault(translated(table.place), [])
        for command in table.commands:
            _add(known, ListedKey(command.keys, translated(command.text)))
    return {place: lines for place, lines in found.items() if lines}


def _said(text: str | Callable[[T], str], target: T) -> str:
    """Return a text of a command, translated."""
    return translated(text) if isinstance(text, str) else text(target)


def _add(known: list[ListedKey], line: ListedKey) -> None:
    """Add a line unless its first key is listed; merge it with the last one if the texts are equal.

    Two widgets may hold the same actions, which are listed once.
    """
    taken = {name for each in known for name in each.keys}
    if not line.keys or not line.text or line.keys[0] in taken:
        return
    if known and known[-1].text == line.text:
        known[-1] = ListedKey(known[-1].keys + line.keys, line.text)
    else:
        known.append(line)


def _names(action: QAction) -> tuple[str, ...]:
    """Return the shortcuts of an action in portable spelling."""
    form = QKeySequence.SequenceFormat.PortableText
    return tuple(each.toString(form) for each in action.shortcuts() if not each.isEmpty())


def _plain(action: QAction) -> str:
    """Return what the action does; an action whose text changes keeps a fixed one as its `data`."""
    return str(action.data() or plain_text.shown(action.text()))


def _parts(keys: str) -> list[str]:
    """Split a shortcut into its keys."""
    # The key + itself would be taken for the separator.
    return [part.replace("plus", "+") for part in keys.replace("++", "+plus").split("+")]


def _code(name: str) -> int:
    combination: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]
    return combination.toCombined()
