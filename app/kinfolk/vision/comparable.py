"""Make stored vectors comparable, so that a similarity means the same at every age.

To a network that was trained on adults, small children look alike: what they have in common is
most of what it sees. So the average of faces of about that age is subtracted from each vector. The
vectors of small children are also made shorter, so that two of them must be more alike.

`tests/bench/age_table.py` makes the table of averages. Stored vectors stay the network's own, so
that a new table needs no scan.
"""

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kinfolk.vision.arrays import Floats
from kinfolk.vision.embedders.sface import DIMENSIONS, unit
from kinfolk.vision.engine import ENGINE_ID, MODELS, model_bytes, sums

TABLE = "ages.npy"


def comparable(vectors: Floats, ages: NDArray[np.floating], engine_id: str) -> Floats:
    """Return stored vectors (n, d) as they are compared; `ages` (n,) are in years, NaN if unknown.

    Without an age, or a table for such vectors, a vector stays as it is.
    """
    known = np.flatnonzero(np.isfinite(ages))
    if engine_id != ENGINE_ID or vectors.shape[1] != DIMENSIONS or not len(known):
        return vectors
    found = vectors.astype(np.float32, copy=True)
    found[known] = centred(vectors[known], ages[known], _table())
    return found


def centred(vectors: Floats, ages: NDArray[np.floating], table: Floats) -> Floats:
    """Return vectors (n, d) by a table (a, d + 1): for each year an average and a length."""
    rows = np.clip(np.rint(ages), 0, len(table) - 1).astype(np.int64)
    found: Floats = unit(vectors - table[rows, :-1]) * table[rows, -1:]
    return found


def mark() -> str:
    """Return which table it is: compared vectors that are kept hold as long as this is the same."""
    return sums(MODELS).get(TABLE, "")


@lru_cache(maxsize=1)
def _table() -> Floats:
    file = io.BytesIO(model_bytes(MODELS, TABLE))
    table: Floats = np.load(file, allow_pickle=False).astype(np.float32)
    return table
