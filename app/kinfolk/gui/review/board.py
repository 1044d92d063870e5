"""The cards of the page Review: the current face, the selection, and the answers."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from kinfolk.core.people.people import Person
from kinfolk.core.people.review import Answer
from kinfolk.gui.actions.answers import ReviewActions
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.people import stable_order
from kinfolk.gui.review.card import ReviewCard
from kinfolk.gui.review.comparisons import Comparisons
from kinfolk.gui.review.sheets import ReviewSheets
from kinfolk.gui.verdicts.board import UNDO, UNFOLD, VerdictBoard
from kinfolk.gui.verdicts.less_likely import LessLikely
from kinfolk.recognition.questions.question import Question

_PEEK = Qt.Key.Key_V  # shows the whole photo while it is held
SHOWN = 24  # most cards at once; more come as these are answered


class ReviewBoard(VerdictBoard[ReviewCard, Question]):
    """Show a card for each question; shown cards keep their place, new ones come last.

    Every answer, by key or button, is about the faces in `meant`: the selected ones, or else the
    current one, or else all of the card. An answer is written at once. Faces
    that it removes fade out first, and nothing else moves meanwhile.
    """

    marked = Signal()  # the faces an answer would be about may have changed

    def __init__(self, context: Context) -> None:
        super().__init__(context, COMMANDS, spacing=6)
        self._act = ReviewActions(context, self)
        self._act.answered.connect(self.own.note)
        self._sheets = ReviewSheets(context, self)
        self._beside = Comparisons(context, self)
        self._beside.ready.connect(self._show_beside)
        self.less_likely = LessLikely(context.review)
        # Questions to show once nothing fades any more
        self._waiting: Sequence[Question] | None = None
        self._selected: set[str] = set()
        self._selected_at = datetime.now(UTC)
        self.setAccessibleName(self.tr("Suggestions to review"))

    # what is shown

    def show_questions(self, questions: Sequence[Question], *, afresh: bool = False) -> None:
        """Show the first of these questions, once nothing fades.

        Shown cards keep their place; with `afresh` the questions have their own order.
        """
        if self.is_fading:
            self._waiting = questions
            return
        by_key = {question.key: question for question in questions}
        keys = list(by_key) if afresh else stable_order(list(self._cards), list(by_key))
        self.show_cards({key: by_key[key] for key in keys[:SHOWN]})

    def _new_card(self) -> ReviewCard:
        card = ReviewCard(self._context)
        card.why.clicked.connect(lambda: self._on_pressed(card))
        card.why.clicked.connect(self._why)
        card.accept.clicked.connect(lambda: self._on_button(card, Answer.YES))
        card.reject.clicked.connect(lambda: self._on_button(card, Answer.NO))
        card.faces.fading.finished.connect(self._on_faded)
        card.theirs.menu_wanted.connect(lambda face_id, at: self._on_menu(card, face_id, at))
        card.theirs.clicked.connect(lambda: self._on_pressed(card))
        for faces in (card.faces, card.theirs):
            faces.opened.connect(self._on_opened)
            faces.held.connect(self._sheets.peek)
            faces.let_go.connect(self._sheets.let_go)
        return card

    # where the keys are

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
        first = next(iter(self._cards), "")
        is_moved = self._at or self._is_inside or self._selected
        return self._key in ("", first) and not is_moved

    def go_to_person(self, person_id: str) -> bool:
        """Make the first card about a person the current one; return False if there is none."""
        for key, card in self._cards.items():
            if person_id in card.question.about:
                self.go_to(key)
                return True
        return False

    def go_to(self, key: str) -> None:
        """Make a card the current one, as a whole and with nothing selected."""
        self._selected.clear()
        super().go_to(key)

    def toggle(self, face_id: str | None) -> None:
        """Select a face of the current card, or deselect it, and make it the current one."""
        card = self.current
        if card is not None and face_id is not None and face_id in card.faces.staying:
            self._selected ^= {face_id}
            self._selected_at = datetime.now(UTC)
            self._go_inside(card, face_id)

    def select(self, face_ids: Iterable[str]) -> None:
        """Select exactly these faces of the current card."""
        self._selected = set(face_ids)
        self._selected_at = datetime.now(UTC)
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
        super().mark()
        for card in self.cards:
            is_current = card is self.current
            card.faces.mark(Mark.CHOSEN, self._selected if is_current else ())
            card.show_meant(self.meant if is_current else card.faces.staying)
        self._show_beside()
        self.marked.emit()

    def _show_beside(self) -> None:
        for card in self.cards:
            found = self._beside.of(card.question)
            if found is not None:
                face = self.current_face if card is self.current else None
                card.show_beside(found.beside(face))
                card.show_reason(found.reason(face))

    def _described(self, card: ReviewCard) -> str:
        name, face = card.accessibleName(), self.current_face
        if card.is_whole:
            return name
        if face is None:
            text = self.tr("{name}, {faces}")
            return text.format(name=name, faces=words.faces(len(self.meant)))
        place, number = card.faces.staying.index(face) + 1, len(card.faces.staying)
        said = self.tr("{name}, face {place} of {number}")
        said = said.format(name=name, place=place, number=number)
        return self.tr("{}, selected").format(said) if face in self._selected else said

    # answers

    def _answer(self, answer: Answer) -> None:
        card = self.current
        if card is not None:
            self._say(card, self.meant, answer)

    def _say(self, card: ReviewCard, faces: Sequence[str], answer: Answer) -> None:
        """Emit an answer about faces of a card, and let them go.

        A yes is only about faces that are shown, also where the card asks about a whole group.
        """
        if not card.faces.staying:
            return  # it was answered and is fading
        question = card.question
        is_whole = card.is_whole and not (question.is_about_one and answer is Answer.YES)
        said = () if is_whole else tuple(faces)
        self._let_go(card, said, fades=answer is Answer.NO)
        self._act.answer(question, said, answer)
        self.mark()

    def _let_go(self, card: ReviewCard, faces: Sequence[str], *, fades: bool) -> None:
        """Move the cursor on and let the faces go, fading if `fades` or if others are fading.

        Without `faces` the whole card goes. If the card has more faces than are shown, others will
        take their place: the cursor waits for them.
        """
        going = faces or card.faces.staying
        self.forget(going)
        if fades or self.is_fading:
            card.faces.fade(going)
        if not card.faces.staying:
            self._at, self._is_inside = 0, False
            if not faces or not card.faces.more:
                self.step(1)

    @property
    def is_fading(self) -> bool:
        """Whether faces are fading on any card."""
        return any(card.faces.fading.is_running for card in self.cards)

    def _on_faded(self) -> None:
        """Show the questions that have been waiting for the fading."""
        if self.is_fading:
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
        if card is None or not meant:
            return
        if len(meant) > 1 and not self.selected:
            self.along(0)
            return
        self._let_go(card, meant, fades=True)
        self._act.no_faces(card.question, meant)
        self.mark()

    def _somebody_else(self) -> None:
        """Ask for the person who gets the faces meant."""
        card, meant = self.current, self.meant
        if card is not None and meant:
            self._sheets.ask_whose(card.question, meant, partial(self._give, card.question))

    def _give(
        self, question: Question, faces: Sequence[str], person: Person, since: datetime
    ) -> None:
        """Give faces to someone else; `since` is when the user was asked to whom."""
        self.forget(faces)
        if question.is_whole and len(faces) == question.total:
            self._act.give_group(question, person, since)
        else:
            self._act.give(question, faces, person, since)

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
            self._act.give(card.question, selected, question.person, self._selected_at)

    # the pointer

    def _on_button(self, card: ReviewCard, answer: Answer) -> None:
        """Answer by a card's button; if the card was not current, about all its faces."""
        faces = self.meant if card is self.current else card.faces.staying
        self._on_pressed(card)
        self._say(card, faces, answer)

    def _on_clicked(self, card: ReviewCard, face_id: str) -> None:
        self._on_pressed(card)
        if not card.is_whole:
            self.toggle(face_id)

    def _on_opened(self, face_id: str, among: Sequence[str]) -> None:
        """Show the photo, and undo what the first of the two clicks has done."""
        self.toggle(face_id)
        self._menu_links.show_photo(face_id, among, self)

    def _fill_menu(self, menu: QMenu, card: ReviewCard, face_id: str) -> None:
        """Fill the menu, about the selected faces or else this one."""
        if face_id not in self.selected and face_id in card.faces.staying:
            self._selected.clear()
            self._go_inside(card, face_id)
        among = card.faces if face_id in card.faces.shown else card.theirs
        links, about = self._menu_links, card.question.about
        show = partial(links.show_photo, face_id, among.shown, self)
        links.from_face(menu, face_id, photo=show, photo_key="O", others=about)
        if among is card.faces:
            COMMANDS.fill(menu, self, "L", "M", "X", "W", "Ctrl+M", "T")

    def _fill_people_menu(self, menu: QMenu, card: ReviewCard) -> None:
        question = card.question
        for person in (question.person, question.other):
            if person is not None:
                self._menu_links.to_page(menu, person.id, person.name)

    # the keys

    @property
    def _has_faces(self) -> bool:
        """Whether the current card asks about single faces."""
        return self.current is not None and not self.current.is_whole

    @property
    def _has_several(self) -> bool:
        """Whether an answer would be about several single faces."""
        return self._has_faces and len(self.meant) > 1

    @property
    def _is_about_one(self) -> bool:
        """Whether the current card asks who someone is."""
        return self.current is not None and self.current.question.is_about_one

    def _hint_of(self, answer: Answer) -> str:
        """Return what yes or no means now, with the number of faces that it would be about."""
        card, is_yes, number = self.current, answer is Answer.YES, len(self.meant)
        if card is None or not card.question.is_about_one:
            return self.tr("same person") if is_yes else self.tr("different people")
        if card.is_whole or number > 1:
            text = self.tr("accept {}") if is_yes else self.tr("reject {}")
            is_rest_meant = card.is_whole and not is_yes
            return text.format(words.number_text(card.question.total if is_rest_meant else number))
        if is_yes:
            return self.tr("accept this")
        return self.tr("not this one") if len(card.faces.staying) > 1 else self.tr("not them")

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == _PEEK and not event.isAutoRepeat():
            self._sheets.let_go.emit()
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

    def _peek(self) -> None:
        if (face := self._face_to_see) is not None:
            self._sheets.peek(face, _PEEK)

    def _why(self) -> None:
        """Ask to compare the face with the person's most similar faces."""
        card, face = self.current, self._face_to_see
        found = self._beside.of(card.question) if card else None
        if card is None or face is None or found is None or not (beside := found.beside(face)):
            return
        self._sheets.compare(face, card.question.person.name or "", beside)


def _to(number: int) -> Command[ReviewBoard]:
    """Return the key that leads to the card with this number."""
    return Command(
        str(number),
        "Go to the card with this number, or move the selected faces to its person",
        lambda board: board._to_number(number - 1),
        hint="go to card",
        cap="1 – 9",
    )


COMMANDS: Commands[ReviewBoard] = Commands(
    "Review",
    Command(
        "Return Enter Y",
        "Yes, for the selected faces, this one, or the whole card",
        lambda board: board._answer(Answer.YES),
        hint=lambda board: board._hint_of(Answer.YES),
    ),
    Command(
        "Backspace Del N",
        "No, for the same faces",
        lambda board: board._answer(Answer.NO),
        hint=lambda board: board._hint_of(Answer.NO),
        cap="⌫",
    ),
    Command(
        "Right",
        "Next face",
        lambda board: board.along(1),
        hint=lambda board: translated("one by one") if board._has_several else "",
    ),
    Command("Left", "Previous face", lambda board: board.along(-1)),
    Command("Down", "Next card", lambda board: board.step(1)),
    Command("Up", "Previous card", lambda board: board.step(-1)),
    Command(
        "Space",
        "Select the face",
        lambda board: board.toggle(board._face_at_hand),
        when=lambda board: board._has_faces,
        hint="select",
    ),
    UNFOLD,
    Command("Ctrl+A", "Select all faces on the card", ReviewBoard._select_all),
    Command("Esc", "Clear selection, then go back to the whole card", ReviewBoard._select_nothing),
    Command("W", "Compare the two photos", ReviewBoard._why, hint="compare"),
    Command("V", "See the whole photo while held", ReviewBoard._peek, hint="hold for photo"),
    Command("O", "Show photo", ReviewBoard.open_photo),
    *map(_to, range(1, 10)),
    Command(
        "M",
        "Someone else",
        ReviewBoard._somebody_else,
        when=lambda board: board._is_about_one,
        hint="someone else",
    ),
    Command("L", "Not sure", lambda board: board._answer(Answer.UNSURE), hint="not sure"),
    Command(
        "X",
        "Not a face",
        ReviewBoard._not_a_face,
        when=lambda board: board._has_faces,
        hint="not a face",
    ),
    Command("Ctrl+M", "Merge two people", lambda board: board.on_question(board._sheets.merge)),
    Command("T", "Split into two people", lambda board: board.on_question(board._sheets.split)),
    UNDO,
    Command("A", "Show or hide less likely ones", lambda board: board.less_likely.click()),
    Command("PgDown", "Forward three cards", lambda board: board.step(3)),
    Command("PgUp", "Back three cards", lambda board: board.step(-3)),
    Command("Home", "First card", lambda board: board.step(-SHOWN)),
    Command("End", "Last card", lambda board: board.step(SHOWN)),
)
