"""Align a face: turn, scale and move it so that its landmarks are where embedders expect them."""

from collections.abc import Sequence
from math import ceil, floor, hypot

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kinfolk.vision.arrays import Doubles, Floats, Pixels

CHIP = 112
# Where SFace and the ArcFace family expect eyes, nose and mouth corners (InsightFace's published
# points).
TEMPLATE = np.array(
    (
        (38.2946, 51.6963),
        (73.5318, 51.5014),
        (56.0252, 71.7366),
        (41.5493, 92.3655),
        (70.7299, 92.2041),
    ),
    np.float64,
)


def similarity_transform(landmarks: NDArray[np.floating], target: NDArray[np.floating]) -> Doubles:
    """Return the 2×3 rotation, scale and shift that bring landmarks (n, 2) nearest to a target.

    Least squares in closed form: points as complex numbers, z ↦ a·z + b.
    """
    source = (landmarks[:, 0] + 1j * landmarks[:, 1]).astype(np.complex128)
    wanted = target[:, 0] + 1j * target[:, 1]
    middle, aim = source.mean(), wanted.mean()
    centred = source - middle
    spread = np.vdot(centred, centred).real
    turn = np.vdot(centred, wanted - aim) / spread if spread > 1e-9 else 1.0 + 0j
    shift = aim - turn * middle
    return np.array(
        ((turn.real, -turn.imag, shift.real), (turn.imag, turn.real, shift.imag)), np.float64
    )


def chip(pixels: Pixels | Image.Image, landmarks: Floats) -> Pixels:
    """Return the face at landmarks (5, 2) turned upright and scaled, as RGB (112, 112, 3).

    Landmarks are in pixels of the photo, ordered as in `TEMPLATE`. What lies outside is black.
    """
    return warped(pixels, similarity_transform(landmarks, TEMPLATE), CHIP)


def warped(pixels: Pixels | Image.Image, matrix: Doubles, side: int) -> Pixels:
    """Return the RGB square (side, side, 3) of the picture, moved by a 2×3 matrix.

    The matrix maps pixels of the picture to pixels of the square; what lies outside is black.
    For many squares of one picture pass an Image: an array is copied each time.
    """
    image = Image.fromarray(pixels) if isinstance(pixels, np.ndarray) else pixels
    # Pillow asks where each pixel of the square comes from.
    across, skewed, left, down, straight, top = inverted(matrix).ravel().tolist()
    # Warping reads single pixels: what is much larger than in the square would alias.
    factor = int(hypot(across, down))
    if factor > 1:
        box = _surroundings(image, (across, skewed, left), (down, straight, top), side)
        if box is None:
            return np.zeros((side, side, 3), np.uint8)
        image = image.reduce(factor, box=box)
        across, skewed, down, straight = (n / factor for n in (across, skewed, down, straight))
        left, top = (left - box[0]) / factor, (top - box[1]) / factor
    square = image.transform(
        (side, side),
        Image.Transform.AFFINE,
        (across, skewed, left, down, straight, top),
        Image.Resampling.BILINEAR,
    )
    return np.asarray(square)


def inverted(matrix: Doubles) -> Doubles:
    """Return the inverse of a 2×3 matrix."""
    (a, b, left), (c, d, top) = matrix.tolist()
    size = a * d - b * c
    a, b, c, d = d / size, -b / size, -c / size, a / size
    return np.array(((a, b, -a * left - b * top), (c, d, -c * left - d * top)), np.float64)


def _surroundings(
    image: Image.Image, across: Sequence[float], down: Sequence[float], side: int
) -> tuple[int, int, int, int] | None:
    """Return the part of the photo that the square shows (left, top, right, bottom), or None."""
    ends = []
    # Two pixels more on each side: at the edge the transformation reads its neighbours, too.
    for (turn, skew, start), most in zip((across, down), image.size, strict=True):
        places = [start + turn * x + skew * y for x in (0, side) for y in (0, side)]
        ends.append((max(floor(min(places)) - 2, 0), min(ceil(max(places)) + 2, most)))
    (left, right), (top, bottom) = ends
    return (left, top, right, bottom) if left < right and top < bottom else None
