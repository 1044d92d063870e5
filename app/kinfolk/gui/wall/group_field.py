"""The field in a group's card, and the offer below it where the name is taken already."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands, KeyHints, translated
from kinfolk.gui.base.shapes import draw_box, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.widgets.completion import NameCompleter
from kinfolk.gui.widgets.controls import NameField, column, row, set_tone
from kinfolk.gui.widgets.elided import Elided
from kinfolk.gui.widgets.namesake_choice import SomebodyElse
from kinfolk.gui.widgets.overlay import has_keys

_STAYS = (  # reasons for losing the focus after which it returns
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class GroupField(NameField):
    """Take a group's name; one instance moves from card to card.

    Because it never loses the keyboard on the way, letters typed quickly reach the next card. Its
    signals tell `Naming` what the user wants; the field decides nothing.
    """

    given = Signal()  # Enter: the text is the name
    stepped = Signal(int)  # Tab: 1, Shift+Tab: -1: go to the next or the previous card
    cancelled = Signal()  # Esc: drop the text
    # Shift+Enter: another person with the name that is typed, or a new one with its beginning
    apart_wanted = Signal()
    closer_wanted = Signal()  # Space in the empty field: show all faces of the group
    ignored = Signal()  # Ctrl+I: ignore the group
    abandoned = Signal()  # the keyboard went elsewhere, or the page was hidden
    marked = Signal()  # another name of the list, or a new person, is marked

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setPlaceholderText(self.tr("Who is this?"))
        self.setAccessibleName(self.tr("Who is this?"))
        self._choices = NameCompleter(self, makes_way=True)
        self._choices.marked.connect(self.marked)
        self._hint = ""
        self.is_of_ignored = False  # whether the cards are ignored ones
        # Called with a digit typed into an untouched field; returns whether it was used
        self.digit: Callable[[int], bool] | None = None
        self.hide()

    @property
    def keys(self) -> KeyHints | None:
        """None, because the page shows its own key hints while a name is typed."""
        return None

    @property
    def hint(self) -> str:
        """What Enter will do, as it is shown in the field."""
        return self._hint

    def set_hint(self, text: str) -> None:
        """Show at the right end, where there is room, what Enter will do."""
        if text != self._hint:
            self._hint = text
            self.update()

    def stop(self) -> str:
        """Close the list of names and return the text."""
        self._choices.close()
        return self.text().strip()

    def place_choices(self, below: QWidget) -> None:
        """Keep the list of names below a part of the page."""
        self._choices.place_below(below)

    def show_people(self, thumbs: Thumbs, who: Callable[[str], Person | None]) -> None:
        """Show the person of each name of the list, and a new one last."""
        self._choices.show_people(thumbs, who, offers_new=True)

    @property
    def is_new(self) -> bool:
        """Whether the row "New person" is marked in the list."""
        return self._choices.is_new

    def start(self, text: str, names: Sequence[str], *, is_selected: bool = False) -> None:
        """Move on to another card: show its text, and complete to these names.

        With `is_selected` the text is a suggestion, which the first letter replaces.
        """
        self.set_names(names)
        if is_selected:
            self.suggest(text)
        else:
            self.setText(text)
        self.show()
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_names(self, names: Sequence[str]) -> None:
        """Complete to these names."""
        self._choices.set_names(names)

    def suggest(self, text: str) -> None:
        """Show a suggested name, selected, so that the first typed letter replaces it."""
        self.setText(text)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window if nothing was typed: they undo the last name."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            is_undo = event.matches(undo) and not self.isUndoAvailable()
            if is_undo or (event.matches(redo) and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a broad caret that does not blink: whoever looks up sees where the letters go."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self.hasFocus() and not self.hasSelectedText():
            caret = self.cursorRect()
            middle = caret.center().x()
            painter.fillRect(middle, caret.top(), 2, caret.height(), theme.color("accent"))
        painter.setFont(theme.font(12))
        metrics, inside = painter.fontMetrics(), self.rect().adjusted(12, 0, -12, 0)
        typed = self.fontMetrics().horizontalAdvance(self.text())
        if typed + 12 + metrics.horizontalAdvance(self._hint) <= inside.width():
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.setPen(theme.color("muted"))
            painter.drawText(inside, right, self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit what the key asks for.

        A held key counts as one, as the next card has not been seen yet.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                is_apart = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | _CONTROL)
                (self.apart_wanted if is_apart else self.given).emit()
        elif event.key() == Qt.Key.Key_Space and self._is_blank:
            if not event.isAutoRepeat():
                self.closer_wanted.emit()
        elif self._is_digit_taken(event):
            pass
        elif event.key() == Qt.Key.Key_I and event.modifiers() == _CONTROL:
            self.ignored.emit()
        elif event.key() == Qt.Key.Key_Escape and not self._choices.is_open:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Escape:
                event.ignore()  # Esc has closed the list of names only
                return
        event.accept()  # the list of cards must not get it

    @property
    def _is_blank(self) -> bool:
        """Whether nothing is typed, or only a guess: a name never begins with a space."""
        return not self.text().replace(self.selectedText(), "", 1).strip()

    def _is_digit_taken(self, event: QKeyEvent) -> bool:
        """Return whether a digit has chosen one of the people shown; in a text it is a letter."""
        is_untouched = not self.text() or self.selectedText() == self.text()
        is_digit = event.text() in tuple("123456789") and not event.isAutoRepeat()
        return bool(self.digit and is_digit and is_untouched and self.digit(int(event.text())))

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.stepped.emit(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS and not has_keys():  # a sheet returns the keyboard
            self.abandoned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.abandoned.emit()


class Offer(QFrame):
    """Say whose the typed name is and what Enter will do; a click on it does the same.

    Below that is the other choice: another person of that name. Emits `accepted` or `apart_wanted`.
    """

    accepted = Signal()
    apart_wanted = Signal()

    HEIGHT = 54
    WIDE = 360  # least width of a warning, which is wider than a card

    def __init__(self, thumbs: Thumbs, field: GroupField) -> None:
        super().__init__(field.parentWidget())
        self._is_seen = False
        self._warns = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a press gives the keyboard ...
        self.setFocusProxy(field)  # ... back to the field
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._face = Portrait(thumbs, 26, parent=self)
        self._face.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = Elided("caption")  # elided, because a card is narrow
        self._other = SomebodyElse()
        self._other.leave_keys()
        self._other.wanted.connect(self.apart_wanted)
        lines = column(self._text, self._other, spacing=2)
        whole = row(self._face, spacing=6, margins=(6, 4, 8, 4))
        whole.addLayout(lines, 1)
        self.setLayout(whole)
        self.hide()

    @property
    def text(self) -> str:
        """What Enter will do."""
        return self._text.text()

    @property
    def is_seen(self) -> bool:
        """Whether the current text has been painted: only then can a key mean it."""
        return self._is_seen and self.isVisible()

    def say(
        self, text: str, face_id: str | None, *, is_begun: bool = False, warns: bool = False
    ) -> None:
        """Say what Enter will do, with the face of the person, or what stands against it.

        `is_begun`: only the beginning of the person's name is typed, so it is not taken.
        """
        self._other.setHidden(is_begun)
        self._is_seen, self._warns = False, warns
        set_tone(self._text, "warning" if warns else "")
        self._text.setText(text)
        self._face.set_face(face_id)
        self.show()
        self.raise_()
        self.update()

    def place(self, field: QRect) -> None:
        """Move below the field, so that the faces above stay visible for comparison."""
        width = max(field.width(), self.WIDE) if self._warns else field.width()
        within = self.parentWidget()
        room = within.width() if within is not None else width
        left = max(0, min(field.left(), room - width))
        self.setGeometry(left, field.bottom() + 5, width, self.HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(180, self.HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.rect().contains(event.position().toPoint()):
            self.accepted.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu:
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        edge, ground = ("amber_text", "amber_soft") if self._warns else ("accent", "raised")
        draw_box(painter, self.rect(), 8, theme.color(ground), edge=theme.color(edge))
        self._is_seen = True


COMMANDS: Commands[GroupField] = Commands(
    "Naming a group",
    Command("Return Enter", "Save the name and go to the next group", hint="save, next"),
    Command(
        "Shift+Return Shift+Enter Ctrl+Return Ctrl+Enter",
        "New person, even if someone has the typed name or one that begins with it",
    ),
    Command("Tab", "Skip to the next group", hint="skip"),
    Command("Shift+Tab", "Previous group", hint="back"),
    Command(
        "Ctrl+I",
        "Ignore, or show again if ignored",
        hint=lambda field: translated("show again" if field.is_of_ignored else "ignore"),
    ),
    Command("Space", "Look closer at the group (in an empty field)", hint="look closer"),
    Command("Ctrl+Z", "", hint="undo"),  # the window listens to it
    Command("Esc", "Stop naming", hint="stop naming"),
)
