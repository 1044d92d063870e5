"""Turn what an engine sees in a decoded picture into faces as they are stored."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kinfolk.core.faces.embeddings import Unembedded
from kinfolk.scan import crops
from kinfolk.scan.tasks import Box, Described, ScannedFace
from kinfolk.vision.boxes import iou
from kinfolk.vision.engine import FaceEngine, FoundFace
from kinfolk.vision.photo import Photo


def faces(seen: Sequence[FoundFace], photo: Photo) -> Iterator[ScannedFace]:
    """Yield the detected faces with crops, except for those outside the picture."""
    for face in seen:
        box = displayed(face.box, photo)
        if box is not None:
            yield _scanned(face, box, photo)


def embedded(known: Unembedded, photo: Photo, engine: FaceEngine) -> Iterator[Described]:
    """Yield (face id, vector, age) of known faces, embedded at their known landmarks."""
    if not known.faces:
        return
    places = [np.array(json.loads(points), np.float32) / photo.scale for _, points in known.faces]
    vectors, ages = engine.embed(photo.image, places), engine.ages(photo.image, places)
    for (face_id, _), vector, age in zip(known.faces, vectors, ages, strict=True):
        yield face_id, _stored(vector), age


def described(
    known: Unembedded, photo: Photo, engine: FaceEngine
) -> Iterator[tuple[str, ScannedFace]]:
    """Yield (face id, face) of faces that the user drew."""
    for face_id, box in known.drawn:
        yield face_id, _scanned(_described(box, photo, engine), box, photo)


def _scanned(face: FoundFace, box: Box, photo: Photo) -> ScannedFace:
    return ScannedFace(
        box=box,
        confidence=round(float(np.clip(face.score, 0, 1)), 4),
        quality=round(float(np.clip(face.quality, 0, 1)), 4),
        landmarks=json.dumps((face.landmarks.astype(float) * photo.scale).round(1).tolist()),
        vector=_stored(face.embedding),
        crop=crops.cut(photo.image, box, scale=photo.scale),
        age=face.age,
        at=photo.at,
    )


def displayed(box: tuple[float, float, float, float], photo: Photo) -> Box | None:
    """Return a box of decoded pixels in displayed ones, cut at the edges; None if outside."""
    x, y, w, h = (value * photo.scale for value in box)
    left, top = max(0, round(x)), max(0, round(y))
    right, bottom = min(photo.width, round(x + w)), min(photo.height, round(y + h))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _stored(vector: NDArray[np.float32]) -> bytes:
    return np.ascontiguousarray(vector, "<f4").tobytes()


_AROUND = 0.6  # of the box's size, on each side: the part that the engine sees
_SAME = 0.3  # overlap from which a face found there is this one
# Typical landmarks in a box (eyes, nose, mouth corners): the median of those that YuNet finds.
_USUALLY = np.array([(0.27, 0.39), (0.73, 0.39), (0.5, 0.59), (0.3, 0.735), (0.7, 0.735)])


def _described(box: Box, photo: Photo, engine: FaceEngine) -> FoundFace:
    """Return the face as the engine sees it from near, else with typical landmarks.

    With typical landmarks its quality is 0, so that no one is found by it.
    """
    x, y, w, h = (value / photo.scale for value in box)
    seen = _seen(np.array([x, y, w, h]), photo, engine)
    if seen is not None:
        return seen
    landmarks = (_USUALLY * [w, h] + [x, y]).astype(np.float32)
    (vector,) = engine.embed(photo.image, [landmarks])
    (age,) = engine.ages(photo.image, [landmarks])
    return FoundFace((x, y, w, h), 0.0, landmarks, vector, 0.0, age)


def _seen(box: NDArray[np.float64], photo: Photo, engine: FaceEngine) -> FoundFace | None:
    """Return the face that the engine finds at the box, in pixels of the photo's image, or None."""
    margin = _AROUND * box[2:]
    start = np.maximum(np.floor(box[:2] - margin), 0)
    end = np.minimum(np.ceil(box[:2] + box[2:] + margin), photo.image.size)
    near = photo.image.crop((*start.astype(int), *end.astype(int)))
    wanted = box - [*start, 0, 0]
    found = [(float(iou(wanted, face.box)), face) for face in engine.analyse(near)]
    overlap, best = max(found, key=lambda each: each[0], default=(0.0, None))
    if best is None or overlap < _SAME:
        return None
    return replace(best, landmarks=(best.landmarks + start).astype(np.float32))
