"""Scan once in a process of its own, with the Kinfolk of a checkout, which may be an older one.

_one_scan.py TREE FOLDER; TREE comes first in PYTHONPATH, and its app/ second. Up to 0.1 the package
was called app.

Prints a JSON object: faces, and the seconds of clock and processor that the scan took. The engine
is loaded and has looked once before; what the scan itself starts and ends counts, also in its other
processes.
"""

import importlib
import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    package = "kinfolk" if Path(sys.argv[1], "app", "kinfolk").is_dir() else "app"
    ready = importlib.import_module(f"{package}.vision.engine").load()
    # Imported only now, as in the program: importing the engine sets how numpy's threads wait.
    import numpy as np
    from PIL import Image

    from tests.bench._photos import listed, opened, scan

    dark = np.zeros((256, 256, 3), np.uint8)
    ready.analyse(Image.fromarray(dark) if package == "kinfolk" else dark)
    with opened() as db:
        # Not by a function of `_photos`: in an older checkout that is an older file.
        began, cpu = time.perf_counter(), sum(os.times()[:4])
        scan(db, [Path(sys.argv[2])], lambda: ready)
        seconds, used = time.perf_counter() - began, sum(os.times()[:4]) - cpu
        print(json.dumps({"faces": len(listed(db)), "seconds": seconds, "cpu": used}))


if __name__ == "__main__":
    main()
