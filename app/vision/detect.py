"""YuNet (OpenCV Zoo, MIT): where the faces are, and five points in each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from PIL import Image

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

# Longer sides are shrunk to this before looking.
LOOK_SIDE = 640
# The network halves its input five times, and answers for cells of these sides.
MULTIPLE = 32
STRIDES = (8, 16, 32)
MAX_OVERLAP = 0.3
SURE = 0.75
# Fewer pixels than this across tell nobody apart.
MIN_SIDE = 16.0
ORIGIN = np.zeros(2, np.float32)


@dataclass(frozen=True)
class Detection:
    """A face in pixels of the photo: box (left, top, width, height), score, landmarks (5, 2).

    Landmarks from the picture's left: eye, eye, nose, mouth corner, mouth corner.
    """

    box: tuple[float, float, float, float]
    score: float
    landmarks: Floats

    def mapped(self, stretch: Floats, shift: Floats) -> "Detection":
        """The same face in other coordinates: both (across, down)."""
        (left, top), (width, height) = (
            np.array(self.box[:2]) * stretch + shift,
            np.array(self.box[2:]) * stretch,
        )
        box = float(left), float(top), float(width), float(height)
        return Detection(box, self.score, (self.landmarks * stretch + shift).astype(np.float32))


class Detector:
    """Finds faces in RGB pixels with one ONNX session."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name
        self._outputs = [f"{kind}_{s}" for s in STRIDES for kind in ("cls", "obj", "bbox", "kps")]

    def find(self, pixels: Pixels) -> list[Detection]:
        """Faces in pixels (h, w, 3), best first."""
        small = shrink(pixels, LOOK_SIDE)
        stretch = _ratio(pixels, small)
        found = [face.mapped(stretch, ORIGIN) for face in self._look(small, SURE)]
        return [face for face in found if min(face.box[2:]) >= MIN_SIDE]

    def _look(self, pixels: Pixels, least: float) -> list[Detection]:
        height, width = pixels.shape[:2]
        tall, wide = (-(-side // MULTIPLE) * MULTIPLE for side in (height, width))
        batch = np.zeros((1, 3, tall, wide), np.float32)
        batch[0, :, :height, :width] = pixels[..., ::-1].transpose(2, 0, 1)  # it wants BGR
        outputs = self._session.run(self._outputs, {self._input: batch})
        parts = [
            read_cells(outputs[4 * n : 4 * n + 4], stride, wide // stride, least)
            for n, stride in enumerate(STRIDES)
        ]
        rows = np.concatenate(parts)
        return [_detection(rows[row]) for row in suppress(rows[:, :5], MAX_OVERLAP)]


def shrink(pixels: Pixels, side: int) -> Pixels:
    """The pixels with their longer side at most `side`, never enlarged."""
    scale = side / max(pixels.shape[:2])
    return pixels if scale >= 1 else _resized(pixels, scale)


def _resized(pixels: Pixels, scale: float) -> Pixels:
    height, width = pixels.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.fromarray(pixels).resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(image)


def _ratio(large: Pixels, small: Pixels) -> Floats:
    """What to multiply coordinates (across, down) of the small picture with."""
    return np.array((large.shape[1] / small.shape[1], large.shape[0] / small.shape[0]), np.float32)


def read_cells(outputs: Sequence[Floats], stride: int, across: int, least: float) -> Floats:
    """Cells over the score `least` as rows: left, top, width, height, score, 5 × (x, y)."""
    kind, there, box, points = (output[0] for output in outputs)
    score = np.sqrt(np.clip(kind[:, 0], 0, 1) * np.clip(there[:, 0], 0, 1))
    chosen = np.flatnonzero(score >= least)
    cell = np.stack((chosen % across, chosen // across), axis=1).astype(np.float32)
    size = np.exp(box[chosen, 2:]) * stride
    corner = (cell + box[chosen, :2]) * stride - size / 2
    places = (points[chosen].reshape(-1, 5, 2) + cell[:, None]) * stride
    parts = (corner, size, score[chosen, None], places.reshape(-1, 10))
    return np.concatenate(parts, axis=1).astype(np.float32)


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


def overlap(one: Detection, other: Detection) -> float:
    """Intersection over union of the boxes, 0..1."""
    low = np.maximum(one.box[:2], other.box[:2])
    high = np.minimum(np.add(one.box[:2], one.box[2:]), np.add(other.box[:2], other.box[2:]))
    shared = float(np.prod(np.maximum(high - low, 0)))
    return shared / float(np.prod(one.box[2:]) + np.prod(other.box[2:]) - shared)


def _detection(row: Floats) -> Detection:
    left, top, width, height, score = (float(value) for value in row[:5])
    return Detection((left, top, width, height), score, row[5:].reshape(5, 2))
