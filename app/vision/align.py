"""A face turned, scaled and moved so that its landmarks lie where the embedders expect them."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Doubles = NDArray[np.float64]

CHIP = 112
# Where SFace and the ArcFace family expect eyes, nose and mouth corners (InsightFace's published
# points).
TEMPLATE = np.array(
    ((38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655),
     (70.7299, 92.2041)),
    np.float64,
)  # fmt: skip


def similarity(landmarks: NDArray[np.floating], target: NDArray[np.floating]) -> Doubles:
    """The 2×3 rotation, scale and shift that brings landmarks (n, 2) nearest to the target.

    Least squares in closed form: points as complex numbers, z ↦ a·z + b.
    """
    source = (landmarks[:, 0] + 1j * landmarks[:, 1]).astype(np.complex128)
    wanted = target[:, 0] + 1j * target[:, 1]
    centred = source - source.mean()
    spread = np.vdot(centred, centred).real
    turn = np.vdot(centred, wanted - wanted.mean()) / spread if spread > 1e-9 else 1.0 + 0j
    shift = wanted.mean() - turn * source.mean()
    return np.array(
        ((turn.real, -turn.imag, shift.real), (turn.imag, turn.real, shift.imag)), np.float64
    )


def chip(pixels: Pixels, landmarks: Floats) -> Pixels:
    """The aligned face, (112, 112, 3); what lies outside the photo is black."""
    return warped(pixels, similarity(landmarks, TEMPLATE), CHIP)


def warped(pixels: Pixels, matrix: Doubles, side: int) -> Pixels:
    """What the 2×3 matrix brings into a square (side, side, 3); outside the photo it is black."""
    area, corner = _surroundings(pixels, matrix, side)
    if area.size == 0:
        return np.zeros((side, side, 3), np.uint8)
    matrix = matrix.copy()
    matrix[:, 2] += matrix[:, :2] @ corner
    image = Image.fromarray(area)
    # Warping reads single pixels: what is much larger than in the square would alias.
    factor = int(1 / np.hypot(*matrix[:, 0]))
    if factor > 1:
        image = image.reduce(factor)
        matrix[:, :2] *= factor
    # Pillow asks where each pixel of the square comes from.
    inverse = inverted(matrix).ravel()
    square = image.transform(
        (side, side), Image.Transform.AFFINE, tuple(inverse), Image.Resampling.BILINEAR
    )
    return np.asarray(square)


def inverted(matrix: Doubles) -> Doubles:
    """The 2×3 matrix that leads back."""
    back: Doubles = np.linalg.inv(np.vstack((matrix, (0, 0, 1))))[:2]
    return back


def _surroundings(pixels: Pixels, matrix: Doubles, side: int) -> tuple[Pixels, Doubles]:
    """The part of the photo that the square shows, and its upper left corner."""
    ends = np.array(((0, 0), (side, 0), (0, side), (side, side)), np.float64)
    places = np.linalg.solve(matrix[:, :2], (ends - matrix[:, 2]).T).T
    low = np.clip(np.floor(places.min(axis=0)) - 2, 0, None).astype(int)
    high = np.clip(np.ceil(places.max(axis=0)) + 2, 0, None).astype(int)
    return np.ascontiguousarray(pixels[low[1] : high[1], low[0] : high[0]]), low.astype(np.float64)
