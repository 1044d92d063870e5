"""How much a face can be trusted: size, clarity, pose and confidence as one number."""

from enum import StrEnum

import numpy as np

from kinfolk.vision.align import TEMPLATE, similarity_transform
from kinfolk.vision.arrays import Floats

# A part of the quality below this is named as a flaw.
FLAW_BELOW = 0.5


class Flaw(StrEnum):
    """Name why a face has a low grade, in words for everyone."""

    SMALL = "small"
    TURNED = "turned away"
    UNCERTAIN = "may not be a face"  # to the detector
    UNCLEAR = "unclear"  # blurred, above all


def grade(length: float, landmarks: Floats, *, side: float, score: float) -> float:
    """Return 0 (unusable) to 1 (clear), the product of the four parts below.

    `length` is that of SFace's vector, `landmarks` (5, 2) are in the photo, `side` is that of the
    face's box in pixels of the photo, `score` the detector's confidence.
    """
    return size(side) * clarity(length) * pose(landmarks) * confidence(score)


def flaws(
    known: float, *, side: float, landmarks: Floats | None, score: float | None
) -> list[Flaw]:
    """Return what lies behind a grade, derived from all that is kept of a face.

    The vector's length is not kept: if the grade is much lower than the product of the other parts,
    the face is unclear.
    """
    parts = {Flaw.SMALL: size(side)}
    if landmarks is not None:
        parts[Flaw.TURNED] = pose(landmarks)
    if score is not None:
        parts[Flaw.UNCERTAIN] = confidence(score)
    found = [flaw for flaw, part in parts.items() if part < FLAW_BELOW]
    rest = float(np.prod(list(parts.values())))
    return [*found, Flaw.UNCLEAR] if known < FLAW_BELOW * rest else found


def size(side: float) -> float:
    """Return 1 from 64 pixels upwards, 0 at 16: below that, the chip is mostly invented."""
    return _ramp(side, 16, 64)


def clarity(length: float) -> float:
    """Return how much of a face SFace sees, by the length of its vector before normalisation.

    Nine of ten faces of photos-many reach 11 and more. At the low end one face in six of those that
    are blurred is as near to its person as two clusters have to be (tests/bench/poor.py).
    """
    return _ramp(length, 9.25, 11)


def pose(landmarks: Floats) -> float:
    """Return 1 if the landmarks lie as in a frontal face, less as the head turns, down to 0.

    It depends on how far the landmarks are from their usual places, in pixels of the chip, after
    the best rotation, scale and shift.
    """
    matrix = similarity_transform(landmarks.astype(np.float64), TEMPLATE)
    moved = landmarks @ matrix[:, :2].T + matrix[:, 2]
    return 1 - _ramp(float(np.sqrt(np.mean((moved - TEMPLATE) ** 2))), 2.4, 9.7)


def confidence(score: float) -> float:
    """Return the detector's score, scaled so that the range of real faces becomes 0 to 1."""
    return _ramp(score, 0.3, 0.9)


def _ramp(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))
