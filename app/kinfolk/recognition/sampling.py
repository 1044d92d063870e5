"""Choose real faces to try an engine on: clear ones of the library, by the built-in engine."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Crop, Embedding, Face
from kinfolk.core.faces import crops
from kinfolk.core.faces.embeddings import age, is_sound
from kinfolk.recognition.constraints import picture
from kinfolk.recognition.stored_vectors import compared
from kinfolk.vision import engine
from kinfolk.vision.align import chip
from kinfolk.vision.engine import ENGINE_ID, Engine
from kinfolk.vision.group import MIN_QUALITY
from kinfolk.vision.packs import BUILT_IN_BOUNDS
from kinfolk.vision.trial import TrialFaces

# Among so many faces pairs are looked for; so many faces are shown, which takes some seconds.
_AMONG, _SHOWN = 1_000, 64


def sample(db: Database) -> TrialFaces:
    """Return faces whose pairs the built-in engine is sure about; none if there are too few."""
    query = (
        select(col(Face.id), picture(), age(), col(Embedding.vector))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Embedding.engine_id) == ENGINE_ID, col(Face.quality) >= MIN_QUALITY)
        .where(is_sound(Embedding))
        # A digest is as good as chance, and every trial of an engine gets the same faces.
        .order_by(col(Asset.content_hash), col(Face.id))
        .limit(_AMONG)
    )
    with db.read() as session:
        rows = [tuple(row) for row in session.execute(query)]
    if len(rows) < 2:
        return TrialFaces()
    _, photos, ages, stored = zip(*rows, strict=True)
    vectors = compared(stored, ages, ENGINE_ID)
    distances = 1 - vectors @ vectors.T
    chosen, chips = _chips(db, [row[0] for row in rows], _order(distances))
    same, different = [], []
    for one in range(len(chosen)):
        for other in range(one):
            a, b = chosen[one], chosen[other]
            # Two faces in one picture are of two people, however alike they are.
            if photos[a] == photos[b] or distances[a, b] > BUILT_IN_BOUNDS.unlikely:
                different.append((one, other))
            elif distances[a, b] <= BUILT_IN_BOUNDS.likely:
                same.append((one, other))
    return TrialFaces(chips, same, different)


def _order(distances: NDArray[np.float32]) -> list[int]:
    """Return the faces, with pairs that show one person first, the nearest of these first."""
    first, second = np.triu_indices(len(distances), 1)
    nearest = np.argsort(distances[first, second], kind="stable")[: 4 * _SHOWN]
    is_same = distances[first[nearest], second[nearest]] <= BUILT_IN_BOUNDS.likely
    pairs = np.stack((first[nearest], second[nearest]), axis=1)[is_same]
    # At most half of those shown: the rest makes pairs of two people, which are needed, too.
    alike = list(dict.fromkeys(pairs.ravel().tolist()))[: _SHOWN // 2]
    return list(dict.fromkeys([*alike, *range(len(distances))]))


def _chips(
    db: Database, face_ids: list[str], order: list[int]
) -> tuple[list[int], list[NDArray[np.uint8]]]:
    """Return the first faces in that order whose crop is there and shows them."""
    ready = engine.load()
    chosen: list[int] = []
    chips: list[NDArray[np.uint8]] = []
    for number in order:
        if len(chips) == _SHOWN:
            break
        with db.read() as session:
            query = select(col(Crop.jpeg)).where(col(Crop.face_id) == face_ids[number])
            crop = session.execute(query).scalar_one_or_none()
        face = crop and _face(crop, ready)
        if face is not None:
            chosen.append(number)
            chips.append(face)
    return chosen, chips


def _face(crop: bytes, ready: Engine) -> NDArray[np.uint8] | None:
    image = crops.opened(crop)
    if image is None:
        return None
    pixels = np.asarray(image)
    middle = np.array(pixels.shape[1::-1]) / 2
    found = ready.detector.find(pixels)
    if not found:
        return None
    nearest = min(found, key=lambda face: np.abs(face.landmarks[2] - middle).max())
    return chip(pixels, nearest.landmarks)
