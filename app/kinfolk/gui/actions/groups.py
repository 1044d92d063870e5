"""What can be done in the sheet "Look closer"; each action is one undo step."""

from collections.abc import Callable, Collection, Sequence

from kinfolk.core.actions import Act, Action
from kinfolk.core.people import naming, review
from kinfolk.core.people.concurrent_decisions import about_merge
from kinfolk.core.people.naming import Shown
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import PersonChanges
from kinfolk.errors import AppError
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.recognition.likeness import Halves

Done = Callable[[], None]
Failed = Callable[[AppError], None]


class GroupActions(PeopleActions):
    """Write the actions; the caller waits for `done`, and says itself what has `failed`."""

    def take_out(self, group: Person, out: Sequence[str], *, done: Done, failed: Failed) -> None:
        """Take these faces out of the group; they do not come back to it."""
        what = words.faces(len(out))
        self._ops.run(
            lambda session: naming.take_out(session, group.id, out),
            Action.of(Act.TAKE_AWAY, faces=len(out)),
            about=[group],
            owner=self,
            toast=self.tr("{} moved to Unnamed").format(what),
            done=lambda _: done(),
            failed=failed,
        )

    def join(
        self,
        group: Shown,
        other: Person,
        *,
        without: Collection[str],
        kept: PersonChanges,
        done: Done,
        failed: Failed,
    ) -> None:
        """Merge the group, `without` the faces taken out of it, into a person or group."""
        self._ops.run(
            lambda session: naming.give_to(session, group, other.id, without=without, kept=kept),
            Action.of(Act.MERGE, groups=1, into=other.name),
            about=about_merge(other),
            owner=self,
            toast=words.moved(len(group.face_ids), other.name),
            done=lambda _: done(),
            failed=failed,
        )

    def split(
        self,
        person: Person,
        halves: Halves,
        *,
        done: Done = lambda: None,
        failed: Failed | None = None,
    ) -> None:
        """Split a person: the first half stays, the other becomes a group of its own.

        Without `failed` the window reports an error.
        """
        stays, goes = halves.one, halves.other
        one = "%Ln face moved to a new group"
        self._ops.run(
            lambda session: review.split(session, person.id, stays=stays, goes=goes),
            Action.of(Act.SPLIT, faces=len(goes), name=person.name),
            about=[person],
            owner=self,
            toast=words.count(len(goes), one, "%Ln faces moved to a new group"),
            done=lambda _: done(),
            failed=failed,
        )
