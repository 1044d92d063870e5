"""YuNet (OpenCV Zoo, MIT): the detector of the first engine pack."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from app.vision.detect import MAX_OVERLAP, MIN_SIDE, Detection, shrink, suppress

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

# The file's input is a square of this side.
SIDE = 640
STRIDES = (8, 16, 32)
# On the shared photos every face scores over 0.85, and everything else under 0.75.
LEAST_SCORE = 0.75


class YuNet:
    """Finds faces in RGB pixels with one ONNX session."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session
        self._outputs = [f"{kind}_{s}" for s in STRIDES for kind in ("cls", "obj", "bbox", "kps")]

    def find(self, pixels: Pixels) -> list[Detection]:
        """Faces in pixels (h, w, 3), best first."""
        small = shrink(pixels, SIDE)
        square = np.zeros((SIDE, SIDE, 3), np.float32)
        square[: small.shape[0], : small.shape[1]] = small[..., ::-1]  # it wants BGR
        outputs = self._session.run(self._outputs, {"input": square.transpose(2, 0, 1)[None]})
        parts = [_faces(outputs[4 * n : 4 * n + 4], s) for n, s in enumerate(STRIDES)]
        rows = np.concatenate(parts)
        stretch = np.divide(pixels.shape[1::-1], small.shape[1::-1]).astype(np.float32)
        found = [_detection(rows[row]) for row in suppress(rows[:, :5], MAX_OVERLAP)]
        origin = np.zeros(2, np.float32)
        mapped = [face.mapped(stretch, origin) for face in found]
        return [face for face in mapped if min(face.box[2:]) >= MIN_SIDE]


def _faces(outputs: Sequence[Floats], stride: int) -> Floats:
    """Cells over LEAST_SCORE as rows: left, top, width, height, score, 5 × (x, y)."""
    kind, there, box, points = outputs
    score = np.sqrt(np.clip(kind[0, :, 0], 0, 1) * np.clip(there[0, :, 0], 0, 1))
    chosen = np.flatnonzero(score >= LEAST_SCORE)
    across = SIDE // stride
    cell = np.stack((chosen % across, chosen // across), axis=1).astype(np.float32)
    size = np.exp(box[0, chosen, 2:]) * stride
    corner = (cell + box[0, chosen, :2]) * stride - size / 2
    places = (points[0, chosen].reshape(-1, 5, 2) + cell[:, None]) * stride
    parts = (corner, size, score[chosen, None], places.reshape(-1, 10))
    return np.concatenate(parts, axis=1).astype(np.float32)


def _detection(row: Floats) -> Detection:
    left, top, width, height, score = (float(value) for value in row[:5])
    return Detection((left, top, width, height), score, row[5:].reshape(5, 2))
