"""What keys do, as tables: a widget acts by its table, and the list of all keys is made of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import plain

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class Key(Generic[W]):
    """`keys` as QKeySequence spells them, the first of which is shown, and what they do.

    `act` may answer False: the key means nothing now, and goes on to the widget's base. Without
    `act` it is Qt's, or its widget's in a way of its own, and stands here to be listed.
    """

    keys: tuple[str, ...]
    text: str  # in English: translated when it is shown
    act: Callable[[W], object] | None = None
    repeats: bool = False  # whether a key that is held acts again and again


@dataclass(frozen=True)
class Listed:
    """One line of the list of keys."""

    keys: tuple[str, ...]
    text: str


class KeyTable(Generic[W]):
    """The keys of one kind of widget. Tables of one place stand together in the list."""

    tables: ClassVar[list["KeyTable[Any]"]] = []

    def __init__(self, place: str, *keys: Key[W]) -> None:
        self.place = place
        self.keys = keys
        self._by_code = {_code(name): key for key in keys for name in key.keys}
        self.tables.append(self)

    def by_name(self, name: str) -> Key[W]:
        """As it is spelled in the table."""
        return self._by_code[_code(name)]

    def press(self, widget: W, event: QKeyEvent) -> bool:
        """Does what the key means; whether it meant anything."""
        # Enter and the arrows of the number pad mean what the others mean.
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = self._by_code.get(event.key() | modifiers.value)
        if key is None or key.act is None:
            return False
        # A held key must not answer the next question, too. It goes no further either.
        if event.isAutoRepeat() and not key.repeats:
            return True
        return key.act(widget) is not False


def say_key(action: QAction, name: str) -> None:
    """Beside the entry of a menu, where there is one: the widget itself listens to it."""
    action.setShortcut(shown(name))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)


def shown(name: str) -> QKeySequence:
    """As people read it: Qt calls one of two keys "Return", Kinfolk calls both "Enter"."""
    return QKeySequence(name.replace("Return", "Enter"))


def translated(text: str) -> str:
    """A place or a text of a table in the reader's language."""
    return QCoreApplication.translate("keys", text)


def listed(places: Iterable[tuple[str, Sequence[QWidget]]]) -> dict[str, list[Listed]]:
    """All keys by place: those of the actions of these widgets, and those of all tables.

    The places given come first, in their order.
    """
    found: dict[str, list[Listed]] = {}
    for place, widgets in places:
        known = found.setdefault(place, [])
        for action in (action for widget in widgets for action in widget.actions()):
            _add(known, Listed(_names(action), _plain(action)))
    for table in KeyTable.tables:
        known = found.setdefault(translated(table.place), [])
        for key in table.keys:
            _add(known, Listed(key.keys, translated(key.text)))
    return {place: lines for place, lines in found.items() if lines}


def _add(known: list[Listed], line: Listed) -> None:
    """Once, as two lists may have the same actions; keys that are said alike stand together."""
    taken = {name for each in known for name in each.keys}
    if not line.keys or not line.text or line.keys[0] in taken:
        return
    if known and known[-1].text == line.text:
        known[-1] = Listed(known[-1].keys + line.keys, line.text)
    else:
        known.append(line)


def _names(action: QAction) -> tuple[str, ...]:
    form = QKeySequence.SequenceFormat.PortableText
    return tuple(each.toString(form) for each in action.shortcuts() if not each.isEmpty())


def _plain(action: QAction) -> str:
    """What the action does; one whose text changes has it as its `data`."""
    return str(action.data() or plain.shown(action.text()))


def _code(name: str) -> int:
    combination: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]
    return combination.toCombined()
