"""Actions of the person page that the wall does not have."""

from collections.abc import Sequence
from dataclasses import replace

from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth
from kinfolk.core.people import people, review
from kinfolk.core.people.concurrent_decisions import SeenBirth
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.recognition.conflicts import Shared


class PersonActions(PeopleActions):
    """Change one person; each action is one undo step and shows a message."""

    def leave_twice(self, person: Person, photos: Sequence[Shared]) -> None:
        """Accept that a person is twice in these photos, such as with a mirror or in a collage."""
        face_ids = [face_id for photo in photos for face_id in photo.face_ids]
        text = self.tr("{name:This group} may appear twice in {photos}")
        self._ops.run(
            lambda session: review.may_be_twice(session, person.id, face_ids),
            Action.of(Act.MAY_BE_TWICE, photos=len(photos), name=person.name),
            about=[person],
            toast=words.fill(text, name=person.name, photos=words.photos(len(photos))),
        )

    def set_birth_date(self, person: Person, born: Birth | None) -> None:
        """Set or remove the birth date of a person, as they were shown when it was asked for."""
        toast = self.tr("{name:This group}’s birth date changed")
        self._ops.run(
            lambda session: people.update(session, person.id, replace(UNCHANGED, birth_date=born)),
            Action.of(Act.CHANGE_BIRTH_DATE, name=person.name),
            about=[person, SeenBirth(person)],
            toast=words.fill(toast, name=person.name),
        )

    def clear_name(self, person: Person) -> None:
        """Remove the name, so that the person becomes an unnamed group again."""
        self._ops.run(
            lambda session: people.update(session, person.id, replace(UNCHANGED, name=None)),
            Action.of(Act.CLEAR_NAME, name=person.name),
            about=[person],
            toast=self.tr("{} is now unnamed").format(person.name),
        )
