"""The card on a person's page with faces that may be theirs, each with a yes and a no.

A second row has what may be the same child at other times, by date.
"""

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kinfolk.core.people.review import Answer
from kinfolk.gui.actions.answers import ReviewActions
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.person.suggested_face import WIDTH, SuggestedFace
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.less_likely import LessLikely
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, label, row
from kinfolk.gui.widgets.elided import Elided
from kinfolk.recognition.questions.question import Question, QuestionKind, about_child
from kinfolk.recognition.questions.reads import FACES, PersonRead
from kinfolk.recognition.suggestion import Certainty, SameChild, Suggestion

# Pixels.
GAP = 2
PADDING = 14 - OUTSIDE
NARROW = 700  # width in pixels below which the caption is hidden
ANY = 16_777_215  # QWIDGETSIZE_MAX: no limit


class SuggestionsCard(QFrame):
    """Show the best suggestions for a person; hidden while there are none.

    It appears and disappears by a short movement, so that the page does not jump.
    """

    review_wanted = Signal(str)  # person id: review all their suggestions

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._context = context
        self._queue = context.review
        self._act = ReviewActions(context, self)
        self._person_id: str | None = None
        self._read: PersonRead | None = None
        self._title = Elided("strong")
        about = self.tr("best first, updated after each answer")
        self._caption = label(about, "caption", tone="muted")
        self.accept = Button("", clicked=self._on_accept)
        self.less_likely = LessLikely(context.review)
        self.review = Button(self.tr("Review all"), "quiet", clicked=self._on_review)
        describe = FaceWords(context.db).describe
        self.faces = [SuggestedFace(context.thumbs, describe) for _ in range(FACES)]
        self.accept_times = Button("", clicked=self._on_accept_times)
        self.times = [SuggestedFace(context.thumbs, describe) for _ in range(FACES)]
        self._child = self._make_child_row()
        for face in (*self.faces, *self.times):
            face.answered.connect(self._on_answered)
            face.clicked.connect(self._on_opened)
            face.menu_wanted.connect(self._on_menu)
            face.fading.finished.connect(self._on_faded)
        self._motion = QPropertyAnimation(self, b"maximumHeight", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.finished.connect(self._on_moved)
        self._lay_out()
        self.hide()
        self._queue.changed.connect(self._on_questions)

    def show_person(self, person_id: str) -> None:
        """Show the suggestions for this person; what is known already appears at once."""
        self._person_id = person_id
        self._queue.want(person_id)
        self._show_read(at_once=True)

    @property
    def shown(self) -> list[str]:
        """The face ids that are shown."""
        return [one.face_id for one in self._found()[: self._room()]]

    def _found(self) -> Sequence[Suggestion]:
        """Return the suggestions, less likely ones only if the user wants them."""
        found = self._all_found()
        if self._queue.wants_less_likely:
            return found
        return [one for one in found if one.certainty is Certainty.LIKELY]

    def _all_found(self) -> Sequence[Suggestion]:
        """Return all suggestions but those in the row about the same child."""
        if self._read is None:
            return ()
        shown = {part.group_id or part.face_ids[0] for part in self._read.child}
        return [one for one in self._read.found if (one.group_id or one.face_id) not in shown]

    def _parts(self) -> tuple[SameChild, ...]:
        """Return what may be the same child, as far as it fits."""
        return self._read.child[: self._room()] if self._read else ()

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
        return any(face.fading.is_running for face in (*self.faces, *self.times))

    @property
    def _is_leaving(self) -> bool:
        """Whether the card is sliding out."""
        running = QPropertyAnimation.State.Running
        return self._motion.state() == running and self._motion.endValue() == 0

    def _show(self) -> None:
        """Fill the faces and texts."""
        read = self._read
        if read is None:
            return
        name, shown, likely = read.person.name or "", self.shown, self._likely()
        number = len(self._found())
        text = (
            self.tr("{faces} may be {name}") if number else self.tr("No likely matches for {name}")
        )
        self._title.setText(text.format(faces=words.faces(number), name=name))
        self._title.setVisible(bool(number or not read.child))
        more = sum(one.certainty is not Certainty.LIKELY for one in self._all_found())
        self.less_likely.offer(more)
        for face, face_id in zip_longest(self.faces, shown):
            face.show_face(face_id, name, is_maybe=face_id not in likely)
        self.accept.setText(self.tr("Accept {} likely").format(len(likely)))
        self.accept.setVisible(bool(likely))
        self.review.setVisible(bool(shown))
        self._caption.setVisible(bool(shown) and self.width() >= NARROW)
        self._show_child(name)

    def _show_child(self, name: str) -> None:
        """Fill the row about the same child, or hide it."""
        parts = self._parts()
        self._child.setVisible(bool(parts))
        number = sum(len(part.face_ids) for part in parts)
        self.accept_times.setText(self.tr("Accept {}").format(words.faces(number)))
        for face, part in zip_longest(self.times, parts):
            text = words.time_of(part) if part else ""
            face.show_face(part.face_ids[0] if part else None, name, text)

    def _likely(self) -> list[str]:
        """Return the likely ones among the faces shown."""
        found = self._found()[: self._room()]
        return [one.face_id for one in found if one.certainty is Certainty.LIKELY]

    def _question(self) -> Question:
        """Return the suggestions as a question, which an answer refers to."""
        read = self._read
        assert read is not None
        found = self._found()
        best, faces = found[0], tuple(one.face_id for one in found)
        return Question(QuestionKind.FACES, read.person, None, best.certainty, best.distance, faces)

    def _room(self) -> int:
        """Return how many faces fit."""
        return max(1, min(FACES, (self.width() - 2 * PADDING + GAP) // (WIDTH + GAP)))

    # what happens to it

    def _say(self, faces: Sequence[str], answer: Answer) -> None:
        """Write an answer about these faces, which are in one row."""
        read = self._read
        if not faces or read is None:
            return
        is_child = faces[0] in {part.face_ids[0] for part in read.child}
        question = about_child(read.person, read.child) if is_child else self._question()
        # A rejected face fades. An accepted one is replaced at once, unless others still fade.
        if answer is Answer.NO or self._is_fading:
            for face in (*self.faces, *self.times):
                face.fade([face_id for face_id in face.shown if face_id in faces])
        self._act.answer(question, tuple(faces), answer)

    def _on_answered(self, face_id: str, answer: Answer) -> None:
        self._say([face_id], answer)

    def _on_accept(self) -> None:
        """Accept the likely faces that were not answered yet."""
        likely = self._likely()
        self._say([one for face in self.faces for one in face.staying if one in likely], Answer.YES)

    def _on_accept_times(self) -> None:
        """Accept what may be the same child and was not answered yet."""
        self._say([one for face in self.times for one in face.staying], Answer.YES)

    def _on_opened(self, face_id: str) -> None:
        covers = [part.face_ids[0] for part in self._parts()]
        among = covers if face_id in covers else self.shown
        PhotoView(self._context, face_id, among=among, parent=self).open()

    def _on_menu(self, face_id: str, at: QPoint) -> None:
        menu = controls.passing_menu(self)
        show = partial(self._on_opened, face_id)
        self._context.menu_links.from_face(menu, face_id, photo=show, here=self._person_id)
        menu.popup(at)

    def _on_review(self) -> None:
        if self._person_id is not None:
            self.review_wanted.emit(self._person_id)

    def _on_faded(self) -> None:
        self._show_read(at_once=False)

    def _on_questions(self) -> None:
        page = self.parentWidget()
        self._show_read(at_once=page is None or not page.isVisible())

    def _move(self, *, appears: bool) -> None:
        """Slide the card in or out; the page below makes room for it."""
        self._motion.stop()
        self._motion.setDuration(theme.motion_ms())
        self._motion.setStartValue(0 if appears else self.height())
        self._motion.setEndValue(self.sizeHint().height() if appears else 0)
        if appears:
            self.setMaximumHeight(0)
            self.show()
        self._motion.start()

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

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PADDING, 10, 8, 12)
        whole.setSpacing(8 - OUTSIDE)
        buttons = (self.accept, self.less_likely, self.review)
        whole.addLayout(row(OUTSIDE, self._title, self._caption, None, *buttons))
        whole.addLayout(row(*self.faces, None, spacing=GAP))
        whole.addWidget(self._child)

    def _make_child_row(self) -> QWidget:
        """Return the row about the same child, with its heading."""
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, OUTSIDE, 0, 0)
        rows.setSpacing(8 - OUTSIDE)
        title = label(self.tr("The same child?"), "strong")
        about = label(self.tr("oldest photo first"), "caption", tone="muted")
        rows.addLayout(row(OUTSIDE, title, about, None, self.accept_times, 6))
        rows.addLayout(row(*self.times, None, spacing=GAP))
        return made
