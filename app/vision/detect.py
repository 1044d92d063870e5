"""CenterFace: where the faces are, and five points in each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from PIL import Image

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

# Longer sides are shrunk to this before looking: 65 ms on 2 cores at 1024×768.
LOOK_SIDE = 1024
# The network halves its input five times.
MULTIPLE = 32
# A cell of the output covers 4×4 pixels.
CELL = 4
MIN_SCORE = 0.5
MAX_OVERLAP = 0.3


@dataclass(frozen=True)
class Detection:
    """A face in pixels of the photo: box (left, top, width, height), score, landmarks (5, 2).

    Landmarks from the picture's left: eye, eye, nose, mouth corner, mouth corner.
    """

    box: tuple[float, float, float, float]
    score: float
    landmarks: Floats


class Detector:
    """Finds faces in RGB pixels with one ONNX session."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name

    def find(self, pixels: Pixels) -> list[Detection]:
        """Faces in pixels (h, w, 3), best first."""
        return self._look(pixels, LOOK_SIDE, MIN_SCORE)

    def _look(self, pixels: Pixels, side: int, min_score: float) -> list[Detection]:
        shrunk = shrink(pixels, side)
        found = read_cells(self._run(shrunk), min_score)
        kept = suppress(found[:, :5], MAX_OVERLAP)
        ratio = pixels.shape[1] / shrunk.shape[1], pixels.shape[0] / shrunk.shape[0]
        return [_detection(found[row], *ratio) for row in kept]

    def _run(self, pixels: Pixels) -> list[Floats]:
        height, width = pixels.shape[:2]
        tall, wide = (-(-side // MULTIPLE) * MULTIPLE for side in (height, width))
        batch = np.zeros((1, 3, tall, wide), np.float32)
        batch[0, :, :height, :width] = pixels.transpose(2, 0, 1)
        outputs: list[Floats] = self._session.run(None, {self._input: batch})
        return [output[0] for output in outputs]


def shrink(pixels: Pixels, side: int) -> Pixels:
    """The pixels with their longer side at most `side`, never enlarged."""
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.fromarray(pixels).resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(image)


def read_cells(outputs: Sequence[Floats], least: float) -> Floats:
    """Cells over the score `least` as rows: left, top, width, height, score, 5 × (x, y)."""
    heat, scale, offset, points = outputs
    rows, columns = np.nonzero(heat[0] >= least)
    height, width = CELL * np.exp(scale[:, rows, columns])
    top = CELL * (rows + offset[0, rows, columns] + 0.5) - height / 2
    left = CELL * (columns + offset[1, rows, columns] + 0.5) - width / 2
    places = points[:, rows, columns]
    ys, xs = top + height * places[0::2], left + width * places[1::2]
    face = np.stack((left, top, width, height, heat[0, rows, columns]), axis=1)
    both = np.stack((xs, ys), axis=1).transpose(2, 0, 1).reshape(len(rows), 10)
    return np.concatenate((face, both), axis=1).astype(np.float32)


def suppress(found: Floats, overlap: float) -> list[int]:
    """Rows to keep, best first: of boxes that overlap more than `overlap` (IoU) only the best."""
    left, top, width, height, score = found.T
    right, bottom, area = left + width, top + height, width * height
    waiting = np.argsort(-score, kind="stable")
    kept = []
    while len(waiting):
        best, waiting = waiting[0], waiting[1:]
        kept.append(int(best))
        across = np.minimum(right[best], right[waiting]) - np.maximum(left[best], left[waiting])
        down = np.minimum(bottom[best], bottom[waiting]) - np.maximum(top[best], top[waiting])
        shared = np.maximum(across, 0) * np.maximum(down, 0)
        waiting = waiting[shared <= overlap * (area[best] + area[waiting] - shared)]
    return kept


def _detection(row: Floats, across: float, down: float) -> Detection:
    left, top, width, height, score = (float(value) for value in row[:5])
    box = left * across, top * down, width * across, height * down
    stretch = np.array((across, down), np.float32)
    return Detection(box, score, row[5:].reshape(5, 2) * stretch)
