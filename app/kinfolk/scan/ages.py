"""Estimate the ages of known faces from their crops; no photo is read."""

import io
import json
from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image

from kinfolk.core import crops, embeddings
from kinfolk.core.db.database import Database
from kinfolk.core.embeddings import Ageless
from kinfolk.scan.crops import SIDE, square
from kinfolk.vision.engine import FaceEngine


def estimate(
    db: Database, library_id: str, engine: FaceEngine, is_cancelled: Callable[[], bool]
) -> bool:
    """Estimate and store the ages that the engine's faces of a library lack.

    Returns whether these are the first ages. They are stored at once, or none if cancelled.
    """
    with db.read() as session:
        is_first = not embeddings.knows_ages(session, library_id, engine.id)
        lacking = embeddings.ageless(session, library_id, engine.id)
    known: dict[str, float] = {}
    for face in lacking:
        if is_cancelled():
            return False
        with db.read() as session:
            crop = crops.get(session, face.face_id)
        age = _age(face, crop, engine) if crop else None
        if age is not None:
            known[face.face_id] = age
    if known:
        db.write(partial(embeddings.put_ages, engine_id=engine.id, ages=known)).result()
    return is_first and bool(known)


def _age(face: Ageless, crop: bytes, engine: FaceEngine) -> float | None:
    """Return how old the face in a crop looks, or None if the crop cannot be read."""
    try:
        with Image.open(io.BytesIO(crop), formats=("JPEG",)) as opened:
            if max(opened.size) > SIDE:
                return None
            image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError):
        return None
    width, height = face.size
    left, top, side = square(face.box, width=width, height=height)
    landmarks = (np.array(json.loads(face.landmarks)) - (left, top)) * image.width / side
    return engine.ages(image, [landmarks.astype(np.float32)])[0]
