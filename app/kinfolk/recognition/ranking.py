"""Decide which faces, people and pairs are suggested, and in which order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from sqlmodel import Session

from kinfolk.recognition import childhood
from kinfolk.recognition.candidates import Candidates, without
from kinfolk.recognition.constraints import NOBODY, YEAR, one_a_photo, shares_picture
from kinfolk.recognition.gallery import Gallery, GalleryChanges
from kinfolk.recognition.grouping import Situation
from kinfolk.recognition.likeness import Halves, by_doubt, leaning
from kinfolk.recognition.neighbourhood import Neighbourhood, spread
from kinfolk.recognition.person_distance import EXEMPLARS, PersonDistance
from kinfolk.recognition.suggestion import (
    RANKS,
    Alike,
    Certainty,
    Doubt,
    Likeness,
    OfAnotherAge,
    Pair,
    PersonCandidate,
    SameChild,
    Suggestion,
    Thresholds,
)
from kinfolk.vision.arrays import Bools, Floats, Ints
from kinfolk.vision.group import MIN_QUALITY
from kinfolk.vision.index import Index, near
from kinfolk.vision.low_quality import LOW_QUALITY_FACTOR

Found = list[Alike]

# So many of a person's exemplars are queries, each for so many neighbours.
QUERIES, NEIGHBOURS_PER_QUERY = 32, 64
# The owners of so many faces nearest to a face are candidates for it.
CANDIDATE_NEIGHBOURS = 16
# By mean vectors so many times the pairs asked for are chosen, and then measured face by face: the
# means alone put them in a rough order.
NEAR_MISSES = 4
_PAIRS = 20_000  # compared at a time


class Ranking:
    """Make suggestions over one gallery, through `Suggester.ask`: one thread at a time."""

    def __init__(self, gallery: Gallery, index: Index, thresholds: Thresholds) -> None:
        self._gallery = gallery
        self._index = index
        self._thresholds = thresholds
        self._who = Candidates(gallery)
        self._person_distance = PersonDistance(gallery)
        self._neighbourhood = Neighbourhood(gallery, index, self._person_distance)

    def follow(self, session: Session) -> GalleryChanges | None:
        """Read what has changed and return what it concerns; None if all has to be read again."""
        changed = self._gallery.follow(session)
        if changed:
            self._person_distance.forget({self._gallery.number(who) for who in changed.people})
            if len(self._gallery) > len(self._index):
                self._index.extend(self._gallery.vectors)
            self._who.note(changed.people)
        return changed

    def for_person(self, person_id: str, *, limit: int = 200) -> list[Suggestion]:
        """Return faces that may be the person's, best first, one per photo.

        The faces belong to no one or to unnamed groups.
        """
        me = self._who.number(person_id)
        rows, distances = self._faces_near(me)
        # More than asked for: the nearest ones are not always the surest.
        first = one_a_photo(self._gallery.photo[rows])[: 2 * limit]
        rows, distances = rows[first], distances[first]
        certainties = self._certainties(rows, distances, me)
        found = [
            Suggestion(
                self._gallery.face_ids[row], person_id, distance, certainty, self._group(row)
            )
            for row, distance, certainty in zip(
                rows.tolist(), distances.tolist(), certainties, strict=True
            )
        ]
        return sorted(found, key=lambda one: RANKS[one.certainty])[:limit]

    def same_child(self, person_id: str, *, limit: int = 12) -> list[SameChild]:
        """Return what may be someone, named or not, as a small child at another time, by date.

        Groups and faces of near times are preferred. Each is in photos with a date, shares no photo
        with the others, and is not nearer to anyone else with a name.
        """
        me, gallery = self._who.number(person_id), self._gallery
        known = childhood.small(gallery, gallery.rows_of(me))
        if not len(known):
            return []
        known = spread(known, EXEMPLARS)
        near = childhood.small(gallery, self._near(known, me))
        owners = gallery.person[near]
        groups = [who for who in np.unique(owners).tolist() if who != NOBODY]
        parts = [(who, gallery.rows_of(who)) for who in groups if self._who.may_be_one(me, who)]
        parts += [(NOBODY, np.array([row])) for row in near[owners == NOBODY].tolist()]
        found = []
        for who, rows in parts:
            some = childhood.small(gallery, rows)
            distance = childhood.distance(gallery, some, known)
            is_near = distance <= self._thresholds.same_child
            if is_near and distance <= self._nearest_other(some, me).mean():
                found.append((childhood.gap(gallery, some, known), distance, who, rows))
        return self._one_child(sorted(found, key=lambda one: one[:3]), limit)

    def _one_child(
        self, found: Sequence[tuple[float, float, int, Ints]], limit: int
    ) -> list[SameChild]:
        """Return the first of these groups that share no photo, ordered by date."""
        gallery, taken, chosen = self._gallery, set[int](), list[SameChild]()
        for _, distance, who, rows in found:
            photos = set(gallery.photo[rows].tolist())
            if len(chosen) < limit and taken.isdisjoint(photos):
                taken |= photos
                clearest = rows[np.argsort(-gallery.quality[rows], kind="stable")]
                face_ids = tuple(gallery.face_ids[row] for row in clearest.tolist())
                group_id = None if who == NOBODY else gallery.someone[who].id
                first = childhood.first(gallery, rows)
                chosen.append(SameChild(face_ids, distance, group_id, *first))
        return sorted(chosen, key=lambda one: (one.taken, one.face_ids))

    def children(self, *, limit: int) -> list[str]:
        """Return unnamed groups of small children in photos with a date, the largest first."""
        gallery = self._gallery
        rows = childhood.small(
            gallery, np.flatnonzero(self._who.faces_of(self._who.people(named=False), nobody=False))
        )
        numbers, sizes = np.unique(gallery.person[rows], return_counts=True)
        order = np.lexsort((numbers, -sizes))[:limit]
        return [gallery.someone[who].id for who in numbers[order].tolist()]

    def for_group(self, person_id: str, *, limit: int = 5) -> list[PersonCandidate]:
        """Return people with a name whom an unnamed group may be, the nearest first."""
        group = self._who.number(person_id)
        rows = self._exemplars(group)
        people = [who for who in self._around(rows, named=True) if self._who.may_be_one(group, who)]
        return self._ranked(rows, people, limit)

    def for_face(
        self, face_id: str, *, only_named: bool = True, limit: int = 5
    ) -> list[PersonCandidate]:
        """Return people whose face it may be, the nearest first, without its present person."""
        row = self._who.row(face_id)
        if row is None:
            return []
        people = [
            who
            for who in self._around(np.array([row]), named=only_named)
            if who != self._gallery.person[row] and self._who.allowed(np.array([row]), who)[0]
        ]
        return self._ranked(np.array([row]), people, limit)

    def distance(self, face_id: str, person_id: str) -> float | None:
        """Return the cosine distance of a face to a person; None if one of them has no vector."""
        row, number = self._who.row(face_id), self._gallery.number_of.get(person_id)
        if row is None or number is None:
            return None
        found = float(self._person_distance.distances(np.array([row]), number)[0])
        return found if np.isfinite(found) else None

    def doubts(self, person_id: str, face_ids: Collection[str]) -> list[Doubt]:
        """Return how certain it is that a person's faces are theirs, the least certain first.

        Each face is compared with the person's other faces, and with everyone else.
        """
        me = self._who.number(person_id)
        rows = np.array(list(self._who.rows(face_ids).values()), np.int64)
        distances = self._person_distance.distances_to_others(rows, me)
        poor = self._gallery.quality[rows] < MIN_QUALITY
        bounds = np.where(poor, LOW_QUALITY_FACTOR, 1.0) * self._thresholds.likely
        sure = distances <= bounds
        # Only of the near ones: looking for others who are nearer is what takes time.
        sure[sure] = distances[sure] <= self._nearest_other(rows[sure], me)
        return [
            Doubt(self._gallery.face_ids[rows[at]], float(distances[at]), not sure[at])
            for at in np.lexsort((-distances, sure)).tolist()
        ]

    def merges(self, *, limit: int = 100) -> list[Pair]:
        """Return pairs of people who may be one, the likeliest first."""
        everybody = np.flatnonzero(self._who.people()).tolist()
        people = [who for who in everybody if len(self._exemplars(who))]
        found: list[Pair] = []
        for one, other in self._most_similar(people, NEAR_MISSES * limit):
            distance = self._distance_between(one, other)
            if distance <= self._thresholds.unlikely and self._who.may_be_one(one, other):
                stays, goes = sorted((one, other), key=self._merge_order)
                ids = self._gallery.someone[stays].id, self._gallery.someone[goes].id
                found.append(Pair(*ids, distance, self._certainty(distance, stays, goes)))
        return sorted(found, key=lambda pair: (pair.distance, pair.person_id))[:limit]

    def little_alike(self, person_ids: Sequence[str]) -> list[tuple[str, str]]:
        """Return the pairs of these people whose distance is too large for any suggestion.

        People without a vector are in no pair.
        """
        known = [who for who in map(self._who.number, person_ids) if len(self._exemplars(who))]
        return [
            (self._gallery.someone[one].id, self._gallery.someone[other].id)
            for one, other in combinations(known, 2)
            if self._thresholds.likeness(self._distance_between(one, other)) is Likeness.LITTLE
        ]

    def by_similarity(self, face_ids: Collection[str]) -> list[str]:
        """Return all people who have a vector, the most similar to these faces first.

        People who are beside one of the faces in its photo come last, because they are other
        people.
        """
        rows = list(self._who.rows(face_ids).values())
        everybody = np.flatnonzero(self._who.people(hidden=None)).tolist()
        people = [who for who in everybody if len(self._exemplars(who))]
        if not rows or not people:
            return []
        alike = self._means(people) @ self._gallery.vectors[rows].mean(axis=0)
        gallery = self._gallery
        in_picture = shares_picture(gallery.photo, gallery.photo[rows])
        is_beside = np.isin(people, gallery.person[in_picture])
        order = np.lexsort((-alike, is_beside)).tolist()
        return [self._gallery.someone[people[position]].id for position in order]

    def faces_like(self, face_ids: Collection[str], *, limit: int) -> list[str]:
        """Return the faces that may be the person of these faces, the most similar first.

        It makes no difference who has them now.
        """
        rows = list(self._who.rows(face_ids).values())
        if not rows:
            return []
        gallery = self._gallery
        apart = 1 - gallery.vectors @ gallery.vectors[rows].mean(axis=0)
        others = gallery.is_there & gallery.is_shown & (apart <= self._thresholds.maybe)
        others[rows] = False
        found = np.flatnonzero(others)
        order = found[np.argsort(apart[found], kind="stable")][:limit]
        return [gallery.face_ids[row] for row in order.tolist()]

    def alike(self, person_id: str, faces: Sequence[Collection[str]], *, limit: int) -> list[Found]:
        """Return for each collection of faces the person's most similar faces, one per photo.

        Similarity is measured to the collection as a whole. Faces of the person with poor quality
        count only if the person has no others.
        """
        number = self._who.number(person_id)
        known = self._gallery.rows_of(number)
        known = known[self._gallery.is_shown[known]]
        clear = known[self._gallery.quality[known] >= MIN_QUALITY]
        known = clear if len(clear) else known
        return [self._nearest(known, each, limit) for each in faces]

    def _nearest(self, known: Ints, face_ids: Collection[str], limit: int) -> Found:
        """Return those of the rows `known` most like these faces as a whole, one per photo."""
        rows = list(self._who.rows(face_ids).values())
        if not rows:
            return []
        vectors = self._gallery.vectors
        apart = 1 - (vectors[known] @ vectors[rows].T).mean(axis=1)
        order = np.argsort(apart, kind="stable")
        order = order[one_a_photo(self._gallery.photo[known[order]])][:limit]
        likeness = self._thresholds.likeness
        return [
            Alike(self._gallery.face_ids[row], likeness(distance))
            for row, distance in zip(known[order].tolist(), apart[order].tolist(), strict=True)
        ]

    def of_another_age(self, face_ids: Collection[str]) -> dict[str, OfAnotherAge]:
        """Return, for each face, the named person who would be likely but for their age."""
        gallery, known = self._gallery, self._who.rows(face_ids)
        rows = np.array(list(known.values()), np.int64)
        best = np.full(len(rows), self._thresholds.likely, np.float32)
        found: dict[int, OfAnotherAge] = {}
        births, days = gallery.births(rows), gallery.day[rows]
        for who, positions in self._rivals(rows, self._who.people(named=True)).items():
            born, here = gallery.someone[who].born, np.array(positions)
            if born is None:
                continue
            first, last = births[here].T
            here = here[((born < first) | (born > last)) & (born <= days[here])]
            distances = self._person_distance.distances(rows[here], who)
            for at, distance in zip(here.tolist(), distances.tolist(), strict=True):
                if distance <= best[at]:
                    best[at] = distance
                    age = int((days[at] - born) / YEAR)
                    looks = max(round(float(gallery.age[rows[at]])), 0)
                    found[at] = OfAnotherAge(gallery.someone[who].id, age, looks)
        return {face_id: found[at] for at, face_id in enumerate(known) if at in found}

    def by_doubt(self, face_ids: Sequence[str]) -> list[str]:
        """Return these faces, first those that are least like all of them together.

        Faces without a vector come last.
        """
        rows = self._who.rows(face_ids)
        if not rows:
            return list(face_ids)
        seen = list(rows)
        order = by_doubt(self._gallery.vectors[list(rows.values())]).tolist()
        return [*(seen[at] for at in order), *(one for one in face_ids if one not in rows)]

    def halves(self, face_ids: Sequence[str], one: str, other: str) -> Halves:
        """Split these faces between two people, by whether each is more like `one` or `other`."""
        rest = [each for each in face_ids if each not in (one, other)]
        known = self._who.rows((one, other, *rest))
        seen, rows = list(known), list(known.values())
        if seen[:2] != [one, other]:
            return Halves((one, *rest), (other,))  # nothing to compare with
        lean = leaning(self._gallery.vectors[rows], self._gallery.photo[rows], 0, 1)
        # Without the two themselves, which stand first in any case.
        order = [seen[at] for at in np.argsort(np.abs(lean), kind="stable").tolist() if at > 1]
        is_one = dict(zip(seen, (lean >= 0).tolist(), strict=True))
        unseen = [each for each in rest if each not in is_one]
        return Halves(
            (one, *unseen, *(each for each in order if is_one[each])),
            (other, *(each for each in order if not is_one[each])),
        )

    def unlike_anybody(self, face_ids: Collection[str]) -> set[str]:
        """Return faces farther than `maybe` from all people with a name, hidden people included."""
        rows = np.array(list(self._who.rows(face_ids).values()), np.int64)
        best = self._nearest_other(rows, NOBODY)
        far = rows[best > self._thresholds.maybe]
        return {self._gallery.face_ids[row] for row in far.tolist()}

    def neighbourhood(
        self, library_id: str, face_ids: Iterable[str], *, provisional: Collection[str], same: float
    ) -> Situation:
        """Return what the assignment of these faces depends on; see `Neighbourhood.of`."""
        rows = list(self._who.rows(face_ids).values())
        return self._neighbourhood.of(
            library_id, np.array(rows, np.int64), provisional=provisional, same=same
        )

    def _group(self, row: int) -> str | None:
        someone = self._gallery.someone.get(int(self._gallery.person[row]))
        return someone.id if someone else None

    def _faces_near(self, me: int) -> tuple[Ints, Floats]:
        """Return the rows and distances of free faces that may be a person's, the nearest first."""
        rows = self._near(self._exemplars(me), me)
        distances = self._person_distance.distances(rows, me)
        order = np.argsort(distances, kind="stable")
        order = order[distances[order] <= self._thresholds.unlikely]
        return rows[order], distances[order]

    def _near(self, known: Ints, me: int) -> Ints:
        """Return the rows of free faces near some faces of a person that may be the person's."""
        queries = self._gallery.vectors[spread(known, QUERIES)]
        found, _ = self._index.nearest(queries, NEIGHBOURS_PER_QUERY, self._who.free(me))
        rows = np.unique(found[found >= 0])
        return rows[self._who.allowed(rows, me)]

    def _certainties(self, rows: Ints, distances: Floats, me: int) -> list[Certainty]:
        """Return for each face how certain it is that the face is the person's.

        A face that is nearer to another person with a name is unlikely, but if the two are siblings
        whom it is no more like than they are like each other, it may be either. A face of poor
        quality is one level less certain. A face in an unnamed group is no more certain than the
        group as a whole.
        """
        certainties = [Certainty.UNLIKELY] * len(rows)
        near = np.flatnonzero(distances <= self._thresholds.maybe)
        nearest, told = self._surely_of_others(rows[near], me)
        is_either = dict(zip(near.tolist(), (distances[near] > told).tolist(), strict=True))
        near = near[distances[near] <= nearest]
        counted = np.maximum(distances[near], self._of_groups(rows[near], me))
        for at, distance in zip(near.tolist(), counted.tolist(), strict=True):
            certainty = self._certainty(distance, me)
            if is_either[at] and certainty is Certainty.LIKELY:
                certainty = Certainty.MAYBE
            if self._gallery.quality[rows[at]] < MIN_QUALITY:
                certainty = Certainty.MAYBE if certainty is Certainty.LIKELY else Certainty.UNLIKELY
            certainties[at] = certainty
        return certainties

    def _certainty(self, distance: float, *people: int) -> Certainty:
        """Return the certainty of a distance; UNLIKELY if one of the people has no good face."""
        if not all(map(self._is_known, people)):
            return Certainty.UNLIKELY
        is_to_one_face = any(len(self._exemplars(who)) == 1 for who in people)
        return self._thresholds.of(distance, is_to_one_face=is_to_one_face)

    def _is_known(self, number: int) -> bool:
        """Return whether a person has a good face."""
        return bool((self._gallery.quality[self._exemplars(number)] >= MIN_QUALITY).all())

    def _of_groups(self, rows: Ints, me: int) -> Floats:
        """Return the distance of each face's unnamed group to a person; 0 for faces in no group."""
        distances, owners = np.zeros(len(rows), np.float32), self._gallery.person[rows]
        for group in set(owners.tolist()) - {NOBODY}:
            apart = self._person_distance.distances(self._exemplars(group), me)
            distances[owners == group] = apart.mean()
        return distances

    def _nearest_other(self, rows: Ints, me: int) -> Floats:
        """Return the distance of each face to the nearest person with a name other than `me`.

        Only people to whom no constraint forbids the face count; infinite without any.
        """
        best = np.full(len(rows), np.inf, np.float32)
        for _, here, distances in self._to_others(rows, me):
            best[here] = np.minimum(best[here], distances)
        return best

    def _surely_of_others(self, rows: Ints, me: int) -> tuple[Floats, Floats]:
        """Return for each face the distance to whose else it surely is, and the `told` of siblings.

        Like `_nearest_other`, without siblings of `me` from whom the face is not told.
        """
        best = np.full(len(rows), np.inf, np.float32)
        told = np.full(len(rows), np.inf, np.float32)
        for who, here, distances in self._to_others(rows, me):
            bound = self._person_distance.told(me, who)
            is_sure = distances <= bound
            best[here[is_sure]] = np.minimum(best[here[is_sure]], distances[is_sure])
            may_be = here[np.isfinite(distances)]
            told[may_be] = np.minimum(told[may_be], bound)
        return best, told

    def _to_others(self, rows: Ints, me: int) -> Iterator[tuple[int, Ints, Floats]]:
        """Yield people with a name other than `me`, and positions near them with distances."""
        others = without(self._who.people(named=True, hidden=None), me)
        for who, positions in self._rivals(rows, others).items():
            here = np.array(positions)
            yield who, here, self._of(rows[here], who)

    def _of(self, rows: Ints, who: int) -> Floats:
        """Return the distance of each face to a person; infinite if a constraint forbids it."""
        distances = self._person_distance.distances(rows, who)
        distances[~self._who.allowed(rows, who)] = np.inf
        return distances

    def _rivals(self, rows: Ints, people: Bools) -> dict[int, list[int]]:
        """Return by person number the positions in `rows` of faces near that person's faces.

        Only the people in the mask `people` count.
        """
        found: dict[int, list[int]] = defaultdict(list)
        if not len(rows):
            return found
        known = self._who.faces_of(people, nobody=False)
        vectors, least = self._gallery.vectors[rows], 1 - self._thresholds.unlikely
        nearest, _ = self._index.nearest(vectors, CANDIDATE_NEIGHBOURS, known, least=least)
        owners = np.where(nearest >= 0, self._gallery.person[nearest], NOBODY)
        for position, around in enumerate(owners.tolist()):
            for who in dict.fromkeys(around):
                if who != NOBODY:
                    found[who].append(position)
        return found

    def _around(self, rows: Ints, *, named: bool) -> list[int]:
        return sorted(self._rivals(rows, self._who.people(named=named or None)))

    def _ranked(self, rows: Ints, people: Sequence[int], limit: int) -> list[PersonCandidate]:
        """Return the people by their mean distance to the faces, without those too far away."""
        found = []
        for who in people:
            distance = float(self._person_distance.distances(rows, who).mean())
            if distance <= self._thresholds.unlikely:
                person_id, certainty = self._gallery.someone[who].id, self._certainty(distance, who)
                told = (self._person_distance.told(who, each) for each in people if each != who)
                if certainty is Certainty.LIKELY and distance > min(told, default=np.inf):
                    certainty = Certainty.MAYBE
                found.append(PersonCandidate(person_id, distance, certainty))
        return sorted(found, key=lambda one: (one.distance, one.person_id))[:limit]

    def _exemplars(self, number: int) -> Ints:
        return self._person_distance.exemplars(number)

    def _most_similar(self, people: Sequence[int], count: int) -> list[tuple[int, int]]:
        """Return the `count` pairs of people whose mean faces are most alike, the closest first."""
        if len(people) < 2:
            return []
        means = self._means(people)
        found = near(means, 1 - self._thresholds.unlikely, np.ones(len(people), np.bool_))
        # A pair as one number, the smaller first: each is found from both sides.
        codes = np.unique(found.min(axis=1) * np.int64(len(people)) + found.max(axis=1))
        pairs = np.stack(np.divmod(codes, len(people)), axis=1)
        parts = [part.T for part in np.array_split(pairs, 1 + len(pairs) // _PAIRS)]
        alike = np.concatenate([np.einsum("ij,ij->i", means[a], means[b]) for a, b in parts])
        closest = pairs[np.argsort(-alike, kind="stable")[:count]]
        return [(people[a], people[b]) for a, b in closest.tolist()]

    def _means(self, people: Sequence[int]) -> Floats:
        means = np.stack([self._person_distance.mean(number) for number in people])
        unit: Floats = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit

    def _distance_between(self, one: int, other: int) -> float:
        """Return the distance of two people, the mean of the distances in both directions."""
        there = self._person_distance.distances(self._exemplars(one), other).mean()
        back = self._person_distance.distances(self._exemplars(other), one).mean()
        return float(there + back) / 2

    def _merge_order(self, number: int) -> tuple[bool, int, str]:
        """Return a sort key; of two people who are merged, the one with the lower key stays."""
        someone = self._gallery.someone[number]
        return not someone.is_named, -len(self._gallery.rows_of(number)), someone.id
