"""Set an engine's bounds on the user's own photos, by what the built-in engine sees there."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Embedding, Face
from kinfolk.core.faces.embeddings import age, is_sound
from kinfolk.recognition.stored_vectors import compared
from kinfolk.vision import trial
from kinfolk.vision.arrays import Floats
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import MIN_QUALITY
from kinfolk.vision.packs import BUILT_IN_BOUNDS, Bounds, Pack

# So many faces give a million pairs, of which some thousands show one person; few faces show few
# people, and how near strangers come is not seen. On the shared photos, bounds from 100 of the 437
# clear faces at random are within 10 % of those from all.
MAX_FACES, MIN_FACES = 1_500, 100
# Each bound lies at the pair of that rank; with fewer pairs chance would set it.
MIN_PAIRS = 30
# It is measured anew when so many times as many faces are known.
REMEASURE_FACTOR = 1.5
# Of the pairs that the built-in engine groups: an engine that sees worse has a few wrong ones among
# its nearest. With such on the shared photos 1 leaves 5 to 25 of 1,000 faces in impure groups, 0.9
# none to 15.
RATHER_FEWER = 0.9
# Without the built-in engine: shares of the distance between two faces in general. On the shared
# photos no group is impure at 0.4 with networks whose strangers are 0.16 and 1.0 apart.
SHARES = Bounds(same=0.4, likely=0.45, maybe=0.5, unlikely=0.6)


def calibrate(db: Database, pack: Pack) -> tuple[Bounds, int] | None:
    """Return better bounds for the pack than it has, and the number of faces both engines know.

    The number is 0 if those are too few or too different: then the bounds come only from the pack's
    own distances. Returns None if there is nothing new to measure.
    """
    if REMEASURE_FACTOR * pack.measured_on > MAX_FACES:  # the sample cannot grow that much
        return None
    both = _vectors(db, _seen_by_both(pack.id))
    if len(both) >= max(MIN_FACES, REMEASURE_FACTOR * pack.measured_on):
        known, new = _pairs(both, pack)
        if (bounds := transferred(known, new)) is not None:
            return bounds, len(both)
    if pack.measured_on:
        return None
    alone = _vectors(db, _seen(pack.id))
    if len(alone) < 2:
        return None
    vectors, ages = zip(*alone, strict=True)
    general = float(np.median(_distances(compared(vectors, ages, pack.id))))
    return Bounds(**{name: share * general for name, share in SHARES.model_dump().items()}), 0


def tells_apart(db: Database, pack: Pack) -> bool:
    """Return whether the pack tells people apart here, on enough faces that both engines know."""
    both = _vectors(db, _seen_by_both(pack.id))
    if len(both) < MIN_FACES:
        return False
    known, new = _pairs(both, pack)
    same, different = new[known <= BUILT_IN_BOUNDS.likely], new[known > BUILT_IN_BOUNDS.unlikely]
    return min(len(same), len(different)) >= MIN_PAIRS and trial.tells_apart(same, different)


def transferred(known: Floats, new: Floats) -> Bounds | None:
    """Return the built-in bounds carried over: the same share of the pairs (n,) is within each."""
    new = np.sort(new)
    ranks = {
        name: int((known <= bound).sum()) for name, bound in BUILT_IN_BOUNDS.model_dump().items()
    }
    ranks["same"] = int(ranks["same"] * RATHER_FEWER)
    if min(ranks.values()) < MIN_PAIRS:
        return None
    return Bounds(**{name: float(new[rank - 1]) for name, rank in ranks.items()})


def _seen_by_both(engine_id: str) -> Select[*tuple[Any, ...]]:
    """Return a query of vectors by the built-in engine and by the other one, of the same faces."""
    built_in, other = aliased(Embedding), aliased(Embedding)
    return (
        select(col(built_in.vector), col(other.vector), age(built_in))
        .join(Face, col(Face.id) == col(built_in.face_id))
        .join(other, col(other.face_id) == col(Face.id))
        .where(col(built_in.engine_id) == ENGINE_ID, col(other.engine_id) == engine_id)
        .where(is_sound(built_in), is_sound(other))
    )


def _seen(engine_id: str) -> Select[*tuple[Any, ...]]:
    return (
        select(col(Embedding.vector), age())
        .join(Face, col(Face.id) == col(Embedding.face_id))
        .where(col(Embedding.engine_id) == engine_id, is_sound(Embedding))
    )


def _vectors(db: Database, query: Select[*tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
    """Return vectors of up to MAX_FACES clear faces in the order of photo hashes, so at random."""
    query = (
        query.join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(col(Face.quality) >= MIN_QUALITY)
        .order_by(col(Asset.content_hash), col(Face.id))
    )
    with db.read() as session:
        return [tuple(row) for row in session.execute(query.limit(MAX_FACES))]


def _pairs(both: Sequence[Sequence[Any]], pack: Pack) -> tuple[Floats, Floats]:
    """Return the distances of all pairs, as the built-in engine and as the pack sees them."""
    known, new, ages = zip(*both, strict=True)
    return _distances(compared(known, ages, ENGINE_ID)), _distances(compared(new, ages, pack.id))


def _distances(matrix: Floats) -> Floats:
    """Return the cosine distance of each pair of vectors (n, d)."""
    distances: Floats = 1 - matrix @ matrix.T
    return distances[np.triu_indices(len(matrix), 1)]
