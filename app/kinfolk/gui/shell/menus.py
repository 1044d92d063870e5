"""The app's menu: its actions and their keys, with Undo and Redo."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from kinfolk.core.history import history
from kinfolk.core.history.history import HistoryStep
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands, T, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets import controls


class Menus(QObject):
    """Build the menu behind the sidebar's button; on a Mac the same actions are in the menu bar.

    It keeps the entries of Undo and Redo up to date: they name the step that they would undo or
    redo.
    """

    def __init__(self, context: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._menu = controls.menu(window)
        # The steps that the entries name, which are those they act on
        self._next_undo: HistoryStep | None = None
        self._next_redo: HistoryStep | None = None
        self.undo, self.redo = self.add(COMMANDS, self)
        context.bus.changed.connect(self._on_changed)
        self._menu.aboutToShow.connect(self._on_changed)
        self._on_changed()

    def add(self, commands: Commands[T], target: T) -> list[QAction]:
        """Add entries under their heading; their keys work while the menu is closed, too."""
        if commands.heading:
            heading = self._menu.addAction(translated(commands.heading))
            heading.setFont(theme.font(11, theme.SEMIBOLD))
            heading.setEnabled(False)
        scope = Qt.ShortcutContext.WindowShortcut
        return [
            each.action(target, self._menu, self._menu, self._window, scope=scope)
            for each in commands.commands
        ]

    def use_menu_bar(self) -> None:
        """Put the menu into the menu bar as well, on systems that have it outside of the window."""
        if sys.platform == "darwin":
            self._menu.setTitle("Kinfolk")
            self._window.menuBar().addMenu(self._menu)

    def popup(self, at: QPoint) -> None:
        """Open the menu at a global position."""
        self._menu.popup(at)

    def actions(self) -> list[QAction]:
        return self._menu.actions()

    def _on_undo(self) -> None:
        # A write may be under way: only after it is known what is to be undone.
        self._context.ops.when_idle(lambda: _go(self._context.ops.undo, self._next_undo))

    def _on_redo(self) -> None:
        self._context.ops.when_idle(lambda: _go(self._context.ops.redo, self._next_redo))

    def _on_changed(self) -> None:
        with self._context.db.read() as session:
            undo, redo = history.next_undo(session), history.next_redo(session)
        self._next_undo, self._next_redo = undo, redo
        _show(self.undo, self.tr("Undo"), self.tr("Undo: {}"), undo)
        _show(self.redo, self.tr("Redo"), self.tr("Redo: {}"), redo)


def _go(act: Callable[[int], None], step: HistoryStep | None) -> None:
    # By id: refused if another process has done something since.
    if step is not None:
        act(step.id)


def _show(action: QAction, bare: str, full: str, step: HistoryStep | None) -> None:
    """Show on an action which step it acts on; disable it if there is none."""
    done = words.action(step.action, step.origin) if step else ""
    action.setText(plain_text.literal(full.format(words.short(done))) if step else bare)
    action.setToolTip(plain_text.tip(full.format(done) if step else bare))
    action.setEnabled(step is not None)


COMMANDS: Commands[Menus] = Commands(
    "Everywhere",
    Command("Ctrl+Z", "Undo", Menus._on_undo),
    Command("Ctrl+Shift+Z Ctrl+Y", "Redo", Menus._on_redo),
)
