"""What can be done with people and faces; each function is one undo step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from PySide6.QtCore import QObject, Signal

from kinfolk.core.actions import Act, Action, Value
from kinfolk.core.birth import Birth
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.people import concurrent_decisions, naming, people, review, strangers
from kinfolk.core.people.concurrent_decisions import (
    Asked,
    Named,
    Seen,
    SeenBirth,
    SeenFaces,
    SeenPortrait,
    about_merge,
)
from kinfolk.core.people.naming import Given
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges
from kinfolk.errors import AppError, NameTaken
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.recognition.conflicts import Shared

_NAMED = 3  # most people named in a sentence


@dataclass(frozen=True)
class _Listed:
    """Hold several people in a sentence: the first by name, and how many others there are."""

    names: list[str]
    groups: int  # number of unnamed groups, if no one is left out
    more: int  # number of people left out, if there are too many

    @classmethod
    def of(cls, chosen: Sequence[Person | Named]) -> "_Listed":
        """Choose whom to name."""
        named = [person.name for person in chosen if person.name]
        if len(named) <= _NAMED:
            return cls(named, len(chosen) - len(named), 0)
        shown = named[: _NAMED - 1]
        return cls(shown, 0, len(chosen) - len(shown))

    def arguments(self) -> dict[str, Value | None]:
        """Return the arguments of an action about these people."""
        return {"names": self.names, "groups": self.groups or None, "more": self.more or None}


class PeopleActions(QObject):
    """Change people and faces; each change is one undo step and shows a message."""

    # Ids of two people, first the one who has the name that the other was to get
    merge_wanted = Signal(list)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = context.ops
        self._portraits: dict[str, str] = {}  # by person: the face chosen last

    def rename(
        self,
        person: Person | Named,
        name: str,
        *,
        done: Callable[[], None] = lambda: None,
        taken: Callable[[NameTaken], bool] = lambda error: False,
    ) -> None:
        """Rename a person.

        If someone has the name, the window offers to merge them, unless `taken` returns that it
        was said.
        """
        action = Action.of(Act.RENAME, name=name)

        def failed(error: AppError) -> None:
            """Report the error; if the name is taken, offer to merge with its owner."""
            self._ops.renamed.pop(person.id, None)
            if not isinstance(error, NameTaken):
                self._ops.refuse(error, action)
            elif not taken(error):
                merge = self.tr("Merge into {}").format(words.short(error.name, 24))
                both = [error.person_id, person.id]
                self.offer(words.said(error.message), merge, lambda: self.merge_wanted.emit(both))

        self._ops.run(
            lambda session: people.update(session, person.id, replace(UNCHANGED, name=name)),
            action,
            about=[person],
            owner=self,
            toast=self.tr("Renamed to {}").format(name),
            done=lambda _: done(),
            failed=failed,
        )
        # From now on: this rename itself may find the one before.
        self._ops.renamed[person.id] = name

    def clear_name(self, person: Person) -> None:
        """Remove the name, so that the person becomes an unnamed group again."""
        self._ops.run(
            lambda session: people.update(session, person.id, replace(UNCHANGED, name=None)),
            Action.of(Act.CLEAR_NAME, name=person.name),
            about=[person],
            toast=self.tr("{} is now unnamed").format(person.name),
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

    def name_group(
        self,
        given: Given,
        *,
        done: Callable[[str, int | None], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Give a name to a group's faces.

        `done(person_id, step_id)` is told whose faces they are now, and the step that did it.
        """
        action = Action.of(Act.NAME, name=given.name, out=len(given.without) or None)
        toast = self.tr("Named {}").format(given.name)
        if given.joins is not None:
            faces = len(given.group.face_ids)
            action = Action.of(Act.GIVE, faces=faces, name=given.joins)
            toast = words.moved(faces, given.joins)
        self._ops.run(
            lambda session: naming.give_name(session, given),
            action,
            about=about_merge(given.whom) if given.whom else (),
            owner=self,
            toast=toast,
            done=lambda person: done(person.id, self._ops.step),
            failed=failed,
        )

    def name_faces(self, face_ids: Sequence[str], name: str, library_id: str) -> None:
        """Make a new person of these single faces."""

        def work(session: Session) -> None:
            made = people.create(session, name=name, library_id=library_id, face_ids=face_ids)
            people.only_new(session, made)

        self._ops.run(
            work,
            Action.of(Act.NAME, name=name),
            about=[SeenFaces(face_ids)],
            toast=self.tr("Named {}").format(name),
        )

    def ignore(
        self,
        *,
        groups: Mapping[str, Sequence[str]],
        faces: Sequence[str],
        unlike: Mapping[str, Sequence[str]] | None = None,
        done: Callable[[int | None], None] = lambda step_id: None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Ignore these groups and single faces.

        `groups` maps ids to the faces that were shown. `unlike` maps ids to people that the screen
        named as probable, who are ruled out. `done(step_id)` is called once it is written.
        """
        what = [words.groups(len(groups))] if groups else []
        what += [words.single_faces(len(faces))] if faces else []
        self._ops.run(
            lambda session: strangers.ignore(
                session, groups=groups, faces=faces, unlike=unlike, shown=groups
            ),
            Action.of(Act.IGNORE, groups=len(groups) or None, faces=len(faces) or None),
            owner=self,
            toast=self.tr("{} ignored").format(words.listed(what)),
            done=lambda _: done(self._ops.step),
            failed=failed,
        )

    def detach(self, face_ids: Sequence[str], person: Person) -> None:
        """Take these faces away from the person; no scan will give them back."""
        toast = self.tr("{faces} removed from {name:this group}")
        self._ops.run(
            lambda session: naming.take_out(session, person.id, face_ids),
            Action.of(Act.TAKE_AWAY, faces=len(face_ids), name=person.name),
            about=[person],
            toast=words.fill(toast, faces=words.faces(len(face_ids)), name=person.name),
        )

    def delete_faces(self, face_ids: Sequence[str], *whose: Person) -> None:
        """Mark these faces as no faces, which no scan will find again.

        `whose` are the people to whom the screen says they belong.
        """
        what = words.faces(len(face_ids))
        self._ops.run(
            lambda session: faces.delete(session, *face_ids),
            Action.of(Act.NO_FACE, faces=len(face_ids)),
            about=[SeenFaces(face_ids, whose)],
            toast=self.tr("{} removed. Your photos are unchanged.").format(what),
        )

    def take_back(self, step_id: int) -> None:
        """Undo this step, even if it is not the newest."""
        self._ops.take_back(step_id)

    def offer(self, toast: str, button: str, act: Callable[[], object]) -> None:
        self._ops.offered.emit(toast, button, act)

    def set_favorite(self, chosen: Sequence[Person], value: bool) -> None:
        """Make these people favourites, or no favourites any more."""
        act = Act.FAVORITE if value else Act.NO_FAVORITE
        added = self.tr("{who:This group} added to favourites")
        toast = added if value else self.tr("{who:This group} removed from favourites")
        self._flag(chosen, replace(UNCHANGED, is_favorite=value), act, toast)

    def set_hidden(self, chosen: Sequence[Person], value: bool) -> None:
        """Hide these people, or show them again; hidden ones are on the page Hidden only."""
        act = Act.HIDE if value else Act.SHOW
        hidden, shown = self.tr("{who:This group} hidden"), self.tr("{who:This group} shown again")
        toast = hidden if value else shown
        self._flag(chosen, replace(UNCHANGED, is_hidden=value), act, toast)

    def delete(self, chosen: Sequence[Person]) -> None:
        """Delete these people; their faces stay, without a name."""
        ids = [person.id for person in chosen]
        toast = self.tr("{who:This group} deleted. Your photos are unchanged.")
        self._ops.run(
            lambda session: people.delete(session, *ids),
            _about(Act.DELETE, chosen),
            about=chosen,
            toast=words.fill(toast, who=called(chosen)),
        )

    def merge(
        self,
        target: Person,
        others: Sequence[Person | Named],
        kept: PersonChanges,
        shown: Mapping[str, Sequence[str]],
        since: datetime,
        *,
        done: Callable[[], None] = lambda: None,
        back: Callable[[], None] | None = None,
    ) -> None:
        """Merge the others into the target; `kept` is what it takes over from them.

        `shown` maps groups among them to the faces that were shown: faces added since are left out.
        `since` is when they were shown: a “no” to a pair of them since then is not overruled.
        `back` is called if that is refused.
        """
        sources = [person.id for person in others]
        toast = self.tr("Merged {what:a group} into {into:another group}")
        ids = [target.id, *sources]
        asked = [Asked(one, other_id=other, since=since) for one, other in combinations(ids, 2)]

        self._ops.run(
            lambda session: people.merge_keeping(session, target.id, sources, kept, shown),
            Action.of(Act.MERGE, into=target.name, **_Listed.of(others).arguments()),
            about=[*about_merge(target, *others), *asked],
            toast=words.fill(toast, what=self._listed(others), into=target.name),
            done=lambda _: done(),
            back=back,
        )

    def _listed(self, chosen: Sequence[Person | Named]) -> str | None:
        """Return the people as a text: "Anna, Ben and 2 groups"; of many only the first by name.

        Returns None for one group.
        """
        listed = _Listed.of(chosen)
        if listed.more:
            more = words.count(listed.more, "%Ln more person", "%Ln more people")
            return words.listed([*listed.names, more])
        if not listed.groups:
            return words.listed(listed.names)
        if listed.groups == 1 and not listed.names:
            return None
        return words.listed([*listed.names, words.groups(listed.groups)])

    def give(  # noqa: PLR0913
        self,
        face_ids: Sequence[str],
        person: Person,
        *,
        of: str | Person | Named | None = None,
        theirs: Sequence[str] | None = None,
        since: datetime,
        is_split: bool = True,
        done: Callable[[], None] = lambda: None,
        back: Callable[[], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Give these faces to the person.

        They come from `of`: the id of an unnamed group or single face, or the person that the
        screen says they belong to. `theirs` are the faces of a receiving group as shown. `since` is
        when the user was asked whose they are, or began to drag them. Without `is_split` nothing is
        decided about the other faces of their group. If that is refused, `back` is called, or
        `failed` in place of a message.
        """
        about: list[Seen]
        if isinstance(of, str):
            about = [Asked(person.id, face_ids, of, since)]
        else:
            whose = [person, of] if of else [person]
            about = [SeenFaces(face_ids, whose), Asked(person.id, face_ids, since=since)]

        def work(session: Session) -> None:
            free = face_ids
            if isinstance(of, str):
                free = concurrent_decisions.still_free(session, face_ids, of, [person.id])
            people.give(session, person.id, free, theirs, is_split=is_split)

        self._ops.run(
            work,
            Action.of(Act.GIVE, faces=len(face_ids), name=person.name),
            about=[person, *about],
            owner=self,
            toast=words.moved(len(face_ids), person.name),
            done=lambda _: done(),
            back=back,
            failed=failed,
        )

    def make_portrait(self, face_id: str, person: Person, since: datetime | None = None) -> None:
        """Make this face the person's portrait; it is given to them if it is not theirs.

        `since` is when the user began to drag it; None if the screen showed it as theirs.
        """
        toast = self.tr("{name:This group}’s portrait changed")
        self._ops.run(
            lambda session: people.make_portrait(session, person.id, face_id),
            Action.of(Act.CHANGE_PORTRAIT, name=person.name),
            about=[
                person,
                SeenFaces([face_id], [person]),
                Asked(person.id, [face_id], since=since),
                SeenPortrait(person, [self._portraits.get(person.id), None]),
            ],
            toast=words.fill(toast, name=person.name),
        )
        self._portraits[person.id] = face_id

    def _flag(self, chosen: Sequence[Person], change: PersonChanges, act: Act, toast: str) -> None:
        changes = [(person.id, change) for person in chosen]
        self._ops.run(
            lambda session: people.bulk_update(session, changes),
            _about(act, chosen),
            about=chosen,
            toast=words.fill(toast, who=called(chosen)),
        )


def called(chosen: Sequence[Person | Named]) -> str | None:
    """Return a person's name, None for a group, or of several their number: "3 people"."""
    if len(chosen) > 1:
        return (words.groups if _are_groups(chosen) else words.people)(len(chosen))
    return chosen[0].name


def _about(act: Act, chosen: Sequence[Person]) -> Action:
    """Return the action about one person by name, or about several by their number."""
    if len(chosen) > 1 and _are_groups(chosen):
        return Action.of(act, groups=len(chosen))
    if len(chosen) > 1:
        return Action.of(act, people=len(chosen))
    return Action.of(act, name=chosen[0].name)


def _are_groups(chosen: Sequence[Person | Named]) -> bool:
    return not any(person.name for person in chosen)
