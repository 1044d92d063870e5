"""Estimate the ages of known faces from their crops; no photo is read."""

import json
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain, groupby

import numpy as np

from kinfolk.core.database import Database
from kinfolk.core.faces import crops, embeddings
from kinfolk.core.faces.embeddings import Ageless
from kinfolk.scan.crops import square
from kinfolk.vision.engine import FaceEngine

STORED_TOGETHER = 100  # photos, which take half a second: a write wakes the pages


def estimate(
    db: Database, library_id: str, engine: FaceEngine, *, goes_on: Callable[[int, int], bool]
) -> bool:
    """Estimate and store the ages that the engine's faces of a library lack.

    `goes_on` is told how many photos are done and how many there are, and returns False to stop;
    the next call goes on from there. Returns whether these are the first ages, which all count from
    the same moment, once every face has been looked at.
    """
    with db.read() as session:
        least = embeddings.least_age(session, library_id, engine.id)
        lacking = embeddings.ageless(session, library_id, engine.id)
    are_first = least is None or least < 0
    photos = [list(faces) for _, faces in groupby(lacking, key=lambda face: face.asset_id)]
    is_any = least is not None
    for done in range(0, len(photos), STORED_TOGETHER):
        if not goes_on(done, len(photos)):
            return False
        known = _ages(db, chain(*photos[done : done + STORED_TOGETHER]), engine)
        if known:
            is_any = True
            store = partial(
                embeddings.put_ages, engine_id=engine.id, ages=known, are_first=are_first
            )
            db.write(store).result()
    if not (are_first and is_any):
        return False
    use = partial(embeddings.use_ages, library_id=library_id, engine_id=engine.id)
    db.write(use).result()
    return True


def _ages(db: Database, faces: Iterable[Ageless], engine: FaceEngine) -> dict[str, float]:
    """Return how old the faces look, without those whose crop is missing or cannot be read."""
    known: dict[str, float] = {}
    for face in faces:
        with db.read() as session:
            crop = crops.get(session, face.face_id)
        age = _age(face, crop, engine) if crop else None
        if age is not None:
            known[face.face_id] = age
    return known


def _age(face: Ageless, crop: bytes, engine: FaceEngine) -> float | None:
    """Return how old the face in a crop looks, or None if the crop cannot be read."""
    image = crops.opened(crop)
    if image is None:
        return None
    width, height = face.size
    left, top, side = square(face.box, width=width, height=height)
    landmarks = (np.array(json.loads(face.landmarks)) - (left, top)) * image.width / side
    return engine.ages(image, [landmarks.astype(np.float32)])[0]
