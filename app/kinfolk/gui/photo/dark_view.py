"""The base of views that show photos on a dark ground over the whole window."""

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import fill_with, smooth_painter
from kinfolk.gui.photo.scene import INK
from kinfolk.gui.widgets.overlay import Overlay

SIDE, AWAY = 44, 14  # pixels: side of a button, and from a button to the edge


class DarkView(Overlay):
    """Show buttons to close it and to go back and on, in the dark look whatever the theme is.

    It can make the window full screen, until it is closed.
    """

    def __init__(self, context: Context, parent: QWidget, commands: Commands[Any]) -> None:
        super().__init__(parent)
        self._context = context
        self.commands = (commands,)
        self.is_full = False  # it has made the window full screen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button = RoundButton("close", self)
        self.before = RoundButton("back", self)
        self.after = RoundButton("forward", self)
        commands.tie(self.close_button, self, "Esc")
        commands.tie(self.before, self, "Left")
        commands.tie(self.after, self, "Right")
        context.appearance.changed.connect(self._dress)
        self._dress()
        self.finished.connect(self._leave_full_screen)

    def toggle_full_screen(self) -> None:
        """Show it on the whole screen, or in the window again."""
        self.is_full = not self.is_full
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def place_buttons(self, room: QRect) -> None:
        """Put the buttons at the edges of this part of the view."""
        middle = (room.height() - SIDE) // 2
        self.close_button.move(AWAY, AWAY)
        self.before.move(AWAY, middle)
        self.after.move(room.width() - SIDE - AWAY, middle)

    def at_text(self, at: int, number: int) -> str:
        """Return the place in a list, which begins at 0, as "2 of 3"."""
        text = self.tr("{at} of {number}")
        return text.format(at=words.number_text(at + 1), number=words.number_text(number))

    def _dress(self) -> None:
        look = theme.dark()
        self.setPalette(theme.palette(look))
        self.setStyleSheet(theme.style_sheet(look) + _SHEET)

    def _leave_full_screen(self) -> None:
        if self.is_full:
            self.toggle_full_screen()


class RoundButton(QAbstractButton):
    """Show an icon on the dark background, for the mouse only: keys do the same."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        fill_with(painter, QColor(255, 255, 255, 45) if self.underMouse() else QColor(0, 0, 0, 90))
        painter.drawEllipse(self.rect())
        mark = theme.pixmap(self._icon, 20, INK, self.devicePixelRatioF())
        painter.drawPixmap((SIDE - 20) // 2, (SIDE - 20) // 2, mark)


_SHEET = """
#photo-info { background: #1B1A18; border: none; }
#photo-info QPushButton[kind="link"] { text-align: left; }
#strip { background: rgba(12, 11, 10, 215); border: none; }
"""
