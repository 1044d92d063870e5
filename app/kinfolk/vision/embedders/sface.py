"""SFace (OpenCV Zoo, Apache-2.0): an aligned face as a direction in 128 dimensions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from kinfolk.vision.arrays import Floats, Pixels

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


DIMENSIONS = 128


class Embedder:
    """Embed aligned faces with one ONNX session."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session
        self._input = session.get_inputs()[0].name

    def embed(self, chips: Sequence[Pixels]) -> Floats:
        """Return unit vectors (n, 128) of chips (112, 112, 3)."""
        return unit(self.vectors(chips))

    def vectors(self, chips: Sequence[Pixels]) -> Floats:
        """Return the vectors as the network gives them: the longer, the clearer it sees a face."""
        vectors = np.zeros((len(chips), DIMENSIONS), np.float32)
        for row, face in enumerate(chips):  # the file takes one at a time
            seen = face.transpose(2, 0, 1)[None].astype(np.float32)  # RGB, 0 to 255
            vectors[row] = self._session.run(None, {self._input: seen})[0][0]
        return vectors


def unit(vectors: Floats) -> Floats:
    """Return the rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return cast(Floats, vectors / np.maximum(lengths, np.float32(1e-12)))
