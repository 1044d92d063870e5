"""The window's foot: the keys of the page above it, and between them room for a message."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kinfolk.gui.widgets.key_bar import HEIGHT, KeyBar
from kinfolk.gui.widgets.overlay import around

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)


class Foot(QStackedWidget):
    """As high on every page, so that nothing moves where a message comes and goes."""

    moved = Signal()  # the place of a message

    def __init__(self, *bars: KeyBar) -> None:
        """One for each page."""
        super().__init__()
        self._bars = bars
        self._at = bars[0]  # the keys beside which a message lies
        self._wanted = 0
        self.setFixedHeight(HEIGHT)
        for bar in bars:
            self.addWidget(bar)
        self.currentChanged.connect(self._share)

    @property
    def place(self) -> QWidget:
        """Of a message."""
        return self._at.place

    def make_room(self, width: int) -> None:
        """For a message of so many pixels, 0 for none."""
        self._wanted = width
        self._share()

    def _share(self) -> None:
        before, self._at = self._at, self._seen()
        if before is not self._at:
            before.make_room(0)
        for each in (before, before.place):
            each.removeEventFilter(self)
        for each in (self._at, self._at.place):
            each.installEventFilter(self)
        self._at.make_room(self._wanted)

    def _seen(self) -> KeyBar:
        """Those of the page, or of a photo or slides that lie over it."""
        bars = self.window().findChildren(KeyBar)
        over = [bar for bar in bars if bar.isVisible() and around(bar) is not None]
        return over[-1] if over else self._bars[self.currentIndex()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.place and event.type() in _MOVES:
            self.moved.emit()
        elif watched is self._at and event.type() == QEvent.Type.Hide:
            self._share()
        return False
