"""Measure what reading names adds to the time for a photo: 10,000 photos with sidecars.

The same photos are scanned without reading names, too. Processor time of all processes is counted,
since by the clock other work on the machine would count as well.

dev.py bench names_in [--photos 10000]
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from kinfolk.core.database import Database
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.metadata.region import RelativeBox
from kinfolk.scan.job import ScanJob
from kinfolk.vision.engine import FoundFace
from tests.bench._photos import machine, options, processors
from tests.fake_engine import FakeEngine, draw, face_of
from tests.metadata import forms
from tests.metadata.forms import Face

LIMIT_MS = 2.0  # the goal: at most this for each photo
PEOPLE = [f"Person {number}" for number in range(40)]
SIZE = (200, 150)


class Crowd(FakeEngine):
    """An engine that sees two faces in each photo and no one twice, so that nothing is grouped."""

    dimensions = 128

    def __init__(self) -> None:
        super().__init__()
        self._draw = np.random.default_rng(7)

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        return [self._face(20, 60), self._face(120, 30)]

    def _face(self, left: int, top: int) -> FoundFace:
        shown = np.zeros((150, 200), np.bool_)
        shown[top : top + 40, left : left + 40] = True
        vector = self._draw.standard_normal(self.dimensions)
        return face_of(shown, (vector / np.linalg.norm(vector)).astype(np.float32))


def main() -> None:
    count = options(__doc__, photos=10_000).photos
    print(f"Names read from {count:,} photos with sidecars ({machine()})\n", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "photos"
        fill(folder, count)
        without, _ = scanned(Path(made) / "without", folder, reads=False)
        # The same library again: all that differs is that names are read.
        added, names = scanned(Path(made) / "without", folder, reads=True)
        again, _ = scanned(Path(made) / "without", folder, reads=True)
    each = 1000 * (added - again) / count
    print(f"A scan that reads no names: {without:.1f} s.")
    print(f"One that reads {names:,} names, and nothing else: {added:.1f} s.")
    print(f"One that finds nothing new: {again:.1f} s.")
    print(f"Added for each photo: {each:.2f} ms ({(added - again) / without:.1%} of the scan).")
    sys.exit(each > LIMIT_MS)


def fill(folder: Path, count: int) -> None:
    """Draw photos with two faces each, in folders of 500, with sidecars as digiKam writes them."""
    boxes = RelativeBox(0.1, 0.4, 0.2, 4 / 15), RelativeBox(0.6, 0.2, 0.2, 4 / 15)
    for number in range(count):
        path = folder / f"{number // 500:03}" / f"{number:06}.jpg"
        draw(path, [("red", 20, 60), ("green", 120, 30)], note=str(number))
        who = (PEOPLE[number % 40], PEOPLE[(number * 7 + 1) % 40])
        told = [Face(name, box) for name, box in zip(who, boxes, strict=True)]
        path.with_name(f"{path.name}.xmp").write_bytes(forms.digikam(told, SIZE))


def scanned(
    home: Path, folder: Path, *, reads: bool, load: Callable[[], FakeEngine] = Crowd
) -> tuple[float, int]:
    """Scan; return the processor's seconds in all processes, and how many names were read."""
    home.mkdir(exist_ok=True)
    db = Database(home / "library.db", home / "cache.db")
    known = db.write(lambda session: library.add_folder(session, folder)).result().result
    db.write(
        lambda session: library.switch(session, known.id, FolderSwitch.READ_NAMES, is_on=reads)
    ).result()
    job = ScanJob(db, load)
    began = processors()
    job.start()
    job.wait()
    took = processors() - began
    if job.error is not None:
        raise job.error
    names = job.progress.names.names
    db.close()
    return took, names


if __name__ == "__main__":
    main()
