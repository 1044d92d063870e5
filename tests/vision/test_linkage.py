"""The rounds give the tree of textbook average linkage, and the graph misses no near pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.vision.embed import unit
from app.vision.linkage import CLEAR, REACH, Barriers, link, near_pairs, range_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def vectors_of(seed: int, count: int) -> Floats:
    random = np.random.default_rng(seed)
    centres = random.normal(size=(max(1, count // 4), 16))
    near = centres[random.integers(0, len(centres), count)] + random.normal(0, 0.35, (count, 16))
    return unit(near.astype(np.float32))


def free(count: int) -> Barriers:
    return Barriers(range(count), [-1] * count)


def pairs(vectors: Floats, least: float, *, block: int = 1024) -> Ints:
    """Near pairs where every face teaches."""
    return near_pairs(vectors, least, np.ones(len(vectors), np.bool_), block=block)


def textbook(vectors: Floats, same: float) -> list[set[int]]:
    """The two most similar clusters that may become one do, until there are none."""
    alike = vectors @ vectors.T
    clusters = [{row} for row in range(len(vectors))]
    while len(clusters) > 1:
        means = np.array(
            [[alike[np.ix_(list(x), list(y))].mean() for y in clusters] for x in clusters]
        )
        np.fill_diagonal(means, -1)
        count = len(clusters)
        free = [(a, b) for a in range(count) for b in range(a) if is_one(1 - means, a, b, 1 - same)]
        if not free:
            break
        a, b = max(free, key=lambda pair: means[pair])
        clusters[b] |= clusters.pop(a)
    return sorted(clusters, key=min)


def is_one(apart: Floats, a: int, b: int, same: float) -> bool:
    """Whether clusters are near enough, or as good as, and without a rival."""
    rivals = [apart[x, y] for x in (a, b) for y in range(len(apart)) if y not in (a, b)]
    is_clear = apart[a, b] <= same * REACH and min(rivals, default=2) >= apart[a, b] * CLEAR
    return bool(apart[a, b] <= same or is_clear)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 30), same=st.floats(0.3, 0.95))
def test_rounds_equal_one_merge_at_a_time(seed: int, count: int, same: float) -> None:
    vectors = vectors_of(seed, count)
    owner = link(vectors, pairs(vectors, range_of(same)), free(count), same=same, slack=0)
    found = [set(np.flatnonzero(owner == row)) for row in np.unique(owner)]
    assert sorted(found, key=min) == textbook(vectors, same)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(0, 60), block=st.integers(1, 70))
def test_blocks_miss_no_pair(seed: int, count: int, block: int) -> None:
    vectors = vectors_of(seed, count)
    alike = vectors @ vectors.T
    expected = {(a, b) for a in range(count) for b in range(a + 1, count) if alike[a, b] >= 0.6}
    found = {(min(a, b), max(a, b)) for a, b in pairs(vectors, 0.6, block=block).tolist()}
    border = {(a, b) for a, b in expected ^ found if abs(alike[a, b] - 0.6) > 1e-5}
    assert not border


def test_no_vectors_no_clusters() -> None:
    nothing = np.zeros((0, 16), np.float32)
    assert pairs(nothing, 0.5).shape == (0, 2)
    assert link(nothing, pairs(nothing, 0.5), free(0), same=0.5).tolist() == []


@pytest.mark.parametrize("holder", [0, 1])
def test_a_barrier_is_inherited_by_the_merged_cluster(holder: int) -> None:
    vectors = unit(np.array(((1, 0), (1, 0.01), (1, 0.2)), np.float32))
    barriers = free(3)
    barriers.photos[2] = {holder}
    owner = link(vectors, pairs(vectors, 0.9), barriers, same=0.9)
    assert owner.tolist() == [0, 0, 2]


def circle(*degrees: float) -> Floats:
    """Unit vectors at these angles."""
    angles = np.radians(degrees)
    return np.stack((np.cos(angles), np.sin(angles)), axis=1).astype(np.float32)


def test_a_pair_a_little_too_far_apart_is_one_without_a_rival() -> None:
    same = float(np.cos(np.radians(10)))
    alone, near_rival, far_rival = circle(0, 10.4), circle(0, 10.4, 21), circle(0, 10.4, 24)
    for vectors, expected in ((alone, [0, 0]), (near_rival, [0, 1, 2]), (far_rival, [0, 0, 2])):
        edges = pairs(vectors, range_of(same))
        assert link(vectors, edges, free(len(vectors)), same=same).tolist() == expected


def test_faces_of_the_same_person_are_no_rivals() -> None:
    same = float(np.cos(np.radians(10)))
    vectors = circle(0, 10.4, 21)
    barriers = Barriers(range(3), [-1, 7, 7])
    owner = link(vectors, pairs(vectors, range_of(same)), barriers, same=same)
    assert barriers.people[owner[0]] == 7


def test_who_must_not_be_joined_is_still_a_rival() -> None:
    same = float(np.cos(np.radians(10)))
    vectors = circle(0, 10.4, -10.5)
    barriers = free(3)
    barriers.photos[2] = {0}
    assert link(vectors, pairs(vectors, range_of(same)), barriers, same=same).tolist() == [0, 1, 2]
