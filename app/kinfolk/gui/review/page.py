"""The page Review: suggestions whose faces these may be, to accept or reject."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfolk.core.people import new_faces, people_lists
from kinfolk.core.people.people import Person
from kinfolk.gui.actions.answers import ReviewActions
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import WindowPage
from kinfolk.gui.base.page_steps import OwnSteps
from kinfolk.gui.dialogs.merge import merge_sheet, same_chooser
from kinfolk.gui.dialogs.person_chooser import move_chooser
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.look_closer.split import open_split
from kinfolk.gui.photo.photo_comparison import WhyView
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.review.board import COMMANDS, ReviewBoard
from kinfolk.gui.review.comparisons import Comparisons
from kinfolk.gui.verdicts.area import BoardArea
from kinfolk.gui.verdicts.less_likely import LessLikely
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import label, row
from kinfolk.gui.widgets.empty import EmptyState
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.recognition.questions.question import Question, QuestionKind
from kinfolk.recognition.suggestion import Alike

HEADER = 35  # pixels, the height of pages with buttons there, so that titles do not jump


class ReviewPage(WindowPage):
    """Ask the user whose faces these are; each answer is written as an undo step."""

    unnamed_wanted = Signal()
    arrivals_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._queue = context.review
        self._is_new = True  # the page was just opened: cards have the queue's order
        self._peeked: PhotoView | None = None  # the photo shown while a key or button is held
        self._wanted: str | None = None  # id of a person to go to once there is a card
        self.act = ReviewActions(context, self)
        self._people = PeopleActions(context, self)
        self._own = OwnSteps(context, self)
        describe = FaceWords(context.db).describe
        beside = Comparisons(context.review, context.bus, self)
        self.board = ReviewBoard(context.thumbs, describe, beside, context.menu_links)
        self.empty = EmptyState()
        self.less_likely = LessLikely(context.review)
        self.keys = KeyBar()
        self._caption = label("", "caption", tone="muted")
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Move the keyboard to the cards."""
        self.board.setFocus()

    def show_person(self, person_id: str) -> None:
        """Go to the first card about a person, as soon as there is one."""
        self._wanted = person_id
        self._go_to_wanted()

    def refresh(self) -> None:
        questions = self._queue.questions()
        self._is_new = self._is_new and self.board.is_at_start
        self.board.show_questions(questions, afresh=self._is_new)
        if self._is_new:
            self.board.go_to_start()
            self._is_new = self._queue.is_busy
        self._go_to_wanted()
        self._say(questions)

    def _go_to_wanted(self) -> None:
        if self._wanted is not None and self.board.go_to_person(self._wanted):
            self._wanted = None
            self._is_new = False

    def _say(self, questions: Sequence[Question]) -> None:
        """Show how many questions are left, or why there are none."""
        number = words.number_text(sum(one.answers for one in questions))
        self._caption.setText(self.tr("{} left").format(number) if questions else "")
        self.less_likely.offer(self._queue.less_likely, is_shown=bool(questions))
        if not questions:
            self.keys.show_keys()
        if questions:
            self.empty.hide()
        elif self._queue.is_busy:
            self.empty.say(
                self.tr("Looking for more faces of people you know"),
                self.tr("They appear here as they’re found."),
                icon="search",
            )
        else:
            self._say_nothing()

    def _say_nothing(self) -> None:
        """Say why there is nothing to review, and what to do instead."""
        with self._context.db.read() as session:
            known, new = people_lists.counts(session), new_faces.counts(session).faces
        if new:
            self._say_new(new)
            return
        if self._queue.less_likely and not self._queue.wants_less_likely:
            self.empty.say(
                self.tr("No likely matches left"),
                self.tr("Less likely matches are often wrong, so they’re only shown if you ask."),
                icon="check",
                button=self.less_likely.text(),
                act=self.less_likely.click,
            )
            return
        if known.named:
            text = self.tr("When Kinfolk isn’t sure who someone is, it asks you here.")
        else:
            text = self.tr("Name someone, and Kinfolk will suggest more of their faces here.")
        is_first = known.unnamed > 0 and not known.named
        self.empty.say(
            self.tr("Nothing to review"),
            text,
            icon="check",
            button=self.tr("Name a group") if is_first else "",
            act=self.unnamed_wanted.emit,
        )

    def _say_new(self, number: int) -> None:
        """Point to the page New, where faces wait to be confirmed."""
        self.less_likely.offer(self._queue.less_likely)
        faces = words.faces(number)
        self.empty.say(
            self.tr("No likely matches left here"),
            self.tr("Kinfolk has added {} to people you know. Is that right?").format(faces),
            icon="check",
            button=self.tr("Check faces"),
            act=self.arrivals_wanted.emit,
        )

    # how it is built

    def _lay_out(self) -> None:
        header = row(label(self.tr("Review"), "title"), self._caption, None, spacing=10)
        header.addStrut(HEADER)
        header.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 0)
        less_likely = row(GLOW, self.less_likely, None, spacing=0)
        scroll = BoardArea(self.board, self.empty, self.board, less_likely, top=8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(header)
        whole.addWidget(scroll, 1)

    def _connect(self) -> None:
        board = self.board
        board.answered.connect(self.act.answer)
        board.given.connect(self.act.give)
        board.other_wanted.connect(self._on_other_wanted)
        board.no_face.connect(self.act.no_faces)
        board.merge_wanted.connect(self._on_merge)
        board.split_wanted.connect(self._on_split)
        board.less_likely_wanted.connect(self.less_likely.click)
        self.less_likely.clicked.connect(self.take_focus)
        board.undo_wanted.connect(self._own.undo)
        board.photo_wanted.connect(self._show_photo)
        board.peek_wanted.connect(self._peek)
        board.peek_over.connect(self._on_peek_over)
        board.why_wanted.connect(self._show_why)
        board.marked.connect(self._show_keys)
        self.act.answered.connect(self._own.note)
        self._queue.changed.connect(self._on_questions)
        self._context.arrivals.changed.connect(self._on_questions)

    # what happens to it

    def _show_keys(self) -> None:
        if self.board.meant:
            self.keys.show_keys(*COMMANDS.hints(self.board))

    def _on_questions(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self.stale = True

    def showEvent(self, event: QShowEvent) -> None:
        self._queue.start()
        self._is_new = self.stale = True
        super().showEvent(event)

    def _on_other_wanted(self, question: Question, face_ids: Sequence[str]) -> None:
        """Ask for the person who gets these faces."""
        number = len(question.meant(face_ids))
        chooser = move_chooser(self._context, face_ids, number, of=question.person, parent=self)
        chooser.chosen.connect(lambda other: self._give(question, face_ids, other, chooser.since))
        chooser.open()

    def _on_merge(self, question: Question) -> None:
        """Merge the two people asked about, or the person with one to be chosen."""
        person, other = question.person, question.other
        if other is not None:
            self._look_at_merge([person.id, other.id])
            return
        chooser = same_chooser(self._context, person, like=question.faces, parent=self)
        chooser.chosen.connect(lambda other: self._look_at_merge([person.id, other.id]))
        chooser.open()

    def _look_at_merge(self, person_ids: Sequence[str]) -> None:
        merge = partial(self._people.merge, done=self._own.note)
        sheet = merge_sheet(self._context, person_ids, self, merge=merge)
        if sheet is not None:
            sheet.photo_wanted.connect(self._show_photo)
            sheet.open()

    def _on_split(self, question: Question) -> None:
        """Split the group asked about, or else the person it may be."""
        is_group = question.kind is QuestionKind.GROUP
        person = question.whole if is_group else question.person
        open_split(self._context, person, self, done=self._own.note)

    def _give(
        self, question: Question, face_ids: Sequence[str], person: Person, since: datetime
    ) -> None:
        self.board.forget(face_ids)
        if question.is_whole and len(face_ids) == question.total:
            self.act.give_group(question, person, since)
        else:
            self.act.give(question, face_ids, person, since)

    def _show_photo(self, face_id: str, among: Sequence[str]) -> None:
        PhotoView(self._context, face_id, among=among, parent=self).open()

    def _peek(self, face_id: str, held: Qt.Key | None) -> None:
        """Show the whole photo until the key or button is released."""
        self._peeked = PhotoView(self._context, face_id, among=(), parent=self, held=held)
        self._peeked.finished.connect(self._on_peeked)
        self._peeked.open()

    def _on_peek_over(self) -> None:
        if self._peeked is not None:
            self._peeked.accept()

    def _on_peeked(self) -> None:
        self._peeked = None

    def _show_why(self, face_id: str, name: str, beside: Sequence[Alike]) -> None:
        WhyView(self._context, face_id, name=name, beside=beside, parent=self).open()
