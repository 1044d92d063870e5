"""The kept index is a cache: missing, damaged or of other faces, it is made anew."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.vision import index
from app.vision.embed import unit
from app.vision.index import Index, near

Floats = NDArray[np.float32]
COUNT, CELLS = 3_000, 219  # 4·√3,000


@pytest.fixture(autouse=True)
def many_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand faces are a large library, and every cell is looked at."""
    monkeypatch.setattr(index, "EXACT_UP_TO", 2_000)
    monkeypatch.setattr(index, "ALL_PAIRS_UP_TO", 2_000)
    monkeypatch.setattr(index, "PROBES", CELLS)


def vectors_of(count: int, seed: int = 0) -> Floats:
    random = np.random.default_rng(seed)
    return unit(random.standard_normal((count, 32)).astype(np.float32))


VECTORS = vectors_of(COUNT)


def found(made: Index, vectors: Floats = VECTORS) -> list[list[int]]:
    """The nearest faces of nobody in particular, among every second one."""
    among = np.arange(len(vectors)) % 2 == 0
    rows: list[list[int]] = made.nearest(vectors[:20], 3, among)[0].tolist()
    return rows


def expected(vectors: Floats = VECTORS) -> list[list[int]]:
    alike = vectors[:20] @ vectors.T
    alike[:, 1::2] = -1
    best: list[list[int]] = np.argsort(-alike, axis=1)[:, :3].tolist()
    return best


def test_the_file_is_made_once_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "faces.index"
    assert found(Index(VECTORS, path)) == expected()
    made = path.stat().st_mtime_ns
    assert found(Index(VECTORS, path)) == expected()
    assert path.stat().st_mtime_ns == made
    assert list(tmp_path.iterdir()) == [path]


def test_new_faces_are_added_to_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "faces.index"
    Index(VECTORS[:-100], path)
    made = path.stat().st_mtime_ns
    grown = Index(VECTORS, path)
    assert (found(grown), path.stat().st_mtime_ns) == (expected(), made)
    more = np.concatenate((VECTORS, vectors_of(50, seed=1)))
    grown.extend(more)
    assert found(grown, more) == expected(more)


def _flip(at: float) -> Callable[[bytes], bytes]:
    def flip(data: bytes) -> bytes:
        place = int(at * (len(data) - 1))
        return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]

    return flip


@pytest.mark.parametrize(
    "damage",
    [
        *(lambda data, n=n: data[:n] for n in (0, 1, 8, 60, 1_000, 100_000, -64, -1)),
        *map(_flip, (0, 0.0001, 0.1, 0.5, 1)),
        lambda data: data + b"more",
        lambda data: np.random.default_rng(0).bytes(len(data)),
        lambda data: b"\xff" * 4096,
    ],
)
def test_a_damaged_file_is_made_anew(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "faces.index"
    Index(VECTORS, path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert found(Index(VECTORS, path)) == expected()
    assert path.read_bytes() == whole


def test_a_file_of_other_faces_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "faces.index"
    for others in (vectors_of(COUNT, seed=1), VECTORS[:2_500], VECTORS[:, :16].copy()):
        Index(unit(others), path)
        assert found(Index(VECTORS, path)) == expected()


def test_a_folder_nothing_can_be_kept_in(tmp_path: Path) -> None:
    assert found(Index(VECTORS, tmp_path / "missing" / "faces.index")) == expected()
    (tmp_path / "folder.index").mkdir()
    assert found(Index(VECTORS, tmp_path / "folder.index")) == expected()


def test_pairs_of_many_faces_are_those_of_all_pairs() -> None:
    teaches = np.arange(COUNT) % 3 > 0
    alike = VECTORS @ VECTORS.T
    pairs = {(a, b) for a, b in near(VECTORS, 0.55, teaches).tolist()}
    right = {(a, b) for a, b in np.argwhere((alike >= 0.55) & teaches).tolist() if a != b}
    assert all(abs(alike[a, b] - 0.55) < 0.002 for a, b in pairs ^ right)
    assert len(pairs) > 100
