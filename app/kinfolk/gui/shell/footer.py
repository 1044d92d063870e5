"""The foot of the window: the key hints of the page, and room for a message."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kinfolk.gui.widgets.key_bar import HEIGHT, KeyBar
from kinfolk.gui.widgets.overlay import Overlay

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Foot(QStackedWidget):
    """Show the key bar of the page, all of one height, so that nothing moves with a message.

    It keeps room for a message beside the key hints that are visible. `moved` is emitted when that
    place has moved, or has come or gone.
    """

    moved = Signal()

    def __init__(self, keys: KeyBar) -> None:
        super().__init__()
        self._keys = keys  # those of the page
        self.bar = keys  # the key bar beside which the message lies
        self._wanted = 0
        self.setFixedHeight(HEIGHT)
        self.addWidget(keys)
        self.currentChanged.connect(self._share)

    def show_keys(self, keys: KeyBar) -> None:
        """Show the key bar of another page."""
        self._keys = keys
        if self.indexOf(keys) < 0:
            self.addWidget(keys)
        self.setCurrentWidget(keys)

    @property
    def place(self) -> QWidget:
        """The widget whose rect the message takes; hidden if there is no room for it."""
        return self.bar.place

    def make_room(self, width: int) -> None:
        """Reserve `width` pixels of the visible key bar for a message, if free; 0 frees them."""
        self._wanted = width
        self._share()

    def _share(self) -> None:
        """Give the room for the message to the key bar that is visible now."""
        before, self.bar = self.bar, self._seen()
        if before is not self.bar:
            before.make_room(0)
        for each in (before, before.place):
            each.removeEventFilter(self)
        for each in (self.bar, self.bar.place):
            each.installEventFilter(self)
        self.bar.make_room(self._wanted)

    def _seen(self) -> KeyBar:
        """Return the key bar that is visible: the page's, or that of an overlay such as a photo."""
        # Overlays are children of the window: looking through all that is in it takes milliseconds
        overlays = self.window().findChildren(Overlay, options=_DIRECT)
        bars = (bar for each in overlays for bar in each.findChildren(KeyBar))
        over = [bar for bar in bars if bar.isVisible()]
        return over[-1] if over else self._keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.place and event.type() in _MOVES:
            self.moved.emit()
        elif watched is self.bar and event.type() == QEvent.Type.Hide:
            self._share()
        return False
