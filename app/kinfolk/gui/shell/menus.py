"""The app's menu: its actions, their keys, and what the history calls them."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from kinfolk.core.db import history
from kinfolk.core.db.history import HistoryStep
from kinfolk.gui.base import plain, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets import controls

Keys = str | QKeySequence.StandardKey  # spelled, or the system's own for that


class Menus(QObject):
    """One menu behind the sidebar's button; on a Mac the same actions in the menu bar."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._menu = controls.menu(window)
        self._next_undo: HistoryStep | None = None  # what the entries say, and so what they do
        self._next_redo: HistoryStep | None = None
        self.undo = self._add(self.tr("Undo"), QKeySequence("Ctrl+Z"), self._on_undo)
        self.redo = self._add(self.tr("Redo"), QKeySequence("Ctrl+Shift+Z"), self._on_redo)
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        # For the list of keys, as the texts change with what there is to undo.
        self.undo.setData(self.tr("Undo"))
        self.redo.setData(self.tr("Redo"))
        self._bar: list[tuple[str, list[QAction]]] = []
        context.bus.changed.connect(self._on_changed)
        self._menu.aboutToShow.connect(self._on_changed)
        self._on_changed()

    def section(self, *actions: tuple[str, Keys, Callable[[], object]]) -> None:
        """A line, then actions as (text, keys, what they do)."""
        self._menu.addSeparator()
        for text, keys, act in actions:
            self._add(text, QKeySequence(keys), act)

    def use_menu_bar(self) -> None:
        """Where the system has a menu bar outside the window, the same menu is there, too."""
        if sys.platform == "darwin":
            self._menu.setTitle("Kinfolk")
            self._window.menuBar().addMenu(self._menu)

    def popup(self, at: QPoint) -> None:
        """Opens at a global point."""
        self._menu.popup(at)

    def actions(self) -> list[QAction]:
        """All of them, in order."""
        return self._menu.actions()

    def _add(self, text: str, keys: QKeySequence, act: Callable[[], object]) -> QAction:
        action = QAction(text, self._menu)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: act())
        self._menu.addAction(action)
        self._window.addAction(action)  # its key works while the menu is closed
        return action

    def _on_undo(self) -> None:
        # A write may be under way: what is to be undone is known when that is done.
        self._context.ops.when_idle(self._undo_shown)

    def _on_redo(self) -> None:
        self._context.ops.when_idle(self._redo_shown)

    def _undo_shown(self) -> None:
        # By its number: if another program did something meanwhile, that is refused.
        if self._next_undo is not None:
            self._context.ops.undo(self._next_undo.id)

    def _redo_shown(self) -> None:
        if self._next_redo is not None:
            self._context.ops.redo(self._next_redo.id)

    def _on_changed(self) -> None:
        with self._context.db.read() as session:
            undo, redo = history.next_undo(session), history.next_redo(session)
        self._next_undo, self._next_redo = undo, redo
        _show(self.undo, self.tr("Undo"), self.tr("Undo: {}"), undo)
        _show(self.redo, self.tr("Redo"), self.tr("Redo: {}"), redo)


def _show(action: QAction, bare: str, full: str, step: HistoryStep | None) -> None:
    done = words.action(step.action, step.origin) if step else ""
    action.setText(plain.literal(full.format(words.short(done))) if step else bare)
    action.setToolTip(plain.tip(full.format(done) if step else bare))
    action.setEnabled(step is not None)
