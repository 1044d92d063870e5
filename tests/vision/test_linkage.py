"""The graph of near pairs misses none, and what is linked keeps to the rules.

That the rounds give the tree of textbook average linkage, test_group_reference.py shows.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kinfolk.vision.embedders.sface import unit
from kinfolk.vision.group import group
from kinfolk.vision.linkage import (
    BLOCK,
    MAX_NEIGHBOURS,
    PRODUCT,
    Constraints,
    link,
    near_pairs,
    ordered,
    products,
)
from tests.random_examples import often

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def vectors_of(seed: int, count: int) -> Floats:
    random = np.random.default_rng(seed)
    centres = random.normal(size=(max(1, count // 4), 16))
    near = centres[random.integers(0, len(centres), count)] + random.normal(0, 0.35, (count, 16))
    return unit(near.astype(np.float32))


def free(count: int) -> Constraints:
    return Constraints(range(count), [-1] * count)


def pairs(vectors: Floats, least: float, *, product: int = PRODUCT) -> Ints:
    """Near pairs where every face is a good one."""
    return near_pairs(vectors, least, np.ones(len(vectors), np.bool_), product=product)


@settings(max_examples=often(100))
@given(seed=st.integers(0, 10**6), count=st.integers(0, 60), product=st.integers(1, 5000))
def test_blocks_miss_no_pair(seed: int, count: int, product: int) -> None:
    vectors = vectors_of(seed, count)
    alike = vectors @ vectors.T
    expected = {(a, b) for a in range(count) for b in range(a + 1, count) if alike[a, b] >= 0.6}
    found = {(min(a, b), max(a, b)) for a, b in pairs(vectors, 0.6, product=product).tolist()}
    border = {(a, b) for a, b in expected ^ found if abs(alike[a, b] - 0.6) > 1e-5}
    assert not border


def test_every_pair_is_measured_however_many_there_are() -> None:
    left, right = vectors_of(1, 40), vectors_of(2, 30)
    ends = np.random.default_rng(3).integers(0, (40, 30), (2 * BLOCK + 5, 2))
    expected = (left @ right.T)[ends[:, 0], ends[:, 1]]
    np.testing.assert_allclose(products(left, right, ends), expected, atol=1e-5)


def test_no_vectors_no_clusters() -> None:
    nothing = np.zeros((0, 16), np.float32)
    assert pairs(nothing, 0.5).shape == (0, 2)
    assert link(nothing, pairs(nothing, 0.5), free(0), same=0.5).tolist() == []


@pytest.mark.parametrize("holder", [0, 1])
def test_a_constraint_is_inherited_by_the_merged_cluster(holder: int) -> None:
    vectors = unit(np.array(((1, 0), (1, 0.01), (1, 0.2)), np.float32))
    constraints = free(3)
    constraints.photos[2] = {holder}
    owner = link(vectors, pairs(vectors, 0.9), constraints, same=0.9)
    assert owner.tolist() == [0, 0, 2]


def test_whom_a_face_is_not_the_merged_cluster_is_not() -> None:
    vectors = unit(np.array(((1, 0), (1, 0.01), (1, 0.2)), np.float32))
    constraints = Constraints(range(3), [-1, -1, 7])
    constraints.rejected[1] = {7}
    owner = link(vectors, pairs(vectors, 0.9), constraints, same=0.9)
    assert owner.tolist() == [0, 0, 2]


def circle(*degrees: float) -> Floats:
    """Unit vectors at these angles."""
    angles = np.radians(degrees)
    return np.stack((np.cos(angles), np.sin(angles)), axis=1).astype(np.float32)


SAME = float(np.cos(np.radians(10)))


def linked(vectors: Floats, constraints: Constraints | None = None) -> list[int]:
    constraints = constraints or free(len(vectors))
    labels: list[int] = link(vectors, pairs(vectors, SAME), constraints, same=SAME).tolist()
    return labels


def test_two_single_faces_have_to_be_nearer() -> None:
    assert linked(circle(0, 9.5)) == [0, 1]
    assert linked(circle(0, 8.5)) == [0, 0]
    assert linked(circle(0, 0, 9.5)) == [0, 0, 0]


def test_two_faces_of_one_person_are_no_pair_of_strangers() -> None:
    vectors = circle(0, 9.5, 4.75 + 180)
    constraints = Constraints(range(3), [7, 7, -1])
    assert linked(vectors, constraints) == [0, 0, 2]


def test_each_row_names_its_nearest_that_teach_and_no_more_than_so_many() -> None:
    vectors = circle(0, 10, 25, 45, 70)
    everybody = np.ones(5, np.bool_)
    least = float(np.cos(np.radians(50)))
    assert near_pairs(vectors, least, everybody).tolist() == [
        *([0, 1], [0, 2], [0, 3], [1, 0], [1, 2], [1, 3], [2, 0], [2, 1], [2, 3], [2, 4]),
        *([3, 0], [3, 1], [3, 2], [3, 4], [4, 2], [4, 3]),
    ]
    two = near_pairs(vectors, least, everybody, most=2, product=10).tolist()
    assert two == [[0, 1], [0, 2], [1, 0], [1, 2], [2, 1], [2, 3], [3, 2], [3, 4], [4, 2], [4, 3]]
    is_good = np.array([False, True, True, True, False])
    pairs = near_pairs(vectors, least, is_good, most=2).tolist()
    assert pairs == [[0, 1], [0, 2], [1, 2], [1, 3], [2, 1], [2, 3], [3, 1], [3, 2], [4, 2], [4, 3]]


def test_as_near_as_is_asked_for_is_near_enough() -> None:
    vectors = np.array(((1, 0), (0.6, 0.8)), np.float32)
    assert pairs(vectors, 0.6).tolist() == [[0, 1], [1, 0]]
    assert pairs(vectors, 0.601).tolist() == []


def test_the_order_of_rows_follows_from_their_first_four_numbers_and_then_from_the_key() -> None:
    rows = [(1, 2, 3, 4, 0), (1, 2, 3, 5, 0), (1, 2, 4, 4, 0), (1, 3, 3, 4, 0), (2, 2, 3, 4, 0)]
    vectors = np.array([rows[at] for at in (4, 2, 0, 3, 1, 0)], np.float32)
    assert ordered(vectors, [0, 0, 9, 0, 0, 8]).tolist() == [5, 2, 4, 1, 3, 0]


def test_faces_of_one_picture_that_was_saved_often_name_no_more_than_others_do() -> None:
    count = 3 * MAX_NEIGHBOURS
    vectors = np.tile(np.eye(1, 8, dtype=np.float32), (count, 1))
    rows = near_pairs(vectors, 0.5, np.ones(count, np.bool_))[:, 0]
    assert np.bincount(rows).tolist() == [MAX_NEIGHBOURS] * count
    labels = group(vectors, photos=range(count), qualities=[1.0] * count)
    assert set(labels.tolist()) == {0}
