"""Scores what a scan found by the shared evaluation, where it is present."""

import importlib.util
import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlmodel import Session

from kinfolk.core import faces
from tests import labelled

TRUTH = labelled.SHARED / "photos" / "truth.json"


def subset(into: Path, *, people: int) -> Path:
    """A folder with copies of the labelled photos of a few people, as they lie there."""
    for person in sorted(labelled.photos("lfw").iterdir())[:people]:
        for photo in sorted(person.iterdir()):
            place = into / "lfw" / person.name / photo.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(photo, place)
    return into


def score(session: Session, folder: Path) -> float:
    """B-cubed F of the groups against the truth; 1 where there is none to compare with."""
    truth = _truth(folder)
    if not truth:
        return 1.0
    found: dict[str, list[Any]] = defaultdict(list)
    for face in faces.listing(session):
        box = face.face.box
        found[Path(face.path).relative_to(folder).as_posix()].append(
            {
                "bounding_box": {"x": box.x, "y": box.y, "w": box.w, "h": box.h},
                "person_id": face.face.person_id,
                "size": (face.asset_width, face.asset_height),
            }
        )
    figures = _evaluate().grouping(truth, found, lambda path, here: here[0]["size"])
    return float(figures["b3_f"])


def _truth(folder: Path) -> dict[str, Any]:
    known = json.loads(TRUTH.read_text()) if TRUTH.exists() else {}
    return {path: facts for path, facts in known.items() if (folder / path).exists()}


def _evaluate() -> Any:
    spec = importlib.util.spec_from_file_location("evaluate", labelled.SHARED / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
