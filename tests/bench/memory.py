#!/usr/bin/env python3
"""The most memory a scan holds: 20-megapixel photos, and the small shared ones.

dev.py bench memory [--photos 12]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import _large
from tests.bench._photos import PHOTOS, machine, need_photos, opened, scan, table

MEGAPIXELS_20 = (5472, 3648)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=12)
    parser.add_argument("--scan", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.scan:
        with opened() as db:
            before = _peak()
            scan(db, [options.scan])
        print(before, _peak())
        return
    need_photos()
    print(f"Memory of a scan in a process of its own ({machine()})\n", flush=True)
    with tempfile.TemporaryDirectory() as made:
        _large.make(Path(made), options.photos, MEGAPIXELS_20)
        rows = [
            (f"{options.photos} photos of 20 megapixels", *measured(Path(made))),
            ("portraits/, up to 32 megapixels", *measured(PHOTOS / "portraits")),
            ("lfw/, 250 × 250", *measured(PHOTOS / "lfw")),
        ]
    table(("photos", "before the scan", "at most"), rows)


def measured(folder: Path) -> tuple[str, str]:
    command = [sys.executable, __file__, "--scan", str(folder)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    before, most = (float(word) for word in run.stdout.split())
    return f"{before:.0f} MB", f"{most:.0f} MB"


def _peak() -> float:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024 if sys.platform != "darwin" else kilobytes / 1024**2


if __name__ == "__main__":
    main()
