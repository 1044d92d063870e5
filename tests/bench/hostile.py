"""Scan damaged files: how much memory and time they take, and what the limits cost good photos.

dev.py bench hostile [--files 400] [--good 24] [--rounds 3]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kinfolk.core.photos import library, photos
from kinfolk.scan.job import ScanJob
from kinfolk.vision import decode, engine
from kinfolk.vision.decoders import DecodedFile, Decoders
from kinfolk.vision.photo import Unreadable
from tests.bench import _large
from tests.bench._memory import held
from tests.bench._photos import PHOTOS, machine, need_photos, opened, table
from tests.bench._photos import timed as seconds_of
from tests.vision import hostile

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".avif", ".gif", ".mpo")
MEGAPIXELS_12 = (4000, 3000)


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


class Here(Decoders):
    """Decodes in the scan's own process, without limits, as Kinfolk once did."""

    def warm(self) -> None:
        pass

    def read(self, path: Path, *, side: int, at: int | None = None) -> DecodedFile:
        try:
            return DecodedFile("", decode.load(path, side=side))
        except Unreadable as why:
            return DecodedFile("", why)


def main() -> None:
    """Measure both, or be the scan if the program was started for that."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--good", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scan", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.scan:
        scan_damaged(options.scan)
        return
    need_photos()
    print(f"Damaged files and what guarding against them costs ({machine()})\n", flush=True)
    damaged(options.files)
    good(options.good, options.rounds)


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
        job._decoders = timed = Timed(2)
        seconds = seconds_of(job.run)
        with db.read() as session:
            why = Counter(problem.reason for problem in photos.problems(session))
    done, failed = job.progress.photos_done, job.progress.failed
    print(f"{done} files, {failed} of them refused, in {seconds:.0f} s.\n")
    slowest = sorted(timed.seconds.items(), key=lambda item: -item[1])[:5]
    table(("slowest", "s"), [(name, f"{took:.2f}") for name, took in slowest])
    table(("refused", "files"), why.most_common())


def good(count: int, rounds: int) -> None:
    """Compare scans of the same good photos, within limits and without, in turn."""
    ready = engine.load()
    rows = []
    with tempfile.TemporaryDirectory() as made:
        folders = {"12 megapixels": Path(made, "large"), "250 × 250, lfw/": PHOTOS / "lfw"}
        folders["12 megapixels"].mkdir()
        _large.make(folders["12 megapixels"], count, MEGAPIXELS_12)
        folders["one photo"] = Path(made, "one")
        folders["one photo"].mkdir()
        first = min(folders["12 megapixels"].iterdir())
        os.link(first, folders["one photo"] / first.name)
        for name, folder in folders.items():
            here, there = [], []
            is_one = name == "one photo"  # with the time that it takes to start
            load = engine.load if is_one else lambda: ready
            for _ in range(5 * rounds if is_one else rounds):
                here.append(timed(folder, load, Here()))
                there.append(timed(folder, load, Decoders(2)))
            ratio = min(there) / min(here)
            rows.append((name, f"{min(here):.2f}", f"{min(there):.2f}", f"{ratio:.2f}"))
    table(("photos", "in the scan's process, s", "outside, within bounds, s", "ratio"), rows)


def timed(folder: Path, load: Callable[[], engine.Engine], decoders: Decoders) -> float:
    with opened() as db:
        db.write(lambda session: library.add_folder(session, folder)).result()
        job = ScanJob(db, load)
        job._decoders = decoders
        return seconds_of(job.run)


if __name__ == "__main__":
    main()
