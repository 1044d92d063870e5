"""Match faces found now with known ones, so that the user's decisions about them stay."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinfolk.core.faces.faces import SAME_PLACE
from kinfolk.scan.tasks import Box
from kinfolk.vision.boxes import iou
from kinfolk.vision.group import SAME

MIN_IOU = SAME_PLACE
# Factors of the cosine distance at which faces are grouped. Of 72 shared photos, edited in ways
# that people edit photos (shrunk to half, pressed to quality 30, brighter, darker, grey, mirrored,
# cropped), 97 faces in 100 stay within the first, all that are found within the other; of pairs of
# strangers hardly one in 100 does.
SAME_FACE_FACTOR = 0.47
OTHER_FACE_FACTOR = 1.13
# The correlation of pixels around a face at the same place from which the picture counts as the
# same. Of 1,770 pairs of strangers in photos that are all aligned on the face none reaches 0.85; of
# faces pressed to quality 60 nineteen in twenty have 0.93. More is needed for a face that the
# engine has not seen: one drawn by hand, or found while another engine was in use.
MIN_CORRELATION, MIN_CORRELATION_ALONE = 0.87, 0.92


@dataclass(frozen=True)
class Observation:
    """Hold a face in one version of a photo; unknown values are None."""

    box: Box
    vector: NDArray[np.float32] | None = None
    look: bytes | None = None  # see `crops.look`
    # Of a known face: its picture is the one looked at now, whatever file holds it.
    is_same_picture: bool = False
    is_decided: bool = False  # preferred over others that are as near
    at: int | None = None  # moment in a video


def match_faces(
    before: Sequence[Observation], now: Sequence[Observation], *, same: float = SAME
) -> dict[int, int]:
    """Return index in `now` → index in `before` for faces that are the same, one to one.

    In the same picture the overlap alone decides. In another one the vectors, or else the pixels,
    have to agree as well, because another face may be at the same place. `same` is the engine's
    similarity for grouping, see `vision.group`.
    """
    pairs = []
    for new, seen in enumerate(now):
        for old, known in enumerate(before):
            cost = _cost(known, seen, 1 - same)
            if cost is not None:
                # Sorted so that faces of the same picture come first, then decided ones, then the
                # nearest.
                pairs.append((not known.is_same_picture, not known.is_decided, cost, new, old))
    found: dict[int, int] = {}
    taken = set()
    for *_, new, old in sorted(pairs):
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def _cost(known: Observation, seen: Observation, bound: float) -> float | None:
    """Return the cost of a match, lower is better; None if it is not the same face."""
    overlap = float(iou(seen.box, known.box))
    is_in_place = overlap >= MIN_IOU and seen.at == known.at
    if known.is_same_picture:
        return -overlap if is_in_place else None
    distance = _distance(seen, known)
    # So near that it is the same face wherever it is: the photo may have been cropped.
    if distance is not None and distance < SAME_FACE_FACTOR * bound:
        return -overlap if is_in_place else distance
    if not is_in_place or (distance is not None and distance >= OTHER_FACE_FACTOR * bound):
        return None
    # At its old place, and the vectors leave doubt: the pixels around it decide.
    least = MIN_CORRELATION_ALONE if distance is None else MIN_CORRELATION
    return -overlap if _correlation(known, seen) >= least else None


def _distance(a: Observation, b: Observation) -> float | None:
    """Return the cosine distance of two faces, None if one has no vector."""
    if a.vector is None or b.vector is None:
        return None
    return float(1 - a.vector @ b.vector)


def _correlation(a: Observation, b: Observation) -> float:
    """Return the correlation of the pixels of two crops; 0 if one is missing."""
    if a.look is None or b.look is None:
        return 0.0
    one, other = (np.frombuffer(look, np.uint8).astype(np.float32) for look in (a.look, b.look))
    one, other = one - one.mean(), other - other.mean()
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0
