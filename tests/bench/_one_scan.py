"""One scan in a process of its own, by the Kinfolk of a checkout, which may be an older one.

_one_scan.py TREE FOLDER; TREE comes first in PYTHONPATH, and its app/ second. Up to 0.1 the package
was called app.

Prints a JSON object: faces, and the seconds of clock and processor that the scan took. The engine
is ready and has looked once; what the scan starts and ends itself counts, its processes too.
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
    # Only now, as in the program: it says before numpy is loaded how its threads have to wait.
    import numpy as np
    from PIL import Image

    from tests.bench._photos import listed, opened, scan

    dark = np.zeros((256, 256, 3), np.uint8)
    ready.analyse(Image.fromarray(dark) if package == "kinfolk" else dark)
    with opened() as db:
        began, cpu = time.perf_counter(), _cpu()
        scan(db, [Path(sys.argv[2])], lambda: ready)
        seconds, used = time.perf_counter() - began, _cpu() - cpu
        print(json.dumps({"faces": len(listed(db)), "seconds": seconds, "cpu": used}))


def _cpu() -> float:
    """Of this process and of those it started that have ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
