"""Key tables: widgets act by them, and the list of keyboard shortcuts is made of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import plain_text

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class Key(Generic[W]):
    """One row of a key table: key names and what they do.

    `keys` are spelled as QKeySequence does; the first one is shown. `act` may return False if the
    key means nothing now: it is then passed on to the widget's base class. A row without `act` is
    only listed; Qt, or the widget itself, handles the key.
    """

    keys: tuple[str, ...]
    text: str  # in English: translated when it is shown
    act: Callable[[W], object] | None = None
    repeats: bool = False  # whether a key that is held acts again and again


@dataclass(frozen=True)
class ListedKey:
    """One line of the list of keyboard shortcuts."""

    keys: tuple[str, ...]
    text: str


class KeyTable(Generic[W]):
    """The keys of one kind of widget; tables with the same `place` are listed together."""

    # All tables there are, in the order in which their modules are imported.
    tables: ClassVar[list["KeyTable[Any]"]] = []

    def __init__(self, place: str, *keys: Key[W]) -> None:
        self.place = place
        self.keys = keys
        self._by_code = {_code(name): key for key in keys for name in key.keys}
        self.tables.append(self)

    def by_name(self, name: str) -> Key[W]:
        """Return the row of the key with this spelling; raise KeyError if there is none."""
        return self._by_code[_code(name)]

    def press(self, widget: W, event: QKeyEvent) -> bool:
        """Do what the key means; return whether it meant anything."""
        # Enter and the arrows of the number pad mean the same as the others.
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = self._by_code.get(event.key() | modifiers.value)
        if key is None or key.act is None:
            return False
        # A held key must not answer the next question as well. The event ends here all the same.
        if event.isAutoRepeat() and not key.repeats:
            return True
        return key.act(widget) is not False


def say_key(action: QAction, name: str) -> None:
    """Show the key beside a menu entry without making it a shortcut: the widget listens to it."""
    action.setShortcut(shown(name))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)


def shown(name: str) -> QKeySequence:
    """Return the key as people know it: "Enter", which Qt calls "Return" on the main keyboard."""
    return QKeySequence(name.replace("Return", "Enter"))


def translated(text: str) -> str:
    """Translate a place or a text of a key table."""
    return QCoreApplication.translate("keys", text)


def listed(places: Iterable[tuple[str, Sequence[QWidget]]]) -> dict[str, list[ListedKey]]:
    """Return all keys by place: of the actions of these widgets, then of all key tables.

    `places` come first, in their order. Places without keys are left out.
    """
    found: dict[str, list[ListedKey]] = {}
    for place, widgets in places:
        known = found.setdefault(place, [])
        for action in (action for widget in widgets for action in widget.actions()):
            _add(known, ListedKey(_names(action), _plain(action)))
    for table in KeyTable.tables:
        known = found.setdefault(translated(table.place), [])
        for key in table.keys:
            _add(known, ListedKey(key.keys, translated(key.text)))
    return {place: lines for place, lines in found.items() if lines}


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


def _code(name: str) -> int:
    combination: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]
    return combination.toCombined()
