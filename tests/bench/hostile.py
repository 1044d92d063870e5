"""Scan damaged files: how much memory and time they take.

dev.py bench hostile [--files 400]
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from kinfolk.core.photos import library, photos
from kinfolk.scan.job import ScanJob
from kinfolk.vision import engine
from kinfolk.vision.decoders import DecodedFile, Decoders
from tests.bench._memory import held
from tests.bench._photos import PHOTOS, machine, need_photos, opened, options, table, timed
from tests.vision import hostile

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".avif", ".gif", ".mpo")


class Timed(Decoders):
    """Decoders that remember how long each photo took."""

    def __init__(self, processes: int) -> None:
        super().__init__(processes)
        self.seconds: dict[str, float] = {}

    def read(self, path: Path, *, side: int, at: int | None = None) -> DecodedFile:
        began = time.monotonic()
        try:
            return super().read(path, side=side, at=at)
        finally:
            self.seconds[path.name] = time.monotonic() - began


def main() -> None:
    """Measure, or be the scan if the program was started for that."""
    chosen = options(__doc__, files=400, scan=Path)
    if chosen.scan:
        scan_damaged(chosen.scan)
        return
    need_photos()
    print(f"Damaged files ({machine()})\n", flush=True)
    damaged(chosen.files)


def damaged(count: int) -> None:
    """Scan damaged files in another process and print the most memory it took."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        originals = sorted(path for path in PHOTOS.rglob("*") if path.suffix.lower() in SUFFIXES)
        originals = originals[:: max(1, len(originals) // 150)]
        for path in hostile.mutated(folder, originals, count, seed=8):
            assert path.exists()
        hostile.endless_jpeg(folder / "endless.jpg")
        hostile.endless_jpeg(folder / "many.jpg", scans=199, size=8_900)
        hostile.vast_jpeg(folder / "vast.jpg")
        hostile.texts(folder / "texts.png")
        hostile.profile(folder / "profile.png")
        hostile.claims(folder / "claims.png", 8_000, 9_990)
        run = subprocess.Popen([sys.executable, __file__, "--scan", str(folder)])
        most = 0.0
        while run.poll() is None:
            most = max(most, held(run.pid))
            time.sleep(0.02)
        print(f"At most {most:.0f} MB, all processes together.\n", flush=True)


def scan_damaged(folder: Path) -> None:
    """Scan the folder and print what was refused and what took longest."""
    with opened() as db:
        db.write(lambda session: library.add_folder(session, folder)).result()
        job = ScanJob(db, engine.load)
        job._decoders = watched = Timed(2)
        seconds = timed(job.run)
        with db.read() as session:
            why = Counter(problem.reason for problem in photos.problems(session))
    done, failed = job.progress.photos_done, job.progress.failed
    print(f"{done} files, {failed} of them refused, in {seconds:.0f} s.\n")
    slowest = sorted(watched.seconds.items(), key=lambda item: -item[1])[:5]
    table(("slowest", "s"), [(name, f"{took:.2f}") for name, took in slowest])
    table(("refused", "files"), why.most_common())


if __name__ == "__main__":
    main()
