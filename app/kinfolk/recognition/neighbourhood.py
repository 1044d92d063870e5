"""Find the part of a large library that grouping new faces needs: free faces, and people near."""

from collections.abc import Collection, Sequence

import numpy as np

from kinfolk.recognition.constraints import NOBODY, births_of_children
from kinfolk.recognition.gallery import Gallery
from kinfolk.recognition.grouping import Situation
from kinfolk.recognition.person_distance import EXEMPLARS, PersonDistance
from kinfolk.vision.arrays import Bools, Ints
from kinfolk.vision.group import ALONE
from kinfolk.vision.index import Index

# The nearest neighbours of each free face are looked at, and theirs, until there are so many free
# faces. Of a hundred thousand synthetic faces 99 % are then assigned as if all were grouped, the
# others to no one: with more it is no better, and takes longer.
NEIGHBOURS_EACH, MAX_FREE_FACES = 8, 16
# All exemplars of a person count, unless that makes more than so many for each free face, or more
# altogether than can be linked in a few seconds: then fewer do, but never less than the least.
EXEMPLARS_PER_FACE, MAX_EXEMPLARS, MIN_EXEMPLARS = 200, 50_000, 4


class Neighbourhood:
    """Find the free faces and the people near given faces."""

    def __init__(self, gallery: Gallery, index: Index, person_distance: PersonDistance) -> None:
        self._gallery = gallery
        self._index = index
        self._person_distance = person_distance

    def of(
        self, library_id: str, rows: Ints, *, provisional: Collection[str], same: float
    ) -> Situation:
        """Return what the assignment of these faces depends on, without those of other libraries.

        That is the free faces near them (no one's, or of `provisional` groups), and people near all
        of these, by some of their exemplars. `same` is the engine's own, see `vision.group`.
        """
        gallery = self._gallery
        moves = np.zeros(len(gallery.number_of) + 1, np.bool_)  # the last for No one, -1
        moves[[gallery.number(who) for who in provisional] + [NOBODY]] = True
        here = gallery.is_there & (gallery.library == gallery.library_number(library_id))
        stays = here & ~moves[gallery.person]
        free = self._reached(rows, here & gallery.is_detected & gallery.is_shown & ~stays, same)
        people = np.unique(gallery.person[self._near(free, stays, same)]).tolist()
        room = min(EXEMPLARS_PER_FACE * len(free), MAX_EXEMPLARS)
        each = int(np.clip(room // max(1, len(people)), MIN_EXEMPLARS, EXEMPLARS))
        known = [spread(self._person_distance.exemplars(who), each) for who in people]
        return self._situation(free, people, known, set(provisional))

    def _reached(self, rows: Ints, among: Bools, least: float) -> Ints:
        """Return the free faces among the rows, and those near them, neighbour by neighbour."""
        fresh = free = np.unique(rows[among[rows]])
        while len(fresh) and len(free) <= MAX_FREE_FACES:
            fresh = np.setdiff1d(self._near(fresh, among, least), free)
            free = np.union1d(free, fresh)
        return free

    def _near(self, rows: Ints, among: Bools, least: float) -> Ints:
        """Return the rows in `among` nearest to these, with a similarity of at least `least`."""
        if not len(rows):
            return rows
        near, _ = self._index.nearest(
            self._gallery.vectors[rows], NEIGHBOURS_EACH, among, least=least
        )
        return np.unique(near[near >= 0])

    def _situation(
        self, free: Ints, people: Sequence[int], known: Sequence[Ints], provisional: set[str]
    ) -> Situation:
        """Return free faces and the exemplars of people as grouping takes them."""
        gallery = self._gallery
        rows = np.concatenate((free, *known))
        numbers = np.repeat(np.arange(len(people)), [len(theirs) for theirs in known])
        owners = [gallery.someone.get(who) for who in gallery.person[rows].tolist()]
        return Situation(
            face_ids=[gallery.face_ids[row] for row in rows.tolist()],
            vectors=gallery.vectors[rows],
            photos=gallery.photo[rows].tolist(),
            qualities=gallery.quality[rows].tolist(),
            people=[owner.id if owner else None for owner in owners],
            assigned=[ALONE] * len(free) + numbers.tolist(),
            numbers=[gallery.someone[who].id for who in people],
            rejected=self._forbidden(free, people),
            births=births_of_children(gallery.births(rows), gallery.age[rows]),
            provisional=provisional,
        )

    def _forbidden(self, free: Ints, people: Sequence[int]) -> list[tuple[int, int]]:
        """Return cannot-link pairs: (position among the free faces, position among the people)."""
        faces = self._gallery.faces(free)
        return [
            (position, number)
            for number, who in enumerate(people)
            for position in faces.forbidden(self._gallery.facts(who)).tolist()
        ]


def spread(rows: Ints, count: int) -> Ints:
    """Return at most about `count` of the rows, evenly spaced."""
    return rows[:: max(1, len(rows) // count)]
