"""Controls to choose with: a switch, a row of choices, a list that opens, an order, tabs."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QEvent,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QActionGroup,
    QColor,
    QCursor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box, smooth_painter
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, draw_focus, keys_used, shows_focus

E = TypeVar("E", bound=Enum)


class Toggle(QAbstractButton):
    """Turn something on or off by a click or Space, with effect at once."""

    WIDTH, HEIGHT = 34, 20

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._place = 0.0
        self._slide = QPropertyAnimation(self, b"place", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.toggled.connect(self._on_toggled)

    def sizeHint(self) -> QSize:
        return QSize(self.WIDTH + 8, self.HEIGHT + 8)  # with room for the focus ring

    def _set_place(self, value: float) -> None:
        self._place = value
        self.update()

    # A Qt property, which the animation changes by its name
    place = Property(float, lambda self: self._place, _set_place)

    def _on_toggled(self, checked: bool) -> None:
        """Slide the knob to its new place, without an animation if the switch is not visible."""
        end = 1.0 if checked else 0.0
        if self.isVisible() and theme.motion_ms():
            theme.animate(self._slide, self._place, end)
        else:
            self._slide.stop()
            self._set_place(end)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        area = QRectF(4, 4, self.WIDTH, self.HEIGHT)
        track = theme.color("accent" if self.isChecked() else "control")
        if not self.isEnabled():
            track.setAlphaF(0.4)
        elif self.underMouse():
            track = track.lighter(108)
        draw_box(painter, area, 10, track)
        painter.setBrush(QColor(theme.tokens().raised if self.isChecked() else "#FFFFFF"))
        x = area.left() + 2 + self._place * (self.WIDTH - self.HEIGHT)
        painter.drawEllipse(QRectF(x, area.top() + 2, 16, 16))
        if shows_focus(self):
            draw_focus(painter, QRectF(self.rect()), 14, inset=1)


class Segmented(QWidget):
    """Show choices in a row, of which one is chosen; emit `chosen` with its index.

    Arrow keys move the choice.
    """

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = list(texts)
        self.index = 0
        self._hover = -1
        self.setFixedHeight(35)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def choose(self, index: int) -> None:
        """Choose as a click would; nothing happens if it is chosen already."""
        if index != self.index and 0 <= index < len(self._texts):
            self.index = index
            self._name()
            self.update()
            self.chosen.emit(index)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Replace the words of the choices, or the choices.

        The chosen index stays where possible.
        """
        self._texts = list(texts)
        self.index = min(self.index, len(self._texts) - 1)
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for text in self._texts)
        return QSize((widest + 32) * len(self._texts), 35)

    def minimumSizeHint(self) -> QSize:
        return QSize(sum(self._needs()) + 4, 35)

    def _needs(self) -> list[int]:
        """Return the least width of each choice in pixels."""
        return [self.fontMetrics().horizontalAdvance(text) + 20 for text in self._texts]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_cut = self.minimumSizeHint().width() > self.width()
        self.setToolTip(plain_text.tip(self.accessibleDescription()) if is_cut else "")

    def _name(self) -> None:
        """Tell screen readers which choice is chosen, and which there are."""
        self.setAccessibleName(self._texts[self.index])
        self.setAccessibleDescription(", ".join(self._texts))

    def _cell(self, index: int) -> QRectF:
        """Return the cell of a choice: all equally wide, or each as it needs if room is short."""
        needs, room = self._needs(), self.width() - 4
        widths = [room / len(needs)] * len(needs)
        if max(needs) > widths[0]:
            more = (room - sum(needs)) / len(needs)
            widths = [need + more for need in needs]
        return QRectF(2 + sum(widths[:index]), 2, widths[index], self.height() - 4)

    def _at(self, x: float) -> int:
        last = len(self._texts) - 1
        return next((index for index in range(last) if x < self._cell(index).right()), last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event.position().x())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        keys_used(self)
        self.choose(self.index + by)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        edge = theme.color("line")
        draw_box(painter, self.rect(), 8, theme.color("background"), edge=edge)
        for index, text in enumerate(self._texts):
            current = index == self.index
            if current:
                edge = theme.color("accent")
                draw_box(painter, self._cell(index), 6, theme.color("accent_soft"), edge=edge)
            lit = current or index == self._hover
            font = theme.font(13, theme.SEMIBOLD if current else theme.REGULAR)
            cell, middle = self._cell(index).adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignHCenter
            write_line(painter, cell, text, font, "text" if lit else "muted", side=middle)
        if shows_focus(self):
            draw_focus(painter, QRectF(self.rect()), 8, inset=1)


class Choice(QComboBox):
    """Offer a list to choose from, with an arrow in the look's colour, unlike a style sheet can."""

    ARROW = 16

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme.font(13))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Let a text that is too long end in "…", which a style sheet prevents."""
        super().initStyleOption(option)
        box, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, field, self).width()
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, elide, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        tint = theme.color("muted" if self.isEnabled() else "line")
        arrow = theme.pixmap("chevron-down", self.ARROW, tint, self.devicePixelRatioF())
        left = self.width() - self.ARROW - 8
        painter.drawPixmap(left, (self.height() - self.ARROW) // 2, arrow)


class SortButton(Button, Generic[E]):
    """Offer a menu of orders; the first one is in use at the beginning.

    Emits `sorted` with the key of `texts` that was chosen.
    """

    sorted = Signal(object)  # a key of `texts`

    def __init__(self, texts: Mapping[E, str], parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", icon="chevron-down", parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the icon after the text
        self._texts = texts
        self.choices = controls.menu(self)
        self.choices.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(self.choices)
        for way, text in texts.items():
            action = self.choices.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked, way=way: self._on_sorted(way))
            group.addAction(action)
        group.actions()[0].setChecked(True)
        self.setText(group.actions()[0].text())
        self.clicked.connect(lambda: self.choices.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def _on_sorted(self, way: E) -> None:
        self.setText(self._texts[way])
        self.sorted.emit(way)


class Tabs(QTabBar):
    """Draw Qt's tab bar in the app's look; the left and right keys switch tabs."""

    HEIGHT, BETWEEN = 36, 18  # pixels: height, and distance between two words

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        for text in texts:
            self.addTab(text)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # Qt repaints the tab under the pointer
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + self.BETWEEN, self.HEIGHT)

    def word_rect(self, index: int) -> QRect:
        """Return the rect of a tab without the space beside its word."""
        return self.tabRect(index).adjusted(0, 0, -self.BETWEEN, 0)

    def _font(self) -> QFont:
        """Return the font of all tabs.

        The current one has it too, so that choosing moves nothing.
        """
        return theme.font(13, theme.MEDIUM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        keys_used(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        bottom = self.height()
        painter.fillRect(0, bottom - 1, self.width(), 1, theme.color("line"))
        hover = self.tabAt(self.mapFromGlobal(QCursor.pos())) if self.underMouse() else -1
        for index in range(self.count()):
            word, is_current = self.word_rect(index), index == self.currentIndex()
            painter.setPen(theme.color("text" if is_current or index == hover else "muted"))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(word, left, self.tabText(index))
            if is_current:
                painter.fillRect(word.left(), bottom - 2, word.width(), 2, theme.color("accent"))
                if shows_focus(self):
                    ring = QRectF(word).adjusted(-6, 3, 6, -3)
                    draw_focus(painter, ring, 8, inset=1)


COMMANDS: Commands[Segmented] = Commands(
    "Choices",
    Command("Right", "Next", lambda choices: choices._step(1)),
    Command("Left", "Previous", lambda choices: choices._step(-1)),
)
