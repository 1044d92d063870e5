"""dlib's face ResNet: an aligned face as a direction in 128 dimensions."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

DIMENSIONS = 128
# Faces per run, each with its mirror image: more gains nothing and costs memory (crowds).
BATCH = 16


class Embedder:
    """Describes aligned faces with one ONNX session."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session

    def describe(self, chips: Sequence[Pixels]) -> Floats:
        """Unit vectors (n, 128) of chips (150, 150, 3): each with its mirror image, added.

        The mirror image takes LFW from 98.73 % to 99.22 %.
        """
        if not chips:
            return np.zeros((0, DIMENSIONS), np.float32)
        parts = [self._run(chips[at : at + BATCH]) for at in range(0, len(chips), BATCH)]
        return unit(np.concatenate(parts))

    def _run(self, chips: Sequence[Pixels]) -> Floats:
        faces = np.stack(chips).transpose(0, 3, 1, 2).astype(np.float32)
        batch = np.concatenate((faces, faces[..., ::-1]))
        vectors: Floats = self._session.run(None, {"faces": batch})[0]
        plain, mirrored = np.split(vectors, 2)
        return cast(Floats, plain + mirrored)


def unit(vectors: Floats) -> Floats:
    """Rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return cast(Floats, vectors / np.maximum(lengths, np.float32(1e-12)))
