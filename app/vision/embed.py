"""dlib's face ResNet: an aligned face as a direction in 128 dimensions."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

DIMENSIONS = 128
# Faces per run: more gain nothing and cost memory (crowds).
BATCH = 5


class Embedder:
    """Describes aligned faces with one ONNX session."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session

    def describe(self, faces: Sequence[Pixels]) -> Floats:
        """Unit vectors (n, 128) of faces, each given as views (v, 150, 150, 3), which are added."""
        if not faces:
            return np.zeros((0, DIMENSIONS), np.float32)
        parts = [self._run(faces[at : at + BATCH]) for at in range(0, len(faces), BATCH)]
        return unit(np.concatenate(parts))

    def _run(self, faces: Sequence[Pixels]) -> Floats:
        batch = np.concatenate(faces).transpose(0, 3, 1, 2).astype(np.float32)
        vectors: Floats = self._session.run(None, {"faces": batch})[0]
        return cast(Floats, vectors.reshape(len(faces), -1, DIMENSIONS).sum(axis=1))


def unit(vectors: Floats) -> Floats:
    """Rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return cast(Floats, vectors / np.maximum(lengths, np.float32(1e-12)))
