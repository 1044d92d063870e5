"""The distance of faces to a person: to the nearest exemplars, those of near years first."""

import numpy as np

from kinfolk.recognition.constraints import UNDATED
from kinfolk.recognition.gallery import Gallery
from kinfolk.vision.arrays import Floats, Ints, Numbers
from kinfolk.vision.group import MIN_QUALITY
from kinfolk.vision.linkage import CLEARLY

# A person has so many exemplars at most, spread over the years.
EXEMPLARS = 64
# The distance is the mean to the nearest half of them, at most so many: on the shared photos
# better than the nearest one (a chance similarity) and than all (the years between).
NEAREST = 8
DAYS = 365.25


class PersonDistance:
    """Measure distances to people; keep their exemplars in memory until `forget`.

    `number` is a person's number in the gallery, and `rows` are row numbers of faces in it.
    """

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._exemplars: dict[int, Ints] = {}
        self._means: dict[int, Floats] = {}
        self._told: dict[tuple[int, int], float] = {}

    def forget(self, people: set[int]) -> None:
        """Drop the exemplars of people whose faces have changed."""
        for number in people:
            self._exemplars.pop(number, None)
            self._means.pop(number, None)
        self._told = {pair: it for pair, it in self._told.items() if people.isdisjoint(pair)}

    def exemplars(self, number: int) -> Ints:
        """Return the rows of a person's exemplars, as `_choose` picks them; cached."""
        if number not in self._exemplars:
            self._exemplars[number] = self._choose(self._gallery.rows_of(number))
        return self._exemplars[number]

    def mean(self, number: int) -> Floats:
        """Return the mean vector (d,) of a person's exemplars, not normalised."""
        if number not in self._means:
            self._means[number] = self._gallery.vectors[self.exemplars(number)].mean(axis=0)
        return self._means[number]

    def distances(self, rows: Ints, number: int) -> Floats:
        """Return the cosine distance (n,) of each face to a person; infinite without exemplars."""
        return self._apart(rows, self.exemplars(number), number)

    def distances_to_others(self, rows: Ints, number: int) -> Floats:
        """Return the cosine distance (n,) of a person's faces to the person's other faces."""
        others = np.setdiff1d(self._gallery.rows_of(number), rows)
        return self._apart(rows, self._choose(others), number)

    def told(self, one: int, other: int) -> float:
        """Return up to which distance a face is told from the other one; infinite for most.

        Of two who stand in one photo it must be clearly more like one than they are alike.
        """
        pair = min(one, other), max(one, other)
        if pair not in self._told:
            self._told[pair] = self._tell(*pair)
        return self._told[pair]

    def _tell(self, one: int, other: int) -> float:
        gallery = self._gallery
        mine, theirs = gallery.rows_of(one), gallery.rows_of(other)
        _, a, b = np.intersect1d(gallery.photo[mine], gallery.photo[theirs], return_indices=True)
        if not len(a):
            return np.inf
        pairs = gallery.vectors[mine[a]], gallery.vectors[theirs[b]]
        return 1 - float(np.einsum("ij,ij->i", *pairs).mean()) - CLEARLY

    def _apart(self, rows: Ints, known: Ints, number: int) -> Floats:
        """Return the distance (n,) of each face to the faces `known`; infinite without any."""
        gallery = self._gallery
        if not len(known) or not len(rows):
            return np.full(len(rows), np.inf, np.float32)
        distances = 1 - gallery.vectors[rows] @ gallery.vectors[known].T
        someone = gallery.someone.get(number)
        if someone is not None and someone.born is not None:
            distances = _near_years(distances, gallery.day[rows], gallery.day[known], someone.born)
        return nearest_half(distances)

    def _choose(self, rows: Ints) -> Ints:
        """Return exemplars among the rows: good faces spread over the years, else the best face."""
        gallery = self._gallery
        good = rows[gallery.quality[rows] >= MIN_QUALITY]
        if not len(good):
            return rows[np.argsort(-gallery.quality[rows], kind="stable")][:1]
        # Not in the order of rows, which depends on when the gallery read them.
        by_day = good[np.lexsort((gallery.vectors[good, 0], gallery.day[good]))]
        if len(by_day) <= EXEMPLARS:
            return by_day
        parts = np.array_split(by_day, EXEMPLARS)
        return np.array([part[np.argmax(gallery.quality[part])] for part in parts])


def _near_years(distances: Floats, days: Numbers, known: Numbers, born: int) -> Floats:
    """Return the distances with those to exemplars of distant years infinite, as children change.

    Where no exemplar is from a near year, all distances stay.
    """
    age = np.maximum(days - born, 0)[:, None] / DAYS
    gap = np.abs(days[:, None] - known[None]) / DAYS
    # A year for a baby, three at ten, ten at forty-five.
    is_near = (gap <= 1 + age / 5) & (known != UNDATED)[None] & (days != UNDATED)[:, None]
    # Where no exemplar is of near years all of them count.
    is_near |= ~is_near.any(axis=1, keepdims=True)
    return np.where(is_near, distances, np.inf).astype(np.float32)


def nearest_half(distances: Floats) -> Floats:
    """Return the mean of the smaller half of each row, of at most NEAREST distances.

    Infinite distances are left out.
    """
    ranked = np.sort(distances, axis=1)
    counted = np.isfinite(ranked).sum(axis=1)
    taken = np.clip((counted + 1) // 2, 1, NEAREST)
    sums = np.cumsum(np.where(np.isfinite(ranked), ranked, 0)[:, :NEAREST], axis=1)
    means: Floats = (sums[np.arange(len(sums)), taken - 1] / taken).astype(np.float32)
    return means
