"""Empty states: what a page says while there is nothing to show."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import fill_with, smooth_painter
from kinfolk.gui.widgets.controls import Button, column, keys_used, label, row


class Sign(QWidget):
    """Show an icon in a softly coloured circle."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(72, 72)

    def set_icon(self, icon: str) -> None:
        """Change the icon, one of resources/icons."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        fill_with(painter, theme.color("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        mark = theme.pixmap(self._icon, 28, theme.color("accent"), self.devicePixelRatioF())
        painter.drawPixmap(22, 22, mark)


class EmptyState(QWidget):
    """Show a sign, a title, a sentence, and at most one button."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Sign("person")
        self._title = label("", "heading")
        self._text = label("", "text", tone="muted", wrap=True)
        self._text.setFixedWidth(440)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._act: Callable[[], None] | None = None
        self.button = Button("", clicked=self._on_clicked)
        lines = [row(None, part, None) for part in (self._sign, self._text, self.button)]
        self.setLayout(
            column(48, lines[0], 16, self._title, 4, lines[1], 16, lines[2], 48, spacing=0)
        )

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(
        self,
        title: str,
        text: str,
        *,
        icon: str = "person",
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a title, a sentence, and a button that calls `act`; no button if `button` is ""."""
        self._sign.set_icon(icon)
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._act = act
        self.show()

    def take_focus(self) -> None:
        """Move the keyboard to the button, if it is shown."""
        self.button.setFocus()
        keys_used(self)

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()
