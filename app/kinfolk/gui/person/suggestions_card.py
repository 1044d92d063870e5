"""The card on a person's page with faces that may be theirs, each with a yes and a no.

A second row has what may be the same child at other times, by date.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from kinfolk.core.people.review import Answer
from kinfolk.gui.actions.answers import ReviewActions
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.delegate import RADIUS
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.faces import ANY, CardFaces
from kinfolk.gui.verdicts.less_likely import LessLikely
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import (
    Button,
    Elided,
    Part,
    column,
    draw_focus,
    label,
    row,
    shows_focus,
)
from kinfolk.recognition.questions.question import Question, QuestionKind, about_child
from kinfolk.recognition.questions.reads import FACES, PersonRead
from kinfolk.recognition.suggestion import Certainty, Suggestion

TILE = 86  # pixels
WIDTH, HEIGHT = TILE + 2 * OUTSIDE, TILE + OUTSIDE + 8 + 24
GAP = 2  # between faces
PADDING = 14 - OUTSIDE  # pixels
NARROW = 700  # width in pixels below which the caption is hidden


class SuggestedFace(CardFaces):
    """Show a face that may be a person's, over two small buttons; hidden while it has no face.

    A click, or Enter, means its photo.
    """

    answered = Signal(str, object)  # face id, and Answer.YES or Answer.NO

    def __init__(self, context: Context) -> None:
        super().__init__(context, side=TILE)
        self.yes = AnswerButton("check", "accent", clicked=lambda: self._say(Answer.YES))
        self.no = AnswerButton("close", "danger", clicked=lambda: self._say(Answer.NO))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(WIDTH, HEIGHT)
        buttons = row(OUTSIDE, self.yes, self.no, OUTSIDE, spacing=4)
        self.setLayout(column(TILE + OUTSIDE + 8, buttons, spacing=0))

    def show_face(
        self, face_id: str | None, name: str, text: str = "", *, is_maybe: bool = False
    ) -> None:
        """Show this face, or hide the tile for None; `name` is in the tips of the buttons.

        `text` is written on the face; `is_maybe` marks it as less certain than others.
        """
        faces = [face_id] if face_id else []
        self.mark(Mark.MAYBE, faces if is_maybe else ())
        self.show_faces(faces, texts=[text for _ in faces])
        self.setAccessibleName(self.tr("A face that may be {}").format(name))
        self.yes.say(self.tr("This is {}").format(name))
        self.no.say(self.tr("This is not {}").format(name))
        self.setVisible(face_id is not None)

    def _say(self, answer: Answer) -> None:
        """Emit `answered`, unless the face is answered already."""
        for face_id in self.staying:
            self.answered.emit(face_id, answer)

    def _fit(self) -> None:
        """Keep the size, which has room for the buttons, too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Enter or Space as a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.shown:
            self.clicked.emit(self.shown[0])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if shows_focus(self):
            draw_focus(QPainter(self), QRectF(self._tile(0)), RADIUS, inset=1)


class AnswerButton(Button):
    """Show a small button with a tinted icon."""

    _icon_size = 12

    def __init__(self, sign: str, token: str, *, clicked: Callable[[], object]) -> None:
        self._token = token
        super().__init__("", icon=sign, clicked=clicked)
        self.setProperty("small", True)

    def say(self, text: str) -> None:
        """Set the tip and the accessible name."""
        self.setToolTip(plain_text.tip(text))
        self.setAccessibleName(text)

    def _icon_token(self) -> str:
        return self._token


class SuggestedRow(QWidget):
    """Show the faces of a question side by side, each with a yes and a no."""

    answered = Signal(object, object, object)  # the Question, face ids, Answer
    faded = Signal()  # a face that was answered has faded

    def __init__(self, context: Context, *heading: Part, after: Sequence[Part]) -> None:
        """Put `heading` above the faces, then the button that accepts them, then `after`."""
        super().__init__()
        self._context = context
        self._question: Question | None = None
        self._likely: Collection[str] = ()
        self.accept = Button("", clicked=self._on_accept)
        self.faces = [SuggestedFace(context) for _ in range(FACES)]
        for face in self.faces:
            face.answered.connect(lambda face_id, answer: self._say([face_id], answer))
            face.clicked.connect(self._on_opened)
            face.menu_wanted.connect(self._on_menu)
            face.fading.finished.connect(self.faded)
        top = row(OUTSIDE, *heading, None, self.accept, *after)
        self.setLayout(column(top, row(*self.faces, None, spacing=GAP), spacing=8 - OUTSIDE))

    def ask(
        self,
        question: Question | None,
        shown: Sequence[str],
        likely: Collection[str],
        *,
        texts: Sequence[str] = (),
    ) -> None:
        """Ask about the faces `shown`; the button accepts those that are likely."""
        self._question, self._likely = question, likely
        name = question.person.name or "" if question else ""
        for face, face_id, text in zip_longest(self.faces, shown, texts):
            face.show_face(face_id, name, text or "", is_maybe=face_id not in likely)
        self.accept.setVisible(bool(likely))

    @property
    def shown(self) -> list[str]:
        return [face_id for face in self.faces for face_id in face.shown]

    @property
    def is_fading(self) -> bool:
        """Whether an answered face is still fading."""
        return any(face.fading.is_running for face in self.faces)

    def fade(self, face_ids: Collection[str]) -> None:
        for face in self.faces:
            if going := [face_id for face_id in face.shown if face_id in face_ids]:
                face.fade(going)

    def _on_accept(self) -> None:
        """Accept the likely faces that were not answered yet."""
        staying = [face_id for face in self.faces for face_id in face.staying]
        self._say([face_id for face_id in staying if face_id in self._likely], Answer.YES)

    def _say(self, face_ids: Sequence[str], answer: Answer) -> None:
        if face_ids:
            self.answered.emit(self._question, tuple(face_ids), answer)

    def _on_opened(self, face_id: str) -> None:
        self._context.menu_links.show_photo(face_id, self.shown, self)

    def _on_menu(self, face_id: str, at: QPoint) -> None:
        here = self._question.person.id if self._question else None
        menu = controls.passing_menu(self)
        show = partial(self._on_opened, face_id)
        self._context.menu_links.from_face(menu, face_id, photo=show, here=here)
        menu.popup(at)


class SuggestionsCard(QFrame):
    """Show the best suggestions for a person; hidden while there are none.

    It appears and disappears by a short movement, so that the page does not jump.
    """

    review_wanted = Signal(str)  # person id: review all their suggestions

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._queue = context.review
        self._act = ReviewActions(context, self)
        self._person_id: str | None = None
        self._read: PersonRead | None = None
        self.title = Elided("strong")
        about = self.tr("best first, updated after each answer")
        self._caption = label(about, "caption", tone="muted")
        self.less_likely = LessLikely(context.review)
        self.review = Button(self.tr("Review all"), "quiet", clicked=self._on_review)
        buttons = (self.less_likely, self.review)
        self.found = SuggestedRow(context, self.title, self._caption, after=buttons)
        title = label(self.tr("The same child?"), "strong")
        oldest = label(self.tr("oldest photo first"), "caption", tone="muted")
        self.child = SuggestedRow(context, title, oldest, after=(6,))
        self.setLayout(column(self.found, self.child, spacing=8, margins=(PADDING, 10, 8, 12)))
        for each in (self.found, self.child):
            each.answered.connect(self._on_answered)
            each.faded.connect(lambda: self._show_read(at_once=False))
        self._motion = QPropertyAnimation(self, b"maximumHeight", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.finished.connect(self._on_moved)
        self.hide()
        self._queue.changed.connect(self._on_questions)

    def show_person(self, person_id: str) -> None:
        """Show the suggestions for this person; known ones appear at once, others later."""
        self._person_id = person_id
        self._queue.want(person_id)
        self._show_read(at_once=True)

    def _all_found(self, read: PersonRead) -> Sequence[Suggestion]:
        """Return all suggestions but those in the row about the same child."""
        shown = {part.group_id or part.face_ids[0] for part in read.child}
        return [one for one in read.found if (one.group_id or one.face_id) not in shown]

    def _show_read(self, *, at_once: bool) -> None:
        """Show what is known now; without `at_once` the card slides in or out."""
        if self._is_fading or self._person_id is None:
            return
        self._read = read = self._queue.person(self._person_id)
        is_there = read is not None and bool(read.found or read.child)
        if is_there:
            self._show()
        if at_once:
            self._motion.stop()
            self.setMaximumHeight(ANY)
            self.setVisible(is_there)
        elif is_there != (not self.isHidden() and not self._is_leaving):
            self._move(appears=is_there)

    @property
    def _is_fading(self) -> bool:
        """Whether an answered face is still fading."""
        return self.found.is_fading or self.child.is_fading

    @property
    def _is_leaving(self) -> bool:
        running = QPropertyAnimation.State.Running
        return self._motion.state() == running and self._motion.endValue() == 0

    def _show(self) -> None:
        """Show the suggestions that were read, as many faces as fit the width."""
        if self._read is not None:
            inside = self.width() - 2 * PADDING
            room = max(1, min(FACES, (inside + GAP) // (WIDTH + GAP)))
            self._show_found(self._read, room)
            self._show_child(self._read, room)

    def _show_found(self, read: PersonRead, room: int) -> None:
        """Ask about the suggestions, less likely ones only if the user wants them."""
        every = self._all_found(read)
        likely = [one for one in every if one.certainty is Certainty.LIKELY]
        found = every if self._queue.wants_less_likely else likely
        name, number = read.person.name or "", len(found)
        text = (
            self.tr("{faces} may be {name}") if number else self.tr("No likely matches for {name}")
        )
        self.title.setText(text.format(faces=words.faces(number), name=name))
        self.title.setVisible(bool(number or not read.child))
        self.less_likely.offer(len(every) - len(likely))
        shown = found[:room]
        sure = [one.face_id for one in shown if one.certainty is Certainty.LIKELY]
        self.found.ask(_about(read, found), [one.face_id for one in shown], sure)
        self.found.accept.setText(self.tr("Accept {} likely").format(len(sure)))
        self.review.setVisible(bool(shown))
        self._caption.setVisible(bool(shown) and self.width() >= NARROW)

    def _show_child(self, read: PersonRead, room: int) -> None:
        """Ask about the same child, or hide the row."""
        parts = read.child[:room]
        self.child.setVisible(bool(parts))
        number = sum(len(part.face_ids) for part in parts)
        self.child.accept.setText(self.tr("Accept {}").format(words.faces(number)))
        covers, texts = [part.face_ids[0] for part in parts], [words.time_of(p) for p in parts]
        question = about_child(read.person, read.child) if parts else None
        self.child.ask(question, covers, covers, texts=texts)

    # what happens to it

    def _on_answered(self, question: Question, faces: Sequence[str], answer: Answer) -> None:
        """Write an answer about these faces, which are in one row."""
        # A rejected face fades. An accepted one is replaced at once, unless others still fade.
        if answer is Answer.NO or self._is_fading:
            self.found.fade(faces)
            self.child.fade(faces)
        self._act.answer(question, faces, answer)

    def _on_review(self) -> None:
        if self._person_id is not None:
            self.review_wanted.emit(self._person_id)

    def _on_questions(self) -> None:
        page = self.parentWidget()
        self._show_read(at_once=page is None or not page.isVisible())

    def _move(self, *, appears: bool) -> None:
        """Slide the card in or out; the page below makes room for it."""
        start, end = (0, self.sizeHint().height()) if appears else (self.height(), 0)
        if appears:
            self.setMaximumHeight(0)
            self.show()
        theme.animate(self._motion, start, end)

    def _on_moved(self) -> None:
        if self._motion.endValue() == 0:
            self.hide()
        self.setMaximumHeight(ANY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self._is_fading:
            self._show()

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * PADDING + 2 * (WIDTH + GAP), 0)


def _about(read: PersonRead, found: Sequence[Suggestion]) -> Question | None:
    if not found:
        return None
    best, faces = found[0], tuple(one.face_id for one in found)
    return Question(QuestionKind.FACES, read.person, None, best.certainty, best.distance, faces)
