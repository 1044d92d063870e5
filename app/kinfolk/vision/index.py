"""Nearest faces among many: exact while that is fast, else through cells of similar ones.

An inverted file: the vectors are parted into cells around learnt centres, and a query is compared
with those of the cells nearest to it. In numpy rather than faiss: a query among a million is as
fast, all of them at once are faster (the queries of a cell are one matrix product), rows are left
out or added at any time, and what has to be kept is a centre a cell and a number a row. See
docs/decisions, 36.
"""

from collections.abc import Iterator

import numpy as np

from kinfolk.vision import linkage
from kinfolk.vision.arrays import Bools, Floats, Ints, Numbers
from kinfolk.vision.linkage import blocks

# Up to so many rows every one is compared: a few milliseconds for some dozens of queries.
EXACT_UP_TO = 20_000
# There are so many times √n cells, learnt from so many rows each, in so many rounds.
CELLS, TRAINING_ROWS, ROUNDS = 4, 40, 8
# A query is compared with the cells whose centres have at least this share of the best centre's
# similarity, PROBES at most: a third fewer cells than a fixed number that finds as much.
PROBE_RATIO, PROBES = 0.7, 64
# The nearest cell is searched first, then the next three, then the rest: what was found by then
# bounds what the others can add.
PARTS = (1, 4)
# Numbers are learnt anew when there are so many times more rows, or fewer, than they were made for.
RETRAIN_FACTOR = 2
# So many new rows are compared with every query before they are put into the cells.
MAX_PENDING = 4096
# Grouping more rows than so many looks at so many neighbours of each.
ALL_PAIRS_UP_TO, NEIGHBOURS = 50_000, 24
# Queries at a time where all rows ask, so that those of a cell are together.
QUERY_BLOCK = 1 << 15


class Index:
    """Find the nearest of unit vectors (n, d) by row number.

    Rows are only ever added, and never change.
    """

    def __init__(
        self, vectors: Floats, centres: Floats | None = None, cells: Numbers | None = None
    ) -> None:
        """Sort the vectors into cells around centres, so that a query compares only near ones.

        `centres` (c, d) and the `cells` of the first rows, as an earlier index had them, save time.
        """
        self._vectors = vectors
        self.centres: Floats = vectors[:0] if centres is None else centres
        self.cells: Numbers = np.zeros(0, np.int32) if cells is None else cells
        self._rows = self.cells[:0]  # the first ones, by cell
        self._starts = np.zeros(1, np.int64)  # where in `_rows` each cell's begin
        self._catch_up()

    def __len__(self) -> int:
        return len(self._vectors)

    def extend(self, vectors: Floats) -> None:
        """Continue with these vectors: the rows known so far, and new ones after them."""
        self._vectors = vectors
        self._catch_up()

    def nearest(
        self, queries: Floats, count: int, among: Bools, *, least: float = -1.0
    ) -> tuple[Ints, Floats]:
        """Return the `count` rows nearest to each query and their similarity (cosine), best first.

        Only rows where `among` (n,) is true, and that are at least `least` alike; if there are
        fewer, the rest is -1.
        """
        best = _Best(len(queries), count, least)
        first_pending = 0  # where the rows begin that every query is compared with
        if np.count_nonzero(among) > EXACT_UP_TO:
            probes = self._probes(queries)
            for part in np.split(probes, PARTS, axis=1):
                for cell, asking in _by_cell(part):
                    rows = self._rows[self._starts[cell] : self._starts[cell + 1]]
                    self._compare(queries, asking, rows[among[rows]], best)
                best.keep_best()
            first_pending = len(self._rows)
        self._compare(
            queries,
            np.arange(len(queries)),
            first_pending + np.flatnonzero(among[first_pending:]),
            best,
        )
        best.keep_best()
        return best.rows, best.similarity

    def by_cell(self) -> Ints:
        """Return all rows, with similar ones together."""
        return np.argsort(self.cells, kind="stable")

    def _compare(self, queries: Floats, asking: Ints, rows: Ints | Numbers, best: "_Best") -> None:
        """Offer the rows to the queries that ask, in blocks that bound the memory."""
        if not len(rows):
            return
        them = self._vectors if len(rows) == len(self) else self._vectors[rows]
        for block in blocks(len(asking), len(rows)):
            part = asking[block]
            best.offer(part, rows, queries[part] @ them.T)

    def _probes(self, queries: Floats) -> Ints:
        """Return the cells (n, p) that each query looks at, the nearest first, then -1."""
        count = min(PROBES, len(self.centres))
        found = np.empty((len(queries), count), np.int64)
        for block in blocks(len(queries), len(self.centres)):
            similarity = queries[block] @ self.centres.T
            near = np.argpartition(-similarity, count - 1, axis=1)[:, :count]
            similarity = np.take_along_axis(similarity, near, axis=1)
            order = np.argsort(-similarity, axis=1)
            near = np.take_along_axis(near, order, axis=1)
            similarity = np.take_along_axis(similarity, order, axis=1)
            found[block] = np.where(similarity >= PROBE_RATIO * similarity[:, :1], near, -1)
        return found

    def _catch_up(self) -> None:
        """Put new rows into cells; learn the cells again if their number does not suit any more."""
        count = len(self)
        if count <= EXACT_UP_TO:
            return
        # There are CELLS · √n centres: n is how many rows they were learnt for.
        made_for = (len(self.centres) / CELLS) ** 2
        if not made_for / RETRAIN_FACTOR <= count <= made_for * RETRAIN_FACTOR:
            self.centres = _trained(self._vectors, int(CELLS * np.sqrt(count)))
            self.cells = self._rows = self.cells[:0]
        fresh = _nearest(self._vectors[len(self.cells) :], self.centres)
        self.cells = np.concatenate((self.cells, fresh))
        # Sorting all rows takes longer than comparing some thousand new ones with every query.
        if not len(self._rows) or count - len(self._rows) > MAX_PENDING:
            self._rows = self.by_cell().astype(np.int32)
            sizes = np.bincount(self.cells, minlength=len(self.centres))
            self._starts = np.append(0, np.cumsum(sizes))


class _Best:
    """Keep the best `count` rows of those offered to each of `queries`."""

    def __init__(self, queries: int, count: int, least: float) -> None:
        self.rows = np.full((queries, count), -1, np.int64)
        self.similarity = np.full((queries, count), -1, np.float32)
        self._bar = np.full(queries, least, np.float32)  # offers less alike than this are dropped
        self._offers: list[tuple[Ints, Ints, Floats]] = []

    def offer(self, asking: Ints, rows: Ints | Numbers, similarity: Floats) -> None:
        """Offer rows with their similarity (a, r) to the queries that ask."""
        count = self.rows.shape[1]
        fits = similarity >= self._bar[asking, None]
        # Of one query never more than `count` can be among the best: the rest is not kept.
        crowded = np.flatnonzero(np.count_nonzero(fits, axis=1) > count)
        if len(crowded):
            crowd = similarity[crowded]
            fits[crowded] = crowd >= np.partition(crowd, -count, axis=1)[:, -count, None]
        which = np.flatnonzero(fits)
        who, what = np.divmod(which, len(rows))
        self._offers.append(
            (asking[who], rows[what].astype(np.int64), similarity.reshape(-1)[which])
        )

    def keep_best(self) -> None:
        """Take in the offers, so that only better ones count from now on."""
        known = np.nonzero(self.rows >= 0)
        self._offers.append((known[0], self.rows[known], self.similarity[known]))
        asking, rows, similarity = map(np.concatenate, zip(*self._offers, strict=True))
        self._offers.clear()
        order = np.lexsort((rows, -similarity, asking))
        asking, rows, similarity = asking[order], rows[order], similarity[order]
        position = np.arange(len(asking)) - np.searchsorted(asking, asking)
        top = position < self.rows.shape[1]
        self.rows[asking[top], position[top]] = rows[top]
        self.similarity[asking[top], position[top]] = similarity[top]
        self._bar = np.maximum(self._bar, self.similarity[:, -1])


def _by_cell(probes: Ints) -> Iterator[tuple[int, Ints]]:
    """Yield each cell that is searched, with the numbers of the queries that search it."""
    asking, position = np.nonzero(probes >= 0)
    cells = probes[asking, position]
    order = np.argsort(cells, kind="stable")
    cells, asking = cells[order], asking[order]
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    yield from zip(cells[starts].tolist(), np.split(asking, starts[1:]), strict=False)


def _trained(vectors: Floats, cells: int) -> Floats:
    """Return `cells` centres (c, d) of the vectors, learnt from a fixed share of them (k-means)."""
    sample = vectors[:: max(1, len(vectors) // (cells * TRAINING_ROWS))]
    centres = sample[:: len(sample) // cells][:cells].copy()
    for _ in range(ROUNDS):
        mine = _nearest(sample, centres)
        sums = np.zeros_like(centres)
        order = np.argsort(mine, kind="stable")
        starts = np.flatnonzero(np.diff(mine[order], prepend=-1))
        sums[mine[order][starts]] = np.add.reduceat(sample[order], starts, axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return centres


def _nearest(vectors: Floats, centres: Floats) -> Numbers:
    parts = [
        np.argmax(vectors[block] @ centres.T, axis=1)
        for block in blocks(len(vectors), len(centres))
    ]
    return np.concatenate([np.zeros(0, np.int32), *parts]).astype(np.int32)


def near(vectors: Floats, least: float, is_good: Bools) -> linkage.Pairs:
    """Return pairs of rows (m, 2) at least `least` alike; of many rows each with its nearest.

    The second row of each pair is a good face: low-quality ones take no place among the nearest.
    """
    if len(vectors) <= ALL_PAIRS_UP_TO:
        return linkage.near_pairs(vectors, least, is_good)
    index = Index(vectors)
    order = index.by_cell()
    found: list[linkage.Edges] = []
    for at in range(0, len(vectors), QUERY_BLOCK):
        asking = order[at : at + QUERY_BLOCK]
        rows, _ = index.nearest(vectors[asking], NEIGHBOURS, is_good, least=least)
        which, position = np.nonzero(rows >= 0)
        pairs = np.stack((asking[which], rows[which, position]), axis=1, dtype=np.int32)
        found.append(pairs[pairs[:, 0] != pairs[:, 1]])
    return np.concatenate(found)
