"""What most Python photo tools use: dlib's HOG detector, landmarks, ResNet and clustering."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import dlib
import numpy as np
from PIL import Image, ImageOps

# Chinese whispers joins faces nearer than this (Euclidean distance), as in dlib's own example.
THRESHOLD = 0.5
# Photos up to this number of pixels are enlarged twofold before detection, as face_recognition does
# by default; larger ones would take minutes each.
ENLARGED_UP_TO = 2_000_000


class Classic:
    """dlib's own models, run at the photo's full size."""

    def __init__(self) -> None:
        models = Path(str(files("face_recognition_models"))) / "models"
        self._find = dlib.get_frontal_face_detector()
        self._shape = dlib.shape_predictor(str(models / "shape_predictor_5_face_landmarks.dat"))
        self._describe = dlib.face_recognition_model_v1(
            str(models / "dlib_face_recognition_resnet_model_v1.dat")
        )

    def analyse(self, path: Path) -> tuple[tuple[int, int], list[tuple[dict[str, int], Any]]]:
        """Return the photo's displayed size, and the box and the 128 numbers of each face."""
        with Image.open(path) as image:
            pixels = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
        found = []
        enlarge = int(pixels.shape[0] * pixels.shape[1] <= ENLARGED_UP_TO)
        for box in self._find(pixels, enlarge):
            shape = self._shape(pixels, box)
            vector = np.array(self._describe.compute_face_descriptor(pixels, shape))
            sides = {"x": box.left(), "y": box.top(), "w": box.width(), "h": box.height()}
            found.append((sides, vector))
        return (pixels.shape[1], pixels.shape[0]), found

    @staticmethod
    def group(vectors: list[Any]) -> list[int]:
        whispers = dlib.chinese_whispers_clustering([dlib.vector(v) for v in vectors], THRESHOLD)
        return list(whispers)


def objects(classic: Classic, paths: list[Path]) -> list[dict[str, Any]]:
    faces, vectors = [], []
    for path in paths:
        (width, height), found = classic.analyse(path)
        for box, vector in found:
            vectors.append(vector)
            faces.append(
                {
                    "path": str(path),
                    "bounding_box": box,
                    "asset_width": width,
                    "asset_height": height,
                }
            )
    groups = classic.group(vectors)
    return [face | {"person_id": str(group)} for face, group in zip(faces, groups, strict=True)]
