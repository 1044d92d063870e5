"""Nearest faces among many: exact while that is fast, an inverted file (faiss) beyond.

faiss rather than usearch or sqlite-vec, measured by `tests/bench/scale.py --choose`: it searches
among any subset of the rows (a bitmap), so that one index serves "who is this" and "which of the
faces nobody has named"; sqlite-vec compares with every row, and usearch cannot leave rows out.
A graph (faiss HNSW) takes five times as long to make, and finds less among few rows in more time.
"""

import hashlib
import logging
import os
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app import private
from app.vision import linkage

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Up to so many rows every one is compared: a few milliseconds for some dozens of queries.
EXACT_UP_TO = 20_000
# Rows a cell is learnt from, and how many cells a query looks at (of about 4·√n).
LESSON, PROBES = 40, 12
# Up to so many queries are asked on one thread: to wake others and wait for them takes longer.
ONE_THREAD = 256
# Of more rows than so many, how many neighbours of each the grouping looks at.
ALL_PAIRS_UP_TO, NEIGHBOURS = 50_000, 24
BLOCK = 4096
# A kept file ends with a checksum of what stands before it, read so many bytes at a time.
SEAL, CHUNK = hashlib.blake2b().digest_size, 1 << 20
_log = logging.getLogger(__name__)


class Index:
    """Unit vectors (n, d) by row number; rows are only ever added."""

    def __init__(self, vectors: Floats, path: Path | None = None) -> None:
        """`path` keeps the inverted file: read if it fits the vectors, else made anew and kept.

        A file fits when it was made of rows that these begin with, and covers nine tenths of them.
        """
        self._file: Any = None  # faiss.IndexIVF
        self._vectors = vectors
        if len(vectors) > EXACT_UP_TO:
            self._file = _kept(path, vectors) or _made(path, vectors)
            self._catch_up()

    def __len__(self) -> int:
        return len(self._vectors)

    def extend(self, vectors: Floats) -> None:
        """Go on with these: the rows known so far, and new ones after them."""
        self._vectors = vectors
        if self._file is None and len(vectors) > 2 * EXACT_UP_TO:
            self._file = _made(None, vectors)
        self._catch_up()

    def nearest(self, queries: Floats, count: int, among: Mask) -> tuple[Ints, Floats]:
        """The `count` rows nearest to each query, and how alike they are (cosine), best first.

        Only rows where `among` (n,) is true; where there are fewer the rest is -1.
        """
        if self._file is None:
            return _exact(self._vectors, queries, count, np.flatnonzero(among))
        bits = np.packbits(among, bitorder="little")
        chosen = _faiss().IDSelectorBitmap(bits)
        how = _faiss().SearchParametersIVF(sel=chosen, nprobe=PROBES)
        _faiss().omp_set_num_threads(1 if len(queries) <= ONE_THREAD else os.cpu_count())
        alike, rows = self._file.search(queries, count, params=how)
        return rows, alike

    def _catch_up(self) -> None:
        if self._file is not None and self._file.ntotal < len(self._vectors):
            self._file.add(self._vectors[self._file.ntotal :])


@cache
def _faiss() -> Any:
    """Loaded only for large libraries: it takes a third of a second, and its types are wrong."""
    return import_module("faiss")


def _exact(vectors: Floats, queries: Floats, count: int, rows: Ints) -> tuple[Ints, Floats]:
    found = np.full((len(queries), count), -1, np.int64)
    alike = np.full((len(queries), count), -1, np.float32)
    if not len(rows):
        return found, alike
    kept = min(count, len(rows))
    everything = vectors if len(rows) == len(vectors) else vectors[rows]
    for at in range(0, len(queries), BLOCK):
        dots = queries[at : at + BLOCK] @ everything.T
        best = np.argpartition(-dots, kept - 1, axis=1)[:, :kept]
        values = np.take_along_axis(dots, best, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        found[at : at + BLOCK, :kept] = rows[np.take_along_axis(best, order, axis=1)]
        alike[at : at + BLOCK, :kept] = np.take_along_axis(values, order, axis=1)
    return found, alike


def _made(path: Path | None, vectors: Floats) -> Any:
    """An inverted file learnt from a fixed share of the vectors; kept at `path`."""
    cells = int(4 * np.sqrt(len(vectors)))
    file = _faiss().index_factory(
        vectors.shape[1], f"IVF{cells},SQfp16", _faiss().METRIC_INNER_PRODUCT
    )
    step = max(1, len(vectors) // (cells * LESSON))
    file.cp.niter, file.cp.min_points_per_centroid = 8, 1  # it says so on stderr if there are fewer
    file.train(np.ascontiguousarray(vectors[::step]))
    file.add(vectors)
    if path is not None:
        _keep(file, path)
    return file


def _keep(file: Any, path: Path) -> None:
    """Write the file, in one step and sealed; where that fails it is made anew the next time."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            fresh = Path(folder) / path.name
            _faiss().write_index(file, str(fresh))
            with fresh.open("r+b") as stream:
                stream.write(hashlib.file_digest(stream, "blake2b").digest())
            private.close(fresh)
            fresh.replace(path)
    except (RuntimeError, OSError):
        _log.info("the vector index cannot be kept", exc_info=True)


def _kept(path: Path | None, vectors: Floats) -> Any:
    """The file at `path`, unless it is missing, damaged, or of other vectors."""
    if path is None or not path.exists():
        return None
    try:
        if _is_sealed(path):  # faiss may crash on any other file
            file = _faiss().read_index(str(path))
            if _fits(file, vectors):
                return file
        _log.info("the vector index is damaged or out of date, and is made anew")
    except (RuntimeError, OSError):
        _log.info("the vector index cannot be read, and is made anew", exc_info=True)
    return None


def _is_sealed(path: Path) -> bool:
    left, digest = path.stat().st_size - SEAL, hashlib.blake2b()
    with path.open("rb") as stream:
        while left > 0 and (part := stream.read(min(left, CHUNK))):
            digest.update(part)
            left -= len(part)
        return stream.read() == digest.digest()


def _fits(file: Any, vectors: Floats) -> bool:
    known = file.ntotal
    if file.d != vectors.shape[1] or not 0.9 * len(vectors) <= known <= len(vectors):
        return False
    sample = np.linspace(0, known - 1, 64).astype(np.int64)
    file.make_direct_map()
    stored = file.reconstruct_batch(sample)
    return bool(np.abs(stored - vectors[sample]).max() < 1e-2)


def near(vectors: Floats, least: float, teaches: Mask) -> linkage.Pairs:
    """For `group`: pairs of rows (m, 2) at least so alike; of many rows each with its nearest.

    The second row of each teaches: however many poor faces lie near, they hide no good one.
    """
    if len(vectors) <= ALL_PAIRS_UP_TO:
        return linkage.near_pairs(vectors, least, teaches)
    index = Index(vectors)
    found: list[NDArray[np.int32]] = []
    for at in range(0, len(vectors), BLOCK):
        rows, alike = index.nearest(vectors[at : at + BLOCK], NEIGHBOURS, teaches)
        near, place = np.nonzero(alike >= least)
        pairs = np.stack((near + at, rows[near, place]), axis=1, dtype=np.int32)  # half the memory
        found.append(pairs[pairs[:, 0] != pairs[:, 1]])
    return np.concatenate(found)
