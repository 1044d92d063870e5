"""Menu entries that do what keys do and show these keys."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QMenu

from kinfolk.gui.base.keys import KeyTable, W, say_key, translated


def add_keys(menu: QMenu, table: KeyTable[W], widget: W, names: Iterable[str]) -> None:
    """Add an entry for each of the keys, named as the key table of the widget spells them."""
    for name in names:
        key = table.by_name(name)
        assert key.act is not None
        say_key(menu.addAction(translated(key.text), partial(key.act, widget)), name)
