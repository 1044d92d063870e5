#!/usr/bin/env python3
"""What previews cost: bytes and time a photo, and a scan beside one of the commit without them.

dev.py bench previews [--large 24] [--small 200] [--beside 928ddf9] [--rounds 5]
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image

from kinfolk.core.previews import SIDE
from kinfolk.scan.previews import shrunk
from kinfolk.vision import decode
from kinfolk.vision.decoders import Decoders
from tests.bench import _large
from tests.bench._photos import MANY, PHOTOS, ROOT, machine, need_photos, photos, table
from tests.bench.throughput import MEGAPIXELS_12, older, scanned


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=24)
    parser.add_argument("--small", type=int, default=200)
    parser.add_argument("--beside", default="928ddf9", help="a commit")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    need_photos(PHOTOS, MANY)
    print(f"Previews ({machine()})\n")
    with tempfile.TemporaryDirectory() as made, older(options.beside) as tree:
        assert tree is not None
        large, small = Path(made, "large"), Path(made, "small")
        large.mkdir()
        small.mkdir()
        _large.make(large, options.large, MEGAPIXELS_12)
        for path in photos(MANY)[:: max(1, len(photos(MANY)) // options.small)][: options.small]:
            (small / path.name).write_bytes(path.read_bytes())
        every = [*photos(PHOTOS), *photos(MANY)]
        table(
            ("photos", "count", "bytes a preview", "ms of the processor", "ms when asked for"),
            [
                ("all shared", *sizes(every)),
                (f"of these, longer than {SIDE}", *sizes([p for p in every if is_long(p)])),
                ("12 megapixels", *sizes(sorted(large.iterdir()))),
            ],
        )
        rows = [
            (name, *row)
            for name, folder in (("12 megapixels", large), ("250 × 250", small))
            for row in compare(folder, tree, options.beside, options.rounds)
        ]
        table(("photos", "by", "photos/s", "ms of processor a photo", "more"), rows)


def is_long(path: Path) -> bool:
    with Image.open(path) as image:
        return max(image.size) > SIDE


def sizes(paths: list[Path]) -> tuple[object, ...]:
    """Of how many photos; bytes and milliseconds of one."""
    size, cpu, asked = 0, 0.0, 0.0
    with Decoders() as decoders:
        decoders.load(paths[0], side=SIDE)
        for path in paths:
            photo = decode.load(path, side=decode.SCAN_SIDE)
            began = time.process_time()
            size += len(shrunk(photo.image))
            cpu += time.process_time() - began
            began = time.perf_counter()
            shrunk(decoders.load(path, side=SIDE).image)
            asked += time.perf_counter() - began
    count = len(paths)
    return count, f"{size / count:,.0f}", f"{1e3 * cpu / count:.2f}", f"{1e3 * asked / count:.1f}"


def compare(folder: Path, tree: Path, commit: str, rounds: int) -> Iterator[tuple[object, ...]]:
    """Scans with and without, in turn; what the first of each does is not counted."""
    runs: dict[str, list[dict[str, float]]] = {"with previews": [], commit: []}
    for round_ in range(rounds + 1):
        for name, each in (("with previews", ROOT), (commit, tree)):
            run = scanned(folder, each)
            if round_:
                runs[name].append(run)
    mine, theirs = runs.values()
    more = [1e3 * (a["cpu"] - b["cpu"]) for a, b in zip(mine, theirs, strict=True)]
    for name, found in runs.items():
        seconds, cpu = (statistics.median(run[key] for run in found) for key in ("seconds", "cpu"))
        spread = f"{statistics.median(more):.2f} ({min(more):.2f} to {max(more):.2f})"
        yield name, f"{1 / seconds:.2f}", f"{1e3 * cpu:.1f}", spread if found is mine else ""


if __name__ == "__main__":
    main()
