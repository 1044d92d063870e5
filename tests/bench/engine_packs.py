"""Use another engine on the labelled photos: scan again, set it up, group anew, go back.

It is SFace itself, the only network of ArcFace's kind that needs no download, with two looks at
each face instead of one. Its vectors are also shown spread out, as if strangers were farther apart.
"""

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from kinfolk.core.database import Database
from kinfolk.core.photos import library
from kinfolk.paths import Paths
from kinfolk.recognition import engines, stored_vectors
from kinfolk.recognition.calibrate import SHARES, transferred
from kinfolk.scan import start
from kinfolk.vision import packs
from kinfolk.vision.engine import ENGINE_ID, MODELS
from kinfolk.vision.group import MIN_QUALITY, group
from kinfolk.vision.packs import BUILT_IN_BOUNDS
from tests.bench._photos import evaluate, folders, listed, machine, need_photos, objects, table

Floats = NDArray[np.float32]
SPREAD = 96  # dimensions of the spread-out vectors


def another(file: Path) -> Path:
    """Save SFace under another name: as a pack, it sees each face and its mirror image."""
    known = onnx.load(MODELS / "sface.onnx")
    known.producer_name = "another"
    onnx.save(known, file)
    return file


def scan(db: Database, paths: Paths) -> tuple[int, float]:
    """Scan; return how many photos were read and the seconds it took."""
    started = time.perf_counter()
    job = start.scan(db, paths)
    job.run()
    return job.progress.photos_total, time.perf_counter() - started


def spread(vectors: Floats) -> Floats:
    """Return the vectors along their main directions, all scaled to the same variance."""
    centred = vectors - vectors.mean(0)
    _, lengths, directions = np.linalg.svd(centred, full_matrices=False)
    made = centred @ directions[:SPREAD].T / lengths[:SPREAD]
    unit: Floats = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return unit


def distances(vectors: Floats) -> Floats:
    apart: Floats = 1 - vectors @ vectors.T
    return apart[np.triu_indices(len(vectors), 1)]


class Album:
    """The faces that were found, to be grouped by the vectors of any engine."""

    def __init__(self, db: Database) -> None:
        self._found = listed(db)
        ids = [one.face.id for one in self._found]
        with db.read() as session:
            self.known = stored_vectors.matrix(session, ids, ENGINE_ID)[1]
        number = {one.path: n for n, one in enumerate(self._found)}
        self._photos = [number[one.path] for one in self._found]
        self._qualities = [one.face.quality for one in self._found]
        self.clear = np.array(self._qualities) >= MIN_QUALITY

    def vectors(self, db: Database, engine_id: str) -> Floats:
        with db.read() as session:
            ids = [one.face.id for one in self._found]
            return stored_vectors.matrix(session, ids, engine_id)[1]

    def row(self, name: str, vectors: Floats, bound: float) -> tuple[object, ...]:
        """Group from nothing at a cosine distance; return a row with what evaluate.py says."""
        labels = group(
            vectors, photos=self._photos, qualities=self._qualities, same=1 - bound
        ).tolist()
        named: list[dict[str, Any]] = [
            face | {"person_id": None if label < 0 else str(label)}
            for face, label in zip(objects(self._found), labels, strict=True)
        ]
        scores = evaluate(named)["grouping"]
        keys = ("b3_precision", "b3_f", "pair_f", "impure")
        return (name, f"{bound:.3f}", *(f"{scores[key]:.4f}" for key in keys))


def rows(album: Album, name: str, vectors: Floats) -> list[tuple[object, ...]]:
    """Return rows for an engine's vectors: with its own bound, and with ours transferred."""
    apart = distances(vectors[album.clear])
    bounds = transferred(distances(album.known[album.clear]), apart)
    alone = SHARES.same * float(np.median(apart))
    found = [album.row(f"{name}, alone", vectors, alone)]
    if bounds is not None:
        found.append(album.row(f"{name}, set up", vectors, bounds.same))
    return found


def main() -> None:
    need_photos()
    print(f"Another engine on the labelled photos ({machine()})\n")
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder))
        db = Database(paths.library_db, paths.cache_db)
        for each in folders():
            db.write(partial(library.add_folder, path=each)).result()
        steps = [("built-in", *scan(db, paths))]
        file = another(Path(folder) / "another.onnx")
        pack = packs.install(engines.folder(paths), file)
        for engine_id in (pack.id, ENGINE_ID):
            engines.use(paths, engine_id)
            steps.append((packs.get(engines.folder(paths), engine_id).name, *scan(db, paths)))
        table(("engine", "photos read", "seconds"), [(n, p, f"{s:.1f}") for n, p, s in steps])
        album = Album(db)
        other = album.vectors(db, pack.id)
        db.close()
    headings = ("vectors", "bound", "B³ precision", "B³ F", "pair F", "impure")
    found = [album.row("built-in", album.known, BUILT_IN_BOUNDS.same)]
    found += rows(album, "ArcFace form", other) + rows(album, "spread out", spread(other))
    table(headings, found)


if __name__ == "__main__":
    main()
