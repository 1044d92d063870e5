"""An engine's bounds, set on the user's own photos by what the built-in engine sees there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlmodel import col

from app.core.db import Database
from app.core.models import Asset, AssetState, Embedding, Face, Source
from app.errors import AppError, Cancelled
from app.pipeline.match import OVERLAP, iou
from app.pipeline.reading import SIDE, Sees
from app.vision import decode
from app.vision.engine import ENGINE_ID
from app.vision.group import TEACHES
from app.vision.packs import BUILT_IN, Bounds

Floats = NDArray[np.float32]

# So many faces give 80,000 pairs, of which a few hundred show one person; fewer than the least
# would set the bounds by chance.
FACES, LEAST_FACES = 400, 30
# The bounds lie where few pairs are: each is measured on so many at least.
LEAST_PAIRS = 10


def calibrate(
    db: Database, engine: Sees, *, is_cancelled: Callable[[], bool] = lambda: False
) -> Bounds:
    """Bounds at which the engine takes as many pairs of faces for one person as the built-in one.

    Reads up to FACES photos. AppError where too few of the library's faces are known.
    """
    pairs = list(_both(db, engine, is_cancelled))
    if len(pairs) < LEAST_FACES:
        raise AppError(
            f"An engine is set up on your own photos, and needs {LEAST_FACES} of their faces;"
            f" there are {len(pairs)}.",
            "Scan some photos with the built-in engine first.",
        )
    old, new = (_distances(np.stack(vectors)) for vectors in zip(*pairs, strict=True))
    return matched(old, new)


def matched(old: Floats, new: Floats) -> Bounds:
    """The built-in bounds carried over: the same share of the pairs (n,) is within each of them."""
    new = np.sort(new)

    def carried(bound: float) -> float:
        count = max(int((old <= bound).sum()), LEAST_PAIRS)
        return float(new[min(count, len(new)) - 1])

    return Bounds(**{name: carried(bound) for name, bound in BUILT_IN.model_dump().items()})


def _both(
    db: Database, engine: Sees, is_cancelled: Callable[[], bool]
) -> Iterator[tuple[Floats, Floats]]:
    """The best face of each photo, as the built-in engine saw it and as this one does."""
    for path, box, known in _known(db):
        if is_cancelled():
            raise Cancelled
        try:
            photo = decode.load(path, side=SIDE)
        except (decode.Unreadable, OSError):
            continue
        for face in engine.analyse(photo.pixels):
            left, top, width, height = (round(side * photo.scale) for side in face.box)
            if iou((left, top, width, height), box) >= OVERLAP:
                yield known, face.embedding
                break


def _known(db: Database) -> list[tuple[Path, tuple[int, int, int, int], Floats]]:
    """A clear face of each of FACES photos, chosen by their hash: by chance, in effect."""
    query = (
        select(col(Asset.path), col(Face.x), col(Face.y), col(Face.w), col(Face.h))
        .add_columns(col(Embedding.vector))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Embedding.engine_id) == ENGINE_ID, col(Asset.state) == AssetState.DONE)
        .where(col(Face.source) == Source.AUTOMATIC, col(Face.quality) >= TEACHES)
        .group_by(col(Asset.id))
        .order_by(col(Asset.content_hash))
    )
    with db.read() as session:
        rows: list[Any] = list(session.execute(query.limit(FACES)))
    return [
        (Path(path), (x, y, w, h), np.frombuffer(vector, "<f4"))
        for path, x, y, w, h, vector in rows
    ]


def _distances(vectors: Floats) -> Floats:
    apart: Floats = 1 - vectors @ vectors.T
    return apart[np.triu_indices(len(vectors), 1)]
