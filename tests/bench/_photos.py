"""What the benchmarks share: the labelled photos, scanned libraries, evaluate.py, tables."""

import argparse
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

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import ListedFace
from kinfolk.core.photos import library
from kinfolk.recognition import stored_vectors
from kinfolk.scan.job import ScanJob
from kinfolk.vision import engine

ROOT = Path(__file__).resolve().parents[2]
SHARED = (ROOT.parent / "shared").resolve()  # resolved, as the library stores paths
PHOTOS, MANY = SHARED / "photos", SHARED / "photos-many"
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def need_photos(*roots: Path) -> None:
    """End the program with a message where labelled photos are absent."""
    for root in roots or (PHOTOS,):
        if not _truth(root).exists():
            print(
                f"Skipped: there is no shared/{_truth(root).relative_to(SHARED)} by the checkout."
            )
            sys.exit(0)


def _truth(root: Path) -> Path:
    """Return the file that says what the photos show."""
    return root / "truth.json"


def options(words: str | None, **defaults: object) -> argparse.Namespace:
    """Read the command line: options of these names, each with its default.

    False is for a switch; a class is for a value of it, which is None if it is not given.
    """
    parser = argparse.ArgumentParser(description=words)
    for name, default in defaults.items():
        if default is False:
            parser.add_argument(f"--{name}", action="store_true")
        elif isinstance(default, type):
            parser.add_argument(f"--{name}", type=default)
        else:
            parser.add_argument(f"--{name}", type=type(default), default=default)
    return parser.parse_args()


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def truth(root: Path = PHOTOS) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_truth(root).read_text())
    return found


def photos(root: Path = PHOTOS) -> list[Path]:
    return [root / name for name in sorted(truth(root)) if (root / name).suffix in SUFFIXES]


def folders(root: Path = PHOTOS) -> list[Path]:
    return sorted({root / path.relative_to(root).parts[0] for path in photos(root)})


@contextmanager
def opened(base: Path | None = None) -> Iterator[Database]:
    """Give a new library, in a temporary folder unless `base` is given."""
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
    """Scan folders to the end, by default with the built-in engine."""
    for folder in folders:
        db.write(partial(library.add_folder, path=folder)).result()
    job = ScanJob(db, load)
    job.run()
    return job


def listed(db: Database) -> list[ListedFace]:
    with db.read() as session:
        return list(faces.listing(session))


def objects(found: Sequence[ListedFace]) -> list[dict[str, Any]]:
    """Return faces in the form that evaluate.py reads."""
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
    command = [sys.executable, str(SHARED / "evaluate.py"), "--json"]
    command += ["--truth", str(_truth(root)), "--root", str(root)]
    run = subprocess.run(
        command, input=json.dumps(found), capture_output=True, text=True, check=True
    )
    scores: dict[str, Any] = json.loads(run.stdout)
    return scores


@dataclass(frozen=True)
class Labelled:
    """Faces with the label of their person; `strangers` are labels of faces of no one known."""

    face_ids: list[str]
    vectors: NDArray[np.float32]
    labels: list[str]
    photos: list[str]
    strangers: set[str]


def labelled(db: Database, *roots: Path) -> Labelled:
    """Label the faces of photos that show one labelled person.

    The face nearest the middle is that person, as in evaluate.py; every other face gets its own id
    as a label.
    """
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
        ids, vectors, _ = stored_vectors.matrix(session, labels, engine.ENGINE_ID)
    strangers = {label for face_id, label in labels.items() if face_id == label}
    return Labelled(ids, vectors, [labels[i] for i in ids], [where[i] for i in ids], strangers)


def _off_centre(one: ListedFace) -> float:
    """Return how far a face is from the middle; large faces count as nearer."""
    box = one.face.box
    off = abs(box.x + box.w / 2 - one.asset_width / 2)
    return off + abs(box.y + box.h / 2 - one.asset_height / 2) - 0.2 * box.w


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def processors() -> float:
    """Return the processor's seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    for line in (headings, ["---"] * len(headings), *rows):
        print("| " + " | ".join(str(cell) for cell in line) + " |")
    print(flush=True)
