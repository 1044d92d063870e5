"""Answers to suggestions, from the page Review and a person's page; each is an undo step."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.concurrent_decisions import Asked, Seen, SeenFaces, about_answer
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.recognition.questions.question import Question, QuestionKind


class ReviewActions(QObject):
    """Write answers.

    An answered question disappears at once, and returns if it was not written.
    """

    answered = Signal()  # an answer was written

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = context.ops
        self._queue = context.review

    def answer(self, question: Question, face_ids: Sequence[str], answer: Answer) -> None:
        """Answer about these faces, or about the whole group or pair if none are named."""
        person = question.person
        match question.kind:
            case QuestionKind.FACES | QuestionKind.CHILD:
                self._answer_faces(question, question.meant(face_ids), answer)
            case QuestionKind.GROUP if 0 < len(face_ids) < question.total:
                self._answer_faces(question, face_ids, answer)
            case QuestionKind.GROUP:
                number = question.total
                action = Action.of(review.ACTS[answer], faces=number, name=person.name)
                toast = self._said(person, number, answer)
                self._answer_whole(question, answer, action, toast=toast)
            case QuestionKind.PAIR:
                action = _about_pair(person, question.whole, answer)
                toast = self._said_of_pair(person, question.whole, answer)
                self._answer_whole(question, answer, action, toast=toast)
            case _:
                assert_never(question.kind)

    def give(
        self, question: Question, face_ids: Sequence[str], person: Person, since: datetime
    ) -> None:
        """Give the faces asked about to someone else; `since` is when it was asked to whom.

        This decides nothing about other faces of a group that was asked about.
        """
        face_ids, is_split = question.meant(face_ids), question.kind is not QuestionKind.GROUP
        asked = Asked(person.id, face_ids, since=since)
        self._write(
            question,
            face_ids,
            lambda session: people.give(session, person.id, face_ids, is_split=is_split),
            Action.of(Act.GIVE, faces=len(face_ids), name=person.name),
            about=[person, SeenFaces(face_ids, [person]), asked],
            toast=words.moved(len(face_ids), person.name),
            gone=True,
        )

    def give_group(self, question: Question, person: Person, since: datetime) -> None:
        """Merge the group asked about into the person that the user chose.

        `since` is when they were asked to choose: a no said after that is not overruled.
        """
        number, asked = question.total, Asked(person.id, question.faces, question.whole.id, since)
        self._write(
            question,
            (),
            lambda session: _join(session, question, person),
            Action.of(Act.GIVE, faces=number, name=person.name),
            about=[person, question.whole, asked],
            toast=words.moved(number, person.name),
            gone=True,
        )

    def no_faces(self, question: Question, face_ids: Sequence[str]) -> None:
        """Mark these faces as no faces."""
        toast = self.tr("{} removed. Your photos are unchanged.")
        self._write(
            question,
            face_ids,
            lambda session: faces.delete(session, *face_ids),
            Action.of(Act.NO_FACE, faces=len(face_ids)),
            about=[SeenFaces(face_ids)],
            toast=toast.format(words.faces(len(face_ids))),
            gone=True,
        )

    def _answer_faces(self, question: Question, face_ids: Sequence[str], answer: Answer) -> None:
        person = question.person
        self._write(
            question,
            face_ids,
            lambda session: review.answer_faces(session, face_ids, person.id, answer),
            Action.of(review.ACTS[answer], faces=len(face_ids), name=person.name),
            about=about_answer(person, face_ids, answer),
            toast=self._said(person, len(face_ids), answer),
            gone=answer is Answer.YES,
        )

    def _answer_whole(
        self, question: Question, answer: Answer, action: Action, *, toast: str
    ) -> None:
        """Answer about a whole group or pair."""
        person, other = question.person, question.whole
        about: list[Seen] = [person, other]
        if answer is Answer.YES:
            about.append(Asked(person.id, other_id=other.id))

        def work(session: Session) -> None:
            if answer is Answer.YES:
                _join(session, question, person)
            else:
                people.keep_shown(session, _shown(question))
                review.answer_pair(session, person.id, other.id, answer)

        self._write(question, (), work, action, about=about, toast=toast, gone=answer is Answer.YES)

    def _said(self, person: Person, number: int, answer: Answer) -> str:
        toast = {
            Answer.YES: self.tr("{faces} added to {name:a group}"),
            Answer.NO: self.tr("Not {name:a group}: {faces}"),
            Answer.UNSURE: self.tr("Not sure about {name:a group}: {faces}"),
        }[answer]
        return words.fill(toast, faces=words.faces(number), name=person.name)

    def _said_of_pair(self, person: Person, other: Person, answer: Answer) -> str:
        toast = {
            Answer.YES: self.tr("{0} merged into {1}"),
            Answer.NO: self.tr("{0} and {1} are different people"),
            Answer.UNSURE: self.tr("Not sure: {0} and {1}"),
        }[answer]
        return toast.format(other.name, person.name)

    def _write(
        self,
        question: Question,
        face_ids: Sequence[str],
        work: Callable[[Session], object],
        action: Action,
        *,
        about: Sequence[Seen],
        toast: str,
        gone: bool,
    ) -> None:
        """Leave the question out at once, and write."""
        release = self._queue.answered(question, face_ids, gone=gone)

        def done(_: object) -> None:
            release(True)
            self.answered.emit()

        back = partial(release, False)
        self._ops.run(work, action, about=about, owner=self, toast=toast, done=done, back=back)


def _join(session: Session, question: Question, person: Person) -> None:
    people.merge_keeping(session, person.id, [question.whole.id], UNCHANGED, _shown(question))


def _shown(question: Question) -> dict[str, Sequence[str]]:
    """Return, by group, the faces the question was about: an answer is about no others."""
    is_group = question.kind is QuestionKind.GROUP
    return {question.whole.id: question.faces} if is_group else {}


def _about_pair(person: Person, other: Person, answer: Answer) -> Action:
    if answer is Answer.YES:
        return Action.of(Act.MERGE, names=[other.name] if other.name else [], into=person.name)
    act = Act.TELL_APART if answer is Answer.NO else Act.LEAVE_PAIR_OPEN
    return Action.of(act, name=person.name, other=other.name)
