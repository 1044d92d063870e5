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
MAX_OVERLAP = 0.3
# A box below SURE, down to DOUBTFUL, is looked at again: cut out with its surroundings and brought
# to the size of face the network knows best. On the shared photos every face then scores over
# 0.85 and everything else under 0.45.
SURE = 0.75
DOUBTFUL = 0.45
CONFIRMED = 0.6
# The second look: a square this many times the face's longer side, shown at this many pixels.
SPAN = 4
CLOSE_SIDE = 256
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

    def find(self, pixels: Pixels) -> list[Detection]:
        """Faces in pixels (h, w, 3), best first."""
        small = shrink(pixels, LOOK_SIDE)
        stretch = _ratio(pixels, small)
        found = [face.mapped(stretch, ORIGIN) for face in self._look(small, DOUBTFUL)]
        seen = (face if face.score >= SURE else self._again(pixels, face) for face in found)
        return [face for face in seen if face and min(face.box[2:]) >= MIN_SIDE]

    def _again(self, pixels: Pixels, face: Detection) -> Detection | None:
        """The face as seen from near, or None where it is none."""
        left, top, width, height = face.box
        middle = np.array((left + width / 2, top + height / 2))
        reach = max(width, height) * SPAN / 2
        low = np.maximum(middle - reach, 0).astype(int)
        high = np.ceil(middle + reach).astype(int)
        area = np.ascontiguousarray(pixels[low[1] : high[1], low[0] : high[0]])
        near = _resized(area, CLOSE_SIDE / (2 * reach))
        stretch = _ratio(area, near)
        for other in self._look(near, CONFIRMED):
            again = other.mapped(stretch, low.astype(np.float32))
            if overlap(face, again) > MAX_OVERLAP:
                return again
        return None

    def _look(self, pixels: Pixels, least: float) -> list[Detection]:
        rows = read_cells(self._run(pixels), least)
        return [_detection(rows[row]) for row in suppress(rows[:, :5], MAX_OVERLAP)]

    def _run(self, pixels: Pixels) -> list[Floats]:
        height, width = pixels.shape[:2]
        tall, wide = (-(-side // MULTIPLE) * MULTIPLE for side in (height, width))
        batch = np.zeros((1, 3, tall, wide), np.float32)
        batch[0, :, :height, :width] = pixels.transpose(2, 0, 1)
        outputs: list[Floats] = self._session.run(None, {self._input: batch})
        return [output[0] for output in outputs]


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


def overlap(one: Detection, other: Detection) -> float:
    """Intersection over union of the boxes, 0..1."""
    low = np.maximum(one.box[:2], other.box[:2])
    high = np.minimum(np.add(one.box[:2], one.box[2:]), np.add(other.box[:2], other.box[2:]))
    shared = float(np.prod(np.maximum(high - low, 0)))
    return shared / float(np.prod(one.box[2:]) + np.prod(other.box[2:]) - shared)


def _detection(row: Floats) -> Detection:
    left, top, width, height, score = (float(value) for value in row[:5])
    return Detection((left, top, width, height), score, row[5:].reshape(5, 2))
