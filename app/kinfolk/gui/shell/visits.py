"""The pages that were visited, and the way back and forward through them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.widgets.overlay import Overlay

MOST = 100


class Visits(QObject):
    """By keys, which stand in the menu, and by the two buttons of a mouse that are made for it.

    `go` leads to a place, and says whether it is still there. A photo that lies over its page is a
    place, too: back leaves it, and forward shows it again, as long as its page is there.
    """

    def __init__(self, window: QWidget, go: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._go = go
        self._places: list[str] = []
        self._at = -1
        self._left: Callable[[], None] | None = None  # shows the photo that was left by going back

    def note(self, place: str) -> None:
        """A page is shown; what lay forward of another one is forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-MOST:]
        self._at = len(self._places) - 1
        self._left = None

    def back(self) -> None:
        over = self._over()
        if over is None:
            self._step(-1)
        elif over.IS_PLACE:
            self._left = over.reopening()
            over.reject()

    def forward(self) -> None:
        if self._over() is not None:
            return
        if self._left is None:
            self._step(1)
        else:
            left, self._left = self._left, None
            left()

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
        step()
        return True

    def _over(self) -> Overlay | None:
        """What lies over the page, the uppermost."""
        over = [each for each in self._window.findChildren(Overlay) if each.isVisible()]
        return over[-1] if over else None

    def _step(self, by: int) -> None:
        """Who is gone by now, such as somebody who was merged, is passed over."""
        self._left = None
        while 0 <= self._at + by < len(self._places):
            self._at += by
            if self._go(self._places[self._at]):
                return
            del self._places[self._at]
            self._at -= by > 0
