"""Turn what an engine sees in a decoded picture into faces as they are stored."""

import json
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from kinfolk.core.embeddings import Unembedded
from kinfolk.scan import crops, drawn_faces
from kinfolk.scan.tasks import Box, ScannedFace
from kinfolk.vision.engine import FaceEngine, FoundFace
from kinfolk.vision.photo import Photo


def faces(seen: Sequence[FoundFace], photo: Photo) -> Iterator[ScannedFace]:
    """Yield the detected faces with crops, except for those outside the picture."""
    for face in seen:
        box = displayed(face.box, photo)
        if box is not None:
            yield ScannedFace(
                box=box,
                confidence=round(float(np.clip(face.score, 0, 1)), 4),
                quality=round(float(np.clip(face.quality, 0, 1)), 4),
                landmarks=json.dumps(
                    (face.landmarks.astype(float) * photo.scale).round(1).tolist()
                ),
                vector=_stored(face.embedding),
                crop=crops.cut(photo.image, box, scale=photo.scale),
                at=photo.at,
            )


def embedded(known: Unembedded, photo: Photo, engine: FaceEngine) -> Iterator[tuple[str, bytes]]:
    """Yield (face id, vector) of known faces, embedded at their known landmarks."""
    if not known.faces:
        return
    places = [np.array(json.loads(points), np.float32) / photo.scale for _, points in known.faces]
    for (face_id, _), vector in zip(known.faces, engine.embed(photo.image, places), strict=True):
        yield face_id, _stored(vector)


def described(
    known: Unembedded, photo: Photo, engine: FaceEngine
) -> Iterator[tuple[str, ScannedFace]]:
    """Yield (face id, face) of faces that the user drew."""
    cut = partial(crops.cut, photo.image, scale=photo.scale)
    for face_id, box in known.drawn:
        yield face_id, drawn_faces.described(box, photo, engine, cut)


def displayed(box: tuple[float, float, float, float], photo: Photo) -> Box | None:
    """Return a box of decoded pixels in displayed ones, cut at the edges; None if outside."""
    x, y, w, h = (value * photo.scale for value in box)
    left, top = max(0, round(x)), max(0, round(y))
    right, bottom = min(photo.width, round(x + w)), min(photo.height, round(y + h))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _stored(vector: NDArray[np.float32]) -> bytes:
    return np.ascontiguousarray(vector, "<f4").tobytes()
