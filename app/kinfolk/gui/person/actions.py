"""What the person page does besides what the wall does."""

from collections.abc import Sequence
from dataclasses import replace

from kinfolk.core import people, review
from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth
from kinfolk.core.people import Person
from kinfolk.core.person_fields import UNCHANGED
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.recognition.conflicts import Shared


class PersonActions(PeopleActions):
    """Each is undone as a whole; the toast says what happened."""

    def leave_twice(self, person: Person, photos: Sequence[Shared]) -> None:
        """They may be twice in these photos: a mirror, a collage."""
        face_ids = [face_id for photo in photos for face_id in photo.face_ids]
        text = self.tr("{} may appear twice in {}")
        self._ops.run(
            lambda session: review.may_be_twice(session, person.id, face_ids),
            Action.of(Act.MAY_BE_TWICE, photos=len(photos), name=person.name),
            toast=text.format(words.capital(self.called([person])), words.photos(len(photos))),
        )

    def set_birth_date(self, person: Person, born: Birth | None) -> None:
        """Another birth date, or none."""
        who = self.called([person])
        self._ops.run(
            lambda session: people.update(session, person.id, replace(UNCHANGED, birth_date=born)),
            Action.of(Act.CHANGE_BIRTH_DATE, name=person.name),
            about=[person],
            toast=words.capital(self.tr("{}’s birth date changed").format(who)),
        )

    def clear_name(self, person: Person) -> None:
        """The person becomes a group without a name again."""
        self._ops.run(
            lambda session: people.update(session, person.id, replace(UNCHANGED, name=None)),
            Action.of(Act.CLEAR_NAME, name=person.name),
            about=[person],
            toast=self.tr("{} is now unnamed").format(person.name),
        )
