"""What the measurements share: the labelled photos, a scanned library, evaluate.py, tables."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinfolk.core import embeddings, faces, library
from kinfolk.core.db.database import Database
from kinfolk.core.faces import ListedFace
from kinfolk.scan.job import ScanJob
from kinfolk.vision import engine

ROOT = Path(__file__).resolve().parents[2]
SHARED = (ROOT.parent / "shared").resolve()  # as the library knows it
PHOTOS, MANY = SHARED / "photos", SHARED / "photos-many"
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def need_photos(*roots: Path) -> None:
    """End the measurement, saying why, where labelled photos are absent."""
    for root in roots or (PHOTOS,):
        if not _truth(root).exists():
            print(
                f"Skipped: there is no shared/{_truth(root).relative_to(SHARED)} by the checkout."
            )
            sys.exit(0)


def _truth(root: Path) -> Path:
    return root / "truth.json"


def machine() -> str:
    """What the figures were taken on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def truth(root: Path = PHOTOS) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_truth(root).read_text())
    return found


def photos(root: Path = PHOTOS) -> list[Path]:
    """The photos something is known of."""
    return [root / name for name in sorted(truth(root)) if (root / name).suffix in SUFFIXES]


def folders(root: Path = PHOTOS) -> list[Path]:
    """The folders they are in."""
    return sorted({root / path.relative_to(root).parts[0] for path in photos(root)})


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
) -> ScanJob:
    """Scan folders with the built-in engine, to the end."""
    for folder in folders:
        db.write(partial(library.add_folder, path=folder)).result()
    job = ScanJob(db, load)
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


def evaluate(found: Sequence[Mapping[str, Any]], root: Path = PHOTOS) -> dict[str, Any]:
    """What evaluate.py says to the faces."""
    command = [sys.executable, str(SHARED / "evaluate.py"), "--json"]
    command += ["--truth", str(_truth(root)), "--root", str(root)]
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


def labelled(db: Database, *roots: Path) -> Labelled:
    """The face nearest the middle is the photo's person, as in evaluate.py."""
    known = {str(root / name): facts for root in roots for name, facts in truth(root).items()}
    by_photo: dict[str, list[ListedFace]] = {}
    for one in listed(db):
        by_photo.setdefault(one.path, []).append(one)
    labels: dict[str, str] = {}
    where: dict[str, str] = {}
    for name, here in sorted(by_photo.items()):
        people = known.get(name, {}).get("people", ())
        best = min(here, key=_off_centre)
        for one in here:
            where[one.face.id] = name
            is_known = one is best and len(people) == 1 and known[name].get("faces", 1) == 1
            labels[one.face.id] = people[0] if is_known else one.face.id
    with db.read() as session:
        ids, vectors = embeddings.matrix(session, labels, engine.ENGINE_ID)
    strangers = {label for face_id, label in labels.items() if face_id == label}
    return Labelled(ids, vectors, [labels[i] for i in ids], [where[i] for i in ids], strangers)


def _off_centre(one: ListedFace) -> float:
    box = one.face.box
    off = abs(box.x + box.w / 2 - one.asset_width / 2)
    return off + abs(box.y + box.h / 2 - one.asset_height / 2) - 0.2 * box.w


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def used(work: Callable[[], object]) -> float:
    """Seconds of the processor that it takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    for line in (headings, ["---"] * len(headings), *rows):
        print("| " + " | ".join(str(cell) for cell in line) + " |")
    print(flush=True)
