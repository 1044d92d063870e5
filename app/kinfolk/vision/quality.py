"""How much a face can be trusted: size, sharpness, pose and confidence as one number."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kinfolk.vision.align import CHIP, TEMPLATE, similarity_transform

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

# A part of the quality below this is named as a flaw.
FLAW_BELOW = 0.5


class Flaw(StrEnum):
    """Why a face has a low grade, in words for everybody."""

    SMALL = "small"
    TURNED = "turned away"
    UNCERTAIN = "hardly a face"  # to the detector
    BLURRED = "blurred"


def grade(chip: Pixels, landmarks: Floats, *, side: float, score: float) -> float:
    """0 (unusable) to 1 (clear), the product of the four parts below.

    chip: the aligned face. landmarks: (5, 2) in the photo. side: of the face's box, in pixels of
    the photo. score: the detector's confidence.
    """
    return size(side) * sharpness(chip) * pose(landmarks) * confidence(score)


def flaws(
    known: float, *, side: float, landmarks: Floats | None, score: float | None
) -> list[Flaw]:
    """What lies behind a grade, worked out from all that is kept of a face.

    The chip is not kept, so sharpness cannot be measured again: where the grade is much lower than
    the product of the other parts, the face is blurred.
    """
    parts = {Flaw.SMALL: size(side)}
    if landmarks is not None:
        parts[Flaw.TURNED] = pose(landmarks)
    if score is not None:
        parts[Flaw.UNCERTAIN] = confidence(score)
    found = [flaw for flaw, part in parts.items() if part < FLAW_BELOW]
    rest = float(np.prod(list(parts.values())))
    return [*found, Flaw.BLURRED] if known < FLAW_BELOW * rest else found


def size(side: float) -> float:
    """1 from 64 pixels upwards, 0 at 16: below, the chip is mostly invented."""
    return _ramp(side, 16, 64)


def sharpness(chip: Pixels) -> float:
    """Fine detail over contrast in the middle of the chip, so that dark photos are not blurred."""
    quarter = CHIP // 4
    grey = chip[quarter:-quarter, quarter:-quarter].astype(np.float32).mean(axis=2)
    ripple = (
        4 * grey[1:-1, 1:-1] - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    )
    # At least 4 of 255: in an even picture noise would pass for detail.
    return _ramp(float(ripple.std()) / max(float(grey.std()), 4.0), 0.03, 0.16)


def pose(landmarks: Floats) -> float:
    """1 when the landmarks lie as in a frontal face, less as the head turns.

    The distance that is left after the best turn, scale and shift, in pixels of the chip.
    """
    matrix = similarity_transform(landmarks.astype(np.float64), TEMPLATE)
    moved = landmarks @ matrix[:, :2].T + matrix[:, 2]
    return 1 - _ramp(float(np.sqrt(np.mean((moved - TEMPLATE) ** 2))), 2.4, 9.7)


def confidence(score: float) -> float:
    """The detector's score, stretched over the range it uses for real faces."""
    return _ramp(score, 0.3, 0.9)


def _ramp(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))
