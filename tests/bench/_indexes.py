"""Vector indexes side by side: what each costs to make, to ask, and what it finds."""

import sqlite3
import time
from collections.abc import Callable
from typing import Any

import faiss
import numpy as np
import sqlite_vec
from numpy.typing import NDArray
from usearch.index import Index as UsearchIndex

from app.vision.index import Index
from tests.bench._photos import machine, table

QUERIES, NEAR = 200, 32
Floats = NDArray[np.float32]
Ask = Callable[[Floats, int], Any]


def choose(vectors: Floats) -> None:
    """Print the table for these vectors (n, d)."""
    draw = np.random.default_rng(0)
    queries = vectors[draw.integers(0, len(vectors), QUERIES)]
    exact = np.argsort(-(queries @ vectors.T), axis=1, kind="stable")[:, :NEAR]
    rows = []
    for name, make, among in (
        ("every row, numpy", _numpy, True),
        ("faiss IVF, fp16 (ours)", _ours, True),
        ("faiss HNSW 32", _hnsw, True),
        ("usearch HNSW, f16", _usearch, False),
        ("sqlite-vec", _sqlite, False),
    ):
        started = time.perf_counter()
        try:
            ask = make(vectors)
        except AttributeError:  # this Python's sqlite3 was built without extensions
            rows.append((name, *["not loadable here"] * 4, "no"))
            continue
        made = time.perf_counter() - started
        times, hits = [], 0
        for query, right in zip(queries, exact, strict=True):
            started = time.perf_counter()
            found = ask(query[None], NEAR)
            times.append(time.perf_counter() - started)
            hits += len(set(np.ravel(found).tolist()) & set(right.tolist()))
        p50, p99 = (f"{1e3 * v:.2f}" for v in np.percentile(times, (50, 99)))
        words = "yes" if among else "no"
        rows.append((name, f"{made:.1f}", p50, p99, f"{hits / exact.size:.1%}", words))
    print(f"Indexes over {len(vectors):,} synthetic faces ({machine()})\n")
    heads = ("index", "made, s", "query p50, ms", "p99, ms", "found of the 32 nearest")
    table((*heads, "among any subset"), rows)


def _numpy(vectors: Floats) -> Ask:
    return lambda query, count: np.argpartition(-(query @ vectors.T), count)[:, :count]


def _ours(vectors: Floats) -> Ask:
    index, everybody = Index(vectors), np.ones(len(vectors), np.bool_)
    return lambda query, count: index.nearest(query, count, everybody)[0]


def _hnsw(vectors: Floats) -> Ask:
    index = faiss.index_factory(vectors.shape[1], "HNSW32", faiss.METRIC_INNER_PRODUCT)
    index.add(vectors)
    index.hnsw.efSearch = 64
    return lambda query, count: index.search(query, count)[1]


def _usearch(vectors: Floats) -> Ask:
    index = UsearchIndex(ndim=vectors.shape[1], metric="cos", dtype="f16")
    index.add(np.arange(len(vectors)), vectors)
    return lambda query, count: index.search(query[0], count).keys


def _sqlite(vectors: Floats) -> Ask:
    connection = sqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    sqlite_vec.load(connection)
    connection.execute(f"CREATE VIRTUAL TABLE face USING vec0(v float[{vectors.shape[1]}])")
    connection.executemany(
        "INSERT INTO face (rowid, v) VALUES (?, ?)",
        ((n, vector.tobytes()) for n, vector in enumerate(vectors)),
    )
    ask = "SELECT rowid FROM face WHERE v MATCH ? AND k = ?"
    return lambda query, count: [
        row[0] for row in connection.execute(ask, (query[0].tobytes(), count))
    ]
