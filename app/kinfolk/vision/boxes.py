"""Boxes in a picture: how much they overlap."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def iou(one: ArrayLike, other: ArrayLike) -> NDArray[np.floating[Any]]:
    """Return the shared area of boxes (…, 4) divided by the area of both, (…); 0 without overlap.

    A box is left, top, width and height. One box is compared with many by broadcasting.
    """
    a, b = np.asarray(one), np.asarray(other)
    near = np.maximum(a[..., :2], b[..., :2])
    far = np.minimum(a[..., :2] + a[..., 2:], b[..., :2] + b[..., 2:])
    shared = np.prod(np.maximum(far - near, 0), axis=-1)
    total = np.prod(a[..., 2:], axis=-1) + np.prod(b[..., 2:], axis=-1) - shared
    return np.asarray(shared / np.where(shared > 0, total, 1))
