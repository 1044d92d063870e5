"""In a menu what keys do: each entry says its key, and does the same."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QMenu

from kinfolk.gui.base.keys import KeyTable, W, say_key, translated


def add_keys(menu: QMenu, table: KeyTable[W], widget: W, names: Iterable[str]) -> None:
    """The widget's keys of these names, as the table spells them."""
    for name in names:
        key = table.by_name(name)
        assert key.act is not None
        say_key(menu.addAction(translated(key.text), partial(key.act, widget)), name)
