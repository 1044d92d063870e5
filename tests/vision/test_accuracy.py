"""What was reached on the shared photos stays reached."""

import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kinfolk.vision import decode
from kinfolk.vision.comparable import comparable
from kinfolk.vision.engine import Engine
from kinfolk.vision.group import ALONE, group

pytestmark = pytest.mark.slow

SIDE = 2048


@pytest.fixture(scope="module")
def evaluation(shared_photos: Path) -> Any:
    path = shared_photos.parent / "evaluate.py"
    spec = importlib.util.spec_from_file_location("evaluate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores(engine: Engine, shared_photos: Path, evaluation: Any) -> dict[str, dict[str, Any]]:
    """Detection and grouping of every labelled photo, from nothing."""
    truth = json.loads((shared_photos / "truth.json").read_text())
    found, sizes, here = [], {}, []
    for path in sorted(truth):
        photo = decode.load(shared_photos / path, side=SIDE)
        sizes[path] = photo.width, photo.height
        for face in engine.analyse(photo.image):
            found.append(face)
            here.append((path, photo.scale))
    places = [path for path, _ in here]
    vectors = np.stack([face.embedding for face in found])
    ages = np.array([face.age for face in found], np.float32)
    labels = group(
        comparable(vectors, ages, engine.id),
        photos=np.unique(places, return_inverse=True)[1],
        qualities=[face.quality for face in found],
    )
    faces: dict[str, list[Any]] = defaultdict(list)
    for face, (path, scale), label in zip(found, here, labels, strict=True):
        box = dict(zip("xywh", (value * scale for value in face.box), strict=True))
        person = None if label == ALONE else str(label)
        faces[path].append({"bounding_box": box, "person_id": person})
    grouping = evaluation.grouping(truth, faces, lambda path, _: sizes[path])
    return {"detection": evaluation.detection(truth, faces), "grouping": grouping}


def test_faces_are_found(scores: dict[str, dict[str, Any]]) -> None:
    assert scores["detection"]["recall"] >= 0.99
    assert scores["detection"]["precision"] >= 0.98


def test_people_are_grouped(scores: dict[str, dict[str, Any]]) -> None:
    figures = scores["grouping"]
    assert figures["impure"] == 0
    assert figures["b3_precision"] >= 0.995
    assert figures["b3_f"] >= 0.985
    assert figures["pair_f"] >= 0.98
