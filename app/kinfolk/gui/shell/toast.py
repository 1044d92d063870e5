"""A sentence at the bottom right about what was just done, with a way back."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from kinfolk.gui.base import theme
from kinfolk.gui.base.ops import Ops
from kinfolk.gui.widgets.elided import Elided

STAYS_MS = 7000
GAP = 28  # to the window's edges


class Toast(QWidget):
    """Floats over its parent; one at a time, the newest wins, the pointer holds it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._ops: Ops
        self._act: Callable[[], None] | None = None
        self._later = ""
        self._bars: tuple[QWidget, ...] = ()
        self._side: QWidget | None = None
        self._foot: QWidget | None = None
        self._left: QWidget | None = None
        self._field: QLineEdit | None = None  # that somebody types in
        self._text = Elided("text")
        self._button = QPushButton()
        self._button.setFlat(True)
        self._button.setFont(theme.font(13, theme.SEMIBOLD))
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        # Tab would lead from the last card to it, and a space of the next name take back the one
        # before. Its keys are Ctrl+Z and Ctrl+Shift+Z.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 4)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self._button)
        self._fade = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._fade)
        self._motion = QPropertyAnimation(self._fade, b"opacity", self)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self._on_time_over)
        parent.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self.hide()

    def stand_over(self, *bars: QWidget) -> None:
        """Stays above these at the bottom of the window, while one sees them."""
        self._bars = bars
        for bar in bars:
            bar.installEventFilter(self)

    def stand_beside(self, side: QWidget, *, foot: QWidget, left: QWidget) -> None:
        """Stays left of `side` at the right of the window while one sees it, and right of `left`.

        Where there is no room between them it lies over `side`, above what is at its foot.
        """
        self._side, self._foot, self._left = side, foot, left
        side.installEventFilter(self)

    def follow(self, ops: Ops) -> None:
        """Says what was done, undone and done again, each with the way back."""
        self._ops = ops
        ops.done.connect(self._on_done)
        ops.redone.connect(self._on_redone)
        ops.undone.connect(self._on_undone)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, *, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Shows `text`; the button, if any, calls `act` and closes it."""
        self._act = act
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._paint_texts()
        self.adjustSize()
        self._put()
        self.show()
        self.raise_()
        self._appear()
        self._timer.start()

    def remark(self, text: str) -> None:
        """For what the program tells by itself: never takes the place of a button in sight."""
        if self.isVisible() and self._act is not None:
            self._later = text
        else:
            self._later = ""
            self.say(text)

    def _on_time_over(self) -> None:
        later, self._later = self._later, ""
        if later:
            self.say(later)
        else:
            self.hide()

    def _appear(self) -> None:
        self._motion.stop()
        self._motion.setDuration(theme.motion_ms())
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.start()

    def _paint_texts(self) -> None:
        look = theme.tokens()
        self._text.setStyleSheet(f"color: {look.on_inverse};")
        self._button.setStyleSheet(
            f"QPushButton {{ color: {look.inverse_action}; background: transparent; border: none;"
            " padding: 0 2px; min-height: 30px; }"
            f"QPushButton:hover, QPushButton:focus {{ text-decoration: underline; }}"
        )

    def _put(self) -> None:
        area = self._window.rect()
        lift = sum(bar.height() for bar in self._bars if bar.isVisible())
        if self._left is not None and self._left.isVisible():
            area.setLeft(self._left.mapTo(self._window, self._left.rect().topRight()).x() + 1)
        if self._side is not None and self._foot is not None and self._side.isVisible():
            if self._side.x() - area.left() >= self.sizeHint().width() + 2 * GAP:
                area.setRight(self._side.x() - 1)
            else:
                area.setLeft(self._side.x())
                lift = self._foot.height()
        room = area.width() - 2 * GAP
        self.resize(min(self.sizeHint().width(), room), self.sizeHint().height())
        left, top = area.right() - GAP - self.width() + 1, area.bottom() - GAP - lift
        place = QRect(QPoint(left, top - self.height() + 1), self.size())
        if self._field is not None and place.intersects(typed := self._typed(self._field)):
            place.moveRight(typed.left() - GAP)
        self.move(place.topLeft())

    def _typed(self, field: QLineEdit) -> QRect:
        """Where somebody types: that is never covered. Nowhere, if it is not seen."""
        is_here = field.isVisible() and self._window.isAncestorOf(field)
        return QRect(field.mapTo(self._window, QPoint()), field.size()) if is_here else QRect()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, QLineEdit) else None
        if self._field is not None:
            self._field.installEventFilter(self)  # a card may carry it elsewhere
        if self.isVisible():
            self._put()

    def _on_clicked(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _on_done(self, text: str) -> None:
        """The button takes back this step, and no other that came since."""
        step = self._ops.step
        if step is None:
            self.say(text)
        else:
            self.say(text, button=self.tr("Undo"), act=partial(self._ops.undo, step))

    def _on_redone(self, text: str) -> None:
        self._on_done(self.tr("Done again: {}").format(text))

    def _on_undone(self, text: str) -> None:
        said = self.tr("Undone: {}").format(text)
        self.say(said, button=self.tr("Redo"), act=partial(self._ops.redo, self._ops.step))

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()
        self._motion.stop()

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()  # who goes to the button has time to press it

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in moves and self.isVisible():
            self._put()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("inverse"))
        painter.drawRoundedRect(self.rect(), 8, 8)
