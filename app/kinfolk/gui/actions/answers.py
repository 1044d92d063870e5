"""Answers given on the Review page and on a person's: each is one step of the history."""

from collections.abc import Callable, Sequence
from typing import assert_never

from PySide6.QtCore import QObject

from kinfolk.core import faces, review
from kinfolk.core.db.session import Session
from kinfolk.core.people import Person
from kinfolk.core.review import Answer
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.recognition.questions.question import Kind, Question


class ReviewActions(QObject):
    """What is answered leaves the questions at once, and comes back if it cannot be written."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = context.ops
        self._queue = context.review

    def answer(self, question: Question, face_ids: Sequence[str], answer: Answer) -> None:
        """About these faces, or about the whole group or pair."""
        match question.kind:
            case Kind.FACES:
                self._answer_faces(question, face_ids, answer)
            case Kind.GROUP:
                texts = self._texts(question, question.whole.face_count, answer)
                self._answer_whole(question, answer, texts)
            case Kind.PAIR:
                texts = self._pair_texts(question.person, question.whole, answer)
                self._answer_whole(question, answer, texts)
            case _:
                assert_never(question.kind)

    def give(self, question: Question, face_ids: Sequence[str], person: Person) -> None:
        """The faces asked about are somebody else's."""
        who = person.name or self.tr("a group")
        what = words.faces(len(face_ids))
        self._write(
            question,
            face_ids,
            lambda session: faces.assign(session, face_ids, person.id),
            (
                self.tr("Give {} to {}").format(what, who),
                self.tr("{} moved to {}").format(what, who),
            ),
            gone=True,
        )

    def no_faces(self, question: Question, face_ids: Sequence[str]) -> None:
        """These are no faces at all."""
        what = words.faces(len(face_ids))

        def work(session: Session) -> None:
            for face_id in face_ids:
                faces.delete(session, face_id)

        said = self.tr("{} removed. The photos stay.").format(what)
        self._write(question, face_ids, work, (self.tr("Remove {}").format(what), said), gone=True)

    def _answer_faces(self, question: Question, face_ids: Sequence[str], answer: Answer) -> None:
        person_id = question.person.id
        self._write(
            question,
            face_ids,
            lambda session: review.answer_faces(session, face_ids, person_id, answer),
            self._texts(question, len(face_ids), answer),
            gone=answer is Answer.YES,
        )

    def _answer_whole(self, question: Question, answer: Answer, texts: tuple[str, str]) -> None:
        person, other = question.person, question.whole
        self._write(
            question,
            (),
            lambda session: review.answer_pair(session, person.id, other.id, answer),
            texts,
            gone=answer is Answer.YES,
        )

    def _texts(self, question: Question, number: int, answer: Answer) -> tuple[str, str]:
        """What the history calls it, and what the toast says."""
        texts = {
            Answer.YES: (self.tr("Give {0} to {1}"), self.tr("{0} moved to {1}")),
            Answer.NO: (self.tr("Not {1}: {0}"), self.tr("Not {1}: {0}")),
            Answer.UNSURE: (self.tr("Leave open for {1}: {0}"), self.tr("{0} left open for {1}")),
        }
        label, said = texts[answer]
        what, who = words.faces(number), question.person.name
        return label.format(what, who), said.format(what, who)

    def _pair_texts(self, person: Person, other: Person, answer: Answer) -> tuple[str, str]:
        texts = {
            Answer.YES: (self.tr("Merge {0} into {1}"), self.tr("{0} is part of {1} now")),
            Answer.NO: (self.tr("Tell {0} and {1} apart"), self.tr("{0} and {1} are not the same")),
            Answer.UNSURE: (self.tr("Leave {0} and {1} open"), self.tr("{0} and {1} left open")),
        }
        label, said = texts[answer]
        return label.format(other.name, person.name), said.format(other.name, person.name)

    def _write(
        self,
        question: Question,
        face_ids: Sequence[str],
        work: Callable[[Session], object],
        texts: tuple[str, str],
        *,
        gone: bool,
    ) -> None:
        release = self._queue.answered(question, face_ids, gone=gone)

        def failed(error: Exception) -> None:
            release(False)
            self._ops.refused.emit(error)

        label, said = texts
        self._ops.run(
            work, label, owner=self, said=said, done=lambda _: release(True), failed=failed
        )
