"""An engine's bounds, set on the user's own photos by what the built-in engine sees there."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.core.db import Database
from app.core.models import Asset, Embedding, Face
from app.vision.engine import ENGINE_ID
from app.vision.group import TEACHES
from app.vision.packs import BUILT_IN, Bounds

Floats = NDArray[np.float32]

# So many faces give a million pairs, of which some thousands show one person; few faces show few
# people, and how near strangers come is not seen.
FACES, LEAST_FACES = 1_500, 100
# Each bound lies at the pair of that rank; with fewer pairs chance would set it.
LEAST_PAIRS = 30


def calibrate(db: Database, engine_id: str) -> Bounds | None:
    """Bounds at which the engine takes as many pairs of faces for one person as the built-in one.

    Measured on clear faces that both have described. Null where there are too few, or too few of
    them alike.
    """
    described = seen_by_both(db, engine_id)
    if len(described) < LEAST_FACES:
        return None
    known, new = (_distances(vectors) for vectors in zip(*described, strict=True))
    return matched(known, new)


def matched(known: Floats, new: Floats) -> Bounds | None:
    """The built-in bounds carried over: the same share of the pairs (n,) is within each of them."""
    new = np.sort(new)
    ranks = {name: int((known <= bound).sum()) for name, bound in BUILT_IN.model_dump().items()}
    if min(ranks.values()) < LEAST_PAIRS:
        return None
    return Bounds(**{name: float(new[rank - 1]) for name, rank in ranks.items()})


def seen_by_both(db: Database, engine_id: str) -> list[tuple[bytes, bytes]]:
    """The vectors of up to FACES faces by the built-in engine and the other one.

    In the order of the photos' hashes: by chance, in effect, and the same every time.
    """
    built_in, other = aliased(Embedding), aliased(Embedding)
    query = (
        select(col(built_in.vector), col(other.vector))
        .join(Face, col(Face.id) == col(built_in.face_id))
        .join(other, col(other.face_id) == col(Face.id))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(col(built_in.engine_id) == ENGINE_ID, col(other.engine_id) == engine_id)
        .where(col(Face.quality) >= TEACHES)
        .order_by(col(Asset.content_hash), col(Face.id))
        .limit(FACES)
    )
    with db.read() as session:
        return [(known, new) for known, new in session.execute(query)]


def _distances(vectors: Sequence[bytes]) -> Floats:
    matrix = np.stack([np.frombuffer(vector, "<f4") for vector in vectors])
    apart: Floats = 1 - matrix @ matrix.T
    return apart[np.triu_indices(len(matrix), 1)]
