"""Answers on the Review page: what a click or a key says about the faces of a card."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from kinfolk.core.review import Answer
from kinfolk.gui.review.card import ReviewCard
from kinfolk.gui.review.cards import SHOWN, ReviewCards
from kinfolk.recognition.bands import Band
from kinfolk.recognition.questions.question import Question

Keys = Qt.Key


class ReviewBoard(ReviewCards):
    """Has the keyboard. Answers are written at once; what they leave out fades first."""

    answered = Signal(object, object, object)  # question, faces (none: the whole card), Answer
    given = Signal(object, object, object)  # question, faces, the person they are
    other_wanted = Signal(object, object)  # question, faces that are somebody else's
    no_face = Signal(object, object)  # question, faces
    photo_wanted = Signal(str, object)  # a face, among these
    undo_wanted = Signal()

    _waiting: Sequence[Question] | None = None  # what to show afterwards

    def show_questions(self, questions: Sequence[Question], *, afresh: bool = False) -> None:
        """While faces fade everything stays as it is."""
        if self._is_fading:
            self._waiting = questions
        else:
            super().show_questions(questions, afresh=afresh)

    def new_card(self) -> ReviewCard:
        card = super().new_card()
        card.pressed.connect(lambda: self._on_pressed(card))
        card.accept_wanted.connect(lambda: self._on_button(card, Answer.YES))
        card.reject_wanted.connect(lambda: self._on_button(card, Answer.NO))
        card.faces.faded.connect(self._on_faded)
        for faces in (card.faces, card.theirs):
            faces.clicked.connect(lambda face_id: self._on_clicked(card, face_id))
            faces.opened.connect(lambda face_id: self._on_opened(card, face_id))
        return card

    # answers

    def _answer(self, answer: Answer) -> None:
        """The selected faces; without any, yes means all likely ones, else the current one."""
        card = self.current
        if card is not None:
            is_bulk = answer is Answer.YES and card.question.band is Band.LIKELY
            everything = self.selected or card.faces.staying
            self._say(card, everything if is_bulk else self._meant(), answer)

    def _meant(self) -> Sequence[str]:
        face = self.current_face
        return self.selected or ([face] if face else [])

    def _say(self, card: ReviewCard, faces: Sequence[str], answer: Answer) -> None:
        if not card.faces.staying:
            return  # it has been answered, and fades
        question = card.question
        said = () if card.is_whole else tuple(faces)
        self._let_go(card, card.faces.staying if card.is_whole else said, fades=answer is Answer.NO)
        self.answered.emit(question, said, answer)
        self.mark()

    def _let_go(self, card: ReviewCard, faces: Sequence[str], *, fades: bool) -> None:
        """The keys go on to what is left; what goes while others fade, fades with them."""
        self.forget(faces)
        if fades or self._is_fading:
            card.faces.fade(faces)
        if not card.faces.staying:
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
        card, meant = self.current, tuple(self._meant())
        if card is not None and meant:
            self._let_go(card, meant, fades=True)
            self.no_face.emit(card.question, meant)
            self.mark()

    def _somebody_else(self) -> None:
        card, meant = self.current, tuple(self._meant())
        if card is not None and meant:
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
        """A button means its card: the selected faces, else all of them."""
        self._on_pressed(card)
        self._say(card, self.selected or card.faces.staying, answer)

    def _on_clicked(self, card: ReviewCard, face_id: str) -> None:
        self._on_pressed(card)
        if not card.is_whole:
            self.toggle(face_id)

    def _on_opened(self, card: ReviewCard, face_id: str) -> None:
        among = card.theirs.shown if face_id in card.theirs.shown else card.faces.shown
        self.photo_wanted.emit(face_id, among)

    # the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() == Keys.Key_A:
            self._select_all()
        elif modifiers or not (self._move(event.key()) or self._act(event)):
            super().keyPressEvent(event)

    def _move(self, key: int) -> bool:
        steps = {
            Keys.Key_Down: 1,
            Keys.Key_Up: -1,
            Keys.Key_PageDown: 3,
            Keys.Key_PageUp: -3,
            Keys.Key_Home: -SHOWN,
            Keys.Key_End: SHOWN,
        }
        if key in steps:
            self.step(steps[Keys(key)])
        elif key in (Keys.Key_Left, Keys.Key_Right):
            self.along(1 if key == Keys.Key_Right else -1)
        elif Keys.Key_1 <= key <= Keys.Key_9:
            self._to_number(key - Keys.Key_1)
        else:
            return False
        return True

    def _act(self, event: QKeyEvent) -> bool:
        """A key that is held answers once: the next card's faces have not been looked at."""
        acts: dict[int, Callable[[], None]] = {
            Keys.Key_Return: lambda: self._answer(Answer.YES),
            Keys.Key_Enter: lambda: self._answer(Answer.YES),
            Keys.Key_Backspace: lambda: self._answer(Answer.NO),
            Keys.Key_Delete: lambda: self._answer(Answer.NO),
            Keys.Key_L: lambda: self._answer(Answer.UNSURE),
            Keys.Key_N: self._not_a_face,
            Keys.Key_P: self._somebody_else,
            Keys.Key_O: self._open,
            Keys.Key_U: self.undo_wanted.emit,
            Keys.Key_Space: lambda: self.toggle(self.current_face),
            Keys.Key_Escape: lambda: self.select(()),
        }
        act = acts.get(event.key())
        if act is not None and not event.isAutoRepeat():
            act()
        return act is not None

    def _select_all(self) -> None:
        card = self.current
        if card is not None and not card.is_whole:
            self.select(card.faces.staying)

    def _open(self) -> None:
        card = self.current
        if card is not None and card.faces.shown:
            self._on_opened(card, self.current_face or card.faces.shown[0])
