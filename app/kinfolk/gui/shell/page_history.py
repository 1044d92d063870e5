"""The pages that were visited, with Back and Forward."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.widgets.overlay import Overlay

MOST = 100  # most visits remembered


class Visits(QObject):
    """Remember visited places, for the menu's Back and Forward and the mouse's extra buttons.

    `go(place)` shows a place and returns whether it still exists. A photo over its page counts as a
    place, too: Back closes it, and Forward opens it again while its page is shown.
    """

    def __init__(self, window: QWidget, go: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._go = go
        self._places: list[str] = []
        self._at = -1
        self._left: Callable[[], None] | None = None  # opens the photo that was closed by Back

    def note(self, place: str) -> None:
        """Store that a place is shown; places after the current one are forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-MOST:]
        self._at = len(self._places) - 1
        self._left = None

    def back(self) -> None:
        """Close the photo that lies over the page, or else go to the previous place."""
        over = self._over()
        if over is None:
            self._step(-1)
        elif over.IS_PLACE:
            self._left = over.reopening()
            over.reject()

    def forward(self) -> None:
        """Open the photo again that Back has closed, or else go to the next place."""
        if self._over() is not None:
            return
        if self._left is None:
            self._step(1)
        else:
            left, self._left = self._left, None
            left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        steps = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        step = steps.get(event.button())
        if step is None:
            return False
        step()
        return True

    def _over(self) -> Overlay | None:
        over = [each for each in self._window.findChildren(Overlay) if each.isVisible()]
        return over[-1] if over else None

    def _step(self, by: int) -> None:
        """Go `by` places on, or back if negative; skip places that do not exist any more."""
        self._left = None
        while 0 <= self._at + by < len(self._places):
            self._at += by
            if self._go(self._places[self._at]):
                return
            del self._places[self._at]
            self._at -= by > 0
