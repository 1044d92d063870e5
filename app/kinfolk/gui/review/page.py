"""The page Review: suggestions whose faces these may be, to accept or reject."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.people import new_faces, people_lists
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.review.board import ReviewBoard
from kinfolk.gui.verdicts.page import VerdictPage
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import label, row
from kinfolk.recognition.questions.question import Question


class ReviewPage(VerdictPage[ReviewBoard]):
    """Ask the user whose faces these are; each answer is written as an undo step."""

    unnamed_wanted = Signal()
    new_faces_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, ReviewBoard(context), parent)
        self._queue = context.review
        self._wanted: str | None = None  # id of a person to go to once there is a card
        self.less_likely = self.board.less_likely
        self._caption = label("", "caption", tone="muted")
        less_likely = row(GLOW, self.less_likely, None, spacing=0)
        self._lay_out(self.tr("Review"), self._caption, None, below=less_likely, top=8)
        self.less_likely.clicked.connect(self.take_focus)
        self.board.marked.connect(self._on_marked)
        self._queue.changed.connect(self.renew)
        context.new_faces.changed.connect(self.renew)

    def show_person(self, person_id: str) -> None:
        """Show the cards about a person first, and go to them, as soon as there is one."""
        self._wanted = person_id
        questions = sorted(self._queue.questions(), key=lambda one: person_id not in one.about)
        self.board.show_questions(questions, afresh=True)
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
            act=self.new_faces_wanted.emit,
        )

    def _on_marked(self) -> None:
        if self.board.meant:
            self._show_keys()

    def showEvent(self, event: QShowEvent) -> None:
        self._queue.start()
        super().showEvent(event)
