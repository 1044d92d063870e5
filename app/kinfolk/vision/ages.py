"""Estimate how old a face looks, with the age network of face-api.js (MIT)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from PIL import Image

from kinfolk.vision.align import CHIP, TEMPLATE, similarity_transform, warped
from kinfolk.vision.arrays import Floats, Pixels

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


# The network wants the face from chin to brow alone: so much larger it is than in the template of
# the embedders, and this point lies in the middle. Ages 0 to 9 are then 1.2 years off on average.
ZOOM, MIDDLE = 1.1, (56.0, 70.0)
_PLACES = (TEMPLATE - np.array(MIDDLE)) * ZOOM + CHIP / 2


class AgeNetwork:
    """Estimate ages with one ONNX session."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session

    def years(self, image: Image.Image, landmarks: Sequence[Floats]) -> Floats:
        """Return the age (n,) of each face of an RGB image, known by its landmarks (5, 2)."""
        if not landmarks:
            return np.zeros(0, np.float32)
        pixels = np.stack([view(image, each) for each in landmarks])
        seen = pixels.transpose(0, 3, 1, 2).astype(np.float32)
        return cast(Floats, np.maximum(self._session.run(None, {"x": seen})[0][:, 0], 0))


def view(image: Image.Image, landmarks: Floats) -> Pixels:
    """Return what the network sees of the face at landmarks (5, 2), as RGB (112, 112, 3)."""
    return warped(image, similarity_transform(landmarks, _PLACES), CHIP)
