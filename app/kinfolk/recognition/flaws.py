"""Why a face has its quality, in one word each."""

import json

import numpy as np

from kinfolk.core.faces.faces import Face
from kinfolk.vision import quality
from kinfolk.vision.photo import SCAN_SIDE
from kinfolk.vision.quality import Flaw


def flaws(face: Face, *, longer_side: int) -> list[Flaw]:
    """Return what lowers a face's quality; `longer_side` is its photo's, in displayed pixels.

    A face that no detector has seen has no quality to explain.
    """
    if face.landmarks is None:
        return []
    shrunk = max(1, longer_side // SCAN_SIDE)  # as it was scanned
    return quality.flaws(
        face.quality,
        side=min(face.box.w, face.box.h) / shrunk,
        landmarks=np.array(json.loads(face.landmarks), np.float32),
        score=face.confidence,
    )
