"""Read stored vectors as they are compared: the one way from the cache to a similarity."""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlmodel import Session

from kinfolk.core.faces import embeddings
from kinfolk.vision.arrays import Floats
from kinfolk.vision.comparable import comparable


def compared(vectors: Sequence[bytes], ages: Sequence[float | None], engine_id: str) -> Floats:
    """Return vectors (n, d) from their stored bytes."""
    stored = np.frombuffer(b"".join(vectors), "<f4").reshape(len(vectors), -1 if vectors else 0)
    return comparable(stored, np.array(ages, np.float32), engine_id)


def matrix(
    session: Session, face_ids: Iterable[str], engine_id: str
) -> tuple[list[str], Floats, Floats]:
    """Return the ids that have a vector of this engine, in the given order, vectors and ages.

    The vectors (n, d) are comparable at every age; see `vision/comparable.py`. The ages (n,) are
    in years, NaN where unknown.
    """
    ids, stored = embeddings.matrix(session, face_ids, engine_id)
    known = embeddings.ages(session, ids, engine_id)
    ages = np.array([known.get(face_id) for face_id in ids], np.float32)
    return ids, comparable(stored, ages, engine_id), ages
