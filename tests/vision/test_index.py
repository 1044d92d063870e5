"""The cells find what comparing with every row finds, whatever was added and left out."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kinfolk.vision import index
from kinfolk.vision.embedders.sface import unit
from kinfolk.vision.index import Index, near

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
COUNT = 3_000


@pytest.fixture(autouse=True)
def many_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand faces are a large library, and every cell is looked at."""
    monkeypatch.setattr(index, "EXACT_UP_TO", 1_000)
    monkeypatch.setattr(index, "ALL_PAIRS_UP_TO", 1_000)
    monkeypatch.setattr(index, "PROBES", 1_000)
    monkeypatch.setattr(index, "PROBE_RATIO", -1)
    monkeypatch.setattr(index, "MAX_PENDING", 100)


def vectors_of(count: int, seed: int = 0) -> Floats:
    random = np.random.default_rng(seed)
    return unit(random.standard_normal((count, 32)).astype(np.float32))


VECTORS = vectors_of(COUNT)
EVERYBODY = np.ones(COUNT, np.bool_)
HALF = np.arange(COUNT) % 2 == 0


def best(vectors: Floats, queries: Floats, count: int, among: Mask, least: float = -1) -> object:
    """By comparing every row."""
    alike = np.where(among, queries @ vectors.T, -2)
    rows = np.argsort(-alike, axis=1)[:, :count]
    found = np.take_along_axis(alike, rows, axis=1)
    return np.where(found >= least, rows, -1).tolist()


def found(
    made: Index, queries: Floats, count: int, among: Mask, least: float = -1
) -> tuple[list[list[int]], Floats]:
    rows, alike = made.nearest(queries, count, among, least=least)
    return rows.tolist(), alike


@pytest.mark.parametrize("among", [EVERYBODY, HALF, np.arange(COUNT) < 500, ~EVERYBODY])
@pytest.mark.parametrize("queries", [VECTORS[:1], VECTORS[:200], vectors_of(20, seed=1)])
def test_the_nearest_are_found(queries: Floats, among: Mask) -> None:
    rows, alike = found(Index(VECTORS), queries, 5, among)
    if among.any():
        assert rows == best(VECTORS, queries, 5, among)
        assert np.allclose(alike, np.sort(np.where(among, queries @ VECTORS.T, -2))[:, :-6:-1])
    else:
        assert np.array_equal(rows, np.full((len(queries), 5), -1))


@pytest.mark.parametrize("among", [EVERYBODY, np.arange(COUNT) < 500])
def test_those_that_are_not_alike_enough_are_left_out(among: Mask) -> None:
    queries = VECTORS[:50]
    rows, alike = found(Index(VECTORS), queries, 40, among, 0.4)
    assert rows == best(VECTORS, queries, 40, among, 0.4)
    assert set(np.unique(alike < 0.4)) == {False, True}
    assert (alike[np.array(rows) < 0] == -1).all()


def test_more_are_asked_for_than_there_are() -> None:
    few = np.isin(np.arange(COUNT), (7, 8))
    rows, _ = found(Index(VECTORS), VECTORS[7:8], 4, few)
    assert rows == [[7, 8, -1, -1]]


def test_faces_that_come_are_found_among_the_others() -> None:
    made, known = Index(VECTORS[:2_000]), VECTORS[:2_000]
    for more in (1, 60, 39, 1, 899):  # a few are loose, then all are put into cells
        known = VECTORS[: len(known) + more]
        made.extend(known)
        everybody = np.ones(len(known), np.bool_)
        asked = known[-20:]
        assert len(made) == len(known)
        assert found(made, asked, 5, everybody)[0] == best(known, asked, 5, everybody)
        assert sorted(made.by_cell().tolist()) == list(range(len(known)))


def test_a_small_library_grows_large() -> None:
    made = Index(VECTORS[:10])
    assert not len(made.centres)
    for count in (500, 1_000, 1_001, COUNT):
        made.extend(VECTORS[:count])
        everybody = np.ones(count, np.bool_)
        asked = VECTORS[:20]
        assert found(made, asked, 5, everybody)[0] == best(VECTORS[:count], asked, 5, everybody)


def test_cells_are_learnt_anew_when_the_library_is_another_size() -> None:
    made = Index(VECTORS[:1_100])
    centres = made.centres
    made.extend(VECTORS[:2_100])
    assert made.centres is centres
    made.extend(VECTORS)
    assert len(made.centres) > len(centres)
    less = Index(VECTORS[:1_100], made.centres, made.cells[:1_100])
    assert len(less.centres) < len(made.centres)


def test_what_was_learnt_is_used_again() -> None:
    first = Index(VECTORS)
    more = np.concatenate((VECTORS, vectors_of(50, seed=1)))
    again = Index(more, first.centres, first.cells)
    assert again.centres is first.centres
    everybody = np.ones(len(more), np.bool_)
    assert found(again, more[-50:], 5, everybody)[0] == best(more, more[-50:], 5, everybody)


def test_copies_of_one_face() -> None:
    """More rows are just as alike than are asked for, and cells may be empty."""
    same = np.repeat(VECTORS[:3], 700, axis=0)
    made = Index(same)
    rows, alike = made.nearest(VECTORS[:3], 5, np.ones(len(same), np.bool_))
    assert (rows // 700 == np.arange(3)[:, None]).all()
    assert np.allclose(alike, 1)
    assert all(len(set(each)) == 5 for each in rows.tolist())


def test_pairs_of_many_faces_are_those_of_all_pairs() -> None:
    is_good = np.arange(COUNT) % 3 > 0
    alike = VECTORS @ VECTORS.T
    pairs = {(a, b) for a, b in near(VECTORS, 0.55, is_good).tolist()}
    right = {(a, b) for a, b in np.argwhere((alike >= 0.55) & is_good).tolist() if a != b}
    assert all(abs(alike[a, b] - 0.55) < 1e-5 for a, b in pairs ^ right)
    assert len(pairs) > 100
