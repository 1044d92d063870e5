"""What the Review page asks: where the keys are, what is selected, and what is answered."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.review import Answer
from kinfolk.gui.base import words
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.base.ways import Ways
from kinfolk.gui.faces.people import stable_order
from kinfolk.gui.review.beside import Beside
from kinfolk.gui.review.card import ReviewCard
from kinfolk.gui.review.cards import ReviewCards
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_menu import add_keys
from kinfolk.recognition.questions.question import Question

# Keys whose acts stand in a menu, too.
_OF_PAIR, _OF_GROUP, _OF_FACES = "LWMS", "LPWMS", "LPXWMS"
_PEEK = Qt.Key.Key_V
SHOWN = 24  # cards at once; more come as these are answered


class ReviewBoard(QWidget):
    """Has the keyboard. What is shown stays in place; what is new comes after it.

    Every answer, by key or button, is about the same faces: the selected ones, else the one the
    keys are on, else all of the card. Answers are written at once; what they leave out fades first.
    """

    moved = Signal()  # another card is the current one
    marked = Signal()  # what an answer would be about may have changed
    answered = Signal(object, object, object)  # question, faces (none: the whole card), Answer
    given = Signal(object, object, object)  # question, faces, the person they are
    other_wanted = Signal(object, object)  # question, faces that are somebody else's
    no_face = Signal(object, object)  # question, faces
    photo_wanted = Signal(str, object)  # a face, among these
    peek_wanted = Signal(str, object)  # a face's photo, until this key is let go; None: the button
    peek_over = Signal()  # the key or button is let go
    why_wanted = Signal(str, str, object)  # a face, a name, and that person's faces to compare with
    merge_wanted = Signal(object)  # a question: who is asked about is somebody else, too
    split_wanted = Signal(object)  # a question: somebody in it is two people
    undo_wanted = Signal()
    less_likely_wanted = Signal()  # or not any more

    def __init__(
        self,
        thumbs: Thumbs,
        describe: Callable[[str], str],
        beside: Beside,
        ways: Ways,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._beside = beside
        self._ways = ways
        self._describe = describe
        self._cards = ReviewCards(self, self._new_card)
        self._waiting: Sequence[Question] | None = None  # what to show once nothing fades
        self._key = ""
        self._at = 0  # the current face, by place
        self._is_inside = False  # the keys have gone from the card to its faces
        self._selected: set[str] = set()
        beside.ready.connect(self._show_beside)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Suggestions to review"))

    # what is shown

    def show_questions(self, questions: Sequence[Question], *, afresh: bool = False) -> None:
        """The first of them, in their own order where `afresh`; what fades stays as it is."""
        if self._is_fading:
            self._waiting = questions
            return
        by_key = {question.key: question for question in questions}
        before = list(self._cards.by_key)
        keys = list(by_key) if afresh else stable_order(before, list(by_key))
        self._cards.show({key: by_key[key] for key in keys[:SHOWN]})
        there = self._cards.by_key
        if self._key not in there:
            place = before.index(self._key) if self._key in before else 0
            following = [key for key in before[place:] if key in there]
            earlier = [key for key in before[:place] if key in there]
            self.go_to([*following, *reversed(earlier), *there, ""][0])
        self.mark()

    def _new_card(self) -> ReviewCard:
        card = ReviewCard(self._thumbs, self._describe)
        card.pressed.connect(lambda: self._on_pressed(card))
        card.why_wanted.connect(lambda: self._on_why(card))
        card.accept_wanted.connect(lambda: self._on_button(card, Answer.YES))
        card.reject_wanted.connect(lambda: self._on_button(card, Answer.NO))
        card.menu_wanted.connect(lambda at: self._on_people_menu(card, at))
        card.faces.fitted.connect(self.mark)
        card.faces.faded.connect(self._on_faded)
        for faces in (card.faces, card.theirs):
            faces.menu_wanted.connect(lambda face_id, at: self._on_menu(card, face_id, at))
            faces.clicked.connect(lambda face_id: self._on_clicked(card, face_id))
            faces.opened.connect(lambda face_id: self._on_opened(card, face_id))
            faces.held.connect(lambda face_id: self.peek_wanted.emit(face_id, None))
            faces.let_go.connect(self.peek_over)
        return card

    # where the keys are

    @property
    def cards(self) -> list[ReviewCard]:
        """In order."""
        return list(self._cards.by_key.values())

    @property
    def current(self) -> ReviewCard | None:
        """The card the keys are on."""
        return self._cards.by_key.get(self._key)

    @property
    def current_face(self) -> str | None:
        """The face the keys are on; None where they are on the whole card."""
        card = self.current
        if card is None or card.is_whole or not (self._is_inside or card.is_doubtful):
            return None
        return self._face_at_hand

    @property
    def _face_at_hand(self) -> str | None:
        """The face the keys are on, or would come to inside the card."""
        faces = self.current.faces.staying if self.current else ()
        return faces[min(self._at, len(faces) - 1)] if faces else None

    @property
    def meant(self) -> tuple[str, ...]:
        """The faces of the current card that an answer is about."""
        card, face = self.current, self.current_face
        if card is None:
            return ()
        if not card.is_whole and (selected := self.selected):
            return tuple(selected)
        return card.faces.staying if face is None else (face,)

    @property
    def selected(self) -> list[str]:
        """Faces of the current card, in its order."""
        card = self.current
        return [face for face in card.faces.staying if face in self._selected] if card else []

    @property
    def is_at_start(self) -> bool:
        """Whether the keys have not been used yet."""
        first = next(iter(self._cards.by_key), "")
        is_moved = self._at or self._is_inside or self._selected
        return self._key in ("", first) and not is_moved

    def go_to_start(self) -> None:
        """The first card."""
        self.go_to(next(iter(self._cards.by_key), ""))

    def go_to_person(self, person_id: str) -> bool:
        """The first card about somebody; false where there is none."""
        for key, card in self._cards.by_key.items():
            if person_id in card.question.about:
                self.go_to(key)
                return True
        return False

    def go_to(self, key: str) -> None:
        """Another card, as a whole: nothing selected."""
        self._key, self._at, self._is_inside = key, 0, False
        self._selected.clear()
        self.mark()
        self.moved.emit()

    def step(self, by: int) -> None:
        """So many cards further."""
        keys = list(self._cards.by_key)
        if self._key in keys:
            place = max(0, min(len(keys) - 1, keys.index(self._key) + by))
            if keys[place] != self._key:
                self.go_to(keys[place])

    def along(self, by: int) -> None:
        """So many faces further; from the card to its faces, and before the first one back."""
        card, face = self.current, self.current_face
        if card is None or card.is_whole or not card.faces.staying:
            return
        if face is None:
            self._is_inside = True
        else:
            place = card.faces.staying.index(face) + by
            self._is_inside = place >= 0
            self._at = max(0, min(len(card.faces.staying) - 1, place))
        self.mark()

    def toggle(self, face_id: str | None) -> None:
        """Selects a face of the current card, or not any more; the keys are on it from now on."""
        card = self.current
        if card is not None and face_id is not None and face_id in card.faces.staying:
            self._at, self._is_inside = card.faces.staying.index(face_id), True
            self._selected ^= {face_id}
            self.mark()

    def select(self, face_ids: Iterable[str]) -> None:
        """Exactly these of the current card."""
        self._selected = set(face_ids)
        self.mark()

    def forget(self, faces: Sequence[str]) -> None:
        """These go: the keys are on the first one left after the current face."""
        card, face = self.current, self.current_face
        if card is not None and face is not None:
            staying = card.faces.staying
            before = staying[: staying.index(face)]
            self._at = len([one for one in before if one not in faces])
        self._selected.difference_update(faces)

    def mark(self) -> None:
        """Rings where they belong now."""
        for key, card in self._cards.by_key.items():
            is_current = key == self._key
            card.set_current(is_current)
            face = self.current_face if is_current and self.hasFocus() else None
            card.faces.mark(face, self._selected if is_current else ())
            card.show_meant(self.meant if is_current else card.faces.staying)
        self._show_beside()
        self._describe_place()
        self.marked.emit()

    def _show_beside(self) -> None:
        """What is known of the people stands beside what is asked."""
        for card in self.cards:
            found = self._beside.of(card.question)
            if found is not None:
                card.show_beside(found.beside(self.current_face if card is self.current else None))

    def _describe_place(self) -> None:
        """Where the keys are, for those who hear it."""
        card, face = self.current, self.current_face
        said = card.accessibleName() if card else ""
        if card is not None and face is None and not card.is_whole:
            text = self.tr("{name}, {faces}")
            said = text.format(name=said, faces=words.faces(len(self.meant)))
        if card is not None and face is not None:
            place, number = card.faces.staying.index(face) + 1, len(card.faces.staying)
            text = self.tr("{name}, face {place} of {number}")
            said = text.format(name=said, place=place, number=number)
            if face in self._selected:
                said = self.tr("{}, selected").format(said)
        self.setAccessibleDescription(said)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.mark()

    # answers

    def _answer(self, answer: Answer) -> None:
        card = self.current
        if card is not None:
            self._say(card, self.meant, answer)

    def _say(self, card: ReviewCard, faces: Sequence[str], answer: Answer) -> None:
        if not card.faces.staying:
            return  # it has been answered, and fades
        question = card.question
        said = () if card.is_whole else tuple(faces)
        self._let_go(card, card.faces.staying if card.is_whole else said, fades=answer is Answer.NO)
        self.answered.emit(question, said, answer)
        self.mark()

    def _let_go(self, card: ReviewCard, faces: Sequence[str], *, fades: bool) -> None:
        """The keys go on to what is left; what goes while others fade, fades with them.

        Faces that had no room come in the same place: the keys wait for them.
        """
        self.forget(faces)
        if fades or self._is_fading:
            card.faces.fade(faces)
        if not card.faces.staying:
            self._at, self._is_inside = 0, False
            if card.is_whole or not card.faces.more:
                self.step(1)

    @property
    def _is_fading(self) -> bool:
        return any(card.faces.is_fading for card in self.cards)

    def _on_faded(self) -> None:
        if self._is_fading:
            return
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_questions(waiting)

    def _not_a_face(self) -> None:
        """Where it is not said of which, the keys go to the first face: that is seen then."""
        card, meant = self.current, self.meant
        if card is None or card.is_whole or not meant:
            return
        if len(meant) > 1 and not self.selected:
            self.along(0)
            return
        self._let_go(card, meant, fades=True)
        self.no_face.emit(card.question, meant)
        self.mark()

    def _merge(self) -> None:
        card = self.current
        if card is not None and card.faces.staying:
            self.merge_wanted.emit(card.question)

    def _split(self) -> None:
        card = self.current
        if card is not None and card.faces.staying:
            self.split_wanted.emit(card.question)

    def _somebody_else(self) -> None:
        card, meant = self.current, self.meant
        if card is not None and meant and card.question.is_about_one:
            self.other_wanted.emit(card.question, meant)

    def _to_number(self, place: int) -> None:
        """The card with this number; selected faces are given to its person instead."""
        if place >= len(self.cards):
            return
        card, target, selected = self.current, self.cards[place], tuple(self.selected)
        question = target.question
        if card is None or target is card or not selected or not question.is_about_one:
            self.go_to(question.key)
        else:
            self._let_go(card, selected, fades=False)
            self.given.emit(card.question, selected, question.person)

    # the pointer

    def _on_pressed(self, card: ReviewCard) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if card is not self.current:
            self.go_to(card.question.key)

    def _on_button(self, card: ReviewCard, answer: Answer) -> None:
        """It is about the faces that it says: of a card the keys are not on, about all."""
        faces = self.meant if card is self.current else card.faces.staying
        self._on_pressed(card)
        self._say(card, faces, answer)

    def _on_clicked(self, card: ReviewCard, face_id: str) -> None:
        self._on_pressed(card)
        if not card.is_whole:
            self.toggle(face_id)

    def _on_opened(self, card: ReviewCard, face_id: str) -> None:
        among = card.theirs.shown if face_id in card.theirs.shown else card.faces.shown
        self.photo_wanted.emit(face_id, among)

    def _on_menu(self, card: ReviewCard, face_id: str, at: QPoint) -> None:
        """What the keys do with the selected faces, or with this one where it is not among them."""
        self._on_pressed(card)
        if face_id not in self.selected and face_id in card.faces.staying:
            self._at, self._is_inside = card.faces.staying.index(face_id), True
            self.select(())
        menu = controls.passing_menu(self)
        show, about = partial(self._on_opened, card, face_id), card.question.about
        self._ways.from_face(menu, face_id, photo=show, photo_key="O", others=about)
        of_whole = _OF_GROUP if card.question.is_about_one else _OF_PAIR
        if face_id in card.faces.shown:
            add_keys(menu, KEYS, self, of_whole if card.is_whole else _OF_FACES)
        menu.popup(at)

    def _on_people_menu(self, card: ReviewCard, at: QPoint) -> None:
        """To the pages of whoever is asked about."""
        self._on_pressed(card)
        question, menu = card.question, controls.passing_menu(self)
        for person in (question.person, question.other):
            if person is not None:
                self._ways.to_page(menu, person.id, person.name)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the menu key: of the face that the keys are on, or would come to."""
        card, face = self.current, self._face_to_see
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if is_key and card is not None and face is not None:
            self._on_menu(card, face, card.faces.mapToGlobal(card.faces.rect().center()))

    # the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == _PEEK and not event.isAutoRepeat():
            self.peek_over.emit()
        else:
            super().keyReleaseEvent(event)

    def _select_all(self) -> None:
        card = self.current
        if card is not None and not card.is_whole:
            self.select(card.faces.staying)

    def _select_nothing(self) -> None:
        """And where nothing is selected, the keys are on the whole card again."""
        if not self.selected:
            self._at, self._is_inside = 0, False
        self.select(())

    def _open(self) -> None:
        card, face = self.current, self._face_to_see
        if card is not None and face is not None:
            self._on_opened(card, face)

    @property
    def _face_to_see(self) -> str | None:
        """The face whose photo is meant."""
        shown = self.current.faces.shown if self.current else ()
        return self._face_at_hand or next(iter(shown), None)

    def _peek(self) -> None:
        if (face := self._face_to_see) is not None:
            self.peek_wanted.emit(face, _PEEK)

    def _on_why(self, card: ReviewCard) -> None:
        self._on_pressed(card)
        self._why()

    def _why(self) -> None:
        """Which faces of theirs speak for the face."""
        card, face = self.current, self._face_to_see
        found = self._beside.of(card.question) if card else None
        if card is None or face is None or found is None or not (beside := found.beside(face)):
            return
        self.why_wanted.emit(face, card.question.person.name or "", beside)


def _answers(answer: Answer) -> Callable[[ReviewBoard], None]:
    return lambda board: board._answer(answer)


def _to(number: int) -> Key[ReviewBoard]:
    return Key(
        (str(number),),
        "Go to the card with this number, or move the selected faces to its person",
        lambda board: board._to_number(number - 1),
        repeats=True,
    )


# A key that is held answers once: the next card's faces have not been looked at.
KEYS: KeyTable[ReviewBoard] = KeyTable(
    "Review",
    Key(
        ("Return", "Enter", "Y"),
        "Yes, for the selected faces, this one, or the whole card",
        _answers(Answer.YES),
    ),
    Key(("Backspace", "Del", "N"), "No, for the same faces", _answers(Answer.NO)),
    Key(("L",), "Not sure", _answers(Answer.UNSURE)),
    Key(("P",), "Someone else", lambda board: board._somebody_else()),
    Key(("X",), "Not a face", lambda board: board._not_a_face()),
    Key(("O",), "Show photo", lambda board: board._open()),
    Key(("V",), "See the whole photo while held", lambda board: board._peek()),
    Key(("W",), "Show why", lambda board: board._why()),
    Key(("M", "Ctrl+M"), "Merge two people", lambda board: board._merge()),
    Key(("S",), "Split into two people", lambda board: board._split()),
    Key(("U",), "Undo", lambda board: board.undo_wanted.emit()),
    Key(
        ("A",),
        "Show or hide less likely ones",
        lambda board: board.less_likely_wanted.emit(),
    ),
    Key(("Space",), "Select the face", lambda board: board.toggle(board._face_at_hand)),
    Key(("Ctrl+A",), "Select all faces on the card", lambda board: board._select_all()),
    Key(
        ("Esc",),
        "Clear selection, then go back to the whole card",
        lambda board: board._select_nothing(),
    ),
    Key(("Right",), "Next face", lambda board: board.along(1), repeats=True),
    Key(("Left",), "Previous face", lambda board: board.along(-1), repeats=True),
    Key(("Down",), "Next card", lambda board: board.step(1), repeats=True),
    Key(("Up",), "Previous card", lambda board: board.step(-1), repeats=True),
    Key(("PgDown",), "Forward three cards", lambda board: board.step(3), repeats=True),
    Key(("PgUp",), "Back three cards", lambda board: board.step(-3), repeats=True),
    Key(("Home",), "First card", lambda board: board.step(-SHOWN), repeats=True),
    Key(("End",), "Last card", lambda board: board.step(SHOWN), repeats=True),
    *map(_to, range(1, 10)),
)
