"""The fields that name a group or several faces, and the offer below where a name is taken."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import Command, Commands, KeyHints, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.wall.below_field import Offer
from kinfolk.gui.who.completion import NameCompleter, WhoHave
from kinfolk.gui.who.namesake import APART, put_apart, with_other
from kinfolk.gui.widgets.controls import Button, NameField
from kinfolk.gui.widgets.overlay import has_keys
from kinfolk.naming.typed_name import Namesake, TypedName

NARROWEST, WIDEST = 140, 264  # pixels
_STAYS = (  # reasons for losing the focus after which it returns
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


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

    def __init__(self, thumbs: Thumbs, who: WhoHave, parent: QWidget) -> None:
        """`who` returns the people who have some names, by name."""
        super().__init__(parent=parent)
        self.setPlaceholderText(self.tr("Who is this?"))
        self.setAccessibleName(self.tr("Who is this?"))
        self._choices = NameCompleter(self, thumbs, who, offers_new=True, makes_way=True)
        self._choices.marked.connect(self.marked)
        self.offer = Offer(thumbs, self)
        self.offer.accepted.connect(self.given)
        self.offer.apart_wanted.connect(self.apart_wanted)
        self.hint = ""  # what Enter will do, as it is shown in the field
        self.is_of_ignored = False  # whether the cards are ignored ones
        # Called with a digit typed into an untouched field; returns whether it was used
        self.digit: Callable[[int], bool] | None = None
        self.hide()

    @property
    def keys(self) -> KeyHints | None:
        """None, because the page shows its own key hints while a name is typed."""
        return None

    @property
    def lowest(self) -> QWidget:
        return self if self.offer.isHidden() else self.offer

    def tell(self, text: str, whom: Namesake | None, number: int, *, is_asked: bool) -> None:
        """Say what Enter will do with this number of faces, and below who has the name `text`."""
        if whom is None:
            self.set_hint(self.tr("Enter · new person") if text else "")
            self.offer.hide()
            return
        if is_asked:
            self.set_hint(self.tr("Enter · add anyway"))
        else:
            self.set_hint("" if whom.objection else self.tr("Enter · add"))
        self.offer.tell(whom, number, is_asked=is_asked)

    def place_below(self, place: QRect) -> None:
        """Move the offer, and the list of names, below this place of the field."""
        self.offer.place(place)
        self._choices.place_below(self.lowest)

    def set_hint(self, text: str) -> None:
        """Show at the right end, where there is room, what Enter will do."""
        if text != self.hint:
            self.hint = text
            self.update()

    def stop(self) -> None:
        """Close the list of names."""
        self._choices.close()

    @property
    def is_new(self) -> bool:
        """Whether the row "New person" is marked in the list."""
        return self._choices.is_new

    def start(self, text: str, names: Sequence[str], *, is_selected: bool = False) -> None:
        """Move on to another card: show its text, and complete to these names.

        With `is_selected` the text is a suggestion, which the first letter replaces.
        """
        self._choices.is_new = False
        self.set_names(names)
        if is_selected:
            self.suggest(text)
        else:
            self.setText(text)
        self.show()
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_names(self, names: Sequence[str]) -> None:
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
        if typed + 12 + metrics.horizontalAdvance(self.hint) <= inside.width():
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.setPen(theme.color("muted"))
            painter.drawText(inside, right, self.hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key asks for; the list of cards gets only the Esc that closes the names."""
        if not COMMANDS.press(self, event) and not self._is_digit_taken(event):
            super().keyPressEvent(event)
        event.setAccepted(event.key() != Qt.Key.Key_Escape or not self._choices.is_open)

    def _stop_naming(self) -> bool:
        """Ask to drop the text; return False if Esc is meant for the list of names."""
        if self._choices.is_open:
            return False
        self.cancelled.emit()
        return True

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


class SeveralField(GroupField):
    """Take one name for several faces; an offer below says who has it, and what Enter will do."""

    named = Signal(str, object)  # the name, and the Person who has it already, or None

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        names: Callable[[], Sequence[str]],
        faces: Callable[[], Sequence[str]],
    ) -> None:
        """`names` returns the names to which the field completes, `faces` those to be named."""
        self._name = TypedName(context.db, None, context.fit, faces=faces)
        super().__init__(context.thumbs, self._name.who_have, parent)
        self._names, self._faces, self._page = names, faces, parent
        self.button = Button("", "primary", clicked=self.given.emit)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keyboard
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.textChanged.connect(self._on_text)
        self.given.connect(self._on_given)

    def show_number(self, number: int, library_id: str) -> None:
        """Say how many faces get the name, in whose library."""
        what = self.tr("Name {}").format(words.faces(number))
        self.button.setText(what)
        self.button.setEnabled(bool(self._name.text))
        self.setAccessibleName(what)
        self._name.library_id = library_id

    def begin(self, event: QKeyEvent | None) -> None:
        """Take the keyboard, and the letter that was pressed elsewhere."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if event is not None:
            QApplication.sendEvent(self, event)

    def keep_apart(self) -> None:
        """Put a name for another person into the field; give a name that no one has as it is."""
        other = self._name.apart(with_other())
        if other is None:
            self._on_given()
        else:
            put_apart(self, other)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._choices.set_names(self._names())

    def _on_text(self) -> None:
        """Show whether someone has the name."""
        self._name.write(self.text())
        self.button.setEnabled(bool(self._name.text))
        self._name.weigh()
        self._tell()

    def _tell(self) -> None:
        """Say below the field what Enter will do, or what stands against it."""
        is_asked = self._name.is_asked
        self.tell(self._name.text, self._name.namesake, len(self._faces()), is_asked=is_asked)
        self.place_below(QRect(self.mapTo(self._page, QPoint()), self.size()))

    def _on_given(self) -> None:
        is_seen = self.offer.is_seen or self._name.owner is None
        if self._name.text and is_seen and self._name.asks():
            self._tell()
        elif self._name.text and is_seen:
            self.named.emit(str(self._name), self._name.owner)


COMMANDS: Commands[GroupField] = Commands(
    "Naming a group",
    Command(
        "Return Enter",
        "Save the name and go to the next group",
        lambda field: field.given.emit(),
        hint="save, next",
    ),
    Command(
        f"{APART} Ctrl+Return Ctrl+Enter",
        "New person, even if someone has the typed name or one that begins with it",
        lambda field: field.apart_wanted.emit(),
    ),
    Command("Tab", "Skip to the next group", hint="skip"),
    Command("Shift+Tab", "Previous group", hint="back"),
    Command(
        "Ctrl+I",
        "Ignore, or show again if ignored",
        lambda field: field.ignored.emit(),
        hint=lambda field: translated("show again" if field.is_of_ignored else "ignore"),
    ),
    Command(
        "Space",
        "Look closer at the group (in an empty field)",
        lambda field: field.closer_wanted.emit(),
        when=lambda field: field.isHidden() or field._is_blank,  # hidden, it is the card's key
        hint="look closer",
    ),
    Command("Ctrl+Z", "", hint="undo"),  # the window listens to it
    Command("Esc", "Stop naming", GroupField._stop_naming, hint="stop naming"),
)
