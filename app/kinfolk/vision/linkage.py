"""Cluster by average linkage on a graph of neighbours, the most similar clusters first.

For unit vectors the mean cosine similarity between two clusters is the product of their summed
vectors over both sizes, so no matrix of all pairs is ever needed. Average linkage is reducible:
clusters that are each other's nearest may all be merged in one round, which gives the same tree as
one merge at a time, and each round is a few array operations.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import cast

import numpy as np

from kinfolk.vision.arrays import Bools, Doubles, Floats, Ints, Numbers

Edges = Numbers  # (m, 2): half the memory, which these take most of
Pairs = Edges | Ints

# Edges per matrix product: bounds the memory of a round.
BLOCK = 1 << 14
# Numbers in one product of vectors, 8 MB of them: larger ones are no faster.
PRODUCT = 1 << 21
# Clusters so near to the best count as the best: a person of thousands of faces would otherwise
# take in one at a time. A hundredth of what tells two people apart.
SLACK = 0.0005
# Two single faces merge only within this share of the usual distance, as no third face supports
# them. Without it 4 of 1,000 faces are in groups of strangers (tests/bench/thresholds.py).
SINGLETON_FACTOR = 0.85
# Two who look alike and stand in one photo take in only what is so much more like them
# (docs/decisions/0135-siblings-need-more.md).
CLEARLY = 0.1
# Neighbours of a face that are compared.
MAX_NEIGHBOURS = 64


class Constraints:
    """Hold cannot-link constraints between clusters: by photo, person, rejection, birth or sibling.

    A cluster is named by the row of one of its faces. All clusters of one person share one set of
    photos, so that no photo gives a person two faces.
    """

    def __init__(
        self,
        photos: Sequence[int],
        people: Sequence[int],
        births: Doubles | None = None,
        beside: Floats | None = None,
    ) -> None:
        """Take a photo and a person (-1 for none) per face.

        `births` (n, 2) has the first and the last day on which each may have been born, or NaN. Of
        a cluster the means count, because one face may look much younger or older. `beside` (n,) is
        how alike someone is in the same photo, or NaN where no one is.
        """
        self.people = list(people)
        self.photos = [{photo} for photo in photos]
        self.rejected: dict[int, set[int]] = defaultdict(set)  # people never to be part of
        shared: dict[int, set[int]] = {}
        for row, person in enumerate(people):
            if person >= 0:
                self.photos[row] = shared.setdefault(person, set())
                self.photos[row].add(photos[row])
        # Sums of both days, and of how many faces; few rows have one.
        self.births: dict[int, tuple[float, float, int]] = {}
        if births is not None:
            for row in np.flatnonzero(~np.isnan(births[:, 0])).tolist():
                first, last = births[row].tolist()
                self.births[row] = first, last, 1
        # By cluster or person: the sum of `beside`, and of how many faces.
        self.beside: dict[int, tuple[float, int]] = {}
        if beside is not None:
            for row in np.flatnonzero(~np.isnan(beside)).tolist():
                self._note_beside(row, float(beside[row]), 1)

    def forbids(self, a: int, b: int, alike: float) -> bool:
        """Return whether something forbids two clusters that are so much alike to become one."""
        mine, theirs = self.people[a], self.people[b]
        if mine >= 0 and theirs >= 0:
            return mine != theirs
        if mine in self.rejected.get(b, ()) or theirs in self.rejected.get(a, ()):
            return True
        if not self.photos[a].isdisjoint(self.photos[b]) or self._are_apart(a, b):
            return True
        return alike <= self.needed(a, b)

    def needed(self, a: int, b: int) -> float:
        """Return how alike the two must be, because siblings stand beside one of them; 0 if none.

        Siblings count if they are in half of the photos: fewer may be mirrors, or pictures.
        """
        return max(self._needed(a), self._needed(b))

    def _needed(self, cluster: int) -> float:
        alike, count = self.beside.get(self._whose(cluster), (0.0, 0))
        is_often = 0 < len(self.photos[cluster]) <= 2 * count
        return alike / count + CLEARLY if is_often else 0.0

    def _note_beside(self, cluster: int, alike: float, count: int) -> None:
        known, more = self.beside.get(self._whose(cluster), (0.0, 0))
        self.beside[self._whose(cluster)] = known + alike, more + count

    def _whose(self, cluster: int) -> int:
        """Return the key in `beside`: all clusters of one person have the same."""
        person = self.people[cluster]
        return cluster if person < 0 else -1 - person

    def _are_apart(self, a: int, b: int) -> bool:
        """Return whether the births estimated for the two clusters exclude each other."""
        if a not in self.births or b not in self.births:
            return False
        first, last, count = self.births[a]
        other_first, other_last, others = self.births[b]
        return last / count < other_first / others or other_last / others < first / count

    def merge(self, a: int, b: int) -> None:
        """Give cluster `a` the person, photos and rejections of `b`, which is no cluster then."""
        if b in self.births:
            first, last, count = self.births[b]
            known = self.births.get(a, (0.0, 0.0, 0))
            self.births[a] = known[0] + first, known[1] + last, known[2] + count
        beside = [self.beside.pop(each, None) for each in (a, b)]
        if self.people[a] < 0 <= self.people[b]:
            self.people[a] = self.people[b]
            # The set that all clusters of the person share has to be the one that grows.
            self.photos[a], self.photos[b] = self.photos[b], self.photos[a]
        self.photos[a] |= self.photos[b]
        self.photos[b] = self.photos[a]  # `b` is not asked for again: its own set is let go
        for known_beside in filter(None, beside):
            self._note_beside(a, *known_beside)
        if b in self.rejected:
            self.rejected[a] |= self.rejected[b]


def link(
    vectors: Floats, edges: Pairs, constraints: Constraints, *, same: float, slack: float = SLACK
) -> Ints:
    """Return the cluster (n,) of each vector: the row of one vector in its cluster.

    `edges` (m, 2) are the pairs of rows that are at least `same` alike: clusters as near as that
    have such a pair. Clusters merge while their mean similarity is at least `same` (two single
    faces: more) and no constraint forbids it. An edge counts as the best of its ends when no other
    is better by more than `slack`.
    """
    count = len(vectors)
    sums, sizes, owner = vectors.astype(np.float32, copy=True), np.ones(count), np.arange(count)
    near = _distinct(edges, count)
    # Shut: a constraint forbids the merge. It is not tried again before one of the ends changes.
    similarity, is_shut = _similarity(sums, sizes, near), np.zeros(len(near), np.bool_)
    while True:
        fits = ~is_shut & _fits(
            near, similarity, sizes == 1, np.array(constraints.people), same=same
        )
        if not fits.any():
            return owner
        best = np.flatnonzero(fits)[_mutual(near[fits], similarity[fits], count, slack)]
        target = np.arange(count)
        is_shut[best[_merge(near[best], similarity[best], constraints, target)]] = True
        gone = np.flatnonzero(target != np.arange(count))
        np.add.at(sums, target[gone], sums[gone])
        np.add.at(sizes, target[gone], sizes[gone])
        owner = target[owner]
        near, similarity, is_shut = _after(
            near, similarity, is_shut, target, sums=sums, sizes=sizes
        )


def _fits(
    edges: Edges, similarity: Doubles, is_single: Bools, people: Ints, *, same: float
) -> Bools:
    """Return which edges may merge.

    Two single faces merge only if they are nearer, or of one person.
    """
    fits: Bools = similarity >= same
    pairs = np.flatnonzero(fits & is_single[edges].all(axis=1))
    whose = people[edges[pairs]]
    is_known = (whose[:, 0] == whose[:, 1]) & (whose[:, 0] >= 0)
    fits[pairs] = is_known | (1 - similarity[pairs] <= (1 - same) * SINGLETON_FACTOR)
    return fits


def _distinct(edges: Pairs, count: int) -> Edges:
    """Return each pair once, lower row first, none with itself."""
    codes = edges.min(axis=1).astype(np.int64)
    codes *= count
    codes += edges.max(axis=1)
    codes.sort()  # in place: with many rows `unique` would need several times the memory
    is_new = np.append(True, codes[1:] != codes[:-1]) if len(codes) else np.zeros(0, np.bool_)
    codes = codes[is_new & (codes % (count + 1) != 0)]  # row · count + row is one with itself
    pairs = np.empty((len(codes), 2), np.int32)
    pairs[:, 0], pairs[:, 1] = codes // count, codes % count
    return pairs


def _similarity(sums: Floats, sizes: Doubles, edges: Edges) -> Doubles:
    a, b = edges.T
    return cast(Doubles, products(sums, sums, edges) / (sizes[a] * sizes[b]))


def products(left: Floats, right: Floats, edges: Pairs) -> Doubles:
    """Return the inner product of a row of `left` with one of `right` for each edge (m, 2)."""
    found = np.empty(len(edges))
    for at in range(0, len(edges), BLOCK):
        a, b = edges[at : at + BLOCK].T
        found[at : at + BLOCK] = np.einsum("ij,ij->i", left[a], right[b])
    return found


def _mutual(edges: Edges, similarity: Doubles, count: int, slack: float) -> Ints:
    """Return the edges that are the best of both their ends, best first."""
    best = np.zeros(count)
    np.maximum.at(best, edges[:, 0], similarity)
    np.maximum.at(best, edges[:, 1], similarity)
    found = np.flatnonzero(similarity >= np.maximum(best[edges[:, 0]], best[edges[:, 1]]) - slack)
    return found[np.lexsort((edges[found, 1], edges[found, 0], -similarity[found]))]


def _merge(pairs: Edges, similarity: Doubles, constraints: Constraints, target: Ints) -> Ints:
    """Unite the pairs and note in `target` where each row went; return the forbidden pairs."""
    parent: dict[int, int] = {}
    grown: set[int] = set()

    def root(row: int) -> int:
        while row in parent:
            row = parent[row]
        return row

    shut = []
    for position, (pair, alike) in enumerate(zip(pairs.tolist(), similarity.tolist(), strict=True)):
        a, b = sorted(map(root, pair))
        if not grown.isdisjoint((a, b)) and constraints.needed(a, b):
            continue  # how alike they are now is measured in the next round
        if a != b and constraints.forbids(a, b, alike):
            shut.append(position)
        elif a != b:
            constraints.merge(a, b)
            parent[b] = a
            grown.add(a)
    for row in parent:
        target[row] = root(row)
    return np.array(shut, np.int64)


def _after(
    edges: Edges,
    similarity: Doubles,
    is_shut: Bools,
    target: Ints,
    *,
    sums: Floats,
    sizes: Doubles,
) -> tuple[Edges, Doubles, Bools]:
    """Return edges between what is left; those that changed are measured and may be tried again."""
    count = len(target)
    moved = target != np.arange(count)
    moved[target[moved]] = True  # the clusters that they went into have changed as well
    touched = moved[edges[:, 0]] | moved[edges[:, 1]]
    fresh = _distinct(target[edges[touched]], count)
    return (
        np.concatenate((edges[~touched], fresh)),
        np.concatenate((similarity[~touched], _similarity(sums, sizes, fresh))),
        np.concatenate((is_shut[~touched], np.zeros(len(fresh), np.bool_))),
    )


# Pairs of rows that are at least so alike; the second of each is a good face.
Neighbours = Callable[[Floats, float, Bools], Pairs]


def blocks(queries: int, rows: int, *, product: int = PRODUCT) -> Iterator[slice]:
    """Yield slices of queries whose product with the rows has no more than `product` numbers."""
    size = max(1, product // max(1, rows))
    return (slice(at, at + size) for at in range(0, queries, size))


def near_pairs(
    vectors: Floats,
    least: float,
    is_good: Bools,
    *,
    product: int = PRODUCT,
    most: int = MAX_NEIGHBOURS,
) -> Ints:
    """Return pairs of rows (m, 2) with a similarity of at least `least`, the second a good face.

    Each row names at most its `most` nearest: someone with thousands of photos does not need all
    pairs for their faces to find each other. The limit also holds where all are equally near, as
    the faces of one picture that was saved thousands of times are.
    """
    found: list[Ints] = []
    for block in blocks(len(vectors), len(vectors), product=product):
        low = block.start
        similarity = vectors[block] @ vectors.T
        similarity[np.arange(len(similarity)), np.arange(low, low + len(similarity))] = -1
        similarity[:, ~is_good] = -1
        near = similarity >= least
        if len(crowded := np.flatnonzero(near.sum(axis=1) > most)):
            nearest = np.argpartition(similarity[crowded], -most, axis=1)[:, -most:]
            near[crowded] = False
            near[crowded[:, None], nearest] = True
        rows, columns = np.nonzero(near)
        found.append(np.stack((rows + low, columns), axis=1))
    return np.concatenate(found) if found else np.zeros((0, 2), np.int64)


def ordered(vectors: Floats, keys: Sequence[int]) -> Ints:
    """Return the rows in an order that depends on what they hold, never on where they came from.

    Four numbers tell all vectors apart except for copies, which the key puts in order.
    """
    return np.lexsort((np.asarray(keys), *vectors.T[3::-1]))
