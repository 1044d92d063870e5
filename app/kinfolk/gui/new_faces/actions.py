"""Answers about faces that scans have added; each is one undo step."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from kinfolk.core import new_faces, review
from kinfolk.core.actions import Act, Action
from kinfolk.core.concurrent_decisions import SeenFaces
from kinfolk.core.people import Person
from kinfolk.core.review import Answer
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.recognition.new_faces import NewFacesOf


class NewFacesActions(QObject):
    """Writes the answers; `done` or `failed` is called once that has ended."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = context.ops

    def confirm(
        self, right: Sequence[NewFacesOf], *, done: Callable[[], None], failed: Callable[[], None]
    ) -> None:
        """Confirm these faces of one or several people, as one step."""
        said = {one.person.id: one.face_ids for one in right}
        number = sum(map(len, said.values()))
        if len(right) == 1:
            action = Action.of(Act.CONFIRM, faces=number, name=right[0].person.name)
            whose = right[0].person.name or ""
        else:
            action = Action.of(Act.CONFIRM, faces=number, people=len(right))
            whose = words.people(len(right))
        self._ops.run(
            lambda session: new_faces.confirm(session, said),
            action,
            about=[one.person for one in right],
            owner=self,
            toast=self.tr("{} of {} confirmed").format(words.faces(number), whose),
            done=lambda _: done(),
            failed=lambda error: self._refused(error, action, failed),
        )

    def take_out(
        self,
        face_ids: Sequence[str],
        person: Person,
        *,
        done: Callable[[], None],
        failed: Callable[[], None],
    ) -> None:
        """Take these faces away from the person; no scan will add them again."""
        what = words.faces(len(face_ids))
        action = Action.of(Act.NOT_THEIRS, faces=len(face_ids), name=person.name)
        self._ops.run(
            lambda session: review.answer_faces(session, face_ids, person.id, Answer.NO),
            action,
            about=[person, SeenFaces(face_ids)],
            owner=self,
            toast=self.tr("Removed from {}: {}").format(person.name, what),
            done=lambda _: done(),
            failed=lambda error: self._refused(error, action, failed),
        )

    def look_over(
        self,
        arrived: NewFacesOf,
        right: Sequence[str],
        wrong: Sequence[str],
        *,
        done: Callable[[], None],
        failed: Callable[[], None],
    ) -> None:
        """Confirm some of a person's faces and take others away, as one step."""
        person = arrived.person
        if not wrong:
            self.confirm([replace(arrived, face_ids=tuple(right))], done=done, failed=failed)
            return
        if not right:
            self.take_out(wrong, person, done=done, failed=failed)
            return
        action = Action.of(Act.CONFIRM, faces=len(right), out=len(wrong), name=person.name)
        text = self.tr("{} of {} confirmed, {} removed")
        what = words.faces(len(right))
        self._ops.run(
            lambda session: new_faces.look_over(session, person.id, right, wrong),
            action,
            about=[person, SeenFaces(wrong)],
            owner=self,
            toast=text.format(what, person.name, words.number_text(len(wrong))),
            done=lambda _: done(),
            failed=lambda error: self._refused(error, action, failed),
        )

    def _refused(self, error: AppError, action: Action, failed: Callable[[], None]) -> None:
        """Report an error after `failed` was called."""
        failed()
        self._ops.refuse(error, action)
