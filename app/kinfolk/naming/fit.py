"""How faces fit a person: what stands against a name, and who is meant by its beginning."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.people import naming
from kinfolk.recognition import stored_vectors
from kinfolk.recognition.person_distance import EXEMPLARS, nearest_half
from kinfolk.recognition.suggestion import Thresholds
from kinfolk.vision.arrays import Bools, Floats

# Of so many people at most whose names begin alike it is asked whose name is meant.
BEGINNERS = 4
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
            apart = _distance(
                _looks(session, faces.clear_ids(session, among_ids=face_ids), engine_id),
                _looks(session, faces.clear_ids(session, person_id=person_id), engine_id),
            )
        is_unlike = apart is not None and apart > thresholds.unlike
        return Objection(photos, is_unlike) if photos or is_unlike else None

    def meant(
        self, text: str, face_ids: Sequence[str], known: Iterable[tuple[str, str]]
    ) -> tuple[str, str] | None:
        """Return the id and name of who is meant by the beginning of a name, or None.

        It is the only one among the `known` ids and names who begins so and whose the faces likely
        are.
        """
        begin = [each for each in known if names.rank(each[1], text) == 0]
        if not 0 < len(begin) <= BEGINNERS:
            return None
        engine_id, thresholds = self._engine()
        with self._db.read() as session:
            asked = _looks(session, faces.clear_ids(session, among_ids=face_ids), engine_id)
            likely = []
            for person_id, name in begin:
                ids = faces.clear_ids(session, person_id=person_id)
                apart = _distance(asked, _looks(session, ids, engine_id))
                is_alike = apart is not None and apart <= thresholds.maybe
                if is_alike and not naming.photos_with(session, face_ids, person_id):
                    likely.append((person_id, name))
        return likely[0] if len(likely) == 1 else None


@dataclass(frozen=True)
class _Looks:
    """Hold vectors (n, d) of some faces, and how old they look (n,), NaN where that is unknown."""

    vectors: Floats
    ages: Floats


def _looks(session: Session, face_ids: Sequence[str], engine_id: str) -> _Looks:
    """Read at most EXEMPLARS of the faces, evenly taken."""
    step = -(-len(face_ids) // EXEMPLARS) or 1
    _, vectors, ages = stored_vectors.matrix(session, face_ids[::step], engine_id)
    return _Looks(vectors, ages)


def _distance(asked: _Looks, known: _Looks) -> float | None:
    """Return how far faces are from a person's; None if there are none to compare."""
    if not len(asked.ages) or not len(known.ages):
        return None
    are_near = _are_near(asked.ages[:, None], known.ages[None])
    distances = np.where(are_near, 1 - asked.vectors @ known.vectors.T, np.inf).astype(np.float32)
    distances = distances[are_near.any(axis=1)]
    return float(nearest_half(distances).mean()) if len(distances) else None


def _are_near(ages: Floats, others: Floats) -> Bools:
    """Return which ages are near enough to compare faces; unknown ones are."""
    younger = np.minimum(ages, others)
    are_far: Bools = (younger < GROWN) & (np.abs(ages - others) > 1 + younger / 5)
    return ~are_far
