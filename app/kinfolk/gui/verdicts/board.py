"""A board of cards: a card for each question, the keyboard, and where it is."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.core.history import history
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.verdicts.card import Q, VerdictCard
from kinfolk.gui.widgets import controls

C = TypeVar("C", bound=VerdictCard[Any])


class OwnSteps(QObject):
    """Remember which steps were made on a page, so that its undo key takes back only those.

    What was done on another page cannot be seen here, so undoing it by a single key would surprise.
    `taken_back` is emitted with the faces of a step when that step is undone, by whatever way.
    """

    taken_back = Signal(object)  # the face ids that the undone step was about

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._db, self._ops = context.db, context.ops
        self._steps: dict[int | None, Sequence[str]] = {}  # by step id: the faces it was about
        self._ops.turned.connect(self._on_turned)

    def note(self, *, about: Sequence[str] = ()) -> None:
        """Remember the step written last as made here, about these faces."""
        self._steps[self._ops.step] = about

    def undo(self) -> None:
        """Undo the last step if it was made here.

        Otherwise say which it was and offer to undo it.
        """
        # A step may still be on its way to the library: which one is the last is known once it is
        # written.
        self._ops.when_idle(self._undo_last)

    def take_back(self, face_ids: Collection[str]) -> None:
        """Undo the newest step made here about one of these faces; other steps stay done."""
        self._ops.when_idle(partial(self._take_back, frozenset(face_ids)))

    def _take_back(self, face_ids: frozenset[str]) -> None:
        newest = reversed(self._steps.items())
        about = (step for step, faces in newest if not face_ids.isdisjoint(faces))
        if (step_id := next(about, None)) is not None:
            self._ops.take_back(step_id)

    def _undo_last(self) -> None:
        """Undo the newest step if it was made here, else offer that in a message."""
        with self._db.read() as session:
            step = history.next_undo(session)
        if step is None:
            return
        undo = partial(self._ops.undo, step.id)
        if step.id in self._steps:
            undo()
            return
        done = words.action(step.action, step.origin)
        text = self.tr("The last step was made elsewhere: {}").format(done)
        self._ops.offered.emit(text, self.tr("Undo"), undo)

    def _on_turned(self, before: int, now: int, is_undone: bool, changes: Changes) -> None:
        """Follow a step that is undone or done again; doing it again may give it another id."""
        if before in self._steps:
            self._steps[now] = self._steps[before]
            if is_undone:
                self.taken_back.emit(self._steps[before])


class VerdictBoard(QWidget, Generic[C, Q]):
    """Show cards in one or more columns, and hold the keyboard.

    The keyboard is on a card: on all of it or on one of its faces. Subclasses make the cards and
    say what the commands do.
    """

    moved = Signal()  # another card or face has become current
    lost = Signal()  # the current face is not there any more

    def __init__(self, context: Context, commands: Commands[Any], *, spacing: int) -> None:
        super().__init__()
        self._context = context
        self._menu_links = context.menu_links
        self.commands = commands
        self.own = OwnSteps(context, self)
        self._cards: dict[str, C] = {}  # by the key of the question, in order
        self._unfolded: set[str] = set()  # keys of cards that went unfolded, and may come back
        self._key = ""  # key of the current card's question
        self._at = 0  # index of the current face in its card
        self._is_inside = False  # whether the keyboard is on a face and not on the whole card
        self.columns = 1
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(spacing)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # what a page says

    def _new_card(self) -> C:
        raise NotImplementedError

    def _described(self, card: C) -> str:
        """Return a text that says which face of the current card is current, for screen readers."""
        raise NotImplementedError

    def _on_clicked(self, card: C, face_id: str) -> None:
        raise NotImplementedError

    def _fill_menu(self, menu: QMenu, card: C, face_id: str) -> None:
        """Add the board's actions to the menu of a face, those with keys included."""
        raise NotImplementedError

    def _fill_people_menu(self, menu: QMenu, card: C) -> None:
        raise NotImplementedError

    # what is shown

    def show_cards(self, questions: Mapping[str, Q]) -> None:
        """Show exactly these questions by key, in this order.

        A card stays the same widget as long as its question is shown. If the current one goes, the
        keyboard moves to the one after it, or else before it. On a face it stays on that face.
        """
        before, face = list(self._cards), self._face_at_hand
        # New cards become visible a moment later: until then the board keeps its height, else all
        # cards would be resized twice.
        self.setMinimumHeight(self.height())
        QTimer.singleShot(0, self, partial(self.setMinimumHeight, 0))
        for key in [key for key in before if key not in questions]:
            gone = self._cards.pop(key)
            if not gone.faces.is_folded:
                self._unfolded.add(key)
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        cards = {key: self._cards.get(key) or self._made() for key in questions}
        for place, (key, card) in enumerate(cards.items()):
            card.show_question(questions[key], place)
            if key in self._unfolded:
                self._unfolded.remove(key)
                card.faces.unfold()
        # Set only now, when all cards know their questions: moving them may emit signals
        self._cards = cards
        self._place_cards()
        self._order_tabs()
        if self._key not in self._open:
            self._go_near(list(cards) if self._key in cards else before)
        elif face in (staying := cards[self._key].faces.staying) and (self._at or self._is_inside):
            self._at = staying.index(face)
        if self._face_at_hand != face:
            self.lost.emit()
        self.mark()

    def set_columns(self, columns: int) -> None:
        """Show the cards in this number of columns, from left to right and then down."""
        if columns != self.columns:
            self.columns = columns
            self._lines.setColumnStretch(0, 1)
            self._lines.setColumnStretch(1, columns - 1)
            self._place_cards()

    def _place_cards(self) -> None:
        for number, card in enumerate(self.cards):
            place = divmod(number, self.columns)
            item = self._lines.itemAtPosition(*place)
            if item is None or item.widget() is not card:
                self._lines.addWidget(card, *place)

    def _made(self) -> C:
        card = self._new_card()
        card.pressed.connect(lambda: self._on_pressed(card))
        card.menu_wanted.connect(lambda at: self._on_people_menu(card, at))
        card.faces.menu_wanted.connect(lambda face_id, at: self._on_menu(card, face_id, at))
        card.faces.clicked.connect(lambda face_id: self._on_clicked(card, face_id))
        card.faces.fitted.connect(self.mark)
        return card

    def _order_tabs(self) -> None:
        """Set the Tab order from card to card, in whatever order they were made."""
        before: QWidget = self
        for card in self._cards.values():
            for button in card.buttons:
                QWidget.setTabOrder(before, button)
                before = button

    def _go_near(self, before: Sequence[str]) -> None:
        """Move the cursor to the card after the current one that is answered, or else before it."""
        place = before.index(self._key) if self._key in before else 0
        keys = self._open
        following = [key for key in before[place:] if key in keys]
        earlier = [key for key in before[:place] if key in keys]
        self.go_to([*following, *reversed(earlier), *keys, ""][0])

    # where the keyboard is

    @property
    def cards(self) -> list[C]:
        return list(self._cards.values())

    @property
    def _open(self) -> list[str]:
        """The keys of the cards that are to be answered: the keyboard goes to these alone."""
        return [key for key, card in self._cards.items() if not card.is_done]

    @property
    def current(self) -> C | None:
        return self._cards.get(self._key)

    @property
    def current_face(self) -> str | None:
        """The current face; None while the keyboard is on the whole card."""
        card = self.current
        if card is None or card.is_whole or not (self._is_inside or card.is_one_by_one):
            return None
        return self._face_at_hand

    @property
    def _face_at_hand(self) -> str | None:
        """The face that the keyboard is on, or would move to inside the card."""
        faces = self.current.faces.staying if self.current else ()
        return faces[min(self._at, len(faces) - 1)] if faces else None

    @property
    def _face_to_see(self) -> str | None:
        """The face whose photo is meant, or None."""
        shown = self.current.faces.shown if self.current else ()
        return self._face_at_hand or next(iter(shown), None)

    def go_to_start(self) -> None:
        """Make the first card the current one."""
        self.go_to(next(iter(self._open), ""))

    def go_to(self, key: str) -> None:
        """Make a card the current one, as a whole or with its first face."""
        self._key, self._at, self._is_inside = key, 0, False
        self._on_moved()

    def go_to_card(self, card: C) -> None:
        """Make a card the current one, unless it is or is answered."""
        key = next(key for key, each in self._cards.items() if each is card)
        if key != self._key and key in self._open:
            self.go_to(key)

    def step(self, by: int) -> None:
        """Move the cursor on by cards, or back if `by` is negative."""
        keys = self._open
        if self._key in keys:
            place = max(0, min(len(keys) - 1, keys.index(self._key) + by))
            if keys[place] != self._key:
                self.go_to(keys[place])

    def along(self, by: int) -> None:
        """Move by a number of faces: from a card into its faces; from the first, back to it."""
        card, face = self.current, self.current_face
        if card is None or card.is_whole or not card.faces.staying:
            return
        if face is None:
            self._is_inside = True
        else:
            place = card.faces.staying.index(face) + by
            self._is_inside = place >= 0
            self._at = max(0, min(len(card.faces.staying) - 1, place))
        self._on_moved()

    def unfold(self) -> None:
        """Show all faces of the current card, or as many as fit on one line again."""
        if self.current is not None:
            self.current.faces.unfold()

    @property
    def has_hidden(self) -> bool:
        """Whether the current card can show more faces."""
        return self.current is not None and self.current.faces.has_hidden

    def _go_inside(self, card: C, face_id: str) -> None:
        self._at, self._is_inside = card.faces.staying.index(face_id), True
        self._on_moved()

    def _on_moved(self) -> None:
        self.mark()
        self.moved.emit()

    def mark(self) -> None:
        """Highlight the current card and face, and tell screen readers which they are."""
        has_focus, current = self.hasFocus(), self.current
        for card in self.cards:
            is_current = card is current
            card.set_current(is_current)
            card.faces.frame(self.current_face if is_current and has_focus else None)
        self.setAccessibleDescription(self._described(current) if current else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.commands.press(self, event):
            super().keyPressEvent(event)

    def on_question(self, act: Callable[[Q], object]) -> None:
        """Do something with the current question, unless that has been answered."""
        card = self.current
        if card is not None and card.faces.staying:
            act(card.question)

    # the mouse, and menus

    def _on_pressed(self, card: C) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to_card(card)

    def _on_menu(self, card: C, face_id: str, at: QPoint) -> None:
        self._on_pressed(card)
        menu = controls.passing_menu(self)
        self._fill_menu(menu, card, face_id)
        self.lost.connect(menu.close)  # the entries are about the face that is current by then
        menu.popup(at)

    def _on_people_menu(self, card: C, at: QPoint) -> None:
        self._on_pressed(card)
        menu = controls.passing_menu(self)
        self._fill_people_menu(menu, card)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu by the menu key, of the face the keyboard is on or would move to."""
        card, face = self.current, self._face_to_see
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if is_key and card is not None and face is not None:
            self._on_menu(card, face, card.faces.mapToGlobal(card.faces.tile(face).center()))

    def open_photo(self) -> None:
        """Show the photo of the current face."""
        card, face = self.current, self._face_to_see
        if card is not None and face is not None:
            self._menu_links.show_photo(face, card.faces.shown, self)


UNFOLD: Command[Any] = Command(
    "E",
    "Show all faces of the card, or one line",
    VerdictBoard.unfold,
    hint=lambda board: translated("show all") if board.has_hidden else "",
)
UNDO: Command[Any] = Command("U", "Undo", lambda board: board.own.undo(), hint="undo")
