"""What the measurements share: the labelled photos, a scanned library, evaluate.py, tables."""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.core import embeddings, faces, library  # noqa: E402
from app.core.db import Database  # noqa: E402
from app.core.faces import ListedFace  # noqa: E402
from app.pipeline.scan import Scan  # noqa: E402
from app.vision import engine  # noqa: E402

SHARED = ROOT.parent / "shared"
PHOTOS = SHARED / "photos"
TRUTH = PHOTOS / "truth.json"
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def need_photos() -> None:
    """End the measurement, saying why, where the labelled photos are absent."""
    if not TRUTH.exists():
        print(f"Skipped: there is no {TRUTH.relative_to(ROOT.parent)} beside the checkout.")
        sys.exit(0)


def machine() -> str:
    """What the figures were taken on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def truth() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(TRUTH.read_text())
    return found


def photos() -> list[Path]:
    """The photos something is known of."""
    return [PHOTOS / name for name in sorted(truth()) if (PHOTOS / name).suffix in SUFFIXES]


@contextmanager
def opened(base: Path | None = None) -> Iterator[Database]:
    """A library of its own, in a temporary folder unless told otherwise."""
    with tempfile.TemporaryDirectory() as made:
        folder = base or Path(made)
        db = Database(folder / "library.db", folder / "cache.db")
        try:
            yield db
        finally:
            db.close()


def scan(
    db: Database, folders: Sequence[Path], load: Callable[[], engine.Engine] = engine.load
) -> Scan:
    """Scan folders with the built-in engine, to the end."""
    for folder in folders:
        db.write(lambda s, f=folder: library.add_folder(s, f)).result()
    job = Scan(db, load)
    job.run()
    return job


def listed(db: Database) -> list[ListedFace]:
    with db.read() as session:
        return list(faces.listing(session))


def objects(found: Sequence[ListedFace]) -> list[dict[str, Any]]:
    """Faces as evaluate.py reads them."""
    return [
        {
            "path": one.path,
            "bounding_box": vars(one.face.box),
            "person_id": one.face.person_id,
            "asset_width": one.asset_width,
            "asset_height": one.asset_height,
        }
        for one in found
    ]


def evaluate(found: Sequence[Mapping[str, Any]], known: Path = TRUTH) -> dict[str, Any]:
    """What evaluate.py says to the faces, of the photos that the file `known` tells of."""
    command = [sys.executable, str(SHARED / "evaluate.py"), "--json"]
    command += ["--truth", str(known), "--root", str(PHOTOS)]
    run = subprocess.run(
        command, input=json.dumps(found), capture_output=True, text=True, check=True
    )
    scores: dict[str, Any] = json.loads(run.stdout)
    return scores


@dataclass(frozen=True)
class Labelled:
    """Faces of photos that show one labelled person; others there have a label of their own."""

    face_ids: list[str]
    vectors: NDArray[np.float32]
    labels: list[str]
    photos: list[str]
    strangers: set[str]


def labelled(db: Database, prefix: str = "lfw/") -> Labelled:
    """The face nearest the middle is the photo's person, as in evaluate.py."""
    known, by_photo = truth(), {}
    for one in listed(db):
        name = Path(one.path).relative_to(PHOTOS).as_posix()
        if name.startswith(prefix):
            by_photo.setdefault(name, []).append(one)
    labels: dict[str, str] = {}
    where: dict[str, str] = {}
    for name, here in sorted(by_photo.items()):
        best = min(here, key=_off_centre)
        for one in here:
            where[one.face.id] = name
            is_known = one is best and len(known[name].get("people", ())) == 1
            labels[one.face.id] = known[name]["people"][0] if is_known else one.face.id
    with db.read() as session:
        ids, vectors = embeddings.matrix(session, labels, engine.ENGINE_ID)
    strangers = {label for face_id, label in labels.items() if face_id == label}
    return Labelled(ids, vectors, [labels[i] for i in ids], [where[i] for i in ids], strangers)


def _off_centre(one: ListedFace) -> float:
    box = one.face.box
    off = abs(box.x + box.w / 2 - one.asset_width / 2)
    return off + abs(box.y + box.h / 2 - one.asset_height / 2) - 0.2 * box.w


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    for line in (headings, ["---"] * len(headings), *rows):
        print("| " + " | ".join(str(cell) for cell in line) + " |")
    print(flush=True)
