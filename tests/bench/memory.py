"""Measure the most memory that a scan holds: large photos of every kind, and the shared ones.

That is the memory of the scan's own process, and on Linux also of all its processes together.

dev.py bench memory [--photos 12]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import _large
from tests.bench._memory import held, peak
from tests.bench._photos import PHOTOS, machine, need_photos, opened, options, scan, table

MEGAPIXELS_20 = (5472, 3648)
MEGAPIXELS_48 = (8064, 6048)
MEGAPIXELS_108 = (12000, 9000)


def main() -> None:
    """Measure and print the table, or be the scan if the program was started for that."""
    chosen = options(__doc__, photos=12, scan=Path)
    if chosen.scan:
        with opened() as db:
            before = peak()
            scan(db, [chosen.scan])
        print(before, peak())
        return
    need_photos()
    print(f"Memory of a scan in a process of its own ({machine()})\n", flush=True)
    count = chosen.photos
    rows = [
        (f"{count} JPEG of 20 megapixels", *large(count, MEGAPIXELS_20)),
        ("7 JPEG of 48 megapixels", *large(7, MEGAPIXELS_48)),
        ("7 JPEG of 108 megapixels", *large(7, MEGAPIXELS_108)),
        *(
            (f"5 {kind} of 20 megapixels", *large(5, MEGAPIXELS_20, kind))
            for kind in _large.KINDS
            if kind != "JPEG"
        ),
        ("portraits/, up to 32 megapixels", *measured(PHOTOS / "portraits")),
        ("lfw/, 250 × 250", *measured(PHOTOS / "lfw")),
        ("all shared photos", *measured(PHOTOS)),
    ]
    table(("photos", "before the scan", "at most", "all processes together"), rows)


def large(count: int, size: tuple[int, int], kind: str = "JPEG") -> tuple[str, str, str]:
    with tempfile.TemporaryDirectory() as made:
        _large.make(Path(made), count, size, kind)
        return measured(Path(made))


def measured(folder: Path) -> tuple[str, str, str]:
    """Scan a folder in another process; return its memory before, at most, and of all together."""
    command = [sys.executable, __file__, "--scan", str(folder)]
    together = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        while run.poll() is None:
            together = max(together, held(run.pid))
            time.sleep(0.02)
        assert run.stdout is not None
        before, most = (float(word) for word in run.stdout.read().split())
    return f"{before:.0f} MB", f"{most:.0f} MB", f"{together:.0f} MB"


if __name__ == "__main__":
    main()
