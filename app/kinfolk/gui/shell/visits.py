"""The pages that were visited, and the way back and forward through them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.widgets.overlay import Overlay

MOST = 100


class Visits(QObject):
    """By keys, which stand in the menu, and by the two buttons of a mouse that are made for it.

    `go` leads to a place, and says whether it is still there.
    """

    def __init__(self, window: QWidget, go: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._go = go
        self._places: list[str] = []
        self._at = -1

    def note(self, place: str) -> None:
        """A page is shown; what lay forward of another one is forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-MOST:]
        self._at = len(self._places) - 1

    def back(self) -> None:
        self._step(-1)

    def forward(self) -> None:
        self._step(1)

    def listen(self) -> None:
        """To the mouse: below the widgets, as lists take every button for themselves."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        steps = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        step = steps.get(event.button())
        if step is None:
            return False
        over = [each for each in self._window.findChildren(Overlay) if each.isVisible()]
        if not over:
            step()
        elif over[-1].IS_PLACE and event.button() == Qt.MouseButton.BackButton:
            over[-1].reject()
        return True

    def _step(self, by: int) -> None:
        """Who is gone by now, such as somebody who was merged, is passed over."""
        while 0 <= self._at + by < len(self._places):
            self._at += by
            if self._go(self._places[self._at]):
                return
            del self._places[self._at]
            self._at -= by > 0
