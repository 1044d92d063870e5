"""How close a person's faces are to each other: cosine distances between their embeddings."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Embedding, Face
from kinfolk.core.db.rows import among
from kinfolk.core.faces import portraits
from kinfolk.recognition import stored_vectors

MEASURED_FACES = 1000  # of a larger person only the surest faces are compared, pair by pair


@dataclass(frozen=True)
class Cohesion:
    """Hold how close a person's faces are to each other; None if there are no two to compare."""

    pairwise_p90: float | None
    pairwise_mean: float | None
    face_count: int


def cluster_metrics(session: Session, person_ids: Iterable[str]) -> dict[str, Cohesion]:
    """Return the metrics of each person, by the engine that has seen most of their faces."""
    return {person_id: _metrics(session, person_id) for person_id in person_ids}


def _metrics(session: Session, person_id: str) -> Cohesion:
    """Measure one person, by the engine that has seen most of their faces."""
    query = select(col(Face.id)).where(col(Face.person_id) == person_id)
    query = query.order_by(*portraits.surest_first())
    face_ids = list(session.execute(query).scalars())
    engine_id = _engine(session, face_ids)
    vectors = stored_vectors.matrix(session, face_ids[:MEASURED_FACES], engine_id)[1]
    if len(vectors) < 2:
        return Cohesion(None, None, len(face_ids))
    distances = (1 - vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    p90, mean = float(np.percentile(distances, 90)), float(distances.mean())
    # Rounding may make the distance of two equal vectors a little less than 0.
    return Cohesion(max(p90, 0.0), max(mean, 0.0), len(face_ids))


def _engine(session: Session, face_ids: list[str]) -> str:
    """Return the engine that has seen most of these faces, "" for none."""
    query = (
        select(col(Embedding.engine_id))
        .where(among(col(Embedding.face_id), face_ids))
        .group_by(col(Embedding.engine_id))
        .order_by(func.count().desc(), col(Embedding.engine_id))
    )
    return session.execute(query.limit(1)).scalar() or ""
