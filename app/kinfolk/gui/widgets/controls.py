"""Small controls in the app's look: labels, buttons, fields, menus, rows and columns."""

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFrame,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.commands import Command, Commands, KeyHints
from kinfolk.gui.base.drag import take_copy

B = TypeVar("B", bound=QBoxLayout)
Drag = TypeVar("Drag", bound=QDropEvent)

# Pixels: widest a button asks for, narrowest it may become if its text is long
WIDEST, SHORTEST = 320, 160

ROLES: dict[str, tuple[int, int]] = {  # size in pixels, weight
    "section": (11, theme.REGULAR),
    "caption": (12, theme.REGULAR),
    "text": (13, theme.REGULAR),
    "strong": (13, theme.SEMIBOLD),
    "lead": (14, theme.REGULAR),
    "name": (14, theme.SEMIBOLD),
    "heading": (15, theme.SEMIBOLD),
    "title": (20, theme.BOLD),
    "hero": (28, theme.BOLD),
}


def label(text: str = "", role: str = "text", *, tone: str = "", wrap: bool = False) -> QLabel:
    """Return a label in one of `ROLES`.

    `tone` colours it: "", muted, danger, accent, maybe, likely, count or chip. `wrap` allows
    several lines.
    """
    result = QLabel(text.upper() if role == "section" else text)
    size, weight = ROLES[role]
    result.setFont(theme.font(size, weight, spacing=0.7 if role == "section" else 0.0))
    result.setTextFormat(Qt.TextFormat.PlainText)  # a name may look like HTML, see base/plain.py
    result.setWordWrap(wrap)
    set_tone(result, "muted" if role == "section" and not tone else tone)
    return result


def set_tone(target: QWidget, tone: str) -> None:
    """Change the tone of a label, which the style sheet turns into a colour."""
    if target.property("tone") != tone:
        target.setProperty("tone", tone)
        theme.repolish(target)


class Elided(QLabel):
    """Show a line of text that ends in “…” where there is no room; the tip then says it in full."""

    def __init__(self, role: str, *, tone: str = "") -> None:
        super().__init__()
        self.setFont(theme.font(*ROLES[role]))
        set_tone(self, tone)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(whole.width() + self._start(), whole.height())

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        # A layout may make it this narrow, as the text is cut off.
        return QSize(min(40, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        elide = Qt.TextElideMode.ElideRight
        start = self._start()
        text = self.fontMetrics().elidedText(self.text(), elide, self.width() - start)
        self.setToolTip(plain_text.tip(self.text()) if text != self.text() else "")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(start, 0, 0, 0), left, text)

    def _start(self) -> int:
        """Return the pixels that the first letter reaches left of its origin, as J may do."""
        text = self.text()
        return max(0, -self.fontMetrics().leftBearing(text[0])) if text else 0


class Button(QPushButton):
    """Show a push button in one of five kinds: plain, primary, quiet, danger or link.

    A text without enough room ends in "…", and the tip then says it in full. Names may contain "&":
    texts are shown literally.
    """

    _icon_size = 16

    def __init__(
        self,
        text: str = "",
        kind: str = "plain",
        *,
        icon: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tip = ""
        self.setText(text)
        self._icon = icon
        self._take_kind(kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if clicked is not None:
            self.clicked.connect(clicked)

    def setText(self, text: str) -> None:
        super().setText(plain_text.literal(text))

    def text(self) -> str:
        return plain_text.shown(super().text())

    def set_kind(self, kind: str) -> None:
        """Give the button another look: "primary", "plain", "quiet", "link" or "danger"."""
        self.setProperty("kind", kind)
        theme.repolish(self)  # first, because it resets the font
        self._take_kind(kind)

    def _take_kind(self, kind: str) -> None:
        self.kind = kind
        self.setProperty("kind", kind)
        strong = kind in ("primary", "link")
        self.setFont(theme.font(13, theme.SEMIBOLD if strong else theme.MEDIUM))
        self._tint()

    def set_icon(self, name: str) -> None:
        """Set another icon of resources/icons, or none for ""."""
        self._icon = name
        if name:
            self._tint()
        else:
            self.setIcon(QIcon())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt also sends this when a parent is set. Tinting an icon is costly, so compare first.
        if event.type() == QEvent.Type.PaletteChange and self._tinted != theme.tokens():
            self._tint()

    def setToolTip(self, tip: str) -> None:
        """Set the tooltip for a text that is not cut off; else the whole text is the tooltip."""
        self._tip = tip
        super().setToolTip(tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter, too, as Qt does only in a QDialog.

        Shift+Enter is passed on, because it means something else to the widget around the button.
        """
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for no more than `WIDEST`, since a name in the text may be long."""
        wanted = super().sizeHint()
        return QSize(min(wanted.width(), WIDEST), wanted.height())

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), SHORTEST), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(inside, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + 4
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        is_cut = text != self.text()
        if self.toolTip() != (tip := plain_text.tip(self.text()) if is_cut else self._tip):
            super().setToolTip(tip)
        if is_cut:
            option.text = plain_text.literal(text)
            styled = QStylePainter(self)
            styled.drawControl(QStyle.ControlElement.CE_PushButton, option)
            styled.end()
        else:
            super().paintEvent(event)
        if shows_focus(self):
            painter = QPainter(self)
            if self.kind == "link":  # without room at its sides, a ring would cross its letters
                line = self.rect().adjusted(0, self.height() - 2, 0, 0)
                painter.fillRect(line, theme.color("accent"))
            else:
                token = "on_accent" if self.kind == "primary" else "accent"
                draw_focus(painter, QRectF(self.rect()), 8, token=token)

    def _tint(self) -> None:
        self._tinted = theme.tokens()
        if self._icon:
            self.setIcon(theme.icon(self._icon, self._icon_token()))
            self.setIconSize(QSize(self._icon_size, self._icon_size))

    def _icon_token(self) -> str:
        tokens = {"primary": "on_accent", "quiet": "muted", "danger": "danger", "link": "accent"}
        return tokens.get(self.kind, "text")


class IconButton(Button):
    """Show a square quiet button with only an icon; the tip is also its accessible name."""

    def __init__(self, icon: str, tip: str, *, clicked: Callable[[], object] | None = None) -> None:
        super().__init__("", "quiet", icon=icon, clicked=clicked)
        self.setToolTip(plain_text.tip(tip))
        self.setAccessibleName(tip)
        self.setFixedSize(35, 35)


def shows_focus(widget: QWidget) -> bool:
    """Return whether to draw a focus ring: focused, and the user is using the keyboard."""
    by_keys = Qt.WidgetAttribute.WA_KeyboardFocusChange
    return widget.hasFocus() and widget.window().testAttribute(by_keys)


def keys_used(widget: QWidget) -> None:
    """Show the focus ring from now on, because an arrow key has moved inside the widget."""
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def hand_keys(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Give the keyboard to the widget; whoever was using the keys keeps seeing the focus ring."""
    by_keys = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    widget.setFocus(reason)  # Qt counts this as no key press and hides the ring
    if by_keys:
        keys_used(widget)


def draw_focus(
    painter: QPainter, rect: QRectF, radius: float, *, token: str = "accent", inset: float = 2.0
) -> None:
    """Draw a focus ring two pixels wide, `inset` pixels inside the rect."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(token), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, max(2.0, radius - inset), max(2.0, radius - inset))


class Field(QLineEdit):
    """Take a line of text; dropped text is copied, dropped files are left to the window.

    While it is not focused, a text that does not fit is shown from its beginning with "…" at the
    end, and the tip says all of it.
    """

    # Shortcuts of the window that a field keeps for itself
    OWN_KEYS: ClassVar[Sequence[QKeySequence.StandardKey]] = (
        QKeySequence.StandardKey.Undo,
        QKeySequence.StandardKey.Redo,
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = ""

    @property
    def keys(self) -> KeyHints | None:
        """The key hints shown while one types here, or None to keep the page's."""
        return ((self.tr("Enter"), self.tr("save")), (self.tr("Esc"), self.tr("stop editing")))

    def event(self, event: QEvent) -> bool:
        """Leave the window's keys to the window: Qt would take Ctrl+E as "end of line" (Emacs)."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_control and not any(event.matches(key) for key in self.OWN_KEYS):
                keys = QKeySequence(event.keyCombination())
                if any(keys in action.shortcuts() for action in self.window().actions()):
                    event.ignore()
                    return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(inside, option, self)
        room = room.marginsRemoved(self.textMargins()).adjusted(2, 0, -2, 0)
        elide = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), elide, room.width())
        is_cut = text != self.text() and not self.hasFocus()
        self._show_tip(self.text() if is_cut else "")
        if not is_cut:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        painter.setPen(self.palette().color(self.foregroundRole()))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, left, text)

    def _show_tip(self, text: str) -> None:
        said = plain_text.tip(text)
        # A tip that was set from outside stays.
        if self.toolTip() == self._tip != said:
            self._tip = said
            self.setToolTip(said)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take(event, super().dragEnterEvent)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take(event, super().dragMoveEvent)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasUrls() or event.source() is not None or take_copy(event):
            self._take(event, super().dropEvent)

    def _take(self, event: Drag, as_text: Callable[[Drag], None]) -> None:
        """Take text as a line of text does, but copy it if it comes from another app.

        Qt may have accepted it as a move, which deletes it.
        """
        if event.mimeData().hasUrls():
            event.ignore()
            return
        as_text(event)
        if event.isAccepted() and event.source() is None:
            take_copy(event)


class SearchField(Field):
    """Take what to search; show the shortcut while empty; Esc empties it.

    `left_down` and `abandoned` tell the page to move the keyboard on or back.
    """

    OWN_KEYS = ()  # no one needs undo and redo for the letters of a search
    left_down = Signal()  # by Down, or by Tab if something is typed: go to the results
    abandoned = Signal()  # by Esc in the empty field

    def __init__(self, hint: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcut = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setFont(theme.font(13))
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._clear = QAction(self)
        self._clear.setToolTip(self.tr("Clear"))
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self._clear.setVisible(False)
        self._tint()

    @property
    def keys(self) -> KeyHints | None:
        return SEARCH_COMMANDS.hints(self)

    def _tint(self) -> None:
        self._clear.setIcon(theme.icon("close", "muted"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt also sends this from the base's __init__, before `_clear` exists.
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_clear"):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not SEARCH_COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self.text():
            self.left_down.emit()
            return True
        return super().focusNextPrevChild(forward)

    def _empty(self) -> None:
        """Clear the field; if it is empty, give it up."""
        if self.text():
            self.clear()
        else:
            self.abandoned.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.text() and not self.hasFocus():
            painter = QPainter(self)
            painter.setPen(theme.color("muted"))
            painter.drawText(
                self.rect().adjusted(11, 0, -11, 0),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                self._shortcut.replace("+", " "),
            )


SEARCH_COMMANDS: Commands[SearchField] = Commands(
    "Search field",
    Command("Return Enter", "Open the first result", hint="open first"),
    Command(
        "Down", "Go to the results", lambda field: field.left_down.emit(), hint="go to results"
    ),
    Command("Tab", "Go to the results"),
    Command(
        "Esc", "Clear the field; if empty, go back to the page", SearchField._empty, hint="back"
    ),
)


class NameField(Field):
    """Take a name, in the look's size; emit `left` when it loses the focus."""

    left = Signal()  # the focus went elsewhere

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font(13))
        self.setPlaceholderText(hint)

    def set_bad(self, bad: bool) -> None:
        """Mark the value as one that cannot stay as it is."""
        if bool(self.property("bad")) != bad:
            self.setProperty("bad", bad)
            theme.repolish(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Panel(QFrame):
    """Show a box with a line around it; `body` is the layout of its contents."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = 16) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)


def menu(parent: QWidget) -> QMenu:
    """Return a menu whose entries show tips, which say a long text in full."""
    result = QMenu(parent)
    result.setToolTipsVisible(True)
    return result


def passing_menu(parent: QWidget) -> QMenu:
    """Return a menu that is deleted once it is closed."""
    result = menu(parent)
    result.aboutToHide.connect(result.deleteLater)
    return result


def choose(view: QAbstractItemView, index: QModelIndex) -> None:
    """Make this item current and select it alone, whatever modifier keys are held.

    Without explicit flags Qt would extend the selection while Ctrl+Z or Shift+Tab is pressed.
    """
    alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(index, alone)


def selected_rows(view: QAbstractItemView) -> list[int]:
    """Return the selected rows, sorted; quick even for tens of thousands."""
    selection = view.selectionModel().selection()
    ranges = [selection.at(place) for place in range(selection.count())]
    return sorted(row for each in ranges for row in range(each.top(), each.bottom() + 1))


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """Return the item that a context menu is about, and its global position.

    For the menu key that is the current item, for the mouse the one under the cursor.
    """
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        index = view.currentIndex()
        return index, view.viewport().mapToGlobal(view.visualRect(index).center())
    return view.indexAt(event.pos()), event.globalPos()


def rule() -> QFrame:
    """Return a thin line to put between rows."""
    result = QFrame()
    result.setProperty("rule", True)
    result.setFixedHeight(1)
    return result


class StillArea(QScrollArea):
    """Scroll its contents, but not on Tab.

    Qt would scroll to the end of a list that Tab enters, or even leaves.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)


def scrolling(content: QWidget, *, area: QScrollArea | None = None) -> QScrollArea:
    """Return the content in a frameless area that scrolls vertically and is no stop for Tab."""
    area = area or QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


Part = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
_NONE = (0, 0, 0, 0)


def row(
    *parts: Part, spacing: int = 8, margins: Margins = _NONE, grow: int | None = None
) -> QHBoxLayout:
    """Return a row of widgets and layouts; None is a stretch, a number is a gap in pixels.

    `margins` are pixels at the left, top, right and bottom. The part at the index `grow` takes the
    room that is left.
    """
    line = QHBoxLayout()
    line.setContentsMargins(*margins)
    return fill(line, *parts, spacing=spacing, grow=grow)


def column(
    *parts: Part, spacing: int = 8, margins: Margins = _NONE, grow: int | None = None
) -> QVBoxLayout:
    """Return a layout like `row` does, but from top to bottom."""
    lines = QVBoxLayout()
    lines.setContentsMargins(*margins)
    return fill(lines, *parts, spacing=spacing, grow=grow)


def holding(layout: QLayout) -> QWidget:
    """Return a widget with this layout, to be shown and hidden as one."""
    made = QWidget()
    made.setLayout(layout)
    return made


def fill(box: B, *parts: Part, spacing: int, grow: int | None = None) -> B:
    """Add parts to an empty layout as `row` does, and return it."""
    box.setSpacing(spacing)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    if grow is not None:
        box.setStretch(grow, 1)
    return box


def key_cap(text: str) -> QLabel:
    """Return a label that looks like a key of the keyboard."""
    result = label(text, "caption", tone="key")
    result.setFont(theme.font(11, theme.SEMIBOLD))
    result.setAlignment(Qt.AlignmentFlag.AlignCenter)
    result.setMinimumWidth(20)
    result.setFixedHeight(20)
    return result
