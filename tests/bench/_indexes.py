"""Compare vector indexes: what it costs to make and to query each, at the same share found."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinfolk.vision import index
from tests.bench._photos import machine, table

faiss: Any = import_module("faiss")  # its type information is wrong
usearch: Any = import_module("usearch.index")
sqlite_vec: Any = import_module("sqlite_vec")

QUERIES, NEAR = 200, 32
# The share of the nearest that each index must find, and the share of rows in the smaller query.
FOUND, SUBSET = 0.99, 0.05
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
# (query (1, d), rows to search or None, effort) → rows
Ask = Callable[[Floats, Mask | None, int], Any]
Made = tuple[Ask, Sequence[int]]  # the query function, and which efforts to try


class Asked(NamedTuple):
    """What share of the nearest one effort finds, and how long it takes."""

    share: float
    p50: float  # ms
    p99: float


def choose(vectors: Floats) -> None:
    """Print the table for these vectors (n, d)."""
    draw = np.random.default_rng(0)
    queries = vectors[draw.integers(0, len(vectors), QUERIES)]
    few = draw.random(len(vectors)) < SUBSET
    exact = [_exact(vectors, queries, among) for among in (None, few)]
    rows = []
    for name, make in (
        ("every row, numpy", _numpy),
        ("cells, numpy: Kinfolk's", _cells_of),
        ("faiss IVF, half precision", _ivf),
        ("faiss HNSW 32", _hnsw),
        ("usearch HNSW, half precision", _usearch),
        ("sqlite-vec", _sqlite),
    ):
        started = time.perf_counter()
        try:
            ask, efforts = make(vectors)
        except AttributeError:  # this Python's sqlite3 was built without loading of extensions
            rows.append((name, *["not loadable here"] * 3))
            continue
        cells = [f"{time.perf_counter() - started:.1f}"]
        for among, right in zip((None, few), exact, strict=True):
            cells += _cells(ask, efforts, queries, among, right)
        rows.append((name, *cells))
    print(f"Indexes over {len(vectors):,} synthetic faces, one thread ({machine()})\n")
    asked = f"ms a query, p50 / p99 (found of the {NEAR} nearest; effort)"
    table(("index", "made, s", asked, f"among {SUBSET:.0%} of the faces"), rows)
    print(f"The least effort that finds {FOUND:.0%}, or the most tried.")
    print(f"Kinfolk looks at {index.PROBES} cells at most.")


def _exact(vectors: Floats, queries: Floats, among: Mask | None) -> NDArray[np.int64]:
    """Return the true nearest rows of each query."""
    alike = queries @ vectors.T
    if among is not None:
        alike[:, ~among] = -1
    found: NDArray[np.int64] = np.argpartition(-alike, NEAR, axis=1)[:, :NEAR]
    return found


def _cells(
    ask: Ask, efforts: Sequence[int], queries: Floats, among: Mask | None, right: Any
) -> list[str]:
    faiss.omp_set_num_threads(1)
    for effort in efforts:
        try:
            found = _asked(ask, effort, queries, among, right)
        except NotImplementedError:
            return ["cannot"]
        if found.share >= FOUND:
            break
    return [f"{found.p50:.2f} / {found.p99:.2f} ({found.share:.1%}; {effort})"]


def _asked(ask: Ask, effort: int, queries: Floats, among: Mask | None, right: Any) -> Asked:
    """Ask every query at one effort and compare with the true answers."""
    times, hits = [], 0
    for query, nearest in zip(queries, right, strict=True):
        started = time.perf_counter()
        found = ask(query[None], among, effort)
        times.append(1e3 * (time.perf_counter() - started))
        hits += len(set(np.ravel(found).tolist()) & set(nearest.tolist()))
    return Asked(hits / right.size, *np.percentile(times, (50, 99)).tolist())


def _numpy(vectors: Floats) -> Made:
    """Make no index: every query is compared with every row."""

    def ask(query: Floats, among: Mask | None, effort: int) -> Any:
        return _exact(vectors, query, among)

    return ask, [1]


def _cells_of(vectors: Floats) -> Made:
    """Make Kinfolk's own index of cells."""
    made = index.Index(vectors)
    everybody = np.ones(len(vectors), np.bool_)

    def ask(query: Floats, among: Mask | None, effort: int) -> Any:
        index.PROBES = effort
        return made.nearest(query, NEAR, everybody if among is None else among)[0]

    return ask, [8, 16, 32, 64, 128]


def _ivf(vectors: Floats) -> Made:
    """Make faiss's inverted lists of vectors in half precision."""
    cells = int(4 * np.sqrt(len(vectors)))
    file = faiss.index_factory(vectors.shape[1], f"IVF{cells},SQfp16", faiss.METRIC_INNER_PRODUCT)
    file.cp.niter, file.cp.min_points_per_centroid = 8, 1
    lesson = vectors[:: max(1, len(vectors) // (cells * index.TRAINING_ROWS))]
    file.train(np.ascontiguousarray(lesson))
    file.add(vectors)

    def ask(query: Floats, among: Mask | None, effort: int) -> Any:
        how = faiss.SearchParametersIVF(sel=_selector(among), nprobe=effort)
        return file.search(query, NEAR, params=how)[1]

    return ask, [12, 24, 48, 96, 192]


def _hnsw(vectors: Floats) -> Made:
    file = faiss.index_factory(vectors.shape[1], "HNSW32", faiss.METRIC_INNER_PRODUCT)
    file.add(vectors)

    def ask(query: Floats, among: Mask | None, effort: int) -> Any:
        how = faiss.SearchParametersHNSW(sel=_selector(among), efSearch=effort)
        return file.search(query, NEAR, params=how)[1]

    return ask, [32, 64, 128, 256, 512]


def _selector(among: Mask | None) -> Any:
    """Return the rows to search in as faiss takes them."""
    return None if among is None else faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))


def _usearch(vectors: Floats) -> Made:
    index = usearch.Index(ndim=vectors.shape[1], metric="cos", dtype="f16")
    index.add(np.arange(len(vectors)), vectors)

    def ask(query: Floats, among: Mask | None, effort: int) -> Any:
        if among is not None:
            raise NotImplementedError  # the Python package has no filter
        index.expansion_search = effort
        return index.search(query[0], NEAR).keys

    return ask, [32, 64, 128, 256]


def _sqlite(vectors: Floats) -> Made:
    """Make a table of sqlite-vec, which compares with every row."""
    connection = sqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    sqlite_vec.load(connection)
    connection.execute(f"CREATE VIRTUAL TABLE face USING vec0(v float[{vectors.shape[1]}])")
    connection.executemany(
        "INSERT INTO face (rowid, v) VALUES (?, ?)",
        ((n, vector.tobytes()) for n, vector in enumerate(vectors)),
    )

    def ask(query: Floats, among: Mask | None, effort: int) -> Any:
        if among is not None:
            raise NotImplementedError
        found = "SELECT rowid FROM face WHERE v MATCH ? AND k = ?"
        return [row[0] for row in connection.execute(found, (query[0].tobytes(), NEAR))]

    return ask, [1]
