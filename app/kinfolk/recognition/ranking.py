"""Who comes into question, in which order: the rules of suggestions over a gallery."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from kinfolk.errors import NotFound
from kinfolk.recognition.bands import Band, Bands, Candidate, Pair, Suggestion
from kinfolk.recognition.constraints import NOBODY, one_a_photo
from kinfolk.recognition.gallery import Gallery, News
from kinfolk.recognition.grouping import Situation
from kinfolk.recognition.neighbourhood import Vicinity, spread
from kinfolk.recognition.resemblance import Resemblance
from kinfolk.vision.group import TEACHES
from kinfolk.vision.index import Index, near

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# A person's faces from which others are sought, and how many are looked at around each.
ASKING, NEIGHBOURS = 32, 64
# Faces of people looked at around a face, to know who comes into question.
AROUND = 16
# Of so many times the pairs of people asked for, the distance is worked out face by face.
NEAR_MISSES = 4
_PAIRS = 20_000  # compared at a time


class Ranking:
    """Suggestions over one gallery; not for two threads at once."""

    def __init__(self, gallery: Gallery, index: Index, bands: Bands) -> None:
        self._gallery = gallery
        self._index = index
        self._bands = bands
        self._resemblance = Resemblance(gallery)
        self._vicinity = Vicinity(gallery, index, self._resemblance)
        self._counts: dict[str, int] | None = None
        self._kinds = np.zeros((3, 0), np.bool_)  # (is there, is named, is hidden) × people
        self._note(gallery.number_of)

    def follow(self, session: Session) -> News | None:
        """Take in what was written; what that was about. Null where all has to be read anew."""
        news = self._gallery.follow(session)
        if news:
            self._resemblance.forget({self._gallery.number(who) for who in news.people})
            if len(self._gallery) > len(self._index):
                self._index.extend(self._gallery.vectors)
            self._counts = None
            self._note(news.people)
        return news

    def for_person(self, person_id: str, limit: int) -> list[Suggestion]:
        me = self._number(person_id)
        rows, distances = self._one_a_photo(*self._faces_near(me))
        rows, distances = rows[: 2 * limit], distances[: 2 * limit]
        bands = self._banded(rows, distances, me)
        found = [
            Suggestion(self._gallery.face_ids[row], person_id, distance, band, self._group(row))
            for row, distance, band in zip(rows.tolist(), distances.tolist(), bands, strict=True)
        ]
        return sorted(found, key=lambda one: _RANKS[one.band])[:limit]

    def for_group(self, person_id: str, limit: int) -> list[Candidate]:
        group = self._number(person_id)
        rows = self._exemplars(group)
        people = [who for who in self._around(rows, named=True) if self._may_be_one(group, who)]
        return self._ranked(rows, people, limit)

    def for_face(self, face_id: str, only_named: bool, limit: int) -> list[Candidate]:
        row = self._row(face_id)
        if row is None:
            return []
        people = [
            who
            for who in self._around(np.array([row]), named=only_named)
            if who != self._gallery.person[row] and self._allowed(np.array([row]), who)[0]
        ]
        return self._ranked(np.array([row]), people, limit)

    def distance(self, face_id: str, person_id: str) -> float | None:
        row, number = self._row(face_id), self._gallery.number_of.get(person_id)
        if row is None or number is None:
            return None
        found = float(self._resemblance.distances(np.array([row]), number)[0])
        return found if np.isfinite(found) else None

    def merges(self, limit: int) -> list[Pair]:
        everybody = np.flatnonzero(self._people()).tolist()
        people = [who for who in everybody if len(self._exemplars(who))]
        found: list[Pair] = []
        for one, other in self._alike(people, NEAR_MISSES * limit):
            distance = self._apart(one, other)
            if distance <= self._bands.unlikely and self._may_be_one(one, other):
                stays, goes = sorted((one, other), key=self._standing)
                ids = self._gallery.someone[stays].id, self._gallery.someone[goes].id
                found.append(Pair(*ids, distance, self._band(distance, stays, goes)))
        return sorted(found, key=lambda pair: (pair.distance, pair.person_id))[:limit]

    def alike(self, face_ids: Collection[str]) -> list[str]:
        """Everybody who has a face to compare, whom these faces look like most first."""
        rows = [row for row in map(self._row, face_ids) if row is not None]
        everybody = np.flatnonzero(self._people(hidden=None)).tolist()
        people = [who for who in everybody if len(self._exemplars(who))]
        if not rows or not people:
            return []
        alike = self._means(people) @ self._gallery.vectors[rows].mean(axis=0)
        order = np.argsort(-alike, kind="stable").tolist()
        return [self._gallery.someone[people[place]].id for place in order]

    def vicinity(
        self, library_id: str, face_ids: Iterable[str], *, loose: Collection[str], same: float
    ) -> Situation:
        rows = [row for row in map(self._row, face_ids) if row is not None]
        return self._vicinity.of(library_id, np.array(rows, np.int64), loose=loose, same=same)

    def counts(self) -> dict[str, int]:
        if self._counts is None:
            self._counts = self._count()
        return self._counts

    def _number(self, person_id: str) -> int:
        number = self._gallery.number_of.get(person_id, NOBODY)
        if number not in self._gallery.someone:
            raise NotFound(f"There is no person {person_id!r}.")
        return number

    def _row(self, face_id: str) -> int | None:
        row = self._gallery.row_of.get(face_id)
        return row if row is not None and self._gallery.is_there[row] else None

    def _group(self, row: int) -> str | None:
        someone = self._gallery.someone.get(int(self._gallery.person[row]))
        return someone.id if someone else None

    def _faces_of(self, people: Mask, *, nobody: bool) -> Mask:
        """The faces (n,) that are there and of these people (by number), or of nobody."""
        chosen = np.append(people, nobody)  # NOBODY is the last one
        mask: Mask = self._gallery.is_there & chosen[self._gallery.person]
        return mask

    def _people(self, *, named: bool | None = None, hidden: bool | None = False) -> Mask:
        """Who is there (by number), named or not, hidden or not; null for both."""
        self._note(())  # whom only an answer names has a number, too
        there, is_named, is_hidden = self._kinds
        chosen: Mask = there.copy()
        if named is not None:
            chosen &= is_named == named
        if hidden is not None:
            chosen &= is_hidden == hidden
        return chosen

    def _note(self, person_ids: Iterable[str]) -> None:
        """Take in which kind of people these are."""
        more = len(self._gallery.number_of) - self._kinds.shape[1]
        self._kinds = np.pad(self._kinds, ((0, 0), (0, more)))
        for number in map(self._gallery.number_of.__getitem__, person_ids):
            who = self._gallery.someone.get(number)
            self._kinds[:, number] = (True, who.is_named, who.is_hidden) if who else False

    def _free(self, me: int = NOBODY) -> Mask:
        """Faces one may ask about: nobody's, and those of unnamed groups that are not hidden.

        None that its photo does not show now: nobody could look it up.
        """
        theirs = self._faces_of(_without(self._people(named=False), me), nobody=True)
        free: Mask = theirs & self._gallery.is_shown
        return free

    def _faces_near(self, me: int) -> tuple[Ints, Floats]:
        """Free faces that may be a person's, the nearest first."""
        known = spread(self._exemplars(me), ASKING)
        found, _ = self._index.nearest(self._gallery.vectors[known], NEIGHBOURS, self._free(me))
        rows = np.unique(found[found >= 0])
        rows = rows[self._allowed(rows, me)]
        distances = self._resemblance.distances(rows, me)
        order = np.argsort(distances, kind="stable")
        order = order[distances[order] <= self._bands.unlikely]
        return rows[order], distances[order]

    def _allowed(self, rows: Ints, who: int) -> Mask:
        """Where a face of the same library can be somebody's."""
        gallery = self._gallery
        library = gallery.library_number(gallery.someone[who].library_id)
        allowed: Mask = gallery.library[rows] == library
        allowed[gallery.faces(rows).forbidden(gallery.limits(who))] = False
        return allowed

    def _one_a_photo(self, rows: Ints, distances: Floats) -> tuple[Ints, Floats]:
        """The best of each photo."""
        first = one_a_photo(self._gallery.photo[rows])
        return rows[first], distances[first]

    def _banded(self, rows: Ints, distances: Floats, me: int) -> list[Band]:
        """How sure each face is: one that is nearer to somebody else is not theirs.

        Of a poor face what would be likely may be, and no more than that. One of an unnamed group
        is theirs as far as the group is.
        """
        bands = [Band.UNLIKELY] * len(rows)
        near = np.flatnonzero(distances <= self._bands.maybe)
        near = near[distances[near] <= self._nearest_other(rows[near], me)]
        apart = np.maximum(distances[near], self._of_groups(rows[near], me))
        for at, distance in zip(near.tolist(), apart.tolist(), strict=True):
            band = self._band(distance, me)
            if self._gallery.quality[rows[at]] < TEACHES:
                band = Band.MAYBE if band is Band.LIKELY else Band.UNLIKELY
            bands[at] = band
        return bands

    def _band(self, distance: float, *people: int) -> Band:
        """The band of a distance to these people; poor faces alone make nobody likelier."""
        is_known = all(map(self._is_known, people))
        return self._bands.of(distance) if is_known else Band.UNLIKELY

    def _is_known(self, number: int) -> bool:
        """Whether somebody has a clear face."""
        return bool((self._gallery.quality[self._exemplars(number)] >= TEACHES).all())

    def _of_groups(self, rows: Ints, me: int) -> Floats:
        """How far the unnamed group is that each face is in; 0 for those in none."""
        apart, owners = np.zeros(len(rows), np.float32), self._gallery.person[rows]
        for group in set(owners.tolist()) - {NOBODY}:
            apart[owners == group] = self._group_apart(group, me)
        return apart

    def _group_apart(self, group: int, me: int) -> float:
        return float(self._resemblance.distances(self._exemplars(group), me).mean())

    def _nearest_other(self, rows: Ints, me: int) -> Floats:
        """How far the nearest other named person is whose face each may be."""
        best = np.full(len(rows), np.inf, np.float32)
        others = _without(self._people(named=True, hidden=None), me)
        for who, places in self._rivals(rows, others).items():
            here = np.array(places)
            best[here] = np.minimum(best[here], self._of(rows[here], who))
        return best

    def _of(self, rows: Ints, who: int) -> Floats:
        """How far somebody is; infinite where the face is not theirs."""
        distances = self._resemblance.distances(rows, who)
        distances[~self._allowed(rows, who)] = np.inf
        return distances

    def _rivals(self, rows: Ints, people: Mask) -> dict[int, list[int]]:
        """Of these people those around each face: person → places in `rows`."""
        found: dict[int, list[int]] = defaultdict(list)
        if not len(rows):
            return found
        known = self._faces_of(people, nobody=False)
        vectors, least = self._gallery.vectors[rows], 1 - self._bands.unlikely
        nearest, _ = self._index.nearest(vectors, AROUND, known, least=least)
        owners = np.where(nearest >= 0, self._gallery.person[nearest], NOBODY)
        for place, around in enumerate(owners.tolist()):
            for who in dict.fromkeys(around):
                if who != NOBODY:
                    found[who].append(place)
        return found

    def _around(self, rows: Ints, *, named: bool) -> list[int]:
        return sorted(self._rivals(rows, self._people(named=named or None)))

    def _ranked(self, rows: Ints, people: Sequence[int], limit: int) -> list[Candidate]:
        """The people by their mean distance to the faces."""
        found = []
        for who in people:
            distance = float(self._resemblance.distances(rows, who).mean())
            if distance <= self._bands.unlikely:
                person_id = self._gallery.someone[who].id
                found.append(Candidate(person_id, distance, self._band(distance, who)))
        return sorted(found, key=lambda one: (one.distance, one.person_id))[:limit]

    def _exemplars(self, number: int) -> Ints:
        return self._resemblance.exemplars(number)

    def _alike(self, people: Sequence[int], count: int) -> list[tuple[int, int]]:
        """The pairs of people whose mean faces are most alike."""
        if len(people) < 2:
            return []
        means = self._means(people)
        found = near(means, 1 - self._bands.unlikely, np.ones(len(people), np.bool_))
        codes = np.unique(found.min(axis=1) * np.int64(len(people)) + found.max(axis=1))
        pairs = np.stack(np.divmod(codes, len(people)), axis=1)
        parts = [part.T for part in np.array_split(pairs, 1 + len(pairs) // _PAIRS)]
        alike = np.concatenate([np.einsum("ij,ij->i", means[a], means[b]) for a, b in parts])
        closest = pairs[np.argsort(-alike, kind="stable")[:count]]
        return [(people[a], people[b]) for a, b in closest.tolist()]

    def _means(self, people: Sequence[int]) -> Floats:
        """The mean face of each."""
        means = np.stack([self._gallery.vectors[self._exemplars(n)].mean(axis=0) for n in people])
        unit: Floats = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit

    def _apart(self, one: int, other: int) -> float:
        """How far two people are from each other, seen from both."""
        there = self._resemblance.distances(self._exemplars(one), other).mean()
        back = self._resemblance.distances(self._exemplars(other), one).mean()
        return float(there + back) / 2

    def _standing(self, number: int) -> tuple[bool, int, str]:
        """Who stays when two become one sorts first."""
        someone = self._gallery.someone[number]
        return not someone.is_named, -len(self._gallery.rows_of(number)), someone.id

    def _may_be_one(self, one: int, other: int) -> bool:
        """Where nothing speaks against two people being the same."""
        if one == other:
            return False
        pairs = ((one, other), (other, one))
        return all(
            bool(self._allowed(self._gallery.rows_of(mine), theirs).all()) for mine, theirs in pairs
        )

    def _count(self) -> dict[str, int]:
        """Each face nobody has named counts for the one named person it is nearest to."""
        people = self._people(named=True, hidden=None)
        rows = np.flatnonzero(self._free() & (self._gallery.quality >= TEACHES))
        best = np.full(len(rows), np.inf, np.float32)
        owner = np.full(len(rows), NOBODY)
        for who, places in sorted(self._rivals(rows, people).items()):
            here = np.array(places)
            distances = self._of(rows[here], who)
            nearer = distances < best[here]
            best[here[nearer]], owner[here[nearer]] = distances[nearer], who
        near = np.flatnonzero(best <= self._bands.likely)
        near = near[np.argsort(owner[near], kind="stable")]
        everybody, first = np.unique(owner[near], return_index=True)
        is_shown = self._people(named=True)
        counts = {}
        last = np.append(first, len(near))[1:]
        for who, low, high in zip(everybody.tolist(), first, last, strict=True):
            if is_shown[who] and self._is_known(who):
                theirs = rows[near[low:high]]
                sure = theirs[self._of_groups(theirs, who) <= self._bands.likely]
                counts[self._gallery.someone[who].id] = len(one_a_photo(self._gallery.photo[sure]))
        return {person_id: count for person_id, count in counts.items() if count}


def _without(people: Mask, number: int) -> Mask:
    if number != NOBODY:
        people[number] = False
    return people


_RANKS = {band: rank for rank, band in enumerate(Band)}
