"""A menu of what keys do: each entry says its key, and does the same."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from kinfolk.gui.base.keys import KeyTable, W, translated
from kinfolk.gui.widgets import controls


def key_menu(table: KeyTable[W], widget: W, names: Iterable[str]) -> QMenu:
    """The widget's keys of these names, as the table spells them; it goes when it is closed."""
    menu = controls.menu(widget)
    menu.aboutToHide.connect(menu.deleteLater)
    add_keys(menu, table, widget, names)
    return menu


def add_keys(menu: QMenu, table: KeyTable[W], widget: W, names: Iterable[str]) -> None:
    """The same entries in a menu that has others."""
    for name in names:
        key = table.by_name(name)
        assert key.act is not None
        action = menu.addAction(translated(key.text), partial(key.act, widget))
        action.setShortcut(name)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown: the key is ours
        action.setShortcutVisibleInContextMenu(True)
