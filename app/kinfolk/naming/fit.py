"""How faces fit a person: what stands against a name, and who is meant by its beginning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.faces import embeddings, faces
from kinfolk.core.people import naming
from kinfolk.recognition import compared
from kinfolk.recognition.person_distance import EXEMPLARS, nearest_half
from kinfolk.recognition.suggestion import Thresholds

Floats = NDArray[np.float32]

# From this age on faces are compared whatever their ages are. A younger one is compared with faces
# of near ages only, because children change.
GROWN = 16


@dataclass(frozen=True)
class Objection:
    """Hold what stands against giving faces to a person; at least one of the two."""

    photos: int  # number of the faces' photos in which the person has another face
    is_unlike: bool  # the faces do not look like the person


class Fit:
    """Compare faces with people before a name is given.

    It reads a few rows at once, so that the answer is there before Enter: a question to the
    suggester may have to wait for others.
    """

    def __init__(self, db: Database, engine: Callable[[], tuple[str, Thresholds]]) -> None:
        """`engine` returns the engine in use and its thresholds."""
        self._db = db
        self._engine = engine

    def objection(self, face_ids: Sequence[str], person_id: str) -> Objection | None:
        """Return what stands against giving these faces to the person, or None."""
        engine_id, thresholds = self._engine()
        with self._db.read() as session:
            photos = naming.photos_with(session, face_ids, person_id)
            apart = _distance(session, face_ids, person_id, engine_id)
        is_unlike = apart is not None and apart > thresholds.unlike
        return Objection(photos, is_unlike) if photos or is_unlike else None


def _distance(
    session: Session, face_ids: Sequence[str], person_id: str, engine_id: str
) -> float | None:
    """Return how far faces are from a person; None if there are no clear ones to compare."""
    mine, asked = _vectors(session, faces.clear_ids(session, among_ids=face_ids), engine_id)
    theirs, known = _vectors(session, faces.clear_ids(session, person_id=person_id), engine_id)
    if not mine or not theirs:
        return None
    one, other = (_ages(session, ids, engine_id) for ids in (mine, theirs))
    distances = np.where(_are_near(one[:, None], other[None]), 1 - asked @ known.T, np.inf)
    distances = distances[np.isfinite(distances).any(axis=1)].astype(np.float32)
    return float(nearest_half(distances).mean()) if len(distances) else None


def _vectors(
    session: Session, face_ids: Sequence[str], engine_id: str
) -> tuple[Sequence[str], Floats]:
    """Return at most EXEMPLARS of the faces, evenly taken, and their vectors."""
    step = -(-len(face_ids) // EXEMPLARS) or 1
    return compared.matrix(session, face_ids[::step], engine_id)


def _ages(session: Session, face_ids: Sequence[str], engine_id: str) -> Floats:
    """Return how old the faces look (n,), NaN where that is unknown."""
    known = embeddings.ages(session, face_ids, engine_id)
    return np.array([known.get(each, np.nan) for each in face_ids], np.float32)


def _are_near(ages: Floats, others: Floats) -> NDArray[np.bool_]:
    """Return which ages are near enough to compare faces; unknown ones are."""
    younger = np.minimum(ages, others)
    are_far: NDArray[np.bool_] = (younger < GROWN) & (np.abs(ages - others) > 1 + younger / 5)
    return ~are_far
