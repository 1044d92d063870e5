"""What the user says about faces that scans have added, each written as one undo step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.people import new_faces, review
from kinfolk.core.people.concurrent_decisions import Seen, SeenFaces
from kinfolk.core.people.people import Person
from kinfolk.core.people.review import Answer
from kinfolk.gui.base import words
from kinfolk.gui.base.ops import Ops
from kinfolk.recognition.new_faces import NewFacesOf

_tr = partial(QCoreApplication.translate, "new faces")


@dataclass(frozen=True)
class NewFacesVerdict:
    """Hold what is written about faces, whom the screen showed, and the message."""

    faces: Sequence[str]
    work: Callable[[Session], object]
    action: Action
    about: Sequence[Seen]
    toast: str
    wrong: Sequence[str] = ()  # those of the faces that were removed

    def write(
        self, ops: Ops, owner: QObject, *, done: Callable[[], None], back: Callable[[], None]
    ) -> None:
        """Write it; then call `done`, or `back` if it failed, while `owner` lives.

        A failure is also reported to the user.
        """
        ops.run(
            self.work,
            self.action,
            about=self.about,
            owner=owner,
            toast=self.toast,
            done=lambda _: done(),
            back=back,
        )


def confirm(right: Sequence[NewFacesOf]) -> NewFacesVerdict:
    """Return the verdict that these new faces belong to their people."""
    said = {one.person.id: one.face_ids for one in right}
    faces = [face_id for one in right for face_id in one.face_ids]
    if len(right) == 1:
        action = Action.of(Act.CONFIRM, faces=len(faces), name=right[0].person.name)
        whose = right[0].person.name or ""
    else:
        action = Action.of(Act.CONFIRM, faces=len(faces), people=len(right))
        whose = words.people(len(right))
    return NewFacesVerdict(
        faces,
        lambda session: new_faces.confirm(session, said),
        action,
        [one.person for one in right],
        _tr("{} of {} confirmed").format(words.faces(len(faces)), whose),
    )


def take_out(face_ids: Sequence[str], person: Person) -> NewFacesVerdict:
    """Return that these faces are not the person's; no scan will add them again."""
    return NewFacesVerdict(
        face_ids,
        lambda session: review.answer_faces(session, face_ids, person.id, Answer.NO),
        Action.of(Act.NOT_THEIRS, faces=len(face_ids), name=person.name),
        [person, SeenFaces(face_ids)],
        _tr("Removed from {}: {}").format(person.name, words.faces(len(face_ids))),
        face_ids,
    )


def look_over(new: NewFacesOf, right: Sequence[str], wrong: Sequence[str]) -> NewFacesVerdict:
    """Return that some of a person's new faces are theirs and others are not."""
    person = new.person
    if not wrong:
        return confirm([replace(new, face_ids=tuple(right))])
    if not right:
        return take_out(wrong, person)
    what, out = words.faces(len(right)), words.number_text(len(wrong))
    return NewFacesVerdict(
        [*right, *wrong],
        lambda session: new_faces.look_over(session, person.id, right, wrong),
        Action.of(Act.CONFIRM, faces=len(right), out=len(wrong), name=person.name),
        [person, SeenFaces(wrong)],
        _tr("{} of {} confirmed, {} removed").format(what, person.name, out),
        wrong,
    )
