"""Which face found now is which face found before, so that what the user said about it stays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.pipeline.tasks import Box
from app.vision.group import SAME

# Boxes that overlap this much show the same face.
OVERLAP = 0.5
# Cosine distances over the one at which faces are grouped: in another photo under the same name the
# face at the same place is somebody else; in a cropped or turned one the same face lies elsewhere.
SOMEBODY_ELSE = 2.0
THE_SAME_PICTURE = 0.5


@dataclass(frozen=True)
class Sight:
    """A face as seen once; the vector may be unknown."""

    box: Box
    vector: NDArray[np.float32] | None


def match(before: Sequence[Sight], now: Sequence[Sight], *, same: float = SAME) -> dict[int, int]:
    """Index in `now` → index in `before`, for the faces that are the same; one for one.

    `same` is the engine's own, see `vision.group`.
    """
    pairs, bound = [], 1 - same
    for new, seen in enumerate(now):
        for old, known in enumerate(before):
            overlap = iou(seen.box, known.box)
            apart = _distance(seen, known)
            if overlap >= OVERLAP and (apart is None or apart < SOMEBODY_ELSE * bound):
                pairs.append((-overlap, new, old))
            elif apart is not None and apart < THE_SAME_PICTURE * bound:
                pairs.append((apart, new, old))
    found: dict[int, int] = {}
    for _, new, old in sorted(pairs):
        if new not in found and old not in found.values():
            found[new] = old
    return found


def iou(a: Box, b: Box) -> float:
    """Shared area over total area."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def _distance(a: Sight, b: Sight) -> float | None:
    if a.vector is None or b.vector is None:
        return None
    return float(1 - a.vector @ b.vector)
