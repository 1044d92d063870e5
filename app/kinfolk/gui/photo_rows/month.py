"""The sign beside the scroll bar that tells the month while one scrolls or points at the bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from kinfolk.gui.photo_rows.rail import YearRail
from kinfolk.gui.widgets.controls import label

STAYS_MS = 900  # how long it stays after the last scrolling
_AWAY = 8  # pixels from the scroll bar


class MonthSign:
    """Show a small label over the view that takes no clicks.

    `text(y)` returns what it says where the view is scrolled to `y`.
    """

    def __init__(
        self, view: QAbstractScrollArea, rail: YearRail, text: Callable[[int], str]
    ) -> None:
        self._view, self._rail, self._text = view, rail, text
        self._sign = label("", "caption")
        self._sign.setParent(view)
        self._sign.setProperty("sign", True)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sign.hide()
        self._done = QTimer(view, singleShot=True, interval=STAYS_MS)
        self._done.timeout.connect(self._sign.hide)

    def follow(self, value: int) -> None:
        """Show the sign beside this value of the scroll bar."""
        text = self._text(value)
        if not text or self._rail.maximum() == 0:
            self._sign.hide()
            return
        self._sign.setText(text)
        self._sign.adjustSize()
        area = self._view.viewport().geometry()
        right = area.right() - _AWAY - self._sign.width()
        top = self._rail.height_of(value) - self._sign.height() // 2
        lowest = self._view.height() - self._sign.height() - _AWAY
        left = area.left() + _AWAY if self._view.isRightToLeft() else right
        self._sign.move(left, min(max(top, _AWAY), lowest))
        self._sign.show()
        self._sign.raise_()
        self._done.start()
