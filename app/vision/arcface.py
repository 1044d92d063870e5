"""The ArcFace family and SFace: an aligned face of 112×112 as a direction."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from PIL import Image

from app.errors import AppError
from app.vision.align import similarity
from app.vision.embed import unit

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

SIDE = 112
# Where the family expects eyes, nose and mouth corners (InsightFace's published points).
TEMPLATE = np.array(
    ((38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655),
     (70.7299, 92.2041)),
    np.float64,
)  # fmt: skip


class ArcFace:
    """Describes aligned faces with one ONNX session."""

    def __init__(self, session: InferenceSession, *, shift: float, scale: float) -> None:
        """The network sees (RGB - shift) · scale. AppError when the model has another form."""
        self.dimensions = _dimensions(session)
        self._session = session
        self._shift, self._scale = shift, scale
        self._input = session.get_inputs()[0].name

    def describe(self, chips: Sequence[Pixels]) -> Floats:
        """Unit vectors (n, d) of chips (112, 112, 3), each with its mirror image, added."""
        vectors = np.zeros((len(chips), self.dimensions), np.float32)
        for row, face in enumerate(chips):
            for view in (face, face[:, ::-1]):  # one at a time: many files fix the batch to one
                seen = (
                    view.transpose(2, 0, 1)[None].astype(np.float32) - self._shift
                ) * self._scale
                vectors[row] += self._session.run(None, {self._input: seen})[0].reshape(-1)
        return unit(vectors)


def chip(pixels: Pixels, landmarks: Floats) -> Pixels:
    """The aligned face (112, 112, 3); what lies outside the photo is black."""
    matrix = similarity(landmarks.astype(np.float64), TEMPLATE)
    image = Image.fromarray(pixels)
    # Warping reads single pixels: a face much larger than the chip would alias.
    factor = int(1 / np.hypot(*matrix[:, 0]))
    if factor > 1:
        image = image.reduce(factor)
        matrix[:, :2] *= factor
    inverse = np.linalg.inv(np.vstack((matrix, (0, 0, 1))))[:2].ravel()
    face = image.transform(
        (SIDE, SIDE), Image.Transform.AFFINE, tuple(inverse), Image.Resampling.BILINEAR
    )
    return np.asarray(face)


def _dimensions(session: InferenceSession) -> int:
    """How many numbers the model gives for one face of 112×112; AppError if it takes no such."""
    inputs, outputs = session.get_inputs(), session.get_outputs()
    shape = inputs[0].shape if len(inputs) == 1 else []
    if len(shape) != 4 or list(shape[1:]) != [3, SIDE, SIDE]:
        found = ", ".join(str(one.shape) for one in inputs)
        raise AppError(
            f"This model takes {found}, not one face of [1, 3, {SIDE}, {SIDE}].",
            "Only models of the ArcFace family fit.",
        )
    blank = np.zeros((1, 3, SIDE, SIDE), np.float32)
    try:
        result = session.run(None, {inputs[0].name: blank})[0]
    except Exception as error:  # whatever the runtime says to a model that cannot run
        raise AppError("This model cannot be run.", str(error).splitlines()[0]) from error
    if len(outputs) != 1 or result.shape[0] != 1 or not 64 <= result.size <= 4096:
        raise AppError(f"This model gives {list(result.shape)}, not 64 to 4096 numbers a face.")
    return cast(int, result.size)
