"""The window's foot: the keys of the page above it, and between them room for a message."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kinfolk.gui.widgets.key_bar import HEIGHT, KeyBar

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)


class Foot(QStackedWidget):
    """As high on every page, so that nothing moves where a message comes and goes."""

    moved = Signal()  # the place of a message

    def __init__(self, *bars: KeyBar) -> None:
        """One for each page."""
        super().__init__()
        self._bars = bars
        self._wanted = 0
        self.setFixedHeight(HEIGHT)
        for bar in bars:
            self.addWidget(bar)
            bar.place.installEventFilter(self)
        self.currentChanged.connect(self._share)

    @property
    def place(self) -> QWidget:
        """Of a message."""
        return self._bars[self.currentIndex()].place

    def make_room(self, width: int) -> None:
        """For a message of so many pixels, 0 for none."""
        self._wanted = width
        self._share()

    def _share(self) -> None:
        for number, bar in enumerate(self._bars):
            bar.make_room(self._wanted if number == self.currentIndex() else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.place and event.type() in _MOVES:
            self.moved.emit()
        return False
