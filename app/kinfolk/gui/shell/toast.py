"""Toasts: a message at the bottom about what was just done, with Undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QPushButton, QWidget

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.ops import Ops
from kinfolk.gui.base.shapes import draw_box, smooth_painter
from kinfolk.gui.shell.footer import Foot
from kinfolk.gui.widgets.controls import Elided, row
from kinfolk.gui.widgets.key_bar import HEIGHT

STAYS_MS = 7000
GAP = 4  # pixels above and below it


class Toast(QWidget):
    """Show one message at a time at the bottom right, even over a sheet; the newest wins.

    It lies beside the key hints, and where these leave no room above them. It hides by a click on
    it or after a while, but not while the cursor is over it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._ops: Ops
        self._act: Callable[[], None] | None = None
        self._gives_way = False
        self._is_wait = False  # it says what is being waited for
        self._later = ""
        self._foot: Foot | None = None
        self._page = parent
        self._panel: QWidget | None = None
        self._text = Elided("text")
        self.button = QPushButton()
        self.button.setFlat(True)
        self.button.setFont(theme.font(13, theme.SEMIBOLD))
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        # No focus: Tab would lead here from the last card, and the space of the next name would
        # undo the last one. Its keys are Ctrl+Z and Ctrl+Shift+Z.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._on_clicked)
        self.setLayout(row(self._text, self.button, spacing=12, margins=(14, 0, 14, 0)))
        self._fade = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._fade)
        self._motion = QPropertyAnimation(self._fade, b"opacity", self)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self._on_time_over)
        parent.installEventFilter(self)
        self.hide()

    def stand_in(self, foot: Foot, page: QWidget, panel: QWidget) -> None:
        """Take the place that the foot keeps; if it has none, the bottom right of the page.

        A panel that is open there stays free, since its own buttons are at its bottom.
        """
        self._foot, self._page, self._panel = foot, page, panel
        foot.moved.connect(self._put)
        page.installEventFilter(self)
        panel.installEventFilter(self)

    def follow(self, ops: Ops) -> None:
        """Show what was done, undone and done again, each with the way back."""
        self._ops = ops
        ops.done.connect(self._on_done)
        ops.redone.connect(self._on_redone)
        ops.undone.connect(self._on_undone)
        ops.offered.connect(self.say)
        ops.waiting.connect(self._on_waiting)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(
        self,
        text: str,
        button: str = "",
        act: Callable[[], None] | None = None,
        *,
        gives_way: bool = False,
    ) -> None:
        """Show a message; the button, if any, calls `act` and hides it.

        With `gives_way` a remark may replace it even though it has a button.
        """
        self._act = act
        self._gives_way = gives_way
        self._is_wait = False
        self._text.setText(text)
        self.button.setText(plain_text.literal(button))  # a name in it may have an &
        self.button.setVisible(bool(button))
        self._paint_texts()
        self.show()
        if self._foot is not None:
            self._foot.make_room(self.sizeHint().width())
        self._put()
        self.raise_()
        theme.animate(self._motion, 0.0, 1.0)
        self._timer.start()

    def remark(self, text: str) -> None:
        """Show a message that the user has not asked for; it waits while a button is shown."""
        if self.isVisible() and self._act is not None and not self._gives_way:
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

    def _paint_texts(self) -> None:
        look = theme.tokens()
        self._text.setStyleSheet(f"color: {look.on_inverse};")
        self.button.setStyleSheet(
            f"QPushButton {{ color: {look.inverse_action}; background: transparent; border: none;"
            " padding: 0 2px; min-height: 30px; }"
            f"QPushButton:hover, QPushButton:focus {{ text-decoration: underline; }}"
        )

    def _put(self) -> None:
        if not self.isHidden():
            self.setGeometry(self._place().adjusted(0, GAP, 0, -GAP))

    def _place(self) -> QRect:
        if self._foot is not None and self._foot.place.isVisible():
            place = self._foot.place
            return QRect(place.mapTo(self._window, QPoint()), place.size())
        page = self._page if self._page.isVisible() else self._window
        area = QRect(page.mapTo(self._window, QPoint()), page.size())
        area.adjust(theme.MARGIN, 0, -theme.MARGIN, 0)
        if self._foot is not None:  # what is beside the key hints, as a photo's panel, stays free
            bar = self._foot.bar
            right = bar.mapTo(self._window, bar.rect().topRight()).x() - theme.MARGIN
            area.setRight(min(area.right(), right))
        area.setTop(area.bottom() + 1 - HEIGHT)
        area.setLeft(max(area.left(), area.right() + 1 - self.sizeHint().width()))
        panel = self._panel
        if panel is not None and panel.isVisible() and panel.geometry().intersects(area):
            area.moveRight(panel.x() - theme.MARGIN)
        return area

    def _on_clicked(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()
        if self._later:
            self._timer.start()

    def _on_done(self, text: str) -> None:
        """Show what was done, with an Undo for this very step, not for one that came later."""
        step = self._ops.step
        if step is None:
            self.say(text)
        else:
            self.say(text, button=self.tr("Undo"), act=partial(self._ops.undo, step))

    def _on_redone(self, text: str) -> None:
        self._on_done(self.tr("Redone: {}").format(text))

    def _on_undone(self, text: str) -> None:
        said = self.tr("Undone: {}").format(text)
        self.say(said, button=self.tr("Redo"), act=partial(self._ops.redo, self._ops.step))

    def _on_waiting(self, text: str) -> None:
        """Show what is being waited for, as long as that lasts."""
        if text:
            self.say(text)
            self._timer.stop()
            self._is_wait = True
        elif self._is_wait:
            self.hide()
            if self._later:
                self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        if event.spontaneous():
            return  # the window is minimised: its time goes on
        self._timer.stop()
        self._motion.stop()
        if self._foot is not None:
            self._foot.make_room(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # not for what it lies over

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._on_time_over()

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()  # stays, so that there is time to press the button

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._put()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        edge = theme.color("on_inverse", 0.3)  # visible over a dark photo
        draw_box(painter, self.rect(), 8, theme.color("inverse"), edge=edge)
