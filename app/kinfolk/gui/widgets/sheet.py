"""Sheets: dialogs inside the window, over a shade."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.shapes import draw_box, smooth_painter
from kinfolk.gui.widgets.controls import Button, Elided, column, label, row
from kinfolk.gui.widgets.key_bar import HEIGHT
from kinfolk.gui.widgets.overlay import Overlay

PADDING = 24  # pixels
ALL = 1000  # number of pages, more than any sheet has
AWAY = 24  # pixels that a sheet stays away from the window's edges ...
_NEAR = 4  # ... and from the place of messages at the bottom


class Sheet(Overlay):
    """Show a title, a `body`, and a footer with a sentence, Cancel and one primary button.

    Enter presses the coloured button, which is the primary one unless it is discouraged. Subclasses
    implement `accept`, and set `area` to the part that scrolls, if any.
    """

    area: QScrollArea | None = None

    def __init__(
        self, parent: QWidget, *, title: str, size: QSize, action: str, side: QWidget | None = None
    ) -> None:
        """`size` is the preferred size of the card in pixels.

        `action` is the primary button's text, `side` a widget along the left edge of the card.
        """
        super().__init__(parent)
        self.commands = (COMMANDS,)
        self._size = size
        self.setAccessibleName(title)
        self.card = QFrame(self)
        self.title = Elided("title")
        self.title.setText(title)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.sentence = label("", "text", tone="muted", wrap=True)
        self.cancel = Button(self.tr("Cancel"), clicked=self.reject)
        self.primary = Button(action, "primary", clicked=self.accept)
        margins = (PADDING, PADDING - 4, PADDING, PADDING - 8)
        self.top = column(self.title, self.body, spacing=16, margins=margins, grow=1)
        footer = QFrame()
        footer.setObjectName("dialog-footer")
        parts, margins = (self.sentence, self.cancel, self.primary), (PADDING, 14, PADDING, 14)
        footer.setLayout(row(*parts, spacing=10, margins=margins, grow=0))
        self._whole = column(self.top, footer, spacing=0, grow=0)
        beside = row(self._whole, spacing=0, grow=0)
        self.card.setLayout(beside)
        if side is not None:
            beside.insertWidget(0, side)  # after the footer: Tab leads from it to the body

    def first_focus(self) -> QWidget:
        # A disabled button takes no focus, so the keyboard would stay behind the sheet.
        return self.coloured if self.coloured.isEnabled() else self.cancel

    @property
    def coloured(self) -> Button:
        """The button that Enter presses."""
        return self.primary if self.primary.kind == "primary" else self.cancel

    def fit_height(self) -> None:
        """Make the card as high as its contents, as far as the window allows."""
        self._whole.activate()  # passes on size changes of texts to the layouts inside
        # Without wrapping text the height does not depend on the width, and Qt returns -1.
        high = self._whole.totalHeightForWidth(self._size.width())
        self._size.setHeight(high if high >= 0 else self._whole.totalSizeHint().height())
        self._centre()

    def grow(self) -> None:
        """Make the card high enough for its contents; never lower, since buttons would move."""
        before = self._size.height()
        self.fit_height()
        self._size.setHeight(max(before, self._size.height()))
        self._centre()

    def turn_pages(self, pages: float) -> bool:
        """Scroll by this many pages, up if negative; return whether there is anything to scroll."""
        if self.area is None:
            return False
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * bar.pageStep()))
        return True

    def discourage(self) -> None:
        """Give colour and Enter to Cancel where the primary action is unlikely to be meant."""
        self.primary.set_kind("plain")
        self.cancel.set_kind("primary")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()

    def _centre(self) -> None:
        """Centre the card in the window, above the place of messages."""
        room = self.rect().adjusted(AWAY, AWAY, -AWAY, -HEIGHT - _NEAR)
        card = QRect(room.topLeft(), self._size.boundedTo(room.size()))
        card.moveCenter(room.center())
        self.card.setGeometry(card)
        self.update()  # a smaller card would leave parts of its old shadow

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_barred = event.key() == Qt.Key.Key_Escape and not self.cancel.isEnabled()
        if not is_barred:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, card = smooth_painter(self), QRectF(self.card.geometry())
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
        for spread in range(36, 0, -2):  # a soft shadow, cheaper than an effect on the whole card
            edge = card.adjusted(-spread * 0.7, -spread / 4, spread * 0.7, spread)
            draw_box(painter, edge, 12 + spread, QColor(0, 0, 0, 2))
        draw_box(painter, card, 12, theme.color("raised"))


COMMANDS: Commands[Sheet] = Commands(
    "Dialogs",
    Command("Return Enter", "Press the main button", lambda sheet: sheet.coloured.click()),
    Command("Esc", "Cancel"),
    Command("Tab", "Next field or button"),
    Command("Shift+Tab", "Previous"),
    Command("PgDown", "Page down", lambda sheet: sheet.turn_pages(0.9)),
    Command("PgUp", "Page up", lambda sheet: sheet.turn_pages(-0.9)),
    Command("Home", "Go to the top", lambda sheet: sheet.turn_pages(-ALL)),
    Command("End", "Go to the end", lambda sheet: sheet.turn_pages(ALL)),
)
