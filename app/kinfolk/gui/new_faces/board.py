"""The cards of the page New, and the keys for them."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfolk.gui.base.face_navigation import Ways
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.new_faces.card import NewFacesCard
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_menu import add_keys
from kinfolk.recognition.new_faces import NewFacesOf

# Keys that are also entries of a menu: of a face, of a person.
_OF_FACE, _OF_PERSON = ("Del", "Space"), ("Return", "Space")


class NewFacesBoard(QWidget):
    """Holds the cards and has the keyboard; it emits what the user wants."""

    moved = Signal()  # another face has become current
    right_wanted = Signal(object)  # the Arrived of each person, with the faces to confirm
    out_wanted = Signal(object, str)  # the Person, and the id of a face that is not theirs
    # The Arrived of a person whose new faces are to be shown closely
    closer_wanted = Signal(object)
    photo_wanted = Signal(str, object)  # face id, the ids to step through
    person_wanted = Signal(str)
    undo_wanted = Signal()

    def __init__(
        self,
        thumbs: Thumbs,
        describe: Callable[[str], str],
        ways: Ways,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ways = ways
        self._thumbs = thumbs
        self._describe = describe
        self._by_person: dict[str, NewFacesCard] = {}  # by person id, in order
        self._person = ""
        self._at = 0  # index of the current face in its card
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._lines.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("New faces to check"))

    # what is shown

    def show_people(self, people: Sequence[NewFacesOf]) -> None:
        """Show exactly these people; a person who stays keeps the same card widget."""
        shown = {one.person.id: one for one in people}
        before = list(self._by_person)
        for person_id in [each for each in before if each not in shown]:
            gone = self._by_person.pop(person_id)
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._by_person = {who: self._by_person.get(who) or self._new_card() for who in shown}
        for place, (person_id, card) in enumerate(self._by_person.items()):
            card.show_arrived(shown[person_id])
            if self._lines.indexOf(card) != place:
                self._lines.insertWidget(place, card)
        self._order_tabs()
        if self._person not in shown:
            self._go_near(before)
        self._mark()

    def _go_near(self, before: Sequence[str]) -> None:
        """Move the cursor to the card after the removed current card, or else to the one before."""
        place = before.index(self._person) if self._person in before else 0
        there = self._by_person
        following = [person_id for person_id in before[place:] if person_id in there]
        earlier = [person_id for person_id in before[:place] if person_id in there]
        self._person, self._at = [*following, *reversed(earlier), *there, ""][0], 0

    def _new_card(self) -> NewFacesCard:
        card = NewFacesCard(self._thumbs, self._describe)
        card.pressed.connect(lambda: self._on_pressed(card))
        card.right_wanted.connect(lambda: self._say_right(card))
        card.closer_wanted.connect(lambda: self.closer_wanted.emit(card.arrived))
        card.person_wanted.connect(lambda: self.person_wanted.emit(card.arrived.person.id))
        card.menu_wanted.connect(lambda at: self._on_person_menu(card, at))
        card.faces.clicked.connect(lambda face_id: self._on_clicked(card, face_id))
        card.faces.menu_wanted.connect(lambda face_id, at: self._on_menu(card, face_id, at))
        return card

    def _order_tabs(self) -> None:
        """Set the Tab order from card to card."""
        before: QWidget = self
        for card in self._by_person.values():
            QWidget.setTabOrder(before, card.right)
            QWidget.setTabOrder(card.right, card.closer)
            before = card.closer

    # where the keys are

    @property
    def cards(self) -> list[NewFacesCard]:
        """The cards, in order."""
        return list(self._by_person.values())

    @property
    def current(self) -> NewFacesCard | None:
        """The current card, or None."""
        return self._by_person.get(self._person)

    @property
    def current_face(self) -> str | None:
        """The current face, or None."""
        card = self.current
        if card is None or not card.faces.shown:
            return None
        return card.faces.shown[min(self._at, len(card.faces.shown) - 1)]

    @property
    def place(self) -> QRect:
        """The rect of the current face on the board."""
        card, face = self.current, self.current_face
        if card is None or face is None:
            return QRect()
        return card.faces.tile(face).translated(card.faces.mapTo(self, QPoint(0, 0)))

    def go_to_start(self) -> None:
        """Move to the first face of the first card."""
        self._go_to(next(iter(self._by_person), ""), 0)

    def go_to_face(self, face_ids: Collection[str]) -> bool:
        """Make the first of these faces that is shown current; return False if none is shown."""
        for person_id, card in self._by_person.items():
            for place, face_id in enumerate(card.faces.shown):
                if face_id in face_ids:
                    self._go_to(person_id, place)
                    return True
        return False

    def _go_to(self, person_id: str, place: int) -> None:
        self._person, self._at = person_id, place
        self._mark()
        self.moved.emit()

    def _step(self, by: int) -> None:
        """Move the cursor on by cards, or back if `by` is negative."""
        people = list(self._by_person)
        if self._person in people:
            place = max(0, min(len(people) - 1, people.index(self._person) + by))
            self._go_to(people[place], 0)

    def _along(self, by: int) -> None:
        """Move the cursor on by faces within the card, or back if `by` is negative."""
        card, face = self.current, self.current_face
        if card is not None and face is not None:
            place = card.faces.shown.index(face) + by
            self._go_to(self._person, max(0, min(len(card.faces.shown) - 1, place)))

    def _line(self, by: int) -> None:
        """Move the cursor a line down or up, within the card or to the next card."""
        card, face = self.current, self.current_face
        if card is None or face is None:
            return
        beside = card.faces.beside(face, by)
        if beside != face:
            self._go_to(self._person, card.faces.shown.index(beside))
        else:
            self._step(by)

    def _mark(self) -> None:
        """Highlight the current card and face."""
        has_focus = self.hasFocus()
        for person_id, card in self._by_person.items():
            is_current = has_focus and person_id == self._person
            card.set_current(is_current)
            card.faces.mark(self.current_face if is_current else None)
        self.setAccessibleDescription(self._described())

    def _described(self) -> str:
        """Return a text that says which card and face are current, for screen readers."""
        card, face = self.current, self.current_face
        if card is None or face is None:
            return ""
        text = self.tr("{name}, new face {place} of {number}").format(
            name=card.arrived.person.name,
            place=card.faces.shown.index(face) + 1,
            number=len(card.faces.shown),
        )
        is_unsure = face in card.arrived.doubtful
        return self.tr("{}, worth checking").format(text) if is_unsure else text

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    # what is said

    def _say_right(self, card: NewFacesCard | None) -> None:
        """Emit the wish to confirm the faces of a card; do nothing for None."""
        if card is not None:
            self._say_of([card])

    def say_all_right(self) -> None:
        """Emit the wish to confirm the faces of all cards, and go to the first card."""
        self._say_of(self.cards)
        self.go_to_start()

    def _say_of(self, cards: Sequence[NewFacesCard]) -> None:
        """Emit the wish to confirm those faces of these cards that have been visible."""
        seen = [card.seen for card in cards]
        if any(one.face_ids for one in seen):
            self.right_wanted.emit([one for one in seen if one.face_ids])

    def _take_out(self) -> None:
        if self.current is not None and self.current_face is not None:
            self.out_wanted.emit(self.current.arrived.person, self.current_face)

    def _look_closer(self) -> None:
        if self.current is not None:
            self.closer_wanted.emit(self.current.arrived)

    def _open_photo(self) -> None:
        if self.current is not None and self.current_face is not None:
            self.photo_wanted.emit(self.current_face, self.current.faces.shown)

    def _open_person(self) -> None:
        if self.current is not None:
            self.person_wanted.emit(self._person)

    # the pointer

    def _on_pressed(self, card: NewFacesCard) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if card is not self.current:
            self._go_to(card.arrived.person.id, 0)

    def _on_clicked(self, card: NewFacesCard, face_id: str) -> None:
        self._to_face(card, face_id)
        self._take_out()

    def _to_face(self, card: NewFacesCard, face_id: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._go_to(card.arrived.person.id, card.faces.shown.index(face_id))

    def _on_menu(self, card: NewFacesCard, face_id: str, at: QPoint) -> None:
        """Open the menu of a face, with the actions that also have keys."""
        self._to_face(card, face_id)
        menu = controls.passing_menu(self)
        show = self._open_photo
        self._ways.from_face(menu, face_id, photo=show, photo_key="O", page_key="P")
        add_keys(menu, KEYS, self, _OF_FACE)
        menu.popup(at)

    def _on_person_menu(self, card: NewFacesCard, at: QPoint) -> None:
        """Open the menu of a person, with the actions that also have keys."""
        self._on_pressed(card)
        menu, person = controls.passing_menu(self), card.arrived.person
        self._ways.to_page(menu, person.id, person.name, "P")
        menu.addSeparator()
        add_keys(menu, KEYS, self, _OF_PERSON)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the current face by the menu key."""
        card, face = self.current, self.current_face
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if is_key and card is not None and face is not None:
            self._on_menu(card, face, self.mapToGlobal(self.place.center()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)


# Answers do not repeat: while a key is held, the next card's faces have not been looked at.
KEYS: KeyTable[NewFacesBoard] = KeyTable(
    "New faces",
    Key(
        ("Return", "Enter"),
        "Confirm the person’s faces",
        lambda board: board._say_right(board.current),
    ),
    Key(("Ctrl+Return",), "Confirm all faces", lambda board: board.say_all_right()),
    Key(("Del", "Backspace"), "Remove the face", lambda board: board._take_out()),
    Key(("Space",), "Look closer", lambda board: board._look_closer()),
    Key(("O",), "Show photo", lambda board: board._open_photo()),
    Key(("P",), "Show the person’s page", lambda board: board._open_person()),
    Key(("U",), "Undo", lambda board: board.undo_wanted.emit()),
    Key(("Right",), "Next face", lambda board: board._along(1), repeats=True),
    Key(("Left",), "Previous face", lambda board: board._along(-1), repeats=True),
    Key(("Down",), "Next line", lambda board: board._line(1), repeats=True),
    Key(("Up",), "Previous line", lambda board: board._line(-1), repeats=True),
    Key(("PgDown",), "Next person", lambda board: board._step(1), repeats=True),
    Key(("PgUp",), "Previous person", lambda board: board._step(-1), repeats=True),
    Key(("Home",), "First person", lambda board: board.go_to_start(), repeats=True),
)
