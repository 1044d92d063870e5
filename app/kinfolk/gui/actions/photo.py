"""What can be done with the faces of a photo; each action is one undo step."""

from collections.abc import Callable

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.faces import crops, faces, presence
from kinfolk.core.faces.faces import Box, Face
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import SeenFaces
from kinfolk.core.people.people import Person
from kinfolk.core.photos.photos import Asset
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words


class PhotoActions(PeopleActions):
    """Write the actions of the photo view.

    A name given to one face of a group is about that face only: whose the others are stays open.
    """

    def give_new(self, face: Face, was: Person | None, name: str) -> None:
        def work(session: Session) -> None:
            made = people.create(session, name=name, library_id=face.library_id)
            new = people.only_new(session, made)
            faces.assign(session, [face.id], new.id, is_split=False)

        toast, action = self.tr("Named {}").format(name), Action.of(Act.NEW_PERSON, name=name)
        self._ops.run(work, action, about=[SeenFaces([face.id], [was] if was else [])], toast=toast)

    def add_present(self, photo: Asset, person: Person) -> None:
        """Note that a person is in the photo without a visible face."""
        self._ops.run(
            lambda session: presence.add(session, photo.id, person.id),
            Action.of(Act.ADD_PRESENT, name=person.name),
            about=[person],
            toast=self._is_there(person.name),
        )

    def add_new_present(self, photo: Asset, name: str) -> None:
        """Create a person who is in the photo without a visible face."""

        def work(session: Session) -> None:
            made = people.create(session, name=name, library_id=photo.library_id)
            presence.add(session, photo.id, people.only_new(session, made).id)

        self._ops.run(work, Action.of(Act.NEW_PERSON, name=name), toast=self._is_there(name))

    def take_present_out(self, photo: Asset, person: Person) -> None:
        self._ops.run(
            lambda session: presence.remove(session, photo.id, person.id),
            Action.of(Act.TAKE_PRESENT_OUT, name=person.name),
            about=[person],
            toast=words.fill(
                self.tr("{name:This group} removed from this photo"), name=person.name
            ),
        )

    def _is_there(self, name: str | None) -> str:
        """Return the message that someone is in the photo without a face."""
        return words.fill(self.tr("{name:This group} added to this photo"), name=name)

    def draw(
        self, asset_id: str, box: Box, crop: bytes, *, at: int | None, done: Callable[[str], None]
    ) -> None:
        """Save a face drawn by hand; `done(face_id)` is called once it is written.

        `crop` is its picture (JPEG); `at` the moment of a video in ms.
        """

        def work(session: Session) -> str:
            made = faces.create(session, asset_id=asset_id, box=box, timestamp_ms=at)
            crops.put(session, made.id, crop)
            return made.id

        self._ops.run(
            work, Action.of(Act.DRAW), owner=self, toast=self.tr("Face marked"), done=done
        )

    def reframe(
        self,
        face: Face,
        box: Box,
        crop: bytes,
        person: Person | None,
        *,
        done: Callable[[str], None],
    ) -> None:
        """Save another box for a face, which gets another id; `done(face_id)` is told that."""

        def work(session: Session) -> str:
            made = faces.reframe(session, face.id, box)
            crops.put(session, made.id, crop)
            return made.id

        self._ops.run(
            work,
            Action.of(Act.REFRAME, name=person.name if person else None),
            owner=self,
            toast=self.tr("Frame moved"),
            done=done,
        )
