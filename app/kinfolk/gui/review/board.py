"""The cards of the page Review: the current face, the selection, and the answers."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.review import Answer
from kinfolk.gui.base import words
from kinfolk.gui.base.face_navigation import Ways
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import stable_order
from kinfolk.gui.review.card import ReviewCard
from kinfolk.gui.review.cards import ReviewCards
from kinfolk.gui.review.comparisons import Comparisons
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_menu import add_keys
from kinfolk.recognition.questions.question import Question

# Keys that are also entries of a menu: of a pair, of a group, of single faces.
_OF_PAIR, _OF_GROUP, _OF_FACES = "LWMS", "LPWMS", "LPXWMS"
# Shows the whole photo while it is held.
_PEEK = Qt.Key.Key_V
SHOWN = 24  # most cards at once; more come as these are answered


class ReviewBoard(QWidget):
    """Holds the cards and has the keyboard; shown cards keep their place, new ones come last.

    Every answer, by key or button, is about the faces in `meant`: the selected ones, or else the
    current one, or else all of the card. An answer is emitted at once and written by the page.
    Faces that it removes fade out first, and nothing else moves meanwhile.
    """

    moved = Signal()  # another card has become current
    marked = Signal()  # the faces an answer would be about may have changed
    answered = Signal(object, object, object)  # question, face ids (empty: the whole card), Answer
    given = Signal(object, object, object)  # question, face ids, the Person whose they are
    other_wanted = Signal(object, object)  # question, face ids of somebody else
    no_face = Signal(object, object)  # question, face ids
    photo_wanted = Signal(str, object)  # face id, the ids to step through
    # Face id: show its photo until this key (None: the button) is released
    peek_wanted = Signal(str, object)
    peek_over = Signal()  # the key or button was released
    why_wanted = Signal(str, str, object)  # face id, a name, and that person's faces to compare
    merge_wanted = Signal(object)  # question: its person is the same as somebody else
    split_wanted = Signal(object)  # question: somebody in it is two people
    undo_wanted = Signal()
    less_likely_wanted = Signal()  # show less likely questions, or hide them again

    def __init__(
        self,
        thumbs: Thumbs,
        describe: Callable[[str], str],
        beside: Comparisons,
        ways: Ways,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._beside = beside
        self._ways = ways
        self._describe = describe
        self._cards = ReviewCards(self, self._new_card)
        # Questions to show once nothing fades any more
        self._waiting: Sequence[Question] | None = None
        # Key of the current card's question.
        self._key = ""
        self._at = 0  # index of the current face in its card
        self._is_inside = False  # whether the keyboard is on a face and not on the whole card
        self._selected: set[str] = set()
        beside.ready.connect(self._show_beside)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Suggestions to review"))

    # what is shown

    def show_questions(self, questions: Sequence[Question], *, afresh: bool = False) -> None:
        """Show the first of these questions, once nothing fades.

        Shown cards keep their place; with `afresh` the questions have their own order.
        """
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
        """Return a new card, connected."""
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
        """The cards, in order."""
        return list(self._cards.by_key.values())

    @property
    def current(self) -> ReviewCard | None:
        """The current card, or None."""
        return self._cards.by_key.get(self._key)

    @property
    def current_face(self) -> str | None:
        """The current face; None while the keyboard is on the whole card."""
        card = self.current
        if card is None or card.is_whole or not (self._is_inside or card.is_doubtful):
            return None
        return self._face_at_hand

    @property
    def _face_at_hand(self) -> str | None:
        """The face that the keyboard is on, or would move to inside the card."""
        faces = self.current.faces.staying if self.current else ()
        return faces[min(self._at, len(faces) - 1)] if faces else None

    @property
    def meant(self) -> tuple[str, ...]:
        """The faces of the current card that an answer would be about."""
        card, face = self.current, self.current_face
        if card is None:
            return ()
        if not card.is_whole and (selected := self.selected):
            return tuple(selected)
        return card.faces.staying if face is None else (face,)

    @property
    def selected(self) -> list[str]:
        """The selected faces of the current card, in its order."""
        card = self.current
        return [face for face in card.faces.staying if face in self._selected] if card else []

    @property
    def is_at_start(self) -> bool:
        """Whether the keyboard has not been used yet."""
        first = next(iter(self._cards.by_key), "")
        is_moved = self._at or self._is_inside or self._selected
        return self._key in ("", first) and not is_moved

    def go_to_start(self) -> None:
        """Make the first card the current one."""
        self.go_to(next(iter(self._cards.by_key), ""))

    def go_to_person(self, person_id: str) -> bool:
        """Make the first card about a person the current one; return False if there is none."""
        for key, card in self._cards.by_key.items():
            if person_id in card.question.about:
                self.go_to(key)
                return True
        return False

    def go_to(self, key: str) -> None:
        """Make a card the current one, as a whole and with nothing selected."""
        self._key, self._at, self._is_inside = key, 0, False
        self._selected.clear()
        self.mark()
        self.moved.emit()

    def step(self, by: int) -> None:
        """Move on by cards, or back if negative."""
        keys = list(self._cards.by_key)
        if self._key in keys:
            place = max(0, min(len(keys) - 1, keys.index(self._key) + by))
            if keys[place] != self._key:
                self.go_to(keys[place])

    def along(self, by: int) -> None:
        """Move on by faces: from the card into its faces, and before the first one back out."""
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
        """Select a face of the current card, or deselect it, and make it the current one."""
        card = self.current
        if card is not None and face_id is not None and face_id in card.faces.staying:
            self._at, self._is_inside = card.faces.staying.index(face_id), True
            self._selected ^= {face_id}
            self.mark()

    def select(self, face_ids: Iterable[str]) -> None:
        """Select exactly these faces of the current card."""
        self._selected = set(face_ids)
        self.mark()

    def forget(self, faces: Sequence[str]) -> None:
        """Move the cursor to what follows the current face, because these faces will be removed."""
        card, face = self.current, self.current_face
        if card is not None and face is not None:
            staying = card.faces.staying
            before = staying[: staying.index(face)]
            self._at = len([one for one in before if one not in faces])
        self._selected.difference_update(faces)

    def mark(self) -> None:
        """Draw the rings where they belong now, and update what depends on them."""
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
        """Show on each card what is known for comparison."""
        for card in self.cards:
            found = self._beside.of(card.question)
            if found is not None:
                face = self.current_face if card is self.current else None
                card.show_beside(found.beside(face))
                card.show_reason(found.reason(face))

    def _describe_place(self) -> None:
        """Tell screen readers where the keyboard is."""
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
        """Answer for the current card."""
        card = self.current
        if card is not None:
            self._say(card, self.meant, answer)

    def _say(self, card: ReviewCard, faces: Sequence[str], answer: Answer) -> None:
        """Emit an answer about faces of a card, and let them go."""
        if not card.faces.staying:
            return  # it was answered and is fading
        question = card.question
        said = () if card.is_whole else tuple(faces)
        self._let_go(card, card.faces.staying if card.is_whole else said, fades=answer is Answer.NO)
        self.answered.emit(question, said, answer)
        self.mark()

    def _let_go(self, card: ReviewCard, faces: Sequence[str], *, fades: bool) -> None:
        """Move the cursor on and let the faces go, fading if `fades` or if others are fading.

        If the card has more faces than fit, others will take their place: the cursor waits for
        them.
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
        """Whether faces are fading on any card."""
        return any(card.faces.is_fading for card in self.cards)

    def _on_faded(self) -> None:
        """Show the questions that have been waiting for the fading."""
        if self._is_fading:
            return
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_questions(waiting)

    def _not_a_face(self) -> None:
        """Mark the meant faces as no faces.

        If it is not clear which one is meant, move the cursor to the first face, so that it is
        visible.
        """
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
        """Go to the card with this number, or give the selected faces to its person."""
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
        """Answer by a card's button; if the card was not current, about all its faces."""
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
        """Open the menu of a face, about the selected faces or else this one."""
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
        """Open the menu with the pages of the people asked about."""
        self._on_pressed(card)
        question, menu = card.question, controls.passing_menu(self)
        for person in (question.person, question.other):
            if person is not None:
                self._ways.to_page(menu, person.id, person.name)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu by the menu key, of the face the keyboard is on or would move to."""
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
        """Clear the selection; if it is empty, move the cursor back to the whole card."""
        if not self.selected:
            self._at, self._is_inside = 0, False
        self.select(())

    def _open(self) -> None:
        card, face = self.current, self._face_to_see
        if card is not None and face is not None:
            self._on_opened(card, face)

    @property
    def _face_to_see(self) -> str | None:
        """The face whose photo is meant, or None."""
        shown = self.current.faces.shown if self.current else ()
        return self._face_at_hand or next(iter(shown), None)

    def _peek(self) -> None:
        if (face := self._face_to_see) is not None:
            self.peek_wanted.emit(face, _PEEK)

    def _on_why(self, card: ReviewCard) -> None:
        self._on_pressed(card)
        self._why()

    def _why(self) -> None:
        """Ask to compare the face with the person's most similar faces."""
        card, face = self.current, self._face_to_see
        found = self._beside.of(card.question) if card else None
        if card is None or face is None or found is None or not (beside := found.beside(face)):
            return
        self.why_wanted.emit(face, card.question.person.name or "", beside)


def _answers(answer: Answer) -> Callable[[ReviewBoard], None]:
    """Return the action of a key that gives this answer."""
    return lambda board: board._answer(answer)


def _to(number: int) -> Key[ReviewBoard]:
    """Return the key that leads to the card with this number."""
    return Key(
        (str(number),),
        "Go to the card with this number, or move the selected faces to its person",
        lambda board: board._to_number(number - 1),
        repeats=True,
    )


# Answers do not repeat: while a key is held, the next card's faces have not been looked at.
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
