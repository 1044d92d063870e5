"""Something that lies over its whole window and has the keyboard until it is closed."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.widgets.controls import hand_keys


class Overlay(QWidget):
    """A child of the window: it needs no window manager, and faces can be dragged inside it.

    Esc closes, Tab stays inside, the window's shortcuts rest meanwhile, but for the list of keys.
    """

    TAKES_KEYS = Qt.FocusReason.TabFocusReason  # a field selects what is in it
    IS_PLACE = False  # looked at like a page: what leads back from one leaves it
    TAKES_STEPS = False  # stays open while steps are taken in it: undo and redo are as on a page

    finished = Signal(bool)  # True when accepted

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._focus_before: QWidget | None = None
        self.hide()

    def open(self) -> None:
        """Shows it over the window and takes the keyboard."""
        # Of the window: right after a dialog of the system nobody has the keyboard for a moment.
        self._focus_before = self.window().focusWidget()
        self.window().installEventFilter(self)
        self.setGeometry(self.window().rect())
        self.raise_()
        self.show()
        hand_keys(self.first_focus(), self.TAKES_KEYS)

    def accept(self) -> None:
        """Closes with what was decided; subclasses do it first."""
        self._close(True)

    def reject(self) -> None:
        """Closes without doing anything."""
        self._close(False)

    def reopening(self) -> Callable[[], None] | None:
        """What opens it again as it is now; null where it cannot be gone back to."""
        return None

    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self

    def _close(self, accepted: bool) -> None:
        self.window().removeEventFilter(self)
        self.hide()
        # Before `finished`: whoever hears of it may open something that takes the keyboard.
        if self._focus_before is not None and shiboken6.isValid(self._focus_before):
            hand_keys(self._focus_before, Qt.FocusReason.PopupFocusReason)
        self.finished.emit(accepted)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.setGeometry(self.window().rect())
        return False

    def event(self, event: QEvent) -> bool:
        # Accepted, the key comes to us as a key; else a shortcut of the window below would have it.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(not self._goes_to_window(event))
            return True
        return super().event(event)

    def _goes_to_window(self, event: QKeyEvent) -> bool:
        """Whether the key is one that the window hears even while this lies over it."""
        ways = (QKeySequence.StandardKey.Back, QKeySequence.StandardKey.Forward)
        is_way = self.IS_PLACE and any(event.matches(key) for key in ways)
        turns = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        is_turn = self.TAKES_STEPS and any(event.matches(key) for key in turns)
        return is_way or is_turn or event.key() == Qt.Key.Key_Question

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing below hears of it

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
        """In the order they were put in, those that take the keyboard now.

        Never by nextInFocusChain(): PySide ties whatever that returns to this overlay, also
        widgets of the page below, and they would go with it.
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
    """What lies over its window and holds the widget; null for what is on a page."""
    while widget is not None and not isinstance(widget, Overlay):
        widget = widget.parentWidget()
    return widget


def has_keys() -> bool:
    """Whether the keyboard is in something that lies over its window."""
    return around(QApplication.focusWidget()) is not None
