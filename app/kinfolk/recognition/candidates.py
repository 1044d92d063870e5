"""Which people and faces may be suggested to each other, by all that is known but their looks."""

from collections.abc import Iterable

import numpy as np

from kinfolk.errors import NotFound
from kinfolk.recognition.constraints import NOBODY
from kinfolk.recognition.gallery import Gallery
from kinfolk.vision.arrays import Bools, Ints


class Candidates:
    """Find the people and faces of a gallery that count; people by number, faces by row."""

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._kinds = np.zeros((3, 0), np.bool_)  # (is there, is named, is hidden) × people
        self.note(gallery.number_of)

    def note(self, person_ids: Iterable[str]) -> None:
        """Note whether these people exist, have a name, and are hidden."""
        more = len(self._gallery.number_of) - self._kinds.shape[1]
        self._kinds = np.pad(self._kinds, ((0, 0), (0, more)))
        for number in map(self._gallery.number_of.__getitem__, person_ids):
            who = self._gallery.someone.get(number)
            self._kinds[:, number] = (True, who.is_named, who.is_hidden) if who else False

    def number(self, person_id: str) -> int:
        """Return the person's number in the gallery; NotFound if there is no such person."""
        number = self._gallery.number_of.get(person_id, NOBODY)
        if number not in self._gallery.someone:
            raise NotFound("There is no person {person_id!r}.", person_id=person_id)
        return number

    def row(self, face_id: str) -> int | None:
        row = self._gallery.face_ids.row(face_id)
        return row if row is not None and self._gallery.is_there[row] else None

    def rows(self, face_ids: Iterable[str]) -> dict[str, int]:
        """Return the row of each of these faces that has one, by face id."""
        return {each: row for each in face_ids if (row := self.row(each)) is not None}

    def people(self, *, named: bool | None = None, hidden: bool | None = False) -> Bools:
        """Return a mask of people by number, as `named` and `hidden` say; None is for both."""
        self.note(())  # an answer may have given someone a number since: the masks grow
        there, is_named, is_hidden = self._kinds
        chosen: Bools = there.copy()
        if named is not None:
            chosen &= is_named == named
        if hidden is not None:
            chosen &= is_hidden == hidden
        return chosen

    def faces_of(self, people: Bools, *, nobody: bool) -> Bools:
        """Return a mask of the rows that belong to these people, and with `nobody` to no one."""
        chosen = np.append(people, nobody)  # NOBODY is the last one
        mask: Bools = self._gallery.is_there & chosen[self._gallery.person]
        return mask

    def free(self, me: int = NOBODY) -> Bools:
        """Return a mask of the faces that may be suggested to people other than `me`.

        They belong to no one, or to unnamed groups that are not hidden. Faces that are not in the
        current picture of their photo are left out, because the user could not see them there.
        """
        theirs = self.faces_of(without(self.people(named=False), me), nobody=True)
        free: Bools = theirs & self._gallery.is_shown
        return free

    def allowed(self, rows: Ints, who: int) -> Bools:
        """Return which faces are in the person's library and not forbidden to be the person's."""
        gallery = self._gallery
        library = gallery.library_number(gallery.someone[who].library_id)
        allowed: Bools = gallery.library[rows] == library
        allowed[gallery.faces(rows).forbidden(gallery.facts(who))] = False
        return allowed

    def may_be_one(self, one: int, other: int) -> bool:
        """Return whether two people may be one: no constraint forbids their faces to each other."""
        if one == other:
            return False
        pairs = ((one, other), (other, one))
        return all(
            bool(self.allowed(self._gallery.rows_of(mine), theirs).all()) for mine, theirs in pairs
        )


def without(people: Bools, number: int) -> Bools:
    """Return the mask of people with one person removed, unless `number` is NOBODY."""
    if number != NOBODY:
        people[number] = False
    return people
