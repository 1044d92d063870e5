"""Faces that may move and what they may join: a large library is not grouped for one photo."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from kinfolk.recognition.constraints import NOBODY
from kinfolk.recognition.gallery import Gallery
from kinfolk.recognition.grouping import Situation
from kinfolk.recognition.resemblance import EXEMPLARS, Resemblance
from kinfolk.vision.group import ALONE
from kinfolk.vision.index import Index

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Faces looked at around each one; from face to face it goes on until there are so many. Of 100,000
# synthetic faces 99 % then find the same place as among all of them, the others none: with more
# they are not nearer to that, and take longer.
AROUND, REACH = 8, 16
# People are there with all faces they are known by, or with fewer where these would be more than
# so many for each face that may move, or more than can be linked in a few seconds.
BESIDE, MOST, FEWEST = 200, 50_000, 4


class Vicinity:
    """Finds around which faces and people others lie."""

    def __init__(self, gallery: Gallery, index: Index, resemblance: Resemblance) -> None:
        self._gallery = gallery
        self._index = index
        self._resemblance = resemblance

    def of(self, library_id: str, rows: Ints, *, loose: Collection[str], same: float) -> Situation:
        """What placing those of the faces that are of the library depends on.

        Around those that may move there are others that may, and people who stay as they are: all
        but the `loose` ones. `same` is the engine's own, see `vision.group`.
        """
        gallery = self._gallery
        moves = np.zeros(len(gallery.number_of) + 1, np.bool_)  # people, and NOBODY
        moves[[gallery.number(who) for who in loose] + [NOBODY]] = True
        here = gallery.is_there & (gallery.library == gallery.library_number(library_id))
        stays = here & ~moves[gallery.person]
        free = self._reached(rows, here & gallery.is_found & gallery.is_shown & ~stays, same)
        people = np.unique(gallery.person[self._near(free, stays, same)]).tolist()
        room = min(BESIDE * len(free), MOST)
        each = int(np.clip(room // max(1, len(people)), FEWEST, EXEMPLARS))
        known = [spread(self._resemblance.exemplars(who), each) for who in people]
        return self._situation(free, people, known, set(loose))

    def _reached(self, rows: Ints, among: Mask, least: float) -> Ints:
        """Those of the rows that may move, and what lies around them."""
        fresh = free = np.unique(rows[among[rows]])
        while len(fresh) and len(free) <= REACH:
            fresh = np.setdiff1d(self._near(fresh, among, least), free)
            free = np.union1d(free, fresh)
        return free

    def _near(self, rows: Ints, among: Mask, least: float) -> Ints:
        if not len(rows):
            return rows
        near, _ = self._index.nearest(self._gallery.vectors[rows], AROUND, among, least=least)
        return np.unique(near[near >= 0])

    def _situation(
        self, free: Ints, people: Sequence[int], known: Sequence[Ints], loose: set[str]
    ) -> Situation:
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
            placed=[ALONE] * len(free) + numbers.tolist(),
            numbers=[gallery.someone[who].id for who in people],
            rejected=self._forbidden(free, people),
            loose=loose,
        )

    def _forbidden(self, free: Ints, people: Sequence[int]) -> list[tuple[int, int]]:
        """Which faces cannot be whose: (place among the free ones, place among the people)."""
        faces = self._gallery.faces(free)
        return [
            (place, number)
            for number, who in enumerate(people)
            for place in faces.forbidden(self._gallery.limits(who)).tolist()
        ]


def spread(rows: Ints, count: int) -> Ints:
    """At most about `count` of the rows, evenly."""
    return rows[:: max(1, len(rows) // count)]
