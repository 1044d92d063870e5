"""The base of everything that covers its whole window and has the keyboard until it is closed."""

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base.commands import Commands
from kinfolk.gui.widgets.controls import hand_keys

_QUIT = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Q)


class Overlay(QWidget):
    """Cover its window: it needs no window manager, and faces can be dragged in it.

    Esc closes it and Tab stays inside. The window’s shortcuts are off in the meantime, except for
    the list of keys and Quit. It deletes itself once closed. `finished` is emitted with True if
    accepted.
    """

    TAKES_KEYS = Qt.FocusReason.TabFocusReason  # with this reason a field selects its text
    IS_PLACE = False  # True if it is visited like a page: Back and Forward leave it
    TAKES_STEPS = False  # True if it stays open for several steps: undo and redo work as on a page

    finished = Signal(bool)  # True if accepted

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        # Tables with its keys; of two that have the same key the first one counts
        self.commands: Sequence[Commands[Any]] = ()
        self._focus_before: QWidget | None = None
        self.hide()

    def open(self) -> None:
        """Show it over the window and take the keyboard."""
        # Asked of the window, because right after a system dialog no widget has the focus.
        self._focus_before = self.window().focusWidget()
        self.window().installEventFilter(self)
        self.setGeometry(self.window().rect())
        self.raise_()
        self.show()
        hand_keys(self.first_focus(), self.TAKES_KEYS)

    def accept(self) -> None:
        """Close with True; a subclass first carries out what the user decided."""
        self._close(True)

    def reject(self) -> None:
        """Close without doing anything."""
        self._close(False)

    def reopening(self) -> Callable[[], None] | None:
        """Return a function that opens it again as it is now; None if that is not possible."""
        return None

    def first_focus(self) -> QWidget:
        """Return the widget that gets the keyboard first."""
        return self

    def take_keys(self, widget: QWidget) -> None:
        """Move the keyboard to a widget in it, unless another overlay lies over this one."""
        if self._over() is None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, accepted: bool) -> None:
        """Hide, return the keyboard, emit `finished`, and be deleted."""
        self.window().removeEventFilter(self)
        self.hide()
        over = self._over()
        # Before `finished`, because its receiver may open something that takes the keyboard.
        if over is not None:
            over._focus_before = self._focus_before  # that one has the keyboard, and returns it
        elif self._focus_before is not None and shiboken6.isValid(self._focus_before):
            hand_keys(self._focus_before, Qt.FocusReason.PopupFocusReason)
        self.finished.emit(accepted)
        self.deleteLater()

    def _over(self) -> "Overlay | None":
        """Return the open overlay that would give the keyboard back to this one."""
        for each in self.window().findChildren(Overlay):
            before = each._focus_before
            is_valid = before is not None and shiboken6.isValid(before)
            if each.isVisible() and is_valid and around(before) is self:
                return each
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.setGeometry(self.window().rect())
        return False

    def event(self, event: QEvent) -> bool:
        # An accepted override arrives here as a key press; else it would trigger the window's
        # shortcut.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(not self._goes_to_window(event))
            return True
        return super().event(event)

    def _goes_to_window(self, event: QKeyEvent) -> bool:
        """Return whether this key goes to the window even while this covers it."""
        ways = (QKeySequence.StandardKey.Back, QKeySequence.StandardKey.Forward)
        is_way = self.IS_PLACE and any(event.matches(key) for key in ways)
        turns = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        is_turn = self.TAKES_STEPS and any(event.matches(key) for key in turns)
        is_quit = event.keyCombination() == _QUIT
        return is_way or is_turn or is_quit or event.key() == Qt.Key.Key_Question

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_done = any(each.press(self, event) for each in self.commands)
        if not is_done and event.key() == Qt.Key.Key_Escape:
            self.reject()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # widgets below must not get it

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._tab_stops()
        if not stops:
            return False
        here = QApplication.focusWidget()
        place = stops.index(here) + (1 if forward else -1) if here in stops else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place % len(stops)].setFocus(reason)
        return True

    def _tab_stops(self) -> list[QWidget]:
        """Return the descendants that take the keyboard now, in the order in which they were added.

        Never use nextInFocusChain() for this: PySide ties the life of what it returns to this
        overlay, even widgets of the page below, which would be destroyed with it.
        """
        takes_tab = Qt.FocusPolicy.TabFocus.value
        return [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy().value & takes_tab
            and widget.window() is self.window()
            and widget.isVisible()
            and widget.isEnabled()
        ]


def around(widget: QWidget | None) -> Overlay | None:
    """Return the overlay that holds the widget, or None if it is on a page."""
    while widget is not None and not isinstance(widget, Overlay):
        widget = widget.parentWidget()
    return widget


def has_keys() -> bool:
    """Return whether the keyboard is inside an overlay."""
    return around(QApplication.focusWidget()) is not None
