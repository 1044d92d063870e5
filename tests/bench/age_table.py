"""Makes the table by which vectors of every age can be compared, from ../shared/ages/strangers.

What it writes is part of the engine: `packaging/age/table.npy`, for `vision/comparable.py`.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kinfolk.vision import engine
from kinfolk.vision.engine import FoundFace
from tests.bench._photos import ROOT, SHARED, need_photos, truth

AGES = SHARED / "ages"
TABLE = ROOT / "packaging" / "age" / "table.npy"
OLDEST = 100
# Faces of about that age count: the estimate of a child's age is exact to a year or two, that of an
# adult's to six.
WINDOW, WIDER = 2.0, 0.2
# So much shorter, squared, are the vectors of small children; from the older age on none are.
SHORTER, SMALL, GROWN = 0.15, 2, 8

Floats = NDArray[np.float32]


def main() -> None:
    need_photos(AGES)
    ready = engine.load()
    names = [name for name in sorted(truth(AGES)) if name.startswith("strangers/")]
    found = [face for name in names if (face := middle(ready, name))]
    vectors = np.stack([face.embedding for face in found])
    ages = np.array([face.age for face in found])
    np.save(TABLE, made(vectors, ages).astype(np.float16))
    print(f"{TABLE.relative_to(ROOT)}: {len(found):,} strangers")


def made(vectors: Floats, ages: NDArray[np.float64]) -> Floats:
    """By year (a, d + 1): the average of vectors (n, d) of about that age, and a length."""
    years = np.arange(OLDEST + 1)
    apart = (ages[None] - years[:, None]) / (WINDOW + WIDER * years[:, None])
    weights = np.exp(-(apart**2) / 2)
    averages = weights @ vectors / weights.sum(axis=1, keepdims=True)
    young = np.clip((GROWN - years) / (GROWN - SMALL), 0, 1)
    table: Floats = np.column_stack((averages, np.sqrt(1 - SHORTER * young))).astype(np.float32)
    return table


def middle(ready: engine.Engine, name: str) -> FoundFace | None:
    """The face in the middle of a photo."""
    with Image.open(AGES / name) as photo:
        image = photo.convert("RGB")
    centre = np.array(image.size) / 2
    faces = ready.analyse(image)
    return min(faces, key=lambda face: np.abs(face.landmarks[2] - centre).max(), default=None)


if __name__ == "__main__":
    main()
